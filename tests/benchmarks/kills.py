"""Loads that are killed, 200 times over: ``python -m tests.benchmarks.kills [--neo4j] [--kills N] [--server N]``.

Each time a store that has some articles is loaded with changed and new ones by a process of its own, which kills itself (SIGKILL) at
another of the load's statements: before it is sent, or a moment after, while it is answered or what it belongs to is committed. Then the
load is run again, and the whole store must be the same as after a load that nobody disturbed. With ``--server`` it is the store's server
that is killed and started again under the load, so many times. Ends with an error where a dump differs; nothing fails on time.
"""

import argparse
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.graph import ArticleGraph
from loaders import neo4j, transaction
from loaders import store as stores
from loaders.folder import Folder
from loaders.store import Store, open_store
from tests.dump import dump
from tests.repeated import repeated
from tests.sketch import renumbered
from tests.valley import valley

FORK = multiprocessing.get_context("fork")
AGAIN = 300
"""Tries of a load whose server is killed."""
DELAYS = 0.0, 0.0005, 0.002, 0.008
"""Seconds between a statement and the kill: a statement and a commit take one to some ten milliseconds."""
AS_BEFORE = 3
"""Articles of ``after`` that ``before`` has already."""


def before() -> list[ArticleGraph]:
    return list(repeated(valley(), 2))


def after() -> list[ArticleGraph]:
    """Three of the six changed, three as they were, and six new ones."""
    return [*map(renumbered, valley()), *(g for g in repeated(valley(), 4) if g.article.doc.count("-") == 2)]


def load(target: str, point: int | None, delay: float, statements: "Synchronized[int]") -> None:
    """In a process of its own, one transaction an article; counts its statements, and dies ``delay`` seconds after the one at ``point``
    is sent: before it where that is 0."""
    stores.BATCH = 1
    real = transaction.run

    def run(*given: Any, **named: Any) -> list[dict[str, Any]]:
        if statements.value == point:
            if not delay:
                os.kill(os.getpid(), signal.SIGKILL)
            threading.Timer(delay, os.kill, (os.getpid(), signal.SIGKILL)).start()
        statements.value += 1
        return real(*given, **named)

    with open_store(target) as store:
        transaction.run = run
        store.load(after())
    os._exit(0)


def loaded(target: str, point: int | None = None, delay: float = 0.0) -> tuple[int | None, int]:
    """A load in another process: how that ended, and how many statements it sent."""
    statements = FORK.Value("i", 0)
    loader = FORK.Process(target=load, args=(target, point, delay, statements))
    loader.start()
    loader.join()
    return loader.exitcode, statements.value


def emptied(store: Store) -> None:
    store.retract([row["id"] for row in store.query("MATCH (a:Article) RETURN a.id AS id")])


def prepared(target: str, graphs: list[ArticleGraph]) -> None:
    with open_store(target) as store:
        emptied(store)
        store.load(graphs)


def compared(target: str, clean: object, what: str) -> int:
    """Loads again, and ends the program where the store is another than it should be. How many articles were there already."""
    with open_store(target) as store:
        list(store.article_graphs())  # raises where there is half of an article
        there = store.load(after()).articles_unchanged
        if dump(store) != clean:
            sys.exit(f"{what}: the store is another than after a load that nobody disturbed")
    return there


def kill_loaders(target: str, clean: object, kills: int) -> None:
    prepared(target, before())
    _, statements = loaded(target)
    print(f"a load is {statements} statements", flush=True)
    ended, done = 0, Counter[int]()
    for number in range(kills):
        prepared(target, before())
        code, _ = loaded(target, number * statements // kills, DELAYS[number % len(DELAYS)])
        ended += code == -signal.SIGKILL
        done[compared(target, clean, f"kill {number}") - AS_BEFORE] += 1
        if (number + 1) % 20 == 0:
            print(f"{number + 1} kills, {ended} of them ended the load before its time", flush=True)
    told = ", ".join(f"{articles}: {number}" for articles, number in sorted(done.items()))
    print(f"kills by the articles, of nine, that were done by then: {told}", flush=True)


def kill_servers(target: str, clean: object, kills: int, end: Callable[[], None], begin: Callable[[], None]) -> None:
    for number in range(kills):
        prepared(target, before())
        loader = FORK.Process(target=_trying, args=(target,))
        loader.start()
        time.sleep(0.1 + 0.15 * number)
        end()
        begin()
        loader.join()
        compared(target, clean, f"server's end {number}")
        print(f"server killed {number + 1} times; the loader ended with {loader.exitcode}", flush=True)


def _trying(target: str) -> None:
    """Loads until it is done: each time that the server goes away it says one line, and is run again."""
    stores.BATCH = 1
    for _ in range(AGAIN):
        try:
            with open_store(target) as store:
                store.load(after())
        except StoreError as error:
            print(f"  {error}", flush=True)
            time.sleep(1)
        else:
            os._exit(0)
    os._exit(1)


@contextmanager
def embedded(home: Path) -> Iterator[tuple[str, Callable[[], None], Callable[[], None]]]:
    folder = Folder(home / "store")
    target = str(folder.path)

    def end() -> None:
        if address := folder.address():
            os.kill(address.pid, signal.SIGKILL)
        while folder.running():  # until the kernel has let its locks go
            time.sleep(0.01)

    stores.start(target)
    try:
        yield target, end, lambda: None  # whoever opens it starts it
    finally:
        stores.stop(target)


@contextmanager
def served(home: Path) -> Iterator[tuple[str, Callable[[], None], Callable[[], None]]]:
    jars = neo4j.fetch(neo4j.cache())
    with ExitStack() as stack:
        server = stack.enter_context(neo4j.serve(jars, home))
        os.environ.update(server.environment())
        processes = [server.process]

        def end() -> None:
            processes[-1].kill()
            processes[-1].wait()

        def begin() -> None:
            again = stack.enter_context(neo4j.serve(jars, home, bolt=int(server.uri.rpartition(":")[2])))
            processes.append(again.process)

        yield server.uri, end, begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--neo4j", action="store_true", help="a Neo4j server in place of the embedded store")
    parser.add_argument("--kills", type=int, default=200, help="of the loading process (200)")
    parser.add_argument("--server", type=int, default=0, help="kills of the server (0)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, (served if given.neo4j else embedded)(Path(name)) as (target, end, begin):
        prepared(target, before())
        with open_store(target) as store:
            store.load(after())
            clean = dump(store)
        if given.kills:
            kill_loaders(target, clean, given.kills)
        kill_servers(target, clean, given.server, end, begin)
    print(f"{given.kills} kills of the loader and {given.server} of the server: each time the same store")


if __name__ == "__main__":
    main()
