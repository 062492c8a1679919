"""Fighters, patrols and aircraft of a group: what they do, the group does; what is done to them, is done to people."""

import pytest

from tests.kg.tree import events, graph


@pytest.mark.parametrize(
    "text",
    [
        "اعتقلت دورية لقسد شاباً في بلدة الكسرة.",
        "اعتقلت دورية تابعة لقسد شاباً في بلدة الكسرة.",
        "اعتقل عناصر قسد شاباً في بلدة الكسرة.",
    ],
)
def test_arm_that_acts_is_its_group(text: str) -> None:
    ((kind, _, fillers),) = events(text)
    assert (kind, fillers) == ("Detention", {"agent": ["قسد"], "patient": ["شاباً"], "place": ["الكسرة"]})


def test_arm_of_two_groups() -> None:
    assert events("اعتقلت دورية مشتركة من قسد والتحالف شاباً.") == [
        ("Detention", "اعتقلت", {"agent": ["قسد", "التحالف"], "patient": ["شاباً"]})
    ]


def test_fighters_killed_are_people_of_the_group() -> None:
    read = graph("قتل عنصران من قسد في هجوم للتنظيم.")
    people = {e.id: (e.name, e.type, e.count) for e in read.entities}
    (killing, _) = read.events
    assert [people[a.ref] for a in killing.args if a.role == "patient"] == [("عنصران", "Person", (2, 2))]
    assert {(r.type, people[r.subject][0], people[r.object][0]) for r in read.relations} == {
        ("memberOf", "عنصران", "قوات سوريا الديمقراطية")
    }
