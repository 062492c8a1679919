"""Finding many phrases at once in a sentence's tokens, by their folded form, in one pass."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick

from kg.fold import key
from kg.syntax import Sentence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Tokens ``first`` to ``last`` (inclusive) of a sentence read as a phrase that stands for ``value``."""

    first: int
    last: int
    value: T


class Phrases(Generic[T]):
    """A set of phrases, each with the values it stands for. A match begins and ends where tokens do."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self.values: dict[str, list[T]] = {}
        for phrase, value in entries:
            if folded := key(phrase):
                self.values.setdefault(folded, []).append(value)
        self._automaton = ahocorasick.Automaton()
        for folded in self.values:
            self._automaton.add_word(folded, folded)
        if self.values:
            self._automaton.make_automaton()

    def all(self, sentence: Sentence) -> Iterator[Match[list[T]]]:
        """Every match, also those inside others, in order of their last token."""
        if not self.values:
            return
        text = sentence.line
        for last_char, phrase in self._automaton.iter(text.text):
            start, end = last_char + 1 - len(phrase), last_char + 1
            if start in text.begins and end in text.ends:
                yield Match(text.begins[start], text.ends[end], self.values[phrase])

    def longest(self, sentence: Sentence) -> list[Match[list[T]]]:
        """Matches that overlap no longer one, from left to right."""
        found = list(self.all(sentence))
        if len(found) < 2:
            return found
        taken: list[Match[list[T]]] = []
        busy: set[int] = set()
        for match in sorted(found, key=lambda m: (m.first - m.last, m.first)):
            tokens = range(match.first, match.last + 1)
            if busy.isdisjoint(tokens):
                busy.update(tokens)
                taken.append(match)
        return sorted(taken, key=lambda m: m.first)
