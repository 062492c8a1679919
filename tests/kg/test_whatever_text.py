"""Whatever the text is: no error, quotes that stand at their offsets, the same graph twice, and nothing invented.

Texts are made of invented sentences, of single words, and of what comes along with them: marks of direction, tatweel, markup, emoji, other
scripts, control characters. The examples are the same at each run.
"""

import json
import re
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import stages
from kg.article import Problem
from kg.date import expressions
from kg.errors import InputError
from kg.fold import DROPPED, TATWEEL
from kg.graph import Article, ArticleGraph
from kg.report import report
from kg.syntax import sentence_spans
from ontology import vocabulary
from tests.kg.telling import graph_of

few = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

GIVEN = ("سالم", "نواف", "ماجد", "عمر", "خلود", "أبو صهيب", "عبد الرحمن")
FAMILY = ("الدرويش", "الحمدان", "العلي", "الحنيفي", "السعيد")
GROUPS = ("قسد", "تنظيم «داعش»", "لواء الصقر", "التحالف الدولي", "الفصائل")
PLACES = ("بلدة الكسرة", "مدينة الميادين", "ريف دير الزور الشرقي", "قرية بقرص", "الرقة")
TEMPLATES = (
    "اعتقلت {group} الشاب {person} في {place}.",
    "قُتل {person} وأصيب شقيقه {other} بقصف على {place} أمس.",
    "هدم {group} ثلاثة منازل في {place} بتهمة التواصل مع {person}.",
    "وقال {person} إن {group} انسحب من {place} في 12 آب/أغسطس 2016.",
    "نفى {person}، وهو من عشيرة {family}، أن يكون {other} قائداً في {group}.",
    "مقتل وإصابة عدد من المدنيين، بينهم {person}، إثر غارة لـ{group} على {place}",
    "وينحدر {person} ابن عم {other} من {place}، ويشغل منصب والي البركة.",
    "والقتلى هم: {person}، و{other}، وطفل.",
    "المعتقلون:\n{person}\n{other}\n",
    "{place}:",
)
WORDS = 'و في من على قتل اعتقال منزل قصف أمس ( « » " ، : … وهو لم بن ال ه 12 ٣٠ ² ½'.split()
STRANGE = (
    *("\u200f", "\u202b", "\u2067", "\u200d", "\ufeff", TATWEEL * 3, "\u064f", "\t", "\u2028", "\x0b", "\x1b[31m", "\x85", "\u0301"),
    *(
        "👍🏽",
        "🇸🇾",
        "<p>",
        "</div>",
        "&nbsp;",
        "<a href='x",
        "BBC",
        "Ракка",
        "敘利亞",
        "پیشمەرگە",
        "http://example.org/ا",
        "@user",
        "#قصف",
        "_",
    ),
)


@st.composite
def told(draw: st.DrawFn) -> str:
    """An invented sentence."""

    def name() -> str:
        return f"{draw(st.sampled_from(GIVEN))} {draw(st.sampled_from(FAMILY))}"

    return draw(st.sampled_from(TEMPLATES)).format(
        person=name(),
        other=name(),
        group=draw(st.sampled_from(GROUPS)),
        place=draw(st.sampled_from(PLACES)),
        family=draw(st.sampled_from(FAMILY)),
    )


articles = st.lists(told(), min_size=1, max_size=4).map("\n".join)
fragments = st.lists(st.one_of(told(), st.sampled_from(WORDS), st.sampled_from(STRANGE), st.text(max_size=6)), max_size=12)
texts = st.builds(lambda parts, between: between.join(parts), fragments, st.sampled_from(("", " ", "\n", "، ")))


def types(graph: ArticleGraph) -> tuple[list[str], list[str], list[str]]:
    """Types of entities and claims, and the roles of the events, in order."""
    roles = [f"{e.type} {sorted(a.role for a in e.args)}" for e in graph.events]
    return [e.type for e in graph.entities], [c.type for c in graph.claims], roles


# --- the article graph -------------------------------------------------------------------------------------------------


@few
@given(texts)
def test_graph_keeps_its_form(text: str) -> None:
    graph = graph_of(text)
    entities, claims = {e.id for e in graph.entities}, {c.id for c in graph.claims}
    assert len(entities | claims) == len(graph.entities) + len(graph.events) + len(graph.relations)
    types = {e.id: e.type for e in graph.entities} | {e.id: "Event" for e in graph.events}
    for event in graph.events:
        assert [a for a in event.args if types[a.ref] not in vocabulary.range_(a.role) or a.ref == event.id] == []
        assert set(event.alleges) <= claims
        assert event.trigger.overlaps(event.evidence)
    for relation in graph.relations:
        assert types[relation.subject] in vocabulary.domain(relation.type)
        assert types[relation.object] in vocabulary.range_(relation.type)
        assert relation.subject != relation.object
    assert {c.according_to for c in graph.claims} <= entities | {None}
    for entity in graph.entities:
        assert all(a.span.end <= b.span.start for a, b in pairwise(entity.mentions))
        assert entity.count is None or 0 < entity.count[0] <= (entity.count[1] or entity.count[0])
        assert entity.unnamed == all(m.kind == "nominal" for m in entity.mentions)
    for span in graph.spans():
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip(" \n\t") == span.of(text)
        assert span.of(text)[0] not in DROPPED


@few
@given(texts)
def test_graph_is_the_same_twice_and_after_writing_and_reading(text: str) -> None:
    graph = graph_of(text)
    line = stages.line(graph)
    assert stages.line(graph_of(text)) == line
    assert ArticleGraph.read(json.loads(line)) == graph


