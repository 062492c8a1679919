"""What is wrong with article graphs in RDF, in plain words: the SHACL shapes of ``ontology.shapes``, article by article.

Scope. An article is checked with what its named graph says and what the default graph says of it, so memory does not grow with their
number; only a file whose statements are not together by article is held whole. Turtle has no named graphs: the plain ties of entities
that several articles share are not checked there. That a graph has these shapes does not make it true; that it has them is what the
rest of the program relies on. ``loaders.reader`` is stricter: it takes only what we wrote.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, BinaryIO, cast

from pyoxigraph import Literal as PlainLiteral
from pyoxigraph import NamedNode, Quad

from kg.errors import GraphError, InputError
from kg.graph import BASE
from loaders import reader
from ontology import vocabulary
from ontology.context import PREFIXES, shortened

FORMATS = ("turtle", *reader.FORMATS)
SUFFIXES = {".ttl": "turtle", **reader.SUFFIXES}

_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. ``about`` is what it is wrong with (``claim r1``), ``quote`` the words that stand there, from ``start``
    to ``end``: code points of the article's text, end-exclusive, None where it has no place. ``value`` is what is wrong with it."""

    article: str
    start: int | None
    end: int | None
    about: str
    message: str
    quote: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        quote = f" “{_cut(self.quote)}”" if self.quote else ""
        place = f" ({self.start}:{self.end})" if self.start is not None else ""
        value = f": {_cut(self.value)}" if self.value else ""
        return f"article {self.article}: {self.about}{quote}{place}: {self.message}{value}"

    def json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def broken(error: GraphError, name: str, line: int) -> Finding:
    """An article graph, on a line of the file ``name``, that is none or breaks its form, as a finding."""
    told = str(error).removeprefix(f"{name}:{line}: ")
    article, _, message = told.removeprefix("article ").partition(": ") if told.startswith("article ") else ("?", "", told)
    return Finding(article, None, None, f"line {line}", message)


def articles(stream: BinaryIO, name: str, format: str) -> Iterator[list[Quad]]:
    """All statements of each article of a file that can be read twice, with those of the rules and entities that it shares with others.

    Raises ``InputError`` where the file is no RDF of that format (one of ``FORMATS``), or no article is in it.
    """
    shared: dict[str, list[Quad]] = {}
    seen: set[str] = set()
    last, scattered = "", False
    for article, run in reader.parts(reader.statements(stream, name, format)):
        if not article:
            for quad in run:
                shared.setdefault(str(quad.subject), []).append(quad)
        elif article != last:
            scattered |= article in seen
            seen.add(article)
            last = article
    if not seen:
        raise InputError(f"{name}: no article is in it; `kg export` writes them")
    stream.seek(0)
    runs = (part for part in reader.parts(reader.statements(stream, name, format)) if part[0])
    for quads in _gathered(runs) if scattered else _joined(runs):
        yield quads + [quad for term in {str(quad.object) for quad in quads} & shared.keys() for quad in shared[term] if not _is_tie(quad)]


def _joined(runs: Iterable[tuple[str, list[Quad]]]) -> Iterator[list[Quad]]:
    last, held = "", list[Quad]()
    for article, run in runs:
        if article != last and held:
            yield held
            held = []
        held.extend(run)
        last = article
    yield held


def _gathered(runs: Iterable[tuple[str, list[Quad]]]) -> Iterable[list[Quad]]:
    found: dict[str, list[Quad]] = {}
    for article, run in runs:
        found.setdefault(article, []).extend(run)
    return found.values()


def _is_tie(quad: Quad) -> bool:
    return quad.predicate.value.removeprefix(vocabulary.NAMESPACE) in vocabulary.relations()


