"""Learns the tagger and parser: ``python -m kg.train.syntax --shared ../shared`` (about an hour on one core).

Deterministic: seeds are fixed and everything runs on one CPU thread, so the same material gives the same weights on the
same kind of processor. ``--steps`` shortens a trial.
"""

import argparse
import tempfile
from pathlib import Path

import spacy
from spacy.cli.train import train as spacy_train
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from kg.fold import fold
from kg.language import FoldedArabic
from kg.train.teacher import Tree, documents


def to_doc(tree: Tree, vocab: Vocab) -> Doc:
    """A teacher's tree as a spaCy document of one sentence."""
    leaves = tree.leaves
    return Doc(
        vocab,
        words=[fold(leaf.form) or "_" for leaf in leaves],
        tags=[leaf.tag for leaf in leaves],
        heads=[i if leaf.head < 0 else leaf.head for i, leaf in enumerate(leaves)],
        deps=["ROOT" if leaf.head < 0 else leaf.label for leaf in leaves],
        sent_starts=[i == 0 for i in range(len(leaves))],
    )


def write_corpora(shared: Path, folder: Path) -> None:
    vocab = FoldedArabic().vocab
    train, held = DocBin(), DocBin()
    for _, held_out, trees in documents(shared):
        for tree in trees:
            if tree.leaves and (held_out or len(tree.leaves) > 2):
                (held if held_out else train).add(to_doc(tree, vocab))
    train.to_disk(folder / "train.spacy")
    held.to_disk(folder / "dev.spacy")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=Path(__file__).parent.parent / "models" / "syntax")
    parser.add_argument("--steps", type=int, default=None)
    arguments = parser.parse_args()
    overrides = {"training.max_steps": arguments.steps} if arguments.steps else {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpora(arguments.shared, folder)
        paths = {"paths.train": str(folder / "train.spacy"), "paths.dev": str(folder / "dev.spacy")}
        spacy_train(Path(__file__).parent / "syntax.cfg", folder / "out", overrides=paths | overrides)
        nlp = spacy.load(folder / "out" / "model-best")
        nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])  # where the corpora lay says nothing to users
        nlp.to_disk(arguments.model)


if __name__ == "__main__":
    main()
