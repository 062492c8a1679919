"""Small article graphs written by hand: an article's text, and entities and claims that quote it."""

from dataclasses import replace
from typing import Any

from kg.graph import Argument, Article, ArticleGraph, Entity, Event, Mention, Relation, Span, Time


class Sketch:
    """Places are given as words of the text; ``words#2`` is their second occurrence. Ids are given, so that claims can be compared."""

    def __init__(self, doc: str, text: str, **about: Any) -> None:
        self.article = Article(text=text, doc=doc, **about)
        self.entities: list[Entity] = []
        self.events: list[Event] = []
        self.relations: list[Relation] = []

    def span(self, words: str) -> Span:
        quote, _, number = words.partition("#")
        start = -1
        for _ in range(int(number or 1)):
            start = self.article.text.index(quote, start + 1)
        return Span(start, start + len(quote))

    def entity(self, id: str, type: str, name: str, *mentions: str, nominal: str | None = None, **more: Any) -> None:
        found = [Mention(self.span(m)) for m in mentions or (() if nominal else (name,))]
        found += [Mention(self.span(nominal), "nominal")] if nominal else []
        self.entities.append(Entity(id=id, type=type, name=name, mentions=tuple(found), **more))

    def event(self, id: str, type: str, trigger: str, evidence: str, roles: dict[str, str], **more: Any) -> None:
        """``roles`` maps a role to ids with spaces between; ``charge`` and ``time`` are words, ``time`` with ``value`` (EDTF)."""
        args = tuple(Argument(role, ref) for role, refs in roles.items() for ref in refs.split())
        if "charge" in more:
            more["charge"] = self.span(more["charge"])
        self.events.append(
            Event(id=id, type=type, trigger=self.span(trigger), evidence=self.span(evidence), args=args, rule="test", **self._timed(more))
        )

    def relation(self, id: str, type: str, subject: str, object: str, evidence: str, **more: Any) -> None:
        self.relations.append(
            Relation(id=id, type=type, subject=subject, object=object, evidence=self.span(evidence), rule="test", **self._timed(more))
        )

    def _timed(self, more: dict[str, Any]) -> dict[str, Any]:
        time, value = more.pop("time", None), more.pop("value", None)
        return more | ({"time": Time(self.span(time), value)} if time else {})

    def graph(self) -> ArticleGraph:
        return ArticleGraph(self.article, tuple(self.entities), tuple(self.events), tuple(self.relations), extractor="sketch").check()


def crowd() -> ArticleGraph:
    """One article with 600 persons and groups and as many relations between them."""
    names = [f"رجل{i}" for i in range(600)]  # "man"
    s = Sketch("crowd", " ".join(names))
    for i, name in enumerate(names):
        s.entity(f"t{i}", "Group" if i % 2 else "Person", name)
    for i, name in enumerate(names):
        s.relation(f"r{i}", "contactWith", f"t{i}", f"t{(7 * i + 1) % 600}", name)
    return s.graph()


def renumbered(graph: ArticleGraph) -> ArticleGraph:
    """The same, said by another extractor that counts entities and claims from the other end."""
    kinds = ([e.id for e in graph.entities], [e.id for e in graph.events], [r.id for r in graph.relations])
    to = {old: new for ids in kinds for old, new in zip(ids, reversed(ids), strict=True)}

    def stance(claim: Event | Relation) -> dict[str, Any]:
        return {"id": to[claim.id], "according_to": to[claim.according_to] if claim.according_to else None}

    return replace(
        graph,
        entities=tuple(replace(e, id=to[e.id]) for e in graph.entities),
        events=tuple(
            replace(e, **stance(e), args=tuple(Argument(a.role, to[a.ref]) for a in e.args), alleges=tuple(to[r] for r in e.alleges))
            for e in graph.events
        ),
        relations=tuple(replace(r, **stance(r), subject=to[r.subject], object=to[r.object]) for r in graph.relations),
        extractor="another sketch",
    ).check()
