"""The form of an article graph: what ``check`` refuses, and the way through JSON and back."""

import json
from dataclasses import replace

import pytest

from kg.errors import GraphError
from kg.graph import Argument, Article, ArticleGraph, Entity, Event, Mention, Relation, Span, Time, Unread
from ontology.vocabulary import UnknownTermError

TEXT = "اعتقلت قسد سامي الدرويش أمس بتهمة الانتماء إلى التنظيم."
WHOLE = Span(0, 10)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


SDF = Entity("t1", "Group", "قوات سوريا الديمقراطية", (Mention(at("قسد")),), identifier="group/sdf")
MAN = Entity("t2", "Person", "سامي الدرويش", (Mention(at("سامي الدرويش")),), count=(1, 1))
ISIS = Entity("t3", "Group", "تنظيم الدولة الإسلامية", (Mention(at("التنظيم")),), identifier="group/isis")
TOWN = Entity("t4", "Place", "الكسرة", (Mention(at("أمس")),), identifier="place/x", latitude=35.0, longitude=40.5)
ARREST = Event(
    id="e1",
    type="Detention",
    evidence=at("اعتقلت قسد سامي الدرويش"),
    rule="event/do/verb",
    trigger=at("اعتقلت"),
    args=(Argument("agent", "t1"), Argument("patient", "t2"), Argument("reason", "e2")),
    time=Time(at("أمس"), "2016-09-11", "2016-09-12"),
)
CHARGE = Event(
    id="e2",
    type="Accusation",
    evidence=at("تهمة الانتماء إلى التنظيم"),
    rule="event/do/noun",
    trigger=at("تهمة"),
    also=(at("الانتماء"),),
    args=(Argument("agent", "t1"), Argument("patient", "t2")),
    charge=at("الانتماء إلى التنظيم"),
    alleges=("r1",),
    disputed=True,
)
TIE = Relation(
    id="r1",
    type="memberOf",
    evidence=at("الانتماء إلى التنظيم"),
    rule="charge/alleged",
    subject="t2",
    object="t3",
    modality="alleged",
    according_to="t1",
)
OFFICE = Relation(id="r2", type="holdsRole", evidence=WHOLE, rule="office/title", subject="t2", object="t3", title="قائد", status="former")
GRAPH = ArticleGraph(
    Article(text=TEXT, doc="a", title="خبر", published="2016-09-12", outlet="ضفاف"),
    (SDF, MAN, ISIS, TOWN),
    (ARREST, CHARGE),
    (TIE, OFFICE),
    (Unread(at("أمس"), "no reason"),),
    "isnad 0",
)


def test_way_through_json() -> None:
    record = json.loads(json.dumps(GRAPH.json()))
    again = ArticleGraph.read(record)
    assert again == GRAPH
    assert again.extractor == "isnad 0"
    assert again.json() == record
    assert {c.id: GRAPH.quote(c) for c in GRAPH.claims} == {c["id"]: c["quote"] for c in record["events"] + record["relations"]}


def test_keys_that_stores_share() -> None:
    assert GRAPH.entity_iri(SDF) == "https://w3id.org/isnad/id/group/sdf"
    assert GRAPH.entity_iri(MAN) == f"https://w3id.org/isnad/id/entity/{GRAPH.article.id}-t2"
    assert GRAPH.claim_iri(TIE) == GRAPH.claim_iri("r1") == f"https://w3id.org/isnad/id/claim/{GRAPH.article.id}-r1"


def test_one_text_is_one_article() -> None:
    assert Article(text=TEXT, doc="a").id == Article(text=TEXT, doc="b").id != Article(text=TEXT + " ", doc="a").id


@pytest.mark.parametrize(
    "broken,message",
    [
        (replace(GRAPH, entities=(SDF, MAN, ISIS, replace(TOWN, id="t1"))), "an id is used twice"),
        (replace(GRAPH, relations=(TIE, replace(OFFICE, id="t1"))), "an id is used twice"),
        (replace(GRAPH, entities=(SDF, MAN, replace(ISIS, identifier="group/sdf"), TOWN)), "two entities have one identifier"),
        (replace(GRAPH, entities=(SDF, replace(MAN, mentions=()), ISIS, TOWN)), "entity t2 has no mention"),
        (replace(GRAPH, unread=(Unread(Span(50, 90), "x"),)), "span 50:90 is beyond the text (55 characters)"),
        (replace(GRAPH, events=(replace(ARREST, args=(Argument("agent", "t9"),)), CHARGE)), "e1 has agent t9, which is nothing"),
        (replace(GRAPH, events=(replace(ARREST, args=(Argument("reason", "t1"),)), CHARGE)), "e1 has reason t1, which is nothing"),
        (replace(GRAPH, events=(ARREST, replace(CHARGE, alleges=("r9",)))), "e2 alleges r9, which is nothing"),
        (replace(GRAPH, relations=(replace(TIE, object="e1"), OFFICE)), "relation r1 has an end that is nothing"),
        (replace(GRAPH, relations=(replace(TIE, according_to="t9"), OFFICE)), "r1 is according to t9, which is nothing"),
        (replace(GRAPH, relations=(replace(TIE, evidence=Span(6, 7)), OFFICE)), "r1 has an empty quote"),
    ],
)
def test_broken_graph_is_told(broken: ArticleGraph, message: str) -> None:
    assert GRAPH.check() is GRAPH
    with pytest.raises(GraphError) as error:
        broken.check()
    assert str(error.value) == f"article a: {message}"


@pytest.mark.parametrize(
    "path,value,message",
    [
        (("events", 0, "quote"), "قتلت قسد", "article a: e1 quotes words that do not stand at 0:23"),
        (("sha256",), "0", "article a: its text is not the one that was read (sha256 differs)"),
        (("events", 0, "trigger", "end"), 0, "article a: span 0:0 is empty or before the text"),
        (("entities",), None, "article a: not an article graph (TypeError: 'NoneType' object is not iterable)"),
    ],
)
def test_json_that_does_not_hold_is_told(path: tuple[str | int, ...], value: object, message: str) -> None:
    record = GRAPH.json()
    place = record
    for step in path[:-1]:
        place = place[step]  # type: ignore[index]
    place[path[-1]] = value  # type: ignore[index]
    with pytest.raises(GraphError) as error:
        ArticleGraph.read(record)
    assert str(error.value) == message


def test_names_that_the_ontology_lacks_are_refused() -> None:
    with pytest.raises(UnknownTermError, match='"Arrest" is no event type'):
        replace(ARREST, type="Arrest")
    with pytest.raises(UnknownTermError, match='"victim" is no role'):
        Argument("victim", "t1")
    with pytest.raises(UnknownTermError, match='"likely" is no modality'):
        replace(TIE, modality="likely")
    with pytest.raises(GraphError, match="relation r2 has a title that is no text"):
        replace(OFFICE, title=3)  # type: ignore[arg-type]


def test_two_entities_of_one_article_cannot_bear_one_shared_identifier() -> None:
    place = Entity(id="t8", type="Place", name="الكسرة", mentions=(Mention(Span(0, 3)),), identifier="place/T1")
    with pytest.raises(GraphError, match="two entities have one identifier"):
        ArticleGraph(Article(text="الكسرة"), (place, replace(place, id="t9"))).check()


def test_kinds_of_mention_and_status_of_office_are_those_of_the_ontology() -> None:
    with pytest.raises(ValueError, match="mention kind"):
        Mention(Span(0, 3), "pronoun")
    with pytest.raises(ValueError, match="status"):
        replace(OFFICE, status="retired")
