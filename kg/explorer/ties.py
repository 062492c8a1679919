"""Which nodes are tied to which, as two arrays: a breadth-first search over all of a large store takes some hundredths of a second."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class Ties:
    """Undirected ties between nodes numbered from 0, each pair once."""

    def __init__(self, pairs: Iterable[tuple[int, int]], nodes: int) -> None:
        given = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
        both = np.unique(np.concatenate([given, given[:, ::-1]]), axis=0)
        self._ends = both[:, 1]
        self._starts = np.searchsorted(both[:, 0], np.arange(nodes + 1))

    def of(self, nodes: Numbers) -> Numbers:
        """The nodes that are tied to some of these, as often as they are."""
        first = self._starts[nodes]
        counts = self._starts[nodes + 1] - first
        # Places in ``_ends``: for each node a run of ``counts`` from ``first`` on.
        places = np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)
        found: Numbers = self._ends[places]
        return found

    def shortest(self, start: int, end: int, allowed: Mask, longest: int) -> list[Numbers]:
        """The nodes of all shortest ways from one node to another over allowed nodes, a layer for each step, ascending; empty where
        there is no way of at most ``longest`` steps."""
        distance = np.full(len(allowed), -1)
        distance[start] = 0
        front = np.array([start])
        for step in range(1, longest + 1):
            if distance[end] >= 0 or not len(front):
                break
            there = self.of(front)
            front = np.unique(there[allowed[there] & (distance[there] < 0)])
            distance[front] = step
        if distance[end] < 0:
            return []
        layers = [np.array([end])]
        for step in range(int(distance[end]) - 1, -1, -1):
            there = self.of(layers[-1])
            layers.append(np.unique(there[distance[there] == step]))
        return layers[::-1]
