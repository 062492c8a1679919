"""The explorer's one-file page: article graphs with everything that the page would ask a server for."""

from collections.abc import Iterable, Sequence
from typing import Any

from kg.errors import InputError
from kg.explorer import detail, page, source, view
from kg.explorer.catalogue import catalogue
from kg.graph import ArticleGraph

LARGEST = 3000
"""Claims on one page: more make a file that browsers open slowly."""
BESIDE = 12
"""Other claims about the same two that are kept with each."""


def html(graphs: Iterable[ArticleGraph], built: str) -> str:
    """The file: ``built`` is the page. The same graphs in any order give the same bytes.

    Raises ``InputError`` where there is no claim, or more than ``LARGEST``.
    """
    kept: dict[str, ArticleGraph] = {}
    claims = 0
    for graph in graphs:
        if graph.article.id not in kept:
            kept[graph.article.id] = graph
            claims += len(graph.events) + len(graph.relations)
        if claims > LARGEST:
            raise InputError(f"more than {LARGEST:,} claims are too many for one page; choose some with --about NAME or --article ID")
    if not claims:
        raise InputError("there is no claim to show; if you chose some, `kg query` and `kg explore` help to find the names")
    return page.with_data(built, data([graph for _, graph in sorted(kept.items())]))


def data(graphs: Sequence[ArticleGraph]) -> dict[str, Any]:
    """What the page finds in itself: the answers of a server that had these articles only."""
    known = catalogue(source.of_graphs(graphs))
    whole = view.subgraph(known, range(len(known.entities)), range(len(known.claims)))
    claims: dict[str, Any] = {}
    articles: dict[str, Any] = {}
    for graph in graphs:
        for claim in graph.claims:
            found = _plain(detail.evidence(known, graph, claim))
            article = found["article"]
            articles[article["id"]] = article
            found["article"] = {name: value for name, value in article.items() if name != "text"}
            found["beside"] = found["beside"][:BESIDE]
            claims[found["claim"]["id"]] = found
    return {
        "about": _plain(view.about(known)),
        "nodes": [_plain(n) for n in whole.nodes],
        "edges": [_plain(e) for e in whole.edges],
        "claims": claims,
        "articles": articles,
    }


def _plain(shape: Any) -> dict[str, Any]:
    found: dict[str, Any] = shape.model_dump(mode="json", exclude_none=True)
    return found
