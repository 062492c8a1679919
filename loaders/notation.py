"""How statements are written down: N-Quads, Turtle, TriG, and JSON-LD in the terms of ``ontology/context.jsonld``.

A notation gives names and values their form; ``loaders.rdf`` says what is said. Statements come in blocks: a subject, and its predicates
with an object each. All is bytes from the start: to encode a line is slow as soon as there is one Arabic word in it.

JSON-LD has the context at its top, so that no reader needs a network; values stand in it as bare as the context lets them, a node a line.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter

from pyoxigraph import NamedNode

from kg.errors import GraphError
from kg.graph import BASE
from ontology import vocabulary
from ontology.context import PREFIXES, context, shortened

# What may stand in Turtle relative to the base and be resolved to itself; anything else is written in full.
_PLAIN = re.compile(r"[a-z]+(/[A-Za-z0-9_%-][A-Za-z0-9_%.-]*)+(#[A-Za-z0-9_%=,.-]+)?")
_HOLE = re.compile(rb"\0(\w+)\0")
# What must be written in another way within quotes, and halves of surrogate pairs, which cannot be written at all.
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Beyond this a reader may take a JSON number for a double.
_SAFE_INTEGER = 2**53


def escaped(value: str) -> bytes:
    """As it stands within quotes, the same in all notations. Raises ``GraphError`` for half of a surrogate pair, which RDF cannot hold."""
    if not _SPECIAL.search(value):
        return value.encode()

    def escape(found: re.Match[str]) -> str:
        char = found[0]
        if "\ud800" <= char <= "\udfff":
            place = f"character {found.start()} of {value[:20]!a}"
            raise GraphError(f"{place} is half of a surrogate pair, which RDF cannot hold: repair it")
        return _ESCAPES.get(char) or f"\\u{ord(char):04X}"

    return _SPECIAL.sub(escape, value).encode()


def text(value: str) -> bytes:
    """A literal without a language."""
    return b'"%b"' % escaped(value)


def hole(name: str) -> bytes:
    """What stands in a block for a part that is not known yet; nothing else that is written down has a zero in it."""
    return b"\0%b\0" % name.encode()


class Pattern:
    """Blocks with holes, for what comes many thousand times and differs in a few places; ``number`` is that of their statements."""

    def __init__(self, blocks: bytes, number: int) -> None:
        self.number = number
        self._format = _HOLE.sub(b"%b", blocks.replace(b"%", b"%%"))
        self._values = itemgetter(*(name.decode() for name in _HOLE.findall(blocks)))

    def filled(self, **values: bytes) -> bytes:
        """The blocks with a value for the name of each hole."""
        written: bytes = self._format % self._values(values)
        return written


class Terms(dict[str, bytes]):
    """Terms of vocabularies by their prefixed names; ``UnknownTermError`` for one of ours that the ontology lacks."""

    def __init__(self, form: str, *, full: bool = False, own: str = "isnad:", kind: str = "a") -> None:
        self._form, self._full, self._own, self._kind = form, full, own, kind

    def __missing__(self, name: str) -> bytes:
        prefix, _, local = name.partition(":")
        iri = vocabulary.iri(local) if prefix == "isnad" else PREFIXES[prefix] + local
        short = self._kind if name == "rdf:type" else self._own + local if prefix == "isnad" else name
        self[name] = term = self._form.format(iri if self._full else short).encode()
        return term


class Notation:
    """N-Quads: each statement a line with its subject and its graph. The others are made of it.

    ``predicates`` are terms with the blank behind them, so that a statement is a predicate and an object put together; ``objects`` are
    terms as objects and datatypes. ``whole`` and ``offset`` stand before and after a whole number, and one that is not negative. ``close``
    ends the name of a thing. ``header``, ``between`` and ``footer`` stand before, between and after articles, ``beside`` between blocks.
    """

    header = between = footer = beside = b""
    close = b">"

    def __init__(self) -> None:
        self.predicates, self.objects = self._terms()
        self.whole, self.offset = self._numbers()

    def _terms(self) -> tuple[Terms, Terms]:
        return Terms("<{}> ", full=True), Terms("<{}>", full=True)

    def _numbers(self) -> tuple[tuple[bytes, bytes], tuple[bytes, bytes]]:
        return (b'"', b'"^^' + self.objects["xsd:integer"]), (b'"', b'"^^' + self.objects["xsd:nonNegativeInteger"])

    def node(self, iri: str) -> bytes:
        """Raises ``GraphError`` for what is no IRI."""
        try:
            NamedNode(iri)
        except ValueError as error:
            raise GraphError(f"{iri!r} is no IRI ({error}); ids and identifiers are letters, digits and - _ . / only") from error
        return self._named(iri).encode()

    def _named(self, iri: str) -> str:
        return f"<{iri}>"

    def arabic(self, value: str) -> bytes:
        return b'"%b"@ar' % escaped(value)

    def english(self, value: str) -> bytes:
        return b'"%b"@en' % escaped(value)

    def typed(self, value: str, datatype: str) -> bytes:
        return b'"%b"^^%b' % (escaped(value), self.objects[datatype])

    def integer(self, value: int) -> bytes:
        before, after = self.whole
        return b"%b%d%b" % (before, value, after)

    def boolean(self, value: bool) -> bytes:
        return self.typed("true" if value else "false", "xsd:boolean")

    def block(self, subject: bytes, statements: Sequence[bytes], graph: bytes | None) -> bytes:
        """All that is said of one subject, in a named graph or, where it is None, in the default graph."""
        end = b" .\n" if graph is None else b" %b .\n" % graph
        return b"%b %b%b" % (subject, (b"%b%b " % (end, subject)).join(statements), end)

    def article(self, about: Iterable[bytes], said: Iterable[bytes], graph: bytes) -> Iterator[bytes]:
        """The blocks of what is known of an article, for the default graph, and of what it says, for its named graph."""
        yield from about
        yield from said


class Turtle(Notation):
    """A subject once before all that is said of it; things of the data are named relative to a base, since the slash in their names
    would have to be escaped after a prefix. All is in one graph."""

    header = (f"@base <{BASE}> .\n" + "".join(f"@prefix {p}: <{n}> .\n" for p, n in PREFIXES.items() if n != BASE)).encode()

    def _terms(self) -> tuple[Terms, Terms]:
        return Terms("{} "), Terms("{}")

    def _numbers(self) -> tuple[tuple[bytes, bytes], tuple[bytes, bytes]]:
        return (b"", b""), (b'"', b'"^^' + self.objects["xsd:nonNegativeInteger"])

    def _named(self, iri: str) -> str:
        short = iri.removeprefix(BASE)
        return f"<{short}>" if _PLAIN.fullmatch(short) else f"<{iri}>"

    def boolean(self, value: bool) -> bytes:
        return b"true" if value else b"false"

    def block(self, subject: bytes, statements: Sequence[bytes], graph: bytes | None) -> bytes:
        return b"%b %b .\n" % (subject, b" ;\n\t".join(statements))


class Trig(Turtle):
    """Turtle with what the article says in braces behind the graph's name."""

    def article(self, about: Iterable[bytes], said: Iterable[bytes], graph: bytes) -> Iterator[bytes]:
        yield from about
        yield b"%b {\n" % graph
        yield from said
        yield b"}\n"


