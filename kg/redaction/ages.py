"""Ages in a text: with a village and a day they tell who somebody is as well as a name does."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from kg.fold import key
from kg.lexicon import read_data

NEAR = 40
"""Code points between an age and the masked name whose age it is taken for."""
_ELAPSED = re.compile(r"(?:قبل|منذ|بعد|خلال|مدة|السجن|سجنا)\s+$")  # three years ago, for three years: no age
_MARKS = r"[\u064b-\u0652]*"


def told(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, number) of each age, in digits or in words. Of months the number is that of the months, which only makes one younger."""
    for found in _pattern().finditer(text):
        group = "before" if found["before"] else "after"
        if _ELAPSED.search(text[max(0, found.start(group) - 12) : found.start(group)]):
            continue
        yield found.start(group), found.start(group) + len(found[group].rstrip()), _value(found[group])


def beside(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of the numbers that tell an age near one of ``spans``."""
    return [(s, e) for s, e, _ in told(text) if any(start - NEAR <= e and s <= end + NEAR for start, end in spans)] if spans else []


def _value(number: str) -> int:
    if number.strip().isdigit():
        return int(number)
    return sum(_numerals().get(word, 0) or _numerals().get(word.removeprefix("و"), 0) for word in map(key, number.split()))


@cache
def _written() -> Mapping[str, int]:
    """Numerals that an age may have, as they are written."""
    return {word: value for word, value in read_data("numerals.toml")["numeral"].items() if value <= 100}


@cache
def _numerals() -> Mapping[str, int]:
    return {key(word): value for word, value in _written().items()}


@cache
def _pattern() -> re.Pattern[str]:
    word = rf"و?(?:{_any(_written())})(?!\w)"
    number = rf"(?:(?<!\d)\d{{1,3}}(?!\d)|(?<!\w){word}(?:\s{{1,3}}{word}){{0,2}})"
    years = _any(["عاماً", "عاما", "عام", "سنة", "سنوات", "أعوام", "اعوام", "ربيعاً", "ربيعا", "years", "year", "أشهر", "شهراً", "شهرا"])
    age = _any(["العمر", "عمره", "عمرها", "عمرهما", "aged", "age"])
    about = _any(["نحو", "حوالي", "قرابة", "زهاء", "بين", "about"])
    return re.compile(rf"(?P<before>{number})[\s-]{{0,3}}(?:{years})(?!\w)|(?:{age})\s{{1,3}}(?:(?:{about})\s{{1,3}})?(?P<after>{number})")


def _any(words: Iterable[str]) -> str:
    """Longer ones first, each with whatever marks its letters bear."""
    return "|".join("".join(re.escape(char) + _MARKS for char in word) for word in sorted(words, key=len, reverse=True))
