"""The names of the property graph, and the statements that write it. All are made from the ontology's names; none comes from data.

Nodes are ``(:Article)``, ``(:Entity:<type>)`` and ``(:Claim:<type>)``, each with a unique ``id``. A label is written like ``MemberOf``,
a relationship type like ``MEMBER_OF``: ArcadeDB keeps both in one space of names. Each pair of labels costs it several files, so there
are no others.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ontology import vocabulary

Kind = Literal["Article", "Entity", "Claim"]
KINDS: tuple[Kind, ...] = ("Article", "Entity", "Claim")
ALLEGED = "ALLEGED_"
NAMES = "entity_names"
"""The full-text index of the folded names (``keys``) of entities; so called in both stores."""


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


@dataclass(frozen=True, slots=True)
class PlainEdge:
    """The edge that stands for claims of one type: its name, and the types of a claim's edges to its two ends."""

    name: str
    source: str
    target: str

    def form(self, certain: bool) -> EdgeForm:
        """``MEMBER_OF``, or ``ALLEGED_MEMBER_OF`` where none of the claims is certain."""
        return EdgeForm(("" if certain else ALLEGED) + self.name, "Entity", "Entity")


@cache
def plain() -> Mapping[str, PlainEdge]:
    """Plain edges by the type of their claims: each relation has one, and the events that ``plain.toml`` names.

    Raises ``UnknownTermError`` where the file names what the ontology lacks.
    """
    found = {term: PlainEdge(relationship(term), SUBJECT.type, OBJECT.type) for term in sorted(vocabulary.relations())}
    for entry in tomllib.loads(files("loaders").joinpath("plain.toml").read_text("utf-8"))["edge"]:
        edge = PlainEdge(entry["name"], role(entry["from"]).type, role(entry["to"]).type)
        for term in entry["events"]:
            vocabulary.check("event type", term)
            found[term] = edge
    return found


def plain_forms() -> list[EdgeForm]:
    """The forms of all plain edges, in the order of their names."""
    return sorted({edge.form(certain) for edge in plain().values() for certain in (True, False)})


@cache
def roles() -> dict[str, str]:
    """Roles by the type of their edges."""
    return {role(term).type: term for term in vocabulary.roles()}


def constraints() -> Iterator[str]:
    """Statements that make every ``id`` unique; run before anything is written."""
    for kind in (*KINDS, "Store"):
        yield f"CREATE CONSTRAINT {kind.lower()}_id IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE"


def indexes() -> Iterator[str]:
    """Statements for the other indexes that both stores make by Cypher: of the days that claims are sought by."""
    yield "CREATE INDEX claim_earliest IF NOT EXISTS FOR (n:Claim) ON (n.earliest)"
    yield "CREATE INDEX claim_latest IF NOT EXISTS FOR (n:Claim) ON (n.latest)"


def name_index() -> str:
    """The statement that makes ``NAMES`` on Neo4j. The keys are folded already, so that the analyzer has only to part the words."""
    analyzer = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}"
    return f"CREATE FULLTEXT INDEX {NAMES} IF NOT EXISTS FOR (n:Entity) ON EACH [n.keys] {analyzer}"


SHOW_INDEXES = "SHOW INDEXES YIELD name, type, labelsOrTypes AS labels, properties, owningConstraint AS constraint"


def lacking(found: Sequence[Mapping[str, Any]]) -> str | None:
    """The first of our keys and indexes that is not among the rows of ``SHOW_INDEXES``, by its name; None where all are."""
    keys = {(*row["labels"], *row["properties"]) for row in found if row["labels"] and row["constraint"]}
    plain = {(row["type"], *row["labels"], *row["properties"]) for row in found if row["labels"]}
    for kind in (*KINDS, "Store"):
        if (kind, "id") not in keys:
            return f"{kind.lower()}_id"
    for day in ("earliest", "latest"):
        if ("RANGE", "Claim", day) not in plain:
            return f"claim_{day}"
    named = [(row["type"], row["labels"], row["properties"]) for row in found if row["name"] == NAMES]
    return None if named == [("FULLTEXT", ["Entity"], ["keys"])] else NAMES


SHOW_CONSTRAINTS = "SHOW CONSTRAINTS YIELD name, labelsOrTypes AS labels, properties"


def foreign(found: Sequence[Mapping[str, Any]]) -> str | None:
    """The first constraint, of the rows of ``SHOW_CONSTRAINTS``, that something else has put on our labels: it could refuse an article."""
    ours = {*KINDS, *map(label, vocabulary.entity_types() | vocabulary.event_types() | vocabulary.relations())}
    return next((row["name"] for row in found if ours & set(row["labels"] or ()) and row["properties"] != ["id"]), None)


def name_index_sql() -> tuple[str, ...]:
    """The statements that make ``NAMES`` on ArcadeDB, whose Cypher has none for it: SQL, from within its own process."""
    return (
        "CREATE VERTEX TYPE Entity IF NOT EXISTS",
        "CREATE PROPERTY Entity.keys IF NOT EXISTS LIST OF STRING",
        f"CREATE INDEX {NAMES} IF NOT EXISTS ON Entity (keys BY ITEM) FULL_TEXT",
    )


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
def match_plain(then: str) -> str:
    """Finds the plain edge of each of ``$rows``, maps of ``type``, ``source`` and ``target``; ``then`` is what is done with an edge ``e``.
    One statement for all types: some of them come once in a batch."""
    types = "|".join(form.type for form in plain_forms())
    ends = "(s:Entity {id: row.source})", "(t:Entity {id: row.target})"
    return f"UNWIND $rows AS row MATCH {ends[0]}-[e:{types}]->{ends[1]} WHERE type(e) = row.type {then}"
