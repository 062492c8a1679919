"""What was seen in an article and not extracted, sentence by sentence, for a person who goes after it: `kg extract --report`.

A sentence is *read* where a claim has words of it, *read in part* where some of its words were seen and became no claim, *not read* where
all that was seen of it are such words or names, and *silent* where nothing was seen. All is taken from the article graph, so that it holds
for any extractor, and for graphs that were kept.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console

from kg import terminal
from kg.article import header
from kg.graph import Article, ArticleGraph, Span
from kg.syntax import sentence_spans

NAME = "name: nothing is told of it in its sentence"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of which something was seen and not extracted: ``words`` are spans in it, each with its reason; ``claims`` the number
    of claims that have words of it."""

    span: Span
    words: tuple[tuple[Span, str], ...]
    claims: int


@dataclass(frozen=True, slots=True)
class Report:
    """Of one article: the number of its sentences, of those that are read (in part or wholly), and what was not extracted, in order."""

    article: Article
    sentences: int
    read: int
    passages: tuple[Passage, ...]

    @property
    def partly(self) -> int:
        """How many sentences are read in part."""
        return sum(p.claims > 0 for p in self.passages)

    @property
    def unread(self) -> int:
        """How many sentences are not read."""
        return len(self.passages) - self.partly

    def json(self) -> dict[str, Any]:
        """One object an article; offsets are code points of its text, end-exclusive, and each quote stands at its offsets."""

        def quoted(span: Span) -> dict[str, Any]:
            return span.json() | {"quote": span.of(self.article.text)}

        return {
            "doc": self.article.doc or self.article.id,
            "id": self.article.id,
            "sentences": self.sentences,
            "read": self.read,
            "read_in_part": self.partly,
            "not_read": self.unread,
            "passages": [
                quoted(p.span) | {"claims": p.claims, "words": [quoted(s) | {"reason": reason} for s, reason in p.words]}
                for p in self.passages
            ],
        }


def report(graph: ArticleGraph) -> Report:
    """What the graph's article has of sentences, and which of them gave less than was seen in them."""
    text = graph.article.text
    sentences = [_trimmed(text, Span(*s)) for s in sentence_spans(text)]
    starts = [s.start for s in sentences]

    def touched(span: Span) -> range:
        return range(max(bisect(starts, span.start) - 1, 0), bisect(starts, span.end - 1))

    claims: Counter[int] = Counter()
    for spans in _told(graph):
        claims.update({n for span in spans for n in touched(span)})
    first = header(text)
    known = {n for span in (first.byline, first.date) if span is not None for n in touched(span)}  # read as outlet, author and date
    words: dict[int, dict[Span, str]] = defaultdict(dict)
    for unread in graph.unread:
        for n in touched(unread.span):
            words[n][unread.span] = unread.reason
    for span in (m.span for e in graph.entities for m in e.mentions if m.kind == "name"):
        for n in touched(span):
            if not claims[n] and n not in known:
                words[n].setdefault(span, NAME)
    passages = (Passage(sentences[n], tuple(sorted(words[n].items())), claims[n]) for n in sorted(words))
    return Report(graph.article, len(sentences), sum(n > 0 for n in claims.values()), tuple(passages))


def _told(graph: ArticleGraph) -> Iterator[list[Span]]:
    """The words of each claim."""
    for event in graph.events:
        yield [event.evidence, event.trigger, *event.also]
    for relation in graph.relations:
        yield [relation.evidence]


def _trimmed(text: str, span: Span) -> Span:
    inner = span.of(text)
    return Span(span.start + len(inner) - len(inner.lstrip()), span.start + len(inner.rstrip()))


# --- for a person --------------------------------------------------------------------------------------------------------


def show(told: Report, screen: Console) -> None:
    """Prints an article's passages in the order of its text: offsets and reasons, and under them the sentence with its words marked.
    Nothing where there is none."""
    if not told.passages:
        return
    article = told.article
    about = " · ".join(filter(None, (article.doc or article.id, article.outlet, article.published)))
    for line, style in (
        (about, "bold"),
        (article.title or "", "bold"),
        (_shares(told.sentences, told.read, told.partly, told.unread), "dim"),
    ):
        if line:
            screen.print(line, style=style, soft_wrap=True)
    for passage in told.passages:
        reasons = " · ".join(dict.fromkeys(reason for _, reason in passage.words))
        screen.print()
        screen.print(f"  [{passage.span.start}:{passage.span.end}] {reasons}", style="dim", soft_wrap=True)
        spans = [(span, "reverse") for span, _ in passage.words if span != passage.span]
        screen.print(terminal.marked(article.text, spans, passage.span, plain=not screen.is_terminal), soft_wrap=True)
    screen.print()


def _shares(sentences: int, read: int, partly: int, unread: int) -> str:
    return f"{sentences:,} sentences: {read:,} read ({partly:,} of them in part), {unread:,} not read, {sentences - read - unread:,} silent"


@dataclass(slots=True)
class Totals:
    """Sums over the articles that pass by."""

    articles: int = 0
    sentences: int = 0
    read: int = 0
    partly: int = 0
    unread: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, told: Report) -> None:
        self.articles += 1
        self.sentences += told.sentences
        self.read += told.read
        self.partly += told.partly
        self.unread += told.unread
        for passage in told.passages:
            split = {reason.partition(": ")[::2] for _, reason in passage.words}
            self.kinds.update({kind for kind, _ in split})
            self.reasons.update({why for kind, why in split if kind != "numbers"})

    def show(self, screen: Console) -> None:
        """Prints how much was read, and how many sentences were not or in part, by the type of the trigger and by the reason."""
        share = f"{self.read / self.sentences:.0%}" if self.sentences else "nothing"
        screen.print(f"{self.articles:,} articles, {share} of their sentences read", style="bold")
        screen.print(_shares(self.sentences, self.read, self.partly, self.unread))
        for title, numbers in (("sentences, by what was seen", self.kinds), ("by why it was not extracted", self.reasons)):
            screen.print(terminal.counts(title, dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))))
