"""The views beside the graph: timeline, map, table, family and two accounts, with the filters that bind them all."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kg.graph import ArticleGraph
from tests.explorer.visit import Visit
from tests.sketch import Sketch
from tests.valley import airstrike, demolition, valley

SALIM = f"entity/{demolition().article.id}-t2"
KILLING = f"claim/{airstrike().article.id}-e2"
CLAIMS = sum(len(list(g.claims)) for g in valley())


def types(page: Page) -> list[str]:
    return sorted(text.strip() for text in page.locator("tr[data-claim] td:first-child").all_inner_texts())


@pytest.mark.parametrize("opened", ["from_disk", "served"])
def test_filters_leave_what_they_say_and_count_it(visit: Visit, opened: str, request: pytest.FixtureRequest) -> None:
    opener = request.getfixturevalue(opened)
    page: Page = opener(valley(), "lang=en&view=table") if opened == "from_disk" else opener("lang=en&view=table")
    rows = page.locator("tr[data-claim]")
    expect(rows).to_have_count(CLAIMS)
    for value, left in (("negated", ["killing", "member of"]), ("memberOf", ["member of"])):
        box = page.locator(f'.box[data-value="{value}"]')
        if not box.is_visible():
            page.locator(".filters .link", has_text="Show all").first.click()
        box.click()
        expect(rows).to_have_count(len(left))
        expect(box.locator(".number")).to_have_text(str(len(left)))
        assert types(page) == left
    page.get_by_role("button", name="Clear").click()
    expect(rows).to_have_count(CLAIMS)
    expect(page.locator(".disputed-box .number")).to_have_text("2")
    page.locator(".disputed-box input").check()
    expect(rows).to_have_count(2)
    assert types(page) == ["accusation", "killing"]


@pytest.mark.parametrize("opened", ["from_disk", "served"])
def test_filters_by_who_says_so_and_where(visit: Visit, opened: str, request: pytest.FixtureRequest) -> None:
    opener = request.getfixturevalue(opened)
    hash = "lang=en&view=table&place=place/T1"
    page: Page = opener(valley(), hash) if opened == "from_disk" else opener(hash)
    of_the_place = ["comes from", "demolition", "located in", "located in", "located in"]
    expect(page.locator("tr[data-claim]")).to_have_count(6)
    assert types(page) == ["airstrike", *of_the_place]
    expect(page.locator('.box[data-value="place/T1"] .number')).to_have_text("6")
    box = page.locator('.box[data-value="none"]')
    expect(box).to_contain_text("the article itself")
    box.click()
    expect(page.locator("tr[data-claim]")).to_have_count(5)
    assert types(page) == of_the_place


def test_the_table_is_sorted_and_saved(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), "lang=en&view=table&type=Demolition&type=Execution&type=Detention")
    rows = page.locator("tr[data-claim]")
    expect(rows).to_have_count(4)
    times = [rows.nth(i).locator("td").nth(4).inner_text() for i in range(4)]
    assert times[:2] == ["20 August 2016 to 25 August 2016", "26 August 2016"]
    page.get_by_role("button", name="When").click()
    expect(rows.first.locator("td").first).to_contain_text("demolition")
    expect(rows.nth(1).locator("td").first).to_contain_text("execution")
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.locator("[data-save=csv]").click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert sorted(row["type"] for row in read) == ["Demolition", "Detention", "Detention", "Execution"]
    by_type = {row["type"]: row["quote"] for row in read}
    assert by_type["Demolition"] == "هدم لواء الصقر منزل سالم الحمدان"


def test_brushing_over_the_years_chooses_days(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), "lang=en&view=timeline")
    box = page.locator(".brush .overlay").bounding_box()
    assert box
    expect(page.locator(".when")).to_have_count(2)
    # From the start of the axis to before the demolition: the execution of 20 to 25 August is left.
    bar = page.locator(".bars .sure").last.bounding_box()
    assert bar
    page.mouse.move(box["x"] + 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(bar["x"] - 4, box["y"] + 20, steps=5)
    page.mouse.up()
    expect(page.locator(".when")).to_have_count(1)
    assert page.locator(".when").get_attribute("aria-label") == "execution أعدم 2016-08-20/2016-08-25"
    expect(page.locator(".days input").first).not_to_have_value("")
    # A click beside the brush takes it away.
    page.mouse.click(box["x"] + box["width"] - 3, box["y"] + 20)
    expect(page.locator(".when")).to_have_count(2)


def test_what_has_no_settled_day_is_not_on_the_axis(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), "lang=en&view=timeline")
    events = sum(len(g.events) for g in valley())
    expect(page.locator(".yearless .number")).to_have_text(str(events - 2))
    expect(page.locator(".when.span")).to_have_count(1)
    expect(page.locator(".when.sure")).to_have_count(1)
    page.locator(".when.sure").click()
    expect(page.locator(".pane h2")).to_have_text("demolition")


def test_the_map_shows_where_events_were(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), "lang=en&view=map")
    spot = page.locator('.spot[data-place="place/T1"]')
    expect(spot).to_have_attribute("aria-label", "وادي النخيل: 2 events")
    assert page.locator(".country").count() > 150
    spot.click()
    expect(page.locator(".pane h2 .name")).to_have_text("وادي النخيل")
    page.locator('.box[data-value="Airstrike"]').click()
    expect(spot).to_have_attribute("aria-label", "وادي النخيل: 1 events")


@pytest.mark.parametrize("opened", ["from_disk", "served"])
def test_the_family_of_a_person(visit: Visit, opened: str, request: pytest.FixtureRequest) -> None:
    opener = request.getfixturevalue(opened)
    hash = f"lang=en&view=family&person={SALIM}"
    page: Page = opener(valley(), hash) if opened == "from_disk" else opener(hash)
    expect(page.locator(".kin-card")).to_have_count(2)
    assert set(page.locator(".kin-card .name").all_inner_texts()) == {"سالم الحمدان", "رائد الحمدان"}
    page.locator(".tie text").click()
    expect(page.locator(".pane h2")).to_have_text("cousin of")


def family() -> ArticleGraph:
    """Hamad is the father of Khalid and Maryam and the grandfather of Salim, Khalid's son; Khalid's wife is Huda, they say; Rami, an uncle
    of Salim's, is no brother of Huda."""
    sketch = Sketch("family", "حمد خالد مريم سالم هدى رامي")
    names = {"t1": "حمد", "t2": "خالد", "t3": "مريم", "t4": "سالم", "t5": "هدى", "t6": "رامي"}
    for id, name in names.items():
        sketch.entity(id, "Person", name)
    ties = [
        ("parentOf", "t1", "t2", "asserted"), ("parentOf", "t1", "t3", "asserted"), ("grandparentOf", "t1", "t4", "asserted"),
        ("parentOf", "t2", "t4", "asserted"), ("siblingOf", "t2", "t3", "asserted"), ("spouseOf", "t5", "t2", "hedged"),
        ("uncleAuntOf", "t6", "t4", "asserted"), ("siblingOf", "t6", "t5", "negated"),
    ]  # fmt: skip
    for i, (relation, subject, object, modality) in enumerate(ties):
        sketch.relation(f"r{i}", relation, subject, object, names[subject], modality=modality)
    return sketch.graph()


