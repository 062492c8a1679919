"""The property graph in memory, as a NetworkX graph, and as files for graph programs (GraphML, GEXF: Gephi, Cytoscape, yEd).

The graph in memory has the nodes and edges of the stores. A node is its IRI; its attributes are its properties, with ``labels``. An edge
has ``type`` beside its properties.

The files are for looking. They have no lists (values are joined by " | "), no text of articles, and other names where the formats
keep one for themselves: ``label`` (what a program shows), ``iri``, ``name_key`` (the name folded), ``quote_start`` and ``quote_end``,
``relationship``. ``type_ar`` is the Arabic name of a type. In GEXF a claim whose date is settled also has its first and last day as
``start`` and ``end``, by which Gephi's timeline shows and hides it; what bears no date is always shown. Characters that XML has no place
for are shown as U+FFFD. The same graph gives the same bytes. (The importers of Gephi 0.10.1 read both without a complaint.)
"""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import networkx as nx

from kg.graph import ArticleGraph
from loaders import schema
from loaders.rows import Edge, Node, Properties, Tie, named, rows, tied
from ontology import vocabulary

Network = nx.MultiDiGraph
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RENAMED = {"id": "iri", "start": "quote_start", "end": "quote_end", "key": "name_key"}


def network(graphs: Iterable[ArticleGraph]) -> "Network[str]":
    """All nodes and edges that the article graphs bring; a second copy of a text is left out."""
    out: Network[str] = nx.MultiDiGraph()
    ties: dict[tuple[schema.EdgeForm, str, str], list[Tie]] = {}
    shared: dict[str, Node] = {}
    for graph in graphs:
        if graph.article.iri in out:
            continue
        part = rows(graph)
        shared |= {n.id: n for n in part.shared}
        for node in (part.article, *part.entities, *part.shared, *part.claims):
            _add_node(out, node)
        for edge in (*part.mentions, *part.edges):
            _add_edge(out, edge)
        for tie in part.ties:
            ties.setdefault((tie.form, tie.source, tie.target), []).append(tie)
    for iri, node in shared.items():
        mentions = (d for _, _, d in out.out_edges(iri, data=True) if d["type"] == schema.MENTIONED_IN.type)
        out.nodes[iri].update(named(node.properties, mentions, ()))
    for (form, source, target), parts in ties.items():
        _add_edge(out, Edge(form, source, target, tied({}, parts, ())))
    return out


def _add_node(out: "Network[str]", node: Node) -> None:
    out.add_node(node.id, **node.properties, labels=[node.kind, schema.label(node.type)] if node.type else [node.kind])


def _add_edge(out: "Network[str]", edge: Edge) -> None:
    # Keys are ids in GraphML, so they are of the whole graph.
    out.add_edge(edge.source, edge.target, f"e{out.number_of_edges()}", **edge.properties, type=edge.form.type)


def write_graphml(graph: "Network[str]", to: Path | BinaryIO) -> None:
    """Writes GraphML in UTF-8."""
    buffer = BytesIO()
    nx.write_graphml_xml(_flat(graph), buffer)
    _write(buffer.getvalue(), to)


def write_gexf(graph: "Network[str]", to: Path | BinaryIO) -> None:
    """Writes GEXF 1.2 in UTF-8."""
    buffer = BytesIO()
    flat = _flat(graph)
    for iri, about in graph.nodes(data=True):
        flat.nodes[iri].update({end: about[day] for end, day in (("start", "earliest"), ("end", "latest")) if day in about})
    nx.write_gexf(flat, buffer)
    # The day of writing would make each day's file another one; and networkx calls days "string", a format that GEXF does not have.
    data = re.sub(rb' lastmodifieddate="[^"]*"', b"", buffer.getvalue(), count=1)
    _write(data.replace(b' timeformat="string"', b' timeformat="date"', 1), to)


def _write(data: bytes, to: Path | BinaryIO) -> None:
    if isinstance(to, Path):
        to.write_bytes(data)
    else:
        to.write(data)


def _flat(graph: "Network[str]") -> "Network[str]":
    out: Network[str] = nx.MultiDiGraph()
    for iri, about in graph.nodes(data=True):
        kept = {_RENAMED.get(name, name): value for name, value in about.items() if name != "text"}
        out.add_node(iri, **_values(kept), label=_clean(_node_label(about)), **_arabic(about))
    for source, target, key, about in graph.edges(keys=True, data=True):
        kept = {name: value for name, value in about.items() if name != "type"}
        out.add_edge(source, target, key, **_values(kept), label=about["type"], relationship=about["type"])
    return out


def _node_label(about: Properties) -> str:
    """What a node is called in a picture: a name, the word of a claim, a headline."""
    return str(about.get("name") or about.get("trigger") or about.get("title") or about.get("type") or about.get("doc") or about["id"])


def _arabic(about: Properties) -> dict[str, str]:
    return {"type_ar": vocabulary.label(about["type"], "ar")} if "type" in about else {}


def _values(properties: Properties) -> Properties:
    return {name: _value(value) for name, value in properties.items()}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return _clean(" | ".join(map(str, value)))
    return _clean(value) if isinstance(value, str) else value


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
