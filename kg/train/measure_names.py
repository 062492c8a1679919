"""Measures names in general news: ``python -m kg.train.measure_names --shared ../shared [--model FILE]``.

Learns a model without the last sixth of ANERcorp's training part (and without ``gold/dev``) into ``--model`` unless that file is there,
and reads the held-out sixth with it: exact spans and types over ANERcorp's words, micro F1 as conlleval counts. Our tokens part clitics
from words, ANERcorp's words keep them: a span of ours stands for the words that its tokens lie in. A Site stands for a place.
"""

import argparse
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import kg.kind
from kg.kind import CONFLICT, NEWS
from kg.lexicon import Lexicon
from kg.mention import MentionTagger
from kg.naming import OTHER
from kg.syntax import default_analyser
from kg.train import kinds
from kg.train.material import Labelled, anercorp, annotated, gold, parted
from kg.train.mentions import train

Name = tuple[int, int, str]  # first word, last word, type
# The teacher's documents that hold words of the held-out sixth.
HELD_OUT = tuple(f"aner_{n:03}" for n in range(17, 21))


def on_words(starts: Sequence[int], spans: Iterable[tuple[int, int, str]]) -> set[Name]:
    """Spans of a text (code points, end-exclusive) as names on the words that begin at ``starts``."""
    found = set()
    for start, end, kind in spans:
        found.add((bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1, "Place" if kind == "Site" else kind))
    return found


def score(pairs: Iterable[tuple[set[Name], set[Name]]]) -> dict[str, tuple[float, float, float]]:
    """(precision, recall, F1) of each type and of all, for pairs of reference and found names."""
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for reference, ours in pairs:
        for counts, names in ((right, reference & ours), (found, ours), (wanted, reference)):
            counts.update(kind for *_, kind in names)
            counts["all"] += len(names)

    def figures(kind: str) -> tuple[float, float, float]:
        p, r = right[kind] / max(1, found[kind]), right[kind] / max(1, wanted[kind])
        return p, r, 2 * p * r / (p + r) if p + r else 0.0

    return {kind: figures(kind) for kind in sorted(wanted)}


def read(tagger: MentionTagger, pieces: Iterable[Labelled], of_kind: str | None, *, lines: bool) -> Iterator[tuple[set[Name], set[Name]]]:
    """(reference, found) names of each piece, given as one text or, with ``lines``, sentence by sentence; ``of_kind`` as for the tagger."""
    analyse = default_analyser()
    for piece in pieces:
        spans, at = [], 0
        for text in piece.text.split("\n") if lines else [piece.text]:
            sentences = analyse(text)
            for m in tagger(sentences, of_kind):
                tokens = sentences[m.sentence].tokens
                spans.append((at + tokens[m.first].start, at + tokens[m.last].end, m.type))
            at += len(text) + 1
        yield set(piece.names), on_words([start for start, _ in piece.words], spans)


def table(figures: Mapping[str, tuple[float, float, float]]) -> str:
    return "  ".join(f"{kind} {p:.3f} {r:.3f} {f:.3f}" for kind, (p, r, f) in figures.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    given = parser.parse_args()
    learned, held = parted(list(anercorp(given.shared)))
    with tempfile.TemporaryDirectory() as folder:
        model = given.model or Path(folder) / "mentions.crfsuite"
        if not model.is_file():
            train(model, learned, chain(gold(given.shared, "train"), annotated(given.shared)))
        tagger = MentionTagger(Lexicon.load(), model)
    kg.kind.table().clear()
    kg.kind.table().update(kinds.build(given.shared, HELD_OUT.__contains__))
    ways = (("as the text itself decides", None), ("as news", NEWS), ("as news of the conflict", CONFLICT))
    for name, of_kind in ways:
        for lines in (False, True):
            pairs = list(read(tagger, held, of_kind, lines=lines))
            guide = [(reference, {n for n in ours if n[2] != OTHER}) for reference, ours in pairs]
            how = f"{name}, {'sentence by sentence' if lines else 'a hundred sentences a text'}"
            print(f"{how}\n  {table(score(pairs))}\n  without {OTHER}: {score(guide)['all'][2]:.3f}")


if __name__ == "__main__":
    main()
