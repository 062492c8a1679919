"""The command ``kg``: a verb for each stage. Results go to standard output, all else to standard error, one line a problem."""

import csv
import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, TypeVar

import typer

from kg import channel, exchange
from kg.channel import AsJson, GraphInput, Output, StoreOption
from kg.errors import InputError, IsnadError, QueryError
from kg.output import writing

if TYPE_CHECKING:  # the verbs import what they need: `kg --help` must not wait for models
    from kg.article import Problem
    from kg.graph import Article, ArticleGraph
    from kg.stages import Summary
    from loaders.store import Store
    from loaders.summary import LoadSummary, StoreStatus
    from queries import NamedQuery

MANUAL = """
Isnad reads Arabic conflict news into claims. Each claim is a quotation: it
keeps its words, who says so, how sure, and the rule that made it.

[bold]The way of an article[/bold]

  articles ── kg extract ─▶ article graphs ── kg load ─▶ store ── kg query

  kg build FOLDER               extract and load; unchanged articles are not
                                done again
  kg retract ARTICLE            out of the store again, with what only it says
  kg query                      the questions that can be asked
  kg query NAME who=VALUE       one of them, with quotes
  kg query NAME --rdf x.trig    the same, of a file of RDF and no store
  kg query --cypher my.cypher   a question of your own
  kg explain CLAIM-ID           why a claim is there
  kg explore                    look at the store in the browser
  kg export -f trig -o x.trig   RDF, graph files, a picture, a page, JSON lines;
                                --edition FILE withholds names
  kg import x.trig              RDF back into article graphs
  kg validate x.trig            whether it has the shapes it should have
  kg syntax "قُتل رجل"           how a sentence is read
  kg ontology --html x.html     what the names mean, in Arabic and English

Articles are *.txt and *.jsonl files, folders of them, or - for standard
input. JSON lines have "text" and any of id, title, published, outlet,
author, url. Article graphs are JSON lines too, so that stages can be run,
kept and sent on by themselves: kg extract FOLDER | kg load

[bold]The store[/bold] is a folder with a server that starts when it is needed:
--store, else $ISNAD_STORE, else one in your home. An address bolt://… or
neo4j://… means a Neo4j server; $ISNAD_STORE_USER and $ISNAD_STORE_PASSWORD
are for it. Nothing else is ever contacted: no network, no key.

[bold]Exit codes[/bold]  0 all is well · 1 something failed · 2 some input could not
be read, the rest was done · 3 a broken article graph · 4 the store ·
5 a query · 6 an edition would have shown a withheld name
"""

app = typer.Typer(
    name="kg",
    help=MANUAL,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
store_app = typer.Typer(help="Start, stop or look at the store's server.", no_args_is_help=True)
app.add_typer(store_app, name="store")

Paths = Annotated[list[str], typer.Argument(metavar="[FILE|FOLDER|-]...", help="Articles: files, folders, or - for standard input.")]
Workers = Annotated[
    int | None,
    typer.Option(
        "-j", "--workers", "--jobs", min=1, show_default=False, help="Processes that extract; else all cores where it is worth it."
    ),
]
ExtractorName = Annotated[str, typer.Option("--extractor", metavar="NAME|MODULE:ATTRIBUTE", help="What reads the articles.")]

T = TypeVar("T")
_ABOUT = ("title", "published", "outlet", "author", "url")


def main() -> None:
    """Runs the command; errors become one line and an exit code. (Typer does so for wrong use, interrupts and readers that leave.)"""
    for stream in (sys.stdout, sys.stderr):  # Arabic comes out whole whatever the locale says
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except IsnadError as error:
        channel.say(str(error))
        sys.exit(error.exit_code)
    except OSError as error:
        channel.say(f"{error.filename}: {(error.strerror or '').lower()}" if error.filename else str(error))
        sys.exit(IsnadError.exit_code)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"isnad {version('isnad')}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")] = False,
) -> None:
    pass


# --- the verbs -----------------------------------------------------------------------------------------------------------


