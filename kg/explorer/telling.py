"""Claims beside each other: what else is said of the same two, what contradicts it, and other accounts of an event.

Two of one name may be one, which nobody has decided: their claims are shown side by side, and never as those of one.
"""

from collections import Counter
from collections.abc import Sequence

from kg.explorer import shape
from kg.explorer.catalogue import Catalogue, Claim
from kg.explorer.view import claim_number, row
from ontology import vocabulary

_CORE = ("patient", "target", "subject", "object")
"""Roles of whom or what a claim is about."""
_TOLD_OF = ("patient", "target", "place")


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
