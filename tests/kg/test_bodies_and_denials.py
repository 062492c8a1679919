"""Bodies that are named with their task; who denies a deed; kin whom nobody could name."""

from collections.abc import Sequence

import pytest

from kg.argument import ArgumentModel
from kg.extraction import read_frames
from kg.graph import Article
from tests.kg.telling import graph_of


@pytest.mark.parametrize(
    "text, name",
    [
        ("وثّق مركز الزيتون للتوثيق استيلاء عناصر من قسد على منزل في بلدة الكسرة.", "مركز الزيتون للتوثيق"),
        ("وقالت قسد إن مركز الوادي لحقوق الإنسان أغلق مكتبه.", "مركز الوادي لحقوق الإنسان"),
    ],
)
def test_centre_named_with_its_task_is_a_group(text: str, name: str) -> None:
    graph = graph_of(text)
    assert name in [e.name for e in graph.entities if e.type == "Group"]


class Accusing(ArgumentModel):
    """Takes the coalition for the doer of everything."""

    def __init__(self) -> None:
        pass

    def roles(self, rows: Sequence[Sequence[str]]) -> list[dict[str, float]]:
        return [{"agent": 0.95} for _ in rows]


@pytest.mark.parametrize(
    "text, doers",
    [("سبعة قتلى في بلدة الكسرة والتحالف ينفي مسؤوليته", []), ("سبعة قتلى في بلدة الكسرة والتحالف يقصفها", ["قوات التحالف الدولي"])],
)
def test_who_denies_is_no_doer_for_the_model(text: str, doers: list[str]) -> None:
    reading, events = read_frames(Article(text))
    killings = [e for e in events if e.type == "Killing"]
    Accusing()(reading, killings)
    assert [[r.name for r in e.referents("agent")] for e in killings] == [doers]


def test_kin_of_a_speaker_without_name_are_not_told() -> None:
    graph = graph_of("قال جار العائلة إن العناصر طردوا زوجته ووالدته من قرية بعدينا بحجة أن ابنه كان يقاتل في صفوف قسد.")
    assert [r.type for r in graph.relations if r.rule.startswith("kin/")] == []


def test_market_of_a_town_is_the_towns_and_no_name() -> None:
    graph = graph_of("استهدف القصف سوق بلدة الكرامة شرقي الرقة.")
    assert [(e.type, e.name) for e in graph.entities if not e.unnamed] == [("Place", "الكرامة"), ("Place", "الرقة")]
