"""Measures the analysis on the held-out documents of the teacher: ``python -m kg.train.measure --shared ../shared``.

Two ways: the parser given the teacher's tokens and sentences; and end to end, where our own tokens of the same sentences are
compared with the teacher's (a token cut otherwise counts as wrong in tag, head and label). Punctuation counts for tags and is
left out of attachment, as is usual.
"""

import argparse
import json
import time
from pathlib import Path

from kg.fold import fold
from kg.parser import SpacyParser
from kg.segment import Segmenter, Token
from kg.train.segmenter import accuracy
from kg.train.teacher import Tree, documents

Row = tuple[str, int, str]


def score(trees: list[Tree], tokens: list[list[Token]], rows: list[list[Row]]) -> dict[str, float]:
    """Tag accuracy, unlabelled and labelled attachment of our ``rows`` over ``tokens`` against the teacher's."""
    total = tagged = attached = labelled = words = 0
    for tree, pieces, ours in zip(trees, tokens, rows, strict=True):
        at = {(p.start, p.end): i for i, p in enumerate(pieces)}
        for leaf in tree.leaves:
            total += 1
            punctuation = leaf.tag == "PUNC"
            words += not punctuation
            i = at.get((leaf.start, leaf.end))
            if i is None:
                continue
            tag, head, label = ours[i]
            tagged += tag == leaf.tag
            if punctuation:
                continue
            mine = (-1, -1) if head == i else (pieces[head].start, pieces[head].end)
            theirs = (-1, -1) if leaf.head < 0 else (tree.leaves[leaf.head].start, tree.leaves[leaf.head].end)
            attached += mine == theirs
            labelled += mine == theirs and (leaf.head < 0 or label == leaf.label)
    return {"tags": tagged / total, "unlabelled attachment": attached / words, "labelled attachment": labelled / words}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=None)
    arguments = parser.parse_args()
    engine, segmenter = SpacyParser(arguments.model), Segmenter()
    trees = [t for _, held_out, ts in documents(arguments.shared) if held_out for t in ts if t.leaves]
    given = [[Token(x.start, x.end, fold(x.form) or "_", False, True) for x in t.leaves] for t in trees]
    start = time.perf_counter()
    rows = list(engine(given))
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    own = [segmenter.tokens(t.text, t.leaves[0].start, t.leaves[-1].end) for t in trees]
    own_rows = list(engine(own))
    both = time.perf_counter() - start
    right, words = accuracy(arguments.shared, Path(__file__).parent.parent / "models" / "segmenter.crfsuite")
    figures = {
        "sentences": len(trees),
        "tokens": sum(map(len, given)),
        "words cut as the teacher does": right / words,
        "on the teacher's tokens": score(trees, given, rows),
        "end to end": score(trees, own, own_rows),
        "tokens a second, tagger and parser": sum(map(len, given)) / seconds,
        "tokens a second, with segmentation": sum(map(len, own)) / both,
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
