"""An article graph as nodes and edges of the property graph, and back.

What is kept where:

* One node for each entity and claim, by IRI. An entity with a shared ``identifier`` (a place of the gazetteer, a group of the
  lexicon) is one node for all articles; its names are counted over the articles, so that it is the same in whatever order they came.
* What one article has of an entity stands on the ``MENTIONED_IN`` edge (its id there, name, offsets, count): nothing is lost, and
  ``article_graph`` gives back exactly what was loaded.
* An edge from a claim bears ``ref``, the id that its end has in the article, and ``position`` where order matters.
* Plain edges between entities are a view of the relation claims, and of the events that ``plain.toml`` names. ``MEMBER_OF`` has at
  least one claim that is asserted and not disputed; one that is alleged, hedged or disputed makes ``ALLEGED_MEMBER_OF``; negated and
  planned ones make none. ``claims`` and ``modalities`` run parallel, with ``titles`` and ``statuses`` for an office; ``modality`` is the
  strongest.

Absent values are left out: no store keeps nulls. Offsets are code points into ``Article.text``, end-exclusive.
"""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

from edtf import EDTFParseException, parse_edtf

from kg.errors import GraphError, StoreError
from kg.fold import key
from kg.graph import Argument, Article, ArticleGraph, Entity, Event, Mention, Relation, Span, Time, Unread
from loaders import schema
from loaders.schema import EdgeForm, Kind
from ontology import vocabulary

Properties = dict[str, Any]
KEY = 1000
"""Characters that the key of a node may have; a server's index takes some 8,000 bytes (Neo4j 5.26)."""
STRENGTH = ("asserted", "hedged", "alleged")
"""The modalities that plain edges are made of, strongest first."""


@dataclass(frozen=True, slots=True)
class Node:
    kind: Kind
    type: str | None
    properties: Properties

    @property
    def id(self) -> str:
        return str(self.properties["id"])


@dataclass(frozen=True, slots=True)
class Edge:
    form: EdgeForm
    source: str
    target: str
    properties: Properties


@dataclass(frozen=True, slots=True)
class Tie:
    """One claim's part in a plain edge."""

    form: EdgeForm
    source: str
    target: str
    claim: str
    modality: str
    title: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """All that one article brings. ``entities`` are its own; ``shared`` are those with an identifier, without names, one for each
    entity of the article, so that an IRI may come twice."""

    article: Node
    entities: tuple[Node, ...]
    shared: tuple[Node, ...]
    claims: tuple[Node, ...]
    mentions: tuple[Edge, ...]
    edges: tuple[Edge, ...]
    ties: tuple[Tie, ...]


