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
grow with their number.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from io import BytesIO
from math import isfinite
from typing import BinaryIO
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg import rules
from kg.errors import GraphError, InputError
from kg.fold import key
from kg.graph import BASE, Article, ArticleGraph, Entity, Event, Relation, Span
from loaders import jsonld
from loaders.rows import days
from ontology import vocabulary
from ontology.context import PREFIXES
from ontology.vocabulary import UnknownTermError

FORMATS = {"turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
# Turtle and TriG name the things of the data relative to a base, since they would have to escape the slash after a prefix.
_TURTLE_PREFIXES = {prefix: namespace for prefix, namespace in PREFIXES.items() if namespace != BASE}

_Triples = Iterator[Triple]


def write(graphs: Iterable[ArticleGraph], format: str, out: BinaryIO) -> None:
    """Writes in one of ``FORMATS``, as the graphs come. Raises ``InputError`` for another format, ``GraphError`` as ``quads``."""
    if format not in FORMATS:
        raise InputError(f'no RDF format is called "{format}"; there are {", ".join(FORMATS)}')
    if format == "jsonld":
        jsonld.write(map(quads, graphs), out)
        return
    prefixes = {} if format == "nquads" else _TURTLE_PREFIXES
    header = [f"@base <{BASE}> .\n"] if prefixes else []
    header += [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items()]
    out.write("".join(header).encode())
    for graph in graphs:
        part = BytesIO()
        statements = [quad.triple for quad in quads(graph)] if format == "turtle" else list(quads(graph))
        serialize(statements, part, FORMATS[format], prefixes=prefixes, base_iri=BASE)
        # Each part comes with a header of its own, of as many lines.
        out.write(part.getvalue().split(b"\n", len(header))[-1])


def quads(graph: ArticleGraph) -> Iterator[Quad]:
    """One article graph, each quad once.

    Raises ``GraphError`` where the graph breaks a rule of its form or something in it cannot stand in RDF.
    """
    graph.check()
    article = graph.article
    try:
        _distinct(graph)
        about = dict.fromkeys(_provenance(graph))
        said = dict.fromkeys((*_entities(graph), *_claims(graph), *_unread(graph), *_passages(graph)))
        name = _part(article, "graph")
    except (GraphError, UnknownTermError) as error:
        raise GraphError(f"article {article.doc or article.id}: {error}") from error
    for triple in about:
        yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
    for triple in said:
        yield Quad(triple.subject, triple.predicate, triple.object, name)


def _distinct(graph: ArticleGraph) -> None:
    """Two things with one IRI could not be told apart again; an odd identifier may bring that about."""
    known: dict[str, str] = {}
    for iri, id in [(graph.entity_iri(e), e.id) for e in graph.entities] + [(graph.claim_iri(c), c.id) for c in graph.claims]:
        if (other := known.setdefault(iri, id)) != id:
            raise GraphError(f"{other} and {id} would both be {iri}; give one of them another id or identifier")


def _provenance(graph: ArticleGraph) -> _Triples:
    article = graph.article
    node, name, reading = _node(article.iri), _part(article, "graph"), _part(article, "extraction")
    yield from _types(node, "isnad:Article", "prov:Entity")
    yield Triple(node, _term("isnad:sha256"), Literal(article.sha256))
    for term, value in (
        ("dcterms:identifier", _text(article.doc)),
        ("dcterms:title", _arabic(article.title or "")),
        ("dcterms:issued", _typed(article.published or "", "edtf:EDTF")),
        ("dc:publisher", _text(article.outlet or "")),
        ("dc:creator", _text(article.author or "")),
        ("schema:url", _typed(article.url or "", "xsd:anyURI")),
    ):
        if value.value:
            yield Triple(node, _term(term), value)
    yield Triple(node, _term("isnad:text"), _text(article.text))
    yield from _types(name, "isnad:ArticleGraph", "prov:Entity")
    yield Triple(name, _term("prov:wasDerivedFrom"), node)
    yield Triple(name, _term("prov:wasGeneratedBy"), reading)
    yield from _types(reading, "isnad:Extraction", "prov:Activity")
    yield Triple(reading, _term("prov:used"), node)
    if graph.extractor:
        program = _text(graph.extractor)
        agent = _node(f"{BASE}extractor/{quote(program.value, safe='')}")
        yield Triple(reading, _term("isnad:extractor"), program)
        yield Triple(reading, _term("prov:wasAssociatedWith"), agent)
        yield from _types(agent, "prov:SoftwareAgent")
    for rule in sorted({claim.rule for claim in graph.claims}):
        plan = _rule(rule)
        yield from _types(plan, "isnad:Rule", "prov:Plan")
        yield Triple(plan, _term("dcterms:identifier"), _text(rule))
        if (does := _description(rule)) is not None:
            yield Triple(plan, _term("rdfs:label"), Literal(does, language="en"))


def _rule(name: str) -> NamedNode:
    return _node(f"{BASE}rule/{quote(_text(name).value, safe='/')}")


@lru_cache(1024)
def _description(rule: str) -> str | None:
    """What a rule of ours does; None for those of another extractor."""
    try:
        return rules.describe(rule)
    except KeyError:
        return None


def _entities(graph: ArticleGraph) -> _Triples:
    text = graph.article.text
    for position, entity in enumerate(graph.entities):
        node = _node(graph.entity_iri(entity))
        yield from _types(node, f"isnad:{entity.type}")
        yield Triple(node, _term("rdfs:label"), _arabic(entity.name))
        for other in sorted({m.span.of(text) for m in entity.mentions if m.kind == "name"} - {entity.name}):
            yield Triple(node, _term("skos:altLabel"), _arabic(other))
        if entity.identifier is not None:
            yield Triple(node, _term("isnad:identifier"), _text(entity.identifier))
        for term, degrees in (("geo:lat", entity.latitude), ("geo:long", entity.longitude)):
            if degrees is not None:
                if not isfinite(degrees):
                    raise GraphError(f"{entity.id} lies at {degrees} degrees, which is nowhere")
                yield Triple(node, _term(term), _typed(repr(degrees), "xsd:double"))
        yield from _appearance(graph, entity, node, position)


def _appearance(graph: ArticleGraph, entity: Entity, node: NamedNode, position: int) -> _Triples:
    article = graph.article
    appearance = _part(article, f"entity-{entity.id}")
    mentions = [(_part(article, f"mention-{number}-{entity.id}"), mention) for number, mention in enumerate(entity.mentions)]
    yield from _types(appearance, "isnad:Appearance")
    yield Triple(appearance, _term("isnad:appearanceOf"), node)
    yield Triple(appearance, _term("isnad:appearsIn"), _node(article.iri))
    yield Triple(appearance, _term("isnad:localId"), _text(entity.id))
    yield Triple(appearance, _term("isnad:position"), Literal(position))
    yield Triple(appearance, _term("isnad:name"), _arabic(entity.name))
    main = key(entity.name)
    yield Triple(appearance, _term("isnad:key"), _text(main))
    for other in sorted({key(m.span.of(article.text)) for m in entity.mentions if m.kind == "name"} - {main}):
        yield Triple(appearance, _term("isnad:altKey"), _text(other))
    yield Triple(appearance, _term("isnad:unnamed"), Literal(entity.unnamed))
    if entity.count:
        for term, count in zip(("isnad:countMin", "isnad:countMax"), entity.count, strict=True):
            if count is not None:
                yield Triple(appearance, _term(term), Literal(count))
    for mention, _ in mentions:
        yield Triple(appearance, _term("isnad:mention"), mention)
    for number, (mention, given) in enumerate(mentions):
        yield from _types(mention, f"isnad:{given.kind.capitalize()}Mention", "oa:Annotation")
        yield Triple(mention, _term("oa:motivatedBy"), _term("oa:identifying"))
        yield Triple(mention, _term("oa:hasBody"), node)
        yield Triple(mention, _term("oa:hasTarget"), _passage(article, given.span))
        yield Triple(mention, _term("isnad:position"), Literal(number))


def _claims(graph: ArticleGraph) -> _Triples:
    entities = {entity.id: _node(graph.entity_iri(entity)) for entity in graph.entities}
    for position, event in enumerate(graph.events):
        node = _node(graph.claim_iri(event))
        yield from _types(node, f"isnad:{event.type}", "isnad:Event", "sem:Event")
        yield from _stance(graph, event, position, entities)
        yield from _event(graph, event, node, entities)
    for position, relation in enumerate(graph.relations):
        node = _node(graph.claim_iri(relation))
        yield from _types(node, "isnad:Relation")
        yield from _stance(graph, relation, position, entities)
        yield from _relation(relation, node, entities[relation.subject], entities[relation.object])


def _stance(graph: ArticleGraph, claim: Event | Relation, position: int, entities: dict[str, NamedNode]) -> _Triples:
    article = graph.article
    node = _node(graph.claim_iri(claim))
    yield Triple(node, _term("isnad:statedIn"), _node(article.iri))
    yield Triple(node, _term("isnad:localId"), _text(claim.id))
    yield Triple(node, _term("isnad:position"), Literal(position))
    yield Triple(node, _term("isnad:quote"), _arabic(graph.quote(claim)))
    yield Triple(node, _term("isnad:evidence"), _passage(article, claim.evidence))
    yield Triple(node, _term("isnad:modality"), _term(f"isnad:{claim.modality}"))
    yield Triple(node, _term("isnad:disputed"), Literal(claim.disputed))
    if claim.according_to is not None:
        yield Triple(node, _term("isnad:accordingTo"), entities[claim.according_to])
    if claim.time:
        yield Triple(node, _term("isnad:timeWords"), _passage(article, claim.time.span))
        if claim.time.value is not None:
            yield Triple(node, _term("isnad:time"), _typed(claim.time.value, "edtf:EDTF"))
            for term, day in zip(("isnad:earliest", "isnad:latest"), days(claim.time.value), strict=True):
                if day is not None:
                    yield Triple(node, _term(term), _typed(day, "xsd:date"))
        if claim.time.anchor is not None:
            yield Triple(node, _term("isnad:timeAnchor"), _typed(claim.time.anchor, "edtf:EDTF"))
    yield Triple(node, _term("isnad:rule"), _text(claim.rule))
    yield Triple(node, _term("isnad:madeBy"), _rule(claim.rule))
    yield Triple(node, _term("prov:wasGeneratedBy"), _part(article, "extraction"))
    yield Triple(node, _term("isnad:order"), _text(_order(claim)))


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


def _event(graph: ArticleGraph, event: Event, node: NamedNode, entities: dict[str, NamedNode]) -> _Triples:
    article = graph.article
    yield Triple(node, _term("isnad:trigger"), _passage(article, event.trigger))
    for span in event.also:
        yield Triple(node, _term("isnad:also"), _passage(article, span))
    for argument in event.args:
        is_event = argument.role in vocabulary.event_roles()
        filler = _node(graph.claim_iri(argument.ref)) if is_event else entities[argument.ref]
        yield Triple(node, _term(f"isnad:{argument.role}"), filler)
    if event.charge:
        yield Triple(node, _term("isnad:charge"), _passage(article, event.charge))
    for claim in event.alleges:
        yield Triple(node, _term("isnad:alleges"), _node(graph.claim_iri(claim)))


def _relation(relation: Relation, node: NamedNode, subject: NamedNode, object: NamedNode) -> _Triples:
    tie = _term(f"isnad:{relation.type}")
    yield Triple(node, _term("isnad:relation"), tie)
    yield Triple(node, _term("isnad:subject"), subject)
    yield Triple(node, _term("isnad:object"), object)
    if relation.title is not None:
        yield Triple(node, _term("isnad:title"), _arabic(relation.title))
    if relation.status is not None:
        yield Triple(node, _term("isnad:status"), _term(f"isnad:{relation.status}"))
    if relation.modality == "asserted" and not relation.disputed:
        yield Triple(subject, tie, object)


def _unread(graph: ArticleGraph) -> _Triples:
    for position, unread in enumerate(graph.unread):
        node = _part(graph.article, f"unread-{position}")
        yield from _types(node, "isnad:Unread", "oa:Annotation")
        yield Triple(node, _term("oa:hasTarget"), _passage(graph.article, unread.span))
        yield Triple(node, _term("oa:bodyValue"), _text(unread.reason))
        yield Triple(node, _term("isnad:position"), Literal(position))


def _passages(graph: ArticleGraph) -> _Triples:
    article = graph.article
    for span in sorted(set(graph.spans())):
        node = _passage(article, span)
        offsets, words = (_part(article, f"{kind}={span.start},{span.end}") for kind in ("position", "quote"))
        yield from _types(node, "oa:SpecificResource")
        yield Triple(node, _term("oa:hasSource"), _node(article.iri))
        yield Triple(node, _term("oa:hasSelector"), offsets)
        yield Triple(node, _term("oa:hasSelector"), words)
        yield from _types(offsets, "oa:TextPositionSelector")
        yield Triple(offsets, _term("oa:start"), _typed(str(span.start), "xsd:nonNegativeInteger"))
        yield Triple(offsets, _term("oa:end"), _typed(str(span.end), "xsd:nonNegativeInteger"))
        yield from _types(words, "oa:TextQuoteSelector")
        yield Triple(words, _term("oa:exact"), _text(span.of(article.text)))


def _passage(article: Article, span: Span) -> NamedNode:
    """Named by the fragment of RFC 5147, whose character positions are the article graph's offsets."""
    return _part(article, f"char={span.start},{span.end}")


def _part(article: Article, fragment: str) -> NamedNode:
    return _node(f"{article.iri}#{fragment}")


def _types(node: NamedNode, *classes: str) -> _Triples:
    for name in classes:
        yield Triple(node, _term("rdf:type"), _term(name))


@cache
def _term(name: str) -> NamedNode:
    """A term of a vocabulary by its prefixed name; ``UnknownTermError`` for one of ours that the ontology lacks."""
    prefix, _, local = name.partition(":")
    return NamedNode(vocabulary.iri(local) if prefix == "isnad" else PREFIXES[prefix] + local)


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise GraphError(f"{iri!r} is no IRI ({error}); ids and identifiers are letters, digits and - _ . / only") from error


def _text(value: str) -> Literal:
    try:
        return Literal(value)
    except ValueError as error:
        at = next(i for i, char in enumerate(value) if "\ud800" <= char <= "\udfff")
        raise GraphError(f"character {at} of {value[:20]!a} is half of a surrogate pair, which RDF cannot hold: repair it") from error


def _arabic(value: str) -> Literal:
    return Literal(_text(value).value, language="ar")


def _typed(value: str, datatype: str) -> Literal:
    return Literal(_text(value).value, datatype=_term(datatype))
