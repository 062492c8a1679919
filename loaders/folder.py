"""The folder of an embedded store: its files, its locks, and the life of the server over it.

The server (``loaders.server``) is a process of its own on loopback. How processes agree, all of it by locks that the kernel lets go
when a process ends in whatever way:

* ``server.lock`` is held by the server while it lives, so there is one at most, and an address file without it is an old one.
* ``users.lock`` is shared by every process that uses the store. When the server can take it for itself nobody does, and it ends;
  unless ``stay`` is there, which ``kg store start`` puts and ``kg store stop`` takes away.
* ``writer.lock`` is held for each transaction that writes: the engine does not bear two that make a new type of node at once.
* ``server.json`` has the port and two passwords, made anew at each start, readable by the owner only: one user writes, the other can
  only read, by the engine's own rights.
"""

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from kg.errors import StoreError

FORMAT = 1
"""Of what the folder holds: its marker says by which version of the rows it was written."""
WAIT = 60.0
"""Seconds to wait for a server to start or to end; two or three are usual."""
_PAUSE = 0.05
WRITER, READER = "root", "reader"
"""The users; the first is the engine's own name for who may do everything."""
DATABASE = "isnad"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a running server is, and the passwords of its two users."""

    port: int
    pid: int
    writer: str
    reader: str

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of one store."""

    path: Path

    @property
    def marker(self) -> Path:
        return self.path / "isnad.json"

    @property
    def address_file(self) -> Path:
        return self.path / "server.json"

    @property
    def stay(self) -> Path:
        return self.path / "stay"

    @property
    def leave(self) -> Path:
        return self.path / "leave"

    @property
    def log(self) -> Path:
        return self.path / "server.log"

    def exists(self) -> bool:
        return self.marker.exists()

    def prepare(self) -> None:
        """Makes the folder, for its owner only. Raises ``StoreError`` where it holds something else or another version."""
        try:
            if not self.exists():
                if self.path.exists() and any(self.path.iterdir()):
                    raise StoreError(f"{self.path} holds other files and is no store: name an empty or a new folder in ISNAD_STORE")
                self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
                self.path.chmod(0o700)
                self.marker.write_text(json.dumps({"format": FORMAT}), encoding="utf-8")
            found = json.loads(self.marker.read_text(encoding="utf-8"))
        except OSError as error:
            raise StoreError(f"the store {self.path} cannot be used: {error.strerror or error}") from error
        except ValueError:
            found = None
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise StoreError(f"{self.path} was made by another version: delete the folder and load the article graphs again")

    def running(self) -> bool:
        """Whether a server holds the folder. Looks with a shared lock, so that those who look do not see each other."""
        if not self.exists():
            return False
        try:
            with self.locked("server.lock", shared=True):
                return False
        except BlockingIOError:
            return True

    @contextmanager
    def locked(self, name: str, *, shared: bool = False, wait: bool = False) -> Iterator[None]:
        """Holds a lock; where it is taken it waits, or raises ``BlockingIOError``."""
        handle = os.open(self.path / name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
            yield
        finally:
            os.close(handle)

    def address(self) -> Address | None:
        """None where there is no address (yet). Raises ``StoreError`` where the file is not what a server writes."""
        try:
            return Address(**json.loads(self.address_file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise StoreError(f"{self.address_file} cannot be read ({error}): run `kg store stop` and try again") from error

    def write_address(self, address: Address) -> None:
        """Whole or not at all, readable by the owner only from the first byte."""
        new = self.address_file.with_suffix(".new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(asdict(address), file)
        new.replace(self.address_file)


@contextmanager
def attached(folder: Folder) -> Iterator[Address]:
    """The address of the folder's server, started where none runs. The server lives at least as long as the context."""
    folder.prepare()
    with ExitStack() as locks:
        try:
            locks.enter_context(folder.locked("users.lock", shared=True, wait=True))
            address = _found(folder) or _started(folder)
        except OSError as error:
            raise StoreError(f"the store {folder.path} cannot be used: {error.strerror or error}") from error
        yield address


def _found(folder: Folder) -> Address | None:
    """The address of a server that runs or is about to; None where none does."""
    limit = time.monotonic() + WAIT
    while folder.running():
        if address := folder.address():
            return address
        if time.monotonic() > limit:
            raise StoreError(f"the store {folder.path} is held by a server that does not answer: see {folder.log}, or run `kg store stop`")
        time.sleep(_PAUSE)
    return None


def _started(folder: Folder) -> Address:
    with folder.log.open("wb") as log:
        child = _spawn(folder, log)
    limit = time.monotonic() + WAIT
    while child.poll() is None:
        if folder.running() and (address := folder.address()) and address.pid == child.pid:
            return address
        if time.monotonic() > limit:
            raise StoreError(f"the store's server took more than {WAIT:.0f} s to start and was given up: see {folder.log}")
        time.sleep(_PAUSE)
    # Another process may have been quicker; then its server is the one.
    if address := _found(folder):
        return address
    lines = [line for line in folder.log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    raise StoreError(f"the store's server did not start ({lines[-1] if lines else 'it said nothing'}): see {folder.log}")


def _spawn(folder: Folder, log: IO[bytes]) -> "subprocess.Popen[bytes]":
    # A session of its own: an interrupt from the terminal is for us, and must not tear the server from a transaction.
    command = [sys.executable, "-m", "loaders.server", str(folder.path.resolve())]
    root = str(Path(__file__).resolve().parents[1])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, env=os.environ | {"PYTHONPATH": paths}
    )


def keep(folder: Folder) -> None:
    """Starts the server, if none runs, and has it stay after its users have gone."""
    with attached(folder):
        folder.stay.touch(mode=0o600)


def end(folder: Folder) -> bool:
    """Ends the server, whoever uses it, and waits until its data is closed. False where none ran."""
    if not folder.running():
        return False
    folder.stay.unlink(missing_ok=True)
    folder.leave.touch(mode=0o600)
    limit = time.monotonic() + WAIT
    while folder.running():
        if time.monotonic() > limit:
            raise StoreError(f"the server of {folder.path} does not end: see {folder.log}")
        time.sleep(_PAUSE)
    return True
