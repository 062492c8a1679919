"""The shapes of the explorer's answers, for the server and for its OpenAPI document.

Ids are what stands after ``https://w3id.org/isnad/id/`` in an IRI. Offsets are code points of an article's text, end-exclusive; days
are ISO 8601, times EDTF. What is not known is left out.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Told(Shape):
    """What every claim has, in whatever shape; ``type`` is an event type or a relation."""

    id: str
    type: str
    modality: str
    disputed: bool
    time: str | None = None


class Dated(Told):
    """``earliest`` and ``latest`` are the first and the last day that the time covers; left out where that end is open."""

    earliest: str | None = None
    latest: str | None = None


class Term(Shape):
    """A name of the ontology, for people."""

    ar: str
    en: str
    kind: str
    definition_ar: str | None = None
    definition_en: str | None = None


class Tiles(Shape):
    """``address`` is a template with ``{z}``, ``{x}`` and ``{y}`` of Web Mercator tiles."""

    address: str
    attribution: str


class About(Shape):
    """What the store holds, and the labels of all terms. Counts are by type; ``tiles`` is there where the user named a tile server."""

    version: str
    articles: int
    entities: dict[str, int]
    claims: dict[str, int]
    languages: tuple[str, ...] = ("ar", "en")
    terms: dict[str, Term]
    tiles: Tiles | None = None
    read_only: Literal[True] = True


class Result(Shape):
    """``matched`` is the spelling that was found; ``claims`` is how many speak of it."""

    id: str
    kind: Literal["entity", "type"]
    type: str
    label: str
    label_en: str | None = None
    names: list[str]
    matched: str
    claims: int


class Results(Shape):
    results: list[Result]


class EntityNode(Shape):
    """``degree`` is the number of claims that speak of it in the whole store; ``label_en`` the English name of a known place or group."""

    id: str
    kind: Literal["entity"] = "entity"
    type: str
    label: str
    label_en: str | None = None
    names: list[str]
    unnamed: bool
    count_min: int | None = None
    count_max: int | None = None
    lat: float | None = None
    lon: float | None = None
    degree: int


class EventNode(Dated):
    """An event is a claim; ``label`` is its trigger, ``source`` the name of who says so."""

    kind: Literal["event"] = "event"
    label: str
    source: str | None = None
    degree: int


class Edge(Shape):
    """From an event to what fills the role ``type``, or a relation claim from subject to object. ``claim`` is the claim's id."""

    id: str
    source: str
    target: str
    type: str
    claim: str
    modality: str
    disputed: bool
    title: str | None = None
    status: str | None = None


class Subgraph(Shape):
    """``more`` is how many claims the limit left out."""

    nodes: list[EntityNode | EventNode]
    edges: list[Edge]
    more: int = 0


class Ref(Shape):
    id: str
    label: str


class Filler(Shape):
    role: str
    id: str
    label: str
    type: str


class Quoted(Shape):
    """Words of an article's text."""

    quote: str
    start: int
    end: int


class Row(Dated, Quoted):
    """A claim as a line of a table. ``doc`` is the article's name, ``source`` who says so, where it is not the article itself."""

    kind: Literal["event", "relation"]
    article: str
    doc: str
    title: str | None = None
    outlet: str | None = None
    source: Ref | None = None
    fillers: list[Filler]


class Rows(Shape):
    total: int
    rows: list[Row]


class Claim(Told, Quoted):
    """All of a claim. ``rule_text`` says what the rule does that made it, ``rule_text_ar`` the same in Arabic; both are empty for rules of
    other extractors. ``title`` is that of an office."""

    kind: Literal["event", "relation"]
    time_text: str | None = None
    anchor: str | None = None
    rule: str
    rule_text: str
    rule_text_ar: str
    according_to: Ref | None = None
    fillers: list[Filler]
    title: str | None = None
    status: str | None = None
    charge: Quoted | None = None
    alleges: list[str] | None = None
    iri: str


class Article(Shape):
    """``text`` is left out where another answer has it."""

    id: str
    doc: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    author: str | None = None
    url: str | None = None
    text: str | None = None


class Mark(Shape):
    start: int
    end: int
    kind: Literal["quote", "trigger", "time", "charge", "mention"]


class Beside(Row):
    """Another claim about the same two; ``contradicts``: one of the two denies just what the other says."""

    relation: Literal["same", "contradicts"]


class Evidence(Shape):
    """A claim in its article: ``marks`` are spans of the text, ``citation`` is one line to copy."""

    claim: Claim
    article: Article
    marks: list[Mark]
    beside: list[Beside]
    citation: str


class Counted(Shape):
    id: str
    label: str
    label_en: str | None = None
    n: int


class Facets(Shape):
    """How many claims each value would leave; each list leaves its own filter out. The source ``none`` is the article itself."""

    type: dict[str, int]
    modality: dict[str, int]
    source: list[Counted]
    outlet: dict[str, int]
    place: list[Counted]
    years: dict[str, int]
    disputed: int


class Moment(Dated):
    """A dated event. ``certain``: days of which the time leaves no doubt."""

    label: str
    certain: bool


class Timeline(Shape):
    events: list[Moment]
    undated: int
    more: int = 0


class MappedPlace(Shape):
    id: str
    label: str
    label_en: str | None = None
    type: str
    lat: float
    lon: float
    events: int


class Map(Shape):
    places: list[MappedPlace]
    more: int = 0


class EventRow(Shape):
    row: Row


class Telling(Shape):
    """``why`` has the roles that both fill with the same, or with namesakes, and ``time`` where both days are known and can be one."""

    row: Row
    why: list[str]


class Accounts(Shape):
    event: EventRow
    others: list[Telling]


class Notes(Shape):
    notes: dict[str, str]


class Note(Shape):
    text: str = Field(max_length=20_000)


class Error(Shape):
    error: str
