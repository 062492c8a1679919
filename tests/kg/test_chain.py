"""Models of CRFsuite run by our own reader: the labels that CRFsuite's tagger gives, whatever the lengths of the sequences."""

import random
from importlib.resources import files
from itertools import chain
from pathlib import Path

import pycrfsuite
import pytest

from kg.chain import Chain
from kg.errors import InputError
from kg.kind import CONFLICT
from kg.lexicon import Lexicon
from kg.mention import Features, MentionTagger, apart
from kg.syntax import default_analyser
from kg.train.material import learn
from kg.weights import weights


def drawn(seed: int, lengths: list[int]) -> list[list[list[str]]]:
    """Sequences of items with one to four features of forty."""
    draw = random.Random(seed)
    return [[[f"f{draw.randrange(40)}" for _ in range(draw.randint(1, 4))] for _ in range(length)] for length in lengths]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("chain") / "small.crfsuite"
    draw = random.Random(1)
    sequences = drawn(2, [draw.randint(1, 12) for _ in range(80)])
    learn(
        path, {"c1": 0.0, "c2": 0.01, "max_iterations": 40}, ((s, [draw.choice("ABC") if "f1" in i else "D" for i in s]) for s in sequences)
    )
    return path


def test_labels_are_those_of_crfsuite(model: Path) -> None:
    theirs = pycrfsuite.Tagger()
    theirs.open(str(model))
    ours = Chain(model)
    sequences = drawn(3, [1, 200, 3, 0, 7, *range(1, 90)])
    labelled = ours.label([[[ours.row(item)] for item in s] for s in sequences])
    assert labelled == [theirs.tag(s) for s in sequences]
    assert len({y for s in labelled for y in s}) > 2


def test_rows_of_an_item_are_added(model: Path) -> None:
    ours = Chain(model)
    sequences = drawn(4, [5, 9, 30])
    together = ours.label([[[ours.row(item)] for item in s] for s in sequences])
    assert ours.label([[[ours.row([f]) for f in item] for item in s] for s in sequences]) == together


def test_what_is_unknown_has_the_row_of_nothing(model: Path) -> None:
    ours = Chain(model)
    assert ours.row(["never seen"]) == 0
    assert ours.row(["f1"]) == 1
    ours.clear()
    assert ours.row(["f2"]) == 1


def test_file_that_is_no_model(tmp_path: Path) -> None:
    path = tmp_path / "x.crfsuite"
    path.write_bytes(b"nothing of the kind" * 10)
    with pytest.raises(InputError, match=r"x\.crfsuite: not a model file"):
        Chain(path)


def test_same_bytes_from_the_same_examples(tmp_path: Path) -> None:
    examples = [([["a"], ["b"]], ["X", "Y"])] * 5
    for name in ("one", "two"):
        learn(tmp_path / name, {"c1": 0.1, "max_iterations": 5}, iter(examples))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_model_of_mentions_reads_as_it_was_learned() -> None:
    """The groups of features, summed once each, give the labels that CRFsuite gives for the strings of the training script."""
    lexicon = Lexicon.load()
    theirs = pycrfsuite.Tagger()
    theirs.open(str(weights("mentions.crfsuite")))
    strings = Features(lexicon, lambda features: apart(features, CONFLICT))
    tagger = MentionTagger(lexicon)
    for sample in sorted((files("kg") / "samples").iterdir(), key=str):
        if sample.name.endswith(".txt"):
            sentences = default_analyser()(sample.read_text("utf-8"))
            rows = [[list(chain.from_iterable(item)) for item in s] for s in strings(sentences)]
            assert tagger._chain.label(tagger._features[CONFLICT](sentences)) == [theirs.tag(r) for r in rows]
