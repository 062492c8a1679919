"""Places that are named in a row after a noun that announces several (قرى (الحمرة، السوسة والكسرة), قريتي جب الدم واللوش): where the
tagger knows one of them, or the words leave no choice, all are places."""

from collections.abc import Iterator, Sequence

from kg.lexicon import Lexicon, listed
from kg.syntax import Sentence, Token

Span = tuple[int, int, str]
DUAL = listed("location", "dual")
_PARTING = frozenset({",", "،", "-", "–", "/", "_", "و"})
_QUOTES = frozenset({'"', "'"})
_ANNOUNCING = listed("location", "series") | DUAL
LONGEST = 3
"""Words of a place's name that the tagger does not know."""


def places(sentence: Sentence, spans: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """The spans, with those of such rows among them."""
    found = list(spans)
    for i, word in enumerate(sentence.keys):
        if word in _ANNOUNCING:
            known = {s[:2] for s in found if s[2] == "Place"}
            row, bracketed = _row(sentence, i + 1, {first for first, _ in known}, lexicon)
            certain = bracketed or word in DUAL and len(row) == 2 or any(_overlap(item, span) for item in row for span in known)
            if len(row) > 1 and certain:
                added = [item for item in row if not any(_overlap(item, s[:2]) for s in found if s[2] != "Person")]
                found = [s for s in found if not any(_overlap(s[:2], item) for item in added)]
                found += [(*item, "Place") for item in added]
    return sorted(found)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _row(sentence: Sentence, i: int, known: set[int], lexicon: Lexicon) -> tuple[list[tuple[int, int]], bool]:
    """(first, last) of each item of the row that begins at token ``i``, and whether it stands in brackets; places of which the first
    token is among ``known`` are items, whatever their tags."""
    bracketed = i < len(sentence.tokens) and sentence.tokens[i].form in ('"', "(")
    return list(_items(sentence, i + bracketed, known, lexicon)), bracketed


def _items(sentence: Sentence, i: int, known: set[int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    tokens = sentence.tokens
    first: int | None = None
    for token in tokens[i:]:
        if token.form in _QUOTES or token.form == ":":
            continue
        if first is not None and token.form in _PARTING:
            yield first, _last(tokens, token.i)
            first = None
        elif token.form in _PARTING and token.i > i:  # , و
            continue
        elif (
            not (token.i in known or _of_name(sentence, token, first is None, lexicon)) or first is not None and token.i - first >= LONGEST
        ):
            break
        elif first is None:
            first = token.i
    if first is not None and first < token.i:
        yield first, _last(tokens, token.i)


def _last(tokens: Sequence[Token], end: int) -> int:
    """The last token before ``end`` that is no quotation mark."""
    return next(j for j in range(end - 1, -1, -1) if tokens[j].form not in _QUOTES)


def _of_name(sentence: Sentence, token: Token, begins: bool, lexicon: Lexicon) -> bool:
    if token.verb or not (token.noun or token.tag in ("JJ", "DTJJ")) or token.tag == "CD" or token.joined and not begins:
        return False
    if sentence.keys[token.i] in lexicon.cues["area"]["compass"]:
        return False
    return not begins or token.noun and lexicon.nominal_type(sentence.keys[token.i]) is None
