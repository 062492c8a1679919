"""The Turtle file itself: every term is named and explained in two languages, and every borrowed term exists."""

import json
import re
from importlib.resources import files

import pyoxigraph
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib import namespace as ns

from kg.graph import BASE
from ontology import context
from ontology.vocabulary import NAMESPACE

ONTOLOGY = Graph().parse(data=files("ontology").joinpath("isnad.ttl").read_text("utf-8"), format="turtle")
TERMS = {s for s in ONTOLOGY.subjects() if isinstance(s, URIRef) and s.startswith(NAMESPACE)}
PROPERTIES = {*ONTOLOGY.subjects(ns.RDF.type, ns.OWL.ObjectProperty), *ONTOLOGY.subjects(ns.RDF.type, ns.OWL.DatatypeProperty)}
# rdflib lists neither of these; their terms as their specifications have them, for as far as they are used.
SEM = {
    "Actor",
    "Event",
    "Place",
    "accordingTo",
    "eventProperty",
    "hasActor",
    "hasPlace",
    "hasEarliestBeginTimeStamp",
    "hasLatestEndTimeStamp",
    "hasTimeStamp",
}
OA = {"Annotation", "SpecificResource"}
REL = {"grandparentOf", "parentOf", "siblingOf", "spouseOf"}


@pytest.mark.parametrize("predicate", [ns.RDFS.label, ns.SKOS.definition])
def test_every_term_has_one_text_in_each_language(predicate: URIRef) -> None:
    def texts(term: URIRef) -> list[tuple[str | None, bool]]:
        values = [o for o in ONTOLOGY.objects(term, predicate) if isinstance(o, Literal)]
        return sorted((o.language, bool(re.search("[\u0621-\u064a]", o))) for o in values)

    assert {term: texts(term) for term in TERMS} == {term: [("ar", True), ("en", False)] for term in TERMS}


def test_texts_are_single_lines_without_invisible_marks() -> None:
    texts = [o for o in ONTOLOGY.objects() if isinstance(o, Literal)]
    assert [t for t in texts if "\n" in t or re.search("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", t)] == []


def test_labels_are_not_shared_within_a_kind() -> None:
    for kind in (ns.OWL.Class, ns.OWL.ObjectProperty, ns.OWL.DatatypeProperty):
        labels = [label for term in ONTOLOGY.subjects(ns.RDF.type, kind) for label in ONTOLOGY.objects(term, ns.RDFS.label)]
        assert len(labels) == len(set(labels))


def test_every_property_says_where_it_goes_from_and_to() -> None:
    for term in PROPERTIES:
        assert len([*ONTOLOGY.objects(term, ns.RDFS.domain)]) == 1, term
        assert len([*ONTOLOGY.objects(term, ns.RDFS.range)]) == 1, term


def test_own_terms_that_are_referred_to_are_defined() -> None:
    assert {o for o in ONTOLOGY.all_nodes() if isinstance(o, URIRef) and o.startswith(NAMESPACE)} - {URIRef(NAMESPACE)} == TERMS


def test_terms_of_other_vocabularies_exist() -> None:
    known = {
        "http://semanticweb.cs.vu.nl/2009/11/sem/": SEM,
        "http://www.w3.org/ns/oa#": OA,
        "http://purl.org/vocab/relationship/": REL,
        "http://id.loc.gov/datatypes/edtf/": {"EDTF"},
        "https://www.apache.org/licenses/": {"LICENSE-2.0"},
        "https://w3id.org/isnad/": {"ontology"},
    }
    closed = (ns.DCTERMS, ns.FOAF, ns.ORG, ns.OWL, ns.PROV, ns.RDF, ns.RDFS, ns.SDO, ns.SKOS, ns.VANN, ns.XSD)
    used = {n for triple in ONTOLOGY for n in triple if isinstance(n, URIRef)} - TERMS
    unknown = {iri for iri in used if not any(iri in vocabulary for vocabulary in closed)}
    assert {iri for iri in unknown if not any(iri.removeprefix(space) in names for space, names in known.items())} == set()


def test_every_kind_of_thing_is_aligned_with_a_shared_vocabulary() -> None:
    links = (ns.RDFS.subClassOf, ns.RDFS.subPropertyOf, ns.SKOS.closeMatch, ns.SKOS.relatedMatch)

    def aligned(name: str) -> set[str]:
        return {str(o) for p in links for o in ONTOLOGY.objects(URIRef(NAMESPACE + name), p) if o not in TERMS}

    assert str(ns.PROV.Agent) in aligned("Person") & aligned("Group")
    assert str(ns.SDO.Place) in aligned("Place") & aligned("Site")
    assert aligned("Relation") == {str(ns.RDF.Statement)}
    assert aligned("agent") == aligned("patient") == {"http://semanticweb.cs.vu.nl/2009/11/sem/hasActor"}
    assert str(ns.PROV.wasAttributedTo) in aligned("accordingTo")
    assert aligned("memberOf") == {str(ns.ORG.memberOf), str(ns.SDO.memberOf)}
    assert aligned("Mention") == {"http://www.w3.org/ns/oa#Annotation"}


def test_context_is_the_one_that_the_ontology_makes() -> None:
    assert context.context() == context.build()
    assert context.PREFIXES["id"] == BASE


def test_context_leads_each_bare_name_to_its_term() -> None:
    values = {"@id": "id:claim/x"} | {str(p).removeprefix(NAMESPACE): "x" for p in PROPERTIES}
    document = json.dumps({"@context": context.context()} | values)
    quads = pyoxigraph.parse(document.encode(), format=pyoxigraph.RdfFormat.JSON_LD, base_iri=BASE)
    assert {q.predicate.value for q in quads} == {str(p) for p in PROPERTIES}
