"""`kg query` of a statement of one's own and of a file of RDF, and `kg export` to what is no stream."""

import csv
import json
from pathlib import Path

import pytest

from kg import stages
from tests.kg.conftest import Run
from tests.valley import valley

LINES = "".join(stages.line(graph) + "\n" for graph in valley())
OWN = """MATCH (p:Person)<-[:SUBJECT]-(c:HoldsRole)-[:OBJECT]->(g:Group) WHERE g.name = $group // and not $this
RETURN p.name AS person, c.title AS office, 'costs $5' AS price, c.quote AS quote"""


@pytest.fixture(scope="module")
def loaded(running_store: str) -> str:
    from loaders.store import open_store

    with open_store(running_store) as store:
        store.retract([row["id"] for row in store.query("MATCH (a:Article) RETURN a.id AS id")])
        store.load(valley())
    return running_store


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    path = tmp_path / "mine.cypher"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.mark.store
def test_a_statement_of_ones_own_is_asked(kg: Run, loaded: str, statement: Path) -> None:
    row = {
        "person": "رائد الحمدان", "office": "القائد", "price": "costs $5",
        "quote": "رائد الحمدان، القائد السابق في لواء الصقر",
    }  # fmt: skip
    asked = ("query", "--cypher", str(statement), "group=لواء الصقر", "--store", loaded)
    code, out, _ = kg(*asked, "--json")
    assert (code, [json.loads(line) for line in out.splitlines()]) == (0, [row])
    code, out, _ = kg(*asked, "--csv")
    assert (code, list(csv.DictReader(out.splitlines()))) == (0, [row])
    code, out, _ = kg(*asked)
    assert code == 0
    assert "mine.cypher" in out
    assert "القائد السابق" in out


@pytest.mark.store
def test_a_parameter_may_be_declared(kg: Run, loaded: str, statement: Path) -> None:
    statement.write_text("// $most: integer. How many\nMATCH (p:Person) RETURN p.name AS name ORDER BY name LIMIT $most", encoding="utf-8")
    code, out, _ = kg("query", "--cypher", str(statement), "most=2", "--store", loaded, "--json")
    assert (code, len(out.splitlines())) == (0, 2)
    code, _, said = kg("query", "--cypher", str(statement), "most=two", "--store", loaded)
    assert (code, said) == (5, "kg: parameter most is a whole number, and 'two' is none\n")


