"""A Neo4j server of one's own, for those who have Java: fetched with Maven, run on loopback, ended by a signal.

    python -m loaders.neo4j          # what `make neo4j` runs

The server (Community, GPLv3) is a process beside us, spoken to over Bolt only. It is fetched once, into a folder of the user's cache: what
``neo4j.pom.xml`` names. Its data is a folder of its own; nothing outside of it is written.
"""

import argparse
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import FrameType
from xml.etree import ElementTree

from kg.errors import IsnadError, StoreError

USER = "neo4j"
WAIT = 180.0
"""Seconds to wait for a server to answer; ten are usual."""
_PAUSE = 0.1
_WATCHED = 'exec 3<&0; { cat <&3; kill $$; } >/dev/null 2>&1 & exec "$@" 3<&- </dev/null'
"""A shell that becomes the command, and ends it when its standard input closes: the server goes with us, even where we are killed."""
_POM = files("loaders").joinpath("neo4j.pom.xml")
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_JAVA = ("-Xms256m", "-XX:+UseG1GC", *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED), "-Dfile.encoding=UTF-8")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its address, its password (the user is ``neo4j``), its process and its log."""

    uri: str
    password: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def environment(self) -> dict[str, str]:
        """What has ``loaders.store.open_store`` use it."""
        return {"ISNAD_STORE": self.uri, "ISNAD_STORE_USER": USER, "ISNAD_STORE_PASSWORD": self.password}


def missing() -> str | None:
    """The first program that is needed and not on this machine: ``java`` or ``mvn``; None where both are."""
    return next((name for name in ("java", "mvn") if shutil.which(name) is None), None)


def version() -> str:
    """The version that the pom names."""
    found = ElementTree.fromstring(_POM.read_text("utf-8")).find(".//{*}neo4j.version")
    if found is None or not found.text:
        raise StoreError(f"{_POM} names no version")
    return found.text


def cache() -> Path:
    """Where the jars of this version are kept: the user's cache folder."""
    given = os.environ.get("XDG_CACHE_HOME")
    home = Path(given) if given and Path(given).is_absolute() else Path("~/.cache").expanduser()
    return home / "isnad" / "neo4j" / version()


def fetch(folder: Path) -> Path:
    """The folder with the server's jars (some 120 MB), fetched where it is not there yet: whole or not at all.

    Raises ``StoreError`` where Java or Maven is missing or the jars cannot be had.
    """
    if program := missing():
        raise StoreError(f"{program} is not on this machine: Neo4j needs Java 17 and Maven (Debian: openjdk-17-jre-headless, maven)")
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        made = Path(name)
        (made / "pom.xml").write_text(_POM.read_text("utf-8"), encoding="utf-8")
        command = ("mvn", "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={made / 'lib'}", "-DincludeScope=runtime")
        done = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False)
        if done.returncode:
            said = next((line for line in done.stdout.splitlines() if line.startswith("[ERROR]")), "it said nothing")
            raise StoreError(f"Maven cannot fetch Neo4j {version()}: {said.removeprefix('[ERROR]').strip()[:300]}")
        try:
            (made / "lib").rename(folder)
        except OSError:
            if not folder.exists():  # another process may have been quicker; its copy is the same
                raise
    return folder


@contextmanager
def serve(jars: Path, home: Path, *, bolt: int = 0, http: int | None = None) -> Iterator[Server]:
    """A server over the data in ``home`` (made where it is not there), on loopback; ended with the context, its data closed.

    ``bolt`` is a port, 0 for one that is free; ``http`` that of Neo4j Browser, None for none. Raises ``StoreError`` where it does not
    start.
    """
    port = bolt or _free_port()
    password = prepare(jars, home, port, http)
    log = home / "server.log"
    with log.open("ab") as out:
        folders = f"--home-dir={home}", f"--config-dir={home / 'conf'}"
        command = (*java_command(jars, "-Xmx1g"), "org.neo4j.server.CommunityEntryPoint", *folders)
        # A session of its own: an interrupt from the terminal is for us, and we end the server then.
        process = subprocess.Popen(
            ("sh", "-c", _WATCHED, "sh", *command),
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=out,
            env=environment(home),
            start_new_session=True,
        )
    try:
        server = Server(f"bolt://127.0.0.1:{port}", password, process, log)
        _wait(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(WAIT)
        except subprocess.TimeoutExpired:
            process.kill()
        with process:  # closes its standard input
            pass


def java_command(jars: Path, *options: str) -> tuple[str, ...]:
    """Java with the server's jars; the class to run and its arguments go after it."""
    return ("java", *_JAVA, *options, "-cp", f"{jars}/*")


def environment(home: Path) -> Mapping[str, str]:
    """What the server's programs find their data by."""
    return os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}


