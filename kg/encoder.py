"""The vectors that tagger and parser read: what the ``tok2vec`` layer of the spaCy model computes, in fewer steps.

Each form is embedded once and kept; a batch of sentences then goes through the convolutions as one array. The weights are those of the
model, which spaCy trains and stores (``kg.train.syntax``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab
from threadpoolctl import ThreadpoolController

Vectors = NDArray[np.float32]
# Forms whose vectors are kept before all are made anew (some 400 bytes each).
MOST_FORMS = 60_000


@dataclass(frozen=True, slots=True)
class _Convolution:
    """One layer over each vector and its neighbours: the largest of several linear maps, normalized and added to the vector."""

    weights: Vectors  # (3 * width, pieces * width): all first pieces, then all second ones …
    bias: Vectors
    scale: Vectors
    shift: Vectors

    def __call__(self, vectors: Vectors) -> Vectors:
        count, width = vectors.shape
        windows = np.zeros((count, 3 * width), np.float32)
        windows[1:, :width] = vectors[:-1]
        windows[:, width : 2 * width] = vectors
        windows[:-1, 2 * width :] = vectors[1:]
        pieces = windows @ self.weights
        pieces += self.bias
        best = pieces[:, :width]
        for start in range(width, len(self.bias), width):
            best = np.maximum(best, pieces[:, start : start + width])
        best -= best.mean(axis=1, keepdims=True)
        best *= (np.square(best).mean(axis=1, keepdims=True) + np.float32(1e-8)) ** np.float32(-0.5)
        best *= self.scale
        best += self.shift
        best += vectors
        return best


class Encoder:
    """``model`` is that of the ``tok2vec`` component: a window of one token to either side, layer over layer."""

    def __init__(self, model: Any, vocab: Vocab) -> None:
        self._vocab = vocab
        self._embed, encode = model.layers
        named = {name: [node for node in encode.walk() if node.name == name] for name in ("maxout", "layernorm")}
        self._layers = [_convolution(*nodes) for nodes in zip(named["maxout"], named["layernorm"], strict=True)]
        self._threads = ThreadpoolController()
        self._rows: dict[str, int] = {}
        self._vectors = np.zeros((0, model.get_dim("nO")), np.float32)

    def __call__(self, batch: Sequence[Sequence[str]]) -> list[Vectors]:
        """The vectors of the tokens of each sentence, given by their forms."""
        if len(self._rows) > MOST_FORMS:
            self._rows.clear()
            self._vectors = self._vectors[:0]
        self._learn(list(dict.fromkeys(form for forms in batch for form in forms if form not in self._rows)))
        between = len(self._layers)  # as far as a vector has an influence
        starts, end = [], between
        for forms in batch:
            starts.append(end)
            end += len(forms) + between
        vectors = np.zeros((end, self._vectors.shape[1]), np.float32)
        for start, forms in zip(starts, batch, strict=True):
            vectors[start : start + len(forms)] = self._vectors[[self._rows[form] for form in forms]]
        with self._threads.limit(limits=1, user_api="blas"):  # the arrays are so small that threads wait for each other
            for layer in self._layers:
                vectors = layer(vectors)
        return [vectors[start : start + len(forms)] for start, forms in zip(starts, batch, strict=True)]

    def _learn(self, forms: list[str]) -> None:
        if forms:
            self._rows |= {form: n for n, form in enumerate(forms, len(self._rows))}
            self._vectors = np.concatenate((self._vectors, *self._embed.predict([Doc(self._vocab, words=forms)])))


def _convolution(maxout: Any, norm: Any) -> _Convolution:
    weights, bias = maxout.get_param("W"), maxout.get_param("b")  # (width, pieces, inputs), (width, pieces)
    by_piece = np.ascontiguousarray(weights.transpose(2, 1, 0)).reshape(weights.shape[2], -1)
    return _Convolution(by_piece, bias.T.ravel(), norm.get_param("G"), norm.get_param("b"))
