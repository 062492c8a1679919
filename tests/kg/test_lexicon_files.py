"""The data files that a researcher edits: known names only, no name of two groups, and an example for each frame that is read."""

import tomllib
from collections import defaultdict
from importlib.resources import files
from typing import Any

import pytest

import kg
from kg import lexicon
from kg.errors import InputError
from kg.fold import key
from kg.lexicon import Frame, Lexicon


def data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("kg") / "data" / name).read_text("utf-8"))


def test_lexicon_of_the_package_is_read() -> None:
    Lexicon()


@pytest.mark.parametrize(
    "name,change,message",
    [
        ("frames.toml", {"event": "Airstrik"}, '"Airstrik" is no event type of the ontology; the nearest is "Airstrike"'),
        ("frames.toml", {"class": "nothing"}, "no [slots.nothing]"),
        ("frames.toml", {"roles": {"subject": {"Person": "agents"}}}, '"agents" is no role of the ontology; the nearest is "agent"'),
        ("frames.toml", {"roles": {"subject": {"Persons": "agent"}}}, '"Persons" is no entity type of the ontology'),
    ],
)
def test_entry_that_the_ontology_does_not_know_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, change: dict[str, Any], message: str
) -> None:
    read = lexicon.read_data

    def changed(asked: str) -> dict[str, Any]:
        content = read(asked)
        if asked == name:
            content["frame"][0] |= change
        return content

    monkeypatch.setattr(lexicon, "read_data", changed)
    with pytest.raises(InputError) as error:
        Lexicon()
    assert message in str(error.value)
    assert str(error.value).startswith(f"kg/data/{name}")


@pytest.mark.parametrize("frame", Lexicon.load().frames, ids=lambda f: f"{f.event}: {f.example}")
def test_example_of_a_frame_is_read_as_its_event(frame: Frame) -> None:
    graph = kg.extract(kg.Article(text=frame.example))
    assert frame.event in {event.type for event in graph.events}


def test_groups_have_ids_of_their_own_and_share_no_name() -> None:
    named: dict[str, set[str]] = defaultdict(set)
    groups = data("groups.toml")["group"]
    for group in groups:
        for name in group["names"]:
            named[key(name)].add(group["id"])
    assert {name: ids for name, ids in named.items() if len(ids) > 1} == {}
    assert len({group["id"] for group in groups}) == len(groups)


@pytest.mark.parametrize("name", sorted(p.name for p in (files("kg") / "data").iterdir() if p.name.endswith((".toml", ".tsv"))))
def test_data_files_have_no_invisible_marks_of_direction(name: str) -> None:
    text = (files("kg") / "data" / name).read_text("utf-8")
    assert not [char for char in text if char in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"]
