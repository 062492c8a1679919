"""How fast article graphs are loaded, beside a bare driver:
``python -m tests.benchmarks.load_speed [GRAPHS.jsonl] [--neo4j] [--rounds N] [--times N …]``.

The bare driver sends the very rows that the loader makes of the graphs, in the same statements and batches, and does nothing else: the rows
are made beforehand, and it does not look what is there, checks nothing and settles nothing. Both load into one server, which is emptied
before each, in turns: now this one first, now that one, for a server gets quicker and its disk fuller. The first round only warms it; the
medians of the others are told. Without a file the graphs are those of an invented crowd.

With ``--times`` the articles are loaded again and again with changed texts (1 10 100, say), each in a process of its own, to see whether
memory grows with their number. ``--neo4j`` asks a server that is fetched and started for it (Java and Maven), else the embedded store.
Nothing fails on time.
"""

import argparse
import gc
import json
import multiprocessing
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from typing import Any

from kg.graph import ArticleGraph
from loaders import neo4j, schema
from loaders import store as stores
from loaders.rows import Tie, rows, tied
from loaders.store import Store, open_store
from tests.benchmarks.crowd import articles
from tests.repeated import repeated

CROWD = 20_000
"""Claims of the invented crowd."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("graphs", nargs="?", type=Path, help="article graphs, one a line")
    parser.add_argument("--neo4j", action="store_true")
    parser.add_argument("--rounds", type=int, default=5, help="that are counted (5)")
    parser.add_argument("--times", type=int, nargs="*", default=[])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.rounds:
            with fresh(Path(folder), given.neo4j) as store:
                beside_bare(store, list(read(given.graphs)), given.rounds)
        for times in given.times:
            with fresh(Path(folder), given.neo4j) as store:
                target, environment = store.address, {k: v for k, v in os.environ.items() if k.startswith("ISNAD_")}
                queue = multiprocessing.get_context("spawn").Queue()
                process = multiprocessing.get_context("spawn").Process(
                    target=streamed, args=(given.graphs, times, target, environment, queue)
                )
                process.start()
                number, took, peak = queue.get()
                process.join()
            print(f"{times:4} times    {number:,} articles in {took:.1f} s, the loading process has {peak:.0f} MB at most", flush=True)


def beside_bare(store: Store, graphs: list[ArticleGraph], rounds: int) -> None:
    batches = prepared(graphs)
    works: dict[str, Callable[[], object]] = {"bare driver": partial(sent, store, batches), "Store.load": partial(store.load, graphs)}
    rates = defaultdict[str, list[float]](list)
    store.load([])  # constraints and indexes
    gc.freeze()  # what is held here is no burden of either
    for number in range(rounds + 1):
        for name in sorted(works, reverse=number % 2 == 1):
            store.retract([row["id"] for row in store.query("MATCH (a:Article) RETURN a.id AS id")])
            began = time.perf_counter()
            works[name]()
            took = time.perf_counter() - began
            found = store.query("MATCH (n) RETURN count(n) + COUNT { ()-->() } AS count")[0]["count"] - 1
            if number:
                rates[name].append(found / took)
            rate = f"{len(graphs):,} articles, {found:,} nodes and edges in {took:.1f} s: {found / took:,.0f} a second"
            print(f"{name:12} {rate}{'' if number else ' (not counted)'}", flush=True)
    middle = {name: median(found) for name, found in rates.items()}
    told = "; ".join(f"{name} {rate:,.0f}" for name, rate in middle.items())
    print(
        f"medians of {rounds} rounds: {told} a second; the load has {middle['Store.load'] / middle['bare driver']:.2f} of the rate",
        flush=True,
    )


def read(path: Path | None) -> Iterator[ArticleGraph]:
    if path is None:
        yield from articles(CROWD)
    else:
        with path.open(encoding="utf-8") as lines:
            yield from (ArticleGraph.read(json.loads(line)) for line in lines)


@contextmanager
def fresh(folder: Path, on_neo4j: bool) -> Iterator[Store]:
    """An empty store, in a folder of its own."""
    home = Path(tempfile.mkdtemp(dir=folder))
    if not on_neo4j:
        with open_store(str(home / "store")) as store:
            yield store
        stores.stop(str(home / "store"))
        return
    with neo4j.serve(neo4j.fetch(neo4j.cache()), home) as server:
        os.environ.update(server.environment())
        with open_store(server.uri) as store:
            yield store


Statements = list[tuple[str, list[dict[str, Any]]]]
"""Each with its rows."""


def prepared(graphs: Iterable[ArticleGraph]) -> list[Statements]:
    """The rows of each batch of the loader, one ``UNWIND`` a form. What several articles share is made once, as it comes first: entities
    and plain edges."""
    out: list[Statements] = []
    seen: set[str] = set()
    tie_seen: set[tuple[schema.EdgeForm, str, str]] = set()
    for batch in stores._batches(graphs):
        nodes, edges = defaultdict[str, list[dict[str, Any]]](list), defaultdict[str, list[dict[str, Any]]](list)
        for part in map(rows, batch):
            for node in chain((part.article,), part.entities, part.claims, part.shared):
                if node.id not in seen:
                    nodes[schema.create_nodes(node.kind, node.type)].append(node.properties)
            seen.update(n.id for n in part.shared)
            for edge in (*part.mentions, *part.edges):
                edges[schema.create_edges(edge.form)].append({"source": edge.source, "target": edge.target, "properties": edge.properties})
            plain: dict[tuple[schema.EdgeForm, str, str], list[Tie]] = defaultdict(list)
            for tie in part.ties:
                plain[tie.form, tie.source, tie.target].append(tie)
            for (form, source, target), ties in plain.items():
                if (form, source, target) not in tie_seen:
                    row = {"source": source, "target": target, "properties": tied({}, ties, ())}
                    edges[schema.create_edges(form)].append(row)
            tie_seen |= set(plain)
        out.append([*nodes.items(), *edges.items()])
    return out


def sent(store: Store, batches: Iterable[Statements]) -> None:
    """Each batch in one transaction."""
    for statements in batches:
        with store._writer.session(database=store._database) as session:
            session.execute_write(lambda tx, given=statements: [tx.run(s, rows=r).consume() for s, r in given])


def streamed(
    path: Path | None, times: int, target: str, environment: dict[str, str], queue: "multiprocessing.Queue[tuple[int, float, float]]"
) -> None:
    os.environ.update(environment)
    began = time.perf_counter()
    with open_store(target) as store:
        done = store.load(repeated(read(path), times))
    queue.put((done.articles_new, time.perf_counter() - began, getrusage(RUSAGE_SELF).ru_maxrss / 1024))


if __name__ == "__main__":
    main()
