"""Repeated tellings: which events of an article are one event told again."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence

from kg.coreference import (
    GENERAL,
    SPECIFIC,
    Pair,
    Within,
    alike,
    default_model,
    enclosures,
    family,
    first_line,
    lies_in,
    nested,
    share,
    where,
)
from kg.event import EventDraft
from kg.fold import key
from kg.reading import Reading, Referent
from kg.relation import RelationDraft
from kg.speech import Report, attribution

# What happens to a person once: the same type and person again is the same event.
ONCE = frozenset(
    {"Killing", "Death", "Execution", "Detention", "Abduction", "Injury", "Release", "Appointment", "Dismissal", "Defection", "Sentencing"}
)
_NEAR = 4  # sentences that a definite noun goes back over, and that a headline reaches
_LEAD = 2  # sentences in which an article says what happened, and within which it begins to tell how
# How many events of its family a telling is compared with, the last ones, so that a long text takes no longer a word than a short one.
_WINDOW = 16
# How sure the model must be where no rule says that two tellings are one: one joined wrongly is worse than one told twice.
_SURE = 0.55

Judge = Callable[[Reading, Sequence[Pair]], EventDraft | None]
"""Says which of some events told before a telling tells of again, if any; the pairs have the earlier events, the last one last."""


def judged(reading: Reading, pairs: Sequence[Pair]) -> EventDraft | None:
    """By rules and, where they say nothing, by the model. What is kept at a distance, or denied, is not the fact; and what one voice says
    of the doer is not put into another's mouth."""
    open = [pair for pair in pairs if _one_modality(pair) and (_one_voice(pair) or not _other_doer(pair.later, pair.earlier))]
    for pair in reversed(open):
        if pair.earlier.type == pair.later.type and _same(reading, pair):
            return pair.earlier
    score = default_model()
    scored = [(score(reading, pair), number) for number, pair in enumerate(open) if not _contradict(reading, pair)]
    best = max(scored, default=(0.0, 0))
    return open[best[1]].earlier if best[0] >= _SURE else None


def merge(
    reading: Reading,
    events: Sequence[EventDraft],
    relations: Sequence[RelationDraft],
    told: Sequence[Sequence[Report]],
    judge: Judge = judged,
) -> list[EventDraft]:
    """One event for what is told twice. ``told`` are the reports of each sentence. Attacks are gone through first: what came of them is
    one where they are."""
    within, items = enclosures(relations), _items(reading)
    voices = {id(e): attribution(told[e.place[0]], e.place[1]) for e in events}
    kept: list[EventDraft] = []
    before: dict[str, deque[EventDraft]] = {}  # family → the last that were kept
    last = {id(e): e.place for e in events}
    joined: dict[int, EventDraft] = {}  # id of a telling → the event that it was joined to
    for event in sorted(events, key=lambda e: family(e.type) != GENERAL):
        known = before.setdefault(family(event.type), deque(maxlen=_WINDOW))
        _back_to_its_person(reading, event, [e for e in known if e.type == event.type])
        pairs = [
            Pair(earlier, event, last[id(earlier)], len(known) - 1 - number, within, items, voices, joined)
            for number, earlier in enumerate(known)
        ]
        earlier = judge(reading, pairs) if pairs else None
        if earlier is None:
            kept.append(event)
            known.append(event)
        else:
            if voices[id(event)] is None and _other_doer(earlier, event):
                earlier.according_to = voices[id(earlier)]  # the author tells it as well, but not who did it
            _absorb(reading, earlier, event, within)
            joined[id(event)], last[id(earlier)] = earlier, event.place
    for event in kept:
        event.alleges = [joined.get(id(a), a) for a in event.alleges]
        for role, told_there in list(event.args.items()):
            fillers = [joined.get(id(f), f) for f in told_there]
            unique = [f for k, f in enumerate(fillers) if f is not event and f not in fillers[:k]]
            event.args[role] = unique
            if not unique:
                del event.args[role]
    return sorted(kept, key=lambda e: e.place)


def _one_modality(pair: Pair) -> bool:
    modalities = {pair.earlier.modality, pair.later.modality}
    return len(modalities) == 1 or not modalities & {"alleged", "hedged", "negated"} and "asserted" in modalities


def _one_voice(pair: Pair) -> bool:
    return pair.voices[id(pair.earlier)] is pair.voices[id(pair.later)]


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


