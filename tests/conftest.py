"""What tests of several rooms share: an embedded store and a Neo4j server that are really started, once, and emptied for each test that
asks for a store: it runs on both."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreError
from loaders import neo4j
from loaders import store as stores
from loaders.store import Store
from tests.running import Running, skip_or_fail


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """A shell's background job ignores interrupts, and so would the commands that tests start: those that interrupt one would wait for
    ever."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def quick_java() -> Iterator[None]:
    """Every Java machine that tests start has the quick compiler only: they end before the thorough one has paid for itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1", prepend=" ")
        yield


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


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[neo4j.Server]:
    """A Neo4j server that runs as long as the tests."""
    try:
        jars = neo4j.fetch(neo4j.cache())
    except StoreError as error:
        skip_or_fail(f"no Neo4j to test on: {error}")
    with neo4j.serve(jars, tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(scope="session", params=["embedded", "neo4j"])
def each_store(request: pytest.FixtureRequest) -> Running:
    """Both stores, one after the other."""
    if request.param == "embedded":
        return Running(request.getfixturevalue("running_store"), {})
    server: neo4j.Server = request.getfixturevalue("neo4j_server")
    return Running(server.uri, server.environment())


@pytest.fixture
def store(each_store: Running, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An open store without articles; what opens it again by its address has the user and the password."""
    for name, value in each_store.environment.items():
        if name != "ISNAD_STORE":
            monkeypatch.setenv(name, value)
    with each_store.open() as opened:
        opened.retract([row["id"] for row in opened.query("MATCH (a:Article) RETURN a.id AS id")])
        yield opened
