"""Maximum-entropy models: the weights of features for labels, as crfsuite learns them from examples of one item each."""

from collections.abc import Sequence
from math import exp
from pathlib import Path

import pycrfsuite


class Maxent:
    """Probabilities of labels. The sums are taken here rather than by crfsuite, which is asked for whole sequences and takes three times
    as long. Raises ``RuntimeError`` where ``path`` holds no model."""

    def __init__(self, path: Path) -> None:
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        info = tagger.info()
        self.labels: list[str] = list(info.labels)
        self._weights: dict[str, list[tuple[int, float]]] = {}
        for (feature, label), weight in info.state_features.items():
            self._weights.setdefault(feature, []).append((self.labels.index(label), weight))

    def __call__(self, row: Sequence[str]) -> dict[str, float]:
        """The probability of each label for an item with the features of ``row``."""
        sums, known = [0.0] * len(self.labels), self._weights.get
        for feature in row:
            for label, weight in known(feature, ()):
                sums[label] += weight
        odds = [exp(s) for s in sums]
        whole = sum(odds)
        return {label: odd / whole for label, odd in zip(self.labels, odds, strict=True)}