def _contradict(reading: Reading, pair: Pair) -> bool:
    """Whether two tellings name different people or places, count or describe them differently, date differently, or stand in two items
    of a digest: then no score makes them one."""
    earlier, later = pair.earlier, pair.later
    if pair.items[earlier.place[0]] != pair.items[later.place[0]]:
        return True
    if earlier.time and later.time and earlier.time.value and later.time.value and earlier.time.value != later.time.value:
        return True
    people = [e.referents("patient") for e in (earlier, later)]
    if all(people) and not alike(*people) and all(r.unnamed for r in (*people[0], *people[1])):
        return True
    for role in ("agent", "patient"):
        left, right = ([r for r in e.referents(role) if not r.unnamed] for e in (earlier, later))
        if left and right and not share(left, right):
            return True
    left, right = ([r for r in where(e) if not r.unnamed] for e in (earlier, later))
    return bool(left and right) and not share(left, right) and not any(nested(reading, a, b, pair.within) for a in left for b in right)


def _absorb(reading: Reading, earlier: EventDraft, later: EventDraft, within: Within) -> None:
    """What the later telling adds goes to the earlier one; a named or counted filler is better than a bare one, a place within another
    better than that (the headline's governorate), and the kind of attack better than that it was one."""
    if earlier.type == GENERAL and later.type in SPECIFIC:
        earlier.frame, earlier.classed = later.frame, later.classed
    earlier.also += [later.trigger, *later.also]
    for role, fillers in later.args.items():
        mine = earlier.referents(role)
        theirs = [f for f in fillers if isinstance(f, Referent)]
        if mine and theirs and all(m.unnamed for m in mine) and any(not t.unnamed or (t.count and not mine[0].count) for t in theirs):
            earlier.args[role] = []
        if role == "place" and mine and theirs and all(lies_in(reading, t, m, within) for t in theirs for m in mine):
            earlier.args[role] = []
        if not earlier.args.get(role):
            for filler in fillers:
                earlier.fill(role, filler, later.why.get(role, "told again"))
    earlier.time = earlier.time or later.time
    earlier.charge = earlier.charge or later.charge


def _other_doer(event: EventDraft, earlier: EventDraft) -> bool:
    """Whether a telling names a doer, and the other one nobody of the same: to join them would give him to the other's voice."""
    return bool(event.referents("agent")) and not share(event.referents("agent"), earlier.referents("agent"))


def _items(reading: Reading) -> list[int]:
    """The number of the item of a digest that each sentence belongs to; 0 in what is no digest, which has more than one heading."""
    items = [reading.section(n) for n in range(len(reading.sentences))]
    return items if items and items[-1] > 1 else [0] * len(items)


def _same(reading: Reading, pair: Pair) -> bool:
    """Whether nothing in two tellings conflicts and: a definite noun brings nothing new, or the headline's event is told again, or the
    same person or the same described people undergo what happens once."""
    earlier, later, items = pair.earlier, pair.later, pair.items
    if _conflict(reading, earlier, later, pair.within):
        return False
    distance = later.place[0] - earlier.place[0]
    token = reading.token(later.place)
    core = [role for role in ("patient", "target") if later.referents(role)]
    free = key(token.lemma) in later.frame.nouns  # not a word of a fixed phrase (ألقى القبض)
    apart = items[earlier.place[0]] != items[later.place[0]]
    definite = later.noun and free and (token.form.startswith("ال") or reading.has_pronoun(later.place))
    if definite and not apart and distance <= _NEAR and not any(role not in earlier.args for role in core):
        return True
    shared = {role for role in ("agent", "patient", "target", "place") if share(earlier.referents(role), later.referents(role))}
    if later.type in ONCE and "patient" in shared | ({"agent"} & shared if later.type in ("Defection", "Joining") else set()):
        return True
    matched = alike(earlier.referents("patient"), later.referents("patient"))
    if later.type in ONCE and matched and not apart and distance > 0 and (shared & {"place", "agent"} or not later.args.get("place")):
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
    return headline and (bool(shared) or not core or not earlier.referents(core[0]) or matched)


def _named_after(earlier: EventDraft, later: EventDraft) -> bool:
    """Whether the one person to whom it happened, described where it is told first, is the one who is named by the same word after that
    (طفل, a child; الطفل فلان, the child so-and-so)."""
    described, named = earlier.referents("patient"), later.referents("patient")
    if len(described) != 1 or len(named) != 1 or not described[0].unnamed or described[0].count or named[0].unnamed:
        return False
    return bool(described[0].heads & named[0].introduced)


def _conflict(reading: Reading, earlier: EventDraft, later: EventDraft, within: Within) -> bool:
    for role in ("agent", "patient", "target", "instrument", "place"):
        left, right = earlier.referents(role), later.referents(role)
        if not left or not right or share(left, right):
            continue
        if role == "place" and any(nested(reading, a, b, within) for a in left for b in right):
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
