"""The explorer's answers, from a catalogue: pure functions, the same for a store and for the one-file page."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version

import numpy as np

from kg.errors import InputError
from kg.explorer import shape
from kg.explorer.catalogue import Catalogue, Claim, Filler, Filters, Mask
from kg.explorer.gloss import glosses
from kg.explorer.names import Match, is_arabic
from kg.fold import key
from ontology import vocabulary

ARTICLE = "none"
"""What stands for the article itself where a source is asked for."""
KIN = 80
"""People in one family tree."""
SORTS = ("time", "type", "modality", "source", "outlet")
_LINKS = frozenset({"agent", "patient", "target", "from", "to", "cause", "reason", "subject", "object"})
"""Roles that connect two things as the question ``path_between`` has it, and what was hit: all but places and tools."""
FURTHEST = 200_000
"""Claims that are looked at for one path."""
_DENIED = frozenset({"negated", "planned"})
_CORE = ("patient", "target", "subject", "object")
"""Roles of whom or what a claim is about."""
_TOLD_OF = ("patient", "target", "place")
_VAGUE = re.compile(r"[?~%X]|\.\.")
"""What an EDTF value has where something of it is in doubt, left out or open."""


class TooFarError(InputError):
    """A path that would have to be looked for in too much."""


class UnknownError(InputError):
    """An id that the store does not have (any more)."""


def about(catalogue: Catalogue) -> shape.About:
    return shape.About(
        version=version("isnad"),
        articles=len(catalogue.articles),
        entities=dict(sorted(Counter(e.type for e in catalogue.entities).items())),
        claims=dict(sorted(Counter(c.type for c in catalogue.claims).items())),
        terms=terms(),
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
    ties = [(f.role, _id(catalogue, f.number, f.event)) for f in c.fillers]
    # A relation that is alleged is an edge itself and can be the end of none: the evidence of the charge names it.
    ties += [("alleges", catalogue.claims[n].id) for n in c.alleges if catalogue.claims[n].kind == "event"]
    for role, target in dict.fromkeys(ties):
        yield edge(f"{c.id} {role} {target}", c.id, target, role)


def _id(catalogue: Catalogue, number: int, event: bool) -> str:
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
        shape.Filler(role=f.role, id=_id(catalogue, f.number, f.event), label=label(catalogue, f), type=type_of(f)) for f in claim.fillers
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


def path(catalogue: Catalogue, start: str, end: str, filters: Filters, longest: int, limit: int) -> shape.Subgraph:
    """All shortest chains of claims between two nodes (of each step, at most ``limit`` ways on); empty where there is none of at most
    ``longest`` claims. Raises ``TooFarError`` where too much would have to be looked at.

    That two events were in one place or had one tool makes no chain; nor, unless such are asked for, does a denial or a plan.
    """
    kept = catalogue.mask(filters)
    ends = _step(catalogue, start), _step(catalogue, end)

    def passes(step: _Step) -> bool:
        is_claim, number = step
        if not is_claim or step in ends:
            return True
        return bool(kept[number]) and (bool(filters.modality) or catalogue.claims[number].modality not in _DENIED)

    # From both ends, a layer at a time, always on from the layer that is less to look at: a group with thousands of claims is met in
    # the middle and not walked through.
    sides = [_Side(ends[0]), _Side(ends[1])]
    looked_at = 0
    # A step from a claim to an entity and one back make one claim of the chain.
    for _ in range(2 * longest):
        if sides[0].layer.keys() & sides[1].layer.keys():
            break
        costs = [sum(len(catalogue.touching(n)) if not is_claim else 1 for is_claim, n in side.layer) for side in sides]
        side = sides[costs[1] < costs[0]]
        looked_at += min(costs)
        if looked_at > FURTHEST:
            raise TooFarError("the two are too far apart to look for a path in all that is there; choose fewer claims with the filters")
        side.advance({here: [s for s in _steps(catalogue, here) if passes(s)] for here in side.layer}, limit)
    meeting = sorted(sides[0].layer.keys() & sides[1].layer.keys())
    steps = dict.fromkeys(meeting)
    for side in sides:
        for step in (queue := meeting[:]):
            further = [earlier for earlier in side.before[step] if earlier not in steps]
            steps |= dict.fromkeys(further)
            queue += further
    on_it = {_id(catalogue, n, is_claim) for is_claim, n in steps}
    whole = subgraph(catalogue, sorted(n for is_claim, n in steps if not is_claim), sorted(n for is_claim, n in steps if is_claim))
    return shape.Subgraph(
        nodes=[n for n in whole.nodes if n.id in on_it], edges=[e for e in whole.edges if e.source in on_it and e.target in on_it]
    )


class _Side:
    """What is reached from one end: ``before`` has the steps that each step was reached from, ``layer`` the last that were reached."""

    def __init__(self, end: "_Step") -> None:
        self.before: dict[_Step, list[_Step]] = {end: []}
        self.layer: dict[_Step, None] = {end: None}

    def advance(self, further: Mapping["_Step", Iterable["_Step"]], limit: int) -> None:
        layer: dict[_Step, None] = {}
        for here, steps in further.items():
            for there in steps:
                if there not in self.before:
                    self.before[there] = []
                    layer[there] = None
                if there in layer and here not in self.before[there] and len(self.before[there]) < limit:
                    self.before[there].append(here)
        self.layer = layer


_Step = tuple[bool, int]
"""Whether it is a claim, and its number."""


def _step(catalogue: Catalogue, id: str) -> _Step:
    return (True, claim_number(catalogue, id)) if id in catalogue.claim_numbers else (False, entity_number(catalogue, id))


def _steps(catalogue: Catalogue, here: _Step) -> Iterator[_Step]:
    is_claim, number = here
    if not is_claim:
        for c in catalogue.touching(number):
            if any(n == number and role in _LINKS for role, n in catalogue.claims[c].entities):
                yield True, c
        return
    claim = catalogue.claims[number]
    yield from ((f.event, f.number) for f in claim.fillers if f.role in _LINKS)
    yield from ((True, n) for n in (*claim.alleges, *catalogue.linked(number)))


def kin(catalogue: Catalogue, id: str) -> shape.Subgraph:
    """The family of a person by claims of kinship, from one to the next."""
    first = entity_number(catalogue, id)
    seen, found = {first: None}, dict[int, None]()
    for person in (queue := [first]):
        for c in catalogue.touching(person):
            if catalogue.claims[c].type not in vocabulary.kinship():
                continue
            ends = [n for _, n in catalogue.claims[c].entities]
            if len(seen) + sum(n not in seen for n in ends) > KIN:
                continue
            found[c] = None
            queue += [n for n in ends if n not in seen]
            seen |= dict.fromkeys(ends)
    return subgraph(catalogue, seen, sorted(found))


def accounts(catalogue: Catalogue, id: str, limit: int) -> shape.Accounts:
    """What other articles or sources tell of what seems to be the same event: one type, somebody or something of one name that it
    happened to, times that do not contradict. Of one place only, the day must be known and the same (as in ``reports_side_by_side``).
    """
    number = claim_number(catalogue, id)
    mine = catalogue.claims[number]
    shared: dict[int, list[str]] = {}
    for role, n in mine.entities:
        if role not in _TOLD_OF:
            continue
        for namesake in _alike(catalogue, n):
            for other in catalogue.touching(namesake):
                if (role, namesake) in catalogue.claims[other].entities and role not in shared.setdefault(other, []):
                    shared[other].append(role)
    told = []
    for other, why in shared.items():
        theirs = catalogue.claims[other]
        if other == number or theirs.type != mine.type or (theirs.article, theirs.source) == (mine.article, mine.source):
            continue
        known = all((mine.earliest, mine.latest, theirs.earliest, theirs.latest))
        if (mine.earliest or "") > (theirs.latest or "~") or (theirs.earliest or "") > (mine.latest or "~"):
            continue
        if set(why) == {"place"} and not (known and mine.earliest == mine.latest == theirs.earliest == theirs.latest):
            continue
        told.append((other, sorted(why) + (["time"] if known else [])))
    told.sort(key=lambda t: (-len(t[1]), t[0]))
    others = [shape.Telling(row=row(catalogue, other), why=why) for other, why in told[:limit]]
    return shape.Accounts(event=shape.EventRow(row=row(catalogue, number)), others=others)


def _alike(catalogue: Catalogue, entity: int) -> Sequence[int]:
    """The entity and its namesakes: they may be one, which nobody has decided, so a user sees them side by side and not as one."""
    e = catalogue.entities[entity]
    return [entity] if e.unnamed else catalogue.namesakes[e.type, e.key]


def beside(catalogue: Catalogue, number: int, limit: int) -> list[shape.Beside]:
    """Other claims about the same two, namesakes included: of a relation both ends, of an event whom or what it happened to and one more
    of those who are in it (or that one, if nobody else is). Claims that contradict this one come first, then those of its type."""
    mine = catalogue.claims[number]
    ends = {n: frozenset(_alike(catalogue, n)) for _, n in mine.entities}
    core = [n for role, n in mine.entities if role in _CORE] or [*ends]
    shared: Counter[int] = Counter()
    for alike in ends.values():
        shared.update({c for namesake in alike for c in catalogue.touching(namesake)})
    central = {c for n in core for namesake in ends[n] for c in catalogue.touching(namesake)}
    both = mine.kind == "relation" or len(ends) > 1
    found = []
    for other, n in shared.items():
        theirs = catalogue.claims[other]
        if other == number or n < (2 if both else 1) or other not in central or (not both and theirs.type != mine.type):
            continue
        found.append((not _contradict(catalogue, mine, theirs), theirs.type != mine.type, -n, other))
    return [
        shape.Beside(**dict(row(catalogue, other)), relation="same" if agrees else "contradicts")
        for agrees, _, _, other in sorted(found)[:limit]
    ]


def _contradict(catalogue: Catalogue, one: Claim, other: Claim) -> bool:
    """Whether one denies just what the other says: of one type, by and to the same, at a time that can be the same."""
    if one.type != other.type or (one.modality == "negated") == (other.modality == "negated"):
        return False
    if (one.earliest or "") > (other.latest or "~") or (other.earliest or "") > (one.latest or "~"):
        return False
    roles = [{"subject", "object"}] if one.type in vocabulary.symmetric() else [{r} for r in (*_CORE, "agent")]
    for role in roles:
        mine = [n for r, n in one.entities if r in role]
        theirs = {n for r, n in other.entities if r in role}
        if mine and theirs and not all(theirs & set(_alike(catalogue, n)) for n in mine):
            return False
    return True