@pytest.mark.store
@pytest.mark.parametrize(
    "text, said",
    [
        ("MATCH (p:Person) SET p.name = 'x' RETURN p", "kg: the query would write: queries only read\n"),
        ("MATCH (p:Person) DETACH DELETE p", "kg: the query would write: queries only read\n"),
        ("MATCH (p:Person RETURN p", "kg: the store cannot answer the query: "),
    ],
)
def test_a_statement_that_writes_or_is_wrong_changes_nothing(kg: Run, loaded: str, statement: Path, text: str, said: str) -> None:
    count = ("query", "--cypher", str(statement), "--store", loaded, "--json")
    statement.write_text("MATCH (n) RETURN count(n) AS n, count(DISTINCT n.name) AS names", encoding="utf-8")
    before = kg(*count)
    statement.write_text(text, encoding="utf-8")
    code, out, error = kg(*count)
    assert (code, out) == (5, "")
    assert error.startswith(said)
    assert error.count("\n") == 1
    statement.write_text("MATCH (n) RETURN count(n) AS n, count(DISTINCT n.name) AS names", encoding="utf-8")
    assert kg(*count) == before


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("--cypher", "FILE"), "query mine needs group (text: as it is)"),
        (("--cypher", "FILE", "group=x", "town=y"), "query mine has no parameter town: it has group"),
        (("--cypher", "FILE", "--rdf", "x.trig"), "--rdf and --cypher at once; choose one"),
        (("charges", "--rdf", "x.trig", "--store", "x"), "--rdf and --store at once; choose one"),
        (("--cypher", "none.cypher"), "none.cypher cannot be read"),
        (("charges", "--rdf", "x.txt"), "x.txt: what format of RDF it has is not known by its name"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_line(kg: Run, statement: Path, arguments: tuple[str, ...], said: str) -> None:
    code, out, error = kg("query", *(str(statement) if a == "FILE" else a for a in arguments))
    assert (code in (2, 5), out) == (True, "")
    assert error.startswith(f"kg: {said}")
    assert error.count("\n") == 1


def test_a_file_of_rdf_is_asked_without_a_store(kg: Run, tmp_path: Path) -> None:
    trig = str(tmp_path / "valley.trig")
    assert kg("export", "-i", "-", "-f", "trig", "-o", trig, stdin=LINES)[0] == 0
    code, out, error = kg("query", "office_holders", "of=الصقر", "--rdf", trig, "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, error, [(row["person"], row["office"], row["modality"]) for row in rows]) == (
        0,
        "",
        [("رائد الحمدان", "القائد", "asserted")],
    )


@pytest.mark.parametrize("format", ["edition", "neo4j-csv"])
def test_a_folder_is_written_once(kg: Run, tmp_path: Path, format: str) -> None:
    folder = tmp_path / "out"
    assert kg("export", "-i", "-", "-f", format, "-o", str(folder), stdin=LINES) == (0, "", "")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert {"edition": "SHA256SUMS", "neo4j-csv": "import.args"}[format] in before
    code, _, said = kg("export", "-i", "-", "-f", format, "-o", str(folder), stdin=LINES)
    assert (code, said) == (2, f"kg: {folder}: is not empty; name a new folder\n")
    assert before == {p.name: p.read_bytes() for p in folder.iterdir()}
    code, _, said = kg("export", "-i", "-", "-f", format, stdin=LINES)
    assert (code, said) == (2, f"kg: --format {format} is a folder: name it, -o FOLDER\n")


@pytest.mark.parametrize("format", ["edition", "neo4j-csv"])
def test_a_file_is_no_folder_to_write_into(kg: Run, tmp_path: Path, format: str) -> None:
    mine = tmp_path / "mine"
    mine.write_text("mine", encoding="utf-8")
    code, _, said = kg("export", "-i", "-", "-f", format, "-o", str(mine), stdin=LINES)
    assert (code, said) == (2, f"kg: {mine}: is no folder; name a new folder\n")
    assert mine.read_text(encoding="utf-8") == "mine"


@pytest.mark.store
def test_articles_of_the_store_are_chosen_by_what_they_are_called(kg: Run, loaded: str) -> None:
    first, second, _ = valley()
    asked = ("export", "-f", "jsonl", "--store", loaded)
    for given in (["valley-1", second.article.id], [first.article.iri, f"article/{second.article.id}", "valley-1"]):
        code, out, _ = kg(*asked, *(word for name in given for word in ("--article", name)))
        assert (code, {json.loads(line)["doc"] for line in out.splitlines()}) == (0, {"valley-1", "valley-2"})
    code, out, said = kg(*asked, "--article", "valley-9")
    assert (code, out, said) == (5, "", "kg: no article valley-9 is in the store\n")


def test_an_edition_says_whose_it_is(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "about.toml").write_text('title = "One valley"\ncreators = ["A. Reader"]\n', encoding="utf-8")
    asked = ("export", "-i", "-", "--metadata", str(tmp_path / "about.toml"))
    assert kg(*asked, "-f", "edition", "-o", str(tmp_path / "out"), stdin=LINES)[0] == 0
    assert "> A. Reader. *One valley*." in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    code, _, said = kg(*asked, "-f", "trig", stdin=LINES)
    assert (code, said.startswith(f"kg: --metadata {tmp_path / 'about.toml'}: only an edition has one")) == (2, True)


def test_a_style_needs_no_store(kg: Run) -> None:
    code, out, _ = kg("export", "-f", "grass")
    assert code == 0
    assert "node.Person {" in out
    assert "relationship.ALLEGED_MEMBER_OF {" in out
