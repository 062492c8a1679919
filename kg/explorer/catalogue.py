"""The claims of a store in memory, as columns: what is filtered, counted and walked in milliseconds, whatever the store.

A claim and an entity are numbers here, their places in ``claims`` and ``entities``; both are ordered by id, so that the same articles
give the same catalogue in whatever order they were read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

import numpy as np

from kg.explorer.gloss import spellings
from kg.explorer.names import Index
from kg.explorer.source import Parts
from kg.explorer.ties import Mask, Numbers, Ties
from kg.fold import key
from kg.graph import BASE
from loaders import schema
from loaders.rows import Properties

_TYING = frozenset({"agent", "patient", "target", "from", "to", "cause", "reason", "subject", "object"})
"""Roles that connect two things as the question ``path_between`` has it, and what was hit: all but places and tools."""
_NEVER = date.max.toordinal() + 1


def tail(iri: str) -> str:
    """The id that the explorer speaks of: ``claim/…``, ``entity/…``."""
    return iri.removeprefix(BASE)


@dataclass(frozen=True, slots=True)
class Article:
    id: str
    doc: str | None
    title: str | None
    outlet: str | None
    published: str | None
    author: str | None
    url: str | None

    @property
    def name(self) -> str:
        return self.doc or self.id.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Entity:
    """``keys`` are the folded forms of ``names``. ``count`` is (least, most) of a counted set."""

    id: str
    type: str
    label: str
    names: tuple[str, ...]
    unnamed: bool = False
    count: tuple[int, int | None] | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def key(self) -> str:
        return key(self.label)


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role of a claim: an entity or, with ``event``, a claim, by number. A relation has ``subject`` and ``object``."""

    role: str
    number: int
    event: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """``article`` and ``source`` (who says so; None: the article) are numbers. Offsets are code points, end-exclusive."""

    id: str
    kind: Literal["event", "relation"]
    type: str
    modality: str
    disputed: bool
    quote: str
    start: int
    end: int
    article: int
    source: int | None
    fillers: tuple[Filler, ...]
    alleges: tuple[int, ...]
    trigger: str | None = None
    time: str | None = None
    earliest: str | None = None
    latest: str | None = None
    title: str | None = None
    status: str | None = None

    @property
    def entities(self) -> Iterator[tuple[str, int]]:
        """Role and number of each filler that is an entity."""
        return ((f.role, f.number) for f in self.fillers if not f.event)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims are meant; an empty one leaves all. Several values of one kind: any of them. ``source`` has ids of entities, and
    None for what the article itself says. ``first`` and ``last`` are days (ISO 8601): a claim whose time may lie between them."""

    type: frozenset[str] = frozenset()
    modality: frozenset[str] = frozenset()
    source: frozenset[str | None] = frozenset()
    outlet: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    first: str | None = None
    last: str | None = None
    disputed: bool = False

    def without(self, *kinds: str) -> "Filters":
        return replace(self, **{k: getattr(_NONE, k) for k in kinds})


_NONE = Filters()


@dataclass(slots=True, frozen=True)
class _Columns:
    """One value a claim: codes (−1 for none), days as ordinals, the year of the earliest day (0 for none)."""

    type: Numbers
    modality: Numbers
    source: Numbers
    outlet: Numbers
    disputed: Mask
    event: Mask
    earliest: Numbers
    latest: Numbers
    year: Numbers
    dated: Mask


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All claims of a store or of some articles; made by ``catalogue``. Each is equal to itself only."""

    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    claim_numbers: Mapping[str, int]
    entity_numbers: Mapping[str, int]
    _types: Mapping[str, int]
    _modalities: Mapping[str, int]
    _outlets: Mapping[str, int]
    _columns: _Columns
    _touching: Sequence[list[int]] = field(repr=False)
    _told_with: Sequence[Sequence[int]] = field(repr=False)

    def touching(self, entity: int) -> Sequence[int]:
        """The claims in which an entity fills a role or is an end, ascending."""
        return self._touching[entity]

    def linked(self, claim: int) -> Sequence[int]:
        """The claims that have this one as a filler or allege it, ascending."""
        return self._told_with[claim]

    def mask(self, filters: Filters) -> Mask:
        """Which claims the filters leave."""
        columns, kept = self._columns, np.ones(len(self.claims), dtype=bool)
        for wanted, codes, column in (
            (filters.type, self._types, columns.type),
            (filters.modality, self._modalities, columns.modality),
            (filters.outlet, self._outlets, columns.outlet),
        ):
            if wanted:
                kept &= np.isin(column, [codes[w] for w in wanted if w in codes])
        if filters.source:
            numbers = [-1 if s is None else self.entity_numbers.get(s, -2) for s in filters.source]
            kept &= np.isin(columns.source, numbers)
        if filters.place:
            there = np.zeros(len(self.claims), dtype=bool)
            for place in filters.place:
                if (number := self.entity_numbers.get(place)) is not None:
                    there[self.touching(number)] = True
            kept &= there
        if filters.first or filters.last:
            kept &= columns.dated
            if filters.first:
                kept &= columns.latest >= date.fromisoformat(filters.first).toordinal()
            if filters.last:
                kept &= columns.earliest <= date.fromisoformat(filters.last).toordinal()
        if filters.disputed:
            kept &= columns.disputed
        return kept

    def chosen(self, filters: Filters) -> list[int]:
        """The numbers of the claims that the filters leave, ascending."""
        return [int(n) for n in np.flatnonzero(self.mask(filters))]

    def events(self) -> Mask:
        return self._columns.event

    def types_of(self, mask: Mask) -> dict[str, int]:
        return _counted(self._types, self._columns.type[mask])

    def modalities_of(self, mask: Mask) -> dict[str, int]:
        return _counted(self._modalities, self._columns.modality[mask])

    def outlets_of(self, mask: Mask) -> dict[str, int]:
        return _counted(self._outlets, self._columns.outlet[mask])

    def sources_of(self, mask: Mask) -> dict[int | None, int]:
        """Claims by the number of who says so, the commonest first; None is the article itself."""
        numbers, counts = np.unique(self._columns.source[mask], return_counts=True)
        found = {None if n < 0 else int(n): int(c) for n, c in zip(numbers, counts, strict=True)}
        return dict(sorted(found.items(), key=lambda item: (-item[1], -1 if item[0] is None else item[0])))

    def years_of(self, mask: Mask) -> dict[str, int]:
        """Claims by the year in which they are earliest; a time that is open to the past has none."""
        years, counts = np.unique(self._columns.year[mask], return_counts=True)
        return {f"{year:04}": int(count) for year, count in zip(years, counts, strict=True) if year}

    def places_of(self, mask: Mask, *, mapped: bool = False) -> dict[int, int]:
        """Claims by the number of a place that they speak of, the commonest first; with ``mapped``, of whatever has coordinates."""
        claims, entities = self._ends
        kept = mask[claims] & (self._mapped if mapped else self._places)[entities]
        numbers, counts = np.unique(entities[kept], return_counts=True)
        found = {int(n): int(c) for n, c in zip(numbers, counts, strict=True)}
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def _ends(self) -> tuple[Numbers, Numbers]:
        """Pairs of a claim and an entity that it speaks of, each pair once."""
        columns = np.array([(c, e) for e, claims in enumerate(self._touching) for c in claims], dtype=np.int64).reshape(-1, 2)
        return columns[:, 0], columns[:, 1]

    @cached_property
    def _places(self) -> Mask:
        return np.array([e.type == "Place" for e in self.entities], dtype=bool)

    @cached_property
    def _mapped(self) -> Mask:
        return np.array([e.latitude is not None and e.longitude is not None for e in self.entities], dtype=bool)

    @cached_property
    def ties(self) -> Ties:
        """What may be a step of a path: entities by their numbers and, after them, claims by theirs."""
        entities = len(self.entities)
        pairs = [
            (entities + c, f.number + entities * f.event) for c, claim in enumerate(self.claims) for f in claim.fillers if f.role in _TYING
        ]
        pairs += [(entities + c, entities + alleged) for c, claim in enumerate(self.claims) for alleged in claim.alleges]
        return Ties(pairs, entities + len(self.claims))

    def degree(self, entity: int) -> int:
        return len(self._touching[entity])

    @cached_property
    def index(self) -> Index:
        """Names of the entities, those with most claims first."""
        return Index(((n, (*e.names, *spellings(e.id))) for n, e in enumerate(self.entities)), self.weights)

    @cached_property
    def weights(self) -> Sequence[int]:
        """By entity: the claims that speak of it or that it makes."""
        found = [len(claims) for claims in self._touching]
        for claim in self.claims:
            if claim.source is not None and all(n != claim.source for _, n in claim.entities):
                found[claim.source] += 1
        return found

    @cached_property
    def namesakes(self) -> Mapping[tuple[str, str], Sequence[int]]:
        """Named entities by type and folded name: whom two articles may mean by one name, and may not."""
        found: dict[tuple[str, str], list[int]] = {}
        for number, entity in enumerate(self.entities):
            if not entity.unnamed:
                found.setdefault((entity.type, entity.key), []).append(number)
        return found


