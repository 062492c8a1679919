"""Folding: one spelling for the many that outlets use, with a way back to the raw text.

Two strengths:

* ``fold`` is what the models read: diacritics, tatweel and direction marks go; alef forms, alef maksura, digits,
  punctuation, quotes and dashes become one of their kind. Teh marbuta stays, since the syntax needs it.
* ``key`` is what names and lexicon entries are compared by: ``fold``, and also teh marbuta to heh, hamza seats to their
  letter, a lone hamza dropped.

The character classes come from camel-tools (``camel_tools.utils``); what it has no function for is listed here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from camel_tools.utils.normalize import normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar

from kg.imports import charsets

TATWEEL = "\u0640"
# Zero-width characters and the marks and overrides of direction (Unicode Bidi_Control and joiners).
INVISIBLE = frozenset(map(chr, [0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]))
MARKS = frozenset(charsets().AR_DIAC_CHARSET) | frozenset(map(chr, [*range(0x610, 0x61B), *range(0x656, 0x660)]))
DROPPED = MARKS | INVISIBLE | {TATWEEL}
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2039\u203a\u00b4`"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_PUNCTUATION = {"\u060c": ",", "\u061b": ";", "\u061f": "?", "\u066a": "%", "\u066b": ".", "\u066c": ","}
_PERSIAN = {"\u06a9": "ك", "\u06cc": "ي", "\u06d5": "ه", "\u06be": "ه", "\u06c1": "ه"}  # kaf, yeh, heh of Persian and Kurdish keyboards


def _light(char: str) -> str:
    if char in DROPPED:
        return ""
    if char in _QUOTES:
        return '"'
    if char in _SINGLE_QUOTES:
        return "'"
    if char in _DASHES:
        return "-"
    if char in _PUNCTUATION:
        return _PUNCTUATION[char]
    if "\u0660" <= char <= "\u0669":
        return chr(ord(char) - 0x660 + ord("0"))
    if "\u06f0" <= char <= "\u06f9":
        return chr(ord(char) - 0x6F0 + ord("0"))
    return str(normalize_alef_maksura_ar(normalize_alef_ar(_PERSIAN.get(char, char))))


def _strong(char: str) -> str:
    return {"ؤ": "و", "ئ": "ي", "ء": ""}.get(char, str(normalize_teh_marbuta_ar(_light(char))))


def _table(function: Callable[[str], str]) -> Mapping[int, str]:
    ranges = [range(0x60, 0x100), range(0x600, 0x700), range(0x2000, 0x2070), [0x2212, 0xFEFF]]
    return {c: new for r in ranges for c in r if (new := function(chr(c))) != chr(c)}


_LIGHT = _table(_light)
_STRONG = _table(_strong)


def fold(text: str) -> str:
    """The form that models read."""
    return text.translate(_LIGHT)


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The form by which names and lexicon entries are compared; runs of space become one."""
    return " ".join(text.translate(_STRONG).split())


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, the code point offset in the raw text that it comes from."""

    text: str
    offsets: Sequence[int]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span, end-exclusive, of the folded span ``start:end`` (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold_with_offsets(text: str, *, strong: bool = False) -> Folded:
    """Folds ``text`` and keeps the way back."""
    table = _STRONG if strong else _LIGHT
    whole = text.translate(table)
    if len(whole) == len(text):  # no character becomes more than one: none was dropped
        return Folded(whole, range(len(text)))
    chars: list[str] = []
    offsets: list[int] = []
    for i, char in enumerate(text):
        for new in table.get(ord(char), char):
            chars.append(new)
            offsets.append(i)
    return Folded("".join(chars), offsets)
