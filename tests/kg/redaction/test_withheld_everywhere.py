"""Names in whatever spelling, in whatever corner of an article graph: none is left in what is written, and nothing else moves."""

import io
from urllib.parse import quote

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import exchange
from kg.graph import ArticleGraph, Entity, Mention, Relation, Span, Unread
from tests.kg.redaction.searching import shows
from tests.kg.redaction.test_withheld_people import policy, published
from tests.kg.redaction.test_withheld_spellings import FAMILY, GIVEN, spelt
from tests.sketch import Sketch


@st.composite
def told(draw: st.DrawFn) -> tuple[str, ArticleGraph]:
    """A name, and an article that has it, in a spelling each, in its text, title, address, author and outlet, in the name of a site, in an
    office and in what was not read."""
    name = f"{draw(st.sampled_from(GIVEN))} {draw(st.sampled_from(FAMILY))}"
    spellings = [draw(spelt(name)) for _ in range(8)]
    text = f"قُتل {spellings[0]} في منزل {spellings[1]}، وقال {spellings[2]} ذلك"
    s = Sketch("a", text, title=spellings[3], url="https://x.example/" + quote(spellings[4]), author=spellings[5], outlet=spellings[6])
    at = text.index(spellings[0])
    person = Entity("t1", "Person", name, (Mention(Span(at, at + len(spellings[0]))),))
    at = text.index(spellings[1])
    site = Entity("t2", "Site", f"منزل {spellings[1]}", (Mention(Span(at - 5, at + len(spellings[1]))),))
    owned = Relation(
        id="r1", type="ownedBy", subject="t2", object="t1", evidence=Span(0, len(text)), rule="test", title=f"وكيل {spellings[7]}"
    )
    return name, ArticleGraph(s.article, (person, site), (), (owned,), (Unread(Span(0, len(text)), spellings[7]),), "test").check()


def lines(graph: ArticleGraph, format: str) -> str:
    out = io.BytesIO()
    exchange.write_graphs([graph], format, out)
    return out.getvalue().decode()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(told())
def test_nothing_written_shows_the_name(given: tuple[str, ArticleGraph]) -> None:
    name, graph = given
    (shown,), _ = published([graph], policy(name))
    assert len(shown.article.text) == len(graph.article.text)
    assert list(shown.spans()) == list(graph.spans())
    assert [(c.id, c.type, c.evidence) for c in shown.claims] == [(c.id, c.type, c.evidence) for c in graph.claims]
    for format in ("jsonl", "trig", "jsonld"):
        written = lines(shown, format)
        assert not shows(written, name), format
        assert not shows(written, name.split()[-1]), format