@app.command()
def extract(
    paths: Paths = ["-"],  # noqa: B006  (typer copies it)
    output: Output = "-",
    report: Annotated[
        str | None,
        typer.Option("--report", metavar="FILE", help="Also what was seen and not extracted, to read; JSON lines if it ends in .jsonl."),
    ] = None,
    workers: Workers = None,
    extractor: ExtractorName = "isnad",
) -> None:
    """Articles to article graphs, one JSON object a line, in the order of the articles."""
    from kg import article, stages

    if paths == ["-"] and sys.stdin.isatty():
        raise InputError("no articles; name files or folders, or pipe text in")
    if report == output:
        raise InputError(f"{report}: both the graphs and the report; name another file for one of them: -o graphs.jsonl")
    summary, told = stages.Summary(), Told()
    with writing(output) as out, _reporting(report) as tell, _bar("extracting", _count(paths)) as advance:
        graphs = stages.extracted(article.read(paths), workers, extractor)
        for graph in stages.counted(_watched(graphs, advance), summary, told):
            out.write((stages.line(graph) + "\n").encode())
            tell(graph)
    told.leave()


@app.command()
def load(source: GraphInput = "-", store: StoreOption = None, as_json: AsJson = False) -> None:
    """Article graphs into the store. Loading twice changes nothing."""
    from kg import stages

    with channel.reading(source) as (stream, name), channel.opened(store) as opened, _bar("loading", None) as advance:
        done = opened.load(stages.graphs(stream, name), advance)
    tell_load(done, as_json)


@app.command()
def retract(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids, IRIs, or the names (doc) that articles were given.")],
    store: StoreOption = None,
    as_json: AsJson = False,
) -> None:
    """Take articles out of the store, with exactly what only they say."""
    with channel.opened(store, create=False) as opened:
        done = opened.retract(opened.find_articles(articles))
    if as_json:
        channel.print_json({"articles_retracted": done})
    else:
        print(f"Retracted {done} {'article' if done == 1 else 'articles'}.")


@app.command()
def build(
    paths: Paths,
    store: StoreOption = None,
    workers: Workers = None,
    extractor: ExtractorName = "isnad",
    summary: Annotated[bool, typer.Option("--summary", help="Also say what was found, by type.")] = False,
    as_json: AsJson = False,
) -> None:
    """Articles into the store: extract and load. Articles that the store has from this version of the extractor are not done again."""
    from kg import article, extractors, stages

    began, told, found = time.monotonic(), Told(), stages.Summary()
    with channel.opened(store) as opened, _bar("building", _count(paths)) as advance:
        known = _known(opened, extractors.identity(extractors.find(extractor)))
        kept = 0

        def done(item: "Article") -> bool:
            nonlocal kept
            if same := _same(item, known):
                kept += 1
                advance(1)
            return same

        fresh = stages.new(article.read(paths), done)
        loaded = opened.load(stages.counted(_watched(stages.extracted(fresh, workers, extractor), advance), found, told))
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        record = loaded.json() | {"articles_unchanged": loaded.articles_unchanged + kept, "seconds": seconds}
        channel.print_json(record | ({"found": found.json()} if summary else {}))
    else:
        tell_load(loaded, False, kept)
        if summary:
            print_summary(found, seconds)
    told.leave()


@app.command()
def query(
    name: Annotated[str | None, typer.Argument(help="A named query, or a .cypher file with such a header; none lists them.")] = None,
    parameters: Annotated[list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="Its parameters.")] = None,
    cypher: Annotated[
        Path | None, typer.Option("--cypher", metavar="FILE", help="A statement of your own in place of a named query; it can only read.")
    ] = None,
    rdf: Annotated[
        Path | None, typer.Option("--rdf", metavar="FILE", help="Ask the SPARQL twin of a file of RDF in place of the store.")
    ] = None,
    store: StoreOption = None,
    output: Output = "-",
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values in place of a table.")] = False,
) -> None:
    """Ask a named question; every answer comes with its quote."""
    import queries

    if cypher is not None:  # then no name comes first
        parameters = [*([name] if name is not None else []), *(parameters or [])]
    elif name is None:
        _list_queries(as_json)
        return
    if as_json and as_csv:
        raise QueryError("--json and --csv at once; choose one")
    if rdf is not None and (cypher is not None or store is not None):
        raise QueryError(f"--rdf and {'--cypher' if cypher is not None else '--store'} at once; choose one")
    if cypher is not None:
        named = queries.ad_hoc(cypher)
    else:
        named = queries.load(Path(name)) if name and name.endswith(".cypher") else queries.find(name or "")
    rows = _ask(named, _parameters(parameters or []), rdf, store)
    with writing(output) as out:
        if as_json:
            out.write(b"".join((json.dumps(row, ensure_ascii=False) + "\n").encode() for row in rows))
        elif as_csv:
            out.write(_csv(rows).encode())
        else:
            _print_to(out, output, named.question, rows)


