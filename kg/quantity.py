"""Counts of sets: numerals in words and digits, duals, and the words that open a range."""

from functools import cache

from kg.fold import key
from kg.lexicon import read_data
from kg.syntax import Sentence, Token

Count = tuple[int, int | None]


@cache
def _words() -> tuple[dict[str, int], dict[str, str]]:
    data = read_data("numerals.toml")
    return {key(w): n for w, n in data["numeral"].items()}, {key(w): kind for kind, ws in data["bound"].items() for w in ws}


def number(form: str) -> int | None:
    """The number that a token says, or None: digits (1.200 and 1,200 are one number), or a numeral word."""
    word = key(form)
    digits = word.replace(",", "").replace(".", "")
    if digits.isdigit():
        return int(digits) if word.isdigit() or len(word.split(".")[-1].split(",")[-1]) == 3 else None
    numerals, _ = _words()
    return numerals.get(word) or numerals.get(word.removeprefix("ال"))


def count_of(sentence: Sentence, i: int) -> Count | None:
    """The stated size of the set whose head noun is token ``i``: (least, most), most None where it is open; None where the
    text gives no number. A bare singular is no statement."""
    tokens = sentence.tokens
    total = _numeral_before(tokens, i)
    if total is None:
        total = _numeral_after(tokens, i)
    if total is None:
        word = key(tokens[i].form)
        if tokens[i].noun and word.endswith(("ان", "ين", "تا")) and _dual(word):
            return (2, 2)
        own = number(tokens[i].form) if tokens[i].tag == "CD" else None
        return (own, own) if own is not None and own < 1900 else None
    start, value = total
    bound = _bound(tokens, start)
    if bound == "more":
        return (value + 1, None)
    if bound == "least":
        return (value, None)
    return (value, value)


def _numeral_before(tokens: tuple[Token, ...], i: int) -> tuple[int, int] | None:
    """(index where the numeral phrase starts, value) of a numeral right before token ``i``, across من and article words."""
    j = i - 1
    if j >= 0 and tokens[j].form == "من":
        j -= 1
        while j >= 0 and tokens[j].tag in ("JJ", "DTJJ") and number(tokens[j].form) is None:
            j -= 1
    values: list[int] = []
    while j >= 0:
        value = number(tokens[j].form)
        if value is None:
            if tokens[j].tag == "CC" and values and j and number(tokens[j - 1].form) is not None:
                j -= 1
                continue
            break
        values.append(value)
        j -= 1
    if not values:
        return None
    total = 0
    for value in reversed(values):
        total = total * value if value in (100, 1000, 1000000) and total and total < value else total + value
    return j + 1, total


def _numeral_after(tokens: tuple[Token, ...], i: int) -> tuple[int, int] | None:
    if i + 1 < len(tokens) and key(tokens[i + 1].form) in ("اثنين", "اثنان", "اثنتين", "واحد", "واحده", "ثلاثه"):
        value = number(tokens[i + 1].form)
        return None if value is None else (i, value)
    return None


def _bound(tokens: tuple[Token, ...], start: int) -> str:
    _, bounds = _words()
    for length in (4, 3, 2, 1):
        if start >= length:
            phrase = " ".join(key(t.form) for t in tokens[start - length : start])
            if phrase in bounds:
                return bounds[phrase]
    return ""


def _dual(word: str) -> bool:
    data = read_dual_exceptions()
    return len(word) > 4 and word.removeprefix("ال") not in data and (word.endswith(("تين", "تان")) or word.removeprefix("ال") in _duals())


@cache
def read_dual_exceptions() -> frozenset[str]:
    return frozenset(map(key, read_data("numerals.toml")["not_dual"]))


@cache
def _duals() -> frozenset[str]:
    """Duals of the nouns that are counted: صيغة المثنى of singular nouns in the list of nominals."""
    return frozenset(key(w) + ending for w in read_data("numerals.toml")["counted"] for ending in ("ان", "ين"))
