"""A withheld name as the units that it is found by.

A unit is one given, father's or family name, or a compound (عبد الرحمن, أبو خالد), as letters of ``kg.redaction.script``, without the
article of a family name. A unit identifies when it points to few people by itself: a family name, or a word that is neither a widespread
given name nor a common word. In Latin letters a unit is known by its consonants, since vowels are written in many ways.
"""

import itertools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.names import Names, read_table
from kg.redaction.script import LATIN, words

SHORT = 3
"""Consonants; of a unit of fewer, how it begins and ends is compared as well."""

_MANY = 50
"""How often a given name was seen (``kg/data/given_names.tsv``) that is borne by many: one in ten of the table."""


@dataclass(frozen=True, slots=True)
class Unit:
    """``letters`` without the article; ``article``: written with it (a family name). ``spellings`` are all forms to look for, each
    without the article; ``consonants`` those of Latin script."""

    letters: str
    article: bool
    identifies: bool
    needs_article: bool
    spellings: frozenset[str]
    consonants: frozenset[str]


@cache
def known() -> Mapping[str, Any]:
    """``words.toml``."""
    return tomllib.loads((files("kg.redaction") / "words.toml").read_text("utf-8"))


@cache
def _letters_of(table: str, key: str) -> frozenset[str]:
    return frozenset("".join(words(word)) for word in known()[table][key])


@cache
def given_names() -> frozenset[str]:
    return frozenset("".join(words(name)) for name in Names().given())


@cache
def family_names() -> frozenset[str]:
    return frozenset("".join(words(name)) for name in read_table(Path(str(files("kg") / "data" / "family_names.tsv"))))


@cache
def _common() -> frozenset[str]:
    """Names that many bear, and names that are common words too: they tell nobody by themselves."""
    given, family = (read_table(Path(str(files("kg") / "data" / f"{kind}_names.tsv"))) for kind in ("given", "family"))
    many = [n.name for n in given.values() if n.weight >= _MANY]
    return frozenset("".join(words(name)) for name in [*many, *(n.name for t in (given, family) for n in t.values() if n.ambiguous)])


def between(letters: str) -> bool:
    """Whether a word stands between names and is none (بن, آل)."""
    return letters in _letters_of("names", "between")


def namelike(letters: str) -> bool:
    """Whether a word may stand inside a whole name."""
    return between(letters) or letters in _letters_of("names", "first") or letters in given_names() or letters in family_names()


def units(name: str) -> tuple[Unit, ...]:
    """The units of a name, titles before it left out. Empty for a name without letters."""
    parts = words(name)
    while len(parts) > 2 and parts[0] in _letters_of("names", "titles"):
        parts = parts[1:]
    first, last, joined = _letters_of("names", "first"), _letters_of("names", "last"), list[str]()
    attach = False
    for i, part in enumerate(parts):
        if attach or (joined and part in last):
            joined[-1] += part
            attach = False
        elif between(part) and not all(map(between, parts)):
            continue
        else:
            joined.append(part)
            attach = part in first and i + 1 < len(parts)
    return tuple(_unit(_once(part), alone=len(joined) == 1, final=i == len(joined) - 1) for i, part in enumerate(joined))


def _once(letters: str) -> str:
    return "".join(char for char, _ in itertools.groupby(letters))


def _bare(letters: str) -> str:
    return letters[2:] if letters.startswith("ال") and len(letters) > 4 else letters


def _unit(letters: str, *, alone: bool, final: bool) -> Unit:
    bare = _bare(letters)
    article = bare != letters
    common = bare in _common() or len(bare) < 3
    identifies = alone or (article and final) or not common
    spellings = _spellings(bare)
    return Unit(bare, article, identifies, identifies and common and article and not alone, spellings, _consonants(bare, article))


def _spellings(bare: str) -> frozenset[str]:
    """The ways of writing a unit that folding does not make one."""
    if LATIN.fullmatch(bare):
        return frozenset({bare})
    out = {bare}
    if bare[-1] in "اهي" and len(bare) >= 3:  # موسى موسا, ديما ديمة, هدى هدا
        out |= {bare[:-1] + ending for ending in ("اهي" if len(bare) > 3 else "اي" if bare[-1] != "ه" else "ه")}
    kunya = _letters_of("names", "kunya")
    for start in kunya:
        if bare.startswith(start) and len(bare) > len(start) + 2 and len(start) > 2:
            out |= {other + bare[len(start) :] for other in kunya if len(other) > 2}
    if len(bare) >= 5:  # إسحاق إسحق
        out |= {bare[:at] + bare[at + 1 :] for at in range(1, len(bare) - 1) if bare[at] == "ا"}
    if bare.endswith("رحمن"):
        out.add(bare[:-1] + "ان")
    if bare.startswith("عبدال") and len(bare) > 7:  # عبداللطيف عبدلطيف
        out.add("عبد" + bare[5:])
    return frozenset(_once(form) for form in out)


