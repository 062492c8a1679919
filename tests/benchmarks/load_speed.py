"""How fast article graphs are loaded, beside a bare driver:
``python -m tests.benchmarks.load_speed [GRAPHS.jsonl] [--neo4j] [--times N …]``.

The bare driver sends the very rows that the loader made of the graphs, in the same statements and batches, and does nothing else: it does
not look what is there, checks nothing and settles nothing. Without a file the graphs are those of an invented crowd. With ``--times`` the
articles are loaded again and again with changed texts (1 10 100, say), each in a process of its own, to see whether memory grows with
their number. ``--neo4j`` asks a server that is fetched and started for it (Java and Maven), else the embedded store. Nothing fails on time.
"""

import argparse
import json
import multiprocessing
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

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
    parser.add_argument("--times", type=int, nargs="*", default=[])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        graphs = list(read(given.graphs))
        for name, work in (("bare driver", bare), ("Store.load", loaded), ("bare driver", bare), ("Store.load", loaded)):
            with fresh(Path(folder), given.neo4j) as store:
                began = time.perf_counter()
                count = work(store, graphs)
                took = time.perf_counter() - began
            print(
                f"{name:12} {len(graphs):,} articles, {count:,} nodes and edges in {took:.1f} s: {count / took:,.0f} a second", flush=True
            )
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


def loaded(store: Store, graphs: Iterable[ArticleGraph]) -> int:
    done = store.load(graphs)
    return done.nodes + done.edges


def bare(store: Store, graphs: Iterable[ArticleGraph]) -> int:
    """The rows of each batch of the loader, one ``UNWIND`` a form, in one transaction. What several articles share is made once, as it
    comes first: entities and plain edges."""
    count = 0
    seen: set[str] = set()
    tie_seen: set[tuple[schema.EdgeForm, str, str]] = set()
    store.load([])  # constraints and indexes
    for batch in stores._batches(graphs):
        nodes, edges = defaultdict(list), defaultdict(list)
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
        statements = [*nodes.items(), *edges.items()]
        with store._writer.session(database=store._database) as session:
            session.execute_write(lambda tx, given=statements: [tx.run(s, rows=r).consume() for s, r in given])
        count += sum(len(r) for _, r in statements)
    return count


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
