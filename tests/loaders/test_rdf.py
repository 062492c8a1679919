"""What the RDF form holds, that it says no more than the claims do, and that every serialisation gives it back."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, Quad
from rdflib.compare import isomorphic

from kg.errors import GraphError, InputError
from kg.fold import key
from kg.graph import Argument, Article, ArticleGraph, Entity, Event, Mention, Relation, Span, Time, Unread
from kg.rules import describe
from loaders import rdf
from ontology.context import PREFIXES
from tests.gold import GOLD, gold_graphs

ISNAD = "https://w3id.org/isnad/ontology#"
ID = "https://w3id.org/isnad/id/"
NAMES = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}  # of the same formats in rdflib

# "Activists report that Salim al-Marwan is a cousin of Nadir al-Marwan; the Rivers Council accused Salim of belonging to the Valley Group,
# and killed him in March 2024, perhaps." All invented.
TEXT = "أفاد ناشطون أن سالم المروان ابن عم نادر المروان. واتهم مجلس النهرين سالماً بالانتماء إلى جماعة الوادي، وقتله في آذار 2024."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


COUSINS = Relation(
    id="r1", type="cousinOf", evidence=span("سالم المروان ابن عم نادر المروان"), rule="kin-1", subject="t1", object="t2", according_to="t5"
)
MEMBER = Relation(
    id="r2",
    type="memberOf",
    evidence=span("الانتماء إلى جماعة الوادي"),
    rule="charge-1",
    subject="t1",
    object="t4",
    modality="alleged",
    according_to="t3",
    title="عنصر",
    status="former",
)
ACCUSATION = Event(
    id="e1",
    type="Accusation",
    evidence=span("واتهم مجلس النهرين سالماً"),
    rule="frame-1",
    trigger=span("اتهم"),
    args=(Argument("patient", "t1"), Argument("agent", "t3")),
    charge=span("الانتماء إلى جماعة الوادي"),
    alleges=("r2",),
    disputed=True,
)
KILLING = Event(
    id="e2",
    type="Killing",
    evidence=span("وقتله في آذار 2024"),
    rule="frame-2",
    trigger=span("قتله"),
    also=(span("آذار"), span("2024")),
    args=(Argument("patient", "t1"), Argument("reason", "e1"), Argument("agent", "t3")),
    modality="hedged",
    time=Time(span("آذار 2024"), "2024-03", "2024-04-02"),
)
GRAPH = ArticleGraph(
    article=Article(TEXT, "river-1", "خبر من النهر", "2024-04-02", "صوت النهر", "ليلى الحمد", "https://example.org/news?id=1&x=a b"),
    entities=(
        Entity("t1", "Person", "سالم المروان", (Mention(span("سالم المروان")), Mention(span("سالماً")))),
        Entity("t2", "Person", "نادر المروان", (Mention(span("نادر المروان")),)),
        Entity("t3", "Group", "مجلس النهرين", (Mention(span("مجلس النهرين")),), identifier="group/rivers", latitude=35.5, longitude=-0.1),
        Entity("t4", "Group", "جماعة الوادي", (Mention(span("جماعة الوادي")),)),
        Entity("t5", "Group", "ناشطون", (Mention(span("ناشطون"), "nominal"),), unnamed=True, count=(2, None)),
    ),
    events=(ACCUSATION, KILLING),
    relations=(COUSINS, MEMBER),
    unread=(Unread(span("أفاد"), "no frame"),),
    extractor="isnad 0.1.0 (rules 4f2a)",
)
needs_gold = pytest.mark.skipif(not GOLD.exists() and "CI" not in os.environ, reason="the gold articles do not lie beside this checkout")


def written(graphs: list[ArticleGraph], format: str) -> bytes:
    out = BytesIO()
    rdf.write(graphs, format, out)
    return out.getvalue()


def triples(graph: ArticleGraph) -> set[tuple[str, str, str]]:
    return {(q.subject.value, q.predicate.value, q.object.value) for q in rdf.quads(graph)}  # type: ignore[union-attr]


def about(graph: ArticleGraph, subject: str) -> str:
    """The quads of one subject as sorted N-Quads, without the graph's name."""
    return "".join(sorted(f"{q.predicate} {q.object}\n" for q in rdf.quads(graph) if q.subject == NamedNode(subject)))


