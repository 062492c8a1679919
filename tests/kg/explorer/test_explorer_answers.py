"""What the explorer's server answers about the valley, and that a store and article graphs give the same answers."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from kg.explorer import api
from kg.graph import ArticleGraph
from tests.kg.explorer.asking import Asked
from tests.sketch import Sketch
from tests.valley import airstrike, demolition, execution

DEMOLITION, AIRSTRIKE, EXECUTION = (g.article.id for g in (demolition(), airstrike(), execution()))
SALIM = f"entity/{DEMOLITION}-t2"
OTHER_SALIM = f"entity/{AIRSTRIKE}-t2"
RAID = f"entity/{DEMOLITION}-t8"


def claim(article: str, local: str) -> str:
    return f"claim/{article}-{local}"


def ids(nodes: list[dict[str, Any]]) -> set[str]:
    return {n["id"] for n in nodes}


def ends(edges: list[dict[str, Any]]) -> set[tuple[str, str, str]]:
    return {(e["source"], e["type"], e["target"]) for e in edges}


def test_about_tells_what_there_is_and_names_every_term(valley_server: Asked) -> None:
    about = valley_server.get("about")
    terms = about.pop("terms")
    assert about == {
        "version": about["version"],
        "articles": 3,
        "entities": {"Group": 8, "Person": 8, "Place": 2, "Site": 2},
        "claims": {
            "Accusation": 2, "Airstrike": 1, "Demolition": 1, "Detention": 2, "Execution": 1, "Injury": 1, "Killing": 2, "Release": 1,
            "contactWith": 1, "cousinOf": 1, "fromPlace": 1, "holdsRole": 1, "locatedIn": 3, "memberOf": 6, "ownedBy": 1, "siblingOf": 1,
        },
        "languages": ["ar", "en"],
        "read_only": True,
    }  # fmt: skip
    assert terms["Killing"] == {
        "ar": "قتل", "en": "killing", "kind": "event type",
        "definition_en": "A violent death, whoever caused it and whether or not it was meant.",
        "definition_ar": "موت عنيف أيا كان المتسبب به، متعمدا كان أو غير متعمد.",
    }  # fmt: skip
    assert {terms[name]["kind"] for name in ("agent", "cousinOf", "alleged", "Person")} == {"role", "relation", "modality", "entity type"}


def test_neighbours_of_a_person_are_events_with_their_fillers_and_relations(valley_server: Asked) -> None:
    found = valley_server.get("neighbours", id=SALIM)
    assert ends(found["edges"]) == {
        (claim(DEMOLITION, "e2"), "agent", "group/saqr"),
        (claim(DEMOLITION, "e2"), "patient", SALIM),
        (claim(DEMOLITION, "e3"), "agent", "group/saqr"),
        (claim(DEMOLITION, "e3"), "patient", SALIM),
        (claim(DEMOLITION, "e3"), "reason", claim(DEMOLITION, "e2")),
        (claim(DEMOLITION, "e4"), "agent", "group/saqr"),
        (claim(DEMOLITION, "e4"), "patient", SALIM),
        (SALIM, "contactWith", f"entity/{DEMOLITION}-t6"),
        (f"entity/{DEMOLITION}-t3", "ownedBy", SALIM),
        (SALIM, "cousinOf", RAID),
        (SALIM, "memberOf", f"entity/{DEMOLITION}-t9"),
    }
    assert ids(found["nodes"]) == {end for s, _, t in ends(found["edges"]) for end in (s, t)}
    assert found["more"] == 0
    nodes = {n["id"]: n for n in found["nodes"]}
    assert nodes[SALIM] == {
        "id": SALIM, "kind": "entity", "type": "Person", "label": "سالم الحمدان", "names": ["سالم", "سالم الحمدان"],
        "unnamed": False, "degree": 7,
    }  # fmt: skip
    assert nodes[claim(DEMOLITION, "e3")] == {
        "id": claim(DEMOLITION, "e3"), "kind": "event", "type": "Detention", "label": "اعتقل", "modality": "asserted", "disputed": False,
        "source": "المرصد الأهلي", "degree": 3,
    }  # fmt: skip
    alleged = next(e for e in found["edges"] if e["type"] == "contactWith")
    assert alleged == {
        "id": claim(DEMOLITION, "r1"), "claim": claim(DEMOLITION, "r1"), "source": SALIM, "target": f"entity/{DEMOLITION}-t6",
        "type": "contactWith", "modality": "alleged", "disputed": False,
    }  # fmt: skip


def test_neighbours_are_limited_chosen_and_counted(valley_server: Asked) -> None:
    assert valley_server.get("neighbours", id="group/saqr", limit=1)["more"] == 9
    found = valley_server.get("neighbours", id="group/saqr", type=["Execution", "holdsRole"])
    assert ends(found["edges"]) == {
        (claim(EXECUTION, "e1"), "agent", "group/saqr"),
        (claim(EXECUTION, "e1"), "patient", f"entity/{EXECUTION}-t2"),
        (claim(EXECUTION, "e1"), "place", "place/T2"),
        (RAID, "holdsRole", "group/saqr"),
    }
    office = next(e for e in found["edges"] if e["type"] == "holdsRole")
    assert (office["title"], office["status"]) == ("القائد", "former")
    counted = next(n for n in found["nodes"] if n["id"] == f"entity/{EXECUTION}-t2")
    assert (counted["unnamed"], counted["count_min"], counted["count_max"]) == (True, 2, 2)
    alone = valley_server.get("neighbours", id="group/saqr", type="-")
    assert (ids(alone["nodes"]), alone["edges"], alone["more"]) == ({"group/saqr"}, [], 0)


def test_neighbours_of_an_event_are_its_fillers_and_the_events_tied_to_it(valley_server: Asked) -> None:
    found = valley_server.get("neighbours", id=claim(AIRSTRIKE, "e1"))
    assert ids(found["nodes"]) >= {claim(AIRSTRIKE, e) for e in ("e1", "e2", "e3")} | {"place/T1", f"entity/{AIRSTRIKE}-t6"}
    assert (claim(AIRSTRIKE, "e3"), "cause", claim(AIRSTRIKE, "e1")) in ends(found["edges"])


def test_a_claim_comes_with_its_article_marks_rule_and_citation(valley_server: Asked) -> None:
    found = valley_server.get("claim", id=claim(DEMOLITION, "e2"))
    text = demolition().article.text
    iri = f"https://w3id.org/isnad/id/claim/{DEMOLITION}-e2"
    start = text.index("بتهمة")
    end = text.index(".")
    assert found["claim"] == {
        "id": claim(DEMOLITION, "e2"), "kind": "event", "type": "Accusation", "modality": "asserted", "disputed": True, "rule": "test",
        "rule_text": "", "rule_text_ar": "", "quote": "بتهمة التعامل مع مجلس الوادي", "start": start, "end": end,
        "fillers": [
            {"role": "agent", "id": "group/saqr", "label": "لواء الصقر", "type": "Group"},
            {"role": "patient", "id": SALIM, "label": "سالم الحمدان", "type": "Person"},
        ],
        "charge": {"quote": "التعامل مع مجلس الوادي", "start": start + 6, "end": end},
        "alleges": [claim(DEMOLITION, "r1")], "iri": iri,
    }  # fmt: skip
    assert found["article"] == {
        "id": f"article/{DEMOLITION}", "doc": "valley-1", "title": "منزل في وادي النخيل", "outlet": "شبكة الوادي",
        "published": "2016-08-30", "text": text,
    }  # fmt: skip
    assert found["citation"] == (
        f"«منزل في وادي النخيل», شبكة الوادي, 2016-08-30, valley-1 (sha256 {DEMOLITION}), characters {start}–{end}. {iri}"
    )
    marked = [(m["kind"], text[m["start"] : m["end"]]) for m in found["marks"]]
    assert marked == [
        ("quote", "بتهمة التعامل مع مجلس الوادي"), ("mention", "لواء الصقر"), ("mention", "سالم الحمدان"), ("trigger", "بتهمة"),
        ("charge", "التعامل مع مجلس الوادي"), ("mention", "اللواء"), ("mention", "سالم"), ("mention", "سالم"), ("mention", "سالم"),
        ("mention", "لواء الصقر"),
    ]  # fmt: skip


def test_claims_of_the_same_two_stand_beside_and_a_denial_contradicts(valley_server: Asked) -> None:
    found = valley_server.get("claim", id=claim(AIRSTRIKE, "e2"))
    assert [(b["id"], b["relation"]) for b in found["beside"]] == [(claim(AIRSTRIKE, "e4"), "contradicts")]
    # Two men of one name are shown side by side: the same pair by name, in two articles.
    detained = valley_server.get("claim", id=claim(DEMOLITION, "e3"))
    assert {b["id"] for b in detained["beside"]} == {
        claim(DEMOLITION, "e2"), claim(DEMOLITION, "e4"), claim(AIRSTRIKE, "e5"), claim(AIRSTRIKE, "r1"),
    }  # fmt: skip


def denials() -> ArticleGraph:
    """The Saqr Brigade killed Salim in the valley; it did not kill Raid in the valley; it did not kill Salim in the valley, he says; the
    Dhiffa Brigade did not kill Salim; the Saqr Brigade did not kill Salim in 2011. Salim is Raid's brother; Raid is not Salim's brother."""
    s = Sketch(
        "denials",
        "قتل الصقر سالم في الوادي عام 2016. لم يقتل الصقر رائد في الوادي. لم يقتل الصقر سالم في الوادي. لم يقتل الضفة سالم في الوادي. "
        "لم يقتل الصقر سالم عام 2011. سالم شقيق رائد. ليس رائد شقيق سالم.",
    )
    for id, type, name in (
        ("saqr", "Group", "الصقر"),
        ("dhiffa", "Group", "الضفة"),
        ("salim", "Person", "سالم"),
        ("raid", "Person", "رائد"),
    ):
        s.entity(id, type, name)
    s.entity("valley", "Place", "الوادي")
    there = {"agent": "saqr", "place": "valley"}
    s.event("e1", "Killing", "قتل", "قتل الصقر سالم في الوادي", there | {"patient": "salim"}, time="عام 2016", value="2016")
    for id, quote, roles in (
        ("e2", "يقتل الصقر رائد في الوادي", there | {"patient": "raid"}),
        ("e3", "يقتل الصقر سالم في الوادي", there | {"patient": "salim"}),
        ("e4", "يقتل الضفة سالم في الوادي", there | {"patient": "salim", "agent": "dhiffa"}),
    ):
        s.event(id, "Killing", "يقتل", quote, roles, modality="negated")
    early = "يقتل الصقر سالم عام 2011"
    s.event("e5", "Killing", "يقتل", early, there | {"patient": "salim"}, modality="negated", time="عام 2011", value="2011")
    s.relation("r1", "siblingOf", "salim", "raid", "سالم شقيق رائد")
    s.relation("r2", "siblingOf", "raid", "salim", "رائد شقيق سالم", modality="negated")
    return s.graph()


def test_only_what_denies_the_same_of_the_same_contradicts(serving: Callable[..., Asked]) -> None:
    asked = serving([denials()])
    article = denials().article.id

    def beside(local: str) -> dict[str, str]:
        return {b["id"].rpartition("-")[2]: b["relation"] for b in asked.get("claim", id=claim(article, local))["beside"]}

    # Another victim is not beside it at all; another doer or another year is, and contradicts nothing.
    assert beside("e1") == {"e3": "contradicts", "e4": "same", "e5": "same"}
    assert beside("r1") == {"r2": "contradicts"}
    assert beside("e2") == {}


def test_the_time_and_the_source_of_a_claim_are_told_and_marked(valley_server: Asked) -> None:
    found = valley_server.get("claim", id=claim(AIRSTRIKE, "e2"))
    told = found["claim"]
    assert (told.get("time"), told["time_text"]) == (None, "أمس")
    assert told["according_to"] == {"id": f"entity/{AIRSTRIKE}-t1", "label": "إذاعة الضفة"}
    text = airstrike().article.text
    assert [text[m["start"] : m["end"]] for m in found["marks"] if m["kind"] == "time"] == ["أمس"]
    assert "إذاعة الضفة" in [text[m["start"] : m["end"]] for m in found["marks"] if m["kind"] == "mention"]


@pytest.mark.parametrize(
    "chosen, expected",
    [
        ({"type": ["cousinOf", "Release"]}, {(DEMOLITION, "r4"), (DEMOLITION, "e4")}),
        ({"modality": ["negated", "hedged"]}, {(AIRSTRIKE, "e4"), (AIRSTRIKE, "r4"), (EXECUTION, "r2")}),
        ({"source": f"entity/{DEMOLITION}-t7"}, {(DEMOLITION, "e3"), (DEMOLITION, "e4")}),
        ({"source": "none", "outlet": "شبكة الوادي", "type": "memberOf"}, {(DEMOLITION, "r6"), (DEMOLITION, "r7"), (EXECUTION, "r1"),
                                                                          (EXECUTION, "r2")}),
        ({"place": "place/T2"}, {(DEMOLITION, "r3"), (EXECUTION, "e1"), (EXECUTION, "r3")}),
        ({"first": "2016-08-25"}, {(DEMOLITION, "e1"), (EXECUTION, "e1")}),
        ({"first": "2016-08-26"}, {(DEMOLITION, "e1")}),
        ({"last": "2016-08-25"}, {(EXECUTION, "e1")}),
        ({"disputed": True}, {(DEMOLITION, "e2"), (AIRSTRIKE, "e2")}),
        ({"type": "Killing", "disputed": True, "modality": "negated"}, set()),
    ],
)  # fmt: skip
def test_filters_leave_what_they_name(valley_server: Asked, chosen: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    found = valley_server.get("claims", **chosen)
    assert {row["id"] for row in found["rows"]} == {claim(*parts) for parts in expected}
    assert found["total"] == len(expected)
    assert sum(valley_server.get("facets", **chosen)["modality"].values()) >= len(expected)


def test_a_row_of_the_table_has_its_article_source_and_fillers(valley_server: Asked) -> None:
    assert valley_server.get("claims", type="Execution")["rows"] == [
        {
            "id": claim(EXECUTION, "e1"), "kind": "event", "type": "Execution", "modality": "asserted", "disputed": False,
            "time": "2016-08-20/2016-08-25", "earliest": "2016-08-20", "latest": "2016-08-25", "quote": "أعدم لواء الصقر رجلين في الزهراء",
            "start": 0, "end": 32, "article": f"article/{EXECUTION}", "doc": "valley-3", "outlet": "شبكة الوادي",
            "fillers": [
                {"role": "agent", "id": "group/saqr", "label": "لواء الصقر", "type": "Group"},
                {"role": "patient", "id": f"entity/{EXECUTION}-t2", "label": "رجلين", "type": "Person"},
                {"role": "place", "id": "place/T2", "label": "الزهراء", "type": "Place"},
            ],
        }
    ]  # fmt: skip


def test_the_table_is_sorted_with_what_has_no_value_last_and_cut_into_pages(valley_server: Asked) -> None:
    for order, first in (("asc", [(EXECUTION, "e1"), (DEMOLITION, "e1")]), ("desc", [(DEMOLITION, "e1"), (EXECUTION, "e1")])):
        rows = valley_server.get("claims", sort="time", order=order)["rows"]
        assert [r["id"] for r in rows[:2]] == [claim(*parts) for parts in first]
        assert len(rows) == 26
    pages = [valley_server.get("claims", sort="type", offset=n, limit=10)["rows"] for n in (0, 10, 20)]
    whole = valley_server.get("claims", sort="type")["rows"]
    assert [r for page in pages for r in page] == whole
    assert [r["type"] for r in whole] == sorted(r["type"] for r in whole)


def test_facets_count_what_each_value_would_leave(valley_server: Asked) -> None:
    found = valley_server.get("facets", type="memberOf", modality="asserted")
    assert found == {
        "type": {
            "Accusation": 2, "Airstrike": 1, "Demolition": 1, "Detention": 2, "Execution": 1, "Injury": 1, "Killing": 1, "Release": 1,
            "cousinOf": 1, "fromPlace": 1, "holdsRole": 1, "locatedIn": 3, "memberOf": 3, "ownedBy": 1, "siblingOf": 1,
        },
        "modality": {"alleged": 1, "asserted": 3, "hedged": 1, "negated": 1},
        "source": [{"id": "none", "label": "", "n": 3}],
        "outlet": {"شبكة الوادي": 3},
        "place": [],
        "years": {}, "disputed": 0,
    }  # fmt: skip
    whole = valley_server.get("facets")
    assert whole["place"] == [{"id": "place/T1", "label": "وادي النخيل", "n": 6}, {"id": "place/T2", "label": "الزهراء", "n": 3}]
    assert whole["years"] == {"2016": 2}
    assert whole["source"][1] == {"id": f"entity/{AIRSTRIKE}-t1", "label": "إذاعة الضفة", "n": 3}


def test_the_timeline_has_dated_events_and_counts_the_others(valley_server: Asked) -> None:
    assert valley_server.get("timeline") == {
        "events": [
            {"id": claim(EXECUTION, "e1"), "type": "Execution", "label": "أعدم", "modality": "asserted", "disputed": False,
             "time": "2016-08-20/2016-08-25", "earliest": "2016-08-20", "latest": "2016-08-25", "certain": True},
            {"id": claim(DEMOLITION, "e1"), "type": "Demolition", "label": "هدم", "modality": "asserted", "disputed": False,
             "time": "2016-08-26", "earliest": "2016-08-26", "latest": "2016-08-26", "certain": True},
        ],
        "undated": 9,
        "more": 0,
    }  # fmt: skip
    assert valley_server.get("timeline", limit=1)["more"] == 1


def test_the_map_has_places_with_coordinates_and_their_events(valley_server: Asked) -> None:
    place = {"id": "place/T1", "label": "وادي النخيل", "type": "Place", "lat": 35.25, "lon": 40.5}
    assert valley_server.get("map") == {"places": [place | {"events": 2}], "more": 0}
    assert valley_server.get("map", type="Demolition") == {"places": [place | {"events": 1}], "more": 0}
    assert valley_server.get("map", type="Execution") == {"places": [], "more": 0}


def test_a_path_leads_by_claims_and_over_no_denial_unless_one_is_asked_for(valley_server: Asked) -> None:
    found = valley_server.get("path", from_id=RAID, to_id=f"entity/{DEMOLITION}-t6")
    assert ends(found["edges"]) == {(SALIM, "cousinOf", RAID), (SALIM, "contactWith", f"entity/{DEMOLITION}-t6")}
    assert ids(found["nodes"]) == {RAID, SALIM, f"entity/{DEMOLITION}-t6"}
    khalid = f"entity/{AIRSTRIKE}-t9"
    assert valley_server.get("path", from_id=khalid, to_id="group/saqr", max=1) == {"nodes": [], "edges": [], "more": 0}
    denied = valley_server.get("path", from_id=khalid, to_id="group/saqr", max=1, modality="negated")
    assert ends(denied["edges"]) == {(khalid, "memberOf", "group/saqr")}
    event = valley_server.get("path", from_id=SALIM, to_id="group/saqr")
    fillers = (("agent", "group/saqr"), ("patient", SALIM))
    assert ends(event["edges"]) == {(claim(DEMOLITION, "e3"), "reason", claim(DEMOLITION, "e2"))} | {
        (claim(DEMOLITION, e), *filler) for e in ("e2", "e3", "e4") for filler in fillers
    }


def test_a_family_is_told_by_kinship_only(valley_server: Asked) -> None:
    found = valley_server.get("kin", id=RAID)
    assert ends(found["edges"]) == {(SALIM, "cousinOf", RAID)}
    assert ids(found["nodes"]) == {RAID, SALIM}
    alone = valley_server.get("kin", id="group/saqr")
    assert (ids(alone["nodes"]), alone["edges"]) == ({"group/saqr"}, [])


def test_other_accounts_of_an_event_say_why_they_may_be_of_it(valley_server: Asked) -> None:
    found = valley_server.get("accounts", id=claim(DEMOLITION, "e3"))
    assert found["event"]["row"]["id"] == claim(DEMOLITION, "e3")
    assert [(o["row"]["id"], o["why"]) for o in found["others"]] == [(claim(AIRSTRIKE, "e5"), ["patient"])]
    denial = valley_server.get("accounts", id=claim(AIRSTRIKE, "e2"))
    assert [(o["row"]["id"], o["why"]) for o in denial["others"]] == [(claim(AIRSTRIKE, "e4"), ["patient"])]


def test_the_csv_has_every_chosen_claim(valley_server: Asked) -> None:
    answer = valley_server.response("/api/claims.csv", type=["Execution", "memberOf"])
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == api.COLUMNS
    assert [r["id"] for r in rows] == [r["id"] for r in valley_server.get("claims", type=["Execution", "memberOf"])["rows"]]
    execution_row = next(r for r in rows if r["type"] == "Execution")
    assert execution_row == {
        "id": claim(EXECUTION, "e1"), "kind": "event", "type": "Execution", "modality": "asserted", "disputed": "false",
        "time": "2016-08-20/2016-08-25", "quote": "أعدم لواء الصقر رجلين في الزهراء", "start": "0", "end": "32", "doc": "valley-3",
        "title": "", "outlet": "شبكة الوادي", "source": "", "fillers": "agent=لواء الصقر; patient=رجلين; place=الزهراء",
    }  # fmt: skip


@pytest.mark.store
def test_a_store_answers_as_its_article_graphs_do(valley_server: Asked, store_server: Asked) -> None:
    questions: list[tuple[str, dict[str, Any]]] = [
        ("about", {}), ("search", {"q": "سالم"}), ("search", {"q": "saqr"}), ("facets", {}), ("facets", {"place": "place/T1"}),
        ("timeline", {}), ("map", {}), ("claims", {"sort": "source"}), ("claims", {"source": "group/saqr"}), ("kin", {"id": SALIM}),
        ("path", {"from_id": SALIM, "to_id": "group/saqr"}), ("notes", {}),
    ]  # fmt: skip
    rows = valley_server.get("claims")["rows"]
    questions += [(question, {"id": row["id"]}) for row in rows for question in ("claim", "accounts")]
    questions += [("neighbours", {"id": i}) for i in ("group/saqr", "place/T1", SALIM, OTHER_SALIM, claim(AIRSTRIKE, "e1"))]
    assert len(rows) == 26
    for question, parameters in questions:
        assert store_server.get(question, **parameters) == valley_server.get(question, **parameters), (question, parameters)


def test_openapi_names_every_question_and_its_answer(valley_server: Asked) -> None:
    told = valley_server.response("/openapi.json").json()
    questions = (
        "about",
        "search",
        "neighbours",
        "claim",
        "claims",
        "claims.csv",
        "facets",
        "timeline",
        "map",
        "path",
        "kin",
        "accounts",
        "notes",
    )
    assert set(told["paths"]) == {f"/api/{q}" for q in questions}
    for path, methods in told["paths"].items():
        assert set(methods) == ({"get", "put"} if path == "/api/notes" else {"get"})
        for method in methods.values():
            assert method["description"]
            assert method["responses"]["400"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Error"}
    assert told["paths"]["/api/claim"]["get"]["responses"]["200"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/Evidence"
    }
