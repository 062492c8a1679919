"""The verbs that exchange article graphs with other programs: export, import, validate."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from kg import channel
from kg.channel import AsJson, Output, StoreOption
from kg.errors import GraphError, InputError
from kg.output import writing

if TYPE_CHECKING:  # the verbs import what they need: `kg --help` must not wait for models
    from kg.graph import ArticleGraph
    from loaders.validation import Finding

FORMATS = ("turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "svg", "html", "jsonl", "ftm")
# These are folders, so they have no place on standard output.
FOLDERS = ("edition", "neo4j-csv")
EXPORTS = (*FORMATS, *FOLDERS, "grass")


def export(
    format: Annotated[str, typer.Option("--format", "-f", help=", ".join(EXPORTS))],
    output: Output = "-",
    source: Annotated[
        str | None, typer.Option("-i", "--input", metavar="FILE", help="Article graphs in place of the store; - is standard input.")
    ] = None,
    store: StoreOption = None,
    about: Annotated[
        list[str] | None, typer.Option("--about", metavar="NAME", help="Only claims that speak of a name, in any spelling; again for more.")
    ] = None,
    articles: Annotated[list[str] | None, typer.Option("--article", metavar="ID", help="Only articles of this name or id.")] = None,
    metadata: Annotated[
        Path | None, typer.Option("--metadata", metavar="FILE", help="For format edition: title, creators, issued, licence …, in TOML.")
    ] = None,
    withheld: Annotated[
        Path | None, typer.Option("--edition", metavar="WITHHELD.YAML", help="Withhold people as this file says (docs/withholding.md).")
    ] = None,
    edition_report: Annotated[
        str | None, typer.Option("--edition-report", metavar="FILE", help="What was withheld, without names, as JSON.")
    ] = None,
    edition_key: Annotated[Path | None, typer.Option("--edition-key", metavar="FILE", help="The key, in place of the file's.")] = None,
    new_key: Annotated[bool, typer.Option("--new-key", help="Make the key where its file is missing.")] = False,
) -> None:
    """The store, article graphs, or a chosen part, as RDF, a graph file, a picture, a page that opens offline (html), JSON lines, or a
    folder (edition, neo4j-csv)."""
    if format not in EXPORTS:
        raise InputError(f"--format {format}: unknown; choose one of {', '.join(EXPORTS)}")
    if metadata is not None and format != "edition":
        raise InputError(f"--metadata {metadata}: only an edition has one; leave it out, or choose --format edition")
    if format == "grass":  # it styles any store, so there is none to be asked
        from loaders import style

        with writing(output) as out:
            out.write(style.grass().encode())
    elif format in FOLDERS and output == "-":
        raise InputError(f"--format {format} is a folder: name it, -o FOLDER")
    elif withheld is None:
        if edition_report or edition_key or new_key:
            raise InputError("--edition-report, --edition-key and --new-key need --edition WITHHELD.YAML")
        with channel.graphs(source, store, about, articles) as graphs:
            if format in FOLDERS:
                _write_folder(graphs, format, Path(output), metadata)
            else:
                with writing(output) as out:
                    write_graphs(graphs, format, out)
    else:
        from kg.redaction import publication

        with (
            channel.graphs(source, store, about, articles) as graphs,
            publication.of(graphs, withheld, edition_key, make_key=new_key) as published,
        ):
            if format in FOLDERS:
                with published.searching(Path(output)) as folder:
                    _write_folder(published.graphs(), format, folder, metadata)
            else:
                with writing(output) as out, published.watching(out) as watched:
                    write_graphs(published.graphs(), format, watched)
            if edition_report:
                with writing(edition_report) as out, published.watching(out) as watched:
                    watched.write((json.dumps(published.report(), ensure_ascii=False, indent=1) + "\n").encode())
            for line in published.told():
                channel.say(line)


def _write_folder(graphs: Iterable["ArticleGraph"], format: str, folder: Path, metadata: Path | None) -> None:
    if format == "edition":
        from loaders import edition

        edition.write(graphs, folder, edition.About.read(metadata) if metadata is not None else edition.About())
    else:
        from loaders import bulk

        bulk.write(graphs, folder)


def import_(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="TriG, N-Quads or JSON-LD that `kg export` wrote; - is standard input.")
    ] = None,
    output: Output = "-",
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="trig, nquads or jsonld, where a file's name does not tell.")
    ] = None,
    from_store: Annotated[bool, typer.Option("--from-store", help="Read the store back in place of files.")] = False,
    store: StoreOption = None,
) -> None:
    """RDF, or the store, back into article graphs, one a line: the same as were exported or loaded, so that anyone can compare."""
    from loaders import reader

    if bool(files) == (from_store or store is not None):
        raise InputError("name the files to read, or --from-store for the store; one of the two")
    with writing(output) as out:
        if files:
            write_graphs(reader.read(_rdf_files(files, format, reader.SUFFIXES)), "jsonl", out)
        else:
            with channel.graphs(None, store) as graphs:
                write_graphs(graphs, "jsonl", out)


def validate(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="TriG, N-Quads, JSON-LD or Turtle; - is standard input.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("-i", "--input", metavar="FILE", help="Article graphs in place of RDF; - is standard input.")
    ] = None,
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="trig, nquads, jsonld or turtle, where a name does not tell.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Whether article graphs have the shapes that the ontology asks of them (SHACL); tells what is wrong, with the quote and its place."""
    if bool(files) == (source is not None):
        raise InputError("name the RDF files to check, or article graphs with -i; one of the two")
    articles = wrong = 0
    for name, found in _checked_graphs(source) if source is not None else _checked_rdf(files or [], format):
        articles += 1
        wrong += len(found)
        for finding in found:
            channel.print_json({"file": name} | finding.json()) if as_json else print(f"{name}: {finding}")
    told = "nothing is wrong" if not wrong else "1 thing is wrong" if wrong == 1 else f"{wrong:,} things are wrong"
    channel.say(f"{articles:,} article{'' if articles == 1 else 's'} checked, {told}")
    if wrong:
        raise typer.Exit(GraphError.exit_code)


