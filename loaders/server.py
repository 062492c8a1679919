"""The process of an embedded store: ArcadeDB with its Bolt plugin, on loopback only. ``python -m loaders.server FOLDER``.

It ends when nobody uses the store any more (see ``loaders.folder``), when it is told to, or on a signal to terminate; each time its
data is closed properly. Nothing that it is given can make it fetch a file or an address: ``LOAD CSV`` is off.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import Any

from loaders import schema
from loaders.folder import DATABASE, READER, Address, Folder

HEAP = "1g"
MESSAGE = 256 * 1024 * 1024
"""Bytes that one Bolt message may have (ArcadeDB's own limit, 16 MB, is less than a long text and its neighbours may need)."""
POLL = 0.2
"""Seconds between two looks at the locks."""
_EVERYTHING = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
_GROUPS: dict[str, dict[str, Any]] = {
    "admin": {"access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"], "types": {"*": {"access": _EVERYTHING}}},
    READER: {"access": [], "types": {"*": {"access": ["readRecord"]}}},
    "*": {"access": [], "types": {"*": {"access": []}}},
}
GROUPS = {
    "version": 2,
    "databases": {"*": {"groups": {name: rights | {"resultSetLimit": -1, "readTimeout": -1} for name, rights in _GROUPS.items()}}},
}
"""The engine's file of rights: its own two groups, and one that reads."""


def serve(folder: Folder) -> None:
    """Runs the server until it is not needed. Raises ``BlockingIOError`` where another one has the folder."""
    os.umask(0o077)
    with ExitStack() as locks:
        _lock(folder, locks)
        for old in (folder.address_file, folder.leave, folder.stay):
            old.unlink(missing_ok=True)
        server, address = _start(folder.path)
        try:
            # After the start: the virtual machine's own handlers call into Python from a thread of its own, and the process crashes.
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, _leave)
            folder.write_address(address)
            _wait(folder, locks)
        finally:
            folder.address_file.unlink(missing_ok=True)
            server.stop()


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)


def _lock(folder: Folder, locks: ExitStack) -> None:
    for _ in range(10):
        try:
            return locks.enter_context(folder.locked("server.lock"))
        except BlockingIOError:  # a server, or somebody who looks whether there is one: that takes no time
            time.sleep(POLL)
    raise BlockingIOError


def _wait(folder: Folder, locks: ExitStack) -> None:
    """Until told to leave, or until there is no user; then new ones wait, by the lock, for the data to be closed."""
    while not folder.leave.exists():
        if not folder.stay.exists():
            try:
                locks.enter_context(folder.locked("users.lock"))
            except BlockingIOError:
                pass
            else:
                return
        time.sleep(POLL)


def _start(path: Path) -> tuple[Any, Address]:
    os.chdir(path)  # the engine writes a log folder where it stands
    from arcadedb_embedded import create_server
    from arcadedb_embedded.jvm import start_jvm

    start_jvm(heap_size=HEAP)
    # Old passwords go with the files that hold their hashes.
    config = path / "config"
    shutil.rmtree(config, ignore_errors=True)
    config.mkdir()
    (config / "server-groups.json").write_text(json.dumps(GROUPS), encoding="utf-8")
    writer, reader = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    server = create_server(
        root_path=str(path),
        root_password=writer,
        config={
            "host": "127.0.0.1",
            "http_port": _free_ports(),
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "server_defaultDatabases": f"{DATABASE}[{READER}:{reader}:{READER}]",
            "bolt_host": "127.0.0.1",
            "bolt_port": 0,
            "bolt_maxMessageSize": MESSAGE,
            "bolt_packstream_maxValueLength": MESSAGE,
            "opencypher_loadCsv_allowFileUrls": False,
            "opencypher_loadCsv_allowRemoteUrls": False,
            "txWalFlush": 2,
        },
    )
    server.start()
    database = server._java_server.getDatabase(DATABASE)
    for statement in schema.name_index_sql():
        database.command("sql", statement)
    # The port that the system chose is told by the engine's own object only.
    port = next(p.getPort() for p in server._java_server.getPlugins() if "Bolt" in str(p.getName()))
    return server, Address(int(port), os.getpid(), writer, reader)


def _free_ports() -> str:
    """A range for the HTTP server, which cannot be left out and is not used; it takes the first port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        first: int = probe.getsockname()[1]
    return f"{first}-{min(first + 100, 65535)}"


def main() -> None:
    try:
        serve(Folder(Path(sys.argv[1])))
    except BlockingIOError:
        sys.exit("another server has the folder")


if __name__ == "__main__":
    main()