app.command("export")(exchange.export)
app.command("import")(exchange.import_)
app.command("validate")(exchange.validate)


@app.command()
def explore(
    store: StoreOption = None,
    host: Annotated[str, typer.Option("--host", help="Where to listen; other machines reach any but the loopback address.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, show_default=False, help="Its port; else one that is free.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the address and open no browser.")] = False,
    samples: Annotated[bool, typer.Option("--samples", help="The articles that ship, in a store that is thrown away afterwards.")] = False,
    tiles: Annotated[
        str | None,
        typer.Option(
            "--tiles", metavar="ADDRESS", help="A tile server for the map, https://HOST/{z}/{x}/{y}.png; off until turned on there."
        ),
    ] = None,
    attribution: Annotated[str, typer.Option("--attribution", metavar="TEXT", help="What the tiles' maker wants said beside them.")] = "",
) -> None:
    """Look at the store in the browser: search, graph, evidence, timeline, map, table. Nothing is written to it."""
    if samples and store is not None:
        raise InputError("--samples has a store of its own; leave --store out")
    if attribution and tiles is None:
        raise InputError("--attribution is for the tiles of --tiles ADDRESS")
    from kg.explorer import server
    from kg.explorer import tiles as tile

    chosen = tile.read(tiles, attribution) if tiles is not None else None
    server.explore(store, host, port, opened=not no_open, samples=samples, tiles=chosen)


@app.command()
def explain(
    claim: Annotated[str, typer.Argument(metavar="CLAIM-ID", help="An IRI, or its end, such as 1f0c2ab9d4e5f6a7b8c9-e3.")],
    source: Annotated[str | None, typer.Option("-i", "--input", metavar="FILE", help="Article graphs in place of the store.")] = None,
    store: StoreOption = None,
    as_json: AsJson = False,
) -> None:
    """A claim, the rule that made it, who says so, and the sentence with its quote marked."""
    from kg import explanation

    if source is None:
        with channel.opened(store, create=False) as opened:
            graph, found = opened.find_claim(claim)
    else:
        with channel.graphs(source, None) as graphs:
            graph, found = explanation.find(graphs, claim, source)
    told = explanation.explanation(graph, found)
    if as_json:
        channel.print_json(told)
    else:
        explanation.show(graph, found, told)


@app.command()
def syntax(
    sentence: Annotated[str, typer.Argument(help="Arabic text; - reads standard input.")],
    html: Annotated[str | None, typer.Option("--html", metavar="FILE", help="Write the trees as pictures in a page of its own.")] = None,
    as_json: AsJson = False,
) -> None:
    """How sentences are read: words, tags, and who hangs on whom."""
    import kg
    from kg import terminal
    from kg.article import Problem, decode

    text = decode(sys.stdin.buffer.read() if sentence == "-" else os.fsencode(sentence))
    if isinstance(text, Problem):
        raise InputError(f"the sentence {text.message}")
    if not text.strip():
        raise InputError("no text; give a sentence in quotes, or - and text on standard input")
    sentences = kg.analyse(text)
    if html:
        with writing(html) as out:
            out.write(terminal.tree_html(sentences).encode())
    elif as_json:
        names = ("start", "end", "form", "tag", "head", "label", "lemma")
        for read in sentences:
            channel.print_json({"tokens": [{n: getattr(t, n) for n in names} for t in read.tokens]})
    else:
        screen = terminal.console()
        for read in sentences:
            screen.print(terminal.word_table(read))
            screen.print(terminal.tree(read))


@app.command()
def demo(output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="Where files and store go.")] = Path("out")) -> None:
    """The whole way with the articles that ship: extract, load, three questions, RDF and graph files, a summary."""
    from kg import demonstration

    demonstration.run(output)


