"""How statements are written down: N-Quads, Turtle, TriG, and JSON-LD in the terms of ``ontology/context.jsonld``.

A notation gives names and values their form; ``loaders.rdf`` says what is said. Statements come in blocks: a subject, and its predicates
with an object each. All is bytes from the start: to encode a line is slow as soon as there is one Arabic word in it.

JSON-LD has the context at its top, so that no reader needs a network; values stand in it as bare as the context lets them, a node a line.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice, repeat

from pyoxigraph import NamedNode

from kg.errors import GraphError
from kg.graph import BASE
from ontology import vocabulary
from ontology.context import PREFIXES, context, shortened

# What may stand in Turtle relative to the base and be resolved to itself; anything else is written in full.
_PLAIN = re.compile(r"[a-z]+(/[A-Za-z0-9_%-][A-Za-z0-9_%.-]*)+(#[A-Za-z0-9_%=,.-]+)?")
# What must be written in another way within quotes.
_ESCAPES = {b"%c" % c: b"\\u%04X" % c for c in (*range(0x20), 0x7F)}
_ESCAPES |= {b'"': b'\\"', b"\\": b"\\\\", b"\n": b"\\n", b"\r": b"\\r", b"\t": b"\\t"}
_SPECIAL = b"".join(_ESCAPES)
_SPECIALS = re.compile(b"[%b]" % re.escape(_SPECIAL))
# Bytes that are put together at once: less than the 128 KiB from which on malloc asks the system for each piece.
_AT_ONCE = 2**16
# Beyond this a reader may take a JSON number for a double.
_SAFE_INTEGER = 2**53


def escaped(value: str) -> bytes:
    """As it stands within quotes, the same in all notations. Raises ``GraphError`` for half of a surrogate pair, which RDF cannot hold."""
    try:
        written = value.encode()
    except UnicodeEncodeError as error:
        place = f"character {error.start} of {value[:20]!a}"
        raise GraphError(f"{place} is half of a surrogate pair, which RDF cannot hold: repair it") from error
    if len(written.translate(None, _SPECIAL)) == len(written):
        return written
    return _SPECIALS.sub(lambda found: _ESCAPES[found[0]], written)


def column(values: Sequence[str]) -> list[bytes]:
    """Each value ``escaped``, in one go unless there is a zero or half of a surrogate pair among them."""
    try:
        written = "\0".join(values).encode()
    except UnicodeEncodeError:
        return [*map(escaped, values)]
    if written.count(b"\0") != len(values) - 1:
        return [*map(escaped, values)]
    if len(written.translate(None, _SPECIAL)) + len(values) - 1 < len(written):
        written = _SPECIALS.sub(lambda found: _ESCAPES[found[0]] if found[0] != b"\0" else b"\0", written)
    return written.split(b"\0")


def text(value: str) -> bytes:
    """A literal without a language."""
    return b'"%b"' % escaped(value)


# Stands in a block for the name of an article without its end, and is nothing else that is written down.
HEAD = b"\1"


def hole(name: str) -> bytes:
    """What stands in a block for a part that is not known yet; nothing else that is written down has a zero in it."""
    return b"\0%b\0" % name.encode()


class Pattern:
    """Blocks with holes, for what comes many thousand times and differs in a few places; ``number`` is that of their statements, ``beside``
    stands between blocks."""

    def __init__(self, blocks: Sequence[bytes], number: int, beside: bytes) -> None:
        self.number, self._beside = number, beside
        parts = b"".join(block + beside for block in blocks).split(b"\0")
        self._same, self._names = b"\0".join(parts[::2]), [name.decode() for name in parts[1::2]]

    def filled(self, head: bytes, columns: Mapping[str, Sequence[bytes]]) -> Iterator[bytes]:
        """The blocks once for each row of values, columns of which there are by the names of holes; ``head`` for each ``HEAD``. They come
        some at a time: what is larger than ``_AT_ONCE`` the system would give fresh memory, and take it back, each time."""
        *parts, end = map(repeat, self._same.replace(HEAD, head).split(b"\0"))
        values = [columns[name] for name in self._names]
        rows = zip(*chain.from_iterable(zip(parts, values, strict=True)), end, strict=False)
        together = 1 + _AT_ONCE // (2 * len(self._same))  # the values take their room too
        while some := b"".join(chain.from_iterable(islice(rows, together))):
            yield some.removesuffix(self._beside)


class Terms(dict[str, bytes]):
    """Terms of vocabularies by their prefixed names, ours also without; ``UnknownTermError`` for one of ours that the ontology lacks."""

    def __init__(self, form: str, *, full: bool = False, own: str = "isnad:", kind: str = "a") -> None:
        self._form, self._full, self._own, self._kind = form, full, own, kind

    def __missing__(self, name: str) -> bytes:
        prefix, _, local = name.rpartition(":")
        prefix = prefix or "isnad"
        iri = vocabulary.iri(local) if prefix == "isnad" else PREFIXES[prefix] + local
        short = self._kind if name == "rdf:type" else self._own + local if prefix == "isnad" else name
        self[name] = term = self._form.format(iri if self._full else short).encode()
        return term


class Notation:
    """N-Quads: each statement a line with its subject and its graph. The others are made of it.

    ``predicates`` are terms with the blank behind them, so that a statement is a predicate and an object put together; ``objects`` are
    terms as objects and datatypes. ``whole``, ``offset`` and ``arab`` stand before and after a whole number, one that is not negative, and
    Arabic words. ``close`` ends the name of a thing; ``no`` and ``yes`` are the truth values. ``header``, ``between`` and ``footer`` stand
    before, between and after articles, ``beside`` between blocks.
    """

    header = between = footer = beside = b""
    close = b">"

    def __init__(self) -> None:
        self.predicates, self.objects = self._terms()
        self.whole, self.offset = self._numbers()
        self.no, self.yes = self._booleans()
        self.arab = self._arab()

    def _terms(self) -> tuple[Terms, Terms]:
        return Terms("<{}> ", full=True), Terms("<{}>", full=True)

    def _numbers(self) -> tuple[tuple[bytes, bytes], tuple[bytes, bytes]]:
        return (b'"', b'"^^' + self.objects["xsd:integer"]), (b'"', b'"^^' + self.objects["xsd:nonNegativeInteger"])

    def _arab(self) -> tuple[bytes, bytes]:
        return b'"', b'"@ar'

    def _booleans(self) -> tuple[bytes, bytes]:
        return self.typed("false", "xsd:boolean"), self.typed("true", "xsd:boolean")

    def node(self, iri: str) -> bytes:
        """Raises ``GraphError`` for what is no IRI."""
        try:
            NamedNode(iri)
        except ValueError as error:
            raise GraphError(f"{iri!r} is no IRI ({error}); ids and identifiers are letters, digits and - _ . / only") from error
        return self._named(iri)

    def _named(self, iri: str) -> bytes:
        return b"<%b>" % iri.encode()

    def arabic(self, value: str) -> bytes:
        before, after = self.arab
        return before + escaped(value) + after

    def english(self, value: str) -> bytes:
        return b'"%b"@en' % escaped(value)

    def typed(self, value: str, datatype: str) -> bytes:
        return b'"%b"^^%b' % (escaped(value), self.objects[datatype])

    def integer(self, value: int) -> bytes:
        before, after = self.whole
        return b"%b%d%b" % (before, value, after)

    def block(self, subject: bytes, statements: Sequence[bytes], graph: bytes | None) -> bytes:
        """All that is said of one subject, in a named graph or, where it is None, in the default graph."""
        end = b" .\n" if graph is None else b" %b .\n" % graph
        return b"%b %b%b" % (subject, (b"%b%b " % (end, subject)).join(statements), end)

    def more(self, subject: bytes, statements: Sequence[bytes], graph: bytes) -> bytes:
        """What to put behind the last statement of a block in a named graph for there to be more; their predicates must be others."""
        return (b" %b .\n%b " % (graph, subject)).join((b"", *statements))

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

    def _booleans(self) -> tuple[bytes, bytes]:
        return b"false", b"true"

    def _named(self, iri: str) -> bytes:
        short = iri.removeprefix(BASE)
        return super()._named(short if _PLAIN.fullmatch(short) else iri)

    def block(self, subject: bytes, statements: Sequence[bytes], graph: bytes | None) -> bytes:
        return b"%b %b .\n" % (subject, b" ;\n\t".join(statements))

    def more(self, subject: bytes, statements: Sequence[bytes], graph: bytes) -> bytes:
        return b" ;\n\t".join((b"", *statements))


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

    def _booleans(self) -> tuple[bytes, bytes]:
        return b"false", b"true"

    def _named(self, iri: str) -> bytes:
        return b'"%b"' % shortened(iri).encode()

    def _arab(self) -> tuple[bytes, bytes]:
        return b'"', b'"'

    def english(self, value: str) -> bytes:
        return b'{"@value": %b, "@language": "en"}' % text(value)

    def typed(self, value: str, datatype: str) -> bytes:
        return text(value)

    def integer(self, value: int) -> bytes:
        return b"%d" % value if abs(value) < _SAFE_INTEGER else b'"%d"' % value

    def block(self, subject: bytes, statements: Sequence[bytes], graph: bytes | None) -> bytes:
        return b'{"@id": %b%b}' % (subject, self.more(subject, statements, b""))

    def more(self, subject: bytes, statements: Sequence[bytes], graph: bytes) -> bytes:
        values: dict[bytes, list[bytes]] = {}
        for statement in statements:
            key, _, value = statement.partition(b" ")
            values.setdefault(key, []).append(value)
        said = (b", %b: %b" % (key, found[0] if len(found) == 1 else b"[%b]" % b", ".join(found)) for key, found in values.items())
        return b"".join(said)

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
