"""The graph in memory, which is that of the store, and the GraphML and GEXF that graph programs open."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import networkx as nx
import pytest

from kg.graph import ArticleGraph
from loaders.network import Network, network, write_gexf, write_graphml
from loaders.store import Store
from tests.valley import airstrike, demolition, execution, valley

ROOT = Path(__file__).resolve().parents[2]


def both(graph: "Network[str]", tmp_path: Path) -> list["Network[str]"]:
    write_graphml(graph, tmp_path / "x.graphml")
    write_gexf(graph, tmp_path / "x.gexf")
    return [nx.read_graphml(tmp_path / "x.graphml", force_multigraph=True), nx.read_gexf(tmp_path / "x.gexf")]


@pytest.mark.store
def test_the_graph_in_memory_is_the_graph_of_the_store(store: Store) -> None:
    store.load(valley())
    graph = network([*valley(), demolition()])
    nodes = store.query("MATCH (n) WHERE NOT n:Store RETURN labels(n) AS labels, properties(n) AS properties")
    stored = {n["properties"]["id"]: n["properties"] | {"labels": sorted(n["labels"])} for n in nodes}
    assert {id: about | {"labels": sorted(about["labels"])} for id, about in graph.nodes(data=True)} == stored
    edges = store.query("MATCH (s)-[e]->(t) RETURN s.id AS s, t.id AS t, {type: type(e)} AS type, properties(e) AS properties")
    assert sorted(((s, t, about) for s, t, about in graph.edges(data=True)), key=_sorted) == sorted(
        ((e["s"], e["t"], e["properties"] | e["type"]) for e in edges), key=_sorted
    )


def _sorted(edge: tuple[str, str, dict[str, object]]) -> tuple[str, ...]:
    return edge[0], edge[1], str(sorted(edge[2].items()))


def test_files_keep_nodes_edges_and_arabic(tmp_path: Path) -> None:
    graph = network(valley())
    wadi, claim = "https://w3id.org/isnad/id/place/T1", demolition().claim_iri("e1")
    for found in both(graph, tmp_path):
        assert set(found) == set(graph)
        assert sorted((s, t) for s, t in found.edges()) == sorted((s, t) for s, t in graph.edges())
        place = found.nodes[wadi]
        assert (place["label"], place["type"], place["type_ar"]) == ("وادي النخيل", "Place", "مكان")
        assert (place["latitude"], place["longitude"], place["labels"]) == (35.25, 40.5, "Entity | Place")
        assert place["name_key"] == "وادي النخيل"
        about = found.nodes[claim]
        assert (about["label"], about["type"], about["time"], about["earliest"]) == ("هدم", "Demolition", "2016-08-26", "2016-08-26")
        assert about["quote"] == demolition().article.text[about["quote_start"] : about["quote_end"]] == "هدم لواء الصقر منزل سالم الحمدان"
        target = next(data for s, _, data in found.edges(data=True) if s == claim and data["relationship"] == "TARGET")
        assert target["label"] == "TARGET"
        assert not [name for _, data in found.nodes(data=True) for name, value in data.items() if value in (None, "None") or name == "text"]


def test_settled_dates_are_what_the_timeline_of_gephi_goes_by(tmp_path: Path) -> None:
    write_gexf(network(valley()), tmp_path / "x.gexf")
    root = ET.parse(tmp_path / "x.gexf").getroot()
    space = "{http://www.gexf.net/1.2draft}"
    (graph,) = root.findall(f"{space}graph")
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("defaultedgetype")) == ("dynamic", "date", "directed")
    dated = {n.get("label"): (n.get("start"), n.get("end")) for n in graph.iter(f"{space}node") if n.get("start") or n.get("end")}
    assert dated == {"هدم": ("2016-08-26", "2016-08-26"), "أعدم": ("2016-08-20", "2016-08-25")}
    # GEXF wants what attributes there are before the nodes, and the nodes before the edges.
    assert [child.tag.removeprefix(space) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    write_gexf(network([replace(execution(), events=())]), tmp_path / "y.gexf")
    (undated,) = ET.parse(tmp_path / "y.gexf").getroot().findall(f"{space}graph")
    assert undated.get("mode") == "static"


def test_files_say_the_same_in_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import sys; from loaders.network import *; from tests.valley import valley\n"
        "graph = network(valley()); write_graphml(graph, sys.stdout.buffer); write_gexf(graph, sys.stdout.buffer)"
    )

    def run(seed: str) -> bytes:
        return subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout

    first = run("1")
    assert first == run("2")
    assert b"lastmodified" not in first


@pytest.mark.parametrize("text", ["<&\"'>]]>", "\x00\x0b\ufffe", "\u202eسالم\u202c", "👨‍👩‍👧", "a\r\n\tb"])
def test_files_of_hostile_strings_are_xml(text: str, tmp_path: Path) -> None:
    graph = airstrike()
    hostile = replace(graph, article=replace(graph.article, title=text), entities=tuple(replace(e, name=text) for e in graph.entities))
    shown = "".join("\ufffd" if c in "\x00\x0b\ufffe" else c for c in text).replace("\r\n", "\n")
    for name, write in (("graphml", write_graphml), ("gexf", write_gexf)):
        buffer = BytesIO()
        write(network([hostile]), buffer)
        root = ET.fromstring(buffer.getvalue())
        assert root.tag.endswith(name)
        if "\t" not in text:  # an attribute has no line ends
            assert shown in ET.tostring(root, encoding="unicode", method="text") or shown in {
                v for e in root.iter() for v in e.attrib.values()
            }


def test_an_empty_graph_is_a_file(tmp_path: Path) -> None:
    none: list[ArticleGraph] = []
    for found in both(network(none), tmp_path):
        assert len(found) == 0
