"""A chosen part of what there is: claims that speak of somebody, or those of some articles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.fold import key
from kg.graph import ArticleGraph, Entity, Event, Relation

if TYPE_CHECKING:
    from loaders.store import Store

# Looks at every entity: the index that answers `Store.find_entities` tells the best thousand, and a selection leaves nobody out.
_NAMED = (
    "UNWIND $names AS name MATCH (e:Entity) WHERE any(k IN e.keys WHERE (' ' + k + ' ') CONTAINS (' ' + name + ' ')) "
    "MATCH (e)-[:MENTIONED_IN]->(a:Article) RETURN DISTINCT a.id AS id"
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is meant: claims that speak of something of one of these names (any spelling; whole words are enough), and all claims
    of articles of these names or ids. Raises ``InputError`` for a name that has no letters."""

    about: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if nothing := [name for name in self.about if not key(name)]:
            raise InputError(f"--about {nothing[0]!r} is no name")

    def __bool__(self) -> bool:
        return bool(self.about or self.articles)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key(name) for name in self.about)


def of_graphs(graphs: Iterable[ArticleGraph], selection: Selection) -> Iterator[ArticleGraph]:
    """The chosen part of each article; articles of which nothing is chosen are left out."""
    for graph in graphs:
        if (kept := part(graph, selection)) is not None:
            yield kept


def part(graph: ArticleGraph, selection: Selection) -> ArticleGraph | None:
    """The chosen claims of an article with all that they refer to; None where nothing is chosen."""
    article = graph.article
    if {article.id, article.doc, article.iri} & set(selection.articles):
        return graph
    meant = {e.id for e in graph.entities if _is_named(graph, e, selection.keys)}
    claims = {c.id: c for c in graph.claims}
    kept: dict[str, None] = {i: None for i, c in claims.items() if meant & _refs(c)}
    for i in (queue := list(kept)):
        for further in (r for r in _refs(claims[i]) if r in claims and r not in kept):
            kept[further] = None
            queue.append(further)
    if not kept:
        return None
    spoken_of = set().union(*(_refs(claims[i]) for i in kept))
    return replace(
        graph,
        entities=tuple(e for e in graph.entities if e.id in spoken_of),
        events=tuple(e for e in graph.events if e.id in kept),
        relations=tuple(r for r in graph.relations if r.id in kept),
        unread=(),
    )


def of_store(store: "Store", selection: Selection) -> Iterator[ArticleGraph]:
    """The same of a store: only the articles that it finds by name are read. Raises ``QueryError`` as ``Store.find_articles``."""
    called = store.find_articles(selection.articles)
    speaking = store.query(_NAMED, {"names": list(selection.keys)}) if selection.about else []
    ids = {*called, *(row["id"] for row in speaking)}
    return of_graphs(store.article_graphs(sorted(ids)), replace(selection, articles=tuple(called)))


def _is_named(graph: ArticleGraph, entity: Entity, keys: tuple[str, ...]) -> bool:
    names = {entity.name, *(m.span.of(graph.article.text) for m in entity.mentions if m.kind == "name")}
    return any(f" {wanted} " in f" {key(name)} " for name in names for wanted in keys if wanted)


def _refs(claim: Event | Relation) -> set[str]:
    """The entities and claims that a claim speaks of, with who says so."""
    if isinstance(claim, Event):
        found = {*(a.ref for a in claim.args), *claim.alleges}
    else:
        found = {claim.subject, claim.object}
    return found | ({claim.according_to} if claim.according_to else set())