def catalogue(parts: Parts) -> Catalogue:
    """Orders and numbers what was read. A link to something that was not read (it was taken out meanwhile) is left out."""
    articles = sorted((_article(a) for a in parts.articles), key=lambda a: a.id)
    entities = sorted((_entity(e) for e in parts.entities), key=lambda e: e.id)
    known = {a.id for a in articles}
    given = sorted((c for c in parts.claims if tail(c["article"]) in known), key=lambda c: (c["article"], c["kind"], c["position"]))
    article_numbers = {a.id: n for n, a in enumerate(articles)}
    entity_numbers = {e.id: n for n, e in enumerate(entities)}
    claim_numbers = {tail(c["id"]): n for n, c in enumerate(given)}
    roles = schema.roles() | {schema.SUBJECT.type: "subject", schema.OBJECT.type: "object"}
    fillers: list[list[tuple[int, str, Filler]]] = [[] for _ in given]
    alleges: list[list[tuple[int, int]]] = [[] for _ in given]
    sources: list[int | None] = [None] * len(given)
    for link in parts.links:
        source, target = claim_numbers.get(tail(link.source)), tail(link.target)
        entity, claim = entity_numbers.get(target), claim_numbers.get(target)
        if source is None or (entity is None and claim is None):
            continue
        if link.type == schema.ACCORDING_TO.type:
            sources[source] = entity
        elif link.type == schema.ALLEGES.type and claim is not None:
            alleges[source].append((link.position, claim))
        elif role := roles.get(link.type):
            filler = Filler(role, entity) if entity is not None else Filler(role, claim or 0, event=True)
            # Position orders the fillers of an event; of a relation's ends, which have none, the subject comes first.
            fillers[source].append((link.position, "" if role == "subject" else role, filler))
    for n, found in enumerate(fillers):
        found.sort(key=lambda f: f[:2])
        alleges[n].sort()
    claims = [
        _claim(c, article_numbers[tail(c["article"])], sources[n], tuple(f for *_, f in fillers[n]), tuple(a for _, a in alleges[n]))
        for n, c in enumerate(given)
    ]
    touching: list[list[int]] = [[] for _ in entities]
    told_with: list[list[int]] = [[] for _ in claims]
    for number, made in enumerate(claims):
        for entity in dict.fromkeys(e for _, e in made.entities):
            touching[entity].append(number)
        for other in dict.fromkeys([f.number for f in made.fillers if f.event] + list(made.alleges)):
            told_with[other].append(number)
    types, modalities = _codes(c.type for c in claims), _codes(c.modality for c in claims)
    outlets = _codes(articles[c.article].outlet for c in claims)
    columns = _columns(claims, articles, types, modalities, outlets)
    return Catalogue(
        tuple(articles), tuple(entities), tuple(claims), claim_numbers, entity_numbers,
        types, modalities, outlets, columns, touching, told_with,
    )  # fmt: skip


