"""Isnad reads Arabic news on a conflict into claims, each tied to the words that it comes from.

>>> import kg
>>> graph = kg.extract(kg.Article(text="اعتقلت قسد الشاب سالم الدرويش في بلدة الكسرة."))
>>> [event.type for event in graph.events]
['Detention']
"""

import os
from typing import TYPE_CHECKING, Literal

from kg.errors import IsnadError
from kg.graph import Argument, Article, ArticleGraph, Entity, Event, Mention, Relation, Span, Time, Unread

if TYPE_CHECKING:
    from kg.syntax import Sentence

# Work is shared out to processes, one a core: threads of numpy's would only be in their way. Read when numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = [
    "Argument",
    "Article",
    "ArticleGraph",
    "Entity",
    "Event",
    "IsnadError",
    "Mention",
    "Relation",
    "Span",
    "Time",
    "Unread",
    "analyse",
    "extract",
    "extractor",
    "rule",
]


# The models are loaded on first use, once a process: importing kg stays cheap for those who only read graphs.


def extract(article: Article) -> ArticleGraph:
    """All claims of one article; a pure function of the article. Raises ``IsnadError``."""
    from kg.extraction import extract as run

    return run(article)


def analyse(text: str) -> "tuple[Sentence, ...]":
    """The sentences of a text: tokens with clitics split, tags, lemmas and a dependency tree. Offsets are code points of
    ``text``, end-exclusive."""
    from kg.syntax import default_analyser

    return default_analyser()(text)


def extractor() -> str:
    """Name, version and fingerprint of the code, data and models: what is unchanged by it need not be extracted again."""
    from kg.rules import extractor as name

    return name()


def rule(identifier: str, language: Literal["ar", "en"] = "en") -> str:
    """One line that says what a rule does. Raises ``KeyError`` where there is none."""
    from kg.rules import describe

    return describe(identifier, language)
