"""The names of the property graph, and the statements that write it. All are made from the ontology's names; none comes from data.

Nodes are ``(:Article)``, ``(:Entity:<type>)`` and ``(:Claim:<type>)``, each with a unique ``id``. A label is written like ``MemberOf``,
a relationship type like ``MEMBER_OF``: ArcadeDB keeps both in one space of names. Each pair of labels costs it several files, so there
are no others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ontology import vocabulary

Kind = Literal["Article", "Entity", "Claim"]
KINDS: tuple[Kind, ...] = ("Article", "Entity", "Claim")
ALLEGED = "ALLEGED_"


@cache
def label(term: str) -> str:
    """The label of an entity type, event type or relation.

    >>> label("memberOf"), label("Airstrike")
    ('MemberOf', 'Airstrike')
    """
    vocabulary.iri(term)  # refuses what the ontology lacks
    return term[0].upper() + term[1:]


@cache
def relationship(term: str) -> str:
    """The relationship type of a role, a relation, or another property of claims.

    >>> relationship("according_to"), relationship("uncleAuntOf"), relationship("agent")
    ('ACCORDING_TO', 'UNCLE_AUNT_OF', 'AGENT')
    """
    return "".join(f"_{c}" if c.isupper() else c for c in term).upper()


@dataclass(frozen=True, slots=True, order=True)
class EdgeForm:
    """What one statement can write: edges of one type between two kinds of node."""

    type: str
    source: Kind
    target: Kind


STATED_IN = EdgeForm("STATED_IN", "Claim", "Article")
MENTIONED_IN = EdgeForm("MENTIONED_IN", "Entity", "Article")
ACCORDING_TO = EdgeForm("ACCORDING_TO", "Claim", "Entity")
ALLEGES = EdgeForm("ALLEGES", "Claim", "Claim")
SUBJECT = EdgeForm("SUBJECT", "Claim", "Entity")
OBJECT = EdgeForm("OBJECT", "Claim", "Entity")


@cache
def role(term: str) -> EdgeForm:
    """The edge from an event to the filler of a role."""
    vocabulary.check("role", term)
    return EdgeForm(relationship(term), "Claim", "Claim" if term in vocabulary.event_roles() else "Entity")


@cache
def plain(relation: str, certain: bool) -> EdgeForm:
    """The edge that stands for relations between two entities: ``MEMBER_OF``, or ``ALLEGED_MEMBER_OF`` where none is certain."""
    vocabulary.check("relation", relation)
    return EdgeForm(("" if certain else ALLEGED) + relationship(relation), "Entity", "Entity")


@cache
def roles() -> dict[str, str]:
    """Roles by the type of their edges."""
    return {role(term).type: term for term in vocabulary.roles()}


def constraints() -> Iterator[str]:
    """Statements that make every ``id`` unique; run before anything is written."""
    for kind in KINDS:
        yield f"CREATE CONSTRAINT {kind.lower()}_id IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE"


@cache
def create_nodes(kind: Kind, type: str | None) -> str:
    """Takes ``$rows``, a list of maps of properties, each with its ``id``."""
    labels = f"{kind}:{label(type)}" if type else kind
    return f"UNWIND $rows AS row CREATE (n:{labels} {{id: row.id}}) SET n += row"


@cache
def create_edges(form: EdgeForm) -> str:
    """Takes ``$rows``, maps of ``source`` and ``target`` (ids) and ``properties``."""
    return (
        f"UNWIND $rows AS row MATCH (s:{form.source} {{id: row.source}}) MATCH (t:{form.target} {{id: row.target}}) "
        f"CREATE (s)-[e:{form.type}]->(t) SET e += row.properties"
    )


@cache
def match_edges(form: EdgeForm, then: str) -> str:
    """Finds the edges between ``source`` and ``target`` of each of ``$rows``; ``then`` says what is done with an edge ``e``."""
    return f"UNWIND $rows AS row MATCH (s:{form.source} {{id: row.source}})-[e:{form.type}]->(t:{form.target} {{id: row.target}}) {then}"