def _checked_rdf(files: Iterable[str], format: str | None) -> Iterator[tuple[str, list["Finding"]]]:
    from loaders import validation

    for stream, name, kind in _rdf_files(files, format, validation.SUFFIXES):
        with channel.twice(stream) as again:
            for quads in validation.articles(again, name, kind):
                yield name, validation.check(quads)


def _checked_graphs(source: str) -> Iterator[tuple[str, list["Finding"]]]:
    """Of article graphs, one a line; one that cannot be read is a finding, and the others go on."""
    from kg import stages
    from loaders import rdf, validation

    with channel.reading(source) as (stream, name):
        for number, line in enumerate(stream, 1):
            try:
                for graph in stages.graphs([line], name, number):
                    yield name, validation.check(rdf.quads(graph))
            except GraphError as error:
                yield name, [validation.broken(error, name, number)]


def write_graphs(graphs: Iterable["ArticleGraph"], format: str, out: BinaryIO) -> None:
    """Article graphs in one of ``FORMATS``."""
    from kg import stages

    if format == "jsonl":
        for graph in graphs:
            out.write((stages.line(graph) + "\n").encode())
    elif format in ("graphml", "gexf"):
        from loaders import network

        drawn = network.network(graphs)
        (network.write_graphml if format == "graphml" else network.write_gexf)(drawn, out)
    elif format == "svg":
        from loaders import picture

        out.write(picture.svg(graphs).encode())
    elif format == "html":
        from kg.explorer import page, sheet

        out.write(sheet.html(graphs, page.built()).encode())
    elif format == "ftm":
        from loaders import ftm

        ftm.write(graphs, out)
    else:
        from loaders import rdf

        rdf.write(graphs, format, out)


def _rdf_files(files: Iterable[str], format: str | None, suffixes: Mapping[str, str]) -> Iterator[tuple[BinaryIO, str, str]]:
    """Each file, opened when its turn comes, with its name and format."""
    from loaders import reader

    if format is not None and format not in suffixes.values():
        raise InputError(f"--format {format}: cannot be read back; choose one of {', '.join(dict.fromkeys(suffixes.values()))}")
    for file in files:
        with channel.reading(file) as (stream, name):
            yield stream, name, format or reader.format_of(name, suffixes)
