"""How two things are connected: shortest chains of claims, and families."""

from collections.abc import Iterable, Iterator, Mapping

from kg.errors import InputError
from kg.explorer import shape
from kg.explorer.catalogue import Catalogue, Filters
from kg.explorer.view import claim_number, entity_number, filler_id, subgraph
from ontology import vocabulary

KIN = 80
"""People in one family tree."""
FURTHEST = 200_000
"""Claims that are looked at for one path."""
_LINKS = frozenset({"agent", "patient", "target", "from", "to", "cause", "reason", "subject", "object"})
"""Roles that connect two things as the question ``path_between`` has it, and what was hit: all but places and tools."""
_DENIED = frozenset({"negated", "planned"})


class TooFarError(InputError):
    """A path that would have to be looked for in too much."""


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
    on_it = {filler_id(catalogue, n, is_claim) for is_claim, n in steps}
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
