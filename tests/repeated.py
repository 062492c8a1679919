"""Many articles out of few: the same graphs over texts that differ by a number at their end, so that every span still holds."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.graph import ArticleGraph


def repeated(graphs: Iterable[ArticleGraph], times: int) -> Iterator[ArticleGraph]:
    """Each graph, ``times`` times; the first time as it is."""
    for graph in graphs:
        yield graph
        for number in range(1, times):
            article = graph.article
            yield replace(graph, article=replace(article, text=f"{article.text} {number}", doc=f"{article.doc or article.id}-{number}"))