def prepare(jars: Path, home: Path, bolt: int, http: int | None = None) -> str:
    """Writes the settings, and at the first time a password, which is kept beside the data for its owner only. Returns it."""
    (home / "conf").mkdir(mode=0o700, parents=True, exist_ok=True)
    home.chmod(0o700)
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{bolt}",
        "server.http.enabled": "false" if http is None else "true",
        "server.http.listen_address": f"127.0.0.1:{http or 0}",
        "server.memory.pagecache.size": "256m",
        "dbms.usage_report.enabled": "false",
        "db.tx_log.preallocate": "false",
        # A statement that is given to us opens no file and no address.
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "server.directories.import": "import",
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
    }
    lines = "".join(f"{name}={value}\n" for name, value in settings.items())
    (home / "conf" / "neo4j.conf").write_text(lines, encoding="utf-8")
    kept = home / "password"
    if not kept.exists():
        password = secrets.token_hex(12)  # never begins like an option
        command = (*java_command(jars), "org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", password)
        done = subprocess.run(command, env=environment(home), capture_output=True, text=True, check=False)
        if done.returncode:
            raise StoreError(f"Neo4j cannot be set up in {home}: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(password)
    return kept.read_text(encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(server: Server) -> None:
    from neo4j import GraphDatabase
    from neo4j.exceptions import AuthError, DriverError, Neo4jError

    limit, last = time.monotonic() + WAIT, "it has ended"
    while server.process.poll() is None and time.monotonic() < limit:
        try:
            with GraphDatabase.driver(server.uri, auth=(USER, server.password)) as driver:
                driver.verify_connectivity()
            return
        except AuthError as error:
            raise StoreError(f"{server.uri} refuses the password beside its data: another server may have the port") from error
        except (DriverError, Neo4jError, OSError) as error:
            last = str(error).split("\n")[0][:200]
            time.sleep(_PAUSE)
    raise StoreError(f"the Neo4j server did not start ({last}): see {server.log} and the logs beside it")


def main() -> None:
    """Fetches and runs a server until a signal ends it."""
    parser = argparse.ArgumentParser(prog="python -m loaders.neo4j", description="A Neo4j server on this machine.")
    parser.add_argument("--home", type=Path, default=Path("out/neo4j"), help="folder of its data (out/neo4j)")
    parser.add_argument("--port", type=int, default=7687, help="of Bolt, on this machine only (7687)")
    parser.add_argument("--http", type=int, default=7474, help="port of Neo4j Browser, on this machine only (7474)")
    given = parser.parse_args()

    def leave(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, leave)
    try:
        jars = cache()
        if not jars.exists() and not missing():
            print(f"Fetching Neo4j {version()} into {jars} (120 MB, once) …", flush=True)
        with serve(fetch(jars), given.home.absolute(), bolt=given.port, http=given.http) as server:
            print(f"Neo4j {version()} runs at {server.uri}, user {USER}, password {server.password}; Ctrl-C ends it.\n")
            print("To load and to ask, in another terminal:")
            print("".join(f"  export {name}={value}\n" for name, value in server.environment().items()))
            print(f"Neo4j Browser: http://127.0.0.1:{given.http}/browser/ (the same user and password)", flush=True)
            server.process.wait()
            sys.exit(f"isnad: the Neo4j server ended by itself: see {server.log}")
    except IsnadError as error:
        print(f"isnad: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("Neo4j has ended; its data is kept.")


if __name__ == "__main__":
    main()
