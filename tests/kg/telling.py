"""What extraction reads from a plain text, as readable tuples for tests to compare whole."""

from kg.extraction import extract
from kg.graph import Article, ArticleGraph


def graph_of(text: str, **about: str) -> ArticleGraph:
    return extract(Article(text=text, **about))


def names(graph: ArticleGraph) -> dict[str | None, str]:
    """Entity id to the words of its first mention."""
    return {e.id: e.mentions[0].span.of(graph.article.text) for e in graph.entities}


def stances(text: str) -> set[tuple[str, str, str, str]]:
    """(trigger, modality, whose word or nothing, "disputed" or nothing) of each event."""
    graph = graph_of(text)
    called = names(graph)
    return {(e.trigger.of(text), e.modality, called.get(e.according_to, ""), "disputed" if e.disputed else "") for e in graph.events}


def times(text: str, **about: str) -> set[tuple[str, str, str]]:
    """(trigger, words that date it or nothing, EDTF value or nothing) of each event."""
    events = graph_of(text, **about).events
    return {(e.trigger.of(text), e.time.span.of(text) if e.time else "", (e.time and e.time.value) or "") for e in events}
