"""Articles that try to be markup, formulas or instructions: their words reach the page as data and nothing else."""

import json
import re
from html.parser import HTMLParser

from kg.explorer import page, sheet
from kg.graph import ArticleGraph
from tests.kg.explorer.asking import PAGE, Asked
from tests.sketch import Sketch

SCRIPT = "</script><script>alert(1)</script>"
MARKUP = '<img src=x onerror="alert(1)">'
COMMENT = "<!--<script>"
FORMULA = '=HYPERLINK("http://evil.example")'


def hostile() -> ArticleGraph:
    """قتل (killed): a man and a group whose names are markup."""
    s = Sketch(f"doc {SCRIPT}", f"قتل {MARKUP} على يد {COMMENT}. {FORMULA} 😀 {SCRIPT}", title=f"خبر {SCRIPT}",
               outlet=FORMULA, author=MARKUP, url="javascript:alert(1)")  # fmt: skip
    s.entity("t1", "Person", MARKUP)
    s.entity("t2", "Group", COMMENT)
    s.event("e1", "Killing", "قتل", f"قتل {MARKUP} على يد {COMMENT}", {"patient": "t1", "agent": "t2"}, according_to="t2")
    s.relation("r1", "memberOf", "t1", "t2", FORMULA)
    s.relation("r2", "contactWith", "t1", "t2", f"😀 {SCRIPT}", modality="alleged")
    return s.graph()


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)


def elements(html: str) -> list[str]:
    parser = _Elements()
    parser.feed(html)
    return parser.found


def test_the_server_sends_hostile_words_as_they_are_in_json(serving) -> None:  # type: ignore[no-untyped-def]
    asked: Asked = serving([hostile()])
    graph = hostile()
    answer = asked.response("/api/claim", id=f"claim/{graph.article.id}-e1")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["article"] == {
        "id": f"article/{graph.article.id}", "doc": f"doc {SCRIPT}", "title": f"خبر {SCRIPT}", "outlet": FORMULA, "author": MARKUP,
        "url": "javascript:alert(1)", "text": graph.article.text,
    }  # fmt: skip
    assert {n["label"] for n in asked.get("neighbours", id=f"claim/{graph.article.id}-e1")["nodes"]} == {"قتل", MARKUP, COMMENT}
    assert asked.get("search", q="img")["results"][0]["label"] == MARKUP


def test_the_citation_stays_one_line(serving) -> None:  # type: ignore[no-untyped-def]
    s = Sketch("a\nb", "قتل رجل", title="سطر\nآخر")  # a title of two lines
    s.entity("t1", "Person", "رجل")
    s.event("e1", "Killing", "قتل", "قتل رجل", {"patient": "t1"})
    asked: Asked = serving([s.graph()])
    assert "\n" not in asked.get("claim", id=f"claim/{s.article.id}-e1")["citation"]


def test_no_cell_of_the_csv_is_a_formula(serving) -> None:  # type: ignore[no-untyped-def]
    asked: Asked = serving([hostile()])
    text = asked.response("/api/claims.csv", type="memberOf").content.decode("utf-8-sig")
    assert '"\'=HYPERLINK(""http://evil.example"")"' in text
    assert not re.search(r"(^|,)\"?=", text)


def test_offsets_after_a_character_beyond_the_basic_plane_are_code_points(serving) -> None:  # type: ignore[no-untyped-def]
    asked: Asked = serving([hostile()])
    found = asked.get("claim", id=f"claim/{hostile().article.id}-r2")
    text = found["article"]["text"]
    told = found["claim"]
    assert text[told["start"] : told["end"]] == told["quote"] == f"😀 {SCRIPT}"
    assert found["marks"][0] == {"start": told["start"], "end": told["end"], "kind": "quote"}


def test_the_one_file_page_has_no_element_of_an_article() -> None:
    html = sheet.html([hostile()], PAGE)
    assert elements(html) == ["html", "head", "meta", "meta", "style", "script", "body", "script"]
    inside = re.search(r'<script type="application/json" id="isnad-data">(.*?)</script>', html, re.DOTALL)
    assert inside
    assert not set("<>&") & set(inside[1])
    assert json.loads(inside[1]) == sheet.data([hostile()])
    assert page.policy(PAGE, "'none'") in html
