"""An edition of claims that can be cited: a folder to be put into an archive or a repository as it is.

| file | what |
|---|---|
| ``claims.trig`` | the claims as RDF, a named graph for each article (``loaders.rdf``) |
| ``graphs.jsonl`` | the same as article graphs, one a line; ``kg load -i graphs.jsonl`` makes a store of them |
| ``dataset.ttl`` | what the edition is, for catalogues: DCAT and VoID, with counts by type and checksums |
| ``counts.json`` | articles, entities and claims by type and modality |
| ``README.md`` | what is in it, how to cite it, what its claims are and are not |
| ``LICENSE.txt`` | on what terms, as whoever publishes it says |
| ``SHA256SUMS`` | checksums of all the others; ``sha256sum -c SHA256SUMS`` |

The folder holds the article graphs that it is given and nothing else, so an edition with names withheld is made of graphs in which they
are. The same graphs and the same description give the same bytes: no day and no host is written that was not given. Graphs are written
as they come; memory grows with the number of ids of articles only.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO, Self

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.errors import InputError
from kg.graph import BASE, ArticleGraph
from kg.output import vacant
from kg.stages import Summary, line
from loaders import rdf
from ontology import vocabulary
from ontology.context import PREFIXES

_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": PREFIXES["dcterms"],
    "isnad": PREFIXES["isnad"],
    "rdf": PREFIXES["rdf"],
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": PREFIXES["xsd"],
}
_MEDIA = {"claims.trig": "application/trig", "graphs.jsonl": "application/jsonl", "counts.json": "application/json"}
_UNSTATED = "No licence was stated for this edition. Ask those who made it before you use or pass on any of it."


@dataclass(frozen=True, slots=True)
class About:
    """What nobody but its maker knows of an edition. ``issued`` is a day or a year, ``licence`` an address, ``url`` where it will be
    found (a DOI's address, say), ``terms`` the words of the licence."""

    title: str = "Claims of Arabic conflict news"
    description: str = ""
    creators: tuple[str, ...] = ()
    publisher: str = ""
    version: str = ""
    issued: str = ""
    licence: str = ""
    terms: str = ""
    url: str = ""

    @classmethod
    def read(cls, path: Path) -> Self:
        """From a TOML file with any of the fields. Raises ``InputError`` that names what is not as it should be."""
        try:
            given = tomllib.loads(path.read_text("utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError(f"{path}: is no TOML ({error})") from error
        known = {f.name: f.type for f in fields(cls)}
        for name, value in given.items():
            if name not in known:
                raise InputError(f"{path}: {name} is unknown; there are {', '.join(known)}")
            fits = isinstance(value, list) and all(isinstance(v, str) for v in value) if name == "creators" else isinstance(value, str)
            if not fits:
                wanted = "a list of texts" if name == "creators" else "a text in quotes"
                raise InputError(f"{path}: {name} is {wanted}, and {value!r} is none")
            if name in ("licence", "url") and value and not value.startswith(("http://", "https://")):
                raise InputError(f"{path}: {name} is an address that begins with https://, and {value!r} is none")
        return cls(**given | ({"creators": tuple(given["creators"])} if "creators" in given else {}))


def write(graphs: Iterable[ArticleGraph], folder: Path, about: About = About()) -> None:
    """Writes the folder, which must not be there or be empty; a second copy of a text is left out. Raises ``InputError`` where it has
    something in it, ``GraphError`` as ``rdf.quads``."""
    vacant(folder).mkdir(parents=True, exist_ok=True)
    counts = Summary()
    with (folder / "graphs.jsonl").open("wb") as lines, (folder / "claims.trig").open("wb") as trig:
        triples = rdf.write(_once(graphs, lines, counts), "trig", trig)
    numbers = counts.json() | {"triples": triples}
    (folder / "counts.json").write_text(json.dumps(numbers, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sums = {name: _sha256(folder / name) for name in sorted(_MEDIA)}
    (folder / "dataset.ttl").write_bytes(_described(folder, about, numbers, sums))
    (folder / "LICENSE.txt").write_text("\n\n".join(filter(None, (about.licence, about.terms))) or _UNSTATED, encoding="utf-8")
    (folder / "README.md").write_text(_readme(about, numbers, sums["graphs.jsonl"]), encoding="utf-8")
    names = sorted(p.name for p in folder.iterdir())
    (folder / "SHA256SUMS").write_text("".join(f"{_sha256(folder / name)}  {name}\n" for name in names), encoding="utf-8")


def _once(graphs: Iterable[ArticleGraph], out: BinaryIO, counts: Summary) -> Iterator[ArticleGraph]:
    seen: set[str] = set()
    for graph in graphs:
        if graph.article.id not in seen:
            seen.add(graph.article.id)
            out.write((line(graph) + "\n").encode())
            counts.add(graph)
            yield graph


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _described(folder: Path, about: About, numbers: dict[str, Any], sums: dict[str, str]) -> bytes:
    """DCAT and VoID in Turtle. The edition's IRI is its address, or one made of the hash of its graphs."""
    iri = about.url or f"{BASE}edition/{sums['graphs.jsonl'][:20]}"
    edition, triples = _node(iri), list[Triple]()

    def say(subject: NamedNode, term: str, *values: NamedNode | Literal) -> None:
        triples.extend(Triple(subject, _term(term), value) for value in values)

    say(edition, "rdf:type", _term("dcat:Dataset"), _term("void:Dataset"))
    say(edition, "dcterms:title", Literal(about.title))
    for term, text in (("dcterms:description", about.description), ("dcterms:publisher", about.publisher), ("dcat:version", about.version)):
        say(edition, term, *([Literal(text)] if text else []))
    say(edition, "dcterms:creator", *map(Literal, about.creators))
    if about.issued:
        kind = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(about.issued), "string")
        say(edition, "dcterms:issued", Literal(about.issued, datatype=_term(f"xsd:{kind}")))
    say(edition, "dcterms:license", *([_node(about.licence)] if about.licence else []))
    say(edition, "dcterms:language", Literal("ar"))
    say(edition, "void:uriSpace", Literal(BASE))
    say(edition, "void:vocabulary", *(_node(PREFIXES[prefix]) for prefix in ("isnad", "oa", "prov", "sem")))
    say(edition, "void:triples", Literal(numbers["triples"]))
    say(edition, "void:documents", Literal(numbers["articles"]))
    say(edition, "void:feature", _node("http://www.w3.org/ns/formats/TriG"))
    for kind in ("entities", "claims"):
        for name, number in numbers[kind].items():
            part = _node(f"{iri}#{name}")
            say(edition, "void:classPartition", part)
            if name in vocabulary.relations():  # its claims are of one class: the partition is by what they say
                say(part, "dcterms:subject", _node(vocabulary.iri(name)))
                say(part, "void:class", _term("isnad:Relation"))
            else:
                say(part, "void:class", _node(vocabulary.iri(name)))
            say(part, "void:entities", Literal(number))
    for name, media in _MEDIA.items():
        part, checksum = _node(f"{iri}#{name}"), _node(f"{iri}#{name}-sha256")
        say(edition, "dcat:distribution", part)
        say(part, "rdf:type", _term("dcat:Distribution"))
        say(part, "dcterms:title", Literal(name))
        say(part, "dcat:mediaType", _node(f"https://www.iana.org/assignments/media-types/{media}"))
        say(part, "dcat:byteSize", Literal(str((folder / name).stat().st_size), datatype=_term("xsd:nonNegativeInteger")))
        say(part, "spdx:checksum", checksum)
        say(checksum, "spdx:algorithm", _term("spdx:checksumAlgorithm_sha256"))
        say(checksum, "spdx:checksumValue", Literal(sums[name], datatype=_term("xsd:hexBinary")))
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=_PREFIXES) or b""


def _term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(_PREFIXES[prefix] + local)


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise InputError(f"{iri!r} is no address ({error})") from error


def _readme(about: About, numbers: dict[str, Any], sha256: str) -> str:
    def table(counts: dict[str, int]) -> str:
        return "\n".join(f"| {name} | {number} |" for name, number in counts.items()) or "| none | 0 |"

    who = ", ".join(about.creators) or "Its makers"
    parts = (f"({about.issued})" if about.issued else "", f"*{about.title}*", f"version {about.version}" if about.version else "")
    cite = ". ".join(filter(None, (" ".join(filter(None, (who, parts[0]))), parts[1], parts[2], about.publisher, about.url)))
    return f"""# {about.title}

{about.description or "Claims that news articles make about people, groups, places, sites and events of a conflict."}

Every claim is a quotation: it has the words that it is taken from, their place in the article (code points, end-exclusive), who says so,
and how sure the article is. A claim is what an article says, not what happened. Look at the quote before you use one, and cite the article
with it. A man accused of membership is no member: mind `isnad:modality` and `isnad:disputed`.

## How to cite

> {cite}. SHA-256 of graphs.jsonl: {sha256}

A single claim is cited by its IRI, `https://w3id.org/isnad/id/claim/…`.

## What is here

`claims.trig` and `graphs.jsonl` hold the same claims, as RDF and as JSON lines. `dataset.ttl` describes the edition for catalogues (DCAT,
VoID), `counts.json` has the numbers below. `sha256sum -c SHA256SUMS` tells whether the files are whole. `LICENSE.txt` says on what terms
they may be used; the articles' texts remain their publishers'.

Made with Isnad: `kg load -i graphs.jsonl` makes a store of them, `kg query NAME --rdf claims.trig` asks them without one.

{numbers["articles"]} articles, {sum(numbers["entities"].values())} entities, {sum(numbers["claims"].values())} claims,
{numbers["triples"]} triples.

| entities | |
|---|---|
{table(numbers["entities"])}

| claims | |
|---|---|
{table(numbers["claims"])}

| how sure | |
|---|---|
{table(numbers["modality"])}
"""
