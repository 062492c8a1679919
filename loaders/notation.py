"""How statements are written down: N-Quads, Turtle, TriG, and JSON-LD in the terms of ``ontology/context.jsonld``.

A notation gives names and values their form; ``loaders.rdf`` says what is said. Statements come in blocks: a subject, and its predicates
with an object each. JSON-LD has the context at its top, so that no reader needs a network; values stand in it as bare as the context
lets them, a node a line.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import NamedNode

from kg.errors import GraphError
from kg.graph import BASE
from ontology import vocabulary
from ontology.context import PREFIXES, context, shortened

Block = tuple[str, list[str]]
"""A subject, and what is said of it: ``isnad:quote "…"@ar``."""

# What may stand in Turtle relative to the base and be resolved to itself; anything else is written in full.
_PLAIN = re.compile(r"[a-z]+(/[A-Za-z0-9_%-][A-Za-z0-9_%.-]*)+(#[A-Za-z0-9_%=,.-]+)?")
# What must be written in another way within quotes, and halves of surrogate pairs, which cannot be written at all.
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Beyond this a reader may take a JSON number for a double.
_SAFE_INTEGER = 2**53


def escaped(value: str) -> str:
    """As it stands within quotes, the same in all notations. Raises ``GraphError`` for half of a surrogate pair, which RDF cannot hold."""
    if not _SPECIAL.search(value):
        return value

    def escape(found: re.Match[str]) -> str:
        char = found[0]
        if "\ud800" <= char <= "\udfff":
            place = f"character {found.start()} of {value[:20]!a}"
            raise GraphError(f"{place} is half of a surrogate pair, which RDF cannot hold: repair it")
        return _ESCAPES.get(char) or f"\\u{ord(char):04X}"

    return _SPECIAL.sub(escape, value)


def text(value: str) -> str:
    """A literal without a language."""
    return f'"{escaped(value)}"'


class Terms(dict[str, str]):
    """Terms of vocabularies by their prefixed names; ``UnknownTermError`` for one of ours that the ontology lacks."""

    def __init__(self, full: bool, own: str = "isnad:", kind: str = "a") -> None:
        self._full, self._own, self._kind = full, own, kind

    def __missing__(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        iri = vocabulary.iri(local) if prefix == "isnad" else PREFIXES[prefix] + local
        short = self._kind if name == "rdf:type" else self._own + local if prefix == "isnad" else name
        self[name] = term = f"<{iri}>" if self._full else short
        return term


class Notation:
    """N-Quads: each statement a line with its subject and its graph. The others are made of it.

    ``header``, ``between`` and ``footer`` stand before, between and after articles; ``close`` ends the name of a thing; ``offset`` stands
    before and after a whole number that is not negative.
    """

    header = between = footer = ""
    close = ">"

    def __init__(self) -> None:
        self.terms = self._terms()
        self.offset = self._offset()

    def _terms(self) -> Terms:
        return Terms(full=True)

    def _offset(self) -> tuple[str, str]:
        return '"', f'"^^{self.terms["xsd:nonNegativeInteger"]}'

    def node(self, iri: str) -> str:
        """Raises ``GraphError`` for what is no IRI."""
        try:
            NamedNode(iri)
        except ValueError as error:
            raise GraphError(f"{iri!r} is no IRI ({error}); ids and identifiers are letters, digits and - _ . / only") from error
        return self._named(iri)

    def _named(self, iri: str) -> str:
        return f"<{iri}>"

    def reference(self, term: str) -> str:
        """A term of a vocabulary as an object."""
        return self.terms[term]

    def arabic(self, value: str) -> str:
        return f'"{escaped(value)}"@ar'

    def english(self, value: str) -> str:
        return f'"{escaped(value)}"@en'

    def typed(self, value: str, datatype: str) -> str:
        return f'"{escaped(value)}"^^{self.terms[datatype]}'

    def integer(self, value: int) -> str:
        return self.typed(str(value), "xsd:integer")

    def boolean(self, value: bool) -> str:
        return self.typed("true" if value else "false", "xsd:boolean")

    def article(self, about: Iterable[Block], said: Iterable[Block], graph: str) -> Iterator[bytes]:
        """What is known of an article, for the default graph, and what it says, for its named graph. Encoded block by block: most are
        plain ASCII, which one Arabic word among them would make slow."""
        for blocks, end in ((about, " .\n"), (said, f" {graph} .\n")):
            for subject, statements in blocks:
                yield f"{subject} {f'{end}{subject} '.join(statements)}{end}".encode()


class Turtle(Notation):
    """A subject once before all that is said of it; things of the data are named relative to a base, since the slash in their names
    would have to be escaped after a prefix. All is in one graph."""

    header = f"@base <{BASE}> .\n" + "".join(f"@prefix {p}: <{n}> .\n" for p, n in PREFIXES.items() if n != BASE)

    def _terms(self) -> Terms:
        return Terms(full=False)

    def _named(self, iri: str) -> str:
        short = iri.removeprefix(BASE)
        return f"<{short}>" if _PLAIN.fullmatch(short) else f"<{iri}>"

    def integer(self, value: int) -> str:
        return str(value)

    def boolean(self, value: bool) -> str:
        return "true" if value else "false"

    def article(self, about: Iterable[Block], said: Iterable[Block], graph: str) -> Iterator[bytes]:
        yield from self._subjects(about)
        yield from self._subjects(said)

    def _subjects(self, blocks: Iterable[Block]) -> Iterator[bytes]:
        between = " ;\n\t"
        for subject, statements in blocks:
            yield f"{subject} {between.join(statements)} .\n".encode()


class Trig(Turtle):
    """Turtle with what the article says in braces behind the graph's name."""

    def article(self, about: Iterable[Block], said: Iterable[Block], graph: str) -> Iterator[bytes]:
        yield from self._subjects(about)
        yield f"{graph} {{\n".encode()
        yield from self._subjects(said)
        yield b"}\n"