# --- Latin letters --------------------------------------------------------------------------------------------------------

_ARABIC = {
    "ب": "B", "ت": "T", "ط": "T", "د": "T", "ض": "T", "ز": "T", "ج": "K", "خ": "K", "ك": "K", "ق": "K", "غ": "K", "ر": "R", "س": "S",
    "ص": "S", "ش": "S", "ف": "F", "ل": "L", "م": "M", "ن": "N",
}  # fmt: skip
_LATIN = {
    "b": "B", "p": "B", "t": "T", "d": "T", "z": "T", "6": "T", "j": "K", "k": "K", "q": "K", "g": "K", "x": "K", "5": "K", "8": "K",
    "r": "R", "s": "S", "f": "F", "l": "L", "m": "M", "n": "N",
}  # fmt: skip
_VARIANTS = ({"C": "S", "v": "F", "9": "S"}, {"C": "K", "v": "", "9": "K"})


def latin_consonants(token: str) -> tuple[str, ...]:
    """The consonants of a word in Latin letters, in each of two ways of reading ch, c, v and 9."""
    plain = re.sub("ch|c", "C", token.replace("dj", "j").replace("ph", "f").replace("ck", "k"))
    return tuple("".join(variant.get(char, _LATIN.get(char, "")) for char in plain) for variant in _VARIANTS)


def _consonants(bare: str, article: bool) -> frozenset[str]:
    """Those of a unit, with and without the l of each article in it."""
    if LATIN.fullmatch(bare):
        forms = set(latin_consonants(bare))
        starts = [bare[2:]] if bare[:2] in ("al", "el") and len(bare) > 4 else []
        return frozenset(form for form in forms.union(*(latin_consonants(start) for start in starts)) if form)
    forms = {"".join(_ARABIC.get(char, "") for char in form) for form in _spellings(bare)}
    if "ت" in bare:  # what was ث is s in many mouths (عثمان Osman)
        forms |= {"".join("S" if char == "ت" else _ARABIC.get(char, "") for char in bare)}
    forms |= {form for form in ("".join("" if char == "ق" else _ARABIC.get(char, "") for char in bare),) if len(form) >= SHORT}
    for start in ("عبدال", "ابوال", "ابيال", "سيفال", "نورال"):
        if bare.startswith(start):
            forms.add("".join(_ARABIC.get(char, "") for char in bare.replace("ال", "", 1)))
    return frozenset(form for form in (forms | {"L" + form for form in forms} if article else forms) if form)


_STARTS = {
    **dict.fromkeys("اع", "v"), "ي": "y", "و": "w", "ه": "h", "ح": "h",
    **dict.fromkeys("ae23", "v"), "i": "vy", "o": "vw", "u": "vw", "y": "y", "w": "w", "v": "wc", "h": "h", "7": "h", "x": "ch",
}  # fmt: skip
_OPEN_ENDS = frozenset("اعيوهحaeiouywh37")


def alike(latin: str, unit: str) -> bool:
    """Whether a word in Latin letters begins and ends as a unit does: tells short names (علي: Ali) from chance (all)."""
    starts = set(_STARTS.get(latin[0], "c")) & set(_STARTS.get(unit[0], "c"))
    return bool(starts) and (latin[-1] in _OPEN_ENDS) == (unit[-1] in _OPEN_ENDS)


def joined(form: str) -> frozenset[str]:
    """The letters of a whole name without anything between: as it is given, and its units with and without each article."""
    name, parts = units(form), words(form)
    choices = [[u.letters, "ال" + u.letters] if u.article else [u.letters] for u in name]
    out = {"".join(chosen) for chosen in itertools.islice(itertools.product(*choices), 64)}
    out |= {"".join(parts), "".join([*parts[:-1], _bare(parts[-1])])}
    return frozenset(out | {_once(spelling) for spelling in out})


def joined_consonants(name: Iterable[Unit]) -> frozenset[str]:
    choices = [sorted(u.consonants)[:6] for u in name]
    return frozenset("".join(parts) for parts in itertools.islice(itertools.product(*choices), 64))
