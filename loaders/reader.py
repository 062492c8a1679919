"""Article graphs out of the RDF that ``loaders.rdf`` writes: TriG, N-Quads and JSON-LD.

Scope. What comes back is equal, as JSON, to what was written. That is not hoped for: each graph that is read is written again in
memory, and every statement of it must be in the file, and every statement of the file in it (but for folded names and the first and
last day of a date, which are made from the others). RDF of others, statements that were added, changed or lost, and a file that was cut
short are refused with one line, never half understood.

Files as we write them are read article by article, in constant memory but for the ids of the articles. A file whose statements were
put into another order by another tool is read as well; the articles that it scatters are held until its end.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import GraphError, InputError
from kg.graph import BASE, Argument, Article, ArticleGraph, Entity, Event, Mention, Relation, Span, Time, Unread
from loaders import rdf
from ontology import vocabulary
from ontology.context import PREFIXES, shortened

FORMATS: Mapping[str, RdfFormat] = {name: rdf.FORMATS[name] for name in ("trig", "nquads", "jsonld")}
SUFFIXES = {".trig": "trig", ".nq": "nquads", ".nquads": "nquads", ".jsonld": "jsonld"}

_Term = NamedNode | BlankNode | Literal | Triple
_ARTICLE, _SHARED = f"{BASE}article/", (f"{BASE}extractor/", f"{BASE}rule/")
_OWN = f"{BASE}claim/", f"{BASE}entity/"
_ISNAD = vocabulary.NAMESPACE
_VIEWS = frozenset(_ISNAD + name for name in ("key", "altKey", "earliest", "latest"))
_RDF_TYPE, _LABEL = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"
_DOUBLE = PREFIXES["xsd"] + "double"
_SHOWN = 60
_NOT_OURS = "only RDF that `kg export` wrote is read back"


def format_of(file: str, suffixes: Mapping[str, str] = SUFFIXES) -> str:
    """The format that a file's name tells. Raises ``InputError`` where it ends in none of ``suffixes``."""
    suffix = Path(file).suffix.lower()
    if suffix not in suffixes:
        known, formats = ", ".join(suffixes), " or ".join(dict.fromkeys(suffixes.values()))
        raise InputError(f"{file}: its name does not end in {known}; say what it is with --format {formats}")
    return suffixes[suffix]


def read(files: Iterable[tuple[BinaryIO, str, str]]) -> Iterator[ArticleGraph]:
    """The article graphs of files, given as (stream, name, one of ``FORMATS``), each article once.

    Raises ``InputError`` for what is no RDF of that format, ``GraphError`` for RDF that is not that of whole article graphs.
    """
    reader = _Reader()
    for stream, name, format in files:
        yield from reader.feed(statements(stream, name, format), name)
    yield from reader.finish()


def statements(stream: BinaryIO, name: str, format: str) -> Iterator[Quad]:
    """The quads of a file as they stand in it. Raises ``InputError`` naming the file and the line that is no RDF of that format."""
    try:
        yield from parse(stream, format=rdf.FORMATS[format], base_iri=BASE)
    except (SyntaxError, UnicodeDecodeError) as error:
        place = f":{error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        said = error.msg if isinstance(error, SyntaxError) else str(error)
        raise InputError(f"{name}{place}: is no {format} ({said}); is the file whole?") from error


def parts(quads: Iterable[Quad]) -> Iterator[tuple[str, list[Quad]]]:
    """Runs of statements of one article, with the article's id; those of rules and extractors, which articles share, and of nothing
    of ours have the id ''."""
    at, run = "", list[Quad]()
    for quad in quads:
        of = _article_of(quad)
        if of != at and run:
            yield at, run
            run = []
        at = of
        run.append(quad)
    if run:
        yield at, run


def _article_of(quad: Quad) -> str:
    name = quad.subject if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
    if isinstance(name, NamedNode):
        iri = name.value
        if iri.startswith(_ARTICLE):
            return iri.removeprefix(_ARTICLE).partition("#")[0]
        for kind in _OWN:  # where there are no named graphs, their IRIs tell
            if iri.startswith(kind):
                return iri.removeprefix(kind).partition("-")[0]
    return ""


