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

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import isfinite
from typing import BinaryIO
from urllib.parse import quote

from pyoxigraph import Quad, RdfFormat, parse

from kg import rules
from kg.errors import GraphError, InputError
from kg.fold import key
from kg.graph import BASE, ArticleGraph, Entity, Event, Relation, Span
from loaders.notation import Block, Notation, escaped, notation, text
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
    out.write(form.header.encode())
    for graph in graphs:
        written, statements = _written(graph, form)
        out.write(between + written)
        between, number = form.between.encode(), number + statements
    out.write(form.footer.encode())
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
        about, said = list(writer.about()), list(writer.said())
        written = b"".join(form.article(about, said, writer.part("graph")))
        return written, sum(len(statements) for _, statements in about + said)
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

    def __init__(self, graph: ArticleGraph, form: Notation) -> None:
        self._graph, self._form, self._terms = graph, form, form.terms
        self._article = form.node(graph.article.iri)
        self._head = self._article.removesuffix(form.close)
        self._entities = {entity.id: form.node(graph.entity_iri(entity)) for entity in graph.entities}
        self._claims = {claim.id: form.node(graph.claim_iri(claim)) for claim in graph.claims}

    def part(self, fragment: str) -> str:
        """A part of the article by a fragment that is one of ours; ids of others go through ``node``."""
        return f"{self._head}#{fragment}{self._form.close}"

    def _passage(self, span: Span) -> str:
        """Named by the fragment of RFC 5147, whose character positions are the article graph's offsets."""
        return f"{self._head}#char={span.start},{span.end}{self._form.close}"

    def _types(self, *classes: str) -> list[str]:
        return [f"{self._terms['rdf:type']} {self._form.reference(name)}" for name in classes]

    def about(self) -> Iterator[Block]:
        """The article, its extraction and the rules, for the default graph."""
        t, n, article = self._terms, self._form, self._graph.article
        said = [*self._types("isnad:Article", "prov:Entity"), f"{t['isnad:sha256']} {text(article.sha256)}"]
        for given, term, value in (
            (article.doc, "dcterms:identifier", text(article.doc)),
            (article.title, "dcterms:title", self._form.arabic(article.title or "")),
            (article.published, "dcterms:issued", n.typed(article.published or "", "edtf:EDTF")),
            (article.outlet, "dc:publisher", text(article.outlet or "")),
            (article.author, "dc:creator", text(article.author or "")),
            (article.url, "schema:url", n.typed(article.url or "", "xsd:anyURI")),
        ):
            if given:
                said.append(f"{t[term]} {value}")
        yield self._article, [*said, f"{t['isnad:text']} {text(article.text)}"]
        reading = self.part("extraction")
        derived = f"{t['prov:wasDerivedFrom']} {self._article}", f"{t['prov:wasGeneratedBy']} {reading}"
        yield self.part("graph"), [*self._types("isnad:ArticleGraph", "prov:Entity"), *derived]
        said = [*self._types("isnad:Extraction", "prov:Activity"), f"{t['prov:used']} {self._article}"]
        if not self._graph.extractor:
            yield reading, said
        else:
            program = text(self._graph.extractor)
            agent = n.node(f"{BASE}extractor/{quote(self._graph.extractor, safe='')}")
            yield reading, [*said, f"{t['isnad:extractor']} {program}", f"{t['prov:wasAssociatedWith']} {agent}"]
            yield agent, self._types("prov:SoftwareAgent")
        for rule in sorted({claim.rule for claim in self._graph.claims}):
            said = [*self._types("isnad:Rule", "prov:Plan"), f"{t['dcterms:identifier']} {text(rule)}"]
            if (does := _description(rule)) is not None:
                said.append(f"{t['rdfs:label']} {self._form.english(does)}")
            yield self._rule(rule), said

    def _rule(self, name: str) -> str:
        text(name)  # which refuses what cannot be written
        return self._form.node(f"{BASE}rule/{quote(name, safe='/')}")

    def said(self) -> Iterator[Block]:
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
        t, words = self._terms, self._graph.article.text
        said = [*self._types(f"isnad:{entity.type}"), f"{t['rdfs:label']} {self._form.arabic(entity.name)}"]
        for other in sorted({m.span.of(words) for m in entity.mentions if m.kind == "name"} - {entity.name}):
            said.append(f"{t['skos:altLabel']} {self._form.arabic(other)}")
        if entity.identifier is not None:
            said.append(f"{t['isnad:identifier']} {text(entity.identifier)}")
        for term, degrees in (("geo:lat", entity.latitude), ("geo:long", entity.longitude)):
            if degrees is not None:
                if not isfinite(degrees):
                    raise GraphError(f"{entity.id} lies at {degrees} degrees, which is nowhere")
                said.append(f"{t[term]} {self._form.typed(repr(degrees), 'xsd:double')}")
        return said

    def _appearance(self, entity: Entity, position: int) -> Iterator[Block]:
        t, n, article = self._terms, self._form, self._graph.article
        appearance = n.node(f"{article.iri}#entity-{entity.id}")
        before = appearance.partition("#")[0]
        mentions = [f"{before}#mention-{number}-{entity.id}{n.close}" for number in range(len(entity.mentions))]
        main = key(entity.name)
        said = [
            *self._types("isnad:Appearance"),
            f"{t['isnad:appearanceOf']} {self._entities[entity.id]}",
            f"{t['isnad:appearsIn']} {self._article}",
            f"{t['isnad:localId']} {text(entity.id)}",
            f"{t['isnad:position']} {n.integer(position)}",
            f"{t['isnad:name']} {self._form.arabic(entity.name)}",
            f"{t['isnad:key']} {text(main)}",
            f"{t['isnad:unnamed']} {n.boolean(entity.unnamed)}",
        ]
        for other in sorted({key(m.span.of(article.text)) for m in entity.mentions if m.kind == "name"} - {main}):
            said.append(f"{t['isnad:altKey']} {text(other)}")
        if entity.count:
            for term, count in zip(("isnad:countMin", "isnad:countMax"), entity.count, strict=True):
                if count is not None:
                    said.append(f"{t[term]} {n.integer(count)}")
        yield appearance, [*said, *(f"{t['isnad:mention']} {mention}" for mention in mentions)]
        kinds = {kind: self._types(f"isnad:{kind.capitalize()}Mention", "oa:Annotation") for kind in {m.kind for m in entity.mentions}}
        same = [f"{t['oa:motivatedBy']} {n.reference('oa:identifying')}", f"{t['oa:hasBody']} {self._entities[entity.id]}"]
        target, place = t["oa:hasTarget"], t["isnad:position"]
        for number, given in enumerate(entity.mentions):
            own = f"{target} {self._passage(given.span)}", f"{place} {n.integer(number)}"
            yield mentions[number], [*kinds[given.kind], *same, *own]

    def _stance(self, claim: Event | Relation, position: int, rule: str) -> list[str]:
        t, n = self._terms, self._form
        said = [
            f"{t['isnad:statedIn']} {self._article}",
            f"{t['isnad:localId']} {text(claim.id)}",
            f"{t['isnad:position']} {n.integer(position)}",
            f"{t['isnad:quote']} {self._form.arabic(self._graph.quote(claim))}",
            f"{t['isnad:evidence']} {self._passage(claim.evidence)}",
            f"{t['isnad:modality']} {n.reference(f'isnad:{claim.modality}')}",
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
            f"{t['isnad:rule']} {text(claim.rule)}",
            f"{t['isnad:madeBy']} {rule}",
            f"{t['prov:wasGeneratedBy']} {self.part('extraction')}",
            f"{t['isnad:order']} {text(_order(claim))}",
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
        t, n = self._terms, self._form
        said = [
            f"{t['isnad:relation']} {n.reference(f'isnad:{relation.type}')}",
            f"{t['isnad:subject']} {self._entities[relation.subject]}",
            f"{t['isnad:object']} {self._entities[relation.object]}",
        ]
        if relation.title is not None:
            said.append(f"{t['isnad:title']} {self._form.arabic(relation.title)}")
        if relation.status is not None:
            said.append(f"{t['isnad:status']} {n.reference(f'isnad:{relation.status}')}")
        return said

    def _unread(self) -> Iterator[Block]:
        t = self._terms
        types = self._types("isnad:Unread", "oa:Annotation")
        for position, unread in enumerate(self._graph.unread):
            target, reason = f"{t['oa:hasTarget']} {self._passage(unread.span)}", f"{t['oa:bodyValue']} {text(unread.reason)}"
            yield self.part(f"unread-{position}"), [*types, target, reason, f"{t['isnad:position']} {self._form.integer(position)}"]

    def _passages(self) -> Iterator[Block]:
        """More than half of all statements, so what is the same in each is made once."""
        t, n, head, words = self._terms, self._form, self._head, self._graph.article.text
        passage = [*self._types("oa:SpecificResource"), f"{t['oa:hasSource']} {self._article}"]
        offsets, quoted = self._types("oa:TextPositionSelector")[0], self._types("oa:TextQuoteSelector")[0]
        selector, exact, close, (before, after) = t["oa:hasSelector"], t["oa:exact"], n.close, n.offset
        start, end = f"{t['oa:start']} {before}", f"{t['oa:end']} {before}"
        for a, z in sorted({(span.start, span.end) for span in self._graph.spans()}):
            position, quotation = f"{head}#position={a},{z}{close}", f"{head}#quote={a},{z}{close}"
            yield f"{head}#char={a},{z}{close}", [*passage, f"{selector} {position}", f"{selector} {quotation}"]
            yield position, [offsets, f"{start}{a}{after}", f"{end}{z}{after}"]
            yield quotation, [quoted, f'{exact} "{escaped(words[a:z])}"']


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
