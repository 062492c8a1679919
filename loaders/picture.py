"""A picture of article graphs: people, groups, places and sites, and between them what is claimed, as SVG.

Claims that stand as asserted are drawn whole; alleged, hedged, negated and planned ones are dashed, so that a suspicion never looks like a
fact. Labels are Arabic, with the type in English beside. The same graphs give the same bytes.
"""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import networkx as nx
import numpy as np

from kg.errors import InputError
from kg.graph import ArticleGraph, Event, Relation
from ontology import vocabulary

if TYPE_CHECKING:
    _Drawing = nx.DiGraph[str]

LARGEST = 150
"""Nodes; more cannot be read as one picture."""
_SIZE, _MARGIN = (1500, 950), 80
_ROOM = np.array([120.0, 62.0])
_HUB = ""
_COLOURS = {
    "Person": "#2a6f97",
    "Group": "#a63c06",
    "Place": "#3a7d44",
    "Site": "#8a6d1d",
    "Object": "#6b6b6b",
    "Claim": "#7b2d5b",
}


@dataclass(frozen=True, slots=True)
class _Node:
    """``kind`` is an entity type, or Claim for an event."""

    kind: str
    label: str
    sure: bool = True


def svg(graphs: Iterable[ArticleGraph]) -> str:
    """Draws the entities that some claim speaks of, with their relations and events. Raises ``InputError`` where there are too many for
    one picture."""
    drawn: _Drawing = nx.DiGraph()
    for graph in graphs:
        _draw(graph, drawn)
        if len(drawn) > LARGEST:
            raise InputError(f"more than {LARGEST} nodes are no picture; give fewer articles with -i, or use graphml or gexf with a viewer")
    places = _layout(drawn)
    lines = [*_head(), *_edges(drawn, places), *_nodes(drawn, places), *_legend(), "</svg>"]
    return "\n".join(lines) + "\n"


def _draw(graph: ArticleGraph, drawn: "_Drawing") -> None:
    names = {e.id: e for e in graph.entities}

    def entity(ref: str) -> str:
        iri = graph.entity_iri(names[ref])
        drawn.add_node(iri, node=_Node(names[ref].type, names[ref].name))
        return iri

    for event in graph.events:
        if event.args:
            drawn.add_node(graph.claim_iri(event), node=_Node("Claim", vocabulary.label(event.type, "ar"), _sure(event)))
    events = {e.id for e in graph.events if e.args}
    for event in graph.events:
        for argument in event.args:
            target = graph.claim_iri(argument.ref) if argument.ref in events else entity(argument.ref) if argument.ref in names else None
            if target is not None:
                _tie(drawn, graph.claim_iri(event), target, vocabulary.label(argument.role, "ar"), sure=_sure(event))
    for relation in graph.relations:
        label = relation.title or vocabulary.label(relation.type, "ar")
        _tie(drawn, entity(relation.subject), entity(relation.object), label, sure=_sure(relation))


def _tie(drawn: "_Drawing", start: str, end: str, label: str, *, sure: bool) -> None:
    """One line between two nodes, with all that it says; whole where one of its claims stands."""
    data: dict[str, Any] = drawn.get_edge_data(start, end, {"labels": (), "sure": False})
    drawn.add_edge(start, end, labels=tuple(dict.fromkeys((*data["labels"], label))), sure=data["sure"] or sure)


def _sure(claim: Event | Relation) -> bool:
    return claim.modality == "asserted" and not claim.disputed


