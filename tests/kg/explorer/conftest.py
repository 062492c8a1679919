"""The explorer's server, really listening, over article graphs or over the embedded store."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from loaders.store import Store
from tests.kg.explorer.asking import Asked, over_graphs, over_store
from tests.valley import valley


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Callable[..., Asked]]:
    """Starts a server over article graphs; those of the valley if none are given."""
    with ExitStack() as stack:
        yield lambda graphs=None, **more: stack.enter_context(over_graphs(graphs or valley(), tmp_path / "notes.json", **more))


@pytest.fixture(scope="session")
def valley_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """A server over the valley, for those who only ask."""
    with over_graphs(valley(), tmp_path_factory.mktemp("explorer") / "notes.json") as asked:
        yield asked


@pytest.fixture
def store_server(store: Store) -> Iterator[Asked]:
    """A server over the embedded store, with the valley loaded."""
    store.load(valley())
    with over_store(store) as asked:
        yield asked
