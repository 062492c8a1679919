"""The stages between files and stores: articles to article graphs on several cores, and what a set of graphs holds.

``extract`` is a pure function of one article, so the work is cut into chunks that any worker may do; results come back in the order of
the articles, and the bytes that are written are the same with one process as with many.
"""

import json
import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any

from kg.article import Problem
from kg.errors import GraphError, IsnadError
from kg.extractors import OWN, Extractor, find, read
from kg.graph import Article, ArticleGraph

# Articles a worker takes at once, and chunks that wait for each: enough to keep all busy, little enough to hold in memory.
_CHUNK, _AHEAD = 8, 3
# A process needs about two seconds to start and load its models, in which one reads some ninety articles.
_WORTH_A_START = 150_000


def extracted(articles: Iterable[Article | Problem], workers: int | None = 1, extractor: str = OWN) -> Iterator[ArticleGraph | Problem]:
    """The graph of each article, in order, in ``workers`` processes; with None one for each core where there is so much text that it
    is worth their start. ``extractor`` is a name for ``kg.extractors.find``. Problems pass through in their places; an article that
    cannot be extracted becomes one, and the others go on. Holds a few chunks at a time. Raises ``IsnadError`` where a process ends
    before its time."""
    read_by, items = find(extractor), iter(articles)
    if workers is None:
        first = list(_until(items, _WORTH_A_START))
        items = chain(first, items)
        workers = cores() if sum(map(_size, first)) >= _WORTH_A_START else 1
    if workers == 1:
        for item in items:
            yield item if isinstance(item, Problem) else _extract(item, read_by)
        return
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent) as pool:
            waiting: deque[Future[list[ArticleGraph | Problem]]] = deque()
            try:
                while True:
                    while len(waiting) < workers * _AHEAD and (chunk := list(islice(items, _CHUNK))):
                        waiting.append(pool.submit(_extract_chunk, chunk, extractor))
                    if not waiting:
                        return
                    yield from waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()
    except BrokenProcessPool as error:
        raise IsnadError("a process ended before its time, for want of memory perhaps; try fewer --workers") from error


def cores() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _size(item: Article | Problem) -> int:
    return 0 if isinstance(item, Problem) else len(item.text)


def _until(items: Iterator[Article | Problem], characters: int) -> Iterator[Article | Problem]:
    """The first items, up to so many characters."""
    size = 0
    while size < characters and (item := next(items, None)) is not None:
        size += _size(item)
        yield item


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _extract_chunk(chunk: list[Article | Problem], extractor: str) -> list[ArticleGraph | Problem]:
    read_by = find(extractor)
    return [item if isinstance(item, Problem) else _extract(item, read_by) for item in chunk]


def _extract(article: Article, extractor: Extractor) -> ArticleGraph | Problem:
    try:
        return read(extractor, article)
    except (FileNotFoundError, ImportError) as error:  # a model or a package is missing: no article will fare better
        raise IsnadError(f"the installation is not complete: {error}") from error
    except IsnadError as error:
        return Problem(article.doc or article.id, str(error))
    except Exception as error:  # one strange article must not stop a night's work; it is told and counted
        return Problem(
            article.doc or article.id, f"could not be extracted ({type(error).__name__}: {error}); please report it with the text"
        )


def line(graph: ArticleGraph) -> str:
    """A graph as one line of JSON, without the line's end."""
    return json.dumps(graph.json(), ensure_ascii=False, separators=(",", ":"))


def graphs(lines: Iterable[bytes | str], where: str, first: int = 1) -> Iterator[ArticleGraph]:
    """Graphs of JSON lines; empty lines are passed over. Raises ``GraphError`` naming the file, the line and what is wrong; ``first``
    is the number of the first line."""
    for number, text in enumerate(lines, first):
        if not text.strip():
            continue
        try:
            yield ArticleGraph.read(json.loads(text))
        except (ValueError, RecursionError, AttributeError) as error:
            raise GraphError(f"{where}:{number}: is no article graph ({error}); `kg extract` writes them, one a line") from error
        except GraphError as error:
            raise GraphError(f"{where}:{number}: {error}") from error


@dataclass(slots=True)
class Summary:
    """What was read and found, counted as it passes by."""

    articles: int = 0
    skipped: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    modality: Counter[str] = field(default_factory=Counter)
    attributed: int = 0
    disputed: int = 0
    unread: Counter[str] = field(default_factory=Counter)

    def add(self, graph: ArticleGraph) -> None:
        claims = list(graph.claims)
        self.articles += 1
        self.entities.update(e.type for e in graph.entities)
        self.claims.update(c.type for c in claims)
        self.modality.update(c.modality for c in claims)
        self.attributed += sum(c.according_to is not None for c in claims)
        self.disputed += sum(c.disputed for c in claims)
        self.unread.update(u.reason for u in graph.unread)

    def json(self) -> dict[str, Any]:
        """Counts by name, the largest first."""
        return {
            "articles": self.articles,
            "skipped": self.skipped,
            "entities": _ranked(self.entities),
            "claims": _ranked(self.claims),
            "modality": _ranked(self.modality),
            "attributed": self.attributed,
            "disputed": self.disputed,
            "unread": _ranked(self.unread),
        }


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def counted(items: Iterable[ArticleGraph | Problem], summary: Summary, tell: Callable[[Problem], None]) -> Iterator[ArticleGraph]:
    """The graphs of a mixed stream, counted; problems are told and counted as skipped where they cost an article."""
    for item in items:
        if isinstance(item, Problem):
            summary.skipped += not item.notice
            tell(item)
        else:
            summary.add(item)
            yield item


def new(articles: Iterable[Article | Problem], done: Callable[[Article], bool]) -> Iterator[Article | Problem]:
    """The articles that are not done yet, and all problems."""
    return (item for item in articles if isinstance(item, Problem) or not done(item))
