"""Map tiles: none unless a host is named and the user turns them on; then from that host only, and where the map has the places."""

import math
import re
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from kg.explorer import tiles
from tests.explorer.visit import Visit
from tests.valley import valley

TILES = "all => all.map(i => [i.getAttribute('href'), ...['x', 'y', 'width'].map(n => +i.getAttribute(n))])"
LOADED_NOT = """(address) => new Promise((done) =>
    Object.assign(new Image(), { onerror: () => done(true), onload: () => done(false), src: address }))"""
LATITUDE, LONGITUDE = next((e.latitude or 0, e.longitude or 0) for g in valley() for e in g.entities if e.identifier == "place/T1")


@dataclass(frozen=True, slots=True)
class TileServer:
    """``asked`` has the path and the Referer of each request."""

    port: int
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def tiles(self) -> tiles.Tiles:
        return tiles.read(f"http://127.0.0.1:{self.port}/tiles/{{z}}/{{x}}/{{y}}.png", "© the makers of <b>tiles</b>")


def png(z: int, x: int, y: int) -> bytes:
    """A tile of one colour, lighter and darker in turn, so that a picture shows where one ends."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + (b"\xd5\xe5\xc8" if (x + y) % 2 else b"\xc2\xd8\xb4") * 256
    head = struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * 256)) + chunk(b"IEND", b"")


@pytest.fixture
def tile_server() -> Iterator[TileServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, self.headers.get("Referer")))
            found = re.fullmatch(r"/tiles/(\d+)/(\d+)/(\d+)\.png", self.path)
            body = png(*map(int, found.groups())) if found else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "image/png")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        server = TileServer(listening.server_port)
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield server
        listening.shutdown()
        thread.join()


def switch(page: Page) -> None:
    page.locator(".tile-switch input").click()


def far_from_its_tile(page: Page) -> float:
    """Pixels between where the map has the place T1 and where its tile has it, by the formulas of Web Mercator."""
    at = page.locator('.spot[data-place="place/T1"]').get_attribute("transform") or ""
    spot = [float(n) for n in re.findall(r"-?[\d.]+", at)]
    drawn = page.locator("image.tile").evaluate_all(TILES)
    for address, left, top, side in drawn:
        z, x, y = (int(n) for n in re.findall(r"(\d+)/(\d+)/(\d+)\.png", address)[0])
        column = (LONGITUDE + 180) / 360 * 2**z
        row = (1 - math.asinh(math.tan(math.radians(LATITUDE))) / math.pi) / 2 * 2**z
        if (int(column), int(row)) == (x, y):
            assert 181 <= side <= 363
            return math.dist(spot, (left + (column - x) * side, top + (row - y) * side))
    raise AssertionError("no tile is under the place")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_tiles_come_once_they_are_turned_on(served: Callable[..., Page], visit: Visit, tile_server: TileServer, lang: str) -> None:
    page = served(f"lang={lang}&view=map", tile_server.tiles)
    expect(page.locator(".spot").first).to_be_visible()
    expect(page.locator(".tile-switch")).to_contain_text(f"127.0.0.1:{tile_server.port}")
    expect(page.locator(".tile-switch p")).to_have_text(
        {
            "en": "While they are on, that host is told which area you look at.",
            "ar": "ما دامت مفعلة يعرف ذلك المضيف المنطقة التي تنظر إليها.",
        }[lang]
    )
    page.wait_for_timeout(400)
    assert (tile_server.asked, page.locator("image.tile").count()) == ([], 0)
    with page.expect_response(re.compile(r"/tiles/")) as answer:
        switch(page)
    assert answer.value.ok
    page.wait_for_load_state("networkidle")
    expect(page.locator(".map-note")).to_have_text("© the makers of <b>tiles</b>")
    # The address of the page, with its token, is told to nobody.
    assert {referer for _, referer in tile_server.asked} == {None}
    assert far_from_its_tile(page) < 0.5
    visit.picture(f"tiles-{lang}")
    page.mouse.move(640, 300)
    page.mouse.wheel(0, -700)
    page.wait_for_timeout(400)
    assert far_from_its_tile(page) < 0.5
    switch(page)
    expect(page.locator("image.tile")).to_have_count(0)
    page.wait_for_function("() => location.hash.includes('view=map')")
    assert "tile" not in page.url


def test_tiles_that_do_not_come_are_told(served: Callable[..., Page], visit: Visit, tile_server: TileServer) -> None:
    page = served("lang=en&view=map", tiles.read(f"http://127.0.0.1:{tile_server.port}/none/{{z}}/{{x}}/{{y}}"))
    expect(page.locator(".spot").first).to_be_visible()
    switch(page)
    expect(page.locator(".message")).to_have_text(f"Some map tiles could not be had from 127.0.0.1:{tile_server.port}")
    assert [c for c in visit.complaints if "404" not in c] == []
    visit.complaints.clear()


def test_an_image_of_another_host_is_refused(served: Callable[..., Page], visit: Visit, tile_server: TileServer) -> None:
    page = served("lang=en&view=map", tiles.read("https://tiles.example/{z}/{x}/{y}.png"))
    refused = page.evaluate(LOADED_NOT, tile_server.tiles.address.replace("{z}", "0").replace("{x}", "0").replace("{y}", "0"))
    assert (refused, tile_server.asked) == (True, [])
    assert all("Content Security Policy" in c for c in visit.complaints)
    visit.complaints.clear()


def test_without_a_host_there_is_no_switch(served: Callable[..., Page], from_disk: Callable[..., Page], visit: Visit) -> None:
    for page in (served("lang=en&view=map"), from_disk(valley(), "lang=en&view=map")):
        expect(page.locator(".spot").first).to_be_visible()
        expect(page.locator(".tile-switch")).to_have_count(0)
