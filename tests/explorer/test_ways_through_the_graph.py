"""Search, expansion, undo, the path between two, and the address that holds it all."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.explorer.visit import Visit
from tests.valley import demolition, valley

SALIM = f"entity/{demolition().article.id}-t2"
RAID = f"entity/{demolition().article.id}-t8"
HOUSE = {
    ("agent", "demolition", "لواء الصقر"), ("target", "demolition", "منزل سالم الحمدان"), ("place", "demolition", "وادي النخيل"),
    ("reason", "demolition", "accusation"),
}  # fmt: skip


@pytest.mark.parametrize("query", ["رائد الحمدان", "رايد الحمدان", "رَائِد", "raed al-hamdan", "Ra'id Hamdan"])
def test_a_name_is_found_in_any_spelling(from_disk: Callable[..., Page], visit: Visit, query: str) -> None:
    from_disk(valley())
    assert visit.search(query).first.locator(".name").inner_text() == "رائد الحمدان"


def test_kinds_of_events_are_found_in_both_languages(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley())
    for query in ("هدم", "demol"):
        first = visit.search(query).first
        assert first.locator(".found-name").inner_text() == "demolition"
    first.click()
    expect(page.locator("tr[data-claim]")).to_have_count(1)
    expect(page.locator("tr[data-claim] .said")).to_have_text("هدم لواء الصقر منزل سالم الحمدان")


def test_a_name_that_is_nowhere_is_told(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley())
    page.fill("#search", "زرقاء اليمامة")
    expect(page.locator("#found")).to_have_text("Nothing by that name")


@pytest.mark.parametrize("opened", ["from_disk", "served"])
def test_a_node_brings_its_claims_and_collapse_and_undo_take_them_away(visit: Visit, opened: str, request: pytest.FixtureRequest) -> None:
    opener = request.getfixturevalue(opened)
    opener(valley()) if opened == "from_disk" else opener()
    visit.choose("منزل سالم")
    nodes, edges = visit.graph()
    assert {e for e in edges if e[1] == "demolition"} == HOUSE
    assert ("owned by", "منزل سالم الحمدان", "سالم الحمدان") in edges
    assert nodes == {"demolition", "لواء الصقر", "منزل سالم الحمدان", "وادي النخيل", "accusation", "سالم الحمدان"}
    visit.page.get_by_role("button", name="Collapse").click()
    expect(visit.page.get_by_role("button", name="Expand", exact=True).first).to_be_visible()
    visit.has_nodes(1)
    assert visit.graph() == ({"منزل سالم الحمدان"}, set())
    visit.page.keyboard.press("Control+z")
    visit.has_nodes(6)
    assert visit.graph() == (nodes, edges)


def test_what_stands_does_not_move_when_something_is_added(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley())
    visit.choose("منزل سالم")
    before = visit.places()
    visit.click_node(SALIM)
    visit.page.get_by_role("button", name="Expand", exact=True).first.click()
    page.wait_for_function("(n) => document.querySelector('.canvas')._cyreg.cy.nodes().length > n", arg=len(before))
    after = visit.places()
    assert {id: after[id] for id in before} == before
    assert len(after) > len(before)


def test_only_the_chosen_claims_come(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), f"lang=en&at=node~{SALIM}")
    page.locator(".expansion summary").click()
    page.locator(".choices label", has_text="cousin of").click()
    page.locator(".expansion > button").click()
    assert visit.graph() == ({"سالم الحمدان", "رائد الحمدان"}, {("cousin of", "سالم الحمدان", "رائد الحمدان")})


def test_a_limit_says_what_it_left_out(from_disk: Callable[..., Page], visit: Visit) -> None:
    from_disk(valley(), f"lang=en&do=expand~{SALIM}~2")
    visit.settled()
    label = visit.page.evaluate("(id) => document.querySelector('.canvas')._cyreg.cy.getElementById(id).data('label')", SALIM)
    assert label.endswith("\n+5")


def test_hidden_is_hidden_and_pinned_is_pinned_also_in_the_address(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), f"lang=en&do=expand~{RAID}~25")
    visit.click_node(SALIM)
    page.locator(".canvas").focus()
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Unpin")).to_be_visible()
    page.keyboard.press("h")
    expect(page.locator(".pane")).to_have_count(0)
    visit.has_nodes(3)
    assert visit.graph()[0] == {"رائد الحمدان", "لواء الصقر", "الحمدان"}
    page.wait_for_function("() => location.hash.includes('hide=')")
    address = page.evaluate("decodeURIComponent(location.hash)")
    assert (f"pin={SALIM}" in address, f"hide={SALIM}" in address) == (True, True)


@pytest.mark.parametrize("opened", ["from_disk", "served"])
def test_the_path_between_two(visit: Visit, opened: str, request: pytest.FixtureRequest) -> None:
    opener = request.getfixturevalue(opened)
    page = opener(valley()) if opened == "from_disk" else opener()
    visit.choose("منزل سالم")
    visit.click_node(SALIM)
    page.get_by_role("button", name="Path from here").click()
    expect(page.locator(".asking")).to_be_visible()
    visit.search("رائد الحمدان").first.click()
    expect(page.locator(".asking")).to_have_count(0)
    page.wait_for_function("() => location.hash.includes('do=path')")
    _, edges = visit.graph()
    assert ("cousin of", "سالم الحمدان", "رائد الحمدان") in edges


def test_no_path_is_told(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), "lang=en&type=siblingOf")
    visit.choose("خالد النمر")
    page.get_by_role("button", name="Path from here").click()
    visit.search("منزل سالم").first.click()
    expect(page.locator(".message")).to_have_text("No path of claims between the two under these filters")


def test_an_address_opens_the_same_view(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley())
    visit.choose("رائد الحمدان")
    expect(page.locator(".filters .box").first).to_be_visible()
    page.locator('.box[data-value="asserted"]').click()
    places, graph = visit.places(), visit.graph()
    page.wait_for_function("() => location.hash.includes('modality=asserted') && location.hash.includes('xy=')")
    page.wait_for_timeout(400)
    address = page.url
    page.goto("about:blank")
    visit.open(address)
    assert (visit.places(), visit.graph()) == (places, graph)
    expect(page.locator('.box[data-value="asserted"] input')).to_be_checked()
    expect(page.locator(".pane h2 .name")).to_have_text("رائد الحمدان")


def test_an_address_that_was_cut_still_opens(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), "lang=en&view=grap&do=expand~&do=drop~x&xy=1,;a&from=never&at=node~")
    expect(page.locator(".start h1")).to_be_visible()


def test_keys_lead_through_the_graph(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley())
    page.keyboard.press("/")
    page.keyboard.type("رائد الحمدان")
    expect(visit.page.locator("#found [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    visit.settled()
    heading = page.locator(".pane h2 .name")
    expect(heading).to_have_text("رائد الحمدان")
    page.locator(".canvas").focus()
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        if heading.inner_text() != "رائد الحمدان":
            break
    expect(heading).not_to_have_text("رائد الحمدان")
    page.keyboard.press("e")
    page.wait_for_function("() => location.hash.split('do=').length === 3")
    page.keyboard.press("Escape")
    expect(page.locator(".pane")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
