"""The teacher's trees: texts with clitics split, tags, heads and labels, to learn from and to measure against."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.fold import DROPPED, fold
from kg.segment import BEGIN, ELIDED, INSIDE, TEH, WORD

HELD_OUT_EVERY = 12


@dataclass(frozen=True, slots=True)
class Leaf:
    """One token of the teacher; ``head`` is its index in the sentence or -1."""

    form: str
    start: int
    end: int
    tag: str
    head: int
    label: str


@dataclass(frozen=True, slots=True)
class Tree:
    text: str
    leaves: tuple[Leaf, ...]


def documents(shared: Path) -> Iterator[tuple[str, bool, list[Tree]]]:
    """(id, held out, trees) of each document. Held out are all of ``gold/dev`` and every twelfth other document."""
    dev = {p.stem: p for p in (shared / "gold" / "dev").glob("*.txt")}
    number = 0
    with gzip.open(shared / "data" / "syntax" / "teacher.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            name = record["id"]
            held_out = name in dev
            if not held_out:
                number += 1
                held_out = number % HELD_OUT_EVERY == 0
            if "text" in record:
                text = record["text"]
            else:
                text = dev.get(name, shared / "corpus" / "articles" / f"{name}.txt").read_text(encoding="utf-8")
            yield name, held_out, [tree(text, s["tokens"]) for s in record["sentences"]]


def tree(text: str, rows: list[list]) -> Tree:  # type: ignore[type-arg]
    """A teacher's sentence; tokens reach over the marks that follow them, as ours do."""
    leaves = []
    for form, start, end, tag, head, label in rows:
        while end < len(text) and text[end] in DROPPED:
            end += 1
        leaves.append(Leaf(form, start, end, tag, head, label))
    return Tree(text, tuple(leaves))


def word_labels(sentence: Tree) -> Iterator[tuple[str, str, tuple[str, ...] | None]]:
    """(folded word, folded word before it, labels) of each Arabic word; labels are None where the teacher's cut is not at
    letters of the word (it joined words, or cut elsewhere)."""
    if not sentence.leaves:
        return
    begins = {leaf.start: leaf for leaf in sentence.leaves}
    ends = {leaf.end for leaf in sentence.leaves}
    before = ""
    for match in WORD.finditer(sentence.text, sentence.leaves[0].start, sentence.leaves[-1].end):
        raw = match.group()
        if match["arabic"] is None:
            before = ""
            continue
        folded = fold(raw)
        if not folded:
            continue
        if match.start() not in begins or match.end() not in ends:
            yield folded, before, None
            before = folded
            continue
        places = [i for i, char in enumerate(raw) if char not in DROPPED]
        labels = []
        for n, i in enumerate(places):
            leaf = begins.get(match.start() + i if n else match.start())
            if leaf is None:
                labels.append(INSIDE)
            elif n and folded[n] == "ل" and fold(leaf.form).startswith("ال"):
                labels.append(ELIDED)
            else:
                labels.append(BEGIN)
        for n in range(len(places) - 1):
            following = match.start() + places[n + 1]
            if following in begins and labels[n] == INSIDE and folded[n] == "ت":
                leaf = next(x for x in sentence.leaves if x.end == following or x.start < following <= x.end)
                if leaf.form.endswith("ة"):
                    labels[n] = TEH
        yield folded, before, tuple(labels)
        before = folded
