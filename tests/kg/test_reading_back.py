"""`kg import`: files of several formats and the store back into article graphs, and one line where that cannot be."""

import json
from pathlib import Path

import pytest

from kg import stages
from tests.kg.conftest import Run
from tests.valley import valley

LINES = "".join(stages.line(graph) + "\n" for graph in valley())


def sorted_json(lines: str) -> list[str]:
    return sorted(json.dumps(json.loads(line), sort_keys=True) for line in lines.splitlines())


@pytest.mark.parametrize("format,name", [("trig", "a.trig"), ("nquads", "a.nq"), ("nquads", "a.NQUADS"), ("jsonld", "a.jsonld")])
def test_what_was_exported_is_imported_byte_for_byte(kg: Run, tmp_path: Path, format: str, name: str) -> None:
    file = tmp_path / name
    assert kg("export", "-f", format, "-i", "-", "-o", file, stdin=LINES) == (0, "", "")
    assert kg("import", file) == (0, LINES, "")
    assert kg("import", "-f", format, "-", stdin=file.read_text("utf-8")) == (0, LINES, "")


def test_several_files_become_one_set_of_graphs(kg: Run, tmp_path: Path) -> None:
    for format in ("trig", "nquads"):
        kg("export", "-f", format, "-i", "-", "-o", tmp_path / f"a.{format}", stdin=LINES)
    assert kg("import", tmp_path / "a.trig", tmp_path / "a.nquads", "-o", tmp_path / "back.jsonl") == (0, "", "")
    assert (tmp_path / "back.jsonl").read_text("utf-8") == LINES


@pytest.mark.store
def test_a_store_is_read_back(kg: Run, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert kg("load", "--store", store, stdin=LINES)[0] == 0
    code, out, err = kg("import", "--from-store", "--store", store)
    assert (code, err) == (0, "")
    assert sorted_json(out) == sorted_json(LINES)


@pytest.mark.parametrize(
    "name,content,code,said",
    [
        ("a.ttl", "", 2, "its name does not end in .trig, .nq, .nquads, .jsonld; say what it is with --format trig or nquads or jsonld"),
        ("a.nq", "<http://example.org/a>\n", 2, "is no nquads"),
        ("a.trig", "@prefix x: <urn:x:> .\nx:a x:b x:c .\n", 3, "the statement ‘urn:x:a urn:x:b urn:x:c’ is not ours"),
        ("a.nq", "\x00\n", 2, "is no nquads"),
        ("a.jsonld", "{", 2, "is no jsonld"),
    ],
)  # fmt: skip
def test_other_files_are_refused_in_one_line_and_nothing_is_written(
    kg: Run, tmp_path: Path, name: str, content: str, code: int, said: str
) -> None:
    file, out = tmp_path / name, tmp_path / "out.jsonl"
    file.write_text(content, "utf-8")
    got, printed, err = kg("import", file, "-o", out)
    assert (got, printed, out.exists()) == (code, "", False)
    assert err.startswith(f"kg: {file}")
    assert said in err
    assert err.count("\n") == 1


def test_wrong_use_is_told(kg: Run, tmp_path: Path) -> None:
    two = (2, "", "kg: name the files to read, or --from-store for the store; one of the two\n")
    assert kg("import") == kg("import", "a.trig", "--from-store") == two
    assert kg("import", "-f", "turtle", "-") == (2, "", "kg: --format turtle: cannot be read back; choose one of trig, nquads, jsonld\n")
    assert kg("import", tmp_path / "no.trig")[0] == 2
