"""The article that the project starts from, where it is at hand: two cousins of a former governor, two names a letter apart."""

import os

import pytest

import kg
from tests.gold import GOLD

ARTICLE = GOLD / "dev" / "seed_0001.txt"


@pytest.mark.skipif(not ARTICLE.exists() and not os.environ.get("CI"), reason=f"{ARTICLE} is not here")
def test_cousins_of_a_former_governor() -> None:
    graph = kg.extract(kg.Article(text=ARTICLE.read_text("utf-8")))
    names = {e.id: e.name for e in graph.entities}
    ends = {(r.type, frozenset({names[r.subject], names[r.object]})) for r in graph.relations}
    assert {("cousinOf", frozenset({cousin, "عامر الرفيدان"})) for cousin in ("محمد الرفدان", "كريم الرفدان")} <= ends
    offices = {(names[r.subject], names[r.object], r.status) for r in graph.relations if r.type == "holdsRole"}
    assert ("عامر الرفيدان", "دير الزور", "former") in offices
    assert {"محمد القاهر", "محمد الظاهر", "محمد الرفدان", "كريم الرفدان"} <= {e.name for e in graph.entities if e.type == "Person"}
