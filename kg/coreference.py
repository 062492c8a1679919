"""Whether two tellings are of one event: a maximum-entropy model over pairs of an event told before and a later telling, learned by
``kg.train.coreference`` from annotated articles (card: ``kg/models/coreference.md``).

Its features are whether the two name the same people and places, where they stand in the article, how they are worded, and whether
what brought them about is one event.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from kg.event import EventDraft
from kg.fold import key
from kg.maxent import Maxent
from kg.reading import Place, Reading, Referent, place_key
from kg.relation import RelationDraft
from kg.weights import weights

SAME, OTHER = "same", "other"
GENERAL, SPECIFIC = "Attack", frozenset({"Airstrike", "Shelling", "Explosion", "Shooting"})
"""What an attack is called where it is told in general words, and the types that it may turn out to be of."""
# Steps by which one place may lie in another.
_STEPS = 6
_ROLES = ("agent", "patient", "target", "place")

# id of a place → ids of the places that it lies in
Within = Mapping[int, Set[int]]


@dataclass(frozen=True, slots=True)
class Pair:
    """An event as told so far and a later telling: ``last`` is where the event was told last, ``between`` how many others of its family
    were told since it was first told, ``items`` the item of a digest of each sentence, ``voices`` who tells of each event by its id,
    ``joined`` the events that tellings were joined to."""

    earlier: EventDraft
    later: EventDraft
    last: Place
    between: int
    within: Within
    items: Sequence[int]
    voices: Mapping[int, Referent | None]
    joined: Mapping[int, EventDraft]


def family(type: str) -> str:
    """The type, or one name for all types of attack: one may be told by the words of another."""
    return GENERAL if type in SPECIFIC else type


def features(reading: Reading, pair: Pair) -> list[str]:
    """The features of a pair."""
    earlier, later = pair.earlier, pair.later
    n, i = later.place
    token, type = reading.token(later.place), family(later.type)
    how = "verb" if not later.noun else "definite" if token.form.startswith("ال") or reading.has_pronoun(later.place) else "noun"
    first = earlier.place[0]
    part = "headline" if first <= first_line(reading) else "lead" if first < 2 else "body"
    since, far = _bucket(n - pair.last[0]), _bucket(n - first)
    found = []
    for role in _ROLES:
        matched = _matched(reading, earlier.referents(role), later.referents(role), pair.within, of_places=role in ("target", "place"))
        found += [f"{role}={matched}", f"{role}={matched}|{type}"]
    here = _matched(reading, where(earlier), where(later), pair.within, of_places=True)
    whom = _matched(reading, _whom(earlier), _whom(later), pair.within, of_places=False)
    cause = _causes(pair)
    time = _times(earlier, later)
    voice = _voices(pair.voices[id(earlier)], pair.voices[id(later)])
    between = _bucket(pair.between)
    apart = reading.lexicon.cues["retelling"]["apart"]
    told_apart = any(key(t.form) in apart for t in reading.sentences[n].tokens[max(0, i - 3) : i + 4])
    return [
        *found,
        f"where={here}",
        f"where={here}|{type}",
        f"whom={whom}",
        f"where={here}|whom={whom}",
        f"cause={cause}",
        f"cause={cause}|{type}",
        f"far={far}",
        f"far={far}|{how}",
        f"far={far}|{part}",
        f"since={since}",
        f"between={between}",
        f"between={between}|since={since}",
        f"how={'noun' if earlier.noun else 'verb'}-{how}",
        f"type={type}",
        f"type={type}|{how}",
        f"types={earlier.type}-{later.type}" if earlier.type != later.type else "one type",
        part,
        f"{part}|{how}",
        "one lemma" if key(token.lemma) == key(reading.token(earlier.place).lemma) else "two lemmas",
        f"item={pair.items[n] == pair.items[first]}|{pair.items[n] > 0}",
        f"time={time}",
        f"time={time}|{how}",
        f"modality={earlier.modality}-{later.modality}" if earlier.modality != later.modality else "one modality",
        f"voice={voice}",
        f"voice={voice}|{part}",
        f"apart={told_apart}",
    ]


class CoreferenceModel:
    """Scores pairs. Raises ``FileNotFoundError`` where the model is missing."""

    def __init__(self) -> None:
        self._model = Maxent(weights("coreference.crfsuite"))

    def __call__(self, reading: Reading, pair: Pair) -> float:
        """The probability that both tell of one event."""
        return self._model(features(reading, pair))[SAME]


@cache
def default_model() -> CoreferenceModel:
    """The model that ships, or that of ``ISNAD_MODELS``."""
    return CoreferenceModel()


def first_line(reading: Reading) -> int:
    """The number of the headline: the first sentence that is a line of its own without full stop; -1 where there is none."""
    return next((n for n, s in enumerate(reading.sentences[:4]) if len(s.tokens) > 3 and s.tokens[-1].form != "."), -1)


def share(left: Iterable[Referent], right: Sequence[Referent]) -> bool:
    """Whether one of either is one of the other."""
    return any(a is b for a in left for b in right)


def alike(left: Sequence[Referent], right: Sequence[Referent]) -> bool:
    """Whether described people can be the same: one head noun and no different counts, or the same count."""
    return any(
        a.unnamed and b.unnamed and (a.count == b.count if a.count or b.count else bool(a.heads & b.heads)) for a in left for b in right
    )


def nested(reading: Reading, a: Referent, b: Referent, within: Within) -> bool:
    """Whether two places can be one: one lies in the other, or one is a building and the other an area."""
    return a.type != b.type or lies_in(reading, a, b, within) or lies_in(reading, b, a, within)


def lies_in(reading: Reading, inner: Referent, outer: Referent, within: Within) -> bool:
    """Whether a place lies in another by the text, by its name (ريف دير الزور in دير الزور) or by the gazetteer, or the other is the
    country."""
    inside, around = place_key(inner.name), place_key(outer.name)
    if id(outer) in within.get(id(inner), ()) or around in reading.lexicon.cues["area"]["country"] or around in inside:
        return True
    gazetteer, area = reading.lexicon.gazetteer, reading.lexicon.cues["area"]
    apart = area["countryside"] | area["direction"] | area["compass"]
    larger = {p.id for p in gazetteer.find(" ".join(w for w in key(outer.name).split() if w not in apart))}
    return bool(larger) and any(p.id in larger for known in gazetteer.find(key(inner.name)) for p in gazetteer.within(known))


def enclosures(relations: Iterable[RelationDraft]) -> Within:
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


def where(event: EventDraft) -> list[Referent]:
    """Places and targets: what was struck is told as the one in one telling and as the other in another."""
    return event.referents("target") + event.referents("place")


def _whom(event: EventDraft) -> list[Referent]:
    return event.referents("patient") + event.referents("target")


def _matched(reading: Reading, earlier: Sequence[Referent], later: Sequence[Referent], within: Within, *, of_places: bool) -> str:
    """How the fillers of one role in two tellings go together."""
    if not earlier and not later:
        return "none"
    if not earlier or not later:
        told = earlier or later
        return f"only {'earlier' if earlier else 'later'}{'' if any(not r.unnamed for r in told) else ', described'}"
    if share(earlier, later):
        return "all" if all(any(a is b for a in earlier) for b in later) else "some"
    if alike(earlier, later):
        return "alike"
    if of_places and any(nested(reading, a, b, within) for a in earlier for b in later):
        return "nested"
    named = [all(not r.unnamed for r in told) for told in (earlier, later)]
    if all(named):
        return "other names"
    if all(any(r.count for r in told) for told in (earlier, later)):
        return "other counts"
    return "name and description" if any(named) else "descriptions"


def _causes(pair: Pair) -> str:
    """Whether what brought the two about is one event."""
    earlier, later = ([pair.joined.get(id(c), c) for c in e.args.get("cause", ())] for e in (pair.earlier, pair.later))
    if not earlier or not later:
        return "none" if not earlier and not later else "only earlier" if earlier else "only later"
    return "one" if any(a is b for a in earlier for b in later) else "two"


def _times(earlier: EventDraft, later: EventDraft) -> str:
    if earlier.time is None or later.time is None:
        return "none" if earlier.time is later.time else "only earlier" if earlier.time else "only later"
    if earlier.time.value is None or later.time.value is None:
        return "open"
    return "one" if earlier.time.value == later.time.value else "two"


def _voices(earlier: Referent | None, later: Referent | None) -> str:
    if earlier is later:
        return "one"
    return "later" if earlier is None else "earlier" if later is None else "two"


def _bucket(number: int) -> str:
    return str(number) if number < 4 else "4-6" if number < 7 else "7-12" if number < 13 else "13+"
