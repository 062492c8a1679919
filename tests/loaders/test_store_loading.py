"""The property graph in both real stores: what a load makes, changes and leaves alone."""

import random
from dataclasses import replace
from typing import Any

import pytest

from kg.errors import GraphError, QueryError, StoreError
from kg.graph import Argument, Article, ArticleGraph, Entity, Event, Mention, Relation, Span, Time, Unread
from loaders import store as stores
from loaders.rows import KEY
from loaders.store import Store
from loaders.summary import LoadSummary
from tests.dump import dump
from tests.gold import GOLD, gold_graphs
from tests.running import Running
from tests.sketch import Sketch, crowd, renumbered
from tests.valley import airstrike, demolition, execution, valley

pytestmark = pytest.mark.store


def by_article(graphs: list[ArticleGraph]) -> list[ArticleGraph]:
    return sorted(graphs, key=lambda g: g.article.iri)


def test_loading_twice_changes_nothing_and_says_so(store: Store) -> None:
    first = store.load(valley())
    before = dump(store)
    assert (first.articles_new, first.articles_changed, first.articles_unchanged) == (3, 0, 0)
    assert (first.nodes, first.edges) == (len(before[0]), len(before[1]))
    assert store.load(valley()) == LoadSummary(articles_unchanged=3)
    assert dump(store) == before


def test_order_and_batches_do_not_matter(store: Store) -> None:
    store.load(valley())
    together = dump(store)
    store.retract(g.article.id for g in valley())
    for graph in reversed(valley()):
        store.load([graph])
    assert dump(store) == together


def test_the_store_gives_back_what_was_loaded(store: Store) -> None:
    graphs = [replace(g, unread=(Unread(Span(0, 4), "no frame"),)) if i else g for i, g in enumerate(valley())]
    store.load(graphs)
    assert [g.json() for g in store.article_graphs()] == [g.json() for g in by_article(graphs)]
    assert list(store.article_graphs([graphs[2].article.id])) == [graphs[2]]


@pytest.mark.skipif(not GOLD.exists(), reason="the reference articles are not beside this checkout")
def test_the_store_gives_back_the_reference_articles(store: Store) -> None:
    graphs = gold_graphs()
    store.load(graphs)
    assert [g.json() for g in store.article_graphs()] == [g.json() for g in by_article(graphs)]


def test_a_changed_article_replaces_its_own_claims_only(store: Store) -> None:
    store.load(valley())
    others = [g.json() for g in store.article_graphs([airstrike().article.id, execution().article.id])]
    first = demolition()
    changed = replace(first, events=(), relations=first.relations[2:3])
    # Made anew: the article, its six own entities and the claim; nine mentions and the claim's three edges.
    assert store.load([changed, airstrike()]) == LoadSummary(articles_changed=1, articles_unchanged=1, nodes=8, edges=12)
    assert list(store.article_graphs([first.article.id])) == [changed]
    assert [g.json() for g in store.article_graphs([airstrike().article.id, execution().article.id])] == others
    after = dump(store)
    store.retract(g.article.id for g in valley())
    store.load([changed, airstrike(), execution()])
    assert dump(store) == after


def test_all_of_a_crowded_article_is_replaced_and_retracted(store: Store) -> None:
    changed = renumbered(crowd())
    store.load([changed])
    clean = dump(store)
    assert store.retract([changed.article.id]) == 1
    assert dump(store) == ([], [])
    store.load([crowd()])
    assert store.load([changed]).articles_changed == 1
    assert dump(store) == clean