@dataclass(slots=True)
class _Reader:
    """What must be remembered between articles: a digest of each that is done, statements of those that are not, and what they share."""

    done: dict[str, bytes] = field(default_factory=dict)
    waiting: dict[str, tuple[str, list[Quad]]] = field(default_factory=dict)
    shared: dict[Quad, str] = field(default_factory=dict)
    needed: dict[Quad, str] = field(default_factory=dict)

    def feed(self, quads: Iterable[Quad], name: str) -> Iterator[ArticleGraph]:
        held: tuple[str, list[Quad]] | None = None
        for article, run in parts(quads):
            if not article:
                for quad in run:
                    self._share(quad, name)
            elif held and held[0] == article:  # a rule or an extractor stood between
                held[1].extend(run)
            else:
                yield from self._end(held, name)
                held = article, run
        yield from self._end(held, name)

    def finish(self) -> Iterator[ArticleGraph]:
        """The articles whose statements were scattered; raises ``GraphError`` where something is missing or is nobody's."""
        for article, (name, quads) in self.waiting.items():
            if article in self.done:
                raise GraphError(f"{name}: article {article} is there twice, and not the same both times; keep one of them")
            yield from self._whole(article, quads, name)
        for quad, name in self.needed.items():
            if quad not in self.shared:
                raise GraphError(f"{name}: the statement {_words(quad)} is missing; export the article graphs again")
        subjects = {quad.subject for quad in self.needed}
        for quad, name in self.shared.items():
            if quad not in self.needed and (quad.subject not in subjects or quad.predicate.value != _LABEL):
                raise GraphError(f"{name}: the statement {_words(quad)} belongs to no article; {_NOT_OURS}")

    def _share(self, quad: Quad, name: str) -> None:
        if not isinstance(quad.subject, NamedNode) or not quad.subject.value.startswith(_SHARED) or quad.graph_name != DefaultGraph():
            raise GraphError(f"{name}: the statement {_words(quad)} is not ours; {_NOT_OURS}")
        self.shared.setdefault(quad, name)

    def _end(self, held: tuple[str, list[Quad]] | None, name: str) -> Iterator[ArticleGraph]:
        """The article whose run of statements has ended; one that is not whole yet waits, since the file may be in another order."""
        if held is None:
            return
        article, quads = held
        if article in self.waiting:
            self.waiting[article][1].extend(quads)
            return
        try:
            yield from self._whole(article, quads, name)
        except GraphError:
            self.waiting[article] = name, quads

    def _whole(self, article: str, quads: list[Quad], name: str) -> Iterator[ArticleGraph]:
        try:
            graph, shared = _checked(article, quads)
        except GraphError as error:
            raise GraphError(f"{name}: {error}") from error
        digest = hashlib.sha256(json.dumps(graph.json()).encode()).digest()
        if (before := self.done.get(article)) is None:
            self.done[article] = digest
            for quad in shared:
                self.needed.setdefault(quad, name)
            yield graph
        elif before != digest:
            raise GraphError(f"{name}: article {article} is there twice, and not the same both times; keep one of them")


def article_graph(article: str, quads: Collection[Quad]) -> ArticleGraph:
    """The article graph that all statements of one article (but those of rules and extractors) are of.

    Raises ``GraphError`` naming the article and what is wrong where they are not exactly those that ``rdf.quads`` gives for it.
    """
    return _checked(article, quads)[0]


def _checked(article: str, quads: Collection[Quad]) -> tuple[ArticleGraph, list[Quad]]:
    """The graph, and the statements about rules and extractors that it needs."""
    nodes: dict[str, _Node] = {}
    found = dict.fromkeys(map(_canonical, quads))
    for quad in found:
        if not isinstance(quad.subject, NamedNode):
            raise GraphError(f"article {article}: the statement {_words(quad)} is not ours; {_NOT_OURS}")
        node = nodes.get(iri := quad.subject.value)
        if node is None:
            node = nodes[iri] = _Node(iri, {})
        node.links.setdefault(quad.predicate.value, []).append(quad.object)
    where = f"article {_called(nodes.get(_ARTICLE + article)) or article}"
    try:
        graph = _graph(article, nodes).check()
    except ValueError as error:
        raise GraphError(f"{where}: {error}") from error
    except GraphError as error:
        raise error if str(error).startswith("article ") else GraphError(f"{where}: {error}") from error
    if graph.article.id != article:
        raise GraphError(f"{where}: its text is not the one that was read (sha256 differs)")
    expected = list(rdf.quads(graph))
    shared = [quad for quad in expected if quad.subject.value.startswith(_SHARED)]  # type: ignore[union-attr]
    ours = set(expected) - set(shared)
    for quad in sorted(_without_views(ours - found.keys()), key=str):
        raise GraphError(f"{where}: the statement {_words(quad)} is missing; export the article again")
    for quad in sorted(_without_views(found.keys() - ours), key=str):
        raise GraphError(f"{where}: the statement {_words(quad)} was added or changed; an article graph has no place for it")
    return graph, [quad for quad in shared if quad.predicate.value != _LABEL]


