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
from contextlib import suppress
from functools import cache, lru_cache
from itertools import chain
from math import isfinite
from operator import attrgetter
from typing import BinaryIO
from urllib.parse import quote

from pyoxigraph import Quad, RdfFormat, parse

from kg import rules
from kg.errors import GraphError, InputError
from kg.fold import key
from kg.graph import BASE, ArticleGraph, Event, Relation, Span
from loaders.notation import HEAD, Notation, Pattern, column, hole, notation, text
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
        out.writelines(written)
        between, number = form.between, number + statements
    out.write(form.footer)
    return number


def quads(graph: ArticleGraph) -> Iterator[Quad]:
    """One article graph, each quad once.

    Raises ``GraphError`` where the graph breaks a rule of its form or something in it cannot stand in RDF.
    """
    written, _ = _written(graph, notation("nquads"))
    yield from parse(b"".join(written), format=RdfFormat.N_QUADS)


def _written(graph: ArticleGraph, form: Notation) -> tuple[list[bytes], int]:
    """An article graph in parts, and how many statements it is; all is made before any of it is written."""
    graph.check()
    article = graph.article
    try:
        writer = _Writer(graph, form)
        return [*writer.written()], writer.number
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
        own = [entity.id for entity in graph.entities if entity.identifier is None]
        self._entities = dict(zip(own, self._nodes(graph.entity_iri(""), own), strict=True))
        self._entities |= {e.id: form.node(graph.entity_iri(e)) for e in graph.entities if e.identifier is not None}
        ids = [claim.id for claim in graph.claims]
        self._claims = dict(zip(ids, self._nodes(graph.claim_iri(""), ids), strict=True))
        if len({*self._entities.values(), *self._claims.values()}) < len(self._entities) + len(ids):
            _distinct(graph)
        words, self._others, self._mentioned = graph.article.text, [], []
        for entity in graph.entities:
            end = entity.id.encode() + form.close
            self._others.append({m.span.of(words) for m in entity.mentions if m.kind == "name"} - {entity.name})
            self._mentioned.append([b"%b#mention-%d-%b" % (self._head, number, end) for number in range(len(entity.mentions))])

    def written(self) -> Iterator[bytes]:
        return self._form.article(self._about(), self._said(), self._named)

    def _nodes(self, start: str, ids: Iterable[str]) -> list[bytes]:
        """Names that begin alike. Letters and digits can stand in any of them as they are; other ids are looked at first."""
        close = self._form.close
        head = self._form.node(f"{start}0").removesuffix(b"0" + close)
        return [head + id.encode() + close if id.isascii() and id.isalnum() else self._form.node(start + id) for id in ids]

    def _part(self, fragment: bytes) -> bytes:
        """A part of the article by a fragment that is one of ours; ids of others go through ``node``."""
        return b"%b#%b%b" % (self._head, fragment, self._form.close)

    def _passage(self, span: Span) -> bytes:
        """Named by the fragment of RFC 5147, whose character positions are the article graph's offsets."""
        return b"%b#char=%d,%d%b" % (self._head, span.start, span.end, self._form.close)

    def _types(self, *classes: str) -> tuple[bytes, ...]:
        return _types(self._form, classes)

    def _known(self, subject: bytes, statements: Sequence[bytes]) -> bytes:
        """A block of the default graph."""
        self.number += len(statements)
        return self._form.block(subject, statements, None)

    def _filled(self, name: str, columns: Mapping[str, Sequence[bytes]], more: Sequence[Sequence[bytes]] | None = None) -> Iterator[bytes]:
        """One of the patterns for rows of values, the first column being their subjects; ``more`` has further statements of each row."""
        pattern, subjects = _patterns(self._form)[name], next(iter(columns.values()))
        if not subjects:
            return
        self.number += pattern.number * len(subjects)
        if more is not None:
            self.number += sum(map(len, more))
            ends = [self._form.more(subject, said, self._named) if said else b"" for subject, said in zip(subjects, more, strict=True)]
            columns = {**columns, "more": ends}
        yield from pattern.filled(self._head, columns)

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
            _, node, does = _rule(n, rule)
            yield self._known(node, does)

    def _said(self) -> Iterator[bytes]:
        """Everything that the article says, for its named graph."""
        yield from self._things()
        yield from self._appearances()
        yield from self._mentions()
        yield from self._events()
        yield from self._relations()
        yield from self._unread()
        yield from self._passages()

    def _things(self) -> Iterator[bytes]:
        """What every article that tells of a shared entity may say of it."""
        p, n, entities, more = self._predicates, self._form, self._graph.entities, []
        for entity, others in zip(entities, self._others, strict=True):
            said = [p["skos:altLabel"] + n.arabic(other) for other in sorted(others)]
            if entity.identifier is not None:
                said.append(p["isnad:identifier"] + text(entity.identifier))
            for term, degrees in (("geo:lat", entity.latitude), ("geo:long", entity.longitude)):
                if degrees is not None:
                    if not isfinite(degrees):
                        raise GraphError(f"{entity.id} lies at {degrees} degrees, which is nowhere")
                    said.append(p[term] + n.typed(repr(degrees), "xsd:double"))
            more.append(said)
        columns = {
            "entity": [self._entities[entity.id] for entity in entities],
            "kind": [n.objects[entity.type] for entity in entities],
            "name": column([entity.name for entity in entities]),
        }
        yield from self._filled("things", columns, more)

    def _appearances(self) -> Iterator[bytes]:
        p, n, entities, more = self._predicates, self._form, self._graph.entities, []
        keys = [key(entity.name) for entity in entities]
        for entity, main, others, mentions in zip(entities, keys, self._others, self._mentioned, strict=True):
            said = [p["isnad:altKey"] + text(other) for other in sorted({*map(key, others)} - {main})]
            if entity.count:
                for term, count in zip(("isnad:countMin", "isnad:countMax"), entity.count, strict=True):
                    if count is not None:
                        said.append(p[term] + n.integer(count))
            more.append([*said, *[p["isnad:mention"] + mention for mention in mentions]])
        columns = {
            "appearance": self._nodes(f"{self._graph.article.iri}#entity-", [entity.id for entity in entities]),
            "entity": [self._entities[entity.id] for entity in entities],
            "id": column([entity.id for entity in entities]),
            "number": [b"%d" % number for number in range(len(entities))],
            "name": column([entity.name for entity in entities]),
            "key": column(keys),
            "unnamed": [n.yes if entity.unnamed else n.no for entity in entities],
        }
        yield from self._filled("appearances", columns, more)

    def _mentions(self) -> Iterator[bytes]:
        kinds = {"name": self._form.objects["isnad:NameMention"], "nominal": self._form.objects["isnad:NominalMention"]}
        found = [(entity, number, mention) for entity in self._graph.entities for number, mention in enumerate(entity.mentions)]
        columns = {
            "mention": [*chain.from_iterable(self._mentioned)],
            "kind": [kinds[mention.kind] for _, _, mention in found],
            "entity": [self._entities[entity.id] for entity, _, _ in found],
            "passage": [self._passage(mention.span) for _, _, mention in found],
            "number": [b"%d" % number for _, number, _ in found],
        }
        yield from self._filled("mentions", columns)

    def _events(self) -> Iterator[bytes]:
        events = self._graph.events
        columns = self._claim_columns(events) | {"trigger": [self._passage(event.trigger) for event in events]}
        yield from self._filled("events", columns, [[*self._times(event), *self._links(event)] for event in events])

    def _links(self, event: Event) -> dict[bytes, None]:
        """Each once: two arguments of one role may be the same."""
        p, of_events = self._predicates, vocabulary.event_roles()
        said = [p["isnad:also"] + self._passage(span) for span in event.also]
        said += [p[a.role] + (self._claims if a.role in of_events else self._entities)[a.ref] for a in event.args]
        if event.charge:
            said.append(p["isnad:charge"] + self._passage(event.charge))
        return dict.fromkeys([*said, *[p["isnad:alleges"] + self._claims[claim] for claim in event.alleges]])

    def _relations(self) -> Iterator[bytes]:
        p, n, relations, more = self._predicates, self._form, self._graph.relations, []
        ties: dict[tuple[bytes, bytes, bytes], None] = {}
        subjects, objects = ([self._entities[id] for id in ids] for ids in ([r.subject for r in relations], [r.object for r in relations]))
        for relation, subject, object in zip(relations, subjects, objects, strict=True):
            said = self._times(relation)
            if relation.title is not None:
                said.append(p["isnad:title"] + n.arabic(relation.title))
            if relation.status is not None:
                said.append(p["isnad:status"] + n.objects[relation.status])
            more.append(said)
            if relation.modality == "asserted" and not relation.disputed:
                ties[subject, n.objects[relation.type], object] = None
        columns = self._claim_columns(relations) | {"subject": subjects, "object": objects}
        yield from self._filled("relations", columns, more)
        yield from self._filled("ties", {name: [tie[place] for tie in ties] for place, name in enumerate(("subject", "tie", "object"))})

    def _times(self, claim: Event | Relation) -> list[bytes]:
        """Who says so and when it was, where the article tells."""
        said: list[bytes] = []
        if claim.according_to is None and claim.time is None:
            return said
        p, n = self._predicates, self._form
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
        return said

    def _claim_columns(self, claims: Sequence[Event | Relation]) -> dict[str, list[bytes]]:
        """What is said of every event and relation."""
        n, words, made = self._form, self._graph.article.text, [_rule(self._form, claim.rule) for claim in claims]
        return {
            "claim": [self._claims[claim.id] for claim in claims],
            "kind": [n.objects[claim.type] for claim in claims],
            "id": column([claim.id for claim in claims]),
            "number": [b"%d" % number for number in range(len(claims))],
            "quote": column([claim.evidence.of(words) for claim in claims]),
            "evidence": [self._passage(claim.evidence) for claim in claims],
            "modality": [n.objects[claim.modality] for claim in claims],
            "disputed": [n.yes if claim.disputed else n.no for claim in claims],
            "rule": [identifier for identifier, _, _ in made],
            "by": [node for _, node, _ in made],
            "order": column([_order(claim) for claim in claims]),
        }

    def _unread(self) -> Iterator[bytes]:
        unread = self._graph.unread
        columns = {
            "unread": [self._part(b"unread-%d" % position) for position in range(len(unread))],
            "passage": [self._passage(words.span) for words in unread],
            "reason": column([words.reason for words in unread]),
            "number": [b"%d" % position for position in range(len(unread))],
        }
        yield from self._filled("unread", columns)

    def _passages(self) -> Iterator[bytes]:
        """More than half of all statements."""
        words, found = self._graph.article.text, dict.fromkeys(map(attrgetter("start", "end"), self._graph.spans()))
        starts, ends = [b"%d" % a for a, _ in found], [b"%d" % z for _, z in found]
        columns = {
            "range": [a + b"," + z for a, z in zip(starts, ends, strict=True)],
            "start": starts,
            "end": ends,
            "words": column([words[a:z] for a, z in found]),
        }
        yield from self._filled("passages", columns)


