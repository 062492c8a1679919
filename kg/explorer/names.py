"""Names found as they are typed: in any Arabic spelling, or in Latin letters.

Arabic is compared by ``kg.fold.key``. Latin letters cannot be turned back into one Arabic spelling (Hassan, Hasan and Hassane are
حسن), so both are reduced to a skeleton: the consonants in a few classes, without vowels, doubling, glottal stops and the article.

>>> skeleton("Hassan al-Issa") == skeleton("حسن العيسى")
True
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from kg.fold import key

WIDEST = 4000
"""Names that one word of a search is compared with; a word of one letter begins more."""
_ARABIC = str.maketrans(
    {
        **dict.fromkeys("اأإآٱءئؤىعة", ""), "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "j", "چ": "j", "ح": "h",
        "ه": "h", "خ": "k", "د": "d", "ض": "d", "ذ": "d", "ظ": "d", "ر": "r", "ز": "z", "س": "s", "ص": "s", "ش": "x", "غ": "g",
        "گ": "g", "ف": "f", "ڤ": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "و": "w", "ي": "y",
    }
)  # fmt: skip
# Longer spellings first: Shaykh, Ghazi, Khalid, Dhiyab, Thamir.
_LATIN = (
    ("x", "ks"), ("sch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("dj", "j"), ("ph", "f"),
    ("ck", "k"), ("ou", "w"), ("oo", "w"), ("q", "k"), ("c", "k"), ("p", "b"), ("v", "f"),
)  # fmt: skip
_ARTICLE = re.compile(r"^(?:a[lrdnstz]|e[lrdnstz]|ash|esh|adh|ath|ul|ol)[-'’]+")
# عبد الرحمن and سيف الدين as one word; the article of the second word may have taken on its first consonant.
_ABD = re.compile(r"(abd)(?:[aeiou]l[-'’]?|[aeiou]([rsdztn])(?=\2))(?P<rest>[^\W_]{3,})", re.IGNORECASE)
_DIN = re.compile(r"([^\W_]{3,}?)[aeiou]d-?(d[ie]+ne?)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-'’`][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Match:
    """``name`` is the spelling that was found; ``rank`` is less for what is nearer: 0 the whole name, 1 whole words of it, 2 the
    beginning of one; 10 more where only the skeleton was the same."""

    item: int
    name: str
    rank: int


def is_arabic(text: str) -> bool:
    return any("\u0600" <= c <= "\u06ff" for c in text)


@lru_cache(maxsize=65536)
def word_skeleton(word: str) -> str:
    """The consonants of one word, with the semivowel that it may begin with; ``-`` where there is none.

    >>> word_skeleton("العيسى"), word_skeleton("Issa"), word_skeleton("يوسف"), word_skeleton("Youssef"), word_skeleton("Ali")
    ('s', 's', 'ysf', 'ysf', 'l')
    """
    if is_arabic(word):
        folded = key(word)
        folded = folded[2:] if folded.startswith("ال") and len(folded) > 3 else folded
        consonants = folded.translate(_ARABIC) if folded[:1] in "وي" else _inner(folded.translate(_ARABIC))
    else:
        plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
        # Ouday and Oudai write the vowel of عدي.
        plain = re.sub("^ou", "", _ARTICLE.sub("", plain))
        for spelling, consonant in _LATIN:
            plain = plain.replace(spelling, consonant)
        # An h at the end writes the ة of Fatimah, which Arabic keys have as a ه: neither counts.
        consonants = re.sub(r"[^b-df-hj-np-tv-z]", "", plain)
        consonants = consonants if plain[:1] in ("w", "y") else _inner(consonants)
    kept = re.sub(r"(.)\1+", r"\1", consonants[:1] + _inner(consonants[1:]))
    kept = kept[:-1] if len(kept) > 1 and kept.endswith("h") else kept
    return kept or "-"


def _inner(consonants: str) -> str:
    """Without w and y, which within a word stand for long vowels as often as not."""
    return re.sub("[wy]", "", consonants)


def skeleton(name: str) -> tuple[str, ...]:
    """The skeletons of a name's words; an article that stands by itself ("al Issa") is none.

    >>> skeleton("Abd al Rahman"), skeleton("عبد الرحمن")
    (('bd', 'rhmn'), ('bd', 'rhmn'))
    """
    words = _apart(_WORD.findall(name))
    return tuple(word_skeleton(w) for w in words if w.casefold() not in ("al", "el", "ul", "the"))


def _apart(words: Iterable[str]) -> list[str]:
    """With names of two words apart that are written as one.

    >>> _apart(["عبدالرحمن", "Abdurrahman", "Abdel-Karim", "Saifuddin", "Abdo"])
    ['عبد', 'الرحمن', 'Abd', 'rahman', 'Abd', 'Karim', 'Saif', 'din', 'Abdo']
    """
    found = []
    for word in words:
        if word.startswith("عبدال"):
            found += [word[:3], word[3:]]
        elif joined := _ABD.fullmatch(word) or _DIN.fullmatch(word):
            found += [joined[1], joined[joined.lastindex or 1]]
        else:
            found.append(word)
    return found


class Index:
    """Names of items (numbers), by the words that they begin with. ``weights`` say which of equal matches comes first."""

    def __init__(self, names: Iterable[tuple[int, Sequence[str]]], weights: Sequence[int]) -> None:
        self._weights = weights
        self._keys: list[tuple[int, str, tuple[str, ...], tuple[str, ...]]] = []
        words: dict[str, list[int]] = {}
        bones: dict[str, list[int]] = {}
        for item, spellings in names:
            for spelling in spellings:
                folded, bare = tuple(_apart(key(spelling).casefold().split())), skeleton(spelling)
                number = len(self._keys)
                self._keys.append((item, spelling, folded, bare))
                for word in {*folded, *(w[2:] for w in folded if w.startswith("ال") and len(w) > 3)}:
                    words.setdefault(word, []).append(number)
                for word in set(bare):
                    bones.setdefault(word, []).append(number)
        self._words, self._bones = _Sorted(words), _Sorted(bones)

    def find(self, query: str, limit: int) -> list[Match]:
        """The nearest names, one for each item: every word of the query is a word of the name, the last one may be a beginning."""
        found = self._exact(_apart(key(query).casefold().split()))
        if not is_arabic(query):
            found += self._skeletal(skeleton(query))
        best: dict[int, Match] = {}
        for match in found:
            known = best.get(match.item)
            if known is None or (match.rank, match.name) < (known.rank, known.name):
                best[match.item] = match
        ordered = sorted(best.values(), key=lambda m: (m.rank, -self._weights[m.item], m.name, m.item))
        return ordered[:limit]

    def _exact(self, words: list[str]) -> list[Match]:
        sought = [_without_article(w) for w in words]
        found = []
        for number in self._candidates(self._words, [*sought[:-1], *words[-1:]]):
            name = self._keys[number][2]
            rank = _rank(sought, [_without_article(w) for w in name])
            if rank is None and any(w.startswith(words[-1]) for w in name):  # the article itself is being typed
                rank = _rank([*sought[:-1], ""], [_without_article(w) for w in name])
            found.append(self._match(number, rank, 0))
        return [m for m in found if m]

    def _skeletal(self, bones: tuple[str, ...]) -> list[Match]:
        return [m for n in self._candidates(self._bones, bones) if (m := self._match(n, _rank(bones, self._keys[n][3]), 10))]

    def _match(self, number: int, rank: int | None, more: int) -> Match | None:
        item, spelling, _, _ = self._keys[number]
        return None if rank is None else Match(item, spelling, rank + more)

    def _candidates(self, table: "_Sorted", words: Sequence[str]) -> Iterable[int]:
        """The names that have the rarest of the whole words, or, where there is one word only, one that begins so."""
        if not words:
            return ()
        whole = [table.get(w) for w in words[:-1]]
        if whole:
            return min(whole, key=len)
        return dict.fromkeys(islice(table.beginning(words[-1]), WIDEST))


class _Sorted:
    """Lists of numbers by word, and by the beginning of a word (the whole word first, then the shortest)."""

    def __init__(self, lists: dict[str, list[int]]) -> None:
        self._lists = lists
        self._order = sorted(lists)

    def get(self, word: str) -> list[int]:
        return self._lists.get(word, [])

    def beginning(self, prefix: str) -> Iterator[int]:
        yield from self.get(prefix)
        words: list[str] = []
        for word in islice(self._order, bisect_left(self._order, prefix), None):
            if not word.startswith(prefix) or len(words) == WIDEST:
                break
            words.append(word)
        for word in sorted(words, key=len):
            if word != prefix:
                yield from self._lists[word]


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 3 else word


def _rank(sought: Sequence[str], name: Sequence[str]) -> int | None:
    """How near a name is; None where a word that is sought is not in it."""
    rest = list(name)
    for word in sought[:-1]:
        if word not in rest:
            return None
        rest.remove(word)
    last = sought[-1]
    if last in rest:
        return 0 if len(rest) == 1 else 1
    return 2 if any(w.startswith(last) for w in rest) else None
