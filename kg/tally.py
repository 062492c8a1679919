"""Numbers that do not add up: a set is announced with its number, and the list or the tellings after it have another.

Only what is plain is said to be unequal. A list is plain where each of its items is one name or one counted or single noun; a number
of which only some are told (بينهم among them, أبرزهم) says nothing. Of things told one by one, fewer than were announced are a
sign that one was not read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.event import EventDraft
from kg.fold import key
from kg.graph import Span, Unread
from kg.lexicon import listed
from kg.naming import LONGEST_NAME
from kg.quantity import count_of, number
from kg.reading import Place, Reading, Referent, heading
from kg.relation import RelationDraft
from kg.syntax import Sentence, Token

# A number below two announces no list; one above thirty is not told one by one.
_LEAST, _MOST = 2, 30
_KINDS = frozenset({"Person", "Site", "Object"})


@dataclass(frozen=True, slots=True)
class _Announcement:
    place: Place
    kind: str
    count: int


def unequal(reading: Reading, told: Sequence[EventDraft], relations: Sequence[RelationDraft]) -> Iterator[Unread]:
    """Each number that the article itself does not bear out: the numeral with its noun, "N announced, M told"."""
    for announced, counted in (*_listed(reading, told), *_one_by_one(reading, told, relations)):
        if counted != announced.count:
            yield Unread(_span(reading, announced.place), f"numbers: {announced.count} announced, {counted} told")


def _span(reading: Reading, place: Place) -> Span:
    """The noun with the numeral before it."""
    n, i = place
    tokens = reading.sentences[n].tokens
    first = i
    while first and (number(tokens[first - 1].form) is not None or (first < i and tokens[first - 1].form == "و")):
        first -= 1
    if tokens[first].form == "و":
        first += 1
    return Span(tokens[first].start, reading.span(place).end)


# --- lists after a colon -------------------------------------------------------------------------------------------------


def _listed(reading: Reading, told: Sequence[EventDraft]) -> Iterator[tuple[_Announcement, int]]:
    for n, sentence in enumerate(reading.sentences):
        colon = next((t.i for t in sentence.tokens if t.form.startswith(":")), 0)
        if not colon:
            continue
        announced = _before_colon(reading, n, colon) or _list_of_those(reading, n, colon, told)
        if announced is not None and (counted := _items(reading, n, colon, announced.kind)) is not None:
            yield announced, counted


def _before_colon(reading: Reading, n: int, colon: int) -> _Announcement | None:
    """The one counted set that stands before a colon (ثلاثة مدنيين هم:)."""
    found = [a for i in range(colon) if (a := _announcement(reading, n, i)) is not None]
    return found[0] if len(found) == 1 and not _partial(reading.sentences[n].tokens[found[0].place[1] : colon]) else None


def _announcement(reading: Reading, n: int, i: int) -> _Announcement | None:
    sentence = reading.sentences[n]
    token = sentence.tokens[i]
    kind = reading.lexicon.nominal_type(key(token.form)) if token.noun and token.tag != "CD" else None
    if kind not in _KINDS or reading.inside_name((n, i)):
        return None
    count = count_of(sentence, i)
    if count is None or count[0] != count[1] or not _LEAST <= count[0] <= _MOST:
        return None
    return _Announcement((n, i), kind, count[0])


def _list_of_those(reading: Reading, n: int, colon: int, told: Sequence[EventDraft]) -> _Announcement | None:
    """The one counted set that a list of those it happened to (القتلى هم:, أسماء القتلى:) goes back to."""
    tokens = reading.sentences[n].tokens[:colon]
    nouns = [t for t in tokens if t.tag.startswith("DT") and reading.lexicon.nominal_type(key(t.form)) == "Person"]
    named = bool(tokens) and key(tokens[-1].form) in _words("they") or any(key(t.form) in _words("names") for t in tokens)
    if len(nouns) != 1 or not named or any(t.tag == "CD" for t in tokens):
        return None
    types = reading.lexicon.event_types(key(nouns[0].lemma), verb=False)
    section = reading.section(n) - (heading(reading.sentences[n]) is not None)
    people = {
        id(r): r
        for e in told
        if e.type in types and e.place < (n, 0) and reading.section(e.place[0]) == section
        for r in e.referents("patient")
        if r.type == "Person"
    }
    if len(people) != 1:
        return None
    ((one),) = people.values()
    announced = _announcement(reading, *one.places[0])
    after = reading.sentences[one.places[0][0]].tokens[one.places[0][1] :]
    return None if announced is None or _partial(after) else announced


def _partial(tokens: Sequence[Token]) -> bool:
    """Whether only some of a set are told (بينهم, من بينها, منهم, أبرزهم)."""
    words = [key(t.form) for t in tokens]
    return any(w in _words("some") and (k + 1 == len(words) or tokens[k + 1].joined) for k, w in enumerate(words))


def _items(reading: Reading, n: int, colon: int, kind: str) -> int | None:
    """How many a list after a colon tells, on its line or on the lines after it; None where it is not plain."""
    sentence = reading.sentences[n]
    rest = [t for t in sentence.tokens[colon + 1 :] if t.word]
    if rest:
        return _sum(reading, n, list(_segments(sentence, colon + 1)), kind)
    total, lines = 0, 0
    for m in range(n + 1, len(reading.sentences)):
        if not _own_line(reading.sentences[m]):
            break
        value = _sum(reading, m, list(_segments(reading.sentences[m], 0)), kind)
        if value is None:
            break
        total, lines = total + value, lines + 1
    return total if lines >= _LEAST else None


def _own_line(sentence: Sentence) -> bool:
    at = sentence.start
    while at and sentence.text[at - 1] in " \t-–•*":
        at -= 1
    return at == 0 or sentence.text[at - 1] in "\n\r"


def _segments(sentence: Sentence, start: int) -> Iterator[list[Token]]:
    """The words between commas and و, without the marks."""
    segment: list[Token] = []
    for token in sentence.tokens[start:]:
        if token.form in {",", ";", "و"}:
            if segment:
                yield segment
            segment = []
        elif token.word:
            segment.append(token)
    if segment:
        yield segment


def _sum(reading: Reading, n: int, segments: Sequence[list[Token]], kind: str) -> int | None:
    total = 0
    for segment in segments:
        if _over(reading, n, segment):
            break
        value = _value(reading, n, segment, kind, last=segment is segments[-1])
        if value is None:
            return None
        total += value
    return total or None


def _over(reading: Reading, n: int, segment: Sequence[Token]) -> bool:
    """Whether the list is over before an item: a clause begins, or other people are spoken of (والمصابون …). A short item with a verb
    may be a name that was not read as one."""
    if any((n, t.i) in reading.at for t in segment[:1]):
        return False
    first = segment[0]
    others = first.tag.startswith("DT") and bool(reading.lexicon.event_types(key(first.lemma), verb=False))
    return key(first.form) in _words("end") or others or (first.verb and len(segment) > LONGEST_NAME)


def _value(reading: Reading, n: int, segment: Sequence[Token], kind: str, *, last: bool) -> int | None:
    """How many an item tells: one for a name, the count of a noun, none for an age or an origin; None where that is not plain."""
    named = list({id(r): r for t in segment if (r := reading.at.get((n, t.i))) is not None and r.type == kind}.values())
    if any(t.verb for t in segment) and not last:
        return None
    if named:
        return 1 if len(named) == 1 else None
    for token in segment[:4]:
        if token.noun and token.tag != "CD" and reading.lexicon.nominal_type(key(token.form)) == kind:
            if announced := _announcement(reading, n, token.i):
                return announced.count
            return 1 if _single(token) else None
    about = key(segment[0].form) in _words("about") or any(key(t.form) in _words("age") for t in segment[:3])
    return 0 if about else None


def _single(token: Token) -> bool:
    word = key(token.form).removeprefix("ال")
    return not token.tag.endswith("S") and key(token.lemma) in (word, word.removesuffix("ا"))


# --- tellings one by one -------------------------------------------------------------------------------------------------


def _one_by_one(reading: Reading, told: Sequence[EventDraft], relations: Sequence[RelationDraft]) -> Iterator[tuple[_Announcement, int]]:
    """Counted things, and the same kind of thing told singly after it in the same section: fewer than announced, and more than one."""
    fillers = [f for e in told for fs in e.args.values() for f in fs if isinstance(f, Referent)]
    fillers += [r for relation in relations for r in (relation.subject, relation.object)]
    things = list({id(r): r for r in fillers if r.unnamed and r.type in ("Site", "Object") and r.places}.values())
    counted = [(_head(reading, r), a) for r in things if (a := _announcement(reading, *r.places[0])) is not None and a.count > _LEAST]
    announced_once = {head for head, number in Counter(head for head, _ in counted).items() if number == 1}
    told_of = defaultdict(list)
    for thing in things:
        told_of[_head(reading, thing)].append(thing)
    for head, announced in counted:
        n, i = announced.place
        if head not in announced_once or _partial(reading.sentences[n].tokens[i:]):
            continue
        after = [r for r in told_of[head] if r.places[0] > announced.place and reading.section(r.places[0][0]) == reading.section(n)]
        total = sum(r.count[0] if r.count else 1 for r in after)
        if _LEAST <= total < announced.count:
            yield announced, total


def _head(reading: Reading, referent: Referent) -> str:
    return key(reading.token(referent.places[0]).lemma)


@cache
def _words(name: str) -> frozenset[str]:
    return listed("tally", name)