def _without_views(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Without what is made from other statements for easy queries, and made anew when it is written: folding may have become better."""
    return (quad for quad in quads if quad.predicate.value not in _VIEWS)


def _canonical(quad: Quad) -> Quad:
    """With a double written as we write it: other tools write the same number in their own way."""
    value = quad.object
    if not isinstance(value, Literal) or value.datatype.value != _DOUBLE:
        return quad
    try:
        return Quad(quad.subject, quad.predicate, Literal(repr(_degrees(value.value)), datatype=value.datatype), quad.graph_name)
    except ValueError:  # no number: told when it is needed as one
        return quad


@dataclass(frozen=True, slots=True)
class _Node:
    """A subject with its objects by predicate."""

    iri: str
    links: dict[str, list[_Term]]

    def all(self, term: str) -> list[_Term]:
        return self.links.get(_predicate(term), [])

    def maybe(self, term: str) -> str | None:
        """The value of a literal, or an IRI; None where it has none. Raises ``GraphError`` where it has several."""
        found = self.all(term)
        if len(found) > 1:
            raise GraphError(f"{self.name} has {len(found)} of {_named(term)} where it should have one")
        return _value(found[0]) if found else None

    def one(self, term: str) -> str:
        value = self.maybe(term)
        if value is None:
            raise GraphError(f"{self.name} has no {_named(term)}")
        return value

    def number(self, term: str) -> int:
        return int(self.one(term))

    def span(self, term: str) -> Span:
        return _span(self.one(term), self.name)

    def is_a(self, name: str) -> bool:
        return NamedNode(_ISNAD + name) in self.links.get(_RDF_TYPE, ())

    @property
    def name(self) -> str:
        """As a reader would look for it in the file."""
        return shortened(self.iri)


def _predicate(term: str) -> str:
    prefix, colon, local = term.partition(":")
    return PREFIXES[prefix] + local if colon else _ISNAD + term


def _named(term: str) -> str:
    return f"{vocabulary.label(term, 'en')} (isnad:{term})" if ":" not in term else term


def _value(term: _Term) -> str:
    if not isinstance(term, NamedNode | Literal):
        raise GraphError(f"{term} is no name and no value")
    return term.value


def _span(passage: str, of: str) -> Span:
    start, _, end = passage.partition("#char=")[2].partition(",")
    if not (start.isdecimal() and end.isdecimal()):
        raise GraphError(f"{of} points to {shortened(passage)}, which is no passage of an article")
    return Span(int(start), int(end))


def _called(article: _Node | None) -> str | None:
    values = article.all("dcterms:identifier") if article else []
    return values[0].value if len(values) == 1 and isinstance(values[0], Literal) else None


def _graph(article: str, nodes: Mapping[str, _Node]) -> ArticleGraph:
    about, reading = (nodes.get(f"{_ARTICLE}{article}{part}") for part in ("", "#extraction"))
    if about is None or not about.is_a("Article"):
        raise GraphError("nothing is said of the article itself (isnad:Article); is the file whole?")
    appearances = _ordered(nodes, "Appearance")
    entities = [_entity(nodes, appearance) for appearance in appearances]
    claims = [node for node in nodes.values() if node.iri.startswith(f"{BASE}claim/{article}-")]
    return ArticleGraph(
        article=Article(
            text=about.one("text"),
            doc=about.maybe("dcterms:identifier") or "",
            title=about.maybe("dcterms:title"),
            published=about.maybe("dcterms:issued"),
            outlet=about.maybe("dc:publisher"),
            author=about.maybe("dc:creator"),
            url=about.maybe("schema:url"),
        ),
        entities=tuple(entities),
        events=tuple(_event(node) for node in _by_position(n for n in claims if not n.is_a("Relation"))),
        relations=tuple(_relation(node) for node in _by_position(n for n in claims if n.is_a("Relation"))),
        unread=tuple(Unread(node.span("oa:hasTarget"), node.one("oa:bodyValue")) for node in _ordered(nodes, "Unread")),
        extractor=(reading.maybe("extractor") if reading else None) or "",
    )


def _ordered(nodes: Mapping[str, _Node], kind: str) -> list[_Node]:
    return _by_position(node for node in nodes.values() if node.is_a(kind))


def _by_position(nodes: Iterable[_Node]) -> list[_Node]:
    return sorted(nodes, key=lambda node: node.number("position"))


def _entity(nodes: Mapping[str, _Node], appearance: _Node) -> Entity:
    iri = appearance.one("appearanceOf")
    if (node := nodes.get(iri)) is None:
        raise GraphError(f"{appearance.name} is of {shortened(iri)}, of which nothing is said")
    mentions = []
    for found in appearance.all("mention"):
        if (mention := nodes.get(_value(found))) is None:
            raise GraphError(f"{appearance.name} has the mention {shortened(_value(found))}, of which nothing is said")
        mentions.append(mention)
    least, most = appearance.maybe("countMin"), appearance.maybe("countMax")
    return Entity(
        id=appearance.one("localId"),
        type=_type(node, vocabulary.entity_types()),
        name=appearance.one("name"),
        mentions=tuple(Mention(m.span("oa:hasTarget"), "name" if m.is_a("NameMention") else "nominal") for m in _by_position(mentions)),
        unnamed=appearance.one("unnamed") == "true",
        count=(int(least), int(most) if most is not None else None) if least is not None else None,
        identifier=node.maybe("identifier"),
        latitude=_degrees(node.maybe("geo:lat")),
        longitude=_degrees(node.maybe("geo:long")),
    )


def _degrees(value: str | None) -> float | None:
    if value is None:
        return None
    return int(value) if value.removeprefix("-").isdecimal() else float(value)


def _type(node: _Node, known: Collection[str]) -> str:
    found = [t.value.removeprefix(_ISNAD) for t in node.links.get(_RDF_TYPE, ()) if isinstance(t, NamedNode)]
    types = [name for name in found if name in known]
    if len(types) != 1:
        raise GraphError(f"{node.name} has {len(types)} types where it should have one ({', '.join(map(shortened, found))})")
    return types[0]


def _stance(claim: _Node, order: list[tuple[str, str]]) -> dict[str, Any]:
    if claim.maybe("evidence") is None:
        raise GraphError(f"{claim.name} has no passage that it is taken from (isnad:evidence)")
    claim.one("quote")
    words = claim.maybe("timeWords")
    sources = [ref for link, ref in order if link == "accordingTo"]
    return {
        "id": claim.one("localId"),
        "evidence": claim.span("evidence"),
        "rule": claim.one("rule"),
        "modality": claim.one("modality").removeprefix(_ISNAD),
        "according_to": sources[0] if sources else None,
        "disputed": claim.one("disputed") == "true",
        "time": Time(_span(words, claim.name), claim.maybe("time"), claim.maybe("timeAnchor")) if words is not None else None,
    }


def _order(claim: _Node) -> list[tuple[str, str]]:
    """The links of a claim, as ``rdf`` keeps their order and ids."""
    links = []
    for link in claim.one("order").split(" "):
        name, equals, ref = link.partition("=")
        if link and not equals:
            raise GraphError(f"{claim.name} has an order that cannot be read at {link[:_SHOWN]!r} (isnad:order)")
        if link:
            links.append((name, ref))
    return links


def _event(claim: _Node) -> Event:
    order = _order(claim)
    charge = claim.maybe("charge")
    return Event(
        **_stance(claim, order),
        type=_type(claim, vocabulary.event_types()),
        trigger=claim.span("trigger"),
        also=tuple(_span(f"#char={ref}", claim.name) for link, ref in order if link == "also"),
        args=tuple(Argument(link, ref) for link, ref in order if link not in ("also", "alleges", "accordingTo")),
        charge=_span(charge, claim.name) if charge is not None else None,
        alleges=tuple(ref for link, ref in order if link == "alleges"),
    )


def _relation(claim: _Node) -> Relation:
    order = _order(claim)
    ends = dict(order)
    for end in ("subject", "object"):
        if end not in ends:
            raise GraphError(f"{claim.name} has an order without its {end} (isnad:order)")
    status = claim.maybe("status")
    return Relation(
        **_stance(claim, order),
        type=claim.one("relation").removeprefix(_ISNAD),
        subject=ends["subject"],
        object=ends["object"],
        title=claim.maybe("title"),
        status=status.removeprefix(_ISNAD) if status is not None else None,
    )


def _words(quad: Quad) -> str:
    """A statement on one line, for people: names shortened, long values cut."""

    def word(term: Any) -> str:
        if isinstance(term, NamedNode):
            return shortened(term.value)
        text = term.value if isinstance(term, Literal) else str(term)
        return json.dumps(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…", ensure_ascii=False)

    return f"‘{word(quad.subject)} {word(quad.predicate)} {word(quad.object)}’"
