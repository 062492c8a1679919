"""Learns the tagger of named mentions: ``python -m kg.train.mentions --shared ../shared [--with-dev]``. Same input, same bytes.

Learns from ``gold/train`` (and ``gold/dev`` with ``--with-dev``: the model that ships; scores are taken without), from the articles of
``annotated.jsonl``, and from the news of ANERcorp, whose guide differs: what holds only there is learned apart.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from pathlib import Path

from kg.kind import CONFLICT, NEWS
from kg.lexicon import Lexicon
from kg.mention import TYPES, Features, apart
from kg.syntax import Sentence, default_analyser
from kg.train.material import Annotated, Example, Labelled, anercorp, learn, lessons, options

PARAMETERS = {"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.minfreq": 1, "feature.possible_transitions": False}
REPEAT = 4  # how often an annotated article is shown for each time that the news corpus is


def labels(sentence: Sentence, marked: Iterable[tuple[int, int, str]]) -> list[str]:
    """B-, I- and O labels of a sentence's tokens for named spans of the text."""
    result = ["O"] * len(sentence.tokens)
    for start, end, kind in marked:
        if end <= sentence.start or start >= sentence.end:
            continue
        inside = [t.i for t in sentence.tokens if t.start < end and start < t.end]
        for n, i in enumerate(inside):
            result[i] = f"{'I' if n else 'B'}-{kind}"
    return result


CLITICS = frozenset("وفبلكس")


def bare(sentences: Iterable[Sentence], marked: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Names marked on whole words, less the clitics that their first words begin with: the names of the guide have none."""
    clitics = {t.start: t.end for s in sentences for t, after in pairwise(s.tokens) if t.form in CLITICS and after.joined}
    found = []
    for start, end, kind in marked:
        while clitics.get(start, end) < end:
            start = clitics[start]
        found.append((start, end, kind))
    return found


def examples(news: Iterable[Labelled], articles: Iterable[Annotated]) -> Iterator[Example]:
    """The sentences of the news and of the annotated articles, each read in its own way."""
    analyse, lexicon = default_analyser(), Lexicon.load()
    of_news = Features(lexicon, lambda features: apart(features, NEWS))
    of_conflict = Features(lexicon, lambda features: apart(features, CONFLICT))
    for piece in news:
        sentences = analyse(piece.text)
        marked = bare(sentences, piece.marked())
        for sentence, rows in zip(sentences, of_news(sentences), strict=True):
            yield [list(chain.from_iterable(row)) for row in rows], labels(sentence, marked)
    for article in articles:
        marked = named_spans(article.graph)
        sentences = analyse(article.text)
        for sentence, rows in zip(sentences, of_conflict(sentences), strict=True):
            for _ in range(REPEAT):
                yield [list(chain.from_iterable(row)) for row in rows], labels(sentence, marked)


def named_spans(graph: dict) -> list[tuple[int, int, str]]:  # type: ignore[type-arg]
    return [
        (m["start"], m["end"], e["type"]) for e in graph["entities"] if e["type"] in TYPES for m in e["mentions"] if m["kind"] == "name"
    ]


def train(model: Path, news: Iterable[Labelled], articles: Iterable[Annotated]) -> None:
    """Learns from ``news`` and annotated articles, and writes ``model``."""
    learn(model, PARAMETERS, examples(news, articles))


if __name__ == "__main__":
    given = options(__doc__, "mentions.crfsuite")
    train(given.model, anercorp(given.shared), lessons(given))
