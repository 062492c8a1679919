"""What leaves the page: pictures in which Arabic can be read, and the page itself as one file."""

import hashlib
import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Page, expect

from kg.explorer import sheet
from kg.graph import ArticleGraph
from tests.explorer.conftest import PICTURES
from tests.explorer.visit import Visit
from tests.valley import demolition, valley

SALIM = f"entity/{demolition().article.id}-t2"
SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Page, kind: str) -> bytes:
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.locator(f"[data-save={kind}]").click()
    return Path(download.value.path()).read_bytes()


def test_a_drawing_has_names_as_text_and_lines_by_how_sure(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), f"lang=ar&do=expand~{SALIM}~25")
    visit.settled()
    root = ElementTree.fromstring(saved(page, "svg"))
    texts = {"".join(t.itertext()).strip("\u2068\u2069") for t in root.iter(f"{SVG}text")}
    assert {"سالم الحمدان", "رائد الحمدان", "لواء الصقر", "ابن عم أو خال", "اعتقال"} <= texts
    dashes = {path.get("stroke-dasharray") for path in root.iter(f"{SVG}path")}
    assert "9 5" in dashes  # the alleged contact with the Valley Council


def test_a_picture_is_large_enough_to_be_read(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), f"lang=ar&do=expand~{SALIM}~25")
    visit.settled()
    data = saved(page, "png")
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    box = page.evaluate("() => { const b = document.querySelector('.canvas')._cyreg.cy.elements().boundingBox(); return [b.w, b.h]; }")
    assert (width, height) >= (1.9 * box[0], 1.9 * box[1])
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / "saved.png").write_bytes(data)


def test_one_file_opens_from_disk_and_asks_nobody(from_disk: Callable[..., Page], visit: Visit, samples: list[ArticleGraph]) -> None:
    page = from_disk(samples)
    for query in ("قسد", "الكرامة"):
        visit.choose(query)
        visit.settled()
    for view in ("timeline", "map", "table", "graph"):
        visit.go(view)
    expect(page.locator(".canvas")).to_be_visible()
    assert {address.partition(":")[0] for address in visit.asked} <= {"file", "data", "blob"}


def test_one_file_with_two_hundred_claims_is_small(samples: list[ArticleGraph], built: str) -> None:
    claims = sum(len(list(g.claims)) for g in samples)
    page = sheet.html(samples, built)
    assert claims >= 200
    assert len(page.encode()) < 3_000_000
    assert hashlib.sha256(page.encode()).digest() == hashlib.sha256(sheet.html(samples[::-1], built).encode()).digest()
