"""Sentences with trees made by hand, so that a test of a rule that reads trees hangs on no model.

``tests/kg/trees.tsv`` holds them: after ``# text`` one line a token (form, tag, head counted from 1 with 0 for the root, label, and,
where it is part of a name, P, G, L or S for the first token of a Person, Group, Place or Site and the small letter for the others),
then an empty line. Forms are those that the segmenter gives: folded, clitics cut off, the article after لـ written out.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest.mock import patch

from kg import extraction
from kg.event import EventDraft
from kg.fold import DROPPED, fold, fold_with_offsets
from kg.graph import Article, ArticleGraph
from kg.lemma import Lemmatizer
from kg.naming import NamedMention
from kg.reading import Reading
from kg.syntax import Sentence, Token

TYPES = {"P": "Person", "G": "Group", "L": "Place", "S": "Site"}
Names = list[tuple[int, int, str]]
Row = tuple[str, str, int, str, str]


@cache
def _lemmatizer() -> Lemmatizer:
    return Lemmatizer()


@cache
def trees() -> dict[str, list[Row]]:
    """The rows of each sentence by its text."""
    found: dict[str, list[Row]] = {}
    for block in Path(__file__).with_name("trees.tsv").read_text("utf-8").strip().split("\n\n"):
        first, *lines = block.split("\n")
        rows = [line.split("\t") for line in lines]
        found[first.removeprefix("# ")] = [(r[0], r[1], int(r[2]) - 1, r[3], r[4] if len(r) > 4 else "") for r in rows]
    return found


def sentence(text: str, rows: list[Row], whole: str | None = None, at: int = 0) -> Sentence:
    """The sentence ``text``, which stands at ``at`` of the text ``whole``, with the analysis of ``rows``."""
    tokens = []
    for i, ((form, tag, head, label, _), (start, end, joined)) in enumerate(zip(rows, _places(text, rows), strict=True)):
        lemma = _lemmatizer().lemma(form, tag)
        tokens.append(Token(i, at + start, at + end, form, tag, i if head < 0 else head, label, joined, tag != "PUNC", lemma))
    return Sentence(text if whole is None else whole, tuple(tokens))


def _places(text: str, rows: list[Row]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is joined to the token before it) of each token, found by its form in the folded text."""
    folded, i = fold_with_offsets(text), 0
    for form, *_ in rows:
        begin = i
        while folded.text[begin : begin + 1].isspace():
            begin += 1
        # written as it is, with its article hidden in لل, or with the teh of a teh marbuta before a pronoun
        written = next(w for w in (form, form[1:], form[:-1] + "ت") if folded.text.startswith(w, begin))
        start, end = folded.raw_span(begin, begin + len(written))
        while text[end : end + 1] in DROPPED and end < len(text):
            end += 1
        yield start, end, begin == i and i > 0
        i = begin + len(written)


def names_of(rows: list[Row]) -> Names:
    """(first, last, type) of each name."""
    found: Names = []
    for i, (*_, mark) in enumerate(rows):
        if mark.isupper():
            found.append((i, i, TYPES[mark]))
        elif mark:
            found[-1] = (found[-1][0], i, found[-1][2])
    return found


def analysis(*texts: str) -> tuple[str, tuple[Sentence, ...], list[NamedMention]]:
    """The text that has each sentence on a line of its own, its sentences, and their names."""
    whole, sentences, mentions = "\n".join(texts), [], []
    for n, text in enumerate(texts):
        rows = trees()[text]
        sentences.append(sentence(text, rows, whole, sum(len(t) + 1 for t in texts[:n])))
        mentions += [NamedMention(n, *name) for name in names_of(rows)]
    return whole, tuple(sentences), mentions


def graph(*texts: str) -> ArticleGraph:
    """What extraction makes of sentences with their trees and names as they are written down, the fillers as the frames read them."""
    whole, sentences, mentions = analysis(*texts)
    with (
        patch.object(extraction, "default_analyser", lambda: lambda _: sentences),
        patch.object(extraction, "default_tagger", lambda: lambda _: mentions),
        patch.object(extraction, "default_model", lambda: lambda _reading, _events: None),
    ):
        return extraction.extract(Article(text=whole))


def frames(*texts: str) -> tuple[Reading, list[EventDraft]]:
    """The reading and the events of the frames, before tellings are merged."""
    whole, sentences, mentions = analysis(*texts)
    with (
        patch.object(extraction, "default_analyser", lambda: lambda _: sentences),
        patch.object(extraction, "default_tagger", lambda: lambda _: mentions),
    ):
        return extraction.read_frames(Article(text=whole))


def told(graph_: ArticleGraph) -> list[tuple[str, str, dict[str, list[str]]]]:
    """(type, trigger and its later mentions, role → first words of the fillers) of each event, in order of the text."""
    text = graph_.article.text
    words = {e.id: e.mentions[0].span.of(text) for e in graph_.entities} | {e.id: e.trigger.of(text) for e in graph_.events}
    found = []
    for event in graph_.events:
        roles: dict[str, list[str]] = {}
        for argument in event.args:
            roles.setdefault(argument.role, []).append(words[argument.ref])
        found.append((event.type, " ".join(s.of(text) for s in (event.trigger, *event.also)), roles))
    return found


def events(*texts: str) -> list[tuple[str, str, dict[str, list[str]]]]:
    return told(graph(*texts))


def tagged(text: str, tags: str) -> Sentence:
    """A phrase of words apart, each with its tag, as a tree in which nothing hangs on anything."""
    rows = [(form, tag, -1, "root", "") for form, tag in zip(fold(text).split(), tags.split(), strict=True)]
    return sentence(text, rows)
