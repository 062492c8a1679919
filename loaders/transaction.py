"""What the store does within one transaction: every function takes one, and either all of it is kept or nothing.

Few statements, each with many rows: one for each form of node or edge (``loaders.schema``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from neo4j import ManagedTransaction

from kg.errors import StoreError
from kg.graph import ArticleGraph
from loaders import schema
from loaders.rows import Edge, Node, Properties, Rows, Tie, fingerprint, named, rows, tied, ties
from loaders.schema import EdgeForm
from loaders.summary import LoadSummary

_HERE = "UNWIND $ids AS id MATCH (a:Article {id: id})"
_DELETE = "WITH collect(x) AS found UNWIND found AS x DETACH DELETE x"
"""Deletes every ``x``, once all are found. ArcadeDB else deletes the first while it still walks the edges that lead to the others, and
passes over some of them without a word: they would stay behind with their keys."""


@dataclass(slots=True)
class _Withdrawn:
    """What the shared part of the graph loses: ``MENTIONED_IN`` edges (properties) by entity, claims by plain edge."""

    mentions: dict[str, list[Properties]] = field(default_factory=lambda: defaultdict(list))
    claims: dict[tuple[EdgeForm, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))


def load(tx: ManagedTransaction, graphs: Mapping[str, ArticleGraph]) -> LoadSummary:
    alone(tx)
    found = run(tx, "UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN a.id AS id, a.fingerprint AS fingerprint", ids=list(graphs))
    known = {row["id"]: row["fingerprint"] for row in found}
    changed = [a for a, graph in graphs.items() if a in known and known[a] != fingerprint(graph)]
    new = [a for a in graphs if a not in known]
    withdrawn = _withdraw(tx, changed)
    parts = [rows(graphs[a]) for a in (*new, *changed)]
    nodes = _create_nodes(tx, [n for p in parts for n in (p.article, *p.entities, *p.claims)])
    shared, there = _share(tx, parts, withdrawn)
    edges = _create_edges(tx, [e for p in parts for e in (*p.mentions, *p.edges)])
    edges += _tie(tx, [t for p in parts for t in p.ties], withdrawn, there)
    return LoadSummary(len(new), len(changed), len(known) - len(changed), 0, nodes + shared, edges)


def retract(tx: ManagedTransaction, articles: list[str]) -> int:
    alone(tx)
    found = run(tx, "UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN DISTINCT a.id AS id", ids=articles)
    withdrawn = _withdraw(tx, [row["id"] for row in found])
    _tie(tx, [], withdrawn)
    _share(tx, [], withdrawn)
    return len(found)


def alone(tx: ManagedTransaction) -> None:
    """Lets no other transaction write until this one ends. Names of shared entities and plain edges are read, reckoned and written: two
    that do so at once would each lose what the other adds. A server holds the lock of a node that was set."""
    run(tx, "MATCH (s:Store) SET s.format = s.format")


def drop_plain(tx: ManagedTransaction, form: EdgeForm, limit: int) -> int:
    """Takes ``limit`` plain edges of a form away; the number of those that were there."""
    alone(tx)
    some = f"MATCH (:Entity)-[x:{form.type}]->(:Entity) WITH x LIMIT $limit"
    count: int = run(tx, f"{some} RETURN count(x) AS count", limit=limit)[0]["count"]
    if count:
        run(tx, f"{some} {_DELETE}", limit=limit)
    return count


def make_plain(tx: ManagedTransaction, articles: list[str]) -> int:
    """Adds what the claims of the articles add to plain edges, where it is not there; the number of new edges."""
    alone(tx)
    return _tie(tx, _ties(tx, articles, ""), _Withdrawn())


def _withdraw(tx: ManagedTransaction, articles: list[str]) -> _Withdrawn:
    """Deletes articles, their claims and their own entities. The shared entities and plain edges are for the caller to settle."""
    lost = _Withdrawn()
    if not articles:
        return lost
    mentions = f"{_HERE}<-[m:MENTIONED_IN]-(e:Entity) WHERE e.identifier IS NOT NULL RETURN e.id AS id, properties(m) AS properties"
    for row in run(tx, mentions, ids=articles):
        lost.mentions[row["id"]].append(row["properties"])
    for part in _ties(tx, articles, "WHERE e.identifier IS NOT NULL"):  # edges of an article's own entities go with them
        lost.claims[part.form, part.source, part.target].append(part.claim)
    for statement in (
        f"{_HERE}<-[:STATED_IN]-(x:Claim) {_DELETE}",
        f"{_HERE}<-[:MENTIONED_IN]-(x:Entity) WHERE x.identifier IS NULL {_DELETE}",
        f"UNWIND $ids AS id MATCH (x:Article {{id: id}}) {_DELETE}",
    ):
        run(tx, statement, ids=articles)
    return lost


def _ties(tx: ManagedTransaction, articles: list[str], where: str) -> Iterator[Tie]:
    """What the claims of the articles add to plain edges between the entities ``e`` that ``where`` allows."""
    claims: dict[str, Properties] = {}
    ends: dict[str, list[tuple[str, str]]] = defaultdict(list)
    cypher = f"{_HERE}<-[:STATED_IN]-(c:Claim)-[l]->(e:Entity) {where} RETURN properties(c) AS claim, type(l) AS type, e.id AS entity"
    for row in run(tx, cypher, ids=articles):
        claims[row["claim"]["id"]] = row["claim"]
        ends[row["claim"]["id"]].append((row["type"], row["entity"]))
    for id, claim in claims.items():
        yield from ties(claim, ends[id])


def _create_nodes(tx: ManagedTransaction, nodes: Iterable[Node]) -> int:
    forms: dict[str, list[Properties]] = defaultdict(list)
    for node in nodes:
        forms[schema.create_nodes(node.kind, node.type)].append(node.properties)
    for statement, given in forms.items():
        run(tx, statement, rows=given)
    return sum(map(len, forms.values()))


def _create_edges(tx: ManagedTransaction, edges: Iterable[Edge]) -> int:
    forms: dict[EdgeForm, list[Properties]] = defaultdict(list)
    for edge in edges:
        forms[edge.form].append({"source": edge.source, "target": edge.target, "properties": edge.properties})
    for form, given in sorted(forms.items()):
        run(tx, schema.create_edges(form), rows=given)
    return sum(map(len, forms.values()))


def _share(tx: ManagedTransaction, parts: Iterable[Rows], lost: _Withdrawn) -> tuple[int, Set[str]]:
    """Brings the entities that articles share up to date; the number of new ones, and the IRIs of those that were there."""
    given = [node for p in parts for node in p.shared]
    added: dict[str, list[Properties]] = defaultdict(list)
    for edge in (e for p in parts for e in p.mentions):
        added[edge.source].append(edge.properties)
    touched = sorted({n.id for n in given} | set(lost.mentions))
    found = run(tx, "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN properties(e) AS properties", ids=touched)
    old: dict[str, Properties] = {row["properties"]["id"]: row["properties"] for row in found}
    now = dict(old)
    for node in given:
        before = now.setdefault(node.id, node.properties)
        if before["type"] != node.type:
            raise StoreError(f"{node.properties['identifier']} is a {before['type']} in one article and a {node.type} in another")
        now[node.id] = before | node.properties
    now = {i: named(p, added[i], lost.mentions.get(i, [])) for i, p in now.items()}
    run(tx, f"UNWIND $ids AS id MATCH (x:Entity {{id: id}}) {_DELETE}", ids=[i for i in old if not now[i]["names"]])
    run(tx, "UNWIND $rows AS row MATCH (e:Entity {id: row.id}) SET e = row", rows=[now[i] for i in old if now[i]["names"]])
    return _create_nodes(tx, [Node("Entity", p["type"], p) for i, p in now.items() if i not in old]), old.keys()


def _tie(tx: ManagedTransaction, ties: Iterable[Tie], lost: _Withdrawn, known: Set[str] | None = None) -> int:
    """Brings the plain edges up to date; the number of new ones. ``known`` are the entities (IRIs) that were there before, None for all:
    an edge to one that was just made is not looked for."""
    added: dict[tuple[EdgeForm, str, str], list[Tie]] = defaultdict(list)
    for part in ties:
        added[part.form, part.source, part.target].append(part)
    new: list[Edge] = []
    sought: dict[tuple[str, str, str], EdgeForm] = {}
    for form, source, target in {**added, **lost.claims}:
        if known is None or (form, source, target) in lost.claims or {source, target} <= known:
            sought[form.type, source, target] = form
        else:
            new.append(Edge(form, source, target, tied({}, added[form, source, target], ())))
    found = run(
        tx,
        schema.match_plain("RETURN row.type AS type, row.source AS source, row.target AS target, properties(e) AS properties"),
        rows=[{"type": type, "source": source, "target": target} for type, source, target in sought],
    )
    old = {(row["type"], row["source"], row["target"]): row["properties"] for row in found}
    kept, gone = [], []
    for (type, source, target), form in sought.items():
        edge = form, source, target
        row = {"type": type, "source": source, "target": target}
        properties = tied(old.get((type, source, target), {}), added.get(edge, []), lost.claims.get(edge, []))
        if (type, source, target) not in old:
            new.append(Edge(*edge, properties))
        elif properties["claims"]:
            kept.append(row | {"properties": properties})
        else:
            gone.append(row)
    run(tx, schema.match_plain("SET e = row.properties"), rows=kept)
    run(tx, schema.match_plain(f"WITH e AS x {_DELETE}"), rows=gone)
    return _create_edges(tx, [e for e in new if e.properties["claims"]])


def parts(tx: ManagedTransaction, articles: list[str]) -> dict[str, tuple[Properties, list[Any], list[Properties], list[Any]]]:
    """What ``article_graph`` takes, by article."""
    out: dict[str, tuple[Properties, list[Any], list[Properties], list[Any]]] = {}
    for row in run(tx, f"{_HERE} RETURN id, properties(a) AS article", ids=articles):
        out[row["id"]] = row["article"], [], [], []
    for row in run(tx, f"{_HERE}<-[m:MENTIONED_IN]-(e:Entity) RETURN id, properties(e) AS entity, properties(m) AS mention", ids=articles):
        out[row["id"]][1].append((row["entity"], row["mention"]))
    for row in run(tx, f"{_HERE}<-[:STATED_IN]-(c:Claim) RETURN id, properties(c) AS claim", ids=articles):
        out[row["id"]][2].append(row["claim"])
    links = "<-[:STATED_IN]-(c:Claim)-[l]->() WHERE l.ref IS NOT NULL RETURN id, c.id AS claim, type(l) AS type, properties(l) AS link"
    for row in run(tx, _HERE + links, ids=articles):
        out[row["id"]][3].append((row["claim"], row["type"], row["link"]))
    return out


def run(tx: ManagedTransaction, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
    """Rows of one statement; one with an empty list of rows or ids is not sent."""
    if any(value == [] for value in parameters.values()):
        return []
    return tx.run(cypher, parameters).data()