def _layout(drawn: "_Drawing") -> dict[str, tuple[float, float]]:
    """Places in pixels: springs first, then nodes that would cover each other's labels are pushed apart."""
    if not drawn:
        return {}
    springs: nx.Graph[str] = nx.Graph(drawn.to_undirected())
    # A weak tie to the middle keeps the parts of a graph that is not connected from flying apart.
    middle = [(_HUB, min(part)) for part in nx.connected_components(springs)]
    springs.add_edges_from(middle, weight=1.5)
    raw = nx.spring_layout(springs, seed=3, k=3.2 / len(springs) ** 0.5, iterations=600)
    names = sorted(drawn)
    at = np.array([raw[name] for name in names])
    area = np.array(_SIZE) - 2 * _MARGIN
    at = (at - at.min(axis=0)) / np.maximum(np.ptp(at, axis=0), 1e-9) * area
    for _ in range(300):
        gap = at[:, None] - at[None]
        overlap = np.clip(1 - np.abs(gap) / _ROOM, 0, None).min(axis=2)
        np.fill_diagonal(overlap, 0)
        if not overlap.any():
            break
        # Up and down where that is the shorter way, since labels are wide and low.
        push = np.where(gap >= 0, 1.0, -1.0) * overlap[:, :, None] * np.array([4.0, 10.0])
        at = np.clip(at + push.sum(axis=1), 0, area)
    return {name: (round(float(x) + _MARGIN, 1), round(float(y) + _MARGIN, 1)) for name, (x, y) in zip(names, at, strict=True)}


def _head() -> Iterable[str]:
    width, height = _SIZE
    fonts = "Noto Naskh Arabic, Noto Sans Arabic, Arial, sans-serif"
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="{fonts}">'
    yield f'<rect width="{width}" height="{height}" fill="#fdfcf8"/>'
    yield (
        '<defs><marker id="to" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
        '<path d="M0 0 10 5 0 10z" fill="#888"/></marker></defs>'
    )


def _edges(drawn: "_Drawing", places: dict[str, tuple[float, float]]) -> Iterable[str]:
    for start, end, data in sorted(drawn.edges(data=True), key=lambda e: (e[0], e[1])):
        (x1, y1), (x2, y2) = places[start], places[end]
        length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 1.0)
        back = 24 / length
        x2, y2 = x2 - (x2 - x1) * back, y2 - (y2 - y1) * back
        dash = "" if data["sure"] else ' stroke-dasharray="6 5"'
        yield f'<path d="M{x1:.1f} {y1:.1f} {x2:.1f} {y2:.1f}" stroke="#999" stroke-width="1.4" fill="none" marker-end="url(#to)"{dash}/>'
        yield _text((x1 + x2) / 2, (y1 + y2) / 2 - 4, "، ".join(data["labels"]), 13, "#555")


def _nodes(drawn: "_Drawing", places: dict[str, tuple[float, float]]) -> Iterable[str]:
    for name in sorted(drawn):
        node: _Node = drawn.nodes[name]["node"]
        x, y = places[name]
        colour = _COLOURS[node.kind]
        if node.kind == "Claim":
            dash = "" if node.sure else ' stroke-dasharray="5 4"'
            frame = f'fill="#f6e9f1" stroke="{colour}" stroke-width="1.6"{dash}'
            yield f'<rect x="{x - 40:.1f}" y="{y - 15:.1f}" width="80" height="30" rx="6" {frame}/>'
            yield _text(x, y + 5, node.label, 15, colour)
        else:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="{colour}"/>'
            for i, line in enumerate(textwrap.wrap(node.label, 22) or [""]):
                yield _text(x, y + 28 + 17 * i, line, 16, colour, bold=True)


def _text(x: float, y: float, text: str, size: int, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    # A pale border keeps a label readable where a line passes under it.
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill={quoteattr(colour)} text-anchor="middle"{weight} '
        f'stroke="#fdfcf8" stroke-width="4" paint-order="stroke" direction="rtl">{escape(text)}</text>'
    )


def _legend() -> Iterable[str]:
    x = 20
    for kind, colour in _COLOURS.items():
        label = f"{vocabulary.label(kind, 'ar')} {kind}"
        yield f'<circle cx="{x + 6}" cy="{_SIZE[1] - 18}" r="6" fill="{colour}"/>'
        yield f'<text x="{x + 17}" y="{_SIZE[1] - 13}" font-size="14" fill="#333">{escape(label)}</text>'
        x += 40 + 9 * len(label)
    yield f'<text x="{x + 10}" y="{_SIZE[1] - 13}" font-size="14" fill="#333">- - -  alleged, hedged, negated, planned or disputed</text>'
