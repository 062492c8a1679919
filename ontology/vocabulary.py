"""The names of the ontology, for code: a name that ``isnad.ttl`` lacks is refused where it is used.

>>> check("event type", "Airstrike")
>>> check("event type", "Airstrik")
Traceback (most recent call last):
    ...
ontology.vocabulary.UnknownTermError: "Airstrik" is no event type of the ontology; the nearest is "Airstrike"
>>> label("cousinOf", "en")
'cousin of'
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Literal

NAMESPACE = "https://w3id.org/isnad/ontology#"
Kind = Literal["entity type", "event type", "role", "relation", "modality", "status", "mention kind"]


class UnknownTermError(ValueError):
    """A name that is no term of its kind. ``str()`` says the name, the kind and the nearest known name."""

    def __init__(self, kind: str, name: object, known: frozenset[str]) -> None:
        nearest = get_close_matches(str(name), sorted(known), n=1, cutoff=0.0)[0]
        super().__init__(f'"{name}" is no {kind} of the ontology; the nearest is "{nearest}"')


@dataclass(frozen=True, slots=True)
class _Terms:
    """What the file says, by local name. ``labels`` and ``definitions`` are keyed by (name, language)."""

    names: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    symmetric: frozenset[str]
    kinship: frozenset[str]
    domains: Mapping[str, frozenset[str]]
    ranges: Mapping[str, frozenset[str]]
    labels: Mapping[tuple[str, str], str]
    definitions: Mapping[tuple[str, str], str]


@cache
def _terms() -> _Terms:
    # rdflib is slow to import, and much of the code that imports this module never asks for a name.
    from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
    from rdflib.collection import Collection
    from rdflib.term import Node

    own = Namespace(NAMESPACE)
    graph = Graph(bind_namespaces="none").parse(data=files("ontology").joinpath("isnad.ttl").read_text("utf-8"), format="turtle")

    def local(node: Node) -> str:
        return str(node).removeprefix(NAMESPACE)

    def named(predicate: URIRef, value: Node) -> frozenset[str]:
        return frozenset(local(s) for s in graph.subjects(predicate, value) if s.startswith(NAMESPACE))  # type: ignore[attr-defined]

    def classes(predicate: URIRef) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for term, value in graph.subject_objects(predicate):
            union = graph.value(value, OWL.unionOf)
            found[local(term)] = frozenset(map(local, Collection(graph, union) if union else [value]))
        return found

    def texts(predicate: URIRef) -> dict[tuple[str, str], str]:
        return {(local(s), o.language or ""): str(o) for s, o in graph.subject_objects(predicate) if isinstance(o, Literal)}

    relations = named(RDF.type, own.RelationType)
    labels = texts(RDFS.label)
    return _Terms(
        names=frozenset(name for name, _ in labels),
        kinds={
            "entity type": named(RDFS.subClassOf, own.Entity),
            "event type": named(RDFS.subClassOf, own.Event),
            "role": named(RDF.type, own.Role),
            "relation": relations,
            "modality": named(RDF.type, own.Modality),
            "status": named(RDF.type, own.Status),
            "mention kind": frozenset(c.removesuffix("Mention").lower() for c in named(RDFS.subClassOf, own.Mention)),
        },
        symmetric=named(RDF.type, OWL.SymmetricProperty) & relations,
        kinship=named(SKOS.inScheme, own.Kinship) & relations,
        domains=classes(RDFS.domain),
        ranges=classes(RDFS.range),
        labels=labels,
        definitions=texts(SKOS.definition),
    )


def check(kind: Kind, name: str) -> None:
    """Raises ``UnknownTermError`` where ``name`` is no term of this kind."""
    known = _terms().kinds[kind]
    if name not in known:
        raise UnknownTermError(kind, name, known)


def names(kind: Kind) -> frozenset[str]:
    """All terms of a kind."""
    return _terms().kinds[kind]


def entity_types() -> frozenset[str]:
    return _terms().kinds["entity type"]


def event_types() -> frozenset[str]:
    return _terms().kinds["event type"]


def roles() -> frozenset[str]:
    return _terms().kinds["role"]


def relations() -> frozenset[str]:
    return _terms().kinds["relation"]


def modalities() -> frozenset[str]:
    return _terms().kinds["modality"]


@cache
def event_roles() -> frozenset[str]:
    """The roles whose fillers are events."""
    return frozenset(role for role in roles() if range_(role) == {"Event"})


def symmetric() -> frozenset[str]:
    """The relations that read the same from either end."""
    return _terms().symmetric


def kinship() -> frozenset[str]:
    """The relations that are ties of family."""
    return _terms().kinship


def domain(name: str) -> frozenset[str]:
    """What a role or relation may go out from: entity types for a relation, ``Event`` for a role."""
    return _classes(_terms().domains, name)


def range_(name: str) -> frozenset[str]:
    """What may fill a role or be a relation's object: entity types, or ``Event`` for ``event_roles()``."""
    return _classes(_terms().ranges, name)


def label(name: str, lang: str) -> str:
    """The name of any term for people; ``lang`` is ``ar`` or ``en``."""
    return _text(_terms().labels, name, lang)


def definition(name: str, lang: str) -> str:
    """One line on what any term means; ``lang`` is ``ar`` or ``en``."""
    return _text(_terms().definitions, name, lang)


def iri(name: str) -> str:
    """The full IRI of any term."""
    names = _terms().names
    if name not in names:
        raise UnknownTermError("term", name, names)
    return NAMESPACE + name


def _classes(table: Mapping[str, frozenset[str]], name: str) -> frozenset[str]:
    if name not in table:
        raise UnknownTermError("role or relation", name, frozenset(table))
    return table[name]


def _text(table: Mapping[tuple[str, str], str], name: str, lang: str) -> str:
    if (name, lang) not in table:
        raise UnknownTermError(f"term with a text in {lang!r}", name, _terms().names)
    return table[name, lang]
