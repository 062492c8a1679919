"""Extractors: what reads an article into a graph. Isnad's own is one; another, such as one on a language model, is plugged in here.

An extractor is an object of a ``name`` and a ``version`` that is called with an article and gives its graph. It is given as something
that makes it when called without arguments, a class for instance ::

    from kg import Article, ArticleGraph, Entity, Mention, Span

    class Reader:
        name, version = "careful", "2"

        def __call__(self, article: Article) -> ArticleGraph:
            start = article.text.index("سالم")  # a model would find more
            return ArticleGraph(article, entities=(Entity("t1", "Person", "سالم", (Mention(Span(start, start + 4)),)),))

either as an entry point of an installed package ::

    [project.entry-points."isnad.extractors"]
    careful = "careful.reader:Reader"

for ``kg extract --extractor careful``, or by its place, ``--extractor careful.reader:Reader`` (the current folder is looked in last).
Each process makes it once. Whatever made it, a graph passes the same checks (``read``), bears the extractor's name and version, and is
extracted again by ``kg build`` when these change.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol, runtime_checkable

import kg
from kg.errors import GraphError, InputError
from kg.graph import Article, ArticleGraph

GROUP = "isnad.extractors"
OWN = "isnad"


@runtime_checkable
class Extractor(Protocol):
    """``version`` is one line that changes with whatever the graphs depend on: code, data, model, prompt. A call must depend on its
    article alone, and raise an ``IsnadError`` for an article that it cannot read; the others go on."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def __call__(self, article: Article) -> ArticleGraph: ...


class Own:
    """The extractor that ships."""

    @property
    def name(self) -> str:
        return kg.extractor().partition(" ")[0]

    @property
    def version(self) -> str:
        return kg.extractor().partition(" ")[2]

    def __call__(self, article: Article) -> ArticleGraph:
        return kg.extract(article)


def identity(extractor: Extractor) -> str:
    """``NAME VERSION``, as it stands in graphs and stores."""
    return f"{extractor.name} {extractor.version}"


@cache
def find(name: str) -> Extractor:
    """The extractor of a name, or of ``module:attribute``. Raises ``InputError`` where there is none, or where it is none."""
    make = Own if name == OWN else _load(name)
    try:
        made = make()
    except Exception as error:  # somebody else's code: whatever it raises is one line
        raise InputError(f"--extractor {name}: cannot be made ({type(error).__name__}: {error})") from error
    if not isinstance(made, Extractor) or not all(isinstance(s, str) and s.split() == [s] for s in (made.name, made.version)):
        raise InputError(f"--extractor {name}: is no extractor; it needs a name and a version (words without space), and to be callable")
    return made


def _load(name: str) -> Callable[[], object]:
    if ":" in name:
        point = EntryPoint(name, name, GROUP)
        if str(Path.cwd()) not in sys.path:
            sys.path.append(str(Path.cwd()))
    else:
        installed = {p.name: p for p in entry_points(group=GROUP)}
        if name not in installed:
            known = ", ".join(sorted({OWN, *installed}))
            raise InputError(f"--extractor {name}: not installed; there is {known}, or name one by its place, module:attribute")
        point = installed[name]
    try:
        found = point.load()
    except Exception as error:
        raise InputError(f"--extractor {name}: cannot be loaded ({type(error).__name__}: {error})") from error
    if not callable(found):
        raise InputError(f"--extractor {name}: is a {type(found).__name__}; name what makes an extractor, such as its class")
    return found  # type: ignore[no-any-return]


def read(extractor: Extractor, article: Article) -> ArticleGraph:
    """The graph that an extractor makes of an article, checked, with the extractor's name and version in it. Raises ``GraphError``
    where it is no graph of this article, or breaks a rule of the form."""
    graph = extractor(article)
    where = f"article {article.doc or article.id}"
    if not isinstance(graph, ArticleGraph):
        raise GraphError(f"{where}: the extractor {extractor.name} gave a {type(graph).__name__}, which is no article graph")
    if graph.article != article:
        raise GraphError(f"{where}: the extractor {extractor.name} gave the graph of another article or changed it")
    graph = replace(graph, extractor=identity(extractor))
    kept = ArticleGraph.read(json.loads(json.dumps(graph.json(), ensure_ascii=False).encode()))
    if kept != graph:
        raise GraphError(f"{where}: the graph of the extractor {extractor.name} is another one after it was written and read")
    return kept
