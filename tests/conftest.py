"""What tests of several rooms share: an embedded store that is really started, once, and emptied for each test that asks for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders import store as stores
from loaders.store import Store


@pytest.fixture(autouse=True)
def nobody_elses_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may reach the store of whoever runs it."""
    for name in ("ISNAD_STORE", "ISNAD_STORE_USER", "ISNAD_STORE_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def running_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The folder of a store whose server runs as long as the tests."""
    folder = str(tmp_path_factory.mktemp("store") / "store")
    stores.start(folder)
    yield folder
    stores.stop(folder)


@pytest.fixture
def store(running_store: str) -> Iterator[Store]:
    """An open store without articles."""
    with stores.open_store(running_store) as opened:
        opened.retract([row["id"] for row in opened.query("MATCH (a:Article) RETURN a.id AS id")])
        yield opened
