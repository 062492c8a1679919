"""The CSV folder for `neo4j-admin database import`, read back here, and imported by the real importer where its jars are."""

import csv
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import GraphError, InputError, StoreError
from kg.graph import ArticleGraph
from loaders import bulk, neo4j
from loaders import store as stores
from loaders.network import network
from loaders.store import Store
from tests.dump import dump
from tests.running import skip_or_fail
from tests.valley import demolition, valley

HOSTILE = 'a,"b"";c\\\n\r\n\tد\u202e|<>{}\'`;:ID,:LABEL\u2028 \U0001f600 '


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


@pytest.mark.store
@pytest.mark.parametrize("each_store", ["embedded"], indirect=True)
def test_the_imported_database_is_the_loaded_one(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        jars = neo4j.fetch(neo4j.cache())
    except StoreError as error:
        skip_or_fail(f"no Neo4j to import into: {error}")
    graphs = [*valley(), hostile()]
    store.load(graphs)
    bulk.write(graphs, tmp_path / "csv")
    home = tmp_path / "neo4j"
    neo4j.prepare(jars, home, 0)
    importer = ("org.neo4j.server.startup.Neo4jAdminCommand", "database", "import", "full", "neo4j", "@import.args")
    command = (*neo4j.java_command(jars), *importer)
    where = neo4j.environment(home)
    done = subprocess.run(command, cwd=tmp_path / "csv", env=where, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with neo4j.serve(jars, home) as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        with stores.open_store(server.uri) as imported:
            assert dump(imported) == dump(store)
            assert list(imported.article_graphs()) == list(store.article_graphs())
            assert not imported.load(graphs).changed
