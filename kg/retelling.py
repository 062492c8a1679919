"""Repeated tellings: which events of an article are one event told again."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence, Set

from kg.event import EventDraft
from kg.fold import key
from kg.reading import Reading, Referent, place_key
from kg.relation import RelationDraft
from kg.speech import Report, attribution

# What happens to a person once: the same type and person again is the same event.
ONCE = frozenset(
    {"Killing", "Death", "Execution", "Detention", "Abduction", "Injury", "Release", "Appointment", "Dismissal", "Defection", "Sentencing"}
)
_NEAR = 4  # sentences that a definite noun goes back over, and that a headline reaches
_LEAD = 2  # sentences in which an article says what happened, and within which it begins to tell how
# How many tellings of its type an event is compared with, the last ones, so that a long text takes no longer a word than a short one.
_WINDOW = 64
# Steps by which one place may lie in another.
_STEPS = 6

# id of a place → ids of the places that it lies in
Within = Mapping[int, Set[int]]


def merge(
    reading: Reading, events: Sequence[EventDraft], relations: Sequence[RelationDraft], told: Sequence[Sequence[Report]]
) -> list[EventDraft]:
    """One event for what is told twice. Two tellings are one where nothing in them conflicts and: a definite noun brings
    nothing new, or the headline's event is told again, or the same person or the same described people undergo what happens once.
    ``told`` are the reports of each sentence: what one voice says of the doer is not put into another's mouth."""
    within = _within(relations)
    items = _items(reading)
    source = {id(e): attribution(told[e.place[0]], e.place[1]) for e in events}
    kept: list[EventDraft] = []
    alike: dict[str, deque[EventDraft]] = {}  # type → the last that were kept
    joined: dict[int, EventDraft] = {}  # id of a telling → the event that it was joined to
    for event in events:
        before = alike.setdefault(event.type, deque(maxlen=_WINDOW))
        _back_to_its_person(reading, event, before)
        earlier = next(
            (
                e
                for e in reversed(before)
                if (source[id(e)] is source[id(event)] or not _other_doer(event, e)) and _same(reading, e, event, within, items)
            ),
            None,
        )
        if earlier is None:
            kept.append(event)
            before.append(event)
        else:
            if source[id(event)] is None and _other_doer(earlier, event):
                earlier.according_to = source[id(earlier)]  # the author tells it as well, but not who did it
            _absorb(reading, earlier, event, within)
            joined[id(event)] = earlier
    for event in kept:
        event.alleges = [joined.get(id(a), a) for a in event.alleges]
        for role, told_there in list(event.args.items()):
            fillers = [joined.get(id(f), f) for f in told_there]
            unique = [f for k, f in enumerate(fillers) if f is not event and f not in fillers[:k]]
            event.args[role] = unique
            if not unique:
                del event.args[role]
    return kept


def _back_to_its_person(reading: Reading, event: EventDraft, earlier: Iterable[EventDraft]) -> None:
    """A noun with a pronoun (فراره, his flight) of which one person was told before is that person's, whomever the pronoun was taken
    for by what stands near it."""
    n, i = event.place
    if not event.noun or event.type not in ONCE | {"Flight"} or not reading.has_pronoun(event.place):
        return
    role = "agent" if event.frame.kind == "act" else "patient"
    meant = event.referents(role)
    if len(meant) != 1 or any(place[0] == n and place[1] > i for place in meant[0].places):
        return
    told = [r for e in earlier if e.modality == event.modality for r in e.referents(role)]
    people = {id(r): r for r in told if r.type == "Person" and not r.unnamed}
    known = next(iter(people.values())) if len(people) == 1 else None
    if known is not None and all(r is not meant[0] for r in told) and reading.agrees(reading.token((n, i + 1)).form, known):
        event.args[role] = [known]


def _absorb(reading: Reading, earlier: EventDraft, later: EventDraft, within: Within) -> None:
    """What the later telling adds goes to the earlier one; a named or counted filler is better than a bare one, and a place within
    another better than that (the headline's governorate)."""
    earlier.also += [later.trigger, *later.also]
    for role, fillers in later.args.items():
        mine = earlier.referents(role)
        theirs = [f for f in fillers if isinstance(f, Referent)]
        if mine and theirs and all(m.unnamed for m in mine) and any(not t.unnamed or (t.count and not mine[0].count) for t in theirs):
            earlier.args[role] = []
        if role == "place" and mine and theirs and all(_lies_in(reading, t, m, within) for t in theirs for m in mine):
            earlier.args[role] = []
        if not earlier.args.get(role):
            for filler in fillers:
                earlier.fill(role, filler, later.why.get(role, "told again"))
    earlier.time = earlier.time or later.time
    earlier.charge = earlier.charge or later.charge


def _other_doer(event: EventDraft, earlier: EventDraft) -> bool:
    """Whether a telling names a doer, and the other one nobody of the same: to join them would give him to the other's voice."""
    return bool(event.referents("agent")) and not _share(event.referents("agent"), earlier.referents("agent"))


def _items(reading: Reading) -> list[int]:
    """The number of the item of a digest that each sentence belongs to; 0 in what is no digest, which has more than one heading."""
    items = [reading.section(n) for n in range(len(reading.sentences))]
    return items if items and items[-1] > 1 else [0] * len(items)


