"""Every named query, asked of the valley's three articles in both real stores: whole rows, with the evidence that each must bear."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

import queries
from kg.graph import ArticleGraph, Event, Relation
from loaders import schema
from loaders.store import Store
from ontology import vocabulary
from tests.running import Running
from tests.valley import airstrike, demolition, execution, valley

pytestmark = pytest.mark.store
A, B, C = demolition(), airstrike(), execution()
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def loaded(each_store: Running) -> Iterator[Store]:
    with each_store.open() as store:
        store.retract([row["id"] for row in store.query("MATCH (a:Article) RETURN a.id AS id")])
        store.load(valley())
        yield store


def ask(store: Store, query: str, /, **values: object) -> Rows:
    named = queries.find(query)
    return store.query(named.cypher, named.bind(values))


def evidence(graph: ArticleGraph, id: str) -> dict[str, Any]:
    """The columns that every row has of its claim, told from the article graph itself."""
    claim: Event | Relation = next(c for c in graph.claims if c.id == id)
    source = next((e for e in graph.entities if e.id == claim.according_to), None)
    return {
        "quote": graph.quote(claim),
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "doc": graph.article.doc,
        "title": graph.article.title,
        "outlet": graph.article.outlet,
        "source": source.name if source else None,
        "modality": claim.modality,
        "disputed": claim.disputed,
        "claim": graph.claim_iri(claim),
    }


def test_claims_about_a_person_leave_out_what_he_only_says(loaded: Store) -> None:
    def row(graph: ArticleGraph, id: str, type: str, role: str, *others: str) -> dict[str, Any]:
        return {"person": "خالد النمر", "role": role, "type": type, "others": list(others), "time": None} | evidence(graph, id)

    assert ask(loaded, "claims_about_person", name="النمر") == [
        row(B, "r3", "fromPlace", "SUBJECT", "OBJECT: وادي النخيل"),
        row(B, "r2", "siblingOf", "OBJECT", "SUBJECT: خالد النمر") | {"person": "فهد النمر"},
        row(B, "r2", "siblingOf", "SUBJECT", "OBJECT: فهد النمر"),
        row(B, "r4", "memberOf", "SUBJECT", "OBJECT: لواء الصقر"),
    ]
    found = ask(loaded, "claims_about_person", name="سالم الحمدان")
    ids = {(A, id) for id in ("r2", "e2", "r1", "e3", "e4", "r4", "r6")}, {(B, id) for id in ("e2", "e4", "e5", "e6", "r1")}
    assert sorted(row["claim"] for row in found) == sorted(graph.claim_iri(id) for part in ids for graph, id in part)


@pytest.mark.parametrize("spelling", ["سالم الحمدان", "سَالِم  الحمـدان", "سالم", " الحمدان"])
def test_a_name_is_found_in_other_spellings_and_by_its_words(loaded: Store, spelling: str) -> None:
    assert "سالم الحمدان" in {row["person"] for row in ask(loaded, "claims_about_person", name=spelling)}


@pytest.mark.parametrize("part", ["سال", "الحم", "سالم رائد"])
def test_a_part_of_a_word_is_no_name(loaded: Store, part: str) -> None:
    assert ask(loaded, "claims_about_person", name=part) == []


def test_kin_of_a_person(loaded: Store) -> None:
    ends = {"subject": "سالم الحمدان", "relation": "cousinOf", "object": "رائد الحمدان"}
    assert ask(loaded, "kin_of_person", name="رائد الحمدان") == [
        {"person": "رائد الحمدان", "relative": "سالم الحمدان"} | ends | evidence(A, "r4")
    ]
    listed = re.search(r"c\.type IN \[(.*?)\]", queries.find("kin_of_person").cypher)
    assert listed
    assert set(re.findall(r"'(\w+)'", listed[1])) == vocabulary.kinship()


def test_office_holders_with_former_ones(loaded: Store) -> None:
    row = {"person": "رائد الحمدان", "office": "القائد", "status": "former", "of": "لواء الصقر"} | evidence(A, "r5")
    assert ask(loaded, "office_holders", of="لواء الصقر") == [row]
    assert ask(loaded, "office_holders", of="الصقر", status="former") == [row]
    assert ask(loaded, "office_holders", of="لواء الصقر", status="current") == []


def test_houses_demolished_and_the_charge(loaded: Store) -> None:
    row = {
        "site": "منزل سالم الحمدان",
        "owners": ["سالم الحمدان"],
        "agents": ["لواء الصقر"],
        "charge": "التعامل مع مجلس الوادي",
        "charge_disputed": True,
        "charge_quote": "بتهمة التعامل مع مجلس الوادي",
        "time": "2016-08-26",
    }
    for values in ({}, {"by": "لوا الصقر"}, {"owner": "سالم الحمدان"}, {"by": "اللواء", "owner": "سالم"}):
        assert ask(loaded, "houses_demolished", **values) == [row | evidence(A, "e1")]
    assert ask(loaded, "houses_demolished", by="التحالف") == ask(loaded, "houses_demolished", owner="رائد الحمدان") == []


def test_killings_by_perpetrator_with_who_says_so(loaded: Store) -> None:
    by = {"perpetrator": "التحالف", "type": "Killing", "victim": "سالم الحمدان", "at_least": None, "at_most": None, "time": None}
    coalition = [by | {"causes": ["Airstrike"]} | evidence(B, "e2"), by | {"causes": []} | evidence(B, "e4")]
    two = {"victim": "رجلين", "at_least": 2, "at_most": 2, "causes": [], "time": "2016-08-20/2016-08-25"}
    assert ask(loaded, "killings_by_perpetrator", by="التحالف") == coalition
    assert ask(loaded, "killings_by_perpetrator") == [
        *coalition,
        {"perpetrator": "لواء الصقر", "type": "Execution"} | two | evidence(C, "e1"),
    ]


def test_claims_of_a_source(loaded: Store) -> None:
    said = {"said_of": ["AGENT: لواء الصقر", "PATIENT: سالم الحمدان"], "time": None}
    assert ask(loaded, "claims_of_source", source="المرصد الاهلي") == [
        {"type": "Detention"} | said | evidence(A, "e3"),
        {"type": "Release"} | said | evidence(A, "e4"),
    ]


def test_charges_and_what_they_allege(loaded: Store) -> None:
    first = {
        "accused": ["سالم الحمدان"],
        "accusers": ["لواء الصقر"],
        "charge": "التعامل مع مجلس الوادي",
        "alleges": ["contactWith: التعامل مع مجلس الوادي"],
    } | evidence(A, "e2")
    second = {
        "accused": ["سالم الحمدان"],
        "accusers": ["ناشطون"],
        "charge": "الانتماء إلى لواء الصقر",
        "alleges": ["memberOf: الانتماء إلى لواء الصقر"],
    } | evidence(B, "e6")
    assert ask(loaded, "charges") == ask(loaded, "charges", accused="سالم الحمدان") == [first, second]
    assert ask(loaded, "charges", accuser="ناشطون") == [second]
    assert ask(loaded, "charges", accused="سالم", accuser="الصقر") == [first]


def test_events_at_a_place_and_within_it_between_two_days(loaded: Store) -> None:
    execution_row = {
        "time": "2016-08-20/2016-08-25",
        "type": "Execution",
        "place": "الزهراء",
        "role": "PLACE",
        "others": ["AGENT: لواء الصقر", "PATIENT: رجلين"],
    } | evidence(C, "e1")
    demolition_row = {
        "time": "2016-08-26",
        "type": "Demolition",
        "place": "وادي النخيل",
        "role": "PLACE",
        "others": ["AGENT: لواء الصقر"],
    } | evidence(A, "e1")
    strike = {"time": None, "type": "Airstrike", "others": ["AGENT: التحالف"]} | evidence(B, "e1")
    undated = [strike | {"place": "حاجز النخيل", "role": "TARGET"}, strike | {"place": "وادي النخيل", "role": "PLACE"}]

    def days(since: str | None, until: str | None) -> Rows:
        return ask(loaded, "events_at_place", place="الزهراء", since=since, until=until)

    everything = ask(loaded, "events_at_place", place="الزهراء")
    assert sorted(everything, key=str) == sorted([execution_row, demolition_row, *undated], key=str)
    assert days("2016-08-25", "2016-08-26") == [execution_row, demolition_row]
    assert days("2016-08-26", None) == [demolition_row]
    assert days(None, "2016-08-25") == [execution_row]
    assert days("2016-08-27", None) == days(None, "2016-08-19") == []
    assert ask(loaded, "events_at_place", place="وادي النخيل", since="2016-01-01") == [demolition_row]


def test_two_reports_of_one_event_side_by_side(loaded: Store) -> None:
    def pair(type: str, one: tuple[ArticleGraph, str], other: tuple[ArticleGraph, str]) -> dict[str, Any]:
        # Of two articles, the one with the smaller id comes first.
        first, second = sorted((one, other), key=lambda part: part[0].claim_iri(part[1]))
        about = {"type": type, "name": "سالم الحمدان", "time": None, "other_time": None}
        return about | evidence(*first) | {f"other_{k}": v for k, v in evidence(*second).items()}

    assert ask(loaded, "reports_side_by_side", name="سالم الحمدان") == [
        pair("Accusation", (A, "e2"), (B, "e6")),
        pair("Detention", (A, "e3"), (B, "e5")),
        pair("Killing", (B, "e2"), (B, "e4")),
    ]
    assert ask(loaded, "reports_side_by_side", name="وادي النخيل") == []  # two days, or none


def test_path_between_two_names_does_not_lean_on_a_denial(loaded: Store) -> None:
    def step(chain: int, number: int, before: str, type: str, after: str, graph: ArticleGraph, id: str) -> dict[str, Any]:
        return {"chain": chain, "step": number, "before": before, "type": type, "after": after} | evidence(graph, id)

    saqr, salim, raid = "لواء الصقر", "سالم الحمدان", "رائد الحمدان"
    assert ask(loaded, "path_between", one="مجلس الوادي", other="الحمدان") == [
        step(1, 1, "مجلس الوادي", "contactWith", salim, A, "r1"),
        step(1, 3, salim, "memberOf", "الحمدان", A, "r6"),
        step(2, 1, "مجلس الوادي", "contactWith", "Accusation", A, "r1"),
        step(2, 2, "contactWith", "Accusation", saqr, A, "e2"),
        step(2, 4, saqr, "memberOf", raid, C, "r2"),
        step(2, 6, raid, "memberOf", "الحمدان", C, "r1"),
    ]
    assert ask(loaded, "path_between", one="فهد النمر", other=saqr) == []
    direct = ask(loaded, "path_between", one=salim, other=saqr)
    assert [(r["chain"], r["claim"]) for r in direct] == [
        (i + 1, graph.claim_iri(id)) for i, (graph, id) in enumerate([(A, "e2"), (A, "e3"), (A, "e4"), (B, "e5"), (B, "r1")])
    ]


def test_clan_members_in_a_group(loaded: Store) -> None:
    raid = {"person": "رائد الحمدان", "clan": "الحمدان", "clan_modality": "asserted", "group": "لواء الصقر"}
    former = {"clan_quote": "وهما من عشيرة الحمدان", "type": "holdsRole", "office": "القائد", "status": "former"}
    thought = {"clan_quote": "رائد الحمدان، وهو من عشيرة الحمدان", "type": "memberOf", "office": None, "status": None}
    assert ask(loaded, "clan_members_in_group", clan="الحمدان", group="لواء الصقر") == [
        raid | former | evidence(A, "r5"),
        raid | thought | evidence(C, "r2"),
    ]


def test_unresolved_dates(loaded: Store) -> None:
    def row(id: str, type: str, words: str) -> dict[str, Any]:
        start = B.article.text.index(words)
        when = {"time_text": words, "time": None, "time_start": start, "time_end": start + len(words), "published": None}
        return when | {"type": type} | evidence(B, id)

    both = [row("e2", "Killing", "أمس"), row("e5", "Detention", "قبل عام")]
    assert ask(loaded, "unresolved_dates") == ask(loaded, "unresolved_dates", outlet="صحيفة الزهراء") == both
    assert ask(loaded, "unresolved_dates", outlet="شبكة الوادي") == []


def test_disputed_and_denied_claims(loaded: Store) -> None:
    killed = {"type": "Killing", "said_of": ["AGENT: التحالف", "PATIENT: سالم الحمدان"], "charge": None}
    charge = {
        "type": "Accusation",
        "said_of": ["AGENT: لواء الصقر", "PATIENT: سالم الحمدان"],
        "charge": "التعامل مع مجلس الوادي",
    } | evidence(A, "e2")
    member = {"type": "memberOf", "said_of": ["OBJECT: لواء الصقر", "SUBJECT: خالد النمر"], "charge": None} | evidence(B, "r4")
    assert ask(loaded, "claims_disputed") == [charge, killed | evidence(B, "e2"), killed | evidence(B, "e4"), member]
    assert ask(loaded, "claims_disputed", name="خالد النمر") == [member]


def test_detained_persons_and_whether_they_were_released(loaded: Store) -> None:
    one = {"person": "سالم الحمدان", "at_least": None, "at_most": None, "type": "Detention", "agents": ["لواء الصقر"], "time": None}
    both = [
        one | {"charges": ["التعامل مع مجلس الوادي"], "released": True} | evidence(A, "e3"),
        one | {"charges": [], "released": False} | evidence(B, "e5"),
    ]
    assert ask(loaded, "detained_persons") == ask(loaded, "detained_persons", by="لواء الصقر", person="سالم") == both
    assert ask(loaded, "detained_persons", by="التحالف") == ask(loaded, "detained_persons", person="رائد") == []


def test_members_of_a_group_alleged_hedged_and_denied(loaded: Store) -> None:
    def row(member: str, graph: ArticleGraph, id: str, **office: str) -> dict[str, Any]:
        about = {
            "member": member,
            "at_least": None,
            "at_most": None,
            "type": "memberOf",
            "office": None,
            "status": None,
            "group": "لواء الصقر",
        }
        return about | office | evidence(graph, id)

    assert ask(loaded, "members_of_group", group="لواء الصقر") == [
        row("سالم الحمدان", B, "r1"),
        row("رائد الحمدان", A, "r5", type="holdsRole", office="القائد", status="former"),
        row("رائد الحمدان", C, "r2"),
        row("خالد النمر", B, "r4"),
    ]


def test_attacks_and_whom_they_harmed(loaded: Store) -> None:
    strike = {"type": "Airstrike", "agents": ["التحالف"], "places": ["حاجز النخيل", "وادي النخيل"], "time": None} | evidence(B, "e1")
    hurt = {
        "harm": "Injury",
        "victim": "ستة مدنيين",
        "at_least": 6,
        "at_most": 6,
        "harm_quote": "وجُرح ستة مدنيين",
        "harm_modality": "asserted",
    }
    killed = {"harm": "Killing", "victim": "سالم الحمدان", "at_least": None, "at_most": None, "harm_modality": "asserted"}
    both = [strike | hurt, strike | killed | {"harm_quote": "سالم الحمدان قُتل أمس بغارة للتحالف"}]
    for values in ({}, {"by": "التحالف"}, {"place": "وادي النخيل"}, {"place": "حاجز النخيل", "by": "تحالف"}):
        assert ask(loaded, "attacks_with_victims", **values) == (both if values.get("by") != "تحالف" else [])
    assert ask(loaded, "attacks_with_victims", by="لواء الصقر") == []


def test_people_of_a_place_or_one_within_it(loaded: Store) -> None:
    row = {"person": "خالد النمر", "place": "وادي النخيل"} | evidence(B, "r3")
    assert ask(loaded, "people_of_place", place="وادي النخيل") == ask(loaded, "people_of_place", place="الزهراء") == [row]


def test_claims_in_an_article_in_its_order(loaded: Store) -> None:
    dated = {"type": "Execution", "said_of": ["AGENT: لواء الصقر", "PATIENT: رجلين", "PLACE: الزهراء"], "time": "2016-08-20/2016-08-25"}
    assert ask(loaded, "claims_in_article", doc="valley-3") == [
        dated | evidence(C, "e1"),
        {"type": "memberOf", "said_of": ["OBJECT: لواء الصقر", "SUBJECT: رائد الحمدان"], "time": None} | evidence(C, "r2"),
        {"type": "memberOf", "said_of": ["OBJECT: الحمدان", "SUBJECT: رائد الحمدان"], "time": None} | evidence(C, "r1"),
        {"type": "locatedIn", "said_of": ["OBJECT: الزهراء", "SUBJECT: وادي النخيل"], "time": None} | evidence(C, "r3"),
    ]


@pytest.mark.parametrize("name", queries.names())
def test_example_of_a_query_runs_and_its_names_are_of_the_graph(loaded: Store, name: str) -> None:
    named = queries.find(name)
    assert ask(loaded, name, **named.example) is not None
    labels = {"Article", "Entity", "Claim"} | set(
        map(schema.label, vocabulary.entity_types() | vocabulary.event_types() | vocabulary.relations())
    )
    edges = {"SUBJECT", "OBJECT", "STATED_IN", "ACCORDING_TO", "ALLEGES", "MENTIONED_IN"} | set(schema.roles())
    edges |= {form.type for form in schema.plain_forms()}
    used = {part for group in re.findall(r"\w?:([A-Z]\w*(?:\|\w+)*)", named.cypher) for part in group.split("|")}
    assert used <= labels | edges
    types = {t for group in re.findall(r"type IN \[(.*?)\]", named.cypher) for t in re.findall(r"'(\w+)'", group)}
    assert types <= vocabulary.entity_types() | vocabulary.event_types() | vocabulary.relations()
