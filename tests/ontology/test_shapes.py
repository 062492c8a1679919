"""The SHACL shapes say what the ontology says: the same types, lists, domains and ranges, and something of every property."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology import shapes as module
from ontology import vocabulary
from ontology.vocabulary import NAMESPACE

HERE = Path(__file__).parents[2]
SHAPES = module.shapes()
ONTOLOGY = Graph().parse(data=files("ontology").joinpath("isnad.ttl").read_text("utf-8"), format="turtle")
PROPERTIES = {*ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty), *ONTOLOGY.subjects(RDF.type, OWL.DatatypeProperty)}


def own(name: str) -> URIRef:
    return URIRef(NAMESPACE + name)


def local(node: Node | None) -> str:
    return str(node).removeprefix(NAMESPACE)


def properties(path: Node) -> Iterator[tuple[Node, Node]]:
    """Shapes with the property shapes that they have of a path."""
    for node in SHAPES.subjects(SH.path, path):
        for shape in SHAPES.subjects(SH.property, node):
            yield shape, node


def classes(node: Node) -> frozenset[str]:
    options = SHAPES.value(node, SH["or"])
    return frozenset(local(SHAPES.value(option, SH["class"])) for option in (Collection(SHAPES, options) if options else [node]))


def test_shapes_are_shapes() -> None:
    assert pyshacl.validate(Graph(), shacl_graph=module.shapes(), meta_shacl=True)[0]


def test_every_property_of_the_ontology_has_a_shape() -> None:
    paths = {path for node in SHAPES.subjects(SH.path) if isinstance(path := SHAPES.value(node, SH.path), URIRef)}
    assert PROPERTIES - paths == {own("kinOf")}  # which no article graph has
    assert {path for path in paths if path.startswith(NAMESPACE)} <= PROPERTIES


def test_every_name_of_the_shapes_file_is_in_the_ontology() -> None:
    known = {*ONTOLOGY.subjects()}
    written = Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")
    used = {
        o
        for p in (SH.path, SH["class"], SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.hasValue)
        for o in written.objects(None, p)
    }
    assert {iri for iri in used if isinstance(iri, URIRef) and iri.startswith(NAMESPACE)} <= known
    lists = {item for head in written.objects(None, SH["in"]) for item in Collection(written, head)}
    assert lists == set()


@pytest.mark.parametrize("role", sorted(vocabulary.roles()) + ["accordingTo"])
def test_what_may_fill_a_role(role: str) -> None:
    found = [classes(node) for _, node in properties(own(role)) if classes(node) != {"None"}]
    assert found == [vocabulary.range_(role)]


@pytest.mark.parametrize("relation", sorted(vocabulary.relations()))
def test_between_what_a_relation_goes(relation: str) -> None:
    shape = own(f"{relation}Ends")
    assert SHAPES.value(shape, SH.targetClass) == own("Relation")
    head = SHAPES.value(shape, SH["or"])
    assert head is not None
    other, fitting = Collection(SHAPES, head)
    assert SHAPES.value(SHAPES.value(other, SH["not"]), SH.hasValue) == own(relation)
    ends = {local(SHAPES.value(node, SH.path)): classes(node) for node in SHAPES.objects(fitting, SH.property)}
    assert ends == {"subject": vocabulary.domain(relation), "object": vocabulary.range_(relation)}
    assert SHAPES.value(own(f"{relation}Plain"), SH.targetSubjectsOf) == own(relation)


@pytest.mark.parametrize("path,kind", [("modality", "modality"), ("relation", "relation"), ("status", "status")])
def test_lists_are_those_of_the_ontology(path: str, kind: vocabulary.Kind) -> None:
    lists = [{local(i) for i in Collection(SHAPES, head)} for _, node in properties(own(path)) for head in SHAPES.objects(node, SH["in"])]
    assert lists == [vocabulary.names(kind)]


def test_types_are_those_of_the_ontology() -> None:
    lists = {
        local(shape): {local(i) for i in Collection(SHAPES, head)}
        for shape, node in properties(RDF.type)
        for value in SHAPES.objects(node, SH.qualifiedValueShape)
        for head in SHAPES.objects(value, SH["in"])
    }
    assert lists == {"EventShape": vocabulary.event_types(), "EntityShape": vocabulary.entity_types()}


def test_datatypes_are_the_ranges() -> None:
    said = {(local(path), o) for path in PROPERTIES for _, node in properties(path) for o in SHAPES.objects(node, SH.datatype)}
    assert said == {(local(path), ONTOLOGY.value(path, RDFS.range)) for path in ONTOLOGY.subjects(RDF.type, OWL.DatatypeProperty)}


def test_each_thing_that_can_be_wrong_has_a_message() -> None:
    said = [
        SHAPES.value(node, SH.message) for shape in SHAPES.subjects(RDF.type, SH.NodeShape) for node in SHAPES.objects(shape, SH.property)
    ]
    # Those without are the two ends of "has no time" and plain ties, whose query has the message.
    assert all(isinstance(m, Literal) and m for m in said if m is not None)
    assert said.count(None) == 2 + len(vocabulary.relations())


def test_all_shapes_can_be_written_for_other_tools() -> None:
    """With the same bytes each time. Whole graphs of so many unnamed nodes take half a minute to compare: what is said of each does."""

    def said(graph: Graph) -> Counter[tuple[Node, Node | None]]:
        return Counter((p, None if isinstance(o, BNode) else o) for _, p, o in graph)

    code = "import sys; from ontology import shapes; sys.stdout.buffer.write(shapes.turtle().encode())"
    written = subprocess.run([sys.executable, "-c", code], cwd=HERE, capture_output=True, check=True).stdout.decode()
    assert written == module.turtle()
    assert said(Graph().parse(data=written, format="turtle")) == said(SHAPES)
