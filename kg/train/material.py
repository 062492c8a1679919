"""Annotated articles and the news corpus of names, as the training scripts read them, and how a model is learned from examples."""

import json
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycrfsuite

from kg.errors import InputError
from kg.graph import Article
from kg.naming import OTHER

ANNOTATED = Path(__file__).with_name("annotated.jsonl")
MODELS = Path(__file__).parent.parent / "models"
Example = tuple[Sequence[Sequence[str]], Sequence[str]]  # the features of each item of a sequence, and the label of each


def options(description: str | None, model: str, *, gold: bool = True) -> Namespace:
    """The command line of a training script: ``shared``, ``model``, and ``with_dev`` for a script that learns from ``gold``."""
    parser = ArgumentParser(description=description, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="the folder of the learning material")
    parser.add_argument("--model", type=Path, default=MODELS / model, help="the file to write")
    if gold:
        parser.add_argument("--with-dev", action="store_true", help="learn from gold/dev too: for the model that ships, not for scores")
    return parser.parse_args()


def learn(model: Path, parameters: Mapping[str, float], examples: Iterable[Example]) -> None:
    """Writes a conditional random field learned by L-BFGS from ``examples``, in their order. Same examples, same bytes."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=dict(parameters), verbose=False)
    for rows, labels in examples:
        trainer.append(rows, labels)
    trainer.train(str(model))


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


def annotated(shared: Path) -> Iterator[Annotated]:
    """The articles of ``shared/corpus`` that ``annotated.jsonl`` has reference graphs of: the guide's JSON without words of the texts, read
    once by one annotator each, so less exact than ``gold``. None of them shares half its words with an article of ``gold``. Raises
    ``InputError`` where a text is missing or another one."""
    for line in ANNOTATED.read_text("utf-8").splitlines():
        graph = json.loads(line)
        path = shared / "corpus" / "articles" / f"{graph['doc']}.txt"
        text = path.read_text("utf-8") if path.is_file() else ""
        if Article(text).sha256 != graph["sha256"]:
            raise InputError(f"{path}: missing or not the text that {ANNOTATED.name} was made for; take the corpus as it was published")
        yield Annotated(graph["doc"], text, graph)


def lessons(given: Namespace, often: int = 1) -> Iterator[Annotated]:
    """What a model learns from, by the command line's ``options``: the articles of ``gold``, which are more exact, ``often`` times."""
    for article in gold(given.shared, "train", *(["dev"] if given.with_dev else [])):
        yield from [article] * often
    yield from annotated(given.shared)


@dataclass(frozen=True, slots=True)
class Labelled:
    """News with its names: ``words`` are spans of the text (code points, end-exclusive), ``names`` (first word, last word, type). Words
    are those between the spaces of the text, clitics and all."""

    text: str
    words: tuple[tuple[int, int], ...]
    names: tuple[tuple[int, int, str], ...]

    def marked(self) -> list[tuple[int, int, str]]:
        """The names as (start, end, type), code points into the text, end-exclusive."""
        return [(self.words[first][0], self.words[last][1], kind) for first, last, kind in self.names]


ANERCORP = {"PERS": "Person", "LOC": "Place", "ORG": "Group", "MISC": OTHER}


def anercorp(shared: Path, sentences: int = 100) -> Iterator[Labelled]:
    """The news of ANERcorp, ``sentences`` sentences at a time, one a line."""
    some: list[list[tuple[str, str]]] = []
    for sentence in _sentences(shared / "data" / "ner" / "anercorp_train.conll"):
        some.append(sentence)
        if len(some) == sentences:
            yield _labelled(some)
            some = []
    if some:
        yield _labelled(some)


def parted(pieces: Sequence[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """The pieces to learn from, and those that are held out: at most the last sixth of the words."""
    total = sum(len(p.words) for p in pieces)
    before = n = 0
    while before + len(pieces[n].words) <= total - total // 6:
        before += len(pieces[n].words)
        n += 1
    return list(pieces[:n]), list(pieces[n:])


def _sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    """(word, label) of each sentence: up to a blank line or a closing mark."""
    words: list[tuple[str, str]] = []
    for row in [*path.read_text("utf-8").splitlines(), ""]:
        parts = row.split()
        if len(parts) >= 2:
            words.append((parts[0], parts[-1]))
        if words and (len(parts) < 2 or words[-1][0] in {".", "؟", "!"}):
            yield words
            words = []


def _labelled(sentences: Sequence[Sequence[tuple[str, str]]]) -> Labelled:
    words: list[tuple[int, int]] = []
    names: list[tuple[int, int, str]] = []
    position = 0
    for n, (word, label) in enumerate(pair for sentence in sentences for pair in sentence):
        prefix, _, kind = label.partition("-")
        if prefix == "I" and names and names[-1][1] == n - 1 and names[-1][2] == ANERCORP[kind]:
            names[-1] = (names[-1][0], n, ANERCORP[kind])
        elif prefix != "O":
            names.append((n, n, ANERCORP[kind]))
        words.append((position, position + len(word)))
        position += len(word) + 1
    return Labelled("\n".join(" ".join(word for word, _ in sentence) for sentence in sentences), tuple(words), tuple(names))
