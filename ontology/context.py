"""The JSON-LD context, made from the ontology: ``python -m ontology.context > ontology/context.jsonld``.

The ontology's own terms stand in it by their bare names, terms of other vocabularies with their prefix (``oa:hasTarget``), because
bare names of theirs are names of ours too (``target``).
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.vocabulary import NAMESPACE

PREFIXES = {
    "isnad": NAMESPACE,
    "id": "https://w3id.org/isnad/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# What the RDF form takes from other vocabularies, and the type of its values ("ar" is a language).
BORROWED = {
    "dc:creator": None,
    "dc:publisher": None,
    "dcterms:identifier": None,
    "dcterms:issued": "edtf:EDTF",
    "dcterms:title": "ar",
    "geo:lat": "xsd:double",
    "geo:long": "xsd:double",
    "oa:bodyValue": None,
    "oa:end": "xsd:nonNegativeInteger",
    "oa:exact": None,
    "oa:hasBody": "@id",
    "oa:hasSelector": "@id",
    "oa:hasSource": "@id",
    "oa:hasTarget": "@id",
    "oa:motivatedBy": "@id",
    "oa:start": "xsd:nonNegativeInteger",
    "prov:used": "@id",
    "prov:wasAssociatedWith": "@id",
    "prov:wasDerivedFrom": "@id",
    "prov:wasGeneratedBy": "@id",
    "rdfs:label": "ar",
    "schema:url": "xsd:anyURI",
    "skos:altLabel": "ar",
}


@cache
def context() -> Mapping[str, Any]:
    """The context as it is shipped: the value of ``@context`` in ``context.jsonld``."""
    found: Mapping[str, Any] = json.loads(files("ontology").joinpath("context.jsonld").read_text("utf-8"))["@context"]
    return found


def shortened(iri: str) -> str:
    """With its prefix, where it has one of ``PREFIXES``."""
    # Most are of our own things, so that prefix is tried first. What follows "//" would make a prefix a scheme.
    for prefix, namespace in (("id", PREFIXES["id"]), *PREFIXES.items()):
        if iri.startswith(namespace) and not iri.startswith("//", len(namespace)):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def build() -> dict[str, Any]:
    """The context as the ontology has it now."""
    from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

    graph = Graph().parse(data=files("ontology").joinpath("isnad.ttl").read_text("utf-8"), format="turtle")
    entries: dict[str, Any] = {"@version": 1.1, "@vocab": NAMESPACE} | PREFIXES

    def entry(name: str, kind: str | None) -> dict[str, str]:
        if kind is None:
            return {"@id": name}
        return {"@id": name, "@language": kind} if kind == "ar" else {"@id": name, "@type": kind}

    concepts = {*graph.subjects(RDFS.subClassOf, SKOS.Concept), URIRef(NAMESPACE + "RelationType")}
    kinds: dict[str, str | None] = {}
    for term in graph.subjects(RDF.type, OWL.ObjectProperty):
        kinds[str(term)] = "@vocab" if graph.value(term, RDFS.range) in concepts else "@id"
    for term in graph.subjects(RDF.type, OWL.DatatypeProperty):
        kind = shortened(str(graph.value(term, RDFS.range)))
        kinds[str(term)] = {"xsd:string": None, "rdf:langString": "ar"}.get(kind, kind)
    for iri in sorted(kinds):
        entries[iri.removeprefix(NAMESPACE)] = entry(shortened(iri), kinds[iri])
    for name in sorted(BORROWED):
        entries[name] = entry(name, BORROWED[name])
    return entries


if __name__ == "__main__":
    print(json.dumps({"@context": build()}, indent=2))
