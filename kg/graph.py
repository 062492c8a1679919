"""The article graph: all entities and claims of one article, the unit of exchange between stages.

Its JSON form is that of the annotation guide (one object an article, one a line), with what the guide leaves open beside it:
``article`` (the text and what is known of it), an ``evidence`` span and the ``rule`` on every claim, identifiers of entities.
Offsets are code points into ``article.text``, end-exclusive, everywhere. Every name of a type, role, relation or modality is
checked against the ontology when an object is made.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any, Self

from kg.errors import GraphError
from ontology import vocabulary

Json = dict[str, Any]
BASE = "https://w3id.org/isnad/id/"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise GraphError(f"span {self.start}:{self.end} is empty or before the text")

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def json(self) -> Json:
        return {"start": self.start, "end": self.end}

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@lru_cache(8)
def _sha256(text: str) -> str:
    """Each IRI of an article is made of it, so the last few are kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it was published. ``doc`` is the name it was given (an id or a file's stem); ``published`` is EDTF."""

    text: str
    doc: str = ""
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the UTF-8 text: what makes two articles the same article."""
        return _sha256(self.text)

    @property
    def id(self) -> str:
        """The first 20 hex digits of ``sha256``."""
        return self.sha256[:20]

    @property
    def iri(self) -> str:
        return f"{BASE}article/{self.id}"

    def json(self) -> Json:
        return {"id": self.id, "text": self.text} | {f.name: v for f in fields(self) if (v := getattr(self, f.name)) not in (None, "")}


@dataclass(frozen=True, slots=True)
class Mention:
    """``kind`` is ``name`` or ``nominal``."""

    span: Span
    kind: str = "name"

    def __post_init__(self) -> None:
        vocabulary.check("mention kind", self.kind)


@dataclass(frozen=True, slots=True)
class Entity:
    """One referent of the article. ``count`` is (least, most) of a counted set, most None where open.

    ``identifier`` names a thing that several articles share, ``place/…`` (a P-code or GeoNames id) or ``group/…`` (a key of
    the group lexicon); None means that only this article's entity is meant. ``latitude`` and ``longitude`` are WGS 84 degrees.
    """

    id: str
    type: str
    name: str
    mentions: tuple[Mention, ...]
    unnamed: bool = False
    count: tuple[int, int | None] | None = None
    identifier: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    def __post_init__(self) -> None:
        vocabulary.check("entity type", self.type)

    def json(self) -> Json:
        record: Json = {
            "id": self.id,
            "type": self.type,
            "name": self.name,
            "unnamed": self.unnamed,
            "count": list(self.count) if self.count else None,
            "mentions": [m.span.json() | {"kind": m.kind} for m in self.mentions],
        }
        for name in ("identifier", "latitude", "longitude"):
            if (value := getattr(self, name)) is not None:
                record[name] = value
        return record


@dataclass(frozen=True, slots=True)
class Time:
    """The words that date a claim, and their EDTF value where it is settled. ``anchor`` is the date (EDTF) against which
    relative words were resolved, None where none was needed."""

    span: Span
    value: str | None = None
    anchor: str | None = None

    def json(self) -> Json:
        return self.span.json() | {"value": self.value} | ({"anchor": self.anchor} if self.anchor else {})


@dataclass(frozen=True, slots=True)
class Argument:
    """A filler of an event: the id of an entity, or of an event for the roles ``cause`` and ``reason``."""

    role: str
    ref: str

    def __post_init__(self) -> None:
        vocabulary.check("role", self.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What events and relations have in common. ``evidence`` is the quote; ``according_to`` an entity's id; ``rule`` what made it."""

    id: str
    type: str
    evidence: Span
    rule: str
    modality: str = "asserted"
    according_to: str | None = None
    disputed: bool = False
    time: Time | None = None

    def _stance(self) -> Json:
        return {
            "evidence": self.evidence.json(),
            "time": self.time.json() if self.time else None,
            "modality": self.modality,
            "according_to": self.according_to,
            "disputed": self.disputed,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Claim):
    """``trigger`` is the word that says it most directly, ``also`` later mentions. ``alleges`` are ids of claims that would be
    true if the charge were."""

    trigger: Span
    also: tuple[Span, ...] = ()
    args: tuple[Argument, ...] = ()
    charge: Span | None = None
    alleges: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        vocabulary.check("event type", self.type)
        vocabulary.check("modality", self.modality)

    def json(self) -> Json:
        return {
            "id": self.id,
            "type": self.type,
            "trigger": self.trigger.json(),
            "also": [s.json() for s in self.also],
            "args": [{"role": a.role, "ref": a.ref} for a in self.args],
            "charge": self.charge.json() if self.charge else None,
            "alleges": list(self.alleges),
        } | self._stance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Claim):
    """A standing tie. ``title`` (the words of an office) and ``status`` (current, former, unknown) are for ``holdsRole``."""

    subject: str
    object: str
    title: str | None = None
    status: str | None = None

    def __post_init__(self) -> None:
        vocabulary.check("relation", self.type)
        vocabulary.check("modality", self.modality)
        if self.status is not None:
            vocabulary.check("status", self.status)
        if self.title is not None and not isinstance(self.title, str):
            raise GraphError(f"relation {self.id} has a title that is no text")

    def json(self) -> Json:
        return {
            "id": self.id,
            "type": self.type,
            "subject": self.subject,
            "object": self.object,
            "title": self.title,
            "status": self.status,
        } | self._stance()


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that looked like the start of a claim and became none, and why."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """Everything that one article says. Iteration and equality are by value; ``check`` proves the rules of the form."""

    article: Article
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    unread: tuple[Unread, ...] = ()
    extractor: str = field(default="", compare=False)

    @property
    def claims(self) -> Iterator[Event | Relation]:
        yield from self.events
        yield from self.relations

    def quote(self, claim: Event | Relation) -> str:
        return claim.evidence.of(self.article.text)

    def entity_iri(self, entity: Entity | str) -> str:
        """The same key in every store: the shared identifier where there is one, else this article's own, which an id has too."""
        if isinstance(entity, str):
            return f"{BASE}entity/{self.article.id}-{entity}"
        return BASE + entity.identifier if entity.identifier else self.entity_iri(entity.id)

    def claim_iri(self, claim: Event | Relation | str) -> str:
        return f"{BASE}claim/{self.article.id}-{claim if isinstance(claim, str) else claim.id}"

    def check(self) -> Self:
        """Returns itself; raises ``GraphError`` naming the article, the place and the rule that is broken."""
        where = f"article {self.article.doc or self.article.id}"
        length = len(self.article.text)
        entities = {e.id for e in self.entities}
        claims = {c.id for c in self.claims}
        if len(entities) != len(self.entities) or len(claims) != len(self.events) + len(self.relations) or entities & claims:
            raise GraphError(f"{where}: an id is used twice")
        shared = [e.identifier for e in self.entities if e.identifier is not None]
        if len(set(shared)) != len(shared):
            raise GraphError(f"{where}: two entities have one identifier")
        for entity in self.entities:
            if not entity.mentions:
                raise GraphError(f"{where}: entity {entity.id} has no mention")
        for span in self.spans():
            if span.end > length:
                raise GraphError(f"{where}: span {span.start}:{span.end} is beyond the text ({length} characters)")
        events = {e.id for e in self.events}
        for event in self.events:
            for argument in event.args:
                if argument.ref not in (events if argument.role in vocabulary.event_roles() else entities):
                    raise GraphError(f"{where}: {event.id} has {argument.role} {argument.ref}, which is nothing")
            if missing := set(event.alleges) - claims:
                raise GraphError(f"{where}: {event.id} alleges {sorted(missing)[0]}, which is nothing")
        for relation in self.relations:
            if relation.subject not in entities or relation.object not in entities:
                raise GraphError(f"{where}: relation {relation.id} has an end that is nothing")
        for claim in self.claims:
            if claim.according_to is not None and claim.according_to not in entities:
                raise GraphError(f"{where}: {claim.id} is according to {claim.according_to}, which is nothing")
            if not self.quote(claim).strip():
                raise GraphError(f"{where}: {claim.id} has an empty quote")
        return self

    def spans(self) -> Iterator[Span]:
        yield from [m.span for entity in self.entities for m in entity.mentions]
        yield from [claim.evidence for claim in self.claims]
        yield from [claim.time.span for claim in self.claims if claim.time]
        yield from [event.trigger for event in self.events]
        yield from [span for event in self.events for span in event.also]
        yield from [event.charge for event in self.events if event.charge]
        yield from [u.span for u in self.unread]

    def json(self) -> Json:
        """One JSON object in the guide's form; quotes are written beside their offsets, and ``read`` compares them."""
        text = self.article.text
        claims = [e.json() for e in self.events], [r.json() for r in self.relations]
        for record in (*claims[0], *claims[1]):
            record["quote"] = text[record["evidence"]["start"] : record["evidence"]["end"]]
        return {
            "doc": self.article.doc or self.article.id,
            "sha256": self.article.sha256,
            "article": self.article.json(),
            "entities": [e.json() for e in self.entities],
            "events": claims[0],
            "relations": claims[1],
            "unread": [u.span.json() | {"reason": u.reason} for u in self.unread],
            "extractor": self.extractor,
        }

    @classmethod
    def read(cls, record: Mapping[str, Any]) -> Self:
        """From JSON. Raises ``GraphError`` where the form, the hash or a quote does not hold."""
        doc = record.get("doc", "?") if isinstance(record, Mapping) else "?"
        try:
            graph = cls._read(record)
        except GraphError as error:
            raise GraphError(f"article {doc}: {error}") from error
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise GraphError(f"article {doc}: not an article graph ({type(error).__name__}: {error})") from error
        graph.check()
        if record.get("sha256", graph.article.sha256) != graph.article.sha256:
            raise GraphError(f"article {doc}: its text is not the one that was read (sha256 differs)")
        for given in (*record["events"], *record["relations"]):
            span = given["evidence"]
            if (quote := given.get("quote")) is not None and quote != graph.article.text[span["start"] : span["end"]]:
                raise GraphError(f"article {doc}: {given['id']} quotes words that do not stand at {span['start']}:{span['end']}")
        return graph

    @classmethod
    def _read(cls, record: Mapping[str, Any]) -> Self:
        def span(given: Mapping[str, Any]) -> Span:
            return Span(given["start"], given["end"])

        def time(given: Mapping[str, Any] | None) -> Time | None:
            return Time(span(given), given.get("value"), given.get("anchor")) if given else None

        def stance(given: Mapping[str, Any]) -> dict[str, Any]:
            return {
                "id": given["id"],
                "type": given["type"],
                "evidence": span(given["evidence"]),
                "rule": given["rule"],
                "modality": given["modality"],
                "according_to": given["according_to"],
                "disputed": given["disputed"],
                "time": time(given["time"]),
            }

        about = {f.name: record["article"].get(f.name) for f in fields(Article)}
        article = Article(**(about | {"doc": record["doc"], "text": record["article"]["text"]}))
        return cls(
            article=replace(article, doc="") if article.doc == article.id else article,
            entities=tuple(
                Entity(
                    id=e["id"],
                    type=e["type"],
                    name=e["name"],
                    mentions=tuple(Mention(span(m), m["kind"]) for m in e["mentions"]),
                    unnamed=e["unnamed"],
                    count=(e["count"][0], e["count"][1]) if e["count"] else None,
                    identifier=e.get("identifier"),
                    latitude=e.get("latitude"),
                    longitude=e.get("longitude"),
                )
                for e in record["entities"]
            ),
            events=tuple(
                Event(
                    **stance(e),
                    trigger=span(e["trigger"]),
                    also=tuple(span(s) for s in e["also"]),
                    args=tuple(Argument(a["role"], a["ref"]) for a in e["args"]),
                    charge=span(e["charge"]) if e["charge"] else None,
                    alleges=tuple(e["alleges"]),
                )
                for e in record["events"]
            ),
            relations=tuple(
                Relation(**stance(r), subject=r["subject"], object=r["object"], title=r["title"], status=r["status"])
                for r in record["relations"]
            ),
            unread=tuple(Unread(span(u), u["reason"]) for u in record.get("unread", ())),
            extractor=record.get("extractor", ""),
        )