@app.command()
def ontology(
    html: Annotated[
        str | None, typer.Option("--html", metavar="FILE", help="A page to read, in Arabic and English; - is standard output.")
    ] = None,
    shapes: Annotated[str | None, typer.Option("--shapes", metavar="FILE", help="All SHACL shapes as Turtle, for other tools.")] = None,
) -> None:
    """What the names mean: the ontology as Turtle, as a page, or as SHACL shapes."""
    from importlib.resources import files

    if html is not None:
        from ontology import page

        with writing(html) as out:
            out.write(page.html().encode())
    if shapes is not None:
        from ontology.shapes import turtle

        with writing(shapes) as out:
            out.write(turtle().encode())
    if html is None and shapes is None:
        with writing("-") as out:
            out.write(files("ontology").joinpath("isnad.ttl").read_bytes())


@store_app.command("start")
def store_start(store: StoreOption = None, as_json: AsJson = False) -> None:
    """Start the server of the store; it stays until `kg store stop`."""
    from loaders import store as stores

    _print_status(stores.start(store), as_json)


@store_app.command("stop")
def store_stop(store: StoreOption = None) -> None:
    """Stop it; the data stay."""
    from loaders import store as stores

    print("stopped" if stores.stop(store) else "was not running")


@store_app.command("status")
def store_status(store: StoreOption = None, as_json: AsJson = False) -> None:
    """Where it is, whether it runs, what it holds. Starts nothing."""
    from loaders import store as stores

    _print_status(stores.status(store), as_json)


@store_app.command("rebuild")
def store_rebuild(store: StoreOption = None, as_json: AsJson = False) -> None:
    """Drop the plain edges (COUSIN_OF, KILLED_BY ...), a view of the claims, and make them again."""
    with channel.opened(store, create=False) as opened:
        made = opened.rebuild()
    if as_json:
        channel.print_json({"edges": made})
    else:
        print(f"Made {made:,} plain edges from the claims.")


# --- input and output ----------------------------------------------------------------------------------------------------


@contextmanager
def _reporting(target: str | None) -> Iterator[Callable[["ArticleGraph"], None]]:
    """What tells of each graph what was not extracted: to a person, with a summary at the end, or in JSON lines."""
    if target is None:
        yield lambda graph: None
        return
    from kg import report, terminal

    with writing(target) as out:
        if target.endswith(".jsonl"):

            def write(graph: "ArticleGraph") -> None:
                out.write((json.dumps(report.report(graph).json(), ensure_ascii=False) + "\n").encode())

            yield write
            return
        text = None if target == "-" else io.TextIOWrapper(out, "utf-8", write_through=True)
        screen, totals = terminal.console(text), report.Totals()

        def tell(graph: "ArticleGraph") -> None:
            told = report.report(graph)
            totals.add(told)
            report.show(told, screen)

        yield tell
        totals.show(screen)
        if text is not None:
            text.detach()


