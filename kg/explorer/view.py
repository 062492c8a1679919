"""The explorer's answers, from a catalogue: pure functions, the same for a store and for the one-file page."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.metadata import version

import numpy as np

from kg.errors import InputError
from kg.explorer import shape
from kg.explorer.catalogue import Catalogue, Claim, Filler, Filters
from kg.explorer.gloss import glosses
from kg.explorer.names import Match, is_arabic
from kg.explorer.ties import Mask
from kg.explorer.tiles import Tiles
from kg.fold import key
from ontology import vocabulary

ARTICLE = "none"
"""What stands for the article itself where a source is asked for."""
_VAGUE = re.compile(r"[?~%X]|\.\.")
"""What an EDTF value has where something of it is in doubt, left out or open."""


class UnknownError(InputError):
    """An id that the store does not have (any more)."""


def about(catalogue: Catalogue, tiles: Tiles | None = None) -> shape.About:
    return shape.About(
        version=version("isnad"),
        articles=len(catalogue.articles),
        entities=dict(sorted(Counter(e.type for e in catalogue.entities).items())),
        claims=dict(sorted(Counter(c.type for c in catalogue.claims).items())),
        terms=terms(),
        tiles=shape.Tiles(address=tiles.address, attribution=tiles.attribution) if tiles else None,
    )


@cache
def terms() -> dict[str, shape.Term]:
    """All types, roles, relations, modalities and statuses, with labels and definitions in both languages."""
    kinds = {
        "entity type": vocabulary.entity_types(), "event type": vocabulary.event_types(), "role": vocabulary.roles(),
        "relation": vocabulary.relations(), "modality": vocabulary.modalities(),
    }  # fmt: skip
    return {
        name: shape.Term(
            **{lang: vocabulary.label(name, lang) for lang in ("ar", "en")},
            **{f"definition_{lang}": vocabulary.definition(name, lang) for lang in ("ar", "en")},
            kind=kind,
        )
        for kind, names in kinds.items()
        for name in sorted(names)
    }


# --- nodes, edges and rows -----------------------------------------------------------------------------------------------


def entity_number(catalogue: Catalogue, id: str) -> int:
    if id not in catalogue.entity_numbers:
        raise UnknownError(f"{id}: nothing of that id is in the store")
    return catalogue.entity_numbers[id]


def claim_number(catalogue: Catalogue, id: str) -> int:
    if id not in catalogue.claim_numbers:
        raise UnknownError(f"{id}: no claim of that id is in the store")
    return catalogue.claim_numbers[id]


def entity_node(catalogue: Catalogue, number: int) -> shape.EntityNode:
    e = catalogue.entities[number]
    least, most = e.count or (None, None)
    return shape.EntityNode(
        id=e.id, type=e.type, label=e.label, label_en=glosses().get(e.id), names=list(e.names), unnamed=e.unnamed,
        count_min=least, count_max=most, lat=e.latitude, lon=e.longitude, degree=catalogue.degree(number),
    )  # fmt: skip


def event_node(catalogue: Catalogue, number: int) -> shape.EventNode:
    c = catalogue.claims[number]
    return shape.EventNode(
        id=c.id, type=c.type, label=c.trigger or c.quote, modality=c.modality, disputed=c.disputed, time=c.time, earliest=c.earliest,
        latest=c.latest, source=None if c.source is None else catalogue.entities[c.source].label,
        degree=len(c.fillers) + len(catalogue.linked(number)),
    )  # fmt: skip


def edges(catalogue: Catalogue, number: int) -> Iterator[shape.Edge]:
    """A relation is one edge; an event has one for each filler of its roles, and for each event that it alleges."""
    c = catalogue.claims[number]

    def edge(id: str, source: str, target: str, type: str) -> shape.Edge:
        return shape.Edge(
            id=id,
            source=source,
            target=target,
            type=type,
            claim=c.id,
            modality=c.modality,
            disputed=c.disputed,
            title=c.title,
            status=c.status,
        )

    if c.kind == "relation":
        ends = {role: catalogue.entities[n].id for role, n in c.entities}
        yield edge(c.id, ends["subject"], ends["object"], c.type)
        return
    ties = [(f.role, filler_id(catalogue, f.number, f.event)) for f in c.fillers]
    # A relation that is alleged is an edge itself and can be the end of none: the evidence of the charge names it.
    ties += [("alleges", catalogue.claims[n].id) for n in c.alleges if catalogue.claims[n].kind == "event"]
    for role, target in dict.fromkeys(ties):
        yield edge(f"{c.id} {role} {target}", c.id, target, role)


def filler_id(catalogue: Catalogue, number: int, event: bool) -> str:
    return catalogue.claims[number].id if event else catalogue.entities[number].id


def row(catalogue: Catalogue, number: int) -> shape.Row:
    c = catalogue.claims[number]
    a = catalogue.articles[c.article]
    return shape.Row(
        id=c.id, kind=c.kind, type=c.type, modality=c.modality, disputed=c.disputed, time=c.time, earliest=c.earliest, latest=c.latest,
        quote=c.quote, start=c.start, end=c.end, article=a.id, doc=a.name, title=a.title, outlet=a.outlet,
        source=source(catalogue, c), fillers=fillers(catalogue, c),
    )  # fmt: skip


def source(catalogue: Catalogue, claim: Claim) -> shape.Ref | None:
    return None if claim.source is None else shape.Ref(id=catalogue.entities[claim.source].id, label=catalogue.entities[claim.source].label)


def fillers(catalogue: Catalogue, claim: Claim) -> list[shape.Filler]:
    def type_of(filler: Filler) -> str:
        return catalogue.claims[filler.number].type if filler.event else catalogue.entities[filler.number].type

    return [
        shape.Filler(role=f.role, id=filler_id(catalogue, f.number, f.event), label=label(catalogue, f), type=type_of(f))
        for f in claim.fillers
    ]


def label(catalogue: Catalogue, filler: Filler) -> str:
    """The name of an entity; of an event, its trigger."""
    if filler.event:
        other = catalogue.claims[filler.number]
        return other.trigger or other.quote
    return catalogue.entities[filler.number].label


def subgraph(catalogue: Catalogue, entities: Iterable[int], claims: Iterable[int], more: int = 0) -> shape.Subgraph:
    """The given entities and claims with all that the claims speak of."""
    drawn: list[shape.Edge] = []
    nodes: dict[str, shape.EntityNode | shape.EventNode] = {}
    for number in entities:
        nodes[catalogue.entities[number].id] = entity_node(catalogue, number)
    for number in claims:
        if catalogue.claims[number].kind == "event":
            nodes[catalogue.claims[number].id] = event_node(catalogue, number)
        drawn += edges(catalogue, number)
    for id in (end for edge in drawn for end in (edge.source, edge.target)):
        if id not in nodes:
            known = catalogue.entity_numbers.get(id)
            nodes[id] = event_node(catalogue, catalogue.claim_numbers[id]) if known is None else entity_node(catalogue, known)
    return shape.Subgraph(nodes=list(nodes.values()), edges=drawn, more=more)


# --- answers -------------------------------------------------------------------------------------------------------------


def search(catalogue: Catalogue, query: str, limit: int) -> shape.Results:
    """Entities by any of their names and by the English name of a known place or group, event types and relations by their labels; the
    nearest first."""
    found: list[tuple[int, int, shape.Result]] = []
    wanted = key(query).casefold()
    if not wanted:
        return shape.Results(results=[])
    counts = catalogue.types_of(catalogue.mask(Filters()))
    for name, count in counts.items():
        labels = [terms()[name].ar, terms()[name].en]
        folded = [key(label).casefold() for label in (*labels, name)]
        rank = 0 if wanted in folded else 2 if any(f" {label}".find(f" {wanted}") >= 0 for label in folded) else None
        if rank is not None:
            matched = labels[0] if is_arabic(query) else labels[1]
            result = shape.Result(id=name, kind="type", type=name, label=matched, names=labels, matched=matched, claims=count)
            found.append((rank, -count, result))
    for match in catalogue.index.find(query, limit):
        result = _result(catalogue, match)
        found.append((match.rank, -result.claims, result))
    found.sort(key=lambda f: f[:2])
    return shape.Results(results=[result for *_, result in found[:limit]])


def _result(catalogue: Catalogue, match: Match) -> shape.Result:
    e = catalogue.entities[match.item]
    return shape.Result(
        id=e.id, kind="entity", type=e.type, label=e.label, label_en=glosses().get(e.id), names=list(e.names), matched=match.name,
        claims=catalogue.weights[match.item],
    )  # fmt: skip


def neighbours(catalogue: Catalogue, id: str, filters: Filters, limit: int) -> shape.Subgraph:
    """What claims say of an entity, or all of an event with the events that it is tied to. The latest claims come first."""
    if id in catalogue.claim_numbers:
        number = claim_number(catalogue, id)
        here, given = [number], [*catalogue.linked(number)]
        entities: list[int] = []
    else:
        number = entity_number(catalogue, id)
        here, given, entities = [], [*catalogue.touching(number)], [number]
    kept = catalogue.mask(filters)
    others = sorted((c for c in given if kept[c]), key=lambda c: (catalogue.claims[c].earliest or "", -c), reverse=True)
    return subgraph(catalogue, entities, here + others[:limit], max(0, len(others) - limit))


def claims(catalogue: Catalogue, filters: Filters, sort: str | None, descending: bool, offset: int, limit: int) -> shape.Rows:
    """A page of the table. What has no value in the column comes last in either order."""
    numbers = catalogue.chosen(filters)
    if sort:
        values = {n: _sortable(catalogue, n, sort) for n in numbers}
        known = sorted((n for n in numbers if values[n]), key=lambda n: values[n], reverse=descending)
        numbers = known + [n for n in numbers if not values[n]]
    return shape.Rows(total=len(numbers), rows=[row(catalogue, n) for n in numbers[offset : offset + limit]])


def _sortable(catalogue: Catalogue, number: int, sort: str) -> str:
    c = catalogue.claims[number]
    if sort == "time":
        return c.earliest or c.latest or ""
    if sort == "source":
        return "" if c.source is None else catalogue.entities[c.source].key
    if sort == "outlet":
        return key(catalogue.articles[c.article].outlet or "")
    return c.type if sort == "type" else c.modality


def facets(catalogue: Catalogue, filters: Filters, limit: int) -> shape.Facets:
    def left(*kinds: str) -> Mask:
        return catalogue.mask(filters.without(*kinds))

    sources = [
        shape.Counted(id=ARTICLE, label="", n=n) if number is None else _counted(catalogue, number, n)
        for number, n in list(catalogue.sources_of(left("source")).items())[:limit]
    ]
    places = [_counted(catalogue, number, n) for number, n in list(catalogue.places_of(left("place")).items())[:limit]]
    return shape.Facets(
        type=catalogue.types_of(left("type")),
        modality=catalogue.modalities_of(left("modality")),
        source=sources,
        outlet=catalogue.outlets_of(left("outlet")),
        place=places,
        years=catalogue.years_of(left("first", "last")),
        disputed=int(catalogue.mask(replace(filters, disputed=True)).sum()),
    )


def _counted(catalogue: Catalogue, number: int, n: int) -> shape.Counted:
    e = catalogue.entities[number]
    return shape.Counted(id=e.id, label=e.label, label_en=glosses().get(e.id), n=n)


def timeline(catalogue: Catalogue, filters: Filters, limit: int) -> shape.Timeline:
    """Dated events by their earliest day; those whose year is not known are at the end."""
    numbers = [int(n) for n in np.flatnonzero(catalogue.mask(filters) & catalogue.events())]
    dated = sorted((n for n in numbers if catalogue.claims[n].time), key=lambda n: (catalogue.claims[n].earliest or "~", n))
    moments = [
        shape.Moment(
            id=c.id, type=c.type, label=c.trigger or c.quote, modality=c.modality, disputed=c.disputed, time=c.time,
            earliest=c.earliest, latest=c.latest, certain=bool(c.earliest and c.latest and not _VAGUE.search(c.time or "")),
        )
        for c in (catalogue.claims[n] for n in dated[:limit])
    ]  # fmt: skip
    return shape.Timeline(events=moments, undated=len(numbers) - len(dated), more=max(0, len(dated) - limit))


def places(catalogue: Catalogue, filters: Filters, limit: int) -> shape.Map:
    """What has coordinates, with how many events speak of it."""
    counts = catalogue.places_of(catalogue.mask(filters) & catalogue.events(), mapped=True)
    found = []
    for number, n in list(counts.items())[:limit]:
        e = catalogue.entities[number]
        english = glosses().get(e.id)
        if e.latitude is not None and e.longitude is not None:
            found.append(
                shape.MappedPlace(id=e.id, label=e.label, label_en=english, type=e.type, lat=e.latitude, lon=e.longitude, events=n)
            )
    return shape.Map(places=found, more=max(0, len(counts) - limit))