class JsonLd(Notation):
    """A node object a line; the named graph of an article is the ``@graph`` of a node that has the graph's name."""

    between = ",\n"
    footer = "\n]}\n"
    close = '"'

    def __init__(self) -> None:
        super().__init__()
        self.header = f'{{"@context": {json.dumps(context())},\n"@graph": [\n'

    def _terms(self) -> Terms:
        return Terms(full=False, own="", kind="@type")

    def _offset(self) -> tuple[str, str]:
        return "", ""

    def _named(self, iri: str) -> str:
        return f'"{shortened(iri)}"'

    def reference(self, term: str) -> str:
        return f'"{self.terms[term]}"'

    def arabic(self, value: str) -> str:
        return text(value)

    def english(self, value: str) -> str:
        return f'{{"@value": {text(value)}, "@language": "en"}}'

    def typed(self, value: str, datatype: str) -> str:
        return text(value)

    def integer(self, value: int) -> str:
        return str(value) if abs(value) < _SAFE_INTEGER else f'"{value}"'

    def boolean(self, value: bool) -> str:
        return "true" if value else "false"

    def article(self, about: Iterable[Block], said: Iterable[Block], graph: str) -> Iterator[bytes]:
        for block in about:
            yield self._object(block) + b",\n"
        yield f'{{"@id": {graph}, "@graph": [\n  '.encode()
        yield b",\n  ".join(map(self._object, said))
        yield b"]}"

    def _object(self, block: Block) -> bytes:
        subject, statements = block
        values: dict[str, list[str]] = {}
        for statement in statements:
            key, _, value = statement.partition(" ")
            values.setdefault(key, []).append(value)
        said = (f'"{key}": {found[0] if len(found) == 1 else "[" + ", ".join(found) + "]"}' for key, found in values.items())
        return f'{{"@id": {subject}, {", ".join(said)}}}'.encode()


@cache
def notation(format: str) -> Notation:
    """The notation of a format by its name: turtle, trig, nquads, jsonld."""
    return {"turtle": Turtle, "trig": Trig, "nquads": Notation, "jsonld": JsonLd}[format]()
