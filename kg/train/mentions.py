"""Learns the tagger of named mentions: ``python -m kg.train.mentions --shared ../shared [--with-dev]``. Same input, same bytes.

Learns from ``gold/train`` (and ``gold/dev`` with ``--with-dev``: the model that ships; scores are taken without) and from the
news of ANERcorp, whose guide differs: what holds only there is learned apart.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pycrfsuite

from kg.lexicon import Lexicon
from kg.mention import DOMAIN, TYPES, features
from kg.syntax import Sentence, default_analyser
from kg.train.material import anercorp, gold

PARAMETERS = {"c1": 0.05, "c2": 0.02, "max_iterations": 150, "feature.minfreq": 2, "feature.possible_transitions": False}
REPEAT = 4  # how often an annotated article is shown for each time that the news corpus is


def labels(sentence: Sentence, marked: Iterable[tuple[int, int, str]]) -> list[str]:
    """B-, I- and O labels of a sentence's tokens for named spans of the text."""
    result = ["O"] * len(sentence.tokens)
    for start, end, kind in marked:
        if end <= sentence.start or start >= sentence.end:
            continue
        inside = [t.i for t in sentence.tokens if t.start < end and start < t.end]
        for n, i in enumerate(inside):
            result[i] = f"{'I' if n else 'B'}-{kind}"
    return result


def examples(shared: Path, with_dev: bool) -> Iterator[tuple[Sequence[Sequence[str]], Sequence[str]]]:
    analyse, lexicon = default_analyser(), Lexicon.load()
    for text, marked in anercorp(shared):
        sentences = analyse(text)
        for sentence, rows in zip(sentences, features(sentences, lexicon, "aner"), strict=True):
            yield rows, labels(sentence, marked)
    for article in gold(shared, "train", *(["dev"] if with_dev else [])):
        marked = named_spans(article.graph)
        sentences = analyse(article.text)
        for sentence, rows in zip(sentences, features(sentences, lexicon, DOMAIN), strict=True):
            for _ in range(REPEAT):
                yield rows, labels(sentence, marked)


def named_spans(graph: dict) -> list[tuple[int, int, str]]:  # type: ignore[type-arg]
    return [
        (m["start"], m["end"], e["type"]) for e in graph["entities"] if e["type"] in TYPES for m in e["mentions"] if m["kind"] == "name"
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=Path(__file__).parent.parent / "models" / "mentions.crfsuite")
    parser.add_argument("--with-dev", action="store_true")
    arguments = parser.parse_args()
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    for rows, tags in examples(arguments.shared, arguments.with_dev):
        trainer.append(rows, tags)
    trainer.train(str(arguments.model))


if __name__ == "__main__":
    main()
