"""The CSV folder for `neo4j-admin database import`, read back here, and imported by the real importer where its jars are."""

import csv
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import randrange
from typing import Any

import pytest

from kg.errors import GraphError, InputError
from kg.graph import ArticleGraph
from loaders import bulk
from loaders import store as stores
from loaders.network import network
from loaders.store import Store
from tests.dump import dump
from tests.valley import demolition, valley

JARS = Path(os.environ.get("ISNAD_NEO4J_LIB", "/tmp/neo4j-lib/lib"))
HOSTILE = 'a,"b"";c\\\n\r\n\tد\u202e|<>{}\'`;:ID,:LABEL\u2028 \U0001f600 '
JAVA = [
    "java", "-Xms256m", "-Xmx768m", "-XX:+UseG1GC",
    "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED", "-Dfile.encoding=UTF-8",
    "-cp", f"{JARS}/*",
]  # fmt: skip


def hostile() -> ArticleGraph:
    """The first article of the valley with words of every kind of syntax in each field that is free, and empty ones."""
    graph = demolition()
    about = replace(graph.article, text=graph.article.text + HOSTILE, doc="", title=HOSTILE, outlet="", author=HOSTILE, url=HOSTILE)
    entities = (replace(graph.entities[0], name=HOSTILE), *graph.entities[1:])
    relations = tuple(replace(r, title=HOSTILE if r.id == "r5" else "") if r.type == "holdsRole" else r for r in graph.relations)
    return replace(graph, article=about, entities=entities, relations=relations, extractor=HOSTILE).check()


def read(folder: Path) -> tuple[dict[str, dict[str, Any]], list[tuple[str, str, str, dict[str, Any]]]]:
    """Nodes by id with their labels, and edges, as the files have them."""
    nodes, edges = {}, []
    for line in (folder / "import.args").read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition("=")
        if kind not in ("--nodes", "--relationships"):
            continue
        name, _, file = rest.rpartition("=")
        with (folder / file).open(encoding="utf-8", newline="") as stream:
            columns, *rows = csv.reader(stream)
        for row in rows:
            ends = 1 if kind == "--nodes" else 2
            # The csv module tells no empty text from an absent one: both are left out here, and told apart by the real importer below.
            values = {c: v for c, v in zip(columns[ends:], row[ends:], strict=True) if v != ""}
            about = {c.split(":")[0]: value(v, c.split(":")[1]) for c, v in values.items()}
            if ends == 1:
                nodes[row[0]] = about | {"id": row[0], "labels": name.split(":")}
            else:
                edges.append((row[0], name, row[1], about))
    return nodes, edges


def value(text: str, kind: str) -> Any:
    if kind.endswith("[]"):
        return [value(part, kind[:-2]) for part in text.split(bulk.DELIMITER)]
    return {"long": int, "double": float, "boolean": "true".__eq__, "string": str}[kind](text)


def test_the_folder_holds_the_graph_of_the_stores(tmp_path: Path) -> None:
    graphs = [*valley(), demolition(), hostile()]
    counts = bulk.write(graphs, tmp_path / "csv")
    nodes, edges = read(tmp_path / "csv")
    assert nodes.pop("store") == {"id": "store", "labels": ["Store"], "format": stores.FORMAT}
    graph = network(graphs)

    def kept(about: dict[str, Any]) -> dict[str, Any]:
        return {name: v for name, v in about.items() if v not in ("", [""])}

    assert nodes == {iri: kept(about) for iri, about in graph.nodes(data=True)}
    wanted = [(s, about["type"], t, kept({n: v for n, v in about.items() if n != "type"})) for s, t, about in graph.edges(data=True)]
    assert sorted(edges, key=str) == sorted(wanted, key=str)
    assert counts == {"nodes": len(graph), "edges": graph.number_of_edges()}


