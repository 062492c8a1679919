"""Places told in a row after a noun that announces several: all of them, and nothing else."""

import pytest

from tests.kg.telling import graph_of


def places(text: str) -> list[str]:
    return [e.name for e in graph_of(text).entities if e.type == "Place"]


@pytest.mark.parametrize(
    "text,expected",
    [
        (
            "داهمت قسد قرى (العزبة، كشة، عظمان، هباة العيد، والشنانة).",
            ["العزبة", "كشة", "عظمان", "هباة العيد", "الشنانة"],
        ),
        ("قصفت قوات النظام قريتي جب الدم واللوش.", ["جب الدم", "اللوش"]),
        ("قصفت قوات النظام قرى مجدليا وبينين بريف إدلب.", ["مجدليا", "بينين", "ريف إدلب"]),
        ("قصفت قوات النظام بلدات وقرى الريف الجنوبي.", ["الريف الجنوبي"]),
        ("قصفت قوات النظام قرى عديدة وأصيب مدني.", []),
        ("شهدت بلدة أبو حمام مظاهرة للأهالي.", ["أبو حمام"]),
    ],
    ids=["in brackets", "two", "one known", "a countryside", "none named", "named like a man"],
)
def test_places(text: str, expected: list[str]) -> None:
    assert [p for p in places(text) if p not in ("قرى", "بلدات")] == expected


def test_what_is_done_to_one_is_done_to_all() -> None:
    text = "قصفت قوات النظام محيط بلدات جوزف وإحسم وبليون بقذائف المدفعية."
    read = graph_of(text)
    called = {e.id: e.name for e in read.entities}
    (event,) = read.events
    assert [called[a.ref] for a in event.args if a.role == "target"] == ["جوزف", "إحسم", "بليون"]
