"""Sentences as trees: tokens with tags, heads and labels, from the tagger and parser that ship in ``kg/models``.

Tags are those of the Penn Arabic Treebank (``VBN`` is a passive verb, ``DTNN`` a noun with article, ``PRP$`` an attached
pronoun of a noun); labels are described in the model's card (``kg/models/syntax.md``). Offsets are code points into the text that
was given, end-exclusive.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple, Protocol

from kg import imports
from kg.correction import corrected
from kg.fold import key
from kg.segment import Segmenter
from kg.segment import Token as Piece

# A sentence ends at a line's end, after a full stop, question or exclamation mark that no letter or digit follows, or after
# the double colon by which some digests set off a governorate.
_END = re.compile(r"[.!؟?…]+[\"'”’»)\]]*(?=\s|$)|::|(?<=[^\W\d_][^\W\d_])\.(?=[^\W\d_]{3})|\n|\r")
_ABBREVIATION = re.compile(r"(?:^|\s)[^\W\d_]\.$")
# A sentence of more tokens than this is cut at its last comma: the text is then a list or lacks its full stops.
LONGEST = 180


class Token(NamedTuple):
    """``i`` is the place in the sentence, ``head`` that of its head (its own for the root)."""

    i: int
    start: int
    end: int
    form: str
    tag: str
    head: int
    label: str
    joined: bool
    word: bool
    lemma: str = ""

    @property
    def verb(self) -> bool:
        return self.tag in VERBS

    @property
    def noun(self) -> bool:
        return self.tag in NOUNS


VERBS = frozenset({"VBD", "VBP", "VBN", "VB"})
NOUNS = frozenset({"NN", "NNS", "DTNN", "DTNNS", "NNP", "NNPS", "DTNNP", "DTNNPS", "VBG", "VN", "NOUN_QUANT", "CD", "JJR", "DTJJR"})
PROPER = frozenset({"NNP", "NNPS", "DTNNP", "DTNNPS"})


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence's folded forms (``kg.fold.key``) in one string: clitics stay joined to their words, an elided article is written out.
    ``begins`` and ``ends`` give the token that begins at a character, or ends before it."""

    text: str
    begins: Mapping[int, int]
    ends: Mapping[int, int]


@dataclass(frozen=True)
class Sentence:
    """One sentence; ``text`` is the whole article's."""

    text: str
    tokens: tuple[Token, ...]
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        object.__setattr__(self, "_children", tuple(map(tuple, children)))

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    def children(self, i: int, *labels: str) -> Iterator[Token]:
        """The children of token ``i`` in order, of any of ``labels`` if given."""
        for j in self._children[i]:
            if not labels or self.tokens[j].label in labels:
                yield self.tokens[j]

    def head(self, i: int) -> Token | None:
        token = self.tokens[i]
        return None if token.head == i else self.tokens[token.head]

    def ancestors(self, i: int) -> Iterator[Token]:
        while (up := self.head(i)) is not None:
            yield up
            i = up.i

    def subtree(self, i: int) -> list[int]:
        """Indices of ``i`` and all below it, in order."""
        found, todo = [], [i]
        while todo:
            j = todo.pop()
            found.append(j)
            todo.extend(self._children[j])
        return sorted(found)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The folded form of each token, by which it is looked up in lexicons."""
        return tuple(key(token.form) for token in self.tokens)

    @cached_property
    def line(self) -> Line:
        parts: list[str] = []
        begins, ends, position = {}, {}, 0
        for token, form in zip(self.tokens, self.keys, strict=True):
            if parts and not token.joined:
                parts.append(" ")
                position += 1
            parts.append(form)
            if form:
                begins[position] = token.i
                ends[position + len(form)] = token.i
            position += len(form)
        return Line("".join(parts), begins, ends)

    def case(self, i: int) -> str:
        """The preposition that governs token ``i``, or the empty string."""
        return self._cases.get(i, "")

    @cached_property
    def _cases(self) -> Mapping[int, str]:
        """The first preposition of each token that has one."""
        return {token.head: token.form for token in reversed(self.tokens) if token.label == "case" and token.head != token.i}


class Parser(Protocol):
    """An engine that gives tags, heads and labels to tokens: what another engine must do to be plugged in."""

    def __call__(self, batch: Sequence[Sequence[Piece]]) -> Iterator[list[tuple[str, int, str]]]: ...


class Analyser:
    """Text to sentences. ``lemma`` maps (form, tag) to a lemma."""

    def __init__(self, segmenter: Segmenter, parser: Parser, lemma: Callable[[str, str], str]) -> None:
        self.segmenter, self.parser, self.lemma = segmenter, parser, lemma

    def __call__(self, text: str) -> tuple[Sentence, ...]:
        batch = [pieces for start, end in sentence_spans(text) for pieces in _short(self.segmenter.tokens(text, start, end))]
        sentences = []
        for pieces, rows in zip(batch, map(corrected, batch, self.parser(batch)), strict=True):
            tokens = tuple(
                Token(i, p.start, p.end, p.form, tag, head, label, p.joined, p.word, self.lemma(p.form, tag))
                for i, (p, (tag, head, label)) in enumerate(zip(pieces, rows, strict=True))
            )
            sentences.append(Sentence(text, tokens))
        return tuple(sentences)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans of sentences, blank ones left out."""
    start = 0
    for match in _END.finditer(text):
        if match.group() == "." and _ABBREVIATION.search(text[max(start, match.end() - 4) : match.end()]):
            continue
        if text[start : match.end()].strip():
            yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _short(pieces: list[Piece]) -> Iterable[list[Piece]]:
    while len(pieces) > LONGEST:
        commas = [i for i in range(LONGEST // 3, LONGEST) if pieces[i].form in {"،", ",", "؛", ";", "-"}]
        cut = commas[-1] + 1 if commas else LONGEST
        yield pieces[:cut]
        pieces = pieces[cut:]
    if pieces:
        yield pieces


@cache
def default_analyser() -> Analyser:
    """The analyser with the models that ship; made once a process."""
    imports.spacy()
    from kg.lemma import Lemmatizer
    from kg.parser import SpacyParser

    return Analyser(Segmenter(), SpacyParser(), Lemmatizer().lemma)
