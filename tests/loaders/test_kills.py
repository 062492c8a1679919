"""A load that ends at any point in any way, and is run again, ends in the same graph; so do many loads at once."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import StoreError
from kg.graph import ArticleGraph
from loaders import store as stores
from loaders import transaction
from loaders.folder import Folder
from loaders.store import Store
from tests.dump import dump
from tests.repeated import repeated
from tests.running import Running
from tests.sketch import renumbered
from tests.valley import valley

pytestmark = pytest.mark.store
FORK = multiprocessing.get_context("fork")
Dump = tuple[list[Any], list[Any]]


class Killed(BaseException):
    """Not an ``Exception``: nothing on the way may take it for an error of the store."""


def work(store: Store) -> None:
    """New articles, changed ones, one that is taken out: each in a transaction of its own."""
    store.load(valley())
    store.load(map(renumbered, valley()[1:]))
    store.retract([valley()[0].article.id])


def emptied(store: Store) -> None:
    store.retract([row["id"] for row in store.query("MATCH (a:Article) RETURN a.id AS id")])


@pytest.mark.parametrize("first", [0, 5])
def test_work_that_is_broken_off_at_any_statement_and_done_again_ends_in_the_same_graph(
    store: Store, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    real, count, last = transaction.run, 0, 10**9

    def counted(*given: Any, **named: Any) -> list[dict[str, Any]]:
        nonlocal count
        count += 1
        if count > last:
            raise Killed
        return real(*given, **named)

    monkeypatch.setattr(stores, "BATCH", 1)
    monkeypatch.setattr(transaction, "run", counted)
    work(store)
    clean, statements = dump(store), count
    assert statements > 50
    for point in range(first, statements, 10):
        last = 10**9
        emptied(store)
        count, last = 0, point
        with pytest.raises(Killed):
            work(store)
        last = 10**9
        list(store.article_graphs())  # raises where there is half of an article
        work(store)
        assert dump(store) == clean, f"broken off after {point} statements"


def load_in_pieces(running: Running, graphs: list[ArticleGraph], go: Any = None) -> None:
    """In a process of its own."""
    stores.BATCH = 1
    with running.open() as store:
        if go is not None:
            go.wait()
        store.load(graphs)
    os._exit(0)  # nothing of the tests' own ending


def test_ten_processes_that_load_at_once_end_in_the_same_graph(store: Store, each_store: Running) -> None:
    graphs = list(repeated(valley(), 10))
    store.load(graphs)
    clean = dump(store)
    emptied(store)
    go = FORK.Barrier(10)
    loaders = [FORK.Process(target=load_in_pieces, args=(each_store, graphs[i::10], go)) for i in range(10)]
    for loader in loaders:
        loader.start()
    for loader in loaders:
        loader.join()
    assert [loader.exitcode for loader in loaders] == [0] * 10
    assert dump(store) == clean


def test_a_loader_that_is_killed_and_started_again_ends_in_the_same_graph(store: Store, each_store: Running) -> None:
    graphs = [*map(renumbered, valley()), *list(repeated(valley(), 4))[1:]]
    store.load(graphs)
    clean = dump(store)
    emptied(store)
    store.load(valley())
    for delay in (0.2, 0.4, 0.6, 0.9, 1.3):
        loader = FORK.Process(target=load_in_pieces, args=(each_store, graphs))
        loader.start()
        time.sleep(delay)
        loader.kill()
        loader.join()
        list(store.article_graphs())  # raises where there is half of an article
    store.load(graphs)
    assert dump(store) == clean


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    made = Folder(tmp_path / "store")
    yield made
    stores.stop(str(made.path))


def test_a_store_that_is_killed_under_a_load_is_one_line_and_the_load_is_run_again(
    folder: Folder, running_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "BATCH", 1)
    graphs = list(repeated(valley(), 2))
    done = 0

    def killing(number: int) -> None:
        nonlocal done
        done += number
        if done == 3:
            address = folder.address()
            assert address
            os.kill(address.pid, signal.SIGKILL)

    away = r"^the store went away; what it acknowledged is kept"
    with stores.open_store(str(folder.path)) as broken, pytest.raises(StoreError, match=away):
        broken.load(graphs, killing)
    with stores.open_store(str(folder.path)) as again:
        assert again.load(graphs).articles_unchanged == 3
        with stores.open_store(running_store) as store:
            emptied(store)
            store.load(graphs)
            assert dump(again) == dump(store)
