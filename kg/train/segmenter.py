"""Learns the clitic segmenter: ``python -m kg.train.segmenter --shared ../shared``. Same input, same bytes."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.fold import fold
from kg.segment import Segmenter, character_features
from kg.train.material import Example, learn, options
from kg.train.teacher import documents, word_labels

PARAMETERS = {"c1": 0.15, "c2": 0.003, "max_iterations": 120, "feature.minfreq": 2, "feature.possible_transitions": True}


def write_forms(shared: Path, path: Path) -> None:
    """Writes the forms that the training documents have three times or more as a token of letters."""
    counts = Counter(
        fold(leaf.form)
        for _, held_out, trees in documents(shared)
        if not held_out
        for tree in trees
        for leaf in tree.leaves
        if len(leaf.form) > 1 and not leaf.form.isascii()
    )
    path.write_text("\n".join(sorted(form for form, count in counts.items() if count >= 3)) + "\n", "utf-8")


def examples(shared: Path) -> Iterator[Example]:
    """The words of all documents that are not held out; a word's first five uses, which teach as much as its hundreds."""
    seen = Counter[tuple[str, str, tuple[str, ...]]]()
    for _, held_out, trees in documents(shared):
        if held_out:
            continue
        for tree in trees:
            for word, before, labels in word_labels(tree):
                if labels and len(word) > 1:
                    use = (word, before[-2:], labels)
                    seen[use] += 1
                    if seen[use] <= 5:
                        yield character_features(word, before[-2:]), labels


def accuracy(shared: Path, model: Path) -> tuple[int, int]:
    """(words cut as the teacher does, words) over the held-out documents; a word that the teacher joins to others counts as wrong."""
    segmenter = Segmenter(model)
    right = total = 0
    for _, held_out, trees in documents(shared):
        if not held_out:
            continue
        for tree in trees:
            for word, before, labels in word_labels(tree):
                total += 1
                ours = segmenter.labels(word, before[-2:]) if len(word) > 1 else ("B",)
                right += labels is not None and [x in "BD" for x in ours] == [x in "BD" for x in labels]
    return right, total


if __name__ == "__main__":
    given = options(__doc__, "segmenter.crfsuite", gold=False)
    write_forms(given.shared, Path(__file__).parent.parent / "data" / "forms.txt")
    learn(given.model, PARAMETERS, examples(given.shared))
    right, total = accuracy(given.shared, given.model)
    print(f"{right}/{total} words cut as the teacher does: {right / total:.4f}")
