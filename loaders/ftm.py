"""FollowTheMoney entities as JSON lines, for Aleph and the tools around it (https://followthemoney.tech; the schemata of 4.11).

What becomes what: an article an ``Article`` with its text; a person a ``Person``, a counted set of people a ``LegalEntity``, since it is
no one; a group an ``Organization``; a place an ``Address``; a site ``RealEstate``, a movable thing an ``Asset``. An event is an ``Event``
with those who took part in it. A tie is a ``Family``, ``Membership``, ``Occupancy`` (of a ``Position``), ``Ownership`` or ``UnknownLink``.

Whoever looks at Aleph sees edges, not footnotes. So only a tie that is asserted and not disputed has a schema of its own; one that is
alleged, hedged or disputed is an ``UnknownLink`` whose role begins with that word; one that is denied or planned is no link at all but
a ``Note`` on its ends. An event that is not plainly asserted says so at the start of its name, and a denied or planned one links nobody.

Each has ``proof`` (the article), its quote in ``summary``, and in ``description`` how sure, by whose word, who did what, and offsets
(code points, end-exclusive). An entity of several articles comes once for each, in fragments of one id, which Aleph and
``ftm aggregate`` put together. What is lost: mentions, rules and the order of things; TriG and JSON lines keep them.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from kg.graph import BASE, ArticleGraph, Claim, Entity, Event, Relation
from loaders.rows import days
from ontology import vocabulary

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]*")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SCHEMA = {"Person": "Person", "Group": "Organization", "Place": "Address", "Site": "RealEstate", "Object": "Asset"}
_STATUS = {"current": "current", "former": "ended", "unknown": "unknown"}
Properties = dict[str, list[str]]
Record = dict[str, Any]


def write(graphs: Iterable[ArticleGraph], out: BinaryIO) -> None:
    """One entity a line, article by article."""
    for graph in graphs:
        for record in records(graph):
            out.write((json.dumps(record, ensure_ascii=False) + "\n").encode())


def records(graph: ArticleGraph) -> Iterator[Record]:
    """The entities of one article. Raises ``GraphError`` where the graph breaks a rule of its form."""
    graph.check()
    yield _article(graph)
    entities = {entity.id: entity for entity in graph.entities}
    for entity in graph.entities:
        yield _entity(graph, entity)
    for event in graph.events:
        yield _event(graph, event, entities)
    for relation in graph.relations:
        yield from _relation(graph, relation, entities)


def identifier(iri: str) -> str:
    """The end of an IRI with hyphens for slashes; a hash where that would not be an id that Aleph takes."""
    tail = iri.removeprefix(BASE)
    plain = tail.replace("/", "-", 1)
    return plain if _ID.fullmatch(plain) else f"isnad-{hashlib.sha256(tail.encode()).hexdigest()[:40]}"


def _record(id: str, schema: str, **properties: Iterable[str | None]) -> Record:
    kept = {name: [v for v in dict.fromkeys(values) if v] for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _article(graph: ArticleGraph) -> Record:
    article = graph.article
    name = article.title or article.doc or article.id
    published = [article.published] if article.published and _DAY.fullmatch(article.published) else []
    return _record(
        identifier(article.iri), "Article", name=[name], title=[article.title], fileName=[f"{article.doc or article.id}.txt"],
        author=[article.author], publisher=[article.outlet], publishedAt=published, sourceUrl=_address(article.url),
        bodyText=[article.text], language=["ara"], mimeType=["text/plain"],
    )  # fmt: skip


def _address(url: str | None) -> list[str]:
    return [url] if url and url.startswith(("http://", "https://")) else []


def _many(entity: Entity) -> bool:
    return entity.count is not None and entity.count != (1, 1)


def _schema(entity: Entity) -> str:
    return "LegalEntity" if entity.type == "Person" and _many(entity) else _SCHEMA[entity.type]


def _entity(graph: ArticleGraph, entity: Entity) -> Record:
    names = {m.span.of(graph.article.text) for m in entity.mentions if m.kind == "name"} - {entity.name}
    schema, notes = _schema(entity), [f"kind: {_both(entity.type)}"]
    if entity.unnamed:
        notes.append("not named in the article: described in these words")
    if entity.count:
        notes.append(f"number: {entity.count[0]} to {entity.count[1] if entity.count[1] is not None else 'more'}")
    where: dict[str, list[str]] = {}
    if schema in ("Address", "RealEstate") and entity.latitude is not None and entity.longitude is not None:
        where = {"latitude": [repr(entity.latitude)], "longitude": [repr(entity.longitude)]}
    return _record(
        identifier(graph.entity_iri(entity)), schema, name=[entity.name], alias=sorted(names), notes=notes,
        proof=[identifier(graph.article.iri)], **where,
    )  # fmt: skip


def _both(term: str) -> str:
    return f"{vocabulary.label(term, 'en')} ({vocabulary.label(term, 'ar')})"


def _stance(claim: Claim) -> str:
    """How the claim is not plainly so; empty where it is."""
    words = [claim.modality] if claim.modality != "asserted" else []
    return ", ".join([*words, *(["disputed"] if claim.disputed else [])])


def _told(graph: ArticleGraph, claim: Event | Relation, lines: Iterable[str] = ()) -> dict[str, list[str | None]]:
    """What every claim bears."""
    source = next((e.name for e in graph.entities if e.id == claim.according_to), None)
    first, last = days(claim.time.value) if claim.time and claim.time.value else (None, None)
    about = [
        f"how sure: {_both(claim.modality)}" + (", disputed" if claim.disputed else ""),
        f"according to: {source}" if source else "in the article's own voice",
        *lines,
        f"words: characters {claim.evidence.start} to {claim.evidence.end} of the article",
        f"time: {claim.time.span.of(graph.article.text)} ({claim.time.value or 'not settled'})" if claim.time else "",
    ]
    return {
        "summary": [graph.quote(claim)],
        "description": ["\n".join(filter(None, about))],
        "startDate": [first],
        "endDate": [last],
        "recordId": [graph.claim_iri(claim)],
        "proof": [identifier(graph.article.iri)],
        "publisher": [graph.article.outlet],
    }


def _event(graph: ArticleGraph, event: Event, entities: dict[str, Entity]) -> Record:
    text, stance = graph.article.text, _stance(event)
    fillers = [(a.role, entities[a.ref]) for a in event.args if a.role not in vocabulary.event_roles()]
    lines = [f"{vocabulary.label(role, 'en')}: {entity.name}" for role, entity in fillers]
    if event.charge:
        lines.append(f"charge: {event.charge.of(text)}")
    lines += [f"{a.role}: {graph.claim_iri(a.ref)}" for a in event.args if a.role in vocabulary.event_roles()]
    lines += [f"would be true if the charge were: {graph.claim_iri(ref)}" for ref in event.alleges]
    linked = [] if event.modality in ("negated", "planned") else [entity for _, entity in fillers]
    name = f"{_both(event.type)}: {event.trigger.of(text)}"
    return _record(
        identifier(graph.claim_iri(event)), "Event", name=[f"{stance}: {name}" if stance else name],
        involved=[identifier(graph.entity_iri(e)) for e in linked if e.type in ("Person", "Group")],
        addressEntity=[identifier(graph.entity_iri(e)) for e in linked if e.type == "Place"],
        location=[e.name for e in linked if e.type in ("Place", "Site")],
        keywords=[event.type, f"modality: {event.modality}", "disputed" if event.disputed else None],
        **_told(graph, event, lines),
    )  # fmt: skip


def _relation(graph: ArticleGraph, relation: Relation, entities: dict[str, Entity]) -> Iterator[Record]:
    iri, stance = graph.claim_iri(relation), _stance(relation)
    one, other = entities[relation.subject], entities[relation.object]
    first, second = (identifier(graph.entity_iri(e)) for e in (one, other))
    role = _both(relation.type) + (f": {relation.title}" if relation.title else "")
    told = _told(graph, relation, [f"{one.name} — {role} — {other.name}", f"status: {_both(relation.status)}" if relation.status else ""])
    ends = _schema(one), _schema(other)
    if relation.modality in ("negated", "planned"):
        del told["startDate"], told["endDate"], told["recordId"]
        yield _record(identifier(iri), "Note", name=[f"{stance}: {one.name} — {role} — {other.name}"], entity=[first, second], **told)
    elif stance:
        yield _record(identifier(iri), "UnknownLink", subject=[first], object=[second], role=[f"{stance}: {role}"], **told)
    elif relation.type in vocabulary.kinship() and ends == ("Person", "Person"):
        yield _record(identifier(iri), "Family", person=[first], relative=[second], relationship=[role], **told)
    elif relation.type in ("memberOf", "partOf") and ends[0] in _AGENTS and ends[1] == "Organization":
        yield _record(identifier(iri), "Membership", member=[first], organization=[second], role=[role], **told)
    elif relation.type == "holdsRole" and relation.title and ends[0] == "Person":
        post, body = f"{identifier(iri)}-post", [second] if ends[1] == "Organization" else []
        area = [other.name] if ends[1] == "Address" else []
        name = f"{relation.title} — {other.name}"
        yield _record(post, "Position", name=[name], organization=body, subnationalArea=area, proof=told["proof"])
        status = [_STATUS[relation.status]] if relation.status else []
        yield _record(identifier(iri), "Occupancy", holder=[first], post=[post], status=status, **told)
    elif relation.type == "ownedBy" and ends[0] in ("RealEstate", "Asset") and ends[1] in _AGENTS:
        yield _record(identifier(iri), "Ownership", owner=[second], asset=[first], role=[role], **told)
    else:
        yield _record(identifier(iri), "UnknownLink", subject=[first], object=[second], role=[role], **told)


_AGENTS = ("Person", "LegalEntity", "Organization")
