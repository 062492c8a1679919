"""Who of an article's people has a role that is withheld: victims, sources, minors, private persons, and kin.

A role is read widely, since a person who is missed is published: what is alleged, denied or planned makes a victim as well.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from kg.graph import ArticleGraph, Entity
from kg.redaction import ages, names
from kg.redaction.script import letters, words
from ontology import vocabulary

_AROUND = 30  # code points around a name in which an age is looked for


def persons(graph: ArticleGraph) -> list[Entity]:
    """The persons that the article names."""
    return [e for e in graph.entities if e.type == "Person" and (not e.unnamed or any(m.kind == "name" for m in e.mentions))]


def called(graph: ArticleGraph, entity: Entity) -> list[str]:
    """All names of an entity, its own first."""
    given = [] if entity.unnamed else [entity.name]
    return list(dict.fromkeys(given + [m.span.of(graph.article.text) for m in entity.mentions if m.kind == "name"]))


def in_roles(graph: ArticleGraph, roles: Iterable[str]) -> dict[str, set[str]]:
    """For the id of each named person in one of ``roles``, those roles."""
    out: dict[str, set[str]] = defaultdict(set)
    everybody = {e.id for e in persons(graph)}
    for role in roles:
        for found in _ROLES[role](graph) & everybody:
            out[found].add(role)
    return dict(out)


def kin(graph: ArticleGraph, of: Iterable[str]) -> set[str]:
    """The ids of named persons who are kin, of whatever degree and modality, of the entities ``of``, and kin of their kin."""
    ties: dict[str, set[str]] = defaultdict(set)
    for relation in graph.relations:
        if relation.type in _kinship():
            ties[relation.subject].add(relation.object)
            ties[relation.object].add(relation.subject)
    start = set(of)
    found, new = set(start), list(start)
    while new:
        for other in ties[new.pop()] - found:
            found.add(other)
            new.append(other)
    return (found - start) & {e.id for e in persons(graph)}


@cache
def _kinship() -> frozenset[str]:
    return frozenset(vocabulary.kinship())


def _victims(graph: ArticleGraph) -> set[str]:
    harm = names.known()["harm"]
    out = {a.ref for e in graph.events if e.type in harm["patients"] for a in e.args if a.role == "patient"}
    hit = {a.ref for e in graph.events if e.type in harm["owners"] for a in e.args if a.role == "target"}
    return out | {r.object for r in graph.relations if r.type == "ownedBy" and r.subject in hit}


def _sources(graph: ArticleGraph) -> set[str]:
    return {claim.according_to for claim in graph.claims if claim.according_to is not None}


def _minors(graph: ArticleGraph) -> set[str]:
    return {e.id for e in persons(graph) if any(_young(graph.article.text, m.span.start, m.span.end, m.kind) for m in e.mentions)}


def _young(text: str, start: int, end: int, kind: str) -> bool:
    """Whether the words of a mention, or those beside it, tell of somebody under age."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND].partition(".")[0]
    before = re.split(r"[.,)\n\u060c\u061b]", before)[-1]
    near = words(before)[-names.known()["minors"]["near"] :]
    if kind == "nominal":
        near += words(text[start:end])
    if any(_child(word) for word in near):
        return True
    return any(0 < age < names.known()["minors"]["full_age"] for part in (before, after) for _, _, age in ages.told(part))


@cache
def _child(word: str) -> bool:
    return _bare(word) in _folded("words")


@cache
def _folded(table: str) -> frozenset[str]:
    return frozenset(_bare(letters(word).text) for word in names.known()["minors"][table])


def _bare(word: str) -> str:
    return re.sub(r"^[وف]?[بلك]?ال(?=..)", "", word)


def _private(graph: ArticleGraph) -> set[str]:
    public = {r.subject for r in graph.relations if r.type == "holdsRole" and r.modality != "negated"}
    return {e.id for e in persons(graph)} - public


_ROLES: Mapping[str, Callable[[ArticleGraph], set[str]]] = {
    "victims": _victims,
    "sources": _sources,
    "minors": _minors,
    "private": _private,
}