@cache
def _patterns(form: Notation) -> Mapping[str, Pattern]:
    """What an article says, with holes for values, and for ``more`` at the ends of blocks."""
    p, o, (before, after), offset = form.predicates, form.objects, form.whole, form.offset

    def part(fragment: bytes) -> bytes:
        return HEAD + b"#" + fragment + form.close

    def quoted(name: str) -> bytes:
        return b'"%b"' % hole(name)

    def arabic(name: str) -> bytes:
        return form.arab[0] + hole(name) + form.arab[1]

    def pattern(*blocks: tuple[bytes, Sequence[bytes]]) -> Pattern:
        return Pattern([form.block(*block, part(b"graph")) for block in blocks], sum(len(said) for _, said in blocks), form.beside)

    article, number = HEAD + form.close, p["isnad:position"] + before + hole("number") + after
    passage, position, quotation = (part(b"%b=%b" % (kind, hole("range"))) for kind in (b"char", b"position", b"quote"))
    claim = [
        p["isnad:statedIn"] + article,
        p["isnad:localId"] + quoted("id"),
        number,
        p["isnad:quote"] + arabic("quote"),
        p["isnad:evidence"] + hole("evidence"),
        p["isnad:modality"] + hole("modality"),
        p["isnad:disputed"] + hole("disputed"),
        p["isnad:rule"] + hole("rule"),
        p["isnad:madeBy"] + hole("by"),
        p["prov:wasGeneratedBy"] + part(b"extraction"),
        p["isnad:order"] + quoted("order") + hole("more"),
    ]
    appearance = [
        *_types(form, ("isnad:Appearance",)),
        p["isnad:appearanceOf"] + hole("entity"),
        p["isnad:appearsIn"] + article,
        p["isnad:localId"] + quoted("id"),
        number,
        p["isnad:name"] + arabic("name"),
        p["isnad:key"] + quoted("key"),
        p["isnad:unnamed"] + hole("unnamed") + hole("more"),
    ]
    mention = [
        p["rdf:type"] + hole("kind"),
        *_types(form, ("oa:Annotation",)),
        p["oa:motivatedBy"] + o["oa:identifying"],
        p["oa:hasBody"] + hole("entity"),
        p["oa:hasTarget"] + hole("passage"),
        number,
    ]
    unread = [
        *_types(form, ("isnad:Unread", "oa:Annotation")),
        p["oa:hasTarget"] + hole("passage"),
        p["oa:bodyValue"] + quoted("reason"),
        number,
    ]
    event = p["rdf:type"] + hole("kind"), *_types(form, ("isnad:Event", "sem:Event")), p["isnad:trigger"] + hole("trigger")
    ends = p["isnad:subject"] + hole("subject"), p["isnad:object"] + hole("object")
    relation = *_types(form, ("isnad:Relation",)), p["isnad:relation"] + hole("kind"), *ends
    selectors = p["oa:hasSelector"] + position, p["oa:hasSelector"] + quotation
    offsets = (p[term] + offset[0] + hole(name) + offset[1] for term, name in (("oa:start", "start"), ("oa:end", "end")))
    return {
        "things": pattern((hole("entity"), [p["rdf:type"] + hole("kind"), p["rdfs:label"] + arabic("name") + hole("more")])),
        "appearances": pattern((hole("appearance"), appearance)),
        "mentions": pattern((hole("mention"), mention)),
        "events": pattern((hole("claim"), [*event, *claim])),
        "relations": pattern((hole("claim"), [*relation, *claim])),
        "ties": pattern((hole("subject"), [hole("tie") + b" " + hole("object")])),
        "unread": pattern((hole("unread"), unread)),
        "passages": pattern(
            (passage, [*_types(form, ("oa:SpecificResource",)), p["oa:hasSource"] + article, *selectors]),
            (position, [*_types(form, ("oa:TextPositionSelector",)), *offsets]),
            (quotation, [*_types(form, ("oa:TextQuoteSelector",)), p["oa:exact"] + quoted("words")]),
        ),
    }