@pytest.mark.parametrize("size", [1, 4000])
def test_changed_articles_are_replaced_whole_in_any_order(store: Store, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    changed = [renumbered(g) for g in valley()]
    store.load(changed)
    clean = dump(store)
    store.load(valley())
    monkeypatch.setattr(stores, "BATCH", size)
    assert store.load(reversed(changed)).articles_changed == 3
    assert dump(store) == clean


def test_retracting_an_article_removes_exactly_what_only_it_said(store: Store) -> None:
    store.load([airstrike(), execution()])
    without = dump(store)
    store.load([demolition()])
    assert store.retract([demolition().article.id, "0" * 20]) == 1
    assert dump(store) == without
    assert store.retract([airstrike().article.iri, execution().article.id]) == 2
    assert dump(store) == ([], [])


def test_a_place_of_the_gazetteer_is_one_node_for_all_articles(store: Store) -> None:
    store.load(valley())
    places = store.query("MATCH (p:Place) RETURN p.id AS id, p.name AS name, p.identifier AS identifier ORDER BY id")
    assert places == [
        {"id": "https://w3id.org/isnad/id/place/T1", "name": "وادي النخيل", "identifier": "place/T1"},
        {"id": "https://w3id.org/isnad/id/place/T2", "name": "الزهراء", "identifier": "place/T2"},
    ]
    near = store.query("MATCH (p:Place {identifier: 'place/T1'})-[e:LOCATED_IN]->(q) RETURN properties(e) AS e, q.name AS within")
    claims = sorted([demolition().claim_iri("r3"), execution().claim_iri("r3")])
    assert near == [{"e": {"claims": claims, "modalities": ["asserted"] * 2, "modality": "asserted"}, "within": "الزهراء"}]


def test_a_shared_group_keeps_all_names_and_bears_the_most_common(store: Store) -> None:
    question = "MATCH (g:Group {identifier: 'group/saqr'}) RETURN g.name AS name, g.names AS names, g.keys AS keys"
    store.load([execution()])
    assert store.query(question) == [{"name": "الصقر", "names": ["الصقر", "لواء الصقر"], "keys": ["الصقر", "لوا الصقر"]}]
    store.load(valley())
    names = ["الصقر", "اللواء", "لواء الصقر"]
    assert store.query(question) == [{"name": "لواء الصقر", "names": names, "keys": ["الصقر", "اللوا", "لوا الصقر"]}]


def test_two_persons_of_one_name_in_two_articles_stay_two(store: Store) -> None:
    store.load(valley())
    found = store.query("MATCH (p:Person {name: 'سالم الحمدان'})-[:MENTIONED_IN]->(a:Article) RETURN p.id AS id, a.doc AS doc ORDER BY doc")
    assert [row["doc"] for row in found] == ["valley-1", "valley-2"]
    assert found[0]["id"] != found[1]["id"]


def test_only_what_is_asserted_and_undisputed_makes_a_plain_edge(store: Store) -> None:
    store.load(valley())
    found = store.query(
        "MATCH (p:Person)-[e]->(o:Entity) WHERE NOT type(e) IN ['COUSIN_OF', 'SIBLING_OF', 'FROM_PLACE'] AND NOT type(e) ENDS WITH '_BY' "
        "RETURN p.name AS person, type(e) AS type, o.name AS object, properties(e) AS e ORDER BY person, type, object, e.claims"
    )
    first, second, third = valley()

    def edge(graph: ArticleGraph, claim: str, modality: str, **more: Any) -> dict[str, Any]:
        return {"claims": [graph.claim_iri(claim)], "modalities": [modality], "modality": modality} | more

    def row(person: str, type: str, object: str, e: dict[str, Any]) -> dict[str, Any]:
        return {"person": person, "type": type, "object": object, "e": e}

    office = {"titles": ["القائد"], "statuses": ["former"]}
    expected = [
        row("سالم الحمدان", "MEMBER_OF", "الحمدان", edge(first, "r6", "asserted")),
        row("سالم الحمدان", "ALLEGED_CONTACT_WITH", "مجلس الوادي", edge(first, "r1", "alleged")),
        row("سالم الحمدان", "ALLEGED_MEMBER_OF", "لواء الصقر", edge(second, "r1", "alleged")),
        row("رائد الحمدان", "MEMBER_OF", "الحمدان", edge(first, "r7", "asserted")),
        row("رائد الحمدان", "MEMBER_OF", "الحمدان", edge(third, "r1", "asserted")),
        row("رائد الحمدان", "ALLEGED_MEMBER_OF", "لواء الصقر", edge(third, "r2", "hedged")),
        row("رائد الحمدان", "HOLDS_ROLE", "لواء الصقر", edge(first, "r5", "asserted", **office)),
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_who_was_killed_or_held_by_whom_is_a_plain_edge_too(store: Store) -> None:
    store.load(valley())
    held = "MATCH (p:Entity)-[e]->(o:Entity) WHERE type(e) ENDS WITH '_BY' RETURN p.name AS p, type(e) AS e, o.name AS o, e.claims AS c"
    found = store.query(held)
    first, second, third = valley()
    assert {(row["p"], row["e"], row["o"], *row["c"]) for row in found} == {
        ("منزل سالم الحمدان", "OWNED_BY", "سالم الحمدان", first.claim_iri("r2")),
        ("منزل سالم الحمدان", "DEMOLISHED_BY", "لواء الصقر", first.claim_iri("e1")),
        ("سالم الحمدان", "ALLEGED_ACCUSED_BY", "لواء الصقر", first.claim_iri("e2")),  # he denies the charge
        ("سالم الحمدان", "DETAINED_BY", "لواء الصقر", first.claim_iri("e3")),
        ("سالم الحمدان", "RELEASED_BY", "لواء الصقر", first.claim_iri("e4")),
        ("سالم الحمدان", "ALLEGED_KILLED_BY", "التحالف", second.claim_iri("e2")),  # denied by e4, which makes no edge
        ("سالم الحمدان", "DETAINED_BY", "لواء الصقر", second.claim_iri("e5")),
        ("سالم الحمدان", "ACCUSED_BY", "ناشطون", second.claim_iri("e6")),
        ("رجلين", "KILLED_BY", "لواء الصقر", third.claim_iri("e1")),
    }


def test_an_event_with_several_on_each_side_makes_an_edge_of_each_pair_between_shared_ones_too(store: Store) -> None:
    def killing(doc: str) -> ArticleGraph:
        s = Sketch(doc, f"قتل لواء الصقر والجيش سالم ورائد {doc}.")
        for id, type, name in (("t1", "Group", "لواء الصقر"), ("t2", "Group", "الجيش"), ("t3", "Person", "سالم"), ("t4", "Person", "رائد")):
            s.entity(id, type, name, identifier=f"x/{id}")
        # t3 is on both sides by a slip: no edge leads to himself
        s.event("e1", "Killing", "قتل", s.article.text, {"agent": "t1 t2 t3", "patient": "t3 t4"})
        return s.graph()

    def edges() -> list[tuple[str, str, list[str]]]:
        found = store.query("MATCH (p)-[e:KILLED_BY]->(a) RETURN p.identifier AS p, a.identifier AS a, e.claims AS c ORDER BY p, a")
        return [(row["p"], row["a"], row["c"]) for row in found]

    pairs = [("x/t3", "x/t1"), ("x/t3", "x/t2"), ("x/t4", "x/t1"), ("x/t4", "x/t2"), ("x/t4", "x/t3")]
    first, second = killing("a"), killing("b")
    both = sorted([first.claim_iri("e1"), second.claim_iri("e1")])
    store.load([first, second])
    assert edges() == [(*pair, both) for pair in pairs]
    store.retract([first.article.id])
    assert edges() == [(*pair, [second.claim_iri("e1")]) for pair in pairs]
    store.load([replace(second, events=())])
    assert edges() == []


@pytest.mark.parametrize("broken", [False, True], ids=["whole", "broken off"])
def test_rebuilt_plain_edges_are_those_of_loading(store: Store, monkeypatch: pytest.MonkeyPatch, broken: bool) -> None:
    store.load(valley())
    before = dump(store)
    plain = store.query("MATCH (:Entity)-[e]->(:Entity) RETURN count(e) AS count")[0]["count"]
    monkeypatch.setattr(stores, "READ", 1)
    monkeypatch.setattr(stores, "DROP", 2)
    with store._writer.session(database=store._database) as session:  # what a slip of somebody's may leave
        slip = "MATCH (p:Person), (g:Group {identifier: 'group/saqr'}) WITH p, g LIMIT 1 CREATE (p)-[:MEMBER_OF {claims: ['x']}]->(g)"
        session.execute_write(lambda tx: tx.run(slip).consume())
    if broken:
        real = stores.transaction.make_plain
        monkeypatch.setattr(stores.transaction, "make_plain", lambda tx, articles: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            store.rebuild()
        for work in (lambda: store.load(valley()), lambda: store.retract([airstrike().article.id])):
            with pytest.raises(StoreError, match=r"was broken off: run `kg store rebuild`$"):
                work()
        monkeypatch.setattr(stores.transaction, "make_plain", real)
    assert store.rebuild() == plain
    assert dump(store) == before
    assert store.load(valley()) == LoadSummary(articles_unchanged=3)


def test_disputed_and_planned_claims_make_no_plain_edge(store: Store) -> None:
    graph = demolition()
    cousins = graph.relations[3]
    disputed, planned = replace(cousins, disputed=True), replace(cousins, modality="planned")
    for relation, types in ((cousins, ["COUSIN_OF"]), (disputed, ["ALLEGED_COUSIN_OF"]), (planned, [])):
        store.load([replace(graph, relations=(relation,), events=())])
        assert [r["t"] for r in store.query("MATCH (:Person)-[e]->(:Person) RETURN type(e) AS t")] == types


def test_a_symmetric_tie_told_from_either_end_is_one_edge(store: Store) -> None:
    shared = {"identifier": "person/a"}, {"identifier": "person/b"}
    for doc, text, ends in (("a", "سالم شقيق رائد.", ("t1", "t2")), ("b", "رائد شقيق سالم.", ("t2", "t1"))):
        s = Sketch(doc, text)
        s.entity("t1", "Person", "سالم", **shared[0])
        s.entity("t2", "Person", "رائد", **shared[1])
        s.relation("r1", "siblingOf", *ends, text[:-1])
        store.load([s.graph()])
    edges = store.query("MATCH (s)-[e:SIBLING_OF]->(o) RETURN s.identifier AS s, o.identifier AS o, size(e.claims) AS claims")
    assert edges == [{"s": "person/a", "o": "person/b", "claims": 2}]


def test_an_identifier_of_two_types_is_refused(store: Store) -> None:
    a = demolition()
    b = replace(execution(), entities=tuple(replace(e, identifier="place/T1" if e.id == "t1" else None) for e in execution().entities))
    store.load([a])
    before = dump(store)
    with pytest.raises(StoreError, match=r"place/T1 is a Place in one article and a Group in another"):
        store.load([b])
    assert dump(store) == before


def test_a_second_copy_of_a_text_is_no_second_article(store: Store) -> None:
    copy = replace(demolition(), article=replace(demolition().article, doc="copy", title=None))
    summary = store.load([demolition(), copy])
    assert (summary.articles_new, summary.articles_repeated) == (1, 1)
    assert store.load([demolition(), copy]) == LoadSummary(articles_unchanged=1, articles_repeated=1)
    assert list(store.article_graphs()) == [demolition()]


def names_found(store: Store, name: str, limit: int = 20) -> list[str]:
    return [row["name"] for row in store.find_entities(name, limit)]


def test_entities_are_found_by_words_of_a_name_in_any_spelling_and_by_their_beginnings(store: Store) -> None:
    store.load(valley())
    assert store.find_entities("الزهرة") == []
    place = {"id": "https://w3id.org/isnad/id/place/T2", "identifier": "place/T2", "type": "Place", "unnamed": None}
    assert store.find_entities("الزهراء") == [place | {"name": "الزهراء", "names": ["الزهراء"]}]
    assert names_found(store, "زهرا") == ["الزهراء"]  # without the article, without hamza
    assert names_found(store, "وادي") == ["مجلس الوادي", "وادي النخيل"]
    assert names_found(store, "نخيل وادي") == ["وادي النخيل"]  # in any order
    persons = ["رائد الحمدان", "رائد الحمدان", "سالم الحمدان", "سالم الحمدان"]
    assert names_found(store, "الحمد") == ["الحمدان", "الحمدان", *persons, "منزل سالم الحمدان"]
    assert names_found(store, "سالم الحمدان") == ["سالم الحمدان", "سالم الحمدان", "منزل سالم الحمدان"]
    assert names_found(store, "سالم الحمدان", limit=1) == ["سالم الحمدان"]
    assert names_found(store, "سَالِم حمـدان") == ["سالم الحمدان", "سالم الحمدان", "منزل سالم الحمدان"]
    assert names_found(store, "اللواء") == ["لواء الصقر"]  # another of its names
    assert names_found(store, "لم") == []  # within a word
    assert names_found(store, "ا") == names_found(store, "ال") == []  # most names begin so
    assert names_found(store, "سالم رائد") == []  # of two entities
    store.retract(g.article.id for g in valley())
    assert names_found(store, "سالم") == []


TYPED = ["", " ", "…؟!", "*", "سالم)", "+(", '"', "\\", "a\x00", "OR", "NOT x", "[a TO z]", "keys:*", "س" * 1_000_000, "س " * 10_000]


@pytest.mark.parametrize("name", TYPED, ids=[repr(name)[:20] for name in TYPED])
def test_whatever_is_typed_is_a_name_and_no_language_of_the_index(store: Store, name: str) -> None:
    store.load([demolition()])
    assert store.find_entities(name) == []


def test_names_with_marks_and_latin_letters_are_found(store: Store) -> None:
    s = Sketch("marks", "أبو-علي و O'Neil و ISIS و v3.5 هنا")
    for i, name in enumerate(("أبو-علي", "O'Neil", "ISIS", "v3.5")):
        s.entity(f"t{i}", "Group", name)
    store.load([s.graph()])
    found = {name: names_found(store, name) for name in ("ابو-علي", "o'neil", "isis", "isi", "V3.5")}
    assert found == {"ابو-علي": ["أبو-علي"], "o'neil": ["O'Neil"], "isis": ["ISIS"], "isi": ["ISIS"], "V3.5": ["v3.5"]}


def test_an_article_is_named_by_id_by_iri_or_by_its_own_name(store: Store) -> None:
    graph = demolition()
    copy = replace(airstrike(), article=replace(airstrike().article, doc="valley-1"))
    store.load([graph, execution()])
    for name in (graph.article.id, graph.article.iri, "valley-1"):
        assert store.find_articles([name]) == [graph.article.iri]
    assert store.find_articles([graph.article.iri, "valley-3", "valley-1"]) == [graph.article.iri, execution().article.iri]
    with pytest.raises(QueryError, match=r"^no article valley-9 is in the store$"):
        store.find_articles(["valley-1", "valley-9"])
    store.load([copy])
    with pytest.raises(QueryError, match=f"^2 articles are named valley-1: give an id of .*{graph.article.id}"):
        store.find_articles(["valley-1"])


HOSTILE = [
    "'}) DETACH DELETE n //",
    "`; DROP",
    '"\\u0041\\"',
    "\x00 \x0b \ufffe",
    "\u202e\u2066سالم\u2069",
    "$name {id: 1}",
    "👨‍👩‍👧 𐤀",
    "س" * 40_000,
    "\r\n\t line \u2028 end",
    "NULL",
]


def filled(text: str, id: str) -> ArticleGraph:
    """A graph with ``text`` in every field that holds text, and ``id`` in every id and reference."""
    article = Article(text=f"{text} قتل {text}.", doc=text, title=text, published=text, outlet=text, author=text, url=text)
    words, whole = Span(0, len(text)), Span(0, len(article.text))
    person, group = f"t {id}", f"g {id}"
    stance: dict[str, Any] = {"evidence": whole, "rule": text, "time": Time(words, text, text), "according_to": group}
    entities = (
        Entity(id=person, type="Person", name=text, mentions=(Mention(words),)),
        Entity(id=group, type="Group", name=text, mentions=(Mention(words, "nominal"),), identifier=f"group/{id}"),
    )
    event = Event(
        id=f"e {id}", type="Accusation", trigger=words, also=(words,), args=(Argument("patient", person), Argument("agent", group)),
        charge=words, alleges=(f"r {id}",), **stance,
    )  # fmt: skip
    relation = Relation(id=f"r {id}", type="holdsRole", subject=person, object=group, title=text, status="former", **stance)
    return ArticleGraph(article, entities, (event,), (relation,), (Unread(words, text),), text).check()


def test_hostile_strings_survive_in_every_field(store: Store) -> None:
    graphs = [filled(text, text[:300]) for text in HOSTILE]
    random.Random(0).shuffle(graphs)
    store.load([demolition()])
    store.load(graphs)
    everything = by_article([*graphs, demolition()])
    assert [g.json() for g in store.article_graphs()] == [g.json() for g in everything]
    assert [g.extractor for g in store.article_graphs()] == [g.extractor for g in everything]
    assert store.load(graphs) == LoadSummary(articles_unchanged=len(HOSTILE))
    loaded = dump(store)
    store.rebuild()
    assert dump(store) == loaded
    assert store.find_articles(text for text in HOSTILE) == [g.article.iri for text in HOSTILE for g in graphs if g.article.doc == text]
    assert store.retract(g.article.iri for g in graphs) == len(graphs)
    assert list(store.article_graphs()) == [demolition()]


def test_a_name_of_a_million_characters_survives_in_every_field(store: Store) -> None:
    graph = filled(("س'\"\\`$\u202e" * 150_000)[:1_000_000], "x")
    store.load([graph])
    assert list(store.article_graphs()) == [graph]
    assert store.load([graph]) == LoadSummary(articles_unchanged=1)


def test_an_id_that_is_too_long_for_a_key_is_refused_by_name(store: Store) -> None:
    longest = KEY - len(f"https://w3id.org/isnad/id/entity/{'0' * 20}-t ")
    graph = filled("x", "𐤀" * longest)  # four bytes each
    store.load([graph])
    assert list(store.article_graphs()) == [graph]
    with pytest.raises(GraphError, match=r"^article y: an id makes a key of 1,001 characters, .*; 1000 is the most$"):
        store.load([filled("y", "س" * (longest + 1))])


def test_half_a_character_is_refused_by_name(store: Store) -> None:
    graph = demolition()
    with pytest.raises(GraphError, match=r"article valley-1: holds half of a character"):
        store.load([replace(graph, article=replace(graph.article, title="\ud800"))])


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (:Person {id: 'x'})",
        "cReAtE (:Brand {id: 'x'}) RETURN 1 AS one",
        "MATCH (p:Person) /* RETURN */ DETACH\n// only reading\nDELETE p",
        "MATCH (p:Person) SET p.name = 'x' RETURN p.name AS name",
        "MATCH (p:Person) SET p:Group",
        "MATCH (p:Person) REMOVE p.name",
        "MERGE (:Person {id: 'x'})",
        "MATCH ()-[e:COUSIN_OF]->() DELETE e",
        "MATCH (a:Article), (p:Person) CREATE (a)-[:STATED_IN]->(p)",
        "MATCH (p:Person) FOREACH (x IN [1] | SET p.name = 'x')",
        "MATCH (p:Person) CALL (p) { SET p.name = 'x' } RETURN count(*) AS count",
        "CALL merge.node(['Person'], {id: 'x'}, {}, {})",
        "CREATE INDEX an_index FOR (p:Person) ON (p.name)",
        "CREATE USER x SET PASSWORD 'long-enough-password'",
    ],
)
def test_a_query_cannot_write(store: Store, cypher: str) -> None:
    store.load([demolition()])
    before = dump(store)
    with pytest.raises(QueryError, match=r"the query would|cannot answer"):
        store.query(cypher)
    assert dump(store) == before


@pytest.mark.parametrize("address", ["file:///etc/hostname", "/etc/hostname", "http://localhost/x", "https://192.0.2.1/x"])
def test_a_query_opens_no_file_and_no_address(store: Store, address: str) -> None:
    with pytest.raises(QueryError):
        store.query("LOAD CSV FROM $address AS line RETURN line", {"address": address})


def test_a_query_that_is_no_cypher_is_one_line(store: Store) -> None:
    with pytest.raises(QueryError, match=r"^the store cannot answer the query: .*RETUR") as raised:
        store.query("MATCH (n) RETUR n")
    assert "\n" not in str(raised.value)


def test_words_like_writing_clauses_are_read_as_names(store: Store) -> None:
    store.load([demolition()])
    assert store.query("MATCH (`delete`:Place) WHERE `delete`.name <> 'CREATE (n)' RETURN count(*) AS `set` // MERGE") == [{"set": 2}]


def test_a_claim_is_found_with_its_article(store: Store) -> None:
    store.load(valley())
    graph = airstrike()
    expected = (graph, graph.events[1])
    assert store.find_claim(graph.claim_iri("e2")) == expected
    assert store.find_claim(f"{graph.article.id}-e2") == expected
    assert store.find_claim(f"claim/{graph.article.id}-e2") == expected
    with pytest.raises(QueryError, match="no claim nothing-e1 is in the store"):
        store.find_claim("nothing-e1")


def test_an_article_changed_behind_our_back_is_named(store: Store) -> None:
    store.load([demolition()])
    with store._writer.session(database=store._database) as session:
        session.execute_write(lambda tx: tx.run("MATCH (c:Claim {local: 'e1'}) SET c.quote = 'another'").consume())
    with pytest.raises(StoreError, match=r"article valley-1 was changed in the store by something else \(e1 quotes words"):
        list(store.article_graphs())
    assert store.retract([demolition().article.id]) == 1
    assert dump(store) == ([], [])


def test_a_database_with_other_data_is_left_alone(store: Store, each_store: Running) -> None:
    def write(cypher: str) -> None:
        with store._writer.session(database=store._database) as session:
            session.execute_write(lambda tx: tx.run(cypher).consume())

    write("MATCH (s:Store) DELETE s")
    write("CREATE (:Patient {id: 'somebody'})")
    try:
        with each_store.open() as other, pytest.raises(StoreError, match=r"holds other data \(Patient\) and is no store"):
            other.load(valley())
        assert store.query("MATCH (n) RETURN n") == [{"n": {"labels": ["Patient"], "id": "somebody"}}]
    finally:
        write("MATCH (p:Patient) DELETE p")
        with each_store.open() as emptied:
            emptied.load([])


def test_status_counts_by_type(store: Store) -> None:
    store.load([execution()])
    status = store.status()
    assert status.articles == 1
    assert status.entities == {"Group": 2, "Person": 2, "Place": 2}
    assert status.claims == {"Execution": 1, "locatedIn": 1, "memberOf": 2}
