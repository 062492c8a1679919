"""Counts of sets: numerals in words and digits, duals, and the words that open a range."""

from functools import cache

from kg.correction import ELEVEN
from kg.fold import key
from kg.lexicon import read_data
from kg.syntax import Sentence, Token

Count = tuple[int, int | None]
THOUSANDS = frozenset({key("آلاف")})
"""Numerals that count nothing by themselves (آلاف العائلات)."""
FRACTIONS = frozenset({"نصف", "ربع", "ثلث"})
"""What makes another number of the numeral after it (نصف مليون)."""


@cache
def _words() -> tuple[dict[str, int], dict[str, str]]:
    data = read_data("numerals.toml")
    return {key(w): n for w, n in data["numeral"].items()}, {key(w): kind for kind, ws in data["bound"].items() for w in ws}


def number(form: str) -> int | None:
    """The number that a token says, or None: digits (1.200 and 1,200 are one number), or a numeral word."""
    word = key(form)
    digits = word.replace(",", "").replace(".", "")
    if digits.isdecimal():  # not ² and its like
        return int(digits) if word.isdecimal() or len(word.split(".")[-1].split(",")[-1]) == 3 else None
    numerals, _ = _words()
    return numerals.get(word) or numerals.get(word.removeprefix("ال"))


def count_of(sentence: Sentence, i: int) -> Count | None:
    """The stated size of the set whose head noun is token ``i``: (least, most), most None where it is open; None where the
    text gives no number. A bare singular is no statement."""
    tokens = sentence.tokens
    total = _numeral_before(tokens, i + 1 if number(tokens[i].form) is not None and tokens[i].tag == "CD" else i)
    if total is None:
        total = _numeral_after(tokens, i)
    if total is None:
        if tokens[i].tag != "CD" and _dual(tokens, i):
            return (2, 2)
        return None
    start, value = total
    if start == i and tokens[i].tag == "CD" and value >= 1900:  # a year
        return None
    bound = _bound(tokens, start) or _bound_after(tokens, i)
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
        if value == 10 and j >= 0 and key(tokens[j].form) in ELEVEN:
            values.append(ELEVEN[key(tokens[j].form)])
            j -= 1
    if not values:
        return None
    total = 0
    for value in reversed(values):
        total = total * value if value in (100, 1000, 1000000) and total and total < value else total + value
    vague = key(tokens[j + 1].form) in THOUSANDS or j >= 0 and (key(tokens[j].form) in FRACTIONS or tokens[j].form[:1].isdigit())
    return None if vague else (j + 1, total)


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


def _bound_after(tokens: tuple[Token, ...], i: int) -> str:
    _, bounds = _words()
    for start in (i + 1, i + 2, i + 3):
        if bounds.get(" ".join(key(t.form) for t in tokens[start : start + 2])) == "least":
            return "least"
    return ""


def _dual(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the noun at ``i`` is a dual: feminine in تين or تان, in تي before its idafa, or one of the counted nouns, also in ي before a
    pronoun."""
    word = key(tokens[i].form).removeprefix("ال")
    duals, exceptions = _duals()
    if word.endswith("ي") and i + 1 < len(tokens) and tokens[i + 1].joined and tokens[i + 1].tag == "PRP$" and word + "ن" in duals:
        return True  # طفليها
    if len(word) < 5 or word in exceptions:
        return False
    construct = word.endswith("تي") and i + 1 < len(tokens) and tokens[i + 1].noun and not tokens[i + 1].joined
    return construct or word.endswith(("تين", "تان")) or word in duals


@cache
def _duals() -> tuple[frozenset[str], frozenset[str]]:
    """(duals of counted nouns, words that only look like duals)."""
    data = read_data("numerals.toml")
    duals = {key(w) + "ان" for w in data["broken"] + data["sound"]} | {key(w) + "ين" for w in data["broken"]}
    return frozenset(duals), frozenset(map(key, data["not_dual"]))
