"""Where the explorer's catalogue comes from: a store, or article graphs. Both give the same properties, those of ``loaders.rows``."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from sys import intern

from kg.errors import StoreError
from kg.graph import ArticleGraph
from loaders.rows import Properties, named, rows
from loaders.store import Store

AT_ONCE = 250
"""Articles that one statement reads: a statement is short, and others get their turn between two."""
TRIES = 3
"""How often a store is read when it changes meanwhile."""
_ABOUT = ("id", "doc", "title", "outlet", "published", "author", "url", "fingerprint")
_ARTICLES = f"MATCH (a:Article) RETURN {', '.join(f'a.{n} AS {n}' for n in _ABOUT)} ORDER BY id"
_NODE = ("id", "type", "name", "names", "unnamed", "count_min", "count_max", "latitude", "longitude")
_ENTITY = ", ".join(f"e.{n} AS {n}" for n in _NODE)
_SHARED = f"MATCH (e:Entity) WHERE e.identifier IS NOT NULL RETURN {_ENTITY}"
_HERE = "UNWIND $ids AS id MATCH (a:Article {id: id})"
_OWN = f"{_HERE}<-[:MENTIONED_IN]-(e:Entity) WHERE e.identifier IS NULL RETURN {_ENTITY}"
_KEPT = (
    "id", "position", "type", "kind", "article", "quote", "start", "end", "modality", "disputed", "time", "earliest", "latest", "trigger",
    "title", "status",
)  # fmt: skip
_CLAIMS = f"{_HERE}<-[:STATED_IN]-(c:Claim) RETURN {', '.join(f'c.{n} AS `{n}`' for n in _KEPT)}"
_EDGES = (
    f"{_HERE}<-[:STATED_IN]-(c:Claim)-[l]->(x) WHERE l.ref IS NOT NULL "
    "RETURN c.id AS source, type(l) AS type, l.position AS position, x.id AS target"
)


@dataclass(frozen=True, slots=True)
class Link:
    """An edge that goes out from a claim: the type it has in the store, the ids of its ends, its place among the claim's edges."""

    source: str
    type: str
    target: str
    position: int


@dataclass(slots=True)
class Parts:
    """Articles (without texts), entities, claims and links, as properties with their IRIs."""

    articles: list[Properties] = field(default_factory=list)
    entities: list[Properties] = field(default_factory=list)
    claims: list[Properties] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def of_graphs(graphs: Iterable[ArticleGraph]) -> Parts:
    """What the store would hold of these. Raises ``GraphError`` for a graph that breaks its form."""
    parts = Parts()
    shared: dict[str, Properties] = {}
    mentions: dict[str, list[Properties]] = {}
    seen: set[str] = set()
    for graph in graphs:
        if graph.article.id in seen:
            continue
        seen.add(graph.article.id)
        found = rows(graph)
        parts.articles.append({n: found.article.properties.get(n) for n in _ABOUT})
        parts.entities += [n.properties for n in found.entities]
        parts.claims += [n.properties for n in found.claims]
        # The edges of a relation have no position: subject before object.
        parts.links += [
            Link(e.source, e.form.type, e.target, e.properties.get("position", 0)) for e in found.edges if "ref" in e.properties
        ]
        for node in found.shared:
            shared[node.id] = shared.get(node.id, {}) | node.properties
        for edge in found.mentions:
            mentions.setdefault(edge.source, []).append(edge.properties)
    parts.entities += [named(node, mentions[iri], ()) for iri, node in shared.items()]
    return parts


def fingerprint(store: Store) -> str:
    """Another one when articles were added, changed or taken out."""
    return _digest(store.query(_ARTICLES))


def of_store(store: Store, told: Callable[[int, int], None] = lambda done, total: None) -> tuple[Parts, str]:
    """All that the explorer keeps of a store, and the fingerprint of what was read. ``told`` hears of articles that are read and of
    how many there are. Raises ``StoreError`` where the store fails, or changes again and again while it is read."""
    for _ in range(TRIES):
        articles = store.query(_ARTICLES)
        parts = Parts(articles=articles, entities=store.query(_SHARED))
        ids = [a["id"] for a in articles]
        for start in range(0, len(ids), AT_ONCE):
            some = {"ids": ids[start : start + AT_ONCE]}
            parts.entities += store.query(_OWN, some)
            parts.claims += map(_once, store.query(_CLAIMS, some))
            parts.links += [
                Link(intern(r["source"]), intern(r["type"]), intern(r["target"]), r["position"] or 0) for r in store.query(_EDGES, some)
            ]
            told(start + len(some["ids"]), len(ids))
        if (now := fingerprint(store)) == _digest(articles):
            return parts, now
    raise StoreError(f"{store.address} is being written to all the time; open the explorer when the load is done")


def _once(claim: Properties) -> Properties:
    """With one string for all claims that share it: each answer of the store has copies of its own."""
    for name in ("id", "type", "kind", "article", "modality"):
        claim[name] = intern(claim[name])
    return claim


def _digest(articles: Iterable[Properties]) -> str:
    digest = hashlib.sha256()
    for article in articles:
        digest.update(f"{article['id']} {article['fingerprint']}\n".encode())
    return digest.hexdigest()
