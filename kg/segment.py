"""Words and their clitics: the tokens of a text, each with its place in it.

A word is cut where its conjunction, preposition, future particle or attached pronoun ends or begins (و+ب+ريف, قبل+ه), by a
small conditional random field over its characters, learned by ``kg.train.segmenter``. The text is never changed.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pycrfsuite

from kg.fold import DROPPED, INVISIBLE, fold
from kg.names import Names
from kg.weights import weights

_ARABIC = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ed\u06fa-\u06ff\u200b-\u200f\u202a-\u202e\u2066-\u2069"
)
WORD = re.compile(
    rf"(?P<arabic>[{_ARABIC}]+)"
    r"|(?P<number>[0-9٠-٩]+(?:[.,:/\-٫٬][0-9٠-٩]+)*)"
    r"|(?P<latin>[^\W\d_]+)"
    r"|(?P<mark>([^\w\s])\5*|_+)"
)

_INVISIBLE = "".join(sorted(INVISIBLE))

# What the labels of a character mean: B begins a token, I goes on; D begins one whose article is written only by the
# second lam of لل (for the, ل + ال); T is a teh that stands for a teh marbuta before a pronoun.
BEGIN, INSIDE, ELIDED, TEH = "B", "I", "D", "T"
PREFIXES = frozenset("وفبلكسا")
CLITICS = frozenset("وفبلك")
"""Letters that may be a word of their own before another. The word before tells these cases apart; in the corpus it decides no others, and
without it a word is looked at once."""
SPEAKING = frozenset({"الناطق", "الناطقة", "ناطق", "ناطقة", "المتحدث", "المتحدثة", "متحدث", "متحدثة", "الرسمي", "الرسمية"})
PREPOSITIONS = frozenset({"مع", "من", "الي", "عن", "علي", "في"})
ENDINGS = frozenset({"ه", "ها", "هم", "هما", "هن", "نا", "ي", "ك", "كم"})  # attached pronouns


class Token(NamedTuple):
    """A word or a clitic: code point offsets, end-exclusive, and the folded form with article and teh marbuta restored.
    ``joined`` says that it is written together with the token before it."""

    start: int
    end: int
    form: str
    joined: bool
    word: bool


@cache
def known_forms() -> frozenset[str]:
    """Forms that stand by themselves in the news (``kg/data/forms.txt``, written by ``kg.train.segmenter``)."""
    return frozenset((files("kg") / "data" / "forms.txt").read_text("utf-8").split())


_names = cache(Names)


@cache
def whole_words() -> frozenset[str]:
    """Folded words whose first letter is no clitic: ``kg/data/whole.txt`` and given names that are no common words."""
    names = _names()
    lines = (files("kg") / "data" / "whole.txt").read_text("utf-8").splitlines()
    listed = {fold(line.split("\t")[0]) for line in lines if line and not line.startswith("#")}
    known = known_forms()  # باسم stays open: a name, or ب + اسم
    return frozenset(listed | {n for n in names.given() if len(n) > 3 and not names.ambiguous(n) and n[1:] not in known})


@cache
def given_names() -> frozenset[str]:
    """Folded given names of three letters or more."""
    return frozenset(name for name in _names().given() if len(name) > 2)


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("kg") / "data" / name).read_text("utf-8"))


@cache
def titles() -> frozenset[str]:
    """Folded words that stand right before a person's name (``kg/data/cues.toml``)."""
    return frozenset(map(fold, _table("cues.toml")["before"]["person"]))


@cache
def directions() -> frozenset[str]:
    """Folded compass words (``kg/data/cues.toml``)."""
    return frozenset(map(fold, _table("cues.toml")["area"]["compass"]))


@cache
def acts() -> frozenset[str]:
    """Folded nouns of what people do to each other (``kg/data/frames.toml``)."""
    frames = _table("frames.toml")["frame"]
    return frozenset(fold(noun) for frame in frames for noun in frame.get("nouns", ()) if len(noun) > 2)


def _act(word: str) -> tuple[int, ...]:
    """Where the tokens of a preposition, the noun of an act and a pronoun begin (و+ب+صلب+هم); nothing for any other word."""
    i = int(word[0] in "وف")
    if word[i : i + 1] in ("ب", "ل"):
        for ending in ENDINGS:
            if word.endswith(ending) and word[i + 1 : -len(ending)] in acts():
                return i, i + 1, len(word) - len(ending)
    return ()


