"""Linear-chain conditional random fields, read from CRFsuite's model file and run over many sequences at once.

CRFsuite's own tagger takes each feature of each token as a string, every time. Here a group of features becomes a row of scores
once (``row``), callers keep the rows of what comes again (a word, a tag), and whole articles are labelled by a few array operations.
The labels are those of CRFsuite: the same weights, the same best path. The format is that of CRFsuite 0.12 (``lCRF`` version 100: a
header, a table of features, and two constant databases of strings), all little-endian.
"""

import struct
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import InputError

Numbers = NDArray[np.float64]
_HEADER = struct.Struct("<4sI4s9I")
_STATE, _TRANSITION = 0, 1
# Sentences that are labelled together: enough to pay for the array operations, few enough that memory stays small.
_TOGETHER = 64


def _strings(data: bytes, at: int) -> list[str]:
    """The strings of the constant database at ``at``, in order of their numbers."""
    count, table = struct.unpack_from("<II", data, at + 16)
    found = []
    for record in struct.unpack_from(f"<{count}I", data, at + table):
        size = struct.unpack_from("<I", data, at + record + 4)[0]
        found.append(data[at + record + 8 : at + record + 7 + size].decode())  # less the closing zero byte
    return found


class Chain:
    """A model read from ``path``. ``labels`` are in the order of the columns of its weights. Raises ``InputError`` for a file that
    is no model of CRFsuite's."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        if len(data) < _HEADER.size or data[:4] != b"lCRF":
            raise InputError(f"{path}: not a model file of CRFsuite")
        *_, features, labels, attributes, _, _ = _HEADER.unpack_from(data)
        self.labels = _strings(data, labels)
        self._numbers = {name: n for n, name in enumerate(_strings(data, attributes))}
        count = struct.unpack_from("<I", data, features + 8)[0]
        row = np.dtype([("kind", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])
        table = np.frombuffer(data, row, count, features + 12)
        self._state = np.zeros((len(self._numbers), len(self.labels)))
        self._transition = np.zeros((len(self.labels), len(self.labels)))
        for kind, weights in ((_STATE, self._state), (_TRANSITION, self._transition)):
            chosen = table[table["kind"] == kind]
            weights[chosen["source"], chosen["target"]] = chosen["weight"]

        self.clear()

    def clear(self) -> None:
        """Forgets all rows; their numbers mean nothing any more."""
        self._rows = np.zeros((1024, len(self.labels)))
        self.used = 1  # row 0 is that of nothing known

    def row(self, features: Sequence[str]) -> int:
        """The number of a new row: the scores that ``features`` give together. 0 where the model knows none of them."""
        known = [n for f in features if (n := self._numbers.get(f)) is not None]
        if not known:
            return 0
        if self.used == len(self._rows):
            self._rows = np.concatenate((self._rows, np.zeros_like(self._rows)))
        self._rows[self.used] = self._state[known].sum(axis=0)
        self.used += 1
        return self.used - 1

    def label(self, sequences: Sequence[Sequence[Sequence[int]]]) -> list[list[str]]:
        """The labels of the likeliest path of each sequence, whose items are given by the rows of their features: one or more an item."""
        order = sorted(range(len(sequences)), key=lambda n: len(sequences[n]))
        result: list[list[str]] = [[] for _ in sequences]
        for i in range(0, len(order), _TOGETHER):
            some = [n for n in order[i : i + _TOGETHER] if sequences[n]]
            for n, path in zip(some, self._paths([sequences[n] for n in some]), strict=True):
                result[n] = [self.labels[y] for y in path]
        return result

    def _scores(self, sequences: Sequence[Sequence[Sequence[int]]]) -> Numbers:
        """The score of each label for each item of all sequences, one after the other."""
        items = list(chain.from_iterable(sequences))
        sizes = np.fromiter(map(len, items), np.intp, len(items))
        flat = np.array(list(chain.from_iterable(items)), np.intp)
        return np.asarray(np.add.reduceat(self._rows[flat], np.cumsum(sizes) - sizes, axis=0))

    def _paths(self, sequences: Sequence[Sequence[Sequence[int]]]) -> list[list[int]]:
        """Viterbi over sequences in order of length, the shorter ones held at their last item."""
        if not sequences:
            return []
        lengths = np.array([len(s) for s in sequences])
        scores = self._scores(sequences)
        starts = np.cumsum(lengths) - lengths
        best = scores[starts]
        back = np.zeros((int(lengths[-1]), len(sequences), len(self.labels)), np.intp)
        for t in range(1, int(lengths[-1])):
            going = int(np.searchsorted(lengths, t, side="right"))  # sequences before this one have ended
            through = best[going:, :, None] + self._transition
            back[t, going:] = through.argmax(axis=1)
            best[going:] = through.max(axis=1) + scores[starts[going:] + t]
        paths = []
        for n, length in enumerate(lengths):
            y = int(best[n].argmax())
            path = [y]
            for t in range(int(length) - 1, 0, -1):
                y = int(back[t, n, y])
                path.append(y)
            paths.append(path[::-1])
        return paths