@cache
def _types(form: Notation, classes: Sequence[str]) -> tuple[bytes, ...]:
    """Statements of what something is."""
    return tuple(form.predicates["rdf:type"] + form.objects[name] for name in classes)


@lru_cache(1024)
def _rule(form: Notation, name: str) -> tuple[bytes, bytes, Sequence[bytes]]:
    """Its identifier, its node, and what is said of it; what it does is known of rules of ours, not of those of another extractor."""
    identifier, node = text(name), form.node(f"{BASE}rule/{quote(name, safe='/')}")
    said = [*_types(form, ("isnad:Rule", "prov:Plan")), form.predicates["dcterms:identifier"] + identifier]
    with suppress(KeyError):
        said.append(form.predicates["rdfs:label"] + form.english(rules.describe(name)))
    return identifier, node, said


def _order(claim: Event | Relation) -> str:
    """What a set of triples forgets: the order of a claim's links, and which of two appearances of one entity is meant."""
    if isinstance(claim, Event):
        links = [f"{a.role}={a.ref}" for a in claim.args]
        links += [f"also={s.start},{s.end}" for s in claim.also] + [f"alleges={ref}" for ref in claim.alleges]
    else:
        links = [f"subject={claim.subject}", f"object={claim.object}"]
    if claim.according_to is not None:
        links.append(f"accordingTo={claim.according_to}")
    return " ".join(links)
