"""What the models of coreference and of attacks may say, with scores of our own in their place, and what they learn from."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg import attack, retelling
from kg.errors import InputError
from kg.extraction import extract
from kg.graph import Article
from kg.reading import Reading
from kg.rules import describe
from kg.train.material import ANNOTATED, annotated
from tests.gold import GOLD

LEAD = "قصفت قوات النظام قرية كفرلاتة بالمدفعية."


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that takes any two tellings for one event."""
    monkeypatch.setattr(retelling, "default_model", lambda: lambda reading, pair: 1.0)


def told(*lines: str) -> list[tuple[str, int]]:
    """(type, number of tellings) of each event."""
    return [(e.type, 1 + len(e.also)) for e in extract(Article("\n".join(lines))).events]


@pytest.mark.usefixtures("sure")
@pytest.mark.parametrize(
    "first, second, type",
    [
        ("اعتقلت قسد سالم الراوي في بلدة الكسرة.", "اعتقل وائل السعيد مساء أمس.", "Detention"),  # other people
        ("اعتقلت قسد شابين في بلدة الكسرة.", "واعتقلت قسد شابين في مدينة الرقة.", "Detention"),  # other places
        ("قتل ثلاثة مدنيين في بلدة الكسرة.", "وقتل خمسة مدنيين بعد ذلك.", "Killing"),  # other numbers
        ("اعتقلت قسد شابين في 3 آذار 2021.", "واعتقلت قسد شابين في 9 نيسان 2022.", "Detention"),  # other days
        ("اعتقلت قسد شاباً في بلدة الكسرة.", "لم تعتقل قسد أحداً.", "Detention"),  # denied
    ],
)
def test_no_score_makes_one_event_of_what_differs(first: str, second: str, type: str) -> None:
    assert [t for t in told(first, second) if t[0] == type] == [(type, 1), (type, 1)]


@pytest.mark.usefixtures("sure")
def test_sure_model_joins_what_no_rule_does() -> None:
    assert told("اعتقلت قسد شاباً في بلدة الكسرة.", "اعتقل سالم الراوي مساء أمس.") == [("Detention", 2)]


def test_unsure_model_joins_nothing_that_no_rule_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retelling, "default_model", lambda: lambda reading, pair: 0.5)
    assert told("اعتقلت قسد شاباً في بلدة الكسرة.", "اعتقل سالم الراوي مساء أمس.") == [("Detention", 1), ("Detention", 1)]


@pytest.mark.usefixtures("sure")
def test_attack_in_general_words_is_of_the_kind_that_the_other_telling_says() -> None:
    assert ("Shelling", 2) in told("هجوم لقوات النظام على قرية كفرلاتة", LEAD)


@pytest.fixture
def airstrike(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """A model of attacks that says Airstrike with the score that is put into it."""
    scores = {"Airstrike": 1.0}
    monkeypatch.setattr(attack, "_model", lambda: lambda row: scores)
    return scores


@pytest.mark.parametrize("score, type", [(0.6, "Airstrike"), (0.59, "Shelling")])
def test_type_of_an_attack_is_changed_where_the_model_is_sure(airstrike: dict[str, float], score: float, type: str) -> None:
    airstrike["Airstrike"] = score
    (event,) = extract(Article(LEAD)).events
    assert (event.type, "/classed" in event.rule) == (type, type == "Airstrike")


@pytest.mark.usefixtures("airstrike")
def test_explosion_is_no_other_attack() -> None:
    assert told("انفجرت عبوة ناسفة في مدينة الشدادي.") == [("Explosion", 1)]


def test_rule_says_what_models_chose() -> None:
    marks = " The learned model of attacks chose its type. A filler was chosen by the learned model of arguments."
    assert describe("event/strike/verb/classed/weighed") == describe("event/strike/verb") + marks


def test_features_of_an_attack_are_the_same_each_time() -> None:
    rows: list[Sequence[str]] = []

    def kept(reading: Reading, events: Sequence[object]) -> None:
        rows.extend(attack.features(reading, e) for e in attack.open_to_doubt(events))  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attack, "settle", kept)
        extract(Article(LEAD))
        extract(Article(LEAD))
    assert rows[0] == rows[1]
    assert "type=Shelling" in rows[0]


def test_annotations_hold_no_words() -> None:
    lines = ANNOTATED.read_text("utf-8").splitlines()
    assert all(line.isascii() for line in lines)
    graphs = [json.loads(line) for line in lines]
    assert len({g["doc"] for g in graphs}) == len(graphs) > 200
    for graph in graphs:
        known = {e["id"] for e in graph["entities"]} | {e["id"] for e in graph["events"]} | {r["id"] for r in graph["relations"]}
        assert {a["ref"] for e in graph["events"] for a in e["args"]} <= known
        assert {end for r in graph["relations"] for end in (r["subject"], r["object"])} <= known


@pytest.mark.skipif(not GOLD.is_dir() and not os.environ.get("CI"), reason=f"{GOLD} is not here")
def test_no_annotated_article_is_one_that_scores_are_taken_on() -> None:
    articles = list(annotated(GOLD.parent))
    gold = {path.stem: set(path.read_text("utf-8").split()) for path in GOLD.glob("*/*.txt")}
    for article in articles:
        words = set(article.text.split())
        assert article.doc not in gold
        assert all(len(words & other) <= min(len(words), len(other)) / 2 for other in gold.values())
        assert all(m["end"] <= len(article.text) for e in article.graph["entities"] for m in e["mentions"])


def test_annotated_article_that_is_another_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing or not the text that annotated\.jsonl was made for"):
        next(annotated(tmp_path))