def expected(turtle: str, article: Article) -> str:
    prefixes = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
    data = f"@base <{ID}> .\n{prefixes}<> {turtle.replace('ARTICLE', article.id)} ."
    return "".join(sorted(f"{q.predicate} {q.object}\n" for q in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE)))


@pytest.mark.parametrize(
    "subject,turtle",
    [
        (
            GRAPH.article.iri,
            f"""a isnad:Article, prov:Entity ; isnad:sha256 "{GRAPH.article.sha256}" ; dcterms:identifier "river-1" ;
            dcterms:title "خبر من النهر"@ar ; dcterms:issued "2024-04-02"^^edtf:EDTF ; dc:publisher "صوت النهر" ; dc:creator "ليلى الحمد" ;
            schema:url "https://example.org/news?id=1&x=a b"^^xsd:anyURI ; isnad:text "{TEXT}" """,
        ),
        (
            f"{GRAPH.article.iri}#graph",
            """a isnad:ArticleGraph, prov:Entity ; prov:wasDerivedFrom <article/ARTICLE> ;
            prov:wasGeneratedBy <article/ARTICLE#extraction>""",
        ),
        (
            f"{GRAPH.article.iri}#extraction",
            """a isnad:Extraction, prov:Activity ; prov:used <article/ARTICLE> ; isnad:extractor "isnad 0.1.0 (rules 4f2a)" ;
            prov:wasAssociatedWith <extractor/isnad%200.1.0%20%28rules%204f2a%29>""",
        ),
        (f"{ID}extractor/isnad%200.1.0%20%28rules%204f2a%29", "a prov:SoftwareAgent"),
        (f"{ID}rule/kin-1", 'a isnad:Rule, prov:Plan ; dcterms:identifier "kin-1"'),
        (
            f"{ID}entity/{GRAPH.article.id}-t1",
            'a isnad:Person ; rdfs:label "سالم المروان"@ar ; skos:altLabel "سالماً"@ar ; isnad:cousinOf <entity/ARTICLE-t2>',
        ),
        (
            f"{ID}group/rivers",
            """a isnad:Group ; rdfs:label "مجلس النهرين"@ar ; isnad:identifier "group/rivers" ;
            geo:lat "35.5"^^xsd:double ; geo:long "-0.1"^^xsd:double""",
        ),
        (
            f"{GRAPH.article.iri}#entity-t3",
            """a isnad:Appearance ; isnad:appearanceOf <group/rivers> ; isnad:appearsIn <article/ARTICLE> ; isnad:localId "t3" ;
            isnad:position 2 ; isnad:name "مجلس النهرين"@ar ; isnad:key "مجلس النهرين" ; isnad:unnamed false ;
            isnad:mention <article/ARTICLE#mention-0-t3>""",
        ),
        (
            f"{GRAPH.article.iri}#entity-t5",
            """a isnad:Appearance ; isnad:appearanceOf <entity/ARTICLE-t5> ; isnad:appearsIn <article/ARTICLE> ; isnad:localId "t5" ;
            isnad:position 4 ; isnad:name "ناشطون"@ar ; isnad:key "ناشطون" ; isnad:unnamed true ; isnad:countMin 2 ;
            isnad:mention <article/ARTICLE#mention-0-t5>""",
        ),
        (
            f"{GRAPH.article.iri}#mention-1-t1",
            f"""a isnad:NameMention, oa:Annotation ; oa:motivatedBy oa:identifying ; oa:hasBody <entity/ARTICLE-t1> ; isnad:position 1 ;
            oa:hasTarget <article/ARTICLE#char={span("سالماً").start},{span("سالماً").end}>""",
        ),
        (
            f"{GRAPH.article.iri}#mention-0-t5",
            """a isnad:NominalMention, oa:Annotation ; oa:motivatedBy oa:identifying ; oa:hasBody <entity/ARTICLE-t5> ; isnad:position 0 ;
            oa:hasTarget <article/ARTICLE#char=5,11>""",
        ),
        (
            f"{GRAPH.article.iri}#char=5,11",
            """a oa:SpecificResource ; oa:hasSource <article/ARTICLE> ;
            oa:hasSelector <article/ARTICLE#position=5,11>, <article/ARTICLE#quote=5,11>""",
        ),
        (
            f"{GRAPH.article.iri}#position=5,11",
            'a oa:TextPositionSelector ; oa:start "5"^^xsd:nonNegativeInteger ; oa:end "11"^^xsd:nonNegativeInteger',
        ),
        (f"{GRAPH.article.iri}#quote=5,11", 'a oa:TextQuoteSelector ; oa:exact "ناشطون"'),
        (
            f"{ID}claim/{GRAPH.article.id}-e1",
            """a isnad:Accusation, isnad:Event, sem:Event ; isnad:statedIn <article/ARTICLE> ; isnad:localId "e1" ; isnad:position 0 ;
            isnad:quote "واتهم مجلس النهرين سالماً"@ar ; isnad:evidence <article/ARTICLE#char=49,74> ; isnad:modality isnad:asserted ;
            isnad:disputed true ; isnad:rule "frame-1" ; isnad:madeBy <rule/frame-1> ;
            prov:wasGeneratedBy <article/ARTICLE#extraction> ; isnad:trigger <article/ARTICLE#char=50,54> ;
            isnad:patient <entity/ARTICLE-t1> ; isnad:agent <group/rivers> ; isnad:charge <article/ARTICLE#char=76,101> ;
            isnad:alleges <claim/ARTICLE-r2> ; isnad:order "patient=t1 agent=t3 alleges=r2" """,
        ),
        (
            f"{ID}claim/{GRAPH.article.id}-e2",
            """a isnad:Killing, isnad:Event, sem:Event ; isnad:statedIn <article/ARTICLE> ; isnad:localId "e2" ; isnad:position 1 ;
            isnad:quote "وقتله في آذار 2024"@ar ; isnad:evidence <article/ARTICLE#char=103,121> ; isnad:modality isnad:hedged ;
            isnad:disputed false ; isnad:rule "frame-2" ; isnad:madeBy <rule/frame-2> ;
            prov:wasGeneratedBy <article/ARTICLE#extraction> ; isnad:trigger <article/ARTICLE#char=104,108> ;
            isnad:also <article/ARTICLE#char=112,116>, <article/ARTICLE#char=117,121> ; isnad:patient <entity/ARTICLE-t1> ;
            isnad:agent <group/rivers> ; isnad:reason <claim/ARTICLE-e1> ; isnad:timeWords <article/ARTICLE#char=112,121> ;
            isnad:time "2024-03"^^edtf:EDTF ; isnad:earliest "2024-03-01"^^xsd:date ;
            isnad:latest "2024-03-31"^^xsd:date ; isnad:timeAnchor "2024-04-02"^^edtf:EDTF ;
            isnad:order "patient=t1 reason=e1 agent=t3 also=112,116 also=117,121" """,
        ),
        (
            f"{ID}claim/{GRAPH.article.id}-r1",
            """a isnad:Relation ; isnad:relation isnad:cousinOf ; isnad:subject <entity/ARTICLE-t1> ; isnad:object <entity/ARTICLE-t2> ;
            isnad:statedIn <article/ARTICLE> ; isnad:localId "r1" ; isnad:position 0 ; isnad:quote "سالم المروان ابن عم نادر المروان"@ar ;
            isnad:evidence <article/ARTICLE#char=15,47> ; isnad:modality isnad:asserted ; isnad:disputed false ; isnad:rule "kin-1" ;
            isnad:madeBy <rule/kin-1> ; prov:wasGeneratedBy <article/ARTICLE#extraction> ;
            isnad:accordingTo <entity/ARTICLE-t5> ; isnad:order "subject=t1 object=t2 accordingTo=t5" """,
        ),
        (
            f"{ID}claim/{GRAPH.article.id}-r2",
            """a isnad:Relation ; isnad:relation isnad:memberOf ; isnad:subject <entity/ARTICLE-t1> ; isnad:object <entity/ARTICLE-t4> ;
            isnad:statedIn <article/ARTICLE> ; isnad:localId "r2" ; isnad:position 1 ; isnad:quote "الانتماء إلى جماعة الوادي"@ar ;
            isnad:evidence <article/ARTICLE#char=76,101> ; isnad:modality isnad:alleged ; isnad:disputed false ; isnad:rule "charge-1" ;
            isnad:madeBy <rule/charge-1> ; prov:wasGeneratedBy <article/ARTICLE#extraction> ;
            isnad:accordingTo <group/rivers> ; isnad:title "عنصر"@ar ; isnad:status isnad:former ;
            isnad:order "subject=t1 object=t4 accordingTo=t3" """,
        ),
        (
            f"{GRAPH.article.iri}#unread-0",
            'a isnad:Unread, oa:Annotation ; oa:hasTarget <article/ARTICLE#char=0,4> ; oa:bodyValue "no frame" ; isnad:position 0',
        ),
    ],
    ids=lambda value: value.removeprefix(ID) if value.startswith(ID) else "",
)
def test_form_of_each_kind_of_node(subject: str, turtle: str) -> None:
    assert about(GRAPH, subject) == expected(turtle, GRAPH.article)


