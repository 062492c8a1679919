"""The page in Arabic and in English, on a screen and on a phone; pictures of it are kept in out/explorer to be looked at."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.explorer import sheet
from kg.graph import ArticleGraph
from tests.explorer.conftest import PICTURES
from tests.explorer.visit import Visit
from tests.sketch import Sketch
from tests.valley import demolition, valley

SALIM = f"entity/{demolition().article.id}-t2"
VIEWS = ("timeline", "map", "table")


def test_the_interface_changes_its_language_and_its_direction(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), f"lang=en&do=expand~{SALIM}~25")
    direction = "() => [document.documentElement.dir, document.documentElement.lang, document.title]"
    pane = page.locator(".filters").bounding_box()
    assert pane
    assert (page.evaluate(direction), pane["x"]) == (["ltr", "en", "Isnad"], 0)
    assert ("cousin of", "سالم الحمدان", "رائد الحمدان") in visit.graph()[1]
    places = visit.places()
    page.get_by_role("button", name="عربي").click()
    pane = page.locator(".filters").bounding_box()
    assert pane
    assert (page.evaluate(direction), pane["x"] + pane["width"]) == (["rtl", "ar", "إسناد"], 1280)
    assert ("ابن عم أو خال", "سالم الحمدان", "رائد الحمدان") in visit.graph()[1]
    assert visit.places() == places
    assert re.search("[A-Za-z]{2}", page.locator(".views").inner_text()) is None


def test_known_groups_and_places_have_their_english_names(from_disk: Callable[..., Page], visit: Visit) -> None:
    sketch = Sketch("english", "اعتقلت قسد سالم الدرويش في حلب")  # "the SDF arrested Salim al-Darwish in Aleppo"
    sketch.entity("t1", "Group", "قسد", identifier="group/sdf")
    sketch.entity("t2", "Person", "سالم الدرويش")
    sketch.entity("t3", "Place", "حلب", identifier="place/SY02", latitude=36.2, longitude=37.15)
    sketch.event("e1", "Detention", "اعتقلت", "اعتقلت قسد سالم الدرويش في حلب", {"agent": "t1", "patient": "t2", "place": "t3"})
    page = from_disk([sketch.graph()])
    for query in ("Syrian Dem", "SDF", "قسد"):
        assert visit.search(query).first.locator(".found-name").inner_text() == "قسد Syrian Democratic Forces"
    visit.choose("SDF")
    visit.settled()
    labels = page.evaluate("() => document.querySelector('.canvas')._cyreg.cy.nodes('.entity').map((n) => n.data('label').split('\\n')[1])")
    assert sorted(labels) == ["Aleppo", "Salm al-Druysh", "Syrian Democratic Forces"]
    page.locator(".claim-item").click()
    expect(page.locator(".pane .fillers")).to_contain_text("حلب Aleppo")


def test_names_are_isolated_from_what_stands_around_them(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), f"lang=en&at=claim~claim/{demolition().article.id}-e1")
    expect(page.locator(".pane .fillers bdi").first).to_be_visible()
    names = page.locator(".pane .fillers dd")
    for i in range(names.count()):
        assert names.nth(i).locator("bdi[dir=auto]").count() == 1
    assert page.locator(".pane .text").get_attribute("dir") == "rtl"
    visit.go("table")
    bare = page.locator(".filters .box .label:not(:has(bdi)), tr[data-claim] .who div:not(:has(bdi))")
    assert re.search("[\u0600-\u06ff]", " ".join(bare.all_inner_texts())) is None


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_pictures_of_the_main_views(from_disk: Callable[..., Page], visit: Visit, samples: list[ArticleGraph], lang: str) -> None:
    page = from_disk(samples, f"lang={lang}")
    expect(page.locator(".begin button").first).to_be_visible()
    visit.picture(f"start-{lang}")
    visit.search("الكرامة")
    visit.picture(f"search-{lang}")
    page.keyboard.press("Escape")
    visit.choose("سوق الكرامة")
    visit.settled()
    page.locator(".claim-item").first.click()
    expect(page.locator(".m-quote").first).to_be_visible()
    visit.picture(f"graph-{lang}")
    for view in VIEWS:
        visit.go(view)
        page.wait_for_timeout(250)
        visit.picture(f"{view}-{lang}")
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True, device_scale_factor=2)
    context.set_default_timeout(8000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_on_a_phone_everything_is_in_reach(phone: Page, built: str, tmp_path: Path, lang: str) -> None:
    file = tmp_path / "isnad.html"
    file.write_text(sheet.html(valley(), built), "utf-8")
    visit = Visit(phone, PICTURES)
    page = visit.open(f"{file.as_uri()}#lang={lang}")
    visit.choose("رائد الحمدان")
    visit.settled()
    page.locator(".claim-item").first.tap()
    expect(page.locator(".m-quote").first).to_be_visible()
    visit.picture(f"phone-graph-{lang}")
    page.locator(".pane .close").tap()
    page.locator(".top .narrow-only").tap()
    expect(page.locator(".filters .box").first).to_be_in_viewport()
    page.locator('.box[data-value="asserted"]').tap()
    visit.picture(f"phone-filters-{lang}")
    page.locator(".filters .narrow-only").tap()
    for view in ("table", "map", "timeline", "accounts"):
        page.locator(f"[data-view={view}]").tap()
        page.wait_for_timeout(200)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        for labels in (".tick", ".bars text"):
            ends = page.locator(labels).evaluate_all("all => all.map(e => e.getBoundingClientRect()).map(b => [b.left, b.right])")
            assert all(right < left for (_, right), (left, _) in pairwise(sorted(ends)))
    assert visit.complaints == []


CONTRAST = """() => {
    const channel = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const rgba = (text) => text.match(/[\\d.]+/g).map(Number);
    const ground = (e) => {
        for (; e; e = e.parentElement) {
            const [r, g, b, a = 1] = rgba(getComputedStyle(e).backgroundColor);
            if (a > 0.9) return [r, g, b];
        }
        return [255, 255, 255];
    };
    const poor = [];
    for (const e of document.querySelectorAll("#app *:not(svg *)")) {
        const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
        if (!own || e.closest(":disabled") || !e.checkVisibility()) continue;
        const style = getComputedStyle(e);
        const [a, b] = [light(rgba(style.color)), light(ground(e))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < 4.5) poor.push(`${e.className}: ${e.textContent.trim().slice(0, 30)} ${ratio.toFixed(2)}`);
    }
    return poor;
}"""


def test_text_stands_out_from_its_ground(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), f"lang=en&at=claim~claim/{demolition().article.id}-e2")
    expect(page.locator(".m-quote").first).to_be_visible()
    for view in ("graph", "timeline", "table", "accounts"):
        visit.go(view)
        page.wait_for_timeout(150)
        assert page.evaluate(CONTRAST) == []
