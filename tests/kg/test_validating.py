"""`kg validate`: what it prints, of RDF and of article graphs, and with which exit code."""

import json
from pathlib import Path

from kg import stages
from kg.errors import GraphError
from tests.kg.conftest import Run
from tests.valley import valley

LINES = [stages.line(graph) + "\n" for graph in valley()]
WRONG = LINES[0].replace('"type":"cousinOf","subject":"t2","object":"t8"', '"type":"cousinOf","subject":"t2","object":"t4"')
TOLD = (
    "article valley-1: claim r4 “وسالم ابن عم رائد الحمدان” (182:207): “cousin of” goes from a person to a person, and this one does not: "
    "from “سالم الحمدان” (person) to “وادي النخيل” (place)"
)


def test_what_is_well_is_told_in_one_line(kg: Run, tmp_path: Path) -> None:
    well = "kg: 3 articles checked, nothing is wrong\n"
    assert kg("validate", "-i", "-", stdin="".join(LINES)) == (0, "", well)
    for format in ("trig", "turtle"):
        _, rdf, _ = kg("export", "-f", format, "-i", "-", stdin="".join(LINES))
        assert kg("validate", "-f", format, "-", stdin=rdf) == (0, "", well)
    (tmp_path / "a.ttl").write_text(rdf, "utf-8")
    assert kg("validate", tmp_path / "a.ttl") == (0, "", well)


def test_what_is_wrong_is_told_with_its_quote_and_the_others_are_checked(kg: Run, tmp_path: Path) -> None:
    graphs, rdf = tmp_path / "a.jsonl", tmp_path / "a.trig"
    graphs.write_text(WRONG + "{}\n" + LINES[1].replace('"quote":"وجُرح ستة مدنيين"', '"quote":"وجُرح سبعة"') + LINES[2], "utf-8")
    code, out, err = kg("validate", "-i", graphs)
    assert code == GraphError.exit_code
    assert err == "kg: 4 articles checked, 3 things are wrong\n"
    first, second, third = out.splitlines()
    assert first == f"{graphs}: {TOLD}"
    assert second.startswith(f"{graphs}: article ?: line 2: not an article graph")
    assert third.startswith(f"{graphs}: article valley-2: line 3: e3 quotes words that do not stand at ")
    assert kg("export", "-f", "trig", "-i", "-", "-o", rdf, stdin=WRONG + LINES[1])[0] == 0
    assert kg("validate", rdf) == (GraphError.exit_code, f"{rdf}: {TOLD}\n", "kg: 2 articles checked, 1 thing is wrong\n")


def test_findings_for_programs(kg: Run) -> None:
    code, out, _ = kg("validate", "-i", "-", "--json", stdin=WRONG)
    assert code == GraphError.exit_code
    assert json.loads(out) == {
        "file": "<stdin>",
        "article": "valley-1",
        "start": 182,
        "end": 207,
        "about": "claim r4",
        "quote": "وسالم ابن عم رائد الحمدان",
        "message": "“cousin of” goes from a person to a person, and this one does not",
        "value": "from “سالم الحمدان” (person) to “وادي النخيل” (place)",
    }


def test_wrong_use_and_other_files_are_told_in_one_line(kg: Run, tmp_path: Path) -> None:
    one = (2, "", "kg: name the RDF files to check, or article graphs with -i; one of the two\n")
    assert kg("validate") == kg("validate", "a.trig", "-i", "b.jsonl") == one
    (tmp_path / "a.trig").write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    assert kg("validate", tmp_path / "a.trig") == (2, "", f"kg: {tmp_path / 'a.trig'}: no article is in it; `kg export` writes them\n")
    (tmp_path / "a.trig").write_text("<urn:a> <urn:b>", "utf-8")
    assert kg("validate", tmp_path / "a.trig")[0] == 2