def test_the_named_graph_holds_what_is_said_and_the_default_graph_where_it_comes_from() -> None:
    default = {q.subject.value for q in rdf.quads(GRAPH) if q.graph_name == DefaultGraph()}  # type: ignore[union-attr]
    iri = GRAPH.article.iri
    rules = {f"{ID}rule/{name}" for name in ("frame-1", "frame-2", "kin-1", "charge-1")}
    assert default == {iri, f"{iri}#graph", f"{iri}#extraction", f"{ID}extractor/isnad%200.1.0%20%28rules%204f2a%29"} | rules
    assert {q.graph_name for q in rdf.quads(GRAPH)} == {DefaultGraph(), NamedNode(f"{iri}#graph")}


@pytest.mark.parametrize("disputed", [False, True])
@pytest.mark.parametrize("modality", ["asserted", "alleged", "hedged", "negated", "planned"])
def test_only_an_asserted_undisputed_tie_becomes_a_plain_triple(modality: str, disputed: bool) -> None:
    graph = replace(GRAPH, relations=(COUSINS, replace(MEMBER, modality=modality, disputed=disputed)))
    member = (f"{ID}entity/{graph.article.id}-t1", f"{ISNAD}memberOf", f"{ID}entity/{graph.article.id}-t4")
    assert (member in triples(graph)) == (modality == "asserted" and not disputed)
    assert (f"{ID}claim/{graph.article.id}-r2", f"{ISNAD}modality", ISNAD + modality) in triples(graph)