def test_generations_stand_above_each_other(from_disk: Callable[..., Page], visit: Visit) -> None:
    graph = family()
    page = from_disk([graph], f"lang=ar&view=family&person=entity/{graph.article.id}-t4")
    expect(page.locator(".kin-card")).to_have_count(6)
    heights = page.locator("foreignObject").evaluate_all("found => found.map(e => [e.textContent, Number(e.getAttribute('y'))])")
    rows = sorted({y for _, y in heights})
    assert [{name for name, y in heights if y == row} for row in rows] == [{"حمد"}, {"خالد", "مريم", "هدى", "رامي"}, {"سالم"}]
    expect(page.locator(".tie")).to_have_count(8)
    spouse = page.locator('.tie[aria-label="زوج"] path').first
    expect(spouse).to_have_attribute("stroke-dasharray", "2 4")
    visit.picture("family-ar")


@pytest.mark.parametrize("opened", ["from_disk", "served"])
def test_two_accounts_side_by_side(visit: Visit, opened: str, request: pytest.FixtureRequest) -> None:
    opener = request.getfixturevalue(opened)
    hash = f"lang=en&view=accounts&told={KILLING}"
    page: Page = opener(valley(), hash) if opened == "from_disk" else opener(hash)
    expect(page.locator(".compared")).to_be_visible()
    rows = page.locator(".compared tbody tr")
    verdicts = dict(rows.evaluate_all("found => found.map(r => [r.querySelector('th').firstChild.textContent, r.className])"))
    agrees, differs = "agrees", "differs"
    assert verdicts == {
        "Who says so": differs, "How sure": differs, "When": agrees, "agent": agrees, "patient": agrees, "cause": differs,
    }  # fmt: skip
    expect(page.locator(".two .text")).to_have_count(2)
    quotes = ["".join(box.locator(".m-quote").all_inner_texts()) for box in page.locator(".two .text").all()]
    assert quotes == ["سالم الحمدان قُتل أمس بغارة للتحالف", "ونفى التحالف مقتله"]


def test_notes_are_kept_by_the_server_only(served: Callable[..., Page], visit: Visit, tmp_path: Path) -> None:
    page = served(f"lang=en&at=node~{SALIM}")
    page.locator(".note-box textarea").fill("يُسأل عنه في الزهراء")  # "to be asked about in Zahra"
    page.locator(".pane h2").click()
    expect(page.locator(".note-box em")).to_have_text("saved")
    assert "يُسأل عنه في الزهراء" in (tmp_path / "notes.json").read_text("utf-8")
    page.reload()
    expect(page.locator(".note-box textarea")).to_have_value("يُسأل عنه في الزهراء")


def test_a_page_on_disk_has_no_notes(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), f"lang=en&at=node~{SALIM}")
    expect(page.locator(".pane h2")).to_be_visible()
    expect(page.locator(".note-box")).to_have_count(0)
