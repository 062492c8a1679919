"""Where withheld names stand in a text, in whatever spelling.

A name is found whole (all its letters in a row, whatever stands between them), by two of its units side by side, or by one unit. What of
that is masked is said by the policy's ``mask``:

* ``full``: whole names, and two units side by side.
* ``parts``: also units that identify, everywhere; and in an article that names somebody, every unit of that name.
* ``words``: every unit in every article, common given names too.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

import ahocorasick

from kg.redaction import names
from kg.redaction.names import SHORT, Unit
from kg.redaction.script import Letters, Token, letters, words

T = TypeVar("T", str, int)
Ranges = Sequence[tuple[int, int]]

_FREE_UNIT, _FREE_NAME, _FREE_CONSONANTS = 5, 6, 4
"""Letters from which a unit inside a word, and a whole name without regard to words, is no chance."""
_LONGEST = 8
"""Letters; no clitics and no ending have so many."""
_GAP = 2
"""Words of names that may stand between two units of one name: father's and grandfather's names."""
_PAUSE = re.compile(r"[.,:;!?()\[\]\"«»“”\n\u060c\u061b\u061f]")
_MARKS = re.compile("[\u0640\u064b-\u0652]")
_RUN = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|www\.|@|%[0-9A-Fa-f]{2}")


@dataclass(frozen=True, slots=True)
class Hit:
    """One unit at the letters ``first:last``, in tokens ``tokens``. ``weak``: counts only beside another unit. ``short``: so few consonants
    in Latin letters that it tells nobody by itself."""

    unit: str
    first: int
    last: int
    tokens: tuple[int, int]
    article: bool
    weak: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one text. ``whole`` pairs the number of a name with the letters ``first:last`` where it stands."""

    text: str
    letters: Letters
    hits: tuple[Hit, ...]
    whole: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A name that has a unit, and how the unit tells it there."""

    number: int
    identifies: bool
    needs_article: bool


class Finder:
    """Finds the names that it was given: for each number, the forms of one person's name."""

    def __init__(self, forms: Mapping[int, Iterable[str]]) -> None:
        self._bearers: dict[str, list[_Bearer]] = defaultdict(list)
        self._alone: dict[str, set[int]] = defaultdict(set)
        patterns: dict[str, set[str]] = defaultdict(set)  # spelling → letters of units
        whole: dict[str, set[int]] = defaultdict(set)
        consonants: dict[str, set[str]] = defaultdict(set)
        latin: dict[str, set[int]] = defaultdict(set)
        for number, given in forms.items():
            for form in given:
                name = names.units(form)
                for unit in name:
                    self._add(unit, number, patterns, consonants)
                if len(name) == 1:
                    self._alone[name[0].letters].add(number)
                if len(words(form)) > 1:
                    for spelling in names.joined(form):
                        if len(spelling) >= _FREE_NAME:
                            whole[spelling].add(number)
                        else:  # as one unit, so that it must begin and end as words do
                            patterns[spelling].add(spelling)
                            self._bearers[spelling].append(_Bearer(number, True, False))
                            self._alone[spelling].add(number)
                if len(name) > 1:
                    for spelling in names.joined_consonants(name):
                        if len(spelling) >= _FREE_CONSONANTS:
                            latin[spelling].add(number)
        self._consonants = dict(consonants)
        self._units, self._whole, self._latin = _automaton(patterns), _automaton(whole), _automaton(latin)
        self._numbers = {letters: frozenset(b.number for b in bearers) for letters, bearers in self._bearers.items()}

    def _add(self, unit: Unit, number: int, patterns: dict[str, set[str]], consonants: dict[str, set[str]]) -> None:
        bearer = _Bearer(number, unit.identifies, unit.needs_article)
        if bearer not in self._bearers[unit.letters]:
            self._bearers[unit.letters].append(bearer)
        for spelling in unit.spellings:
            patterns[spelling].add(unit.letters)
        for form in unit.consonants:
            consonants[form].add(unit.letters)

    def read(self, text: str, *, by_consonants: bool = True) -> Reading:
        """All units and whole names of a text. Names of rules and programs, which are no words of an article, are not to be read
        ``by_consonants``."""
        found = letters(text)
        roman = self._roman(found) if by_consonants else ()
        hits = sorted({*self._arabic(text, found), *roman}, key=lambda h: (h.tokens, h.first, h.last, h.unit))
        whole = {(number, first, last) for first, last, numbers in self._whole.matches(found.text) for number in numbers}
        for token in found.tokens:
            if token.latin and by_consonants:
                for form in names.latin_consonants(token.letters):
                    whole |= {(number, token.first, token.last) for _, _, numbers in self._latin.matches(form) for number in numbers}
        whole |= {(number, h.first, h.last) for h in hits if not h.weak for number in self._alone.get(h.unit, ())}
        whole.update(self._side_by_side(text, found, hits))
        return Reading(text, found, tuple(hits), tuple(sorted(whole)))

    def named(self, reading: Reading, mask: str, spared: Ranges = ()) -> set[int]:
        """The numbers of the names that a text names. Units inside ``spared`` (letters, end-exclusive) name nobody."""
        out = {number for number, _, _ in reading.whole}
        if mask != "full":
            hits = (hit for hit in reading.hits if not _inside(hit, spared))
            out |= {b.number for hit in hits for b in self._bearers[hit.unit] if _tells(hit, b)}
        return out

    def spans(self, reading: Reading, present: Set[int], mask: str, spared: Ranges = ()) -> list[tuple[int, int]]:
        """The raw spans to mask, in order and apart. ``present`` are the names that the article names somewhere; units inside ``spared``
        (letters, end-exclusive) are left, whole names never."""
        ranges = {(first, last) for _, first, last in reading.whole}
        for hit in reading.hits:
            if hit.weak or mask == "full" or _inside(hit, spared):
                continue
            bearers = self._bearers[hit.unit]
            if mask == "words" or any(_tells(hit, b) for b in bearers) or not present.isdisjoint(self._numbers[hit.unit]):
                ranges.add((hit.first, hit.last))
        tokens, owner = reading.letters.tokens, reading.letters.owner
        raw = []
        for first, last in ranges:
            begin, finish = tokens[owner[first]], tokens[owner[last - 1]]
            clitic = _clitic(reading.letters, begin, first)
            if clitic.endswith("ال"):
                first, clitic = first - 2, clitic[:-2]
            start = reading.letters.starts[first] if _before().fullmatch(clitic) and not begin.latin else begin.start
            raw.append((start, _and_what_follows(reading, owner[last - 1], finish, whole=owner[first] != owner[last - 1])))
        return merged([*raw, *_addresses(reading.text, merged(raw))])

    def _arabic(self, text: str, found: Letters) -> Iterable[Hit]:
        for first, last, units in self._units.matches(found.text):
            begin, finish = found.tokens[found.owner[first]], found.tokens[found.owner[last - 1]]
            before, after = _clitic(found, begin, first), found.text[last : min(last + _LONGEST, finish.last)]
            tokens = found.owner[first], found.owner[last - 1]
            if begin.latin:
                bound = before in ("", "al", "el") and not after
            else:
                bound = _before().fullmatch(before) is not None and after in _after()
            written = text[begin.start : min(finish.end, begin.start + 4 * _LONGEST)]
            weak = _MARKS.sub("", written).removeprefix("و").removeprefix("ف") in names.known()["names"]["never"]
            article = before.endswith(("ال", "ل", "al", "el"))
            for unit in units:
                inside = last - first >= _FREE_UNIT and tokens[0] == tokens[1]
                if bound or (inside and any(b.identifies and not b.needs_article for b in self._bearers[unit])):
                    yield Hit(unit, first, last, tokens, article, weak)

    def _roman(self, found: Letters) -> Iterable[Hit]:
        """Units in Latin letters, by the consonants of up to three words."""
        if not self._consonants:
            return
        forms = {i: names.latin_consonants(t.letters) for i, t in enumerate(found.tokens) if t.latin}
        for i in forms:
            whole, said = ["", ""], ""
            after_article = i > 0 and found.tokens[i - 1].letters in ("al", "el")
            for j in range(i, i + 3):
                if j not in forms:
                    break
                whole = [a + b for a, b in zip(whole, forms[j], strict=True)]
                said += found.tokens[j].letters
                article = after_article or said.startswith(("al", "el"))
                for form in set(whole):
                    for unit in self._consonants.get(form, ()):
                        short = len(form) < SHORT
                        if not short or names.alike(said, unit):
                            yield Hit(unit, found.tokens[i].first, found.tokens[j].last, (i, j), article, short=short)

    def _side_by_side(self, text: str, found: Letters, hits: list[Hit]) -> Iterable[tuple[int, int, int]]:
        """Names of which two units stand beside each other, in either order, with only words of names and no pause between."""
        hits = list({(hit.unit, hit.tokens): hit for hit in hits}.values())
        for i, hit in enumerate(hits):
            paired: set[int] = set()
            for other in map(hits.__getitem__, range(i + 1, len(hits))):
                gap = found.tokens[hit.tokens[1] + 1 : other.tokens[0]]
                if len(gap) > _GAP:
                    break
                if other.unit == hit.unit or other.tokens[0] <= hit.tokens[1]:
                    continue
                pause = _PAUSE.search(text, found.ends[hit.last - 1], found.starts[other.first])
                if gap and (pause or not all(map(_between, gap))):
                    continue
                for number in (self._numbers[hit.unit] & self._numbers[other.unit]) - paired:
                    paired.add(number)
                    yield number, hit.first, hit.last if pause else other.last
                    yield number, other.first, other.last