def test_two_claims_of_one_tie_stay_two() -> None:
    denied = replace(COUSINS, id="r3", modality="negated", according_to="t3")
    said = triples(replace(GRAPH, relations=(COUSINS, MEMBER, denied)))
    kin = {s for s, p, o in said if (p, o) == (f"{ISNAD}relation", f"{ISNAD}cousinOf")}
    assert kin == {f"{ID}claim/{GRAPH.article.id}-r1", f"{ID}claim/{GRAPH.article.id}-r3"}
    assert {(s[-2:], o) for s, p, o in said if s in kin and p == f"{ISNAD}modality"} == {
        ("r1", f"{ISNAD}asserted"),
        ("r3", f"{ISNAD}negated"),
    }


def test_two_articles_each_have_their_own_name_for_a_shared_entity() -> None:
    council = Entity("t1", "Group", "المجلس", (Mention(Span(0, 6)),), identifier="group/rivers")
    other = ArticleGraph(Article("المجلس صامت."), (council,))
    query = """PREFIX isnad: <https://w3id.org/isnad/ontology#> SELECT ?article ?name WHERE {
        ?appearance isnad:appearanceOf <https://w3id.org/isnad/id/group/rivers> ; isnad:appearsIn ?article ; isnad:name ?name }"""
    merged = rdflib.Graph().parse(data=written([GRAPH, other], "turtle"), format="turtle")
    assert {(str(row[0]), str(row[1])) for row in merged.query(query) if isinstance(row, rdflib.query.ResultRow)} == {
        (GRAPH.article.iri, "مجلس النهرين"),
        (other.article.iri, "المجلس"),
    }