@contextmanager
def _bar(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    from kg import terminal

    with terminal.progress() as bars:
        task = bars.add_task(what, total=total)
        yield lambda n: bars.advance(task, n)


def _watched(items: Iterable[T], advance: Callable[[int], None]) -> Iterator[T]:
    for item in items:
        yield item
        advance(1)


def _count(paths: list[str]) -> int | None:
    """How many articles there are, where that is known beforehand: JSON lines and streams are not counted."""
    from kg.article import paths_of

    try:
        found = [file for path in paths if path != "-" for file in paths_of(path)]
    except OSError:
        return None
    return None if "-" in paths or any(file.suffix == ".jsonl" for file in found) else len(found)


class Told:
    """Says each problem on standard error, and remembers whether one of them cost an article."""

    def __init__(self) -> None:
        self.failed = False

    def __call__(self, problem: "Problem") -> None:
        self.failed |= not problem.notice
        channel.say(str(problem))

    def leave(self) -> None:
        if self.failed:
            raise typer.Exit(InputError.exit_code)


def _known(opened: "Store", extractor: str) -> dict[str, dict[str, Any]]:
    """What the store has of each article that this version of the extractor read, by IRI."""
    names = ("doc", *_ABOUT)
    fields = ", ".join(f"a.{name} AS {name}" for name in names)
    rows = opened.query(f"MATCH (a:Article) WHERE a.extractor = $extractor RETURN a.id AS id, {fields}", {"extractor": extractor})
    return {row.pop("id"): row for row in rows}


def _same(article: "Article", known: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether the store has the article with all that is known of it. The text needs no look: the IRI is made of its hash."""
    return known.get(article.iri) == {"doc": article.doc or None} | {name: getattr(article, name) for name in _ABOUT}


def _parameters(given: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise QueryError(f"{text}: a parameter is written NAME=VALUE, such as name=فلان")
        values[name] = value
    return values


def _ask(named: "NamedQuery", values: Mapping[str, str], rdf: Path | None, store: str | None) -> list[dict[str, Any]]:
    """The rows from the store, or from a file of RDF."""
    if rdf is not None:
        from loaders.dataset import Dataset

        return Dataset.read(rdf).ask(named, values)
    bound = named.bind(values)
    with channel.opened(store, create=False) as opened:
        return opened.query(named.cypher, bound)


def _csv(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    if rows:
        writer.writeheader()
    for row in rows:
        writer.writerow({k: json.dumps(v, ensure_ascii=False) if isinstance(v, list | dict) else v for k, v in row.items()})
    return out.getvalue()


def _print_to(out: BinaryIO, output: str, question: str, rows: list[dict[str, Any]]) -> None:
    from kg import terminal

    if output == "-":
        screen = terminal.console()
    else:
        text = io.StringIO()
        screen = terminal.console(text)
    screen.print(question, style="bold")
    screen.print(terminal.answers(rows))
    if output != "-":
        out.write(text.getvalue().encode())


def _list_queries(as_json: bool) -> None:
    import queries
    from kg import terminal

    named = [queries.find(name) for name in queries.names()]
    if as_json:
        for q in named:
            kinds = [{"name": p.name, "type": p.type, "optional": p.optional, "meaning": p.meaning} for p in q.parameters]
            channel.print_json({"name": q.name, "question": q.question, "question_ar": q.question_ar, "parameters": kinds})
        return
    rows = [
        (
            q.name,
            f"{q.question}\n{q.question_ar}",
            "\n".join(f"{p.name}={p.type}{' (optional)' if p.optional else ''}" for p in q.parameters),
        )
        for q in named
    ]
    terminal.console().print(terminal.table(("query", "question", "parameters"), rows))


def tell_load(done: "LoadSummary", as_json: bool = False, kept: int = 0) -> None:
    """One line on what a load changed."""
    if as_json:
        channel.print_json(done.json())
        return
    same = done.articles_unchanged + kept
    if not done.changed:
        print(f"Nothing changed: the store has all {same} articles already." if same else "Nothing changed: there was nothing to load.")
        return
    parts = [f"{done.articles_new} new", f"{done.articles_changed} changed", f"{same} unchanged"]
    print(f"Loaded articles: {', '.join(parts)}; {done.nodes:,} nodes and {done.edges:,} edges written.")


def print_summary(found: "Summary", seconds: float) -> None:
    """What was found, by type, in tables and a last line."""
    from kg import terminal
    from ontology import vocabulary

    def both(name: str) -> str:
        return f"{name} ({vocabulary.label(name, 'ar')})"

    screen = terminal.console()
    numbers = found.json()
    for title, key in (("entities", "entities"), ("claims", "claims"), ("modality of claims", "modality")):
        screen.print(terminal.counts(title, numbers[key], both))
    screen.print(terminal.counts("seen but not extracted", numbers["unread"]))
    total = sum(numbers["claims"].values())
    screen.print(
        f"{numbers['articles']} articles, {numbers['skipped']} skipped, {sum(numbers['entities'].values()):,} entities, {total:,} claims "
        f"({numbers['attributed']} with a named source, {numbers['disputed']} disputed), {seconds} seconds"
    )


def _print_status(status: "StoreStatus", as_json: bool) -> None:
    if as_json:
        channel.print_json(status.json())
        return
    from kg import terminal

    screen = terminal.console()
    state = ("running, stays until stopped" if status.permanent else "running") if status.running else "not running"
    screen.print(f"{status.address}: {state}")
    if status.articles is not None:
        screen.print(f"{status.articles} articles")
        screen.print(terminal.counts("entities", status.entities))
        screen.print(terminal.counts("claims", status.claims))


if __name__ == "__main__":
    main()