def test_headers_name_ids_types_and_lists(tmp_path: Path) -> None:
    bulk.write(valley(), tmp_path / "csv")
    first = {path.name: path.read_text(encoding="utf-8").splitlines()[0] for path in (tmp_path / "csv").glob("*.csv")}
    assert first["agent.csv"] == ":START_ID,:END_ID,ref:string,position:long"
    assert first["alleged_member_of.csv"].startswith(":START_ID,:END_ID,claims:string[],")
    assert first["entity-place.csv"].startswith("id:ID,type:string,name:string,names:string[],key:string,keys:string[],")
    assert "latitude:double" in first["entity-place.csv"]
    assert "disputed:boolean" in first["claim-killing.csv"]
    types = {"string", "string[]", "long", "long[]", "double", "boolean"}
    for line in first.values():
        assert {column.split(":")[1] for column in line.split(",")} - {"ID", "START_ID", "END_ID"} <= types


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"is not empty; name a new folder$"):
        bulk.write(valley(), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_what_the_importer_could_not_give_back_is_refused(tmp_path: Path) -> None:
    graph = demolition()
    graph = replace(graph, entities=(replace(graph.entities[0], name="a\x1fb"), *graph.entities[1:]))
    with pytest.raises(GraphError, match=r"U\+001F"):
        bulk.write([graph], tmp_path / "csv")


def test_nothing_but_what_is_shared_is_held(tmp_path: Path) -> None:
    def graphs() -> Iterator[ArticleGraph]:
        yield demolition()
        # The first article is on its way before the second is asked for.
        assert (tmp_path / "csv" / "claim-demolition.csv").exists()
        yield valley()[1]

    bulk.write(graphs(), tmp_path / "csv")


@pytest.fixture(scope="module")
def admin() -> None:
    """The importer of Neo4j 5, run as a process of its own."""
    missing = "" if JARS.is_dir() else f"no Neo4j jars in {JARS}: name their folder in ISNAD_NEO4J_LIB"
    missing = missing if shutil.which("java") else "no java on this machine"
    if missing and os.environ.get("CI"):
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)


def answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def served(home: Path, port: int) -> Iterator[str]:
    command = [*JAVA, "org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "out.txt").open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            began = time.monotonic()
            while not answers(port):
                gone = process.poll() is not None or time.monotonic() - began > 90
                assert not gone, (home / "out.txt").read_text(encoding="utf-8")
                time.sleep(0.5)
            yield f"bolt://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(60)


@pytest.mark.store
@pytest.mark.usefixtures("admin")
def test_the_imported_database_is_the_loaded_one(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    graphs = [*valley(), hostile()]
    store.load(graphs)
    bulk.write(graphs, tmp_path / "csv")
    home, port = tmp_path / "neo4j", randrange(20000, 60000)
    (home / "conf").mkdir(parents=True)
    settings = {
        "server.default_listen_address": "127.0.0.1", "server.bolt.listen_address": f"127.0.0.1:{port}", "server.http.enabled": "false",
        "server.memory.heap.initial_size": "256m", "server.memory.heap.max_size": "768m", "server.memory.pagecache.size": "64m",
        "dbms.usage_report.enabled": "false", "dbms.security.auth_enabled": "false",
    }  # fmt: skip
    (home / "conf" / "neo4j.conf").write_text("".join(f"{k}={v}\n" for k, v in settings.items()), encoding="utf-8")
    where = os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    command = [*JAVA, "org.neo4j.server.startup.Neo4jAdminCommand", "database", "import", "full", "neo4j", "@import.args"]
    done = subprocess.run(command, cwd=tmp_path / "csv", env=where, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    monkeypatch.setenv("ISNAD_STORE_USER", "neo4j")
    monkeypatch.setenv("ISNAD_STORE_PASSWORD", "none-is-asked")
    with served(home, port) as address, stores.open_store(address) as imported:
        assert dump(imported) == dump(store)
        assert list(imported.article_graphs()) == list(store.article_graphs())
        assert not imported.load(graphs).changed