def test_a_rule_says_what_it_does() -> None:
    weighed = replace(KILLING, rule="event/do/verb/weighed")
    rule = f"{ID}rule/event/do/verb/weighed"
    said = {
        (q.predicate.value, str(q.object)) for q in rdf.quads(replace(GRAPH, events=(ACCUSATION, weighed))) if q.subject == NamedNode(rule)
    }
    assert (f"{PREFIXES['rdfs']}label", f'"{describe("event/do/verb/weighed")}"@en') in said


def test_names_are_there_in_the_spelling_by_which_they_are_compared() -> None:
    other = replace(GRAPH.entities[0], name="إيناس")
    node = f"{GRAPH.article.iri}#entity-t1"
    said = [q for q in rdf.quads(replace(GRAPH, entities=(other, *GRAPH.entities[1:]))) if q.subject.value == node]
    keys = {(q.predicate.value.rpartition("#")[2], q.object.value) for q in said if q.predicate.value.lower().endswith("key")}
    assert keys == {("key", "ايناس")} | {("altKey", key(m.span.of(TEXT))) for m in other.mentions if m.kind == "name"}


def variants() -> Iterator[ArticleGraph]:
    """The graph with one thing changed at a time: every field that its JSON form has."""
    yield GRAPH
    entity, event, relation = GRAPH.entities[0], KILLING, MEMBER
    change: dict[str, Any]
    for change in (
        {"title": None},
        {"published": "2024-04-03"},
        {"outlet": "النهر"},
        {"author": None},
        {"url": "https://example.org/"},
        {"doc": "river-2"},
        {"text": TEXT + " "},
    ):
        yield replace(GRAPH, article=replace(GRAPH.article, **change))
    for change in (
        {"type": "Group"},
        {"name": "سالم"},
        {"unnamed": True},
        {"count": (1, 1)},
        {"count": (1, 2)},
        {"count": (1, None)},
        {"identifier": "person/1"},
        {"latitude": 1.0},
        {"longitude": 1.0},
        {"mentions": entity.mentions[:1]},
        {"mentions": entity.mentions[::-1]},
        {"mentions": (replace(entity.mentions[0], kind="nominal"), entity.mentions[1])},
    ):
        yield replace(GRAPH, entities=(replace(entity, **change), *GRAPH.entities[1:]))
    yield replace(GRAPH, entities=GRAPH.entities[::-1])
    for change in (
        {"id": "e7"},
        {"type": "Death"},
        {"evidence": span("وقتله")},
        {"rule": "frame-3"},
        {"trigger": span("وقتله")},
        {"also": event.also[::-1]},
        {"also": ()},
        {"args": event.args[::-1]},
        {"args": (*event.args, event.args[0])},
        {"args": (replace(event.args[0], role="agent"), *event.args[1:])},
        {"charge": span("سالماً")},
        {"alleges": ("r1", "r2")},
        {"alleges": ("r2", "r1")},
        {"modality": "asserted"},
        {"according_to": "t5"},
        {"disputed": True},
        {"time": None},
        {"time": Time(span("آذار 2024"))},
        {"time": Time(span("آذار"), "2024-03", "2024-04-02")},
        {"time": Time(span("آذار 2024"), "2024-03")},
    ):
        yield replace(GRAPH, events=(ACCUSATION, replace(event, **change)))
    yield replace(GRAPH, events=(KILLING, ACCUSATION))
    for change in (
        {"type": "partOf"},
        {"subject": "t2"},
        {"object": "t3"},
        {"title": None},
        {"title": ""},
        {"status": "current"},
        {"status": None},
    ):
        yield replace(GRAPH, relations=(COUSINS, replace(relation, **change)))
    yield replace(GRAPH, relations=(MEMBER, COUSINS))
    yield replace(GRAPH, unread=())
    yield replace(GRAPH, unread=(Unread(span("أفاد"), "no role"),))
    yield replace(GRAPH, extractor="")


