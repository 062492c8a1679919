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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import isfinite
from typing import BinaryIO
from urllib.parse import quote

from pyoxigraph import Quad, RdfFormat, parse

from kg import rules
from kg.errors import GraphError, InputError
from kg.fold import key
from kg.graph import BASE, ArticleGraph, Entity, Event, Relation, Span
from loaders.notation import Notation, Pattern, escaped, hole, notation, text
from loaders.rows import days
from ontology import vocabulary
from ontology.vocabulary import UnknownTermError

FORMATS = {"turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}


def write(graphs: Iterable[ArticleGraph], format: str, out: BinaryIO) -> int:
    """Writes in one of ``FORMATS``, as the graphs come; the number of statements. Raises ``InputError`` for another format, ``GraphError``
    as ``quads``."""
    if format not in FORMATS:
        raise InputError(f'no RDF format is called "{format}"; there are {", ".join(FORMATS)}')
    form, between, number = notation(format), b"", 0
    out.write(form.header)
    for graph in graphs:
        written, statements = _written(graph, form)
        out.write(between)
        out.write(written)
        between, number = form.between, number + statements
    out.write(form.footer)
    return number


def quads(graph: ArticleGraph) -> Iterator[Quad]:
    """One article graph, each quad once.

    Raises ``GraphError`` where the graph breaks a rule of its form or something in it cannot stand in RDF.
    """
    written, _ = _written(graph, notation("nquads"))
    yield from parse(written, format=RdfFormat.N_QUADS)


def _written(graph: ArticleGraph, form: Notation) -> tuple[bytes, int]:
    """An article graph, and how many statements it is."""
    graph.check()
    article = graph.article
    try:
        _distinct(graph)
        writer = _Writer(graph, form)
        return writer.written(), writer.number
    except (GraphError, UnknownTermError) as error:
        raise GraphError(f"article {article.doc or article.id}: {error}") from error


def _distinct(graph: ArticleGraph) -> None:
    """Two things with one IRI could not be told apart again; an odd identifier may bring that about."""
    known: dict[str, str] = {}
    for iri, id in [(graph.entity_iri(e), e.id) for e in graph.entities] + [(graph.claim_iri(c), c.id) for c in graph.claims]:
        if (other := known.setdefault(iri, id)) != id:
            raise GraphError(f"{other} and {id} would both be {iri}; give one of them another id or identifier")


class _Writer:
    """What is said of one article, and what it says, in one notation; ``number`` of statements once it is written."""

    def __init__(self, graph: ArticleGraph, form: Notation) -> None:
        self._graph, self._form, self._predicates, self.number = graph, form, form.predicates, 0
        self._article = form.node(graph.article.iri)
        self._head = self._article.removesuffix(form.close)
        self._named = self._part(b"graph")
        self._entities = {entity.id: form.node(graph.entity_iri(entity)) for entity in graph.entities}
        self._claims = {claim.id: form.node(graph.claim_iri(claim)) for claim in graph.claims}

    def written(self) -> bytes:
        return b"".join(self._form.article(self._about(), self._said(), self._named))

    def _part(self, fragment: bytes) -> bytes:
        """A part of the article by a fragment that is one of ours; ids of others go through ``node``."""
        return b"%b#%b%b" % (self._head, fragment, self._form.close)

    def _passage(self, span: Span) -> bytes:
        """Named by the fragment of RFC 5147, whose character positions are the article graph's offsets."""
        return b"%b#char=%d,%d%b" % (self._head, span.start, span.end, self._form.close)

    def _types(self, *classes: str) -> list[bytes]:
        return [self._predicates["rdf:type"] + self._form.objects[name] for name in classes]

    def _known(self, subject: bytes, statements: Sequence[bytes]) -> bytes:
        """A block of the default graph."""
        self.number += len(statements)
        return self._form.block(subject, statements, None)

    def _stated(self, subject: bytes, statements: Sequence[bytes]) -> bytes:
        """A block of the article's named graph."""
        self.number += len(statements)
        return self._form.block(subject, statements, self._named)

    def _pattern(self, *blocks: tuple[bytes, Sequence[bytes]]) -> Pattern:
        """Blocks of the article's named graph, with holes."""
        written = self._form.beside.join(self._form.block(*block, self._named) for block in blocks)
        return Pattern(written, sum(len(statements) for _, statements in blocks))

    def _about(self) -> Iterator[bytes]:
        """The article, its extraction and the rules, for the default graph."""
        p, n, article = self._predicates, self._form, self._graph.article
        said = [*self._types("isnad:Article", "prov:Entity"), p["isnad:sha256"] + text(article.sha256)]
        for given, term, value in (
            (article.doc, "dcterms:identifier", text(article.doc)),
            (article.title, "dcterms:title", n.arabic(article.title or "")),
            (article.published, "dcterms:issued", n.typed(article.published or "", "edtf:EDTF")),
            (article.outlet, "dc:publisher", text(article.outlet or "")),
            (article.author, "dc:creator", text(article.author or "")),
            (article.url, "schema:url", n.typed(article.url or "", "xsd:anyURI")),
        ):
            if given:
                said.append(p[term] + value)
        yield self._known(self._article, [*said, p["isnad:text"] + text(article.text)])
        reading = self._part(b"extraction")
        derived = p["prov:wasDerivedFrom"] + self._article, p["prov:wasGeneratedBy"] + reading
        yield self._known(self._named, [*self._types("isnad:ArticleGraph", "prov:Entity"), *derived])
        said = [*self._types("isnad:Extraction", "prov:Activity"), p["prov:used"] + self._article]
        if not self._graph.extractor:
            yield self._known(reading, said)
        else:
            program = text(self._graph.extractor)
            agent = n.node(f"{BASE}extractor/{quote(self._graph.extractor, safe='')}")
            yield self._known(reading, [*said, p["isnad:extractor"] + program, p["prov:wasAssociatedWith"] + agent])
            yield self._known(agent, self._types("prov:SoftwareAgent"))
        for rule in sorted({claim.rule for claim in self._graph.claims}):
            said = [*self._types("isnad:Rule", "prov:Plan"), p["dcterms:identifier"] + text(rule)]
            if (does := _description(rule)) is not None:
                said.append(p["rdfs:label"] + n.english(does))
            yield self._known(self._rule(rule), said)

    def _rule(self, name: str) -> bytes:
        text(name)  # which refuses what cannot be written
        return self._form.node(f"{BASE}rule/{quote(name, safe='/')}")

    def _said(self) -> Iterator[bytes]:
        """Everything that the article says, for its named graph."""
        mentions = {"name": self._mention("NameMention"), "nominal": self._mention("NominalMention")}
        for position, entity in enumerate(self._graph.entities):
            yield self._stated(self._entities[entity.id], self._entity(entity))
            yield from self._appearance(entity, position, mentions)
        rules = {name: self._rule(name) for name in {claim.rule for claim in self._graph.claims}}
        plain: set[tuple[bytes, bytes, bytes]] = set()
        for position, event in enumerate(self._graph.events):
            said = self._types(f"isnad:{event.type}", "isnad:Event", "sem:Event")
            said += self._stance(event, position, rules[event.rule])
            said += self._event(event)
            yield self._stated(self._claims[event.id], [*dict.fromkeys(said)])
        for position, relation in enumerate(self._graph.relations):
            said = [*self._types("isnad:Relation"), *self._stance(relation, position, rules[relation.rule]), *self._relation(relation)]
            yield self._stated(self._claims[relation.id], said)
            tie = self._entities[relation.subject], self._predicates[f"isnad:{relation.type}"], self._entities[relation.object]
            if relation.modality == "asserted" and not relation.disputed and tie not in plain:
                plain.add(tie)
                yield self._stated(tie[0], [tie[1] + tie[2]])
        yield from self._unread()
        yield from self._passages()

    def _entity(self, entity: Entity) -> list[bytes]:
        p, words = self._predicates, self._graph.article.text
        said = [*self._types(f"isnad:{entity.type}"), p["rdfs:label"] + self._form.arabic(entity.name)]
        for other in sorted({m.span.of(words) for m in entity.mentions if m.kind == "name"} - {entity.name}):
            said.append(p["skos:altLabel"] + self._form.arabic(other))
        if entity.identifier is not None:
            said.append(p["isnad:identifier"] + text(entity.identifier))
        for term, degrees in (("geo:lat", entity.latitude), ("geo:long", entity.longitude)):
            if degrees is not None:
                if not isfinite(degrees):
                    raise GraphError(f"{entity.id} lies at {degrees} degrees, which is nowhere")
                said.append(p[term] + self._form.typed(repr(degrees), "xsd:double"))
        return said

    def _mention(self, kind: str) -> Pattern:
        p, (before, after) = self._predicates, self._form.whole
        same = [p["oa:motivatedBy"] + self._form.objects["oa:identifying"], p["oa:hasBody"] + hole("entity")]
        own = p["oa:hasTarget"] + hole("passage"), p["isnad:position"] + before + hole("number") + after
        return self._pattern((hole("mention"), [*self._types(f"isnad:{kind}", "oa:Annotation"), *same, *own]))

    def _appearance(self, entity: Entity, position: int, patterns: Mapping[str, Pattern]) -> Iterator[bytes]:
        p, n, article = self._predicates, self._form, self._graph.article
        appearance = n.node(f"{article.iri}#entity-{entity.id}")
        before, end = appearance.partition(b"#")[0], entity.id.encode() + n.close
        mentions = [b"%b#mention-%d-%b" % (before, number, end) for number in range(len(entity.mentions))]
        main = key(entity.name)
        said = [
            *self._types("isnad:Appearance"),
            p["isnad:appearanceOf"] + self._entities[entity.id],
            p["isnad:appearsIn"] + self._article,
            p["isnad:localId"] + text(entity.id),
            p["isnad:position"] + n.integer(position),
            p["isnad:name"] + n.arabic(entity.name),
            p["isnad:key"] + text(main),
            p["isnad:unnamed"] + n.boolean(entity.unnamed),
        ]
        for other in sorted({key(m.span.of(article.text)) for m in entity.mentions if m.kind == "name"} - {main}):
            said.append(p["isnad:altKey"] + text(other))
        if entity.count:
            for term, count in zip(("isnad:countMin", "isnad:countMax"), entity.count, strict=True):
                if count is not None:
                    said.append(p[term] + n.integer(count))
        yield self._stated(appearance, [*said, *(p["isnad:mention"] + mention for mention in mentions)])
        body = self._entities[entity.id]
        for number, given in enumerate(entity.mentions):
            pattern, passage = patterns[given.kind], self._passage(given.span)
            self.number += pattern.number
            yield pattern.filled(mention=mentions[number], entity=body, passage=passage, number=b"%d" % number)

    def _stance(self, claim: Event | Relation, position: int, rule: bytes) -> list[bytes]:
        p, n = self._predicates, self._form
        said = [
            p["isnad:statedIn"] + self._article,
            p["isnad:localId"] + text(claim.id),
            p["isnad:position"] + n.integer(position),
            p["isnad:quote"] + n.arabic(self._graph.quote(claim)),
            p["isnad:evidence"] + self._passage(claim.evidence),
            p["isnad:modality"] + n.objects[f"isnad:{claim.modality}"],
            p["isnad:disputed"] + n.boolean(claim.disputed),
        ]
        if claim.according_to is not None:
            said.append(p["isnad:accordingTo"] + self._entities[claim.according_to])
        if claim.time:
            said.append(p["isnad:timeWords"] + self._passage(claim.time.span))
            if claim.time.value is not None:
                said.append(p["isnad:time"] + n.typed(claim.time.value, "edtf:EDTF"))
                for term, day in zip(("isnad:earliest", "isnad:latest"), days(claim.time.value), strict=True):
                    if day is not None:
                        said.append(p[term] + n.typed(day, "xsd:date"))
            if claim.time.anchor is not None:
                said.append(p["isnad:timeAnchor"] + n.typed(claim.time.anchor, "edtf:EDTF"))
        return [
            *said,
            p["isnad:rule"] + text(claim.rule),
            p["isnad:madeBy"] + rule,
            p["prov:wasGeneratedBy"] + self._part(b"extraction"),
            p["isnad:order"] + text(_order(claim)),
        ]

    def _event(self, event: Event) -> list[bytes]:
        p = self._predicates
        said = [p["isnad:trigger"] + self._passage(event.trigger), *(p["isnad:also"] + self._passage(s) for s in event.also)]
        for argument in event.args:
            fillers = self._claims if argument.role in vocabulary.event_roles() else self._entities
            said.append(p[f"isnad:{argument.role}"] + fillers[argument.ref])
        if event.charge:
            said.append(p["isnad:charge"] + self._passage(event.charge))
        return [*said, *(p["isnad:alleges"] + self._claims[claim] for claim in event.alleges)]

    def _relation(self, relation: Relation) -> list[bytes]:
        p, n = self._predicates, self._form
        said = [
            p["isnad:relation"] + n.objects[f"isnad:{relation.type}"],
            p["isnad:subject"] + self._entities[relation.subject],
            p["isnad:object"] + self._entities[relation.object],
        ]
        if relation.title is not None:
            said.append(p["isnad:title"] + n.arabic(relation.title))
        if relation.status is not None:
            said.append(p["isnad:status"] + n.objects[f"isnad:{relation.status}"])
        return said

    def _unread(self) -> Iterator[bytes]:
        p = self._predicates
        types = self._types("isnad:Unread", "oa:Annotation")
        for position, unread in enumerate(self._graph.unread):
            target, reason = p["oa:hasTarget"] + self._passage(unread.span), p["oa:bodyValue"] + text(unread.reason)
            said = [*types, target, reason, p["isnad:position"] + self._form.integer(position)]
            yield self._stated(self._part(b"unread-%d" % position), said)

    def _passages(self) -> Iterator[bytes]:
        """More than half of all statements."""
        p, words, types, start, end = self._predicates, self._graph.article.text, self._types, hole("start"), hole("end")
        passage, position, quotation = (self._part(b"%b=%b,%b" % (kind, start, end)) for kind in (b"char", b"position", b"quote"))
        before, after = self._form.offset
        selectors = p["oa:hasSelector"] + position, p["oa:hasSelector"] + quotation
        offsets = p["oa:start"] + before + start + after, p["oa:end"] + before + end + after
        pattern = self._pattern(
            (passage, [*types("oa:SpecificResource"), p["oa:hasSource"] + self._article, *selectors]),
            (position, [*types("oa:TextPositionSelector"), *offsets]),
            (quotation, [*types("oa:TextQuoteSelector"), p["oa:exact"] + b'"%b"' % hole("words")]),
        )
        found = sorted({(span.start, span.end) for span in self._graph.spans()})
        for a, z in found:
            yield pattern.filled(start=b"%d" % a, end=b"%d" % z, words=escaped(words[a:z]))
        self.number += pattern.number * len(found)


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