def _article(given: Properties) -> Article:
    return Article(tail(given["id"]), *(given.get(n) for n in ("doc", "title", "outlet", "published", "author", "url")))


def _entity(given: Properties) -> Entity:
    return Entity(
        id=tail(given["id"]),
        type=given["type"],
        label=given["name"],
        names=tuple(given["names"]),
        unnamed=bool(given.get("unnamed")),
        count=(given["count_min"], given.get("count_max")) if given.get("count_min") is not None else None,
        latitude=given.get("latitude"),
        longitude=given.get("longitude"),
    )


def _claim(given: Properties, article: int, source: int | None, fillers: tuple[Filler, ...], alleges: tuple[int, ...]) -> Claim:
    kept = ("kind", "type", "modality", "disputed", "quote", "start", "end", "trigger", "time", "earliest", "latest", "title", "status")
    return Claim(
        id=tail(given["id"]),
        article=article,
        source=source,
        fillers=fillers,
        alleges=alleges,
        **{name: given.get(name) for name in kept},  # type: ignore[arg-type]
    )


def _codes(values: Iterable[str | None]) -> dict[str, int]:
    return {value: n for n, value in enumerate(sorted({v for v in values if v is not None}))}


def _counted(codes: Mapping[str, int], column: Numbers) -> dict[str, int]:
    counts = np.bincount(column[column >= 0], minlength=len(codes))
    return {name: int(counts[code]) for name, code in codes.items() if counts[code]}


Codes = Mapping[str, int]


def _columns(claims: Sequence[Claim], articles: Sequence[Article], types: Codes, modalities: Codes, outlets: Codes) -> _Columns:
    def numbers(values: Iterable[int]) -> Numbers:
        return np.fromiter(values, dtype=np.int64, count=len(claims))

    def ordinal(day: str | None, otherwise: int) -> int:
        return date.fromisoformat(day).toordinal() if day else otherwise

    found: dict[str, Any] = {
        "type": numbers(types[c.type] for c in claims),
        "modality": numbers(modalities[c.modality] for c in claims),
        "source": numbers(-1 if c.source is None else c.source for c in claims),
        "outlet": numbers(outlets.get(articles[c.article].outlet or "", -1) for c in claims),
        "disputed": numbers(c.disputed for c in claims).astype(bool),
        "event": numbers(c.kind == "event" for c in claims).astype(bool),
        "earliest": numbers(ordinal(c.earliest, 0) for c in claims),
        "latest": numbers(ordinal(c.latest, _NEVER) for c in claims),
        "year": numbers(int(c.earliest[:4]) if c.earliest else 0 for c in claims),
        "dated": numbers(bool(c.earliest or c.latest) for c in claims).astype(bool),
    }
    return _Columns(**found)