def test_nothing_of_an_article_graph_is_lost() -> None:
    graphs = [*variants()]
    as_json = {json.dumps(g.json(), sort_keys=True) for g in graphs}
    as_quads = {frozenset(rdf.quads(g)) for g in graphs}
    assert len(as_json) == len(graphs)
    assert len(as_quads) == len(graphs)


HOSTILE = [
    'a "quoted" word',
    "back\\slash and \\u0022 and \\n",
    "line\nfeed\r\nand\ttab",
    "\u202eright-to-left override\u202c\u200f",
    '"""@ar . <http://example.org/x> a <http://example.org/y> . #',
    '<script> & \'apostrophe\' {"@id": "x"} ]}',
    "nul \x00 bell \x07 delete \x7f separators \u2028\u2029\x85",
    "beyond the first plane 😀 and a lone combining \u0651",
    "مدّ و\u0640\u0640تطويل",
]


def hostile(words: str) -> ArticleGraph:
    """A graph whose every string is these words; an emoji stands before each offset."""
    text = f"😀{words} {words}"
    here, time = Span(1, 1 + len(words)), Time(Span(2, 3), words, words)
    return ArticleGraph(
        Article(text, words, words, words, words, words, words),
        (Entity("t1", "Group", words, (Mention(here), Mention(Span(0, len(text))))), Entity("t2", "Group", "x", (Mention(here),))),
        (Event(id="e1", type="Accusation", evidence=here, rule=words, trigger=here, charge=here, time=time, alleges=("r1",)),),
        (Relation(id="r1", type="partOf", evidence=here, rule=words, subject="t1", object="t2", title=words),),
        (Unread(here, words),),
        words,
    )


@pytest.mark.parametrize("format", rdf.FORMATS)
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_survive(words: str, format: str) -> None:
    graph = hostile(words)
    back = set(pyoxigraph.parse(written([graph], format), format=rdf.FORMATS[format]))
    quads = set(rdf.quads(graph))
    assert back == ({Quad(*q.triple) for q in quads} if format == "turtle" else quads)
    strings = {q.object.value for q in quads if q.predicate.value == "http://www.w3.org/ns/oa#exact"}  # type: ignore[union-attr]
    assert strings == {words, words[1], graph.article.text}


@pytest.mark.parametrize("identifier", ["place/../x", "//x", "place//x", "place/a:b", "?x", "place/x#y", "مكان/س", "./x", "a:b"])
@pytest.mark.parametrize("format", rdf.FORMATS)
def test_odd_identifiers_are_not_resolved_away(identifier: str, format: str) -> None:
    graph = replace(GRAPH, entities=(*GRAPH.entities[:3], replace(GRAPH.entities[3], identifier=identifier), GRAPH.entities[4]))
    subjects = {q.subject for q in pyoxigraph.parse(written([graph], format), format=rdf.FORMATS[format])}
    assert NamedNode(ID + identifier) in subjects


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("format", rdf.FORMATS)
def test_rdflib_reads_the_same(format: str) -> None:
    graphs = [GRAPH, hostile(HOSTILE[4])]
    back, quads = rdflib.Dataset(), rdflib.Dataset()
    back.parse(data=written(graphs, format).decode(), format=NAMES[format])
    statements = [Quad(*q.triple) if format == "turtle" else q for g in graphs for q in rdf.quads(g)]
    lines = BytesIO()
    pyoxigraph.serialize(statements, lines, pyoxigraph.RdfFormat.N_QUADS)
    quads.parse(data=lines.getvalue().decode(), format="nquads")
    assert {g.identifier for g in back.graphs()} == {g.identifier for g in quads.graphs()}
    for graph in quads.graphs():
        assert isomorphic(back.graph(graph.identifier), graph)
        assert len(graph) > 0


