"""The whole way with the articles that ship: what `make demo` shows."""

import time
from importlib.resources import files
from pathlib import Path

import queries
from kg import article, cli, exchange, stages, terminal
from kg.errors import IsnadError
from loaders.store import open_store

# Three questions, with what they ask about in the samples. No answer is written here: they come from the store.
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("houses_demolished", {}),
    ("kin_of_person", {"name": "المشعان"}),
    ("killings_by_perpetrator", {"by": "التحالف"}),
)
EXPORTS = {"articles.trig": "trig", "articles.ttl": "turtle", "graph.graphml": "graphml", "graph.gexf": "gexf"}


def run(output: Path) -> None:
    """Extracts and loads the samples, asks, exports to ``output`` and says what was found and how long it took."""
    began, summary, told = time.monotonic(), stages.Summary(), cli.Told()
    screen = terminal.console()
    output.mkdir(parents=True, exist_ok=True)
    samples = Path(str(files("kg") / "samples"))
    screen.rule("kg build kg/samples")
    with open_store(str(output / "store")) as store:
        graphs = list(stages.counted(stages.extracted(article.read([samples])), summary, told))
        cli.tell_load(store.load(graphs))
        for name, values in QUESTIONS:
            named = queries.find(name)
            screen.rule(" ".join(["kg query", name, *(f"{k}={v}" for k, v in values.items())]))
            screen.print(named.question, style="bold")
            screen.print(terminal.answers(store.query(named.cypher, named.bind(values))))
        screen.rule("kg export")
        for name, format in {**EXPORTS, "articles.jsonl": "jsonl"}.items():
            with (output / name).open("wb") as out:
                exchange.write_graphs(store.article_graphs(), format, out)
            screen.print(f"{output / name}: {(output / name).stat().st_size:,} bytes")
    screen.rule("summary")
    cli.print_summary(summary, round(time.monotonic() - began, 1))
    if told.failed:
        raise IsnadError("a sample article could not be read; see above")