def fingerprint(graph: ArticleGraph) -> str:
    """Hex SHA-256 of all that the graph says, its extractor included. Raises ``GraphError`` for text that is no Unicode."""
    try:
        data = json.dumps(graph.json(), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except UnicodeEncodeError as error:
        where = graph.article.doc or graph.article.id
        raise GraphError(f"article {where}: holds half of a character (a lone surrogate); repair it") from error
    return hashlib.sha256(data).hexdigest()


def rows(graph: ArticleGraph) -> Rows:
    """The rows of one article. Raises ``GraphError`` where the graph breaks a rule of its form, or an id is too long for a key."""
    graph.check()
    iris = {e.id: graph.entity_iri(e) for e in graph.entities} | {c.id: graph.claim_iri(c) for c in graph.claims}
    for iri in iris.values():
        if len(iri) > KEY:
            where = graph.article.doc[:KEY] or graph.article.id
            raise GraphError(f"article {where}: an id makes a key of {len(iri):,} characters, {iri[:80]}…; {KEY} is the most")
    article = graph.article.iri
    mentions = tuple(_mention(graph, e, i, iris[e.id], article) for i, e in enumerate(graph.entities))
    edges: list[Edge] = []
    for claim in graph.claims:
        here = iris[claim.id]
        edges.append(Edge(schema.STATED_IN, here, article, {}))
        if claim.according_to is not None:
            edges.append(Edge(schema.ACCORDING_TO, here, iris[claim.according_to], {"ref": claim.according_to}))
        if isinstance(claim, Relation):
            edges.append(Edge(schema.SUBJECT, here, iris[claim.subject], {"ref": claim.subject}))
            edges.append(Edge(schema.OBJECT, here, iris[claim.object], {"ref": claim.object}))
            continue
        for i, argument in enumerate(claim.args):
            form = schema.role(argument.role)
            edges.append(Edge(form, here, iris[argument.ref], {"ref": argument.ref, "position": i}))
        for i, alleged in enumerate(claim.alleges):
            edges.append(Edge(schema.ALLEGES, here, iris[alleged], {"ref": alleged, "position": i}))
    events = [
        Node("Claim", e.type, _claim(graph, e, i, iris[e.id], article) | _event(graph.article.text, e)) for i, e in enumerate(graph.events)
    ]
    relations = [Node("Claim", r.type, _claim(graph, r, i, iris[r.id], article) | _relation(r)) for i, r in enumerate(graph.relations)]
    ends: dict[str, list[tuple[str, str]]] = {}
    for edge in edges:
        ends.setdefault(edge.source, []).append((edge.form.type, edge.target))
    return Rows(
        article=_article(graph),
        entities=tuple(_own(iris[e.id], e, m) for e, m in zip(graph.entities, mentions, strict=True) if e.identifier is None),
        shared=tuple(_shared(iris[e.id], e) for e in graph.entities if e.identifier is not None),
        claims=(*events, *relations),
        mentions=mentions,
        edges=tuple(edges),
        ties=tuple(t for node in (*events, *relations) for t in ties(node.properties, ends[node.id])),
    )


def _present(**values: Any) -> Properties:
    return {name: value for name, value in values.items() if value is not None and value != []}


def _article(graph: ArticleGraph) -> Node:
    about = {f.name: getattr(graph.article, f.name) for f in fields(Article) if f.name != "doc"}
    properties = _present(
        id=graph.article.iri,
        sha256=graph.article.sha256,
        doc=graph.article.doc or None,
        **about,
        extractor=graph.extractor or None,
        fingerprint=fingerprint(graph),
        unread_starts=[u.span.start for u in graph.unread],
        unread_ends=[u.span.end for u in graph.unread],
        unread_reasons=[u.reason for u in graph.unread],
    )
    return Node("Article", None, properties)


def _mention(graph: ArticleGraph, entity: Entity, position: int, iri: str, article: str) -> Edge:
    names = {m.span.of(graph.article.text) for m in entity.mentions if m.kind == "name"}
    properties = _present(
        local=entity.id,
        position=position,
        name=entity.name,
        names=sorted(names | {entity.name}),
        starts=[m.span.start for m in entity.mentions],
        ends=[m.span.end for m in entity.mentions],
        kinds=[m.kind for m in entity.mentions],
        unnamed=entity.unnamed,
        count_min=entity.count[0] if entity.count else None,
        count_max=entity.count[1] if entity.count else None,
        latitude=entity.latitude,
        longitude=entity.longitude,
    )
    return Edge(schema.MENTIONED_IN, iri, article, properties)


def _own(iri: str, entity: Entity, mention: Edge) -> Node:
    kept = ("unnamed", "count_min", "count_max", "latitude", "longitude")
    about = {name: mention.properties[name] for name in kept if name in mention.properties}
    names = {"name": entity.name, "names": mention.properties["names"]}
    return Node("Entity", entity.type, {"id": iri, "type": entity.type} | names | _keys(names) | about)


def _shared(iri: str, entity: Entity) -> Node:
    place = _present(latitude=entity.latitude, longitude=entity.longitude)
    return Node("Entity", entity.type, {"id": iri, "type": entity.type, "identifier": entity.identifier} | place)


def _keys(names: Properties) -> Properties:
    return {"key": key(names["name"]), "keys": sorted({key(n) for n in names["names"]})}


def named(node: Properties, added: Iterable[Properties], removed: Iterable[Properties]) -> Properties:
    """The properties of a shared entity after ``MENTIONED_IN`` edges (their properties) were added and removed.

    ``name`` is what most articles call it, the smallest in code points of several. ``names_used`` and ``names_chosen`` run parallel
    to ``names``: how many articles use each, and how many call it so. No names are left when no article is.
    """
    names = node.get("names", [])
    used = Counter(dict(zip(names, node.get("names_used", []), strict=True)))
    chosen = Counter(dict(zip(names, node.get("names_chosen", []), strict=True)))
    for sign, edges in ((1, added), (-1, removed)):
        for edge in edges:
            chosen[edge["name"]] += sign
            for name in edge["names"]:
                used[name] += sign
    kept = sorted(n for n, count in used.items() if count > 0)
    best = {"name": min(kept, key=lambda n: (-chosen[n], n)) if kept else "", "names": kept}
    return node | best | _keys(best) | {"names_used": [used[n] for n in kept], "names_chosen": [chosen[n] for n in kept]}


def _claim(graph: ArticleGraph, claim: Event | Relation, position: int, iri: str, article: str) -> Properties:
    text, time = graph.article.text, claim.time
    first, last = days(time.value) if time and time.value else (None, None)
    return _present(
        id=iri,
        local=claim.id,
        position=position,
        type=claim.type,
        kind="event" if isinstance(claim, Event) else "relation",
        article=article,
        quote=graph.quote(claim),
        start=claim.evidence.start,
        end=claim.evidence.end,
        rule=claim.rule,
        modality=claim.modality,
        disputed=claim.disputed,
        time=time.value if time else None,
        time_text=time.span.of(text) if time else None,
        time_start=time.span.start if time else None,
        time_end=time.span.end if time else None,
        anchor=time.anchor if time else None,
        earliest=first,
        latest=last,
    )


def _event(text: str, event: Event) -> Properties:
    """What an event has beside other claims."""
    charge = event.charge
    return _present(
        trigger=event.trigger.of(text),
        trigger_start=event.trigger.start,
        trigger_end=event.trigger.end,
        also=[s.of(text) for s in event.also],
        also_starts=[s.start for s in event.also],
        also_ends=[s.end for s in event.also],
        charge=charge.of(text) if charge else None,
        charge_start=charge.start if charge else None,
        charge_end=charge.end if charge else None,
    )


def _relation(relation: Relation) -> Properties:
    return _present(title=relation.title, status=relation.status)


def ties(claim: Properties, ends: Iterable[tuple[str, str]]) -> list[Tie]:
    """What a claim adds to plain edges. ``claim`` is its properties, ``ends`` the edges that go out from it: type and IRI.

    An edge of a symmetric relation goes from the smaller IRI to the greater, so that two articles make one. No edge leads from an
    entity to itself.
    """
    edge = schema.plain().get(claim["type"])
    if edge is None or claim["modality"] not in STRENGTH:
        return []
    form = edge.form(claim["modality"] == "asserted" and not claim["disputed"])
    ends = list(ends)
    sources, targets = ({iri for type, iri in ends if type == wanted} for wanted in (edge.source, edge.target))
    pairs = {(s, t) for s in sources for t in targets if s != t}
    if claim["type"] in vocabulary.symmetric():
        pairs = {(min(pair), max(pair)) for pair in pairs}
    return [Tie(form, *pair, claim["id"], claim["modality"], claim.get("title"), claim.get("status")) for pair in sorted(pairs)]


def tied(edge: Properties, added: Iterable[Tie], removed: Iterable[str]) -> Properties:
    """The properties of a plain edge after ties were added and claims (IRIs) removed; ``claims`` is empty when none is left. A claim
    that is there already counts once.

    ``modality`` "asserted" on an ``ALLEGED_`` edge means that the article asserts it and somebody disputes it."""
    columns = ("claims", "modalities", "titles", "statuses")
    old = zip(*(edge.get(c) or [""] * len(edge.get("claims", [])) for c in columns), strict=True)
    gone = set(removed)
    kept = {p[0]: p for p in old if p[0] not in gone}
    parts = (kept | {t.claim: (t.claim, t.modality, t.title or "", t.status or "") for t in added}).values()
    lists = {c: [part[i] for part in sorted(parts)] for i, c in enumerate(columns)}
    strongest = min(lists["modalities"], key=STRENGTH.index, default="")
    return {c: values for c, values in lists.items() if c in columns[:2] or any(values)} | {"modality": strongest}


@lru_cache(maxsize=4096)
def days(value: str) -> tuple[str | None, str | None]:
    """The first and the last day (ISO 8601) that an EDTF value covers; None where it leaves that end open or the year out.

    >>> days("2016-08"), days("2011/.."), days("XXXX-08-26")
    (('2016-08-01', '2016-08-31'), ('2011-01-01', None), (None, None))
    """
    try:
        if date.fromisoformat(value).isoformat() == value:  # nearly all are; the parser takes milliseconds
            return value, value
    except ValueError:
        pass
    try:
        parsed = parse_edtf(value)
    except EDTFParseException:
        return None, None
    first, last = (_day(parsed.lower_strict()), _day(parsed.upper_strict()))
    return first, None if value.endswith("/") else last


def _day(bound: Any) -> str | None:
    # An open end is an infinite number; a year that is left out reads as the years 0 to 9999.
    if not bound or (isinstance(bound, float) and math.isinf(bound)) or not 0 < bound.tm_year < 9999:
        return None
    return f"{bound.tm_year:04}-{bound.tm_mon:02}-{bound.tm_mday:02}"


# --- back -------------------------------------------------------------------------------------------------------------

Linked = tuple[str, str, Properties]
"""A claim's IRI, the type of an edge that goes out from it, and the edge's properties."""


def article_graph(
    article: Properties, mentions: Sequence[tuple[Properties, Properties]], claims: Sequence[Properties], links: Iterable[Linked]
) -> ArticleGraph:
    """The article graph that ``rows`` was given. ``mentions`` pairs the properties of entities and of their ``MENTIONED_IN`` edges.

    Raises ``StoreError`` where a quote does not stand in the text any more or the parts do not fit together.
    """
    try:
        graph = _graph(article, mentions, claims, links)
        for claim, stored in zip(graph.claims, _ordered(claims), strict=True):
            if graph.quote(claim) != stored["quote"]:
                raise GraphError(f"{claim.id} quotes words that do not stand at {stored['start']}:{stored['end']}")
        return graph.check()
    except (GraphError, KeyError, TypeError, ValueError) as error:
        name = article.get("doc") or article.get("id")
        raise StoreError(f"article {name} was changed in the store by something else ({error}); retract it and load it again") from error


def _ordered(claims: Iterable[Properties]) -> list[Properties]:
    return sorted(claims, key=lambda c: (c["kind"], c["position"]))


def _graph(
    article: Properties, mentions: Sequence[tuple[Properties, Properties]], claims: Sequence[Properties], links: Iterable[Linked]
) -> ArticleGraph:
    out: dict[str, list[tuple[str, Properties]]] = {c["id"]: [] for c in claims}
    for claim, edge_type, edge in links:
        out[claim].append((edge_type, edge))
    ordered = _ordered(claims)
    return ArticleGraph(
        article=Article(**{f.name: article[f.name] for f in fields(Article) if f.name in article}),
        entities=tuple(_read_entity(*pair) for pair in sorted(mentions, key=lambda pair: pair[1]["position"])),
        events=tuple(_read_event(c, out[c["id"]]) for c in ordered if c["kind"] == "event"),
        relations=tuple(_read_relation(c, out[c["id"]]) for c in ordered if c["kind"] == "relation"),
        unread=tuple(Unread(*u) for u in zip(_spans(article, "unread"), article.get("unread_reasons", []), strict=True)),
        extractor=article.get("extractor", ""),
    )


def _spans(properties: Properties, name: str) -> tuple[Span, ...]:
    return tuple(map(Span, properties.get(f"{name}_starts", []), properties.get(f"{name}_ends", [])))


def _span(properties: Properties, name: str) -> Span | None:
    return Span(properties[f"{name}_start"], properties[f"{name}_end"]) if f"{name}_start" in properties else None


def _read_entity(node: Properties, edge: Properties) -> Entity:
    return Entity(
        id=edge["local"],
        type=node["type"],
        name=edge["name"],
        mentions=tuple(Mention(Span(s, e), k) for s, e, k in zip(edge["starts"], edge["ends"], edge["kinds"], strict=True)),
        unnamed=edge["unnamed"],
        count=(edge["count_min"], edge.get("count_max")) if "count_min" in edge else None,
        identifier=node.get("identifier"),
        latitude=edge.get("latitude"),
        longitude=edge.get("longitude"),
    )


def _stance(claim: Properties, edges: Sequence[tuple[str, Properties]]) -> Properties:
    when = _span(claim, "time")
    source = [edge["ref"] for form, edge in edges if form == schema.ACCORDING_TO.type]
    return {
        "id": claim["local"],
        "type": claim["type"],
        "evidence": Span(claim["start"], claim["end"]),
        "rule": claim["rule"],
        "modality": claim["modality"],
        "according_to": source[0] if source else None,
        "disputed": claim["disputed"],
        "time": Time(when, claim.get("time"), claim.get("anchor")) if when else None,
    }


def _read_event(claim: Properties, edges: Sequence[tuple[str, Properties]]) -> Event:
    roles = schema.roles()
    ordered = sorted((edge["position"], form, edge["ref"]) for form, edge in edges if "position" in edge)
    return Event(
        **_stance(claim, edges),
        trigger=Span(claim["trigger_start"], claim["trigger_end"]),
        also=_spans(claim, "also"),
        args=tuple(Argument(roles[form], ref) for _, form, ref in ordered if form in roles),
        charge=_span(claim, "charge"),
        alleges=tuple(ref for _, form, ref in ordered if form == schema.ALLEGES.type),
    )


def _read_relation(claim: Properties, edges: Sequence[tuple[str, Properties]]) -> Relation:
    ends = {form: edge["ref"] for form, edge in edges}
    return Relation(
        **_stance(claim, edges),
        subject=ends[schema.SUBJECT.type],
        object=ends[schema.OBJECT.type],
        title=claim.get("title"),
        status=claim.get("status"),
    )
