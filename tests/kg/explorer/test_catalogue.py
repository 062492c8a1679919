"""The catalogue: filters by columns mean what they say of each claim, and a store that changes is read again."""

import threading
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.explorer import chain, shape, source, view
from kg.explorer import shelf as shelves
from kg.explorer.catalogue import Catalogue, Claim, Filters, catalogue
from kg.explorer.shelf import NotReadyError, Shelf
from loaders.store import Store
from tests.benchmarks.crowd import articles
from tests.sketch import Sketch
from tests.valley import airstrike, demolition, execution, valley

CROWD = catalogue(source.of_graphs([*articles(400), *valley()]))


def passes(known: Catalogue, claim: Claim, filters: Filters) -> bool:
    """The filters as they are described, one claim at a time."""
    outlet = known.articles[claim.article].outlet
    source_id = None if claim.source is None else known.entities[claim.source].id
    places = {known.entities[n].id for _, n in claim.entities}
    dated = claim.earliest or claim.latest
    return all(
        (
            not filters.type or claim.type in filters.type,
            not filters.modality or claim.modality in filters.modality,
            not filters.source or source_id in filters.source,
            not filters.outlet or outlet in filters.outlet,
            not filters.place or filters.place & places,
            not filters.disputed or claim.disputed,
            not filters.first or (dated and (claim.latest or "9999") >= filters.first),
            not filters.last or (dated and (claim.earliest or "0000") <= filters.last),
        )
    )


def some(values: list[Any]) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


DAYS = st.none() | st.integers(0, 4000).map(lambda n: (date(2012, 1, 1) + timedelta(n)).isoformat())
FILTERS = st.builds(
    Filters,
    some(["Killing", "Detention", "cousinOf", "memberOf", "nothing"]),
    some(["asserted", "alleged", "negated", "hedged"]),
    some([None, "group/crowd0", "group/crowd1", f"entity/{demolition().article.id}-t7", "group/none"]),
    some(["شبكة 1", "شبكة الوادي", "none"]),
    some(["place/crowd0", "place/T1", "place/none"]),
    DAYS,
    DAYS,
    st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(FILTERS)
def test_filters_leave_the_claims_that_pass_one_by_one(filters: Filters) -> None:
    expected = [n for n, claim in enumerate(CROWD.claims) if passes(CROWD, claim, filters)]
    assert CROWD.chosen(filters) == expected
    found = view.facets(CROWD, filters, 1000)
    assert sum(found.type.values()) == sum(passes(CROWD, c, filters.without("type")) for c in CROWD.claims)
    assert found.disputed == sum(CROWD.claims[n].disputed for n in CROWD.chosen(filters.without("disputed")))
    assert view.claims(CROWD, filters, "time", True, 0, 500).total == len(expected)


def test_every_quote_and_mark_stands_in_its_text() -> None:
    from kg.explorer import detail

    for graph in [*valley(), *articles(40)]:
        for claim in graph.claims:
            found = detail.evidence(CROWD, graph, claim)
            text = graph.article.text
            assert text[found.claim.start : found.claim.end] == found.claim.quote
            assert all(0 <= m.start < m.end <= len(text) for m in found.marks)
            assert (found.marks[0].kind, found.marks[0].start, found.marks[0].end) == ("quote", found.claim.start, found.claim.end)
            if found.claim.charge:
                assert text[found.claim.charge.start : found.claim.charge.end] == found.claim.charge.quote


def test_order_does_not_matter_and_a_repeated_article_counts_once() -> None:
    one = catalogue(source.of_graphs(valley()))
    other = catalogue(source.of_graphs([*reversed(valley()), airstrike()]))
    assert (one.articles, one.entities, one.claims) == (other.articles, other.entities, other.claims)


def test_two_claims_on_one_pair_stay_two_edges() -> None:
    s = Sketch("two", "سالم شقيق رائد. سالم شقيق رائد")  # a brother, told twice
    s.entity("t1", "Person", "سالم", "سالم", "سالم#2")
    s.entity("t2", "Person", "رائد", "رائد", "رائد#2")
    for n, quote in enumerate(("سالم شقيق رائد", "سالم شقيق رائد#2")):
        s.relation(f"r{n}", "siblingOf", "t1", "t2", quote)
    known = catalogue(source.of_graphs([s.graph()]))
    assert len(view.neighbours(known, f"entity/{s.article.id}-t1", Filters(), 10).edges) == 2


def distances(edges: list[shape.Edge], start: str) -> dict[str, int]:
    """How far each node is from one, looked for from there only; an edge that is a claim counts as an event with two edges does."""
    tied: dict[str, set[str]] = {}
    for edge in edges:
        middle = [edge.claim] if edge.id == edge.claim else []
        for one, other in pairwise([edge.source, *middle, edge.target]):
            tied.setdefault(one, set()).add(other)
            tied.setdefault(other, set()).add(one)
    reached, front = {start: 0}, [start]
    while front:
        further = {n: reached[here] + 1 for here in front for n in tied.get(here, ()) if n not in reached}
        reached |= further
        front = list(further)
    return reached


SMALL = catalogue(source.of_graphs(articles(100)))
PEOPLE = [e.id for e in SMALL.entities if e.type in ("Person", "Group")]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from([1, 5, 500]))
def test_a_path_is_as_short_as_any_and_whole(start: str, end: str, limit: int) -> None:
    found = chain.path(SMALL, start, end, Filters(), 8, limit)
    edges = [e for n in range(len(SMALL.claims)) for e in view.edges(SMALL, n)]
    may_go = [e for e in edges if e.type not in ("place", "instrument") and e.modality not in ("negated", "planned")]
    there, back = distances(found.edges, start), distances(found.edges, end)
    shortest = distances(may_go, start).get(end)
    assert there.get(end) == shortest
    # Every node of the answer is on a chain of that length.
    assert all(there[n.id] + back[n.id] == shortest for n in found.nodes)


