"""How words are used in the teacher's texts: what tells a name from a common word.

The articles of ``gold/dev`` are left out of every count, so that scores on them stay honest.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import simplemma

from kg.fold import fold, key
from kg.train.teacher import Tree, documents

PROPER = frozenset({"NNP", "DTNNP", "NNPS", "DTNNPS"})
# Files of data/ner in the teacher's texts: news of another time and an encyclopedia. All others are conflict articles, where the
# teacher takes many a Syrian town for a common noun.
GENERAL = ("aner_", "aqmar_", "aqmard_", "woj_")


@dataclass(frozen=True, slots=True)
class Usage:
    """Counts of one word. ``common`` and ``proper`` are by tag, in general texts alone for ``places``, else in all; ``conflict`` is
    how often it stands in conflict articles, ``announced`` how often there right after a word for a place (مدينة, ريف, شمال)."""

    common: int = 0
    proper: int = 0
    conflict: int = 0
    announced: int = 0

    @property
    def place(self) -> bool:
        """In conflict articles it is mostly announced as a place."""
        return self.announced >= 2 and self.announced >= 0.3 * self.conflict


def known(word: str) -> bool:
    """The word is in simplemma's dictionary (inflected forms of nouns, adjectives and verbs, some names)."""
    return simplemma.is_known(word, lang="ar") or simplemma.is_known(fold(word), lang="ar")


def trees(shared: Path) -> Iterator[tuple[bool, list[Tree]]]:
    """(conflict article, trees) of each of the teacher's documents that is not in ``gold/dev``."""
    dev = {p.stem for p in (shared / "gold" / "dev").glob("*.txt")}
    for name, _, sentences in documents(shared):
        if name not in dev:
            yield not name.startswith(GENERAL), sentences


def labelled(path: Path) -> Counter[str]:
    """How often ANERcorp labels a word as (part of) the name of a person or a place. The teacher takes many such for common nouns."""
    counts = Counter[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, label = line.rpartition(" ")
        counts[key(word)] += label.endswith(("-PERS", "-LOC"))
    return counts


def usages(shared: Path, announcers: Collection[str], *, places: bool) -> Callable[[str], Usage]:
    """A function from ``kg.fold.key`` of a word to its usage. ``announcers`` are keys of words that stand before places; with
    ``places``, tags in conflict articles do not count."""
    names = labelled(shared / "data" / "ner" / "anercorp_train.conll")
    common, proper, conflict, announced = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for of_conflict, sentences in trees(shared):
        for sentence in sentences:
            before = ""
            for leaf in sentence.leaves:
                word = key(leaf.form)
                if of_conflict:
                    conflict[word] += 1
                    announced[word] += before in announcers
                if not (of_conflict and places):
                    (proper if leaf.tag in PROPER else common)[word] += 1
                before = word

    def usage(word: str) -> Usage:
        slips = max(0, names[word] - proper[word])
        return Usage(max(0, common[word] - slips), proper[word] + slips, conflict[word], announced[word])

    return usage