@needs_gold
@pytest.mark.parametrize("format", rdf.FORMATS)
def test_real_articles_come_back_whole(format: str) -> None:
    graphs = gold_graphs()
    back = set(pyoxigraph.parse(written(graphs, format), format=rdf.FORMATS[format]))
    assert back == {Quad(*q.triple) if format == "turtle" else q for g in graphs for q in rdf.quads(g)}


QUOTES = """
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX isnad: <https://w3id.org/isnad/ontology#>
SELECT ?text ?start ?end ?exact ?quote WHERE {
    GRAPH ?graph {
        ?passage oa:hasSource ?article ; oa:hasSelector [ oa:start ?start ; oa:end ?end ] , [ oa:exact ?exact ] .
        OPTIONAL { ?claim isnad:evidence ?passage ; isnad:quote ?quote }
    }
    ?article isnad:text ?text .
}"""


@needs_gold
def test_every_quote_is_what_stands_at_its_offsets() -> None:
    graphs = gold_graphs()
    store = pyoxigraph.Store()
    store.extend(q for g in graphs for q in rdf.quads(g))
    rows = list(store.query(QUOTES))  # type: ignore[arg-type]
    assert len(rows) >= sum(len({*g.spans()}) for g in graphs)
    for row in rows:
        words = row["text"].value[int(row["start"].value) : int(row["end"].value)]
        assert row["exact"].value == words
        assert row["quote"] is None or row["quote"].value == words


@pytest.mark.parametrize("format", rdf.FORMATS)
def test_the_number_of_statements_is_told(format: str) -> None:
    assert rdf.write([GRAPH, *variants()], format, BytesIO()) == sum(1 for graph in (GRAPH, *variants()) for _ in rdf.quads(graph))


@pytest.mark.parametrize("format", rdf.FORMATS)
def test_an_article_is_written_before_the_next_is_asked_for(format: str) -> None:
    out = BytesIO()
    sizes = []

    def graphs() -> Iterator[ArticleGraph]:
        for words in ("one", "two", "three"):
            sizes.append(out.tell())
            yield hostile(words)

    rdf.write(graphs(), format, out)
    assert sizes[2] - sizes[1] > len(hostile("two").article.text) * 10


@pytest.mark.parametrize("format", rdf.FORMATS)
def test_the_same_graphs_give_the_same_bytes(format: str) -> None:
    code = f"import sys; from tests.loaders.test_rdf import *; sys.stdout.buffer.write(written([GRAPH, hostile('x')], {format!r}))"
    here = Path(__file__).parents[2]
    runs = {
        subprocess.run([sys.executable, "-c", code], cwd=here, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert runs == {written([GRAPH, hostile("x")], format)}


@pytest.mark.parametrize(
    "graph,said",
    [
        (replace(GRAPH, events=(ACCUSATION, replace(KILLING, id="e 2"))), "is no IRI"),
        (replace(GRAPH, events=(ACCUSATION, replace(KILLING, id="e>2"))), "is no IRI"),
        (replace(GRAPH, entities=(replace(GRAPH.entities[0], identifier="place/<x>"), *GRAPH.entities[1:])), "is no IRI"),
        (replace(GRAPH, extractor="x\ud800"), "character 1 of 'x\\ud800' is half of a surrogate pair"),
        (replace(GRAPH, relations=(COUSINS, replace(MEMBER, object="t8"))), "relation r2 has an end that is nothing"),
    ],
)
def test_what_cannot_be_rdf_is_refused_with_the_article_named(graph: ArticleGraph, said: str) -> None:
    with pytest.raises(GraphError, match=r"^article river-1: ") as refusal:
        list(rdf.quads(graph))
    assert said in str(refusal.value)


def test_unknown_format_is_refused() -> None:
    with pytest.raises(InputError, match="turtle, trig, nquads, jsonld"):
        rdf.write([GRAPH], "rdfxml", BytesIO())