def test_a_path_has_no_more_claims_than_are_wanted_and_says_so() -> None:
    """Nine clashes of two groups are nine chains of one claim: four are kept, whole, and five are told of."""
    names = {"t1": "لواء الصقر", "t2": "مجلس الوادي"}
    s = Sketch("clashes", " ".join(f"اشتبك {names['t1']} مع {names['t2']} رقم {n}." for n in range(9)))
    for id, name in names.items():
        s.entity(id, "Group", name)
    for n in range(9):
        quote = f"اشتبك {names['t1']} مع {names['t2']} رقم {n}"
        s.event(f"e{n}", "Clash", "اشتبك" if n == 0 else f"اشتبك#{n + 1}", quote, {"agent": "t1", "target": "t2"})
    known = catalogue(source.of_graphs([s.graph()]))
    ends = [f"entity/{s.article.id}-{id}" for id in names]
    found = chain.path(known, ends[0], ends[1], Filters(), 6, 4)
    assert (len(found.nodes), len(found.edges), found.more) == (6, 8, 5)
    whole = chain.path(known, ends[0], ends[1], Filters(), 6, 60)
    assert (len(whole.nodes), len(whole.edges), whole.more) == (11, 18, 0)


def test_a_family_ends_at_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "KIN", 3)
    known = catalogue(source.of_graphs(articles(20)))
    start = next(e.id for e in known.entities if e.id.endswith("-p0"))
    assert len(chain.kin(known, start).nodes) == 3


def test_an_empty_store_has_empty_answers() -> None:
    known = catalogue(source.of_graphs([]))
    assert view.about(known).claims == {}
    assert view.facets(known, Filters(), 5).model_dump() == {
        "type": {},
        "modality": {},
        "source": [],
        "outlet": {},
        "place": [],
        "years": {},
        "disputed": 0,
    }
    assert view.timeline(known, Filters(), 5).events == view.places(known, Filters(), 5).places == []
    assert view.search(known, "سالم", 5).results == []


# --- reading again -------------------------------------------------------------------------------------------------------


@pytest.mark.store
def test_a_store_that_changed_is_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "FRESH", 0.0)
    store.load([demolition()])
    shelf = Shelf(lambda told: source.of_store(store, told), lambda: source.fingerprint(store))
    assert [a.doc for a in shelf.catalogue().articles] == ["valley-1"]
    store.load([execution()])
    for _ in range(200):
        if len(shelf.catalogue().articles) == 2:
            break
        threading.Event().wait(0.05)
    assert {a.doc for a in shelf.catalogue().articles} == {"valley-1", "valley-3"}
    shelf.rest()


@pytest.mark.store
def test_a_store_is_read_part_by_part(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "AT_ONCE", 2)
    store.load(valley())
    told: list[tuple[int, int]] = []
    parts, fingerprint = source.of_store(store, lambda done, total: told.append((done, total)))
    assert told == [(2, 3), (3, 3)]
    assert fingerprint == source.fingerprint(store)
    one, other = catalogue(parts), catalogue(source.of_graphs(valley()))
    assert (one.articles, one.entities, one.claims) == (other.articles, other.entities, other.claims)


def test_while_the_store_is_read_one_is_told_how_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "WAIT", 0.05)
    release = threading.Event()

    def read(told: shelves.Told) -> tuple[source.Parts, str]:
        told(250, 1000)
        release.wait(10)
        return source.Parts(), "one"

    shelf = Shelf(read, lambda: "one")
    with pytest.raises(NotReadyError, match=r"still being read \(250 of 1000 articles\)"):
        shelf.catalogue()
    release.set()
    monkeypatch.setattr(shelves, "WAIT", 10)
    assert shelf.catalogue().claims == ()


def test_a_reading_that_failed_is_told_and_tried_again() -> None:
    failures = [StoreError("the store went away")]

    def read(told: shelves.Told) -> tuple[source.Parts, str]:
        if failures:
            raise failures.pop()
        return source.of_graphs(valley()), "one"

    shelf = Shelf(read, lambda: "one")
    with pytest.raises(StoreError, match="the store went away"):
        shelf.catalogue()
    assert len(shelf.catalogue().articles) == 3
