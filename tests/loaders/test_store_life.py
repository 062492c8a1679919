"""The server of an embedded store: when it starts and ends, who may use it, and what is said when it cannot."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import QueryError, StoreError
from loaders import store as stores
from loaders.folder import Folder
from loaders.store import Store
from loaders.summary import LoadSummary, StoreStatus
from tests.dump import dump
from tests.sketch import renumbered
from tests.valley import airstrike, demolition, execution, valley

pytestmark = pytest.mark.store
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(running_store: str) -> Iterator[Store]:
    """Only the embedded store has a life that is ours."""
    with stores.open_store(running_store) as opened:
        opened.retract([row["id"] for row in opened.query("MATCH (a:Article) RETURN a.id AS id")])
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    made = Folder(tmp_path / "مخزن store")
    yield made
    if made.path.exists():
        stores.stop(str(made.path))


def ended(folder: Folder) -> bool:
    limit = time.monotonic() + 20
    while folder.running() and time.monotonic() < limit:
        time.sleep(0.05)
    return not folder.running()


def other_process(code: str, folder: Folder) -> "subprocess.Popen[str]":
    """Another process with the store open as ``store``, the valley's graphs as ``graphs``; it goes on when a line is written to it."""
    program = (
        "import sys\nfrom loaders.store import open_store\nfrom tests.valley import valley\ngraphs = valley()\n"
        f"with open_store({str(folder.path)!r}) as store:\n    print('open', flush=True)\n    sys.stdin.readline()\n    {code}\n"
    )
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, text=True, stdin=pipe, stdout=pipe, stderr=pipe)


def wait_open(other: "subprocess.Popen[str]") -> None:
    assert other.stdout
    assert other.stdout.readline() == "open\n"


def say_go(other: "subprocess.Popen[str]") -> None:
    assert other.stdin
    other.stdin.write("\n")
    other.stdin.flush()


def kill_half_way(other: "subprocess.Popen[str]") -> None:
    assert other.stdout
    assert other.stdout.readline() == "half\n"
    other.kill()
    other.communicate()


def test_a_server_on_demand_lives_as_long_as_its_last_user(folder: Folder) -> None:
    with stores.open_store(str(folder.path)) as store:
        first = folder.address()
        store.load([demolition()])
        other = other_process("print(len(store.query('MATCH (a:Article) RETURN a')), store.load(graphs).articles_new, flush=True)", folder)
        wait_open(other)
    time.sleep(1)
    assert folder.running()  # ours is closed, the other's is not
    out, err = other.communicate("\n")
    assert (out, err) == ("1 2\n", "")
    assert ended(folder)
    assert not folder.address_file.exists()
    assert stores.status(str(folder.path)) == StoreStatus(str(folder.path), running=False, permanent=False)
    with stores.open_store(str(folder.path)) as store:
        assert store.load(valley()) == LoadSummary(articles_unchanged=3)
        second = folder.address()
    # Passwords are new at each start.
    assert first
    assert second
    assert len({first.writer, first.reader, second.writer, second.reader}) == 4
    assert min(map(len, (first.writer, first.reader))) >= 24


def test_start_stays_and_two_processes_load_at_once_and_stop_ends_it(folder: Folder) -> None:
    target = str(folder.path)
    assert stores.status(target).running is False
    status = stores.start(target)
    assert (status.running, status.permanent, status.articles) == (True, True, 0)
    time.sleep(1)
    assert stores.start(target) == status
    others = [other_process("[store.load([g]) for g in graphs]; [store.load(graphs) for _ in range(3)]", folder) for _ in range(2)]
    for other in others:
        wait_open(other)
    for other in others:
        say_go(other)
    assert [(o.communicate()[1], o.returncode) for o in others] == [("", 0), ("", 0)]
    with stores.open_store(target) as store:
        assert list(store.article_graphs()) == sorted(valley(), key=lambda g: g.article.id)
        assert store.query("MATCH (p:Place) RETURN count(*) AS places") == [{"places": 2}]
    assert stores.stop(target) is True
    assert not folder.running()
    assert stores.stop(target) is False


def test_a_kill_leaves_no_server_and_no_half_of_an_article(folder: Folder) -> None:
    code = "store.load(graphs); [store.load(graphs) for _ in range(999) if store.retract([graphs[1].article.id])]"
    other = other_process(code, folder)
    wait_open(other)
    say_go(other)
    time.sleep(2)
    other.kill()
    other.communicate()
    assert ended(folder)
    with stores.open_store(str(folder.path)) as store:
        assert store.load(valley()).articles_changed == 0
        assert list(store.article_graphs()) == sorted(valley(), key=lambda g: g.article.id)
        address = folder.address()
        assert address
        os.kill(address.pid, signal.SIGKILL)
        assert ended(folder)
        with pytest.raises(StoreError, match=r"^the store went away; what it acknowledged is kept: run the command again$"):
            store.query("RETURN 1 AS one")
    with stores.open_store(str(folder.path)) as store:
        assert store.load(valley()) == LoadSummary(articles_unchanged=3)


