"""Article graphs as RDF: Turtle, TriG, N-Quads and JSON-LD, in the terms of ``ontology/isnad.ttl``.

Scope. An article's named graph (the article's IRI with ``#graph``) holds what it says: its entities and their appearances in it, its
claims, and the passages they are taken from, as Web Annotation selectors. The default graph holds what is known of the article, who
extracted the graph from it, and the rules that made its claims (PROV-O). TriG, N-Quads and JSON-LD keep everything of an article
graph, order included; ``loaders.reader`` reads them back. Turtle has no named graphs: there, what several articles say of the type and
coordinates of one shared entity flows together; each article's claims, names, counts and mentions stay apart, for they are nodes of
their own.

The plain triple of a relation (subject, relation, object) is written beside its claim only where the claim is asserted and not
disputed; folded names (``isnad:key``, ``isnad:altKey``) and the first and last day of a date (``isnad:earliest``, ``isnad:latest``)
stand beside what they are made from. These are views for easy queries: they say nothing that the claims do not, and must not be
read back.

There are no blank nodes, so the same article graphs give the same bytes. Everything is written article by article; memory does not
grow with their number. Statements are written as text here, and not by a library for each term, which would take many times as long;
``quads`` reads that text, so that there is one description of the form.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import isfinite
from typing import BinaryIO
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg import rules
from kg.errors import GraphError, InputError
from kg.fold import key
from kg.graph import BASE, ArticleGraph, Entity, Event, Relation, Span
from loaders import jsonld
from loaders.rows import days
from ontology import vocabulary
from ontology.context import PREFIXES
from ontology.vocabulary import UnknownTermError

FORMATS = {"turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
# What may stand in Turtle relative to the base and be resolved to itself; anything else is written in full.
_PLAIN = re.compile(r"[a-z]+(/[A-Za-z0-9_%-][A-Za-z0-9_%.-]*)+(#[A-Za-z0-9_%=,.-]+)?")
# What must be written in another way within quotes, and halves of surrogate pairs, which cannot be written at all.
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}

_Block = tuple[str, list[str]]
"""A subject, and its predicates with an object each: ``isnad:quote "…"@ar``."""
_Blocks = Iterator[_Block]


def write(graphs: Iterable[ArticleGraph], format: str, out: BinaryIO) -> None:
    """Writes in one of ``FORMATS``, as the graphs come. Raises ``InputError`` for another format, ``GraphError`` as ``quads``."""
    if format not in FORMATS:
        raise InputError(f'no RDF format is called "{format}"; there are {", ".join(FORMATS)}')
    if format == "jsonld":
        jsonld.write(map(quads, graphs), out)
        return
    notation = _notation(format)
    out.write(notation.header.encode())
    for graph in graphs:
        out.write(_written(graph, notation))


def quads(graph: ArticleGraph) -> Iterator[Quad]:
    """One article graph, each quad once.

    Raises ``GraphError`` where the graph breaks a rule of its form or something in it cannot stand in RDF.
    """
    yield from parse(_written(graph, _notation("nquads")), format=RdfFormat.N_QUADS)


@dataclass(frozen=True, slots=True)
class _Notation:
    """How statements are written. With ``graphs`` in ``lines``, each has its subject and its graph (N-Quads); else a subject stands
    once before all that is said of it, in braces behind the graph's name (TriG) or, without ``graphs``, in none (Turtle)."""

    lines: bool
    graphs: bool
    terms: Mapping[str, str]
    header: str = ""

    def node(self, iri: str) -> str:
        try:
            NamedNode(iri)
        except ValueError as error:
            raise GraphError(f"{iri!r} is no IRI ({error}); ids and identifiers are letters, digits and - _ . / only") from error
        short = iri.removeprefix(BASE)
        return f"<{iri}>" if self.lines or not _PLAIN.fullmatch(short) else f"<{short}>"

    def typed(self, value: str, datatype: str) -> str:
        return f'"{_escaped(value)}"^^{self.terms[datatype]}'

    def integer(self, value: int) -> str:
        return self.typed(str(value), "xsd:integer") if self.lines else str(value)

    def boolean(self, value: bool) -> str:
        word = "true" if value else "false"
        return self.typed(word, "xsd:boolean") if self.lines else word

    def statements(self, blocks: _Blocks, graph: str) -> Iterator[bytes]:
        """Encoded one by one: most are plain ASCII, which one Arabic word among them would make slow."""
        end = f" {graph} .\n" if self.lines and graph else " .\n"
        if self.lines:
            for subject, said in blocks:
                yield f"{subject} {f'{end}{subject} '.join(said)}{end}".encode()
            return
        between, inner = " ;\n\t", self.graphs and bool(graph)
        if inner:
            yield f"{graph} {{\n".encode()
        for subject, said in blocks:
            yield f"{subject} {between.join(said)}{end}".encode()
        if inner:
            yield b"}\n"


