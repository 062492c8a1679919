"""The SHACL shapes of article graphs: those of ``shapes.ttl``, and those that follow from the ontology, which are made here.

From the ontology follow: which types, relations, modalities and statuses there are; what may fill each role; between what each relation
goes; and which claims may have a charge. ``kg ontology --shapes FILE`` writes all of them.
"""

from collections.abc import Iterable
from importlib.resources import files

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology import vocabulary
from ontology.vocabulary import NAMESPACE

_LISTS: tuple[tuple[str, str, vocabulary.Kind, str], ...] = (
    ("Claim", "modality", "modality", "it is not said how sure the claim is in one of the words of the ontology"),
    ("Relation", "relation", "relation", "it is not one of the ties of the ontology"),
    ("Relation", "status", "status", "it is not one of the statuses of the ontology"),
)


def shapes() -> Graph:
    """All shapes, as a graph of the caller's own: pyshacl adds to the one that it is given."""
    graph = Graph(bind_namespaces="none").parse(data=files("ontology").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")
    for shape, path, kind, message in _LISTS:
        _property(graph, _own(f"{shape}Shape"), _own(path), message, (SH["in"], _list(graph, map(_own, sorted(vocabulary.names(kind))))))
    _types(graph, "Event", "event type", "an event must have one type")
    _types(graph, "Entity", "entity type", "an entity must have one type")
    for role in sorted(vocabulary.roles()):
        _property(graph, _own("EventShape"), _own(role), f"the {_label(role)} of an event must be {_either(role)}", _class(graph, role))
    source = "accordingTo"
    _property(graph, _own("ClaimShape"), _own(source), f"whose word it is must be {_either(source)}", _class(graph, source))
    for relation in sorted(vocabulary.relations()):
        _ends(graph, relation)
        _plain(graph, relation)
    for name in ("charge", "alleges"):
        shape = _shape(graph, f"{name.capitalize()}Domain", SH.targetSubjectsOf, name)
        allowed = sorted(vocabulary.domain(name))
        graph.add((shape, SH["class"], _own(allowed[0])))
        graph.add((shape, SH.message, Literal(f"only an {_label(allowed[0])} has what “{_label(name)}” says")))
    return graph


def _own(name: str) -> URIRef:
    return URIRef(NAMESPACE + name)


def _label(name: str) -> str:
    return vocabulary.label(name, "en")


def _list(graph: Graph, items: Iterable[Node]) -> BNode:
    head = BNode()
    Collection(graph, head, [*items])
    return head


def _shape(graph: Graph, name: str, target: URIRef, of: str) -> URIRef:
    shape = _own(name)
    graph.add((shape, RDF.type, SH.NodeShape))
    graph.add((shape, target, _own(of)))
    return shape


def _property(graph: Graph, shape: Node, path: Node, message: str, *constraints: tuple[Node, Node]) -> None:
    node = BNode()
    graph.add((shape, SH.property, node))
    graph.add((node, SH.path, path))
    if message:
        graph.add((node, SH.message, Literal(message)))
    for constraint, value in constraints:
        graph.add((node, constraint, value))


def _either(name: str) -> str:
    return " or ".join(f"{'an' if label[0] in 'aeiou' else 'a'} {label}" for label in map(_label, sorted(vocabulary.range_(name))))


def _class(graph: Graph, name: str, ends: frozenset[str] | None = None) -> tuple[Node, Node]:
    """The constraint that a value is of a class that the ontology lets stand there."""
    allowed = [_own(end) for end in sorted(vocabulary.range_(name) if ends is None else ends)]
    if len(allowed) == 1:
        return SH["class"], allowed[0]
    options = [BNode() for _ in allowed]
    for option, one in zip(options, allowed, strict=True):
        graph.add((option, SH["class"], one))
    return SH["or"], _list(graph, options)


def _types(graph: Graph, shape: str, kind: vocabulary.Kind, message: str) -> None:
    """Exactly one of the types of a kind."""
    value = BNode()
    graph.add((value, SH["in"], _list(graph, map(_own, sorted(vocabulary.names(kind))))))
    one = Literal(1)
    counts = (SH.qualifiedMinCount, one), (SH.qualifiedMaxCount, one)
    _property(graph, _own(f"{shape}Shape"), RDF.type, message, (SH.qualifiedValueShape, value), *counts)


def _ends(graph: Graph, relation: str) -> None:
    """A claim is of another relation, or its ends are what this one goes between. A shape of its own, so that it has a message."""
    other, which, fitting, shape = BNode(), BNode(), BNode(), _shape(graph, f"{relation}Ends", SH.targetClass, "Relation")
    graph.add((which, SH.path, _own("relation")))
    graph.add((which, SH.hasValue, _own(relation)))
    graph.add((other, SH["not"], which))
    for end, ends in (("subject", vocabulary.domain(relation)), ("object", vocabulary.range_(relation))):
        _property(graph, fitting, _own(end), "", _class(graph, relation, ends))
    graph.add((shape, SH["or"], _list(graph, [other, fitting])))
    source = " or ".join(_label(name) for name in sorted(vocabulary.domain(relation)))
    graph.add((shape, SH.message, Literal(f"“{_label(relation)}” goes from a {source} to {_either(relation)}, and this one does not")))


def _plain(graph: Graph, relation: str) -> None:
    shape, tie = _shape(graph, f"{relation}Plain", SH.targetSubjectsOf, relation), BNode()
    graph.add((shape, SH.property, tie))
    graph.add((tie, SH.path, _own(relation)))
    graph.add((tie, SH.sparql, _own("PlainTieIsClaimed")))


def turtle() -> str:
    """All shapes, for other SHACL tools. The same ontology gives the same bytes."""
    return shapes().serialize(format="longturtle", canon=True)