def _same(reading: Reading, earlier: EventDraft, later: EventDraft, within: Within, items: Sequence[int]) -> bool:
    modalities = {earlier.modality, later.modality}
    if len(modalities) > 1 and (modalities & {"alleged", "hedged", "negated"} or "asserted" not in modalities):
        return False  # what is kept at a distance, or denied, is not the fact
    if _conflict(reading, earlier, later, within):
        return False
    distance = later.place[0] - earlier.place[0]
    token = reading.token(later.place)
    core = [role for role in ("patient", "target") if later.referents(role)]
    free = key(token.lemma) in later.frame.nouns  # not a word of a fixed phrase (ألقى القبض)
    apart = items[earlier.place[0]] != items[later.place[0]]
    definite = later.noun and free and (token.form.startswith("ال") or reading.has_pronoun(later.place))
    if definite and not apart and distance <= _NEAR and not any(role not in earlier.args for role in core):
        return True
    shared = {role for role in ("agent", "patient", "target", "place") if _share(earlier.referents(role), later.referents(role))}
    if later.type in ONCE and "patient" in shared | ({"agent"} & shared if later.type in ("Defection", "Joining") else set()):
        return True
    alike = _alike(earlier.referents("patient"), later.referents("patient"))
    if later.type in ONCE and alike and not apart and distance > 0 and (shared & {"place", "agent"} or not later.args.get("place")):
        return True
    if "agent" in shared and shared & {"patient", "target"}:
        return True
    first = min(e.place[0] for e in (earlier, later)) <= first_line(reading)
    if apart or items[later.place[0]]:
        return False  # the items of a digest tell of different things
    bare = not any(earlier.referents(role) for role in ("patient", "target"))
    if "agent" in shared and bare and (distance == 0 or distance <= _LEAD and earlier.place[0] < _LEAD):
        return True  # عملية دهم واعتقال (a raid with arrests): whom and what is told next
    if later.type in ONCE and 0 < distance <= _LEAD and earlier.place[0] < _LEAD and _named_after(earlier, later):
        return True
    headline = 0 < distance <= _NEAR and (first or (earlier.place[0] <= 2 and bool(shared & {"patient", "target", "place"})))
    return headline and (bool(shared) or not core or not earlier.referents(core[0]) or alike)


def _named_after(earlier: EventDraft, later: EventDraft) -> bool:
    """Whether the one person to whom it happened, described where it is told first, is the one who is named by the same word after that
    (طفل, a child; الطفل فلان, the child so-and-so)."""
    described, named = earlier.referents("patient"), later.referents("patient")
    if len(described) != 1 or len(named) != 1 or not described[0].unnamed or described[0].count or named[0].unnamed:
        return False
    return bool(described[0].heads & named[0].introduced)


def first_line(reading: Reading) -> int:
    """The number of the headline: the first sentence that is a line of its own without full stop."""
    return next((n for n, s in enumerate(reading.sentences[:4]) if len(s.tokens) > 3 and s.tokens[-1].form != "."), -1)


def _share(left: Sequence[Referent], right: Sequence[Referent]) -> bool:
    return any(a is b for a in left for b in right)


def _alike(left: Sequence[Referent], right: Sequence[Referent]) -> bool:
    """Whether described people can be the same: one head noun and no different counts, or the same count."""
    return any(
        a.unnamed and b.unnamed and (a.count == b.count if a.count or b.count else bool(a.heads & b.heads)) for a in left for b in right
    )


def _nested(reading: Reading, a: Referent, b: Referent, within: Within) -> bool:
    """Whether two places can be one: one lies in the other, or one is a building and the other an area."""
    return a.type != b.type or _lies_in(reading, a, b, within) or _lies_in(reading, b, a, within)


def _lies_in(reading: Reading, inner: Referent, outer: Referent, within: Within) -> bool:
    """Whether a place lies in another by the text, by its name (ريف دير الزور in دير الزور) or by the gazetteer, or the other is the
    country."""
    inside, around = place_key(inner.name), place_key(outer.name)
    if id(outer) in within.get(id(inner), ()) or around in reading.lexicon.cues["area"]["country"] or around in inside:
        return True
    gazetteer, area = reading.lexicon.gazetteer, reading.lexicon.cues["area"]
    apart = area["countryside"] | area["direction"] | area["compass"]
    larger = {p.id for p in gazetteer.find(" ".join(w for w in key(outer.name).split() if w not in apart))}
    return bool(larger) and any(p.id in larger for known in gazetteer.find(key(inner.name)) for p in gazetteer.within(known))


def _conflict(reading: Reading, earlier: EventDraft, later: EventDraft, within: Within) -> bool:
    for role in ("agent", "patient", "target", "instrument", "place"):
        left, right = earlier.referents(role), later.referents(role)
        if not left or not right or _share(left, right):
            continue
        if role == "place" and any(_nested(reading, a, b, within) for a in left for b in right):
            continue
        named = [r for r in (*left, *right) if not r.unnamed]
        if not named:
            counts = {r.count for r in (*left, *right)}
            if len(counts) == 1 or (role != "patient" and None in counts):
                continue
            if role == "patient" and None in counts and len(counts) == 2:
                continue
            return True
        if all(not r.unnamed for r in left) and all(not r.unnamed for r in right):
            return True
        if role in ("agent", "target", "place"):
            return True
    days = {t.value for t in (earlier.time, later.time) if t is not None and t.value}
    return len(days) > 1


def _within(relations: Iterable[RelationDraft]) -> Within:
    """The places that each place lies in by the article's own words, by one or more steps."""
    outer: dict[int, set[int]] = {}
    for relation in relations:
        if relation.type == "locatedIn":
            outer.setdefault(id(relation.subject), set()).add(id(relation.object))
    closed = {}
    for place in outer:
        found: set[int] = set()
        reached = {place}
        for _ in range(_STEPS):
            reached = {further for step in reached for further in outer.get(step, ())} - found
            found |= reached
        closed[place] = found
    return closed