def check(quads: Iterable[Quad]) -> list[Finding]:
    """What is wrong with the statements of one article, by place."""
    import pyshacl
    from rdflib import RDF, SH, Graph

    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # a value that is none of its type is a finding, and not a warning
    data = Graph(bind_namespaces="none")
    for quad in quads:
        data.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    well, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True)
    if well:
        return []
    found = cast(Graph, report)
    words = _Words(data)
    return sorted(
        {
            words.finding(found.value(result, SH.focusNode), found.value(result, SH.resultMessage), found.value(result, SH.value))
            for result in found.subjects(RDF.type, SH.ValidationResult)
        },
        key=lambda f: (f.start is None, f.start or 0, f.end or 0, f.about, f.message, f.value or ""),
    )


@cache
def _shapes() -> Any:
    from ontology.shapes import shapes

    return shapes()


def _node(term: Any) -> Any:
    """The same term for rdflib, whose parsers take hours over a name of a million letters."""
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, PlainLiteral):
        return Literal(term.value, lang=term.language, datatype=None if term.language else URIRef(term.datatype.value))
    return BNode(str(term))


class _Words:
    """Says what nodes of an article's graph are to a reader."""

    def __init__(self, data: Any) -> None:
        from rdflib import URIRef

        self._data, self._iri = data, URIRef

    def _term(self, name: str) -> Any:
        prefix, _, local = name.rpartition(":")
        return self._iri((PREFIXES[prefix] if prefix else vocabulary.NAMESPACE) + local)

    def _get(self, node: Any, term: str) -> Any:
        return self._data.value(node, self._term(term), any=True)

    def finding(self, focus: Any, message: Any, value: Any) -> Finding:
        article = next(iter(self._data.subjects(self._term("text"))), None)
        called = self._get(article, "dcterms:identifier") if article is not None else None
        if focus == article and value is not None and str(value).startswith(BASE):  # asked of the article, found in a part of it
            focus, value = value, None
        start, end = self._place(focus)
        return Finding(
            article=str(called or article or focus).removeprefix(f"{BASE}article/").partition("#")[0],
            start=start,
            end=end,
            about=self._name(focus),
            message=str(message),
            quote=self._quote(focus),
            value=self._ends(focus) if value == focus else self._said(value),
        )

    def _name(self, node: Any) -> str:
        for term, name in (("quote", "claim"), ("statedIn", "claim"), ("appearanceOf", "entity")):
            if self._get(node, term) is not None:
                return f"{name} {self._get(node, 'localId') or shortened(str(node))}"
        if (appearance := self._data.value(predicate=self._term("appearanceOf"), object=node)) is not None:
            return f"entity {self._get(appearance, 'localId')}"
        iri, _, fragment = str(node).partition("#")
        if iri.startswith(f"{BASE}article/"):
            kind = fragment.partition("=")[0]
            return "passage" if kind in ("char", "position", "quote") else fragment.replace("-", " ") or "the text"
        return shortened(str(node))

    def _place(self, node: Any) -> tuple[int | None, int | None]:
        for term in ("evidence", "oa:hasTarget"):
            node = self._get(node, term) or node
        offsets = str(node).partition("#")[2].partition("=")[2]
        start, _, end = offsets.partition(",")
        return (int(start), int(end)) if start.isdecimal() and end.isdecimal() else (None, None)

    def _quote(self, node: Any) -> str | None:
        for term in ("quote", "name", "rdfs:label"):
            if (words := self._get(node, term)) is not None:
                return str(words)
        article, _, _ = str(node).partition("#")
        start, end = self._place(node)
        words = self._get(self._iri(f"{article}#quote={start},{end}"), "oa:exact")
        return None if words is None else str(words)

    def _ends(self, claim: Any) -> str | None:
        ends = [self._said(self._get(claim, end)) for end in ("subject", "object")]
        return f"from {ends[0]} to {ends[1]}" if all(ends) else None

    def _said(self, value: Any) -> str | None:
        """A value, an entity by its name and type."""
        if value is None:
            return None
        if (label := self._get(value, "rdfs:label")) is None:
            return shortened(str(value))
        kind = str(self._get(value, "rdf:type")).removeprefix(vocabulary.NAMESPACE)
        return f"“{label}” ({vocabulary.label(kind, 'en') if kind in vocabulary.entity_types() else kind})"
