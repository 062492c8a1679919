"""JSON-LD in the terms of ``ontology/context.jsonld``, which is written at the top, so that no reader needs a network.

The quads of an article become node objects, one a line; its named graph is the ``@graph`` of the node that has the graph's name.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ontology.context import PREFIXES, context, shortened
from ontology.vocabulary import NAMESPACE

_Node = dict[str, Any]
_RDF_TYPE = PREFIXES["rdf"] + "type"
_BOOLEAN = PREFIXES["xsd"] + "boolean"
_INTEGERS = (PREFIXES["xsd"] + "integer", PREFIXES["xsd"] + "nonNegativeInteger")
# Beyond this a reader may take a JSON number for a double.
_SAFE_INTEGER = 2**53


def write(articles: Iterable[Iterable[Quad]], out: BinaryIO) -> None:
    """One document of the quads of each article; no named graph may go on from one article to the next."""
    out.write(f'{{"@context": {json.dumps(context())},\n"@graph": ['.encode())
    between = "\n"
    for quads in articles:
        for line in _lines(quads):
            out.write((between + line).encode())
            between = ",\n"
    out.write(b"\n]}\n")


def _lines(quads: Iterable[Quad]) -> Iterator[str]:
    default: dict[str, _Node] = {}
    named: dict[str, dict[str, _Node]] = {}
    for quad in quads:
        nodes = default
        if isinstance(quad.graph_name, NamedNode):
            default.setdefault(quad.graph_name.value, {"@id": shortened(quad.graph_name.value)})
            nodes = named.setdefault(quad.graph_name.value, {})
        subject = _iri(quad.subject)
        _add(nodes.setdefault(subject, {"@id": shortened(subject)}), quad)
    for iri, node in default.items():
        line = json.dumps(node, ensure_ascii=False)
        if iri in named:
            content = ",\n  ".join(json.dumps(inner, ensure_ascii=False) for inner in named[iri].values())
            line = f'{line[:-1]}, "@graph": [\n  {content}]}}'
        yield line


def _add(node: _Node, quad: Quad) -> None:
    key, entry = _keys().get(quad.predicate.value, (quad.predicate.value, {}))
    value = _value(quad.object, entry)
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]


@cache
def _keys() -> Mapping[str, tuple[str, dict[str, str]]]:
    """For each predicate its key, and how the context types the key's values."""
    entries = {key: entry for key, entry in context().items() if isinstance(entry, dict)}
    return {_RDF_TYPE: ("@type", {"@type": "@vocab"})} | {_long(entry["@id"]): (key, entry) for key, entry in entries.items()}


def _value(term: NamedNode | Literal | BlankNode | Triple, entry: Mapping[str, str]) -> Any:
    """A bare value where the context gives it the term's type back, else a value object that says it."""
    kind = entry.get("@type", "")
    if not isinstance(term, Literal):
        iri = _iri(term)
        if kind == "@vocab" and iri.startswith(NAMESPACE):
            return iri.removeprefix(NAMESPACE)
        return shortened(iri) if kind in ("@id", "@vocab") else {"@id": shortened(iri)}
    if term.language is not None:
        return term.value if term.language == entry.get("@language") else {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    if datatype == _BOOLEAN:
        return term.value == "true"
    if kind and datatype == _long(kind):
        return int(term.value) if datatype in _INTEGERS and abs(int(term.value)) < _SAFE_INTEGER else term.value
    if datatype == PREFIXES["xsd"] + "string" and len(entry) == 1:
        return term.value
    return {"@value": term.value, "@type": shortened(datatype)}


def _iri(term: NamedNode | Literal | BlankNode | Triple) -> str:
    if not isinstance(term, NamedNode):
        raise TypeError(f"{term} is no IRI; JSON-LD is written without blank nodes and quoted triples")
    return term.value


def _long(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name