class _Terms(dict[str, str]):
    """Terms by their prefixed names; ``UnknownTermError`` for one of ours that the ontology lacks."""

    def __init__(self, prefixed: bool) -> None:
        self._prefixed = prefixed

    def __missing__(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        iri = vocabulary.iri(local) if prefix == "isnad" else PREFIXES[prefix] + local
        self[name] = term = ("a" if name == "rdf:type" else name) if self._prefixed else f"<{iri}>"
        return term


@cache
def _notation(format: str) -> _Notation:
    if format == "nquads":
        return _Notation(lines=True, graphs=True, terms=_Terms(prefixed=False))
    # The things of the data are named relative to a base, since the slash would have to be escaped after a prefix.
    prefixes = {prefix: namespace for prefix, namespace in PREFIXES.items() if namespace != BASE}
    header = f"@base <{BASE}> .\n" + "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())
    return _Notation(lines=False, graphs=format == "trig", terms=_Terms(prefixed=True), header=header)


def _written(graph: ArticleGraph, notation: _Notation) -> bytes:
    graph.check()
    article = graph.article
    try:
        _distinct(graph)
        writer = _Writer(graph, notation)
        said = notation.statements(writer.said(), writer.part("graph"))
        return b"".join([*notation.statements(writer.about(), ""), *said])
    except (GraphError, UnknownTermError) as error:
        raise GraphError(f"article {article.doc or article.id}: {error}") from error


def _distinct(graph: ArticleGraph) -> None:
    """Two things with one IRI could not be told apart again; an odd identifier may bring that about."""
    known: dict[str, str] = {}
    for iri, id in [(graph.entity_iri(e), e.id) for e in graph.entities] + [(graph.claim_iri(c), c.id) for c in graph.claims]:
        if (other := known.setdefault(iri, id)) != id:
            raise GraphError(f"{other} and {id} would both be {iri}; give one of them another id or identifier")


class _Writer:
    """What is said of one article, and what it says, in one notation."""

    def __init__(self, graph: ArticleGraph, notation: _Notation) -> None:
        self._graph, self._notation, self._terms = graph, notation, notation.terms
        self._article = notation.node(graph.article.iri)
        self._head = self._article.removesuffix(">")
        self._entities = {entity.id: notation.node(graph.entity_iri(entity)) for entity in graph.entities}
        self._claims = {claim.id: notation.node(graph.claim_iri(claim)) for claim in graph.claims}

    def part(self, fragment: str) -> str:
        """A part of the article by a fragment that is one of ours; ids of others go through ``node``."""
        return f"{self._head}#{fragment}>"

    def _passage(self, span: Span) -> str:
        """Named by the fragment of RFC 5147, whose character positions are the article graph's offsets."""
        return f"{self._head}#char={span.start},{span.end}>"

    def _types(self, *classes: str) -> list[str]:
        return [f"{self._terms['rdf:type']} {self._terms[name]}" for name in classes]

    def about(self) -> _Blocks:
        """The article, its extraction and the rules, for the default graph."""
        t, n, article = self._terms, self._notation, self._graph.article
        said = [*self._types("isnad:Article", "prov:Entity"), f"{t['isnad:sha256']} {_text(article.sha256)}"]
        for given, term, value in (
            (article.doc, "dcterms:identifier", _text(article.doc)),
            (article.title, "dcterms:title", _arabic(article.title or "")),
            (article.published, "dcterms:issued", n.typed(article.published or "", "edtf:EDTF")),
            (article.outlet, "dc:publisher", _text(article.outlet or "")),
            (article.author, "dc:creator", _text(article.author or "")),
            (article.url, "schema:url", n.typed(article.url or "", "xsd:anyURI")),
        ):
            if given:
                said.append(f"{t[term]} {value}")
        yield self._article, [*said, f"{t['isnad:text']} {_text(article.text)}"]
        reading = self.part("extraction")
        derived = f"{t['prov:wasDerivedFrom']} {self._article}", f"{t['prov:wasGeneratedBy']} {reading}"
        yield self.part("graph"), [*self._types("isnad:ArticleGraph", "prov:Entity"), *derived]
        said = [*self._types("isnad:Extraction", "prov:Activity"), f"{t['prov:used']} {self._article}"]
        if not self._graph.extractor:
            yield reading, said
        else:
            program = _text(self._graph.extractor)
            agent = n.node(f"{BASE}extractor/{quote(self._graph.extractor, safe='')}")
            yield reading, [*said, f"{t['isnad:extractor']} {program}", f"{t['prov:wasAssociatedWith']} {agent}"]
            yield agent, self._types("prov:SoftwareAgent")
        for rule in sorted({claim.rule for claim in self._graph.claims}):
            said = [*self._types("isnad:Rule", "prov:Plan"), f"{t['dcterms:identifier']} {_text(rule)}"]
            if (does := _description(rule)) is not None:
                said.append(f"{t['rdfs:label']} {_text(does)}@en")
            yield self._rule(rule), said

    def _rule(self, name: str) -> str:
        _text(name)  # which refuses what cannot be written
        return self._notation.node(f"{BASE}rule/{quote(name, safe='/')}")

    def said(self) -> _Blocks:
        """Everything that the article says, for its named graph."""
        for position, entity in enumerate(self._graph.entities):
            yield self._entities[entity.id], self._entity(entity)
            yield from self._appearance(entity, position)
        rules = {name: self._rule(name) for name in {claim.rule for claim in self._graph.claims}}
        plain: set[tuple[str, str, str]] = set()
        for position, event in enumerate(self._graph.events):
            said = self._types(f"isnad:{event.type}", "isnad:Event", "sem:Event")
            said += self._stance(event, position, rules[event.rule])
            said += self._event(event)
            yield self._claims[event.id], [*dict.fromkeys(said)]
        for position, relation in enumerate(self._graph.relations):
            said = [*self._types("isnad:Relation"), *self._stance(relation, position, rules[relation.rule]), *self._relation(relation)]
            yield self._claims[relation.id], said
            tie = self._entities[relation.subject], self._terms[f"isnad:{relation.type}"], self._entities[relation.object]
            if relation.modality == "asserted" and not relation.disputed and tie not in plain:
                plain.add(tie)
                yield tie[0], [f"{tie[1]} {tie[2]}"]
        yield from self._unread()
        yield from self._passages()

    def _entity(self, entity: Entity) -> list[str]:
        t, text = self._terms, self._graph.article.text
        said = [*self._types(f"isnad:{entity.type}"), f"{t['rdfs:label']} {_arabic(entity.name)}"]
        for other in sorted({m.span.of(text) for m in entity.mentions if m.kind == "name"} - {entity.name}):
            said.append(f"{t['skos:altLabel']} {_arabic(other)}")
        if entity.identifier is not None:
            said.append(f"{t['isnad:identifier']} {_text(entity.identifier)}")
        for term, degrees in (("geo:lat", entity.latitude), ("geo:long", entity.longitude)):
            if degrees is not None:
                if not isfinite(degrees):
                    raise GraphError(f"{entity.id} lies at {degrees} degrees, which is nowhere")
                said.append(f"{t[term]} {self._notation.typed(repr(degrees), 'xsd:double')}")
        return said

    def _appearance(self, entity: Entity, position: int) -> _Blocks:
        t, n, article = self._terms, self._notation, self._graph.article
        appearance = n.node(f"{article.iri}#entity-{entity.id}")
        before = appearance.partition("#")[0]
        mentions = [f"{before}#mention-{number}-{entity.id}>" for number in range(len(entity.mentions))]
        main = key(entity.name)
        said = [
            *self._types("isnad:Appearance"),
            f"{t['isnad:appearanceOf']} {self._entities[entity.id]}",
            f"{t['isnad:appearsIn']} {self._article}",
            f"{t['isnad:localId']} {_text(entity.id)}",
            f"{t['isnad:position']} {n.integer(position)}",
            f"{t['isnad:name']} {_arabic(entity.name)}",
            f"{t['isnad:key']} {_text(main)}",
            f"{t['isnad:unnamed']} {n.boolean(entity.unnamed)}",
        ]
        for other in sorted({key(m.span.of(article.text)) for m in entity.mentions if m.kind == "name"} - {main}):
            said.append(f"{t['isnad:altKey']} {_text(other)}")
        if entity.count:
            for term, count in zip(("isnad:countMin", "isnad:countMax"), entity.count, strict=True):
                if count is not None:
                    said.append(f"{t[term]} {n.integer(count)}")
        yield appearance, [*said, *(f"{t['isnad:mention']} {mention}" for mention in mentions)]
        kinds = {kind: self._types(f"isnad:{kind.capitalize()}Mention", "oa:Annotation") for kind in {m.kind for m in entity.mentions}}
        same = [f"{t['oa:motivatedBy']} {t['oa:identifying']}", f"{t['oa:hasBody']} {self._entities[entity.id]}"]
        target, place = t["oa:hasTarget"], t["isnad:position"]
        for number, given in enumerate(entity.mentions):
            own = f"{target} {self._passage(given.span)}", f"{place} {n.integer(number)}"
            yield mentions[number], [*kinds[given.kind], *same, *own]

    def _stance(self, claim: Event | Relation, position: int, rule: str) -> list[str]:
        t, n = self._terms, self._notation
        said = [
            f"{t['isnad:statedIn']} {self._article}",
            f"{t['isnad:localId']} {_text(claim.id)}",
            f"{t['isnad:position']} {n.integer(position)}",
            f"{t['isnad:quote']} {_arabic(self._graph.quote(claim))}",
            f"{t['isnad:evidence']} {self._passage(claim.evidence)}",
            f"{t['isnad:modality']} {t[f'isnad:{claim.modality}']}",
            f"{t['isnad:disputed']} {n.boolean(claim.disputed)}",
        ]
        if claim.according_to is not None:
            said.append(f"{t['isnad:accordingTo']} {self._entities[claim.according_to]}")
        if claim.time:
            said.append(f"{t['isnad:timeWords']} {self._passage(claim.time.span)}")
            if claim.time.value is not None:
                said.append(f"{t['isnad:time']} {n.typed(claim.time.value, 'edtf:EDTF')}")
                for term, day in zip(("isnad:earliest", "isnad:latest"), days(claim.time.value), strict=True):
                    if day is not None:
                        said.append(f"{t[term]} {n.typed(day, 'xsd:date')}")
            if claim.time.anchor is not None:
                said.append(f"{t['isnad:timeAnchor']} {n.typed(claim.time.anchor, 'edtf:EDTF')}")
        return [
            *said,
            f"{t['isnad:rule']} {_text(claim.rule)}",
            f"{t['isnad:madeBy']} {rule}",
            f"{t['prov:wasGeneratedBy']} {self.part('extraction')}",
            f"{t['isnad:order']} {_text(_order(claim))}",
        ]

    def _event(self, event: Event) -> list[str]:
        t = self._terms
        said = [f"{t['isnad:trigger']} {self._passage(event.trigger)}", *(f"{t['isnad:also']} {self._passage(s)}" for s in event.also)]
        for argument in event.args:
            fillers = self._claims if argument.role in vocabulary.event_roles() else self._entities
            said.append(f"{t[f'isnad:{argument.role}']} {fillers[argument.ref]}")
        if event.charge:
            said.append(f"{t['isnad:charge']} {self._passage(event.charge)}")
        return [*said, *(f"{t['isnad:alleges']} {self._claims[claim]}" for claim in event.alleges)]

    def _relation(self, relation: Relation) -> list[str]:
        t = self._terms
        said = [
            f"{t['isnad:relation']} {t[f'isnad:{relation.type}']}",
            f"{t['isnad:subject']} {self._entities[relation.subject]}",
            f"{t['isnad:object']} {self._entities[relation.object]}",
        ]
        if relation.title is not None:
            said.append(f"{t['isnad:title']} {_arabic(relation.title)}")
        if relation.status is not None:
            said.append(f"{t['isnad:status']} {t[f'isnad:{relation.status}']}")
        return said

    def _unread(self) -> _Blocks:
        t = self._terms
        types = self._types("isnad:Unread", "oa:Annotation")
        for position, unread in enumerate(self._graph.unread):
            target, reason = f"{t['oa:hasTarget']} {self._passage(unread.span)}", f"{t['oa:bodyValue']} {_text(unread.reason)}"
            yield self.part(f"unread-{position}"), [*types, target, reason, f"{t['isnad:position']} {self._notation.integer(position)}"]

    def _passages(self) -> _Blocks:
        """More than half of all statements, so what is the same in each is made once."""
        t, text, head = self._terms, self._graph.article.text, self._head
        passage = [*self._types("oa:SpecificResource"), f"{t['oa:hasSource']} {self._article}"]
        selector, number = t["oa:hasSelector"], f"^^{t['xsd:nonNegativeInteger']}"
        offsets, start, end = self._types("oa:TextPositionSelector")[0], t["oa:start"], t["oa:end"]
        words, exact = self._types("oa:TextQuoteSelector")[0], t["oa:exact"]
        for a, z in sorted({(span.start, span.end) for span in self._graph.spans()}):
            position, quoted = f"{head}#position={a},{z}>", f"{head}#quote={a},{z}>"
            yield f"{head}#char={a},{z}>", [*passage, f"{selector} {position}", f"{selector} {quoted}"]
            yield position, [offsets, f'{start} "{a}"{number}', f'{end} "{z}"{number}']
            yield quoted, [words, f'{exact} "{_escaped(text[a:z])}"']


@lru_cache(1024)
def _description(rule: str) -> str | None:
    """What a rule of ours does; None for those of another extractor."""
    try:
        return rules.describe(rule)
    except KeyError:
        return None


def _order(claim: Event | Relation) -> str:
    """What a set of triples forgets: the order of a claim's links, and which of two appearances of one entity is meant."""
    if isinstance(claim, Event):
        links = [(a.role, a.ref) for a in claim.args]
        links += [("also", f"{s.start},{s.end}") for s in claim.also] + [("alleges", ref) for ref in claim.alleges]
    else:
        links = [("subject", claim.subject), ("object", claim.object)]
    if claim.according_to is not None:
        links.append(("accordingTo", claim.according_to))
    return " ".join(f"{link}={ref}" for link, ref in links)


def _text(value: str) -> str:
    return f'"{_escaped(value)}"'


def _arabic(value: str) -> str:
    return f'"{_escaped(value)}"@ar'


def _escaped(value: str) -> str:
    """As it stands within quotes in all notations. Raises ``GraphError`` for half of a surrogate pair, which RDF cannot hold."""
    if not _SPECIAL.search(value):
        return value

    def escape(found: re.Match[str]) -> str:
        char = found[0]
        if "\ud800" <= char <= "\udfff":
            place = f"character {found.start()} of {value[:20]!a}"
            raise GraphError(f"{place} is half of a surrogate pair, which RDF cannot hold: repair it")
        return _ESCAPES.get(char) or f"\\u{ord(char):04X}"

    return _SPECIAL.sub(escape, value)