def _clitic(found: Letters, token: Token, first: int) -> str:
    """The letters of a token before letter ``first``; of many only so many that they are seen to be no clitic."""
    return found.text[max(token.first, first - _LONGEST) : first]


def _tells(hit: Hit, bearer: _Bearer) -> bool:
    return bearer.identifies and not (hit.weak or hit.short) and (hit.article or not bearer.needs_article)


def _between(token: Token) -> bool:
    return names.namelike(token.letters) or (token.latin and len(token.letters) <= 3)


def _inside(hit: Hit, ranges: Ranges) -> bool:
    return any(first <= hit.first and hit.last <= last for first, last in ranges)


def _and_what_follows(reading: Reading, number: int, last: Token, *, whole: bool) -> int:
    """Where a name ends, with the family names that follow it (سالم الدرويش العكيدي)."""
    end = last.end
    for token in reading.letters.tokens[number + 1 : number + 3]:
        word = token.letters
        family = word.startswith("ال") and (word in names.family_names() or (whole and len(word) > 4 and word.endswith("ي")))
        if not family or reading.text[end : token.start].strip(" "):
            break
        end = token.end
    return end


def _addresses(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The addresses (of the web, of mail) that one of ``spans``, in order and apart, stands in."""
    for run in _RUN.finditer(text) if spans else ():
        at = bisect_right(spans, run.end(), key=lambda span: span[0]) - 1
        if at >= 0 and spans[at][1] > run.start() and _ADDRESS.search(run.group()):
            yield run.span()


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; those that touch or overlap become one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


@cache
def _before() -> re.Pattern[str]:
    return re.compile(names.known()["joined"]["before"])


@cache
def _after() -> frozenset[str]:
    return frozenset(names.known()["joined"]["after"])


def _automaton(patterns: Mapping[str, Set[T]]) -> "Patterns[T]":
    automaton = ahocorasick.Automaton()
    for pattern, values in patterns.items():
        automaton.add_word(pattern, (len(pattern), sorted(values)))
    automaton.make_automaton()
    return Patterns(automaton)


@dataclass(frozen=True, slots=True)
class Patterns(Generic[T]):
    """Strings to look for at once, each with values."""

    automaton: ahocorasick.Automaton

    def matches(self, text: str) -> Iterable[tuple[int, int, list[T]]]:
        """(first, last, values) of each, end-exclusive."""
        if len(self.automaton):
            for last, (length, values) in self.automaton.iter(text):
                yield last - length + 1, last + 1, values
