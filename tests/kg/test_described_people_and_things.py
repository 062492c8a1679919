"""Who and what is described without a name: people told by a number alone, arms that are a weapon, quarters apart from their town,
civilians at large, and what stands with a filler in one row."""

import pytest

from kg.argument import candidates
from tests.kg.test_weighing_fillers import weighed
from tests.kg.tree import events, frames, graph


def described(text: str) -> list[tuple[str, str]]:
    """(words, type) of each described thing that is a candidate of a sentence."""
    reading, drafts = frames(text)
    found = candidates(reading, 0, frozenset(e.place[1] for e in drafts))
    things = {id(c.referent): c.referent for c in found if c.kind == "nominal"}
    return [(r.name, r.type) for r in things.values()]


def test_compound_is_seen_at_each_of_its_words() -> None:
    reading, drafts = frames("قصفت قسد قرية الجيعة بقذائف الهاون.")
    found = candidates(reading, 0, frozenset(e.place[1] for e in drafts))
    assert [(c.place[1], c.referent.name) for c in found if c.kind == "nominal"] == [(5, "قذائف"), (6, "قذائف")]


@pytest.mark.parametrize(
    "text,expected",
    [
        ("قصفت قسد بالمدفعية الثقيلة والصواريخ قرية الجيعة.", [("المدفعية", "Object"), ("الصواريخ", "Object")]),
        ("قصفت قسد بالصواريخ والمدفعية قرية الجيعة.", [("الصواريخ", "Object"), ("المدفعية", "Object")]),
        ("قصفت المدفعية قرية الجيعة.", [("المدفعية", "Group")]),  # who shelled, not what with
        ("قصفت قسد قرية الجيعة بقذائف الهاون.", [("قذائف", "Object")]),  # one weapon, not two
        ("أسفرت الغارة عن إصابة 11 بينهم طفلة.", [("11", "Person"), ("طفلة", "Person")]),
        ("أسفرت الغارة عن إصابة 11 مدنيا.", [("مدنيا", "Person")]),
        ("أدت الغارة إلى مقتل العشرات.", [("العشرات", "Person")]),
        ("أسفرت الغارة عن مقتل 2 من فصيل مسلح.", [("2", "Person"), ("فصيل", "Group")]),
        ("قتل مدنيان اثنان في بلدة الكسرة.", [("مدنيان", "Person")]),
        ("استهدفت الغارة قرية الجيعة في 6 آب.", []),  # August, no father
    ],
)
def test_described(text: str, expected: list[tuple[str, str]]) -> None:
    assert described(text) == expected


def test_quarters_are_not_their_town() -> None:
    assert events("قصفت قسد الأحياء السكنية في بلدة الكسرة.") == [
        ("Shelling", "قصفت", {"agent": ["قسد"], "target": ["الأحياء"], "place": ["الكسرة"]}),
    ]


def test_two_is_a_numeral() -> None:
    read = graph("أصيب اثنان من أشقائها.")
    assert [(e.name, e.count) for e in read.entities] == [("أشقائها", (2, 2))]


def test_joined_event_nouns_share_their_people() -> None:
    told = events("أدت الغارة إلى مقتل وإصابة أربعة مدنيين.")
    assert {type_: roles.get("patient") for type_, _, roles in told if type_ != "Airstrike"} == {
        "Killing": ["مدنيين"],
        "Injury": ["مدنيين"],
    }


def test_civilians_at_large_are_no_counted_few() -> None:
    texts = ("قتل ثلاثة مدنيين في بلدة الكسرة.", "أصيب عدد من المدنيين في قرية الجيعة.", "تستهدف قسد المدنيين في قرية الجيعة.")
    _, drafts = frames(*texts)
    fillers = [r for d in drafts for r in d.referents("patient")]
    assert [(r.name, r.count) for r in fillers] == [("مدنيين", (3, 3)), ("المدنيين", None), ("المدنيين", None)]
    assert len({id(r) for r in fillers}) == len(fillers)


def test_one_row() -> None:
    scores = {("Killing", "طفلان"): ("patient", 0.8), ("Killing", "الجنود"): ("patient", 0.7)}
    told = weighed("قتل طفلان وأربعة من الجنود في الغارة.", scores)
    assert [roles["patient"] for type_, roles, _ in told if type_ == "Killing"] == [["طفلان", "الجنود"]]


def test_second_and_third_of_a_row() -> None:
    scores = {("Airstrike", "المدارس"): ("target", 0.8), ("Airstrike", "الأسواق"): ("target", 0.7)}
    assert [roles for _, roles, _ in weighed("طالت الغارة المنازل والمدارس والأسواق.", scores)] == [{"target": ["المدارس", "الأسواق"]}]