@few
@given(texts)
def test_quotes_written_beside_offsets_stand_there(text: str) -> None:
    record = graph_of(text).json()
    for claim in (*record["events"], *record["relations"]):
        assert text[claim["evidence"]["start"] : claim["evidence"]["end"]] == claim["quote"] != ""
    parts = [part for p in report(graph_of(text)).json()["passages"] for part in (p, *p["words"])]
    assert [text[p["start"] : p["end"]] for p in parts] == [p["quote"] for p in parts]


@few
@given(texts)
def test_dates_stand_in_their_text(text: str) -> None:
    spans = [t.span for t in expressions(text)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(text).strip() == s.of(text) for s in spans)


@few
@given(texts)
def test_sentences_follow_each_other(text: str) -> None:
    spans = list(sentence_spans(text))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    rest = "".join(c for i, c in enumerate(text) if not any(a <= i < b for a, b in spans))
    assert rest.strip() == ""


# --- what must not matter ----------------------------------------------------------------------------------------------


@few
@given(articles, st.randoms(use_true_random=False))
def test_direction_marks_do_not_change_what_is_read(text: str, random: Random) -> None:
    marked = re.sub(r"\b", lambda _: random.choice(("", "\u200f", "\u200e", "\u2067")), text)
    assert types(graph_of(marked)) == types(graph_of(text))


@few
@given(articles, st.integers(0, 30))
def test_tatweel_does_not_change_what_is_read(text: str, place: int) -> None:
    inside = [m.end() for m in re.finditer(r"[\u0628\u062a-\u062c\u0633-\u063a\u0641-\u0647](?=[\u0621-\u064a])", text)]
    at = inside[place % len(inside)]
    assert types(graph_of(text[:at] + TATWEEL + text[at:])) == types(graph_of(text))


@few
@given(articles, st.text(" \t\n\r", max_size=8))
def test_space_after_an_article_changes_nothing(text: str, space: str) -> None:
    graph = graph_of(text)
    after = graph_of(text + "\n" + space)
    assert (after.entities, after.events, after.relations, after.unread) == (graph.entities, graph.events, graph.relations, graph.unread)


@few
@given(articles, articles)
def test_articles_do_not_depend_on_each_other(first: str, second: str) -> None:
    items = [Article(text=first, doc="a"), Article(text=second, doc="b"), Problem("x", "is empty")]
    alone = [next(iter(stages.extracted([item]))) for item in items]
    assert list(stages.extracted(items)) == alone
    assert list(stages.extracted(items[::-1])) == alone[::-1]


# --- strange texts -----------------------------------------------------------------------------------------------------

NOTHING = {
    "digits": "0123 ٤٥٦ 7.8 9/10",
    "punctuation": "!؟،؛…«»()[]{}'\"--::..",
    "one word": "خبر",
    "one letter": "و",
    "marks of direction": "\u200f\u202b\u202c\u2067\u2069\u200f",
    "diacritics": "\u064b\u064c\u064d\u0651",
    "tatweel": TATWEEL * 50,
    "emoji": "👍🏽🇸🇾 🔥🔥 👨‍👩‍👧",
    "markup": "<div class='news'><p>&nbsp;</p><br/></div><script>var x = 1;</script>",
    "control characters": "\x01\x02\x1b[31m\x7f\x85\x0b\x0c",
    "a long word": "و" * 5_000,
    "a long Latin word": "x" * 5_000,
    "newlines": "\n" * 5_000,
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_text_that_says_nothing_gives_nothing(text: str) -> None:
    graph = graph_of(text)
    assert (graph.entities, graph.events, graph.relations) == ((), (), ())


@pytest.mark.parametrize("text,place", [("خبر \ud83d", 5), ("\udc4d خبر", 1)])
def test_half_a_character_is_told_in_one_line(text: str, place: int) -> None:
    with pytest.raises(InputError, match=f"^article a: character {place} is half a character .a lone surrogate.; export the text again$"):
        graph_of(text, doc="a")


def test_empty_text_is_an_empty_graph() -> None:
    graph = graph_of("")
    assert (graph.entities, graph.events, graph.relations, graph.unread) == ((), (), (), ())


SENTENCE = "اعتقلت قسد الشاب سالم الدرويش في بلدة الكسرة."
STRANGE_AROUND = {
    "markup": f"<p><b>{SENTENCE}</b></p>",
    "markup cut off": f"<a href='http://example.org/x {SENTENCE}</a",
    "emoji": f"🔥🔥 {SENTENCE} 👍🏽",
    "marks of direction": f"\u202b{SENTENCE}\u202c",
    "control characters": f"\x01{SENTENCE}\x0b",
    "thousands of lines": "\n" * 5_000 + SENTENCE + "\n" * 5_000,
    "a long word": "ب" * 5_000 + "\n" + SENTENCE,
    "Latin": f"Breaking: {SENTENCE} (AFP)",
}


@pytest.mark.parametrize("text", STRANGE_AROUND.values(), ids=STRANGE_AROUND)
def test_sentence_among_strange_things_is_read(text: str) -> None:
    (event,) = graph_of(text).events
    assert (event.type, event.trigger.of(text), sorted(a.role for a in event.args)) == (
        "Detention",
        "اعتقلت",
        ["agent", "patient", "place"],
    )


def test_long_line_without_an_end_is_read() -> None:
    text = " ".join(["اعتقلت قسد الشاب سالم الدرويش في بلدة الكسرة"] * 150)
    assert {e.type for e in graph_of(text).events} == {"Detention"}