def character_features(word: str, before: str) -> list[list[str]]:
    """Features of each character of a folded ``word``; ``before`` is the folded word in front of it."""
    known = known_forms()
    whole = "W" if word in known else "w"
    padded = f"^^^{word}$$$"
    tail = before[-2:]
    rows = []
    for i in range(len(word)):
        j = i + 3
        prefix, suffix = word[:i], word[i:]
        row = [
            "c=" + padded[j],
            "-1=" + padded[j - 1],
            "+1=" + padded[j + 1],
            "-2=" + padded[j - 2 : j],
            "+2=" + padded[j : j + 2],
            "-11=" + padded[j - 1 : j + 2],
            "-3=" + padded[j - 3 : j],
            "+3=" + padded[j : j + 3],
            "+4=" + padded[j : j + 4],
            f"p={prefix[:4]}{len(prefix)}" if i < 5 else "p=long",
            f"s={suffix}" if len(suffix) < 5 else "s=long",
            f"ps={prefix}|{suffix[:3]}" if i < 4 else "ps=long",
            f"b={tail}|{i}" if i < 3 else "b=far",
        ]
        if i < 4:
            row.append(f"known={i}|{prefix}|{whole}|{suffix in known}|{suffix.startswith('ل') and 'ا' + suffix in known}")
        if len(suffix) < 4:
            row.append(f"stem={suffix}|{whole}|{prefix in known}|{prefix[:-1] + 'ة' in known}")
        if i and len(suffix) > 2:
            row.append(f"middle={whole}|{any(suffix[:-n] in known for n in (1, 2, 3) if suffix[-n:] in ENDINGS)}|{i}")
        rows.append(row)
    return rows


class Segmenter:
    """Splits text into tokens. Raises ``FileNotFoundError`` where the model file is missing."""

    def __init__(self, model: Path | None = None) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(model or weights("segmenter.crfsuite")))
        self.labels = lru_cache(maxsize=200_000)(self._labels)

    def _labels(self, word: str, tail: str) -> tuple[str, ...]:
        labels = self._tagger.tag(character_features(word, tail))
        if word in whole_words():
            return (BEGIN, *[INSIDE] * (len(word) - 1))
        if word[0] == "و" and word[1:] in given_names() and word not in known_forms() and word not in given_names():
            labels = [BEGIN, BEGIN, *[INSIDE] * (len(word) - 2)]  # ورنا after another name
        if labels[1] in (BEGIN, ELIDED) and any(
            stem in whole_words() or (stem[-1:] == "ت" and stem[:-1] + "ة" in whole_words())
            for stem in (word[: len(word) - len(ending)] for ending in ("", "ا", *ENDINGS) if word.endswith(ending))
        ):
            labels[1] = INSIDE
        if word[0] not in PREFIXES:
            labels[1] = INSIDE  # مها is a name, not a letter with a pronoun
        for i in _act(word):
            labels[i] = BEGIN
        return tuple(labels)

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """The tokens of ``text[start:end]`` with offsets into ``text``."""
        result: list[Token] = []
        labels: Sequence[str]
        before, last_end = "", -1
        for match in WORD.finditer(text, start, len(text) if end is None else end):
            raw = match.group()
            if match.lastgroup != "arabic" and match["arabic"] is None:
                result.append(Token(match.start(), match.end(), fold(raw), match.start() == last_end, match["mark"] is None))
                before = ""
            elif folded := fold(raw):
                if folded == "باسم" and before in SPEAKING:
                    labels = (BEGIN, BEGIN, INSIDE, INSIDE)  # الناطق باسم: in the name of, not the name
                elif len(folded) < 2 or (before in titles() and folded in given_names()):
                    labels = (BEGIN, *[INSIDE] * (len(folded) - 1))  # المدعو فادي: no ف + ادي
                else:
                    labels = self.labels(folded, before[-2:] if folded[0] in CLITICS else "")
                    if before in PREPOSITIONS and folded[0] in "وف" and labels[1] == BEGIN:
                        labels = (BEGIN, INSIDE, *labels[2:])  # مع ولديه: no conjunction after a preposition
                result.extend(cut(raw, match.start(), folded, labels, match.start() == last_end))
                before = folded
            last_end = match.end()
        return result


def cut(raw: str, offset: int, folded: str, labels: Sequence[str], joined: bool) -> Iterator[Token]:
    """The tokens of one raw word at ``offset`` whose folded characters bear ``labels``."""
    places = [i for i, char in enumerate(raw) if char not in DROPPED]
    begins = [i for i, label in enumerate(labels) if i == 0 or label in (BEGIN, ELIDED)]
    for n, i in enumerate(begins):
        j = begins[n + 1] if n + 1 < len(begins) else len(folded)
        form = folded[i:j]
        if labels[i] == ELIDED and i:
            form = "ا" + form
        if labels[j - 1] == TEH and j < len(folded):
            form = form[:-1] + "ة"
        start = places[i]
        end = len(raw.rstrip(_INVISIBLE)) if j == len(folded) else places[j]  # diacritics are the word's, marks of direction are not
        yield Token(offset + start, offset + end, form, joined or i > 0, True)
