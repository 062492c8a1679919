"""FollowTheMoney entities: against the schemata that the library ships, and that nothing unsure becomes a plain tie."""

import json
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.graph import ArticleGraph
from loaders import ftm
from loaders.ftm import identifier, records
from ontology import vocabulary
from tests.valley import airstrike, demolition, execution, valley

A, B, C = demolition(), airstrike(), execution()


@cache
def schemata() -> dict[str, dict[str, Any]]:
    """The model of the library that is installed for this (its code needs ICU, its schemata are files)."""
    spec = find_spec("followthemoney")
    assert spec
    assert spec.submodule_search_locations
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(Path(spec.submodule_search_locations[0], "schema").glob("*.y*ml")):
        found |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@cache
def family(schema: str) -> frozenset[str]:
    """A schema and all that it extends."""
    return frozenset({schema}.union(*(family(parent) for parent in schemata()[schema].get("extends", []))))


def properties(schema: str) -> dict[str, Any]:
    return {name: about for part in family(schema) for name, about in (schemata()[part].get("properties") or {}).items()}


def faults(lines: list[dict[str, Any]]) -> list[str]:
    """Each thing that the model does not allow."""
    found, kinds = [], {line["id"]: line["schema"] for line in lines}
    for line in lines:
        where = f"{line['id']} ({line['schema']})"
        if line["schema"] not in schemata() or schemata()[line["schema"]].get("abstract"):
            found.append(f"{where}: no schema that can be used")
            continue
        known = properties(line["schema"])
        needed = {name for part in family(line["schema"]) for name in schemata()[part].get("required") or ()}
        found += [f"{where} has no {name}" for name in needed - line["properties"].keys()]
        for name, values in line["properties"].items():
            if name not in known:
                found.append(f"{where}: unknown {name}")
            elif wanted := known[name].get("range"):
                found += [f"{where}: {name} is {v}" for v in values if v not in kinds or wanted not in family(kinds[v])]
    return found


@pytest.mark.parametrize("graph", valley(), ids=lambda graph: graph.article.doc)
def test_lines_are_of_the_model(graph: ArticleGraph) -> None:
    assert faults([*records(graph)]) == []


def of(graph: ArticleGraph, claim: str) -> list[dict[str, Any]]:
    id = identifier(graph.claim_iri(claim))
    return [line for line in records(graph) if line["id"] in (id, f"{id}-post")]


def entity(graph: ArticleGraph, id: str) -> str:
    return identifier(graph.entity_iri(next(e for e in graph.entities if e.id == id)))


def test_a_certain_tie_has_a_schema_of_its_own() -> None:
    kin, post, office, member, owned = (*of(A, "r4"), *of(A, "r5"), *of(A, "r6"), *of(A, "r2"))
    assert (kin["schema"], kin["properties"]["person"], kin["properties"]["relative"]) == ("Family", [entity(A, "t2")], [entity(A, "t8")])
    assert kin["properties"]["relationship"] == [f"cousin of ({vocabulary.label('cousinOf', 'ar')})"]
    assert (post["schema"], post["properties"]["name"]) == ("Position", ["القائد — لواء الصقر"])
    assert (office["schema"], office["properties"]["post"], office["properties"]["status"]) == ("Occupancy", [post["id"]], ["ended"])
    assert (member["schema"], owned["schema"]) == ("Membership", "Ownership")
    assert (owned["properties"]["owner"], owned["properties"]["asset"]) == ([entity(A, "t2")], [entity(A, "t3")])


@pytest.mark.parametrize("modality, disputed", [("alleged", False), ("hedged", False), ("alleged", True), ("asserted", True)])
def test_an_uncertain_tie_says_so_where_it_is_seen(modality: str, disputed: bool) -> None:
    graph = replace(A, relations=tuple(replace(r, modality=modality, disputed=disputed) for r in A.relations))
    lines = [line for line in records(graph) if line["id"].startswith("claim-") and line["schema"] != "Event"]
    assert len(lines) == len(graph.relations)
    said = ", ".join([*([modality] if modality != "asserted" else []), *(["disputed"] if disputed else [])])
    for line in lines:
        assert line["schema"] == "UnknownLink"
        assert line["properties"]["role"][0].startswith(f"{said}: ")
    assert faults([*records(graph)]) == []


@pytest.mark.parametrize("modality", ["negated", "planned"])
def test_a_denied_or_planned_tie_is_no_link(modality: str) -> None:
    graph = replace(
        A,
        relations=tuple(replace(r, modality=modality) for r in A.relations),
        events=tuple(replace(e, modality=modality) for e in A.events),
    )
    lines = [line for line in records(graph) if line["id"].startswith("claim-")]
    assert {line["schema"] for line in lines} == {"Event", "Note"}
    assert len(lines) == len(graph.relations) + len(graph.events)
    for line in lines:
        assert line["properties"]["name"][0].startswith(modality)
        assert not {"involved", "addressEntity", "location"} & line["properties"].keys()
    assert faults([*records(graph)]) == []


def test_every_claim_keeps_its_quote_its_word_and_its_article() -> None:
    for graph in valley():
        claims = {identifier(graph.claim_iri(claim)): claim for claim in graph.claims}
        lines = {line["id"]: line["properties"] for line in records(graph) if line["id"] in claims}
        assert lines.keys() == claims.keys()
        names = {e.id: e.name for e in graph.entities}
        for id, claim in claims.items():
            assert lines[id]["summary"] == [graph.quote(claim)]
            assert lines[id]["proof"] == [identifier(graph.article.iri)]
            about = lines[id]["description"][0]
            assert f"how sure: {claim.modality}" in about
            assert ("disputed" in about.splitlines()[0]) == claim.disputed
            assert (f"according to: {names[claim.according_to]}" if claim.according_to else "in the article's own voice") in about
            assert f"characters {claim.evidence.start} to {claim.evidence.end} of" in about


def test_who_took_part_and_when() -> None:
    (killed,) = of(C, "e1")
    assert killed["schema"] == "Event"
    assert killed["properties"]["name"] == ["execution (إعدام): أعدم"]
    assert killed["properties"]["involved"] == [entity(C, "t1"), entity(C, "t2")]
    assert (killed["properties"]["startDate"], killed["properties"]["endDate"]) == (["2016-08-20"], ["2016-08-25"])
    (two,) = [line for line in records(C) if line["id"] == entity(C, "t2")]
    assert (two["schema"], two["properties"]["name"]) == ("LegalEntity", ["رجلين"])
    assert "number: 2 to 2" in two["properties"]["notes"]


def test_ids_are_such_as_aleph_takes() -> None:
    assert identifier("https://w3id.org/isnad/id/claim/ab12-e1") == "claim-ab12-e1"
    odd = identifier("https://w3id.org/isnad/id/place/a_b/c")
    assert odd.startswith("isnad-")
    assert odd != identifier("https://w3id.org/isnad/id/place/a/b_c")


def test_a_file_is_one_entity_a_line() -> None:
    out = BytesIO()
    ftm.write(valley(), out)
    lines = out.getvalue().decode().splitlines()
    assert [json.loads(line) for line in lines] == [line for graph in valley() for line in records(graph)]
