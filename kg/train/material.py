"""Annotated articles and the news corpus of names, as the training scripts read them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article and its reference graph (the guide's JSON)."""

    doc: str
    text: str
    graph: dict[str, Any]


def gold(shared: Path, *folders: str) -> Iterator[Annotated]:
    """The annotated articles of ``shared/gold/FOLDER``, in order of their ids."""
    for folder in folders:
        for path in sorted((shared / "gold" / folder).glob("*.json")):
            text = path.with_suffix(".txt").read_text("utf-8")
            yield Annotated(path.stem, text, json.loads(path.read_text("utf-8")))


def anercorp(shared: Path, sentences: int = 100) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """(text, named spans) of the news of ANERcorp, ``sentences`` sentences at a time, one a line."""
    types = {"PERS": "Person", "LOC": "Place", "ORG": "Group"}
    lines: list[str] = []
    marked: list[tuple[int, int, str]] = []
    words: list[str] = []
    position = count = 0
    for row in [*(shared / "data" / "ner" / "anercorp_train.conll").read_text("utf-8").splitlines(), ""]:
        parts = row.split()
        if len(parts) >= 2:
            word, label = parts[0], parts[-1]
            prefix, _, kind = label.partition("-")
            if kind in types:
                if prefix == "I" and marked and marked[-1][1] == position - 1 and marked[-1][2] == types[kind]:
                    marked[-1] = (marked[-1][0], position + len(word), types[kind])
                else:
                    marked.append((position, position + len(word), types[kind]))
            words.append(word)
            position += len(word) + 1
        if words and (len(parts) < 2 or words[-1] in {".", "؟", "!"}):
            lines.append(" ".join(words))
            words = []
            count += 1
            if count == sentences:
                yield "\n".join(lines), marked
                lines, marked, position, count = [], [], 0, 0
    if words:
        lines.append(" ".join(words))
    if lines:
        yield "\n".join(lines), marked