class JsonLd(Notation):
    """A node object a line; the named graph of an article is the ``@graph`` of a node that has the graph's name."""

    between = b",\n"
    beside = b",\n  "
    footer = b"\n]}\n"
    close = b'"'

    def __init__(self) -> None:
        super().__init__()
        self.header = f'{{"@context": {json.dumps(context())},\n"@graph": [\n'.encode()

    def _terms(self) -> tuple[Terms, Terms]:
        return Terms('"{}" ', own="", kind="@type"), Terms('"{}"', own="")

    def _numbers(self) -> tuple[tuple[bytes, bytes], tuple[bytes, bytes]]:
        return (b"", b""), (b"", b"")

    def _named(self, iri: str) -> str:
        return f'"{shortened(iri)}"'

    def arabic(self, value: str) -> bytes:
        return text(value)

    def english(self, value: str) -> bytes:
        return b'{"@value": %b, "@language": "en"}' % text(value)

    def typed(self, value: str, datatype: str) -> bytes:
        return text(value)

    def integer(self, value: int) -> bytes:
        return b"%d" % value if abs(value) < _SAFE_INTEGER else b'"%d"' % value

    def boolean(self, value: bool) -> bytes:
        return b"true" if value else b"false"

    def block(self, subject: bytes, statements: Sequence[bytes], graph: bytes | None) -> bytes:
        values: dict[bytes, list[bytes]] = {}
        for statement in statements:
            key, _, value = statement.partition(b" ")
            values.setdefault(key, []).append(value)
        said = (b"%b: %b" % (key, found[0] if len(found) == 1 else b"[%b]" % b", ".join(found)) for key, found in values.items())
        return b'{"@id": %b, %b}' % (subject, b", ".join(said))

    def article(self, about: Iterable[bytes], said: Iterable[bytes], graph: bytes) -> Iterator[bytes]:
        for block in about:
            yield block + b",\n"
        yield b'{"@id": %b, "@graph": [\n  ' % graph
        yield self.beside.join(said)
        yield b"]}"


@cache
def notation(format: str) -> Notation:
    """The notation of a format by its name: turtle, trig, nquads, jsonld."""
    return {"turtle": Turtle, "trig": Trig, "nquads": Notation, "jsonld": JsonLd}[format]()
