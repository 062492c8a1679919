"""Names and words of general news: what the tagger of mentions reads beside the lexicons of the conflict.

``kg/data/world.tsv`` holds the world's countries, languages and cities (made by ``kg.train.world``), ``kg/data/news.toml`` clubs,
companies, bodies, media, persons, currencies and things that news is full of, and the words that stand before names. They are hints
that a learned model weighs; nothing is linked by them.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Self

from kg.fold import key
from kg.lexicon import read_data
from kg.phrase import Phrases


def listed(text: str) -> Iterator[str]:
    """The phrases of a list that commas part, over many lines."""
    return (phrase.strip() for phrase in text.replace("\n", " ").split(",") if phrase.strip())


@cache
def places() -> tuple[tuple[str, str], ...]:
    """(folded name, kind) of the world's countries, languages and cities."""
    rows = (files("kg") / "data" / "world.tsv").read_text("utf-8").splitlines()[1:]
    return tuple((name, kind) for name, kind in (row.split("\t") for row in rows))


class World:
    """``phrases`` give the kinds of names (``club``, ``city`` …); ``classes`` what a word announces."""

    def __init__(self) -> None:
        data = read_data("news.toml")
        named = [(phrase, kind) for kind, text in data["names"].items() for phrase in listed(text)]
        self.phrases: Phrases[str] = Phrases([*places(), *named])
        words: dict[str, dict[str, None]] = {}
        for kind, text in data["words"].items():
            for word in listed(text):
                words.setdefault(key(word), {})[f"<{kind}>"] = None
        self._classes = {word: tuple(kinds) for word, kinds in words.items()}

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> Self:
        return cls()

    def classes(self, word: str) -> tuple[str, ...]:
        """Classes (``<organisation>``, ``<role>``) of a folded word that stands before names."""
        return self._classes.get(word, ())
