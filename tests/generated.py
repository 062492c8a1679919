"""Article graphs made up by hypothesis: every field that the form has, with any text that Unicode can hold in each of them."""

from hypothesis import strategies as st

from kg.graph import Argument, Article, ArticleGraph, Entity, Event, Mention, Relation, Span, Time, Unread
from ontology import vocabulary

# What has another meaning in the notations that a text goes through, beside letters that need an escape or a second unit in some.
STRANGE = (
    '"',
    "'",
    "\\",
    "\\u0022",
    "\x00",
    "\r\n",
    "\u202e",
    "\u2067",
    "\u2028",
    "\ufeff",
    "😀",
    "<x>",
    "@ar",
    "^^",
    "`",
    "$x",
    "{}",
    "#",
    "//",
    "e\u0301",
)
words = st.lists(
    st.sampled_from([*STRANGE, "سالم", " ", "x"]) | st.text(st.characters(exclude_categories=["Cs"]), max_size=4), max_size=5
).map("".join)
named = words.filter(bool)
ids = st.text("abcXYZ019-_.", min_size=1, max_size=4)
identifiers = st.builds("{}/{}".format, st.sampled_from(["place", "group"]), ids)
days = st.sampled_from(["2016", "2016-08", "2016-08-26", "2016-08-20/2016-08-25", "2016~", "201X"])


@st.composite
def article_graphs(draw: st.DrawFn) -> ArticleGraph:
    """Any article graph that passes ``check``. Names, titles, rules and the like may be empty or strange where the form lets them."""
    text = "س" + draw(words) + draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
    spans = st.integers(0, len(text) - 1).flatmap(lambda start: st.builds(Span, st.just(start), st.integers(start + 1, len(text))))
    quotes = spans.filter(lambda span: bool(span.of(text).strip()))
    entities = draw(st.lists(_entities(spans), min_size=1, max_size=4, unique_by=(lambda e: e.id, lambda e: e.identifier or e.id)))
    known = st.sampled_from([e.id for e in entities])
    locals_ = draw(st.lists(ids.map("c{}".format), max_size=5, unique=True).filter(lambda found: not {*found} & {e.id for e in entities}))
    cut = draw(st.integers(0, len(locals_)))
    stance = {
        "evidence": quotes,
        "rule": words,
        "modality": st.sampled_from(sorted(vocabulary.modalities())),
        "according_to": st.none() | known,
        "disputed": st.booleans(),
        "time": st.none() | st.builds(Time, spans, st.none() | days, st.none() | days),
    }
    arguments = [
        _arguments(role, st.sampled_from(locals_[:cut]) if role in vocabulary.event_roles() and cut else known) for role in _roles(cut)
    ]
    event_types, relations = (sorted(names()) for names in (vocabulary.event_types, vocabulary.relations))
    events = [
        draw(
            st.builds(
                Event,
                id=st.just(id),
                type=st.sampled_from(event_types),
                trigger=spans,
                also=st.lists(spans, max_size=2).map(tuple),
                args=st.lists(st.one_of(arguments), max_size=4).map(tuple),
                charge=st.none() | spans,
                alleges=st.lists(st.sampled_from(locals_), max_size=2).map(tuple),
                **stance,
            )
        )
        for id in locals_[:cut]
    ]
    ties = [
        draw(
            st.builds(
                Relation,
                id=st.just(id),
                type=st.sampled_from(relations),
                subject=known,
                object=known,
                title=st.none() | words,
                status=st.sampled_from([None, "current", "former", "unknown"]),
                **stance,
            )
        )
        for id in locals_[cut:]
    ]
    about = {name: draw(st.none() | named) for name in ("title", "outlet", "author", "url")}
    article = Article(text, draw(words), published=draw(st.none() | days), **about)
    unread = draw(st.lists(st.builds(Unread, spans, words), max_size=2))
    return ArticleGraph(article, tuple(entities), tuple(events), tuple(ties), tuple(unread), draw(words)).check()


def _roles(events: int) -> list[str]:
    return sorted(vocabulary.roles() - (frozenset() if events else vocabulary.event_roles()))


def _arguments(role: str, refs: st.SearchStrategy[str]) -> st.SearchStrategy[Argument]:
    return st.builds(Argument, st.just(role), refs)


def _entities(spans: st.SearchStrategy[Span]) -> st.SearchStrategy[Entity]:
    degrees = st.floats(-180, 180) | st.integers(-90, 90)
    counts = st.integers(1, 10**6).flatmap(lambda least: st.tuples(st.just(least), st.none() | st.integers(least, 10**7)))
    return st.builds(
        Entity,
        id=ids.map("t{}".format),
        type=st.sampled_from(sorted(vocabulary.entity_types())),
        name=words,
        mentions=st.lists(st.builds(Mention, spans, st.sampled_from(["name", "nominal"])), min_size=1, max_size=3).map(tuple),
        unnamed=st.booleans(),
        count=st.none() | counts,
        identifier=st.none() | identifiers,
        latitude=st.none() | degrees,
        longitude=st.none() | degrees,
    )
