"""A claim in its article: the exact words are marked, with who says so, how sure, when, and by which rule."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

import kg
from kg.graph import ArticleGraph
from tests.explorer.visit import Visit
from tests.sketch import Sketch
from tests.valley import airstrike, demolition, valley

CHARGE = f"claim/{demolition().article.id}-e2"
DENIAL = f"claim/{airstrike().article.id}-e4"
KILLING = f"claim/{airstrike().article.id}-e2"


def marked(page: Page, kind: str) -> str:
    return "".join(page.locator(f".pane .text .m-{kind}").all_inner_texts())


@pytest.mark.parametrize("opened", ["from_disk", "served"])
def test_the_quote_is_marked_and_in_sight(visit: Visit, opened: str, request: pytest.FixtureRequest) -> None:
    opener = request.getfixturevalue(opened)
    hash = f"lang=en&do=claim~{KILLING}&at=claim~{KILLING}"
    page: Page = opener(valley(), hash) if opened == "from_disk" else opener(hash)
    quote = page.locator(".pane .text .m-quote").first
    expect(quote).to_be_in_viewport()
    assert marked(page, "quote") == "سالم الحمدان قُتل أمس بغارة للتحالف"
    assert marked(page, "trigger") == "قُتل"
    assert marked(page, "time") == "أمس"
    assert page.locator(".pane .text").inner_text() == airstrike().article.text
    facts = page.locator(".pane .facts").first.inner_text()
    assert "إذاعة الضفة" in facts
    assert "No date is settled" in facts
    assert page.locator(".pane .claim-title .chip").all_inner_texts() == ["asserted", "disputed"]


def test_code_points_beyond_the_basic_plane_do_not_shift_the_mark(from_disk: Callable[..., Page], visit: Visit) -> None:
    sketch = Sketch("emoji", "😀😀 قال ناشطون 𞸀 إن قسد اعتقلت سالم الدرويش 😀 أمس.")  # "activists said that the SDF arrested Salim"
    sketch.entity("t1", "Group", "قسد")
    sketch.entity("t2", "Person", "سالم الدرويش")
    sketch.event("e1", "Detention", "اعتقلت", "قسد اعتقلت سالم الدرويش 😀 أمس", {"agent": "t1", "patient": "t2"}, time="أمس")
    graph = sketch.graph()
    page = from_disk([graph], f"lang=ar&at=claim~claim/{graph.article.id}-e1")
    expect(page.locator(".pane .m-quote").first).to_be_visible()
    assert (marked(page, "quote"), marked(page, "trigger"), marked(page, "time")) == ("قسد اعتقلت سالم الدرويش 😀 أمس", "اعتقلت", "أمس")


def test_a_charge_is_marked_and_never_a_tie(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), f"lang=ar&at=claim~{CHARGE}")
    expect(page.locator(".pane .m-charge").first).to_be_visible()
    assert marked(page, "charge") == "التعامل مع مجلس الوادي"
    assert page.locator(".pane .claim-title .chip").all_inner_texts() == ["مؤكد", "متنازع فيه"]


def test_what_contradicts_stands_beside(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), f"lang=en&at=claim~{KILLING}")
    beside = page.locator(f'.beside [data-claim="{DENIAL}"]')
    expect(beside.locator(".note")).to_have_text("says otherwise")
    beside.click()
    expect(page.locator(".pane .claim-title .chip.negated")).to_be_visible()
    assert marked(page, "quote") == "ونفى التحالف مقتله"


def test_a_click_on_an_edge_opens_its_words(from_disk: Callable[..., Page], visit: Visit) -> None:
    tie = f"claim/{demolition().article.id}-r4"
    page = from_disk(valley(), f"lang=en&do=claim~{tie}")
    visit.click_edge(tie)
    expect(page.locator(".pane h2")).to_have_text("cousin of")
    assert marked(page, "quote") == "وسالم ابن عم رائد الحمدان"


def test_a_citation_leads_back_to_the_words(from_disk: Callable[..., Page], visit: Visit) -> None:
    page = from_disk(valley(), f"lang=en&at=claim~{CHARGE}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy citation").click()
    graph = demolition()
    about = f"«{graph.article.title}», شبكة الوادي, 2016-08-30, valley-1 (sha256 {graph.article.id})"
    quote = graph.events[1].evidence
    expected = f"{about}, characters {quote.start}–{quote.end}. {graph.claim_iri('e2')}"
    expect(page.locator(".message")).to_contain_text(expected)
    assert page.evaluate("() => navigator.clipboard.readText()") == expected


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_rule_is_told_in_the_language_of_the_interface(
    from_disk: Callable[..., Page], visit: Visit, samples: list[ArticleGraph], lang: Literal["ar", "en"]
) -> None:
    graph = samples[0]
    claim = graph.events[0]
    page = from_disk([graph], f"lang={lang}&at=claim~claim/{graph.article.id}-{claim.id}")
    told = page.locator(".pane .facts").last.locator("dd").first
    expect(told).to_have_text(f"{kg.rule(claim.rule, lang)} {claim.rule}")


HOSTILE = "<img src=x onerror=alert(1)>"


def hostile() -> ArticleGraph:
    text = f"قال <script>alert(1)</script> إن {HOSTILE} اعتقل </textarea><svg onload=alert(2)> يوم 3 آذار 2020. </script><!--"
    sketch = Sketch(
        '"><script>alert(3)</script>', text, title="</title><script>alert(4)</script>", outlet="<b onmouseover=alert(5)>شبكة</b>",
        author="{{7*7}}", url="javascript:alert(6)",
    )  # fmt: skip
    sketch.entity("t1", "Group", HOSTILE)
    sketch.entity("t2", "Person", "</textarea><svg onload=alert(2)>")
    sketch.entity("t3", "Person", "<script>alert(1)</script>")
    quote, roles = f"{HOSTILE} اعتقل </textarea><svg onload=alert(2)>", {"agent": "t1", "patient": "t2"}
    sketch.event("e1", "Detention", "اعتقل", quote, roles, according_to="t3", time="3 آذار 2020", value="2020-03-03")
    sketch.relation("r1", "holdsRole", "t2", "t1", "</textarea><svg onload=alert(2)>", title="<i>القائد</i>", status="current")
    return sketch.graph()


def test_hostile_articles_are_text(from_disk: Callable[..., Page], visit: Visit) -> None:
    graph = hostile()
    page = from_disk([graph], f"lang=en&do=expand~entity/{graph.article.id}-t1~25&at=claim~claim/{graph.article.id}-e1")
    page.on("dialog", lambda dialog: pytest.fail(f"a script of an article ran: {dialog.message}"))
    expect(page.locator(".pane .text")).to_have_text(graph.article.text, use_inner_text=True)
    assert page.locator(".pane .text *:not(span)").count() == 0
    expect(page.locator(".pane .article h3")).to_have_text("</title><script>alert(4)</script>")
    expect(page.locator(".pane .article a")).to_have_count(0)
    visit.settled()
    visit.picture("hostile-graph")
    for view in ("timeline", "map", "table", "accounts"):
        visit.go(view)
        page.wait_for_timeout(150)
    visit.go("table")
    expect(page.locator("tr[data-claim]").first).to_be_visible()
    assert page.locator("tr[data-claim] img, tr[data-claim] script, tr[data-claim] b, tr[data-claim] i").count() == 0
    assert page.locator("#app script, #app img, #app iframe").count() == 0
    assert all(address.startswith(("file:", "data:", "blob:")) for address in visit.asked)
