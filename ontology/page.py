"""The ontology as a page to read, in English and Arabic: made from ``isnad.ttl`` and nothing else, one file without scripts.

Each term stands at the end of its IRI (``#Killing``), so that the page can be what the IRI leads to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Literal as Value
from rdflib.term import Node

from ontology import vocabulary
from ontology.vocabulary import NAMESPACE

_ONTOLOGY = URIRef("https://w3id.org/isnad/ontology")


@dataclass(frozen=True, slots=True)
class Text:
    """The same in both languages."""

    en: str
    ar: str


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said of a term by one property: names of other terms."""

    name: Text
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Term:
    name: str
    iri: str
    label: Text
    definition: Text
    example: Text | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: Text
    terms: tuple[Term, ...]


_FACTS = (
    (RDFS.subClassOf, Text("kind of", "نوع من")),
    (RDFS.subPropertyOf, Text("narrower than", "أخص من")),
    (RDFS.domain, Text("goes from", "من")),
    (RDFS.range, Text("goes to", "إلى")),
    (OWL.unionOf, Text("made up of", "يتألف من")),
    (OWL.disjointWith, Text("never also", "لا يكون معه")),
    (SKOS.inScheme, Text("belongs to", "ضمن")),
    (SKOS.broader, Text("broader term", "مصطلح أعم")),
    (SKOS.closeMatch, Text("close to", "يقارب")),
    (SKOS.relatedMatch, Text("related to", "يتصل بـ")),
)
_SYMMETRIC = Fact(Text("reads the same", "يقرأ بالعكس"), (Link(str(OWL.SymmetricProperty), "owl:SymmetricProperty"),))
_SECTIONS: tuple[tuple[str, Text, vocabulary.Kind], ...] = (
    ("entity-types", Text("Entity types", "أنواع الكيانات"), "entity type"),
    ("event-types", Text("Event types", "أنواع الأحداث"), "event type"),
    ("roles", Text("Roles in an event", "الأدوار في الحدث"), "role"),
    ("relations", Text("Relations", "العلاقات"), "relation"),
    ("modalities", Text("How sure", "درجات الجزم"), "modality"),
    ("statuses", Text("Whether it still holds", "هل ما زال قائما"), "status"),
)
_REST = (
    ("classes", Text("Other classes", "أصناف أخرى"), OWL.Class),
    ("links", Text("Links between things", "الصلات بين الأشياء"), OWL.ObjectProperty),
    ("values", Text("Values of things", "قيم الأشياء"), OWL.DatatypeProperty),
    ("schemes", Text("Schemes", "القوائم"), SKOS.ConceptScheme),
)


def html() -> str:
    """The page. The same ontology gives the same bytes."""
    graph = Graph().parse(data=files("ontology").joinpath("isnad.ttl").read_text("utf-8"), format="turtle")
    source = files("ontology").joinpath("page.html").read_text("utf-8")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True).from_string(source)
    about = {
        "title": _text(graph, _ONTOLOGY, DCTERMS.title),
        "description": _text(graph, _ONTOLOGY, DCTERMS.description),
        "namespace": graph.value(_ONTOLOGY, VANN.preferredNamespaceUri),
        "version": graph.value(_ONTOLOGY, OWL.versionInfo),
        "license": graph.value(_ONTOLOGY, DCTERMS.license),
    }
    return template.render(about=about, sections=sections(graph))


def sections(graph: Graph) -> list[Section]:
    """All terms of the ontology, each in one section."""
    known = {str(s).removeprefix(NAMESPACE) for s in graph.subjects(RDFS.label) if str(s).startswith(NAMESPACE)}
    found = []
    for id, title, kind in _SECTIONS:
        found.append(Section(id, title, _terms(graph, vocabulary.names(kind))))
        known -= vocabulary.names(kind)
    for id, title, type in _REST:
        names = known & {str(s).removeprefix(NAMESPACE) for s in graph.subjects(RDF.type, type)}
        found.append(Section(id, title, _terms(graph, names)))
        known -= names
    return found


def _terms(graph: Graph, names: Iterable[str]) -> tuple[Term, ...]:
    return tuple(_term(graph, name) for name in sorted(names, key=lambda name: (name.lower(), name)))


def _term(graph: Graph, name: str) -> Term:
    node = URIRef(NAMESPACE + name)
    facts = [Fact(said, links) for predicate, said in _FACTS if (links := _links(graph, node, predicate))]
    if (node, RDF.type, OWL.SymmetricProperty) in graph:
        facts.append(_SYMMETRIC)
    example = _text(graph, node, SKOS.example) if (node, SKOS.example, None) in graph else None
    return Term(name, str(node), _text(graph, node, RDFS.label), _text(graph, node, SKOS.definition), example, tuple(facts))


def _text(graph: Graph, node: Node, predicate: URIRef) -> Text:
    texts = {value.language: str(value) for value in graph.objects(node, predicate) if isinstance(value, Value)}
    return Text(texts["en"], texts["ar"])


def _links(graph: Graph, node: URIRef, predicate: URIRef) -> tuple[Link, ...]:
    """The named things that a property leads to; the members of a union or a list stand for it."""
    named: set[URIRef] = set()
    for value in graph.objects(node, predicate):
        members = value if predicate == OWL.unionOf else graph.value(value, OWL.unionOf) if isinstance(value, BNode) else None
        named.update(item for item in (Collection(graph, members) if members else [value]) if isinstance(item, URIRef))
    own = {iri for iri in named if iri.startswith(NAMESPACE)}
    return tuple(
        Link(f"#{iri.removeprefix(NAMESPACE)}" if iri in own else str(iri), graph.namespace_manager.curie(iri))
        for iri in (*sorted(own), *sorted(named - own))
    )