@pytest.mark.parametrize(
    "step, others",
    [("load", True), ("rows", False), ("_tie", True)],
    ids=["between two articles", "removed and not yet written", "written and not yet acknowledged"],
)
def test_a_kill_while_changed_articles_are_loaded_leaves_each_old_or_new(folder: Folder, store: Store, step: str, others: bool) -> None:
    changed = [renumbered(g) for g in valley()]
    code = f"""
    from loaders import store as stores, transaction
    from tests.sketch import renumbered
    real, count = transaction.{step}, iter(range(99))
    def halting(*given, **named):
        if next(count) == 1:
            print("half", flush=True)
            sys.stdin.readline()
        return real(*given, **named)
    stores.BATCH, transaction.{step} = 1, halting
    store.load(map(renumbered, graphs))"""
    with stores.open_store(str(folder.path)) as opened:
        opened.load(valley())
        other = other_process(code, folder)
        wait_open(other)
        say_go(other)
        if others:
            kill_half_way(other)
    if not others:  # the server ends with its last user, in the middle of the transaction
        kill_half_way(other)
        assert ended(folder)
    with stores.open_store(str(folder.path)) as opened:
        assert list(opened.article_graphs()) == sorted([changed[0], *valley()[1:]], key=lambda g: g.article.id)
        again = opened.load(changed)
        assert (again.articles_new, again.articles_changed, again.articles_unchanged) == (0, 2, 1)
        store.load(changed)
        assert dump(opened) == dump(store)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_with_its_data_closed(folder: Folder, number: signal.Signals) -> None:
    with stores.open_store(str(folder.path)) as store:
        store.load(valley())
        address = folder.address()
        assert address
        os.kill(address.pid, number)
        assert ended(folder)
    assert not folder.address_file.exists()
    assert not list(folder.path.glob("**/hs_err_pid*"))  # what the virtual machine leaves when it crashes
    with stores.open_store(str(folder.path)) as store:
        assert store.load(valley()) == LoadSummary(articles_unchanged=3)


def test_only_the_owner_can_read_the_folder(running_store: str) -> None:
    folder = Folder(Path(running_store))
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.address_file.stat().st_mode) == 0o600


def test_the_server_listens_on_this_machine_only(running_store: str) -> None:
    address = Folder(Path(running_store)).address()
    assert address
    process = Path(f"/proc/{address.pid}")
    sockets = {str(fd.readlink()) for fd in (process / "fd").iterdir() if fd.is_symlink()}
    lines = [line.split() for table in ("tcp", "tcp6") for line in (process / "net" / table).read_text().splitlines()[1:]]
    listening = {line[1].split(":")[0] for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in sockets}
    assert listening
    # 127.0.0.1, as such or mapped into IPv6.
    assert listening <= {"0100007F", "0000000000000000FFFF00000100007F"}


def test_a_wrong_password_file_is_one_line(running_store: str) -> None:
    folder = Folder(Path(running_store))
    right = folder.address_file.read_text()
    try:
        folder.address_file.write_text(json.dumps(json.loads(right) | {"writer": "wrong-password"}))
        with pytest.raises(StoreError) as raised, stores.open_store(running_store):
            pass
        assert str(raised.value) == f"{folder.address_file} does not have its password: run `kg store stop` and try again"
        folder.address_file.write_text("{")
        unread = r"server\.json cannot be read .*: run `kg store stop` and try again$"
        with pytest.raises(StoreError, match=unread), stores.open_store(running_store):
            pass
    finally:
        folder.address_file.write_text(right)


def test_a_folder_with_other_files_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    assert stores.status(str(tmp_path)).running is stores.stop(str(tmp_path)) is False
    with pytest.raises(StoreError, match="holds other files and is no store"), stores.open_store(str(tmp_path)):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_folder_of_another_version_is_told(tmp_path: Path) -> None:
    (tmp_path / "isnad.json").write_text('{"format": 0}')
    with pytest.raises(StoreError, match="was made by another version"), stores.open_store(str(tmp_path)):
        pass


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("")
    with pytest.raises(StoreError, match="cannot be used: Not a directory"), stores.open_store(str(tmp_path / "store")):
        pass


def test_what_goes_wrong_while_a_store_is_open_is_not_laid_on_the_store(running_store: str) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"), stores.open_store(running_store):
        Path("/nowhere/out.ttl").write_text("")


def test_reading_makes_no_store() -> None:
    with pytest.raises(StoreError, match=r"there is no store in .*/isnad/store yet: load articles first"), stores.open_store(create=False):
        pass


def test_a_server_that_is_away_is_one_line() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"bolt://127.0.0.1:{probe.getsockname()[1]}"
    with pytest.raises(StoreError, match=f"^no store answers at {address}: is the server running") as raised, stores.open_store(address):
        pass
    assert "\n" not in str(raised.value)
    with pytest.raises(StoreError, match="is a server that somebody else starts and stops"):
        stores.start(address)
    with pytest.raises(StoreError, match="is no address of a store"):
        stores.status("http://localhost:7474")


def test_the_same_code_loads_a_server_by_its_address(running_store: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    address = Folder(Path(running_store)).address()
    assert address
    monkeypatch.setenv("ISNAD_STORE", address.uri)
    monkeypatch.setenv("ISNAD_STORE_USER", "root")
    monkeypatch.setenv("ISNAD_STORE_PASSWORD", "wrong")
    refused = f"^{address.uri} refuses the user root: set ISNAD_STORE_USER and ISNAD_STORE_PASSWORD$"
    with pytest.raises(StoreError, match=refused), stores.open_store():
        pass
    monkeypatch.setenv("ISNAD_STORE_PASSWORD", address.writer)
    with stores.open_store() as server:
        server.load([airstrike(), execution()])
        assert stores.status().claims == store.status().claims
        for cypher in ("MATCH (p:Person) SET p.name = 'x'", "CREATE (:Person {id: 'x'})", "MATCH (p:Person) DETACH DELETE p"):
            with pytest.raises(QueryError, match=r"^the query would write: queries only read$"):
                server.query(cypher)  # this user may write, and the engine would let it
        assert stores.status().entities["Person"] == 6
        assert server.query("MATCH (p {name: 'x'}) RETURN p") == []
    assert list(store.article_graphs([execution().article.id])) == [execution()]
