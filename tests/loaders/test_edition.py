"""The folder of an edition: whole, checkable, described, and the same bytes each time."""

import hashlib
import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from rdflib import DCAT, DCTERMS, RDF, VOID, Graph, Literal, URIRef

from kg.errors import InputError
from kg.stages import Summary, graphs
from loaders import edition, rdf
from loaders.dataset import Dataset
from loaders.edition import About
from ontology.vocabulary import NAMESPACE
from queries import find
from tests.valley import demolition, valley

ABOUT = About(
    title="Claims of one valley",
    creators=("ليلى الحمد", "A. Reader"),
    publisher="The Valley Archive",
    version="2",
    issued="2026-11-25",
    licence="https://creativecommons.org/licenses/by/4.0/",
    terms="Creative Commons Attribution 4.0.",
    url="https://example.org/valley",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    edition.write([*valley(), demolition()], tmp_path / "edition", ABOUT)
    return tmp_path / "edition"


def test_the_data_are_the_graphs(folder: Path) -> None:
    with (folder / "graphs.jsonl").open("rb") as lines:
        assert list(graphs(lines, "graphs.jsonl")) == valley()
    trig = BytesIO()
    rdf.write(valley(), "trig", trig)
    assert (folder / "claims.trig").read_bytes() == trig.getvalue()
    rows = Dataset.read(folder / "claims.trig").ask(find("office_holders"), {"of": "لواء الصقر"})
    assert [row["person"] for row in rows] == ["رائد الحمدان"]


def test_checksums_hold_for_every_file(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert sums == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.name != "SHA256SUMS"}
    assert set(sums) == {"LICENSE.txt", "README.md", "claims.trig", "counts.json", "dataset.ttl", "graphs.jsonl"}


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum on this machine")
def test_sha256sum_checks_them(folder: Path) -> None:
    def check() -> int:
        return subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True, check=False).returncode

    assert check() == 0
    with (folder / "graphs.jsonl").open("ab") as out:
        out.write(b" ")
    assert check() == 1


def test_the_same_graphs_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    edition.write(valley(), tmp_path / "again", ABOUT)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()}


def test_catalogues_can_read_what_it_is(folder: Path) -> None:
    found = Graph().parse(folder / "dataset.ttl")
    node = URIRef("https://example.org/valley")
    assert set(found.objects(node, RDF.type)) == {DCAT.Dataset, VOID.Dataset}
    assert {str(o) for o in found.objects(node, DCTERMS.creator)} == {"ليلى الحمد", "A. Reader"}
    assert found.value(node, DCTERMS.license) == URIRef(ABOUT.licence)
    assert found.value(node, DCTERMS.issued) == Literal("2026-11-25", datatype=URIRef("http://www.w3.org/2001/XMLSchema#date"))
    assert found.value(node, VOID.documents) == Literal(3)
    assert found.value(node, VOID.triples) == Literal(sum(len([*rdf.quads(graph)]) for graph in valley()))
    summary = Summary()
    for graph in valley():
        summary.add(graph)
    parts = found.objects(node, VOID.classPartition)
    numbers = {str(found.value(p, DCTERMS.subject) or found.value(p, VOID["class"])): found.value(p, VOID.entities) for p in parts}
    assert numbers == {NAMESPACE + name: Literal(n) for name, n in {**summary.entities, **summary.claims}.items()}
    sizes = {str(found.value(d, DCTERMS.title)): int(str(found.value(d, DCAT.byteSize))) for d in found.objects(node, DCAT.distribution)}
    assert sizes == {name: (folder / name).stat().st_size for name in ("claims.trig", "graphs.jsonl", "counts.json")}


def test_how_to_cite_it_is_said(folder: Path) -> None:
    digest = hashlib.sha256((folder / "graphs.jsonl").read_bytes()).hexdigest()
    cite = "> ليلى الحمد, A. Reader (2026-11-25). *Claims of one valley*. version 2. The Valley Archive. https://example.org/valley. "
    assert f"{cite}SHA-256 of graphs.jsonl: {digest}" in (folder / "README.md").read_text(encoding="utf-8")
    assert (folder / "LICENSE.txt").read_text(encoding="utf-8") == f"{ABOUT.licence}\n\n{ABOUT.terms}"
    counts = json.loads((folder / "counts.json").read_text(encoding="utf-8"))
    assert (counts["articles"], sum(counts["claims"].values())) == (3, sum(len([*graph.claims]) for graph in valley()))


def test_without_a_licence_none_is_given_away(tmp_path: Path) -> None:
    edition.write(valley(), tmp_path / "edition")
    assert "No licence was stated" in (tmp_path / "edition" / "LICENSE.txt").read_text(encoding="utf-8")
    assert Graph().parse(tmp_path / "edition" / "dataset.ttl").value(None, DCTERMS.license) is None


def test_a_folder_with_something_in_it_is_left_alone(folder: Path) -> None:
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    with pytest.raises(InputError, match="is not empty; name a new folder"):
        edition.write(valley(), folder)
    assert before == {p.name: p.read_bytes() for p in folder.iterdir()}


@pytest.mark.parametrize(
    "text, said",
    [
        ('titel = "x"', "titel is unknown; there are title, description, creators"),
        ("title = 5", "title is a text in quotes, and 5 is none"),
        ('creators = "A"', "creators is a list of texts, and 'A' is none"),
        ('licence = "CC BY"', "licence is an address that begins with https://, and 'CC BY' is none"),
        ("title = ", "is no TOML"),
    ],
)
def test_a_description_that_is_not_as_it_should_be_is_told(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "about.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        About.read(path)
    assert f"{path}: {said}" in str(raised.value)


def test_a_description_is_read(tmp_path: Path) -> None:
    (tmp_path / "about.toml").write_text('title = "عنوان"\ncreators = ["A", "B"]\n', encoding="utf-8")
    assert About.read(tmp_path / "about.toml") == About(title="عنوان", creators=("A", "B"))
