"""What the header of a named query tells, and how its parameters are checked."""

from pathlib import Path

import pytest

import queries
from kg.errors import QueryError
from queries import NamedQuery, Parameter

TEXT = """// Who is at a place?
// من في مكان ما؟
//
// $place: name. The place
// $since: date?. Not before
// $most: integer?. Rows
// $outlet: text?. Of this outlet
// Example: place=وادي النخيل; most=3
MATCH (p {key: $place}) WHERE $since IS NULL AND $outlet IS NULL
RETURN p LIMIT $most
"""


def test_a_header_is_read() -> None:
    assert queries.parse("at_place", TEXT) == NamedQuery(
        name="at_place",
        question="Who is at a place?",
        question_ar="من في مكان ما؟",
        parameters=(
            Parameter("place", "name", False, "The place"),
            Parameter("since", "date", True, "Not before"),
            Parameter("most", "integer", True, "Rows"),
            Parameter("outlet", "text", True, "Of this outlet"),
        ),
        example={"place": "وادي النخيل", "most": "3"},
        cypher="MATCH (p {key: $place}) WHERE $since IS NULL AND $outlet IS NULL\nRETURN p LIMIT $most",
    )


def test_values_are_folded_converted_and_completed() -> None:
    named = queries.parse("at_place", TEXT)
    assert named.bind({"place": "وادى  النخيل", "most": "3", "since": "2016-08-26"}) == {
        "place": "وادي النخيل",
        "since": "2016-08-26",
        "most": 3,
        "outlet": None,
    }
    assert named.bind({"place": "أحمد", "outlet": "أحمد"}) == {"place": "احمد", "since": None, "most": None, "outlet": "أحمد"}


@pytest.mark.parametrize(
    "values, message",
    [
        ({}, "query at_place needs place (name: The place)"),
        ({"place": None}, "query at_place needs place (name: The place)"),
        ({"place": "x", "town": "y"}, "query at_place has no parameter town: it has place, since, most, outlet"),
        ({"place": " \u0640 "}, "parameter place is a name, and ' \u0640 ' is none"),
        ({"place": 5}, "parameter place is a name, and 5 is none"),
        ({"place": "x", "since": "2016"}, "parameter since is a day like 2016-08-29, and '2016' is none"),
        ({"place": "x", "since": "2016-02-30"}, "parameter since is a day like 2016-08-29, and '2016-02-30' is none"),
        ({"place": "x", "most": "some"}, "parameter most is a whole number, and 'some' is none"),
        ({"place": "x", "most": 2.5}, "parameter most is a whole number, and 2.5 is none"),
        ({"place": "x", "outlet": 1}, "parameter outlet is text, and 1 is none"),
    ],
)
def test_wrong_values_are_named(values: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError) as raised:
        queries.parse("at_place", TEXT).bind(values)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    "text, message",
    [
        ("MATCH (n) RETURN n", "its first two lines are no question in English and Arabic"),
        ("// Who?\n// Who else?\nRETURN 1", "its first two lines are no question in English and Arabic"),
        ("// Who?\n// من؟\n// $x: word. A word\nRETURN $x", r'"$x: word. A word" is no line of a header'),
        ("// Who?\n// من؟\nRETURN $x", "the parameters of its header and of its statement differ (x)"),
        ("// Who?\n// من؟\n// $y: name. A name\nRETURN 1", "the parameters of its header and of its statement differ (y)"),
    ],
)
def test_a_header_that_is_not_as_it_should_be_is_told(text: str, message: str) -> None:
    with pytest.raises(QueryError) as raised:
        queries.parse("mine", text)
    assert str(raised.value).startswith(f"query mine: {message}")


def test_an_unknown_query_is_answered_with_the_nearest() -> None:
    with pytest.raises(QueryError, match=r"^there is no query kin_of_persons; the nearest is kin_of_person$"):
        queries.find("kin_of_persons")


def test_a_query_of_the_users_own(tmp_path: Path) -> None:
    (tmp_path / "mine.cypher").write_text(TEXT, encoding="utf-8")
    assert queries.load(tmp_path / "mine.cypher") == queries.parse("mine", TEXT)
    with pytest.raises(QueryError, match=r"none\.cypher cannot be read"):
        queries.load(tmp_path / "none.cypher")


@pytest.mark.parametrize("name", queries.names())
def test_every_query_that_ships_explains_itself(name: str) -> None:
    named = queries.find(name)
    assert named.question.rstrip(".").count("?") >= 1
    assert "؟" in named.question_ar
    assert set(named.bind(named.example)) == {p.name for p in named.parameters}


def test_what_a_documenter_asks_is_there() -> None:
    assert set(queries.names()) >= {
        "charges",
        "claims_about_person",
        "claims_of_source",
        "clan_members_in_group",
        "events_at_place",
        "houses_demolished",
        "killings_by_perpetrator",
        "kin_of_person",
        "office_holders",
        "path_between",
        "reports_side_by_side",
        "unresolved_dates",
    }
