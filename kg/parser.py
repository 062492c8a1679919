"""The engine that gives tokens their tags, heads and labels: the tagger and parser of ``kg/models/syntax``, run by spaCy."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

import kg.language  # noqa: F401  registers the language that the model is trained in
from kg.encoder import Encoder
from kg.segment import Token
from kg.weights import weights

# Sentences that are parsed together.
_TOGETHER = 64


class SpacyParser:
    """What ``kg.syntax.Parser`` asks of an engine. Raises ``FileNotFoundError`` where the model is missing."""

    def __init__(self, model: Path | None = None) -> None:
        self.nlp = spacy.load(model or weights("syntax"))
        tok2vec: Any = self.nlp.get_pipe("tok2vec")
        self._encode = Encoder(tok2vec.model, self.nlp.vocab)
        self._tagger: Any = self.nlp.get_pipe("tagger")
        self._parser: Any = self.nlp.get_pipe("parser")
        strings: Any = self.nlp.vocab.strings
        self._name = cache(strings.__getitem__)

    def __call__(self, batch: Sequence[Sequence[Token]]) -> Iterator[list[tuple[str, int, str]]]:
        tags = self._tagger.labels
        for start in range(0, len(batch), _TOGETHER):
            forms = [[p.form or "_" for p in pieces] for pieces in batch[start : start + _TOGETHER]]
            # Each is told to be one sentence, so that the parser makes one tree of it.
            docs: list[Any] = [Doc(self.nlp.vocab, words=words, sent_starts=[i == 0 for i in range(len(words))]) for words in forms]
            for doc, vectors in zip(docs, self._encode(forms), strict=True):
                doc.tensor = vectors
            self._parser.set_annotations(docs, self._parser.predict(docs))
            for doc, guesses in zip(docs, self._tagger.predict(docs), strict=True):
                steps, labels = doc.to_array(["HEAD", "DEP"]).T  # a head as steps from its token
                yield [
                    (tags[tag], i + step, self._name(label) if step else "root")
                    for i, (tag, step, label) in enumerate(
                        zip(guesses.tolist(), steps.view("int64").tolist(), labels.tolist(), strict=True)
                    )
                ]
