"""How the model of arguments is used: what it may add and take away, with scores of our own in its place."""

from collections.abc import Sequence
from unittest.mock import patch

import pytest

from kg.argument import AGREED, SURE, THRESHOLD, THRESHOLDS, ArgumentModel, Scene, candidates, path
from kg.event import EventDraft
from kg.reading import Referent
from tests.kg.tree import frames

Scores = dict[tuple[str, str], tuple[str, float]]


class Given(ArgumentModel):
    """Weighs by (type of event, first words of the mention's referent); what is not among the scores has no role."""

    def __init__(self, scores: Scores) -> None:
        self.scores = scores

    def roles(self, rows: Sequence[Sequence[str]]) -> list[dict[str, float]]:
        return [dict([self.scores.get((row[0], row[1]), ("agent", 0.0))]) for row in rows]


def _rows(scene: Scene, event: EventDraft) -> list[list[str]]:
    return [[event.type, scene.reading.text(c.referent.mentions[0].span)] for c in scene.candidates]


def weighed(text: str, scores: Scores, *more: str) -> list[tuple[str, dict[str, list[str]], dict[str, str]]]:
    """(type, role → fillers, role → how it was reached) of each event once the scores were taken into account."""
    reading, events = frames(text, *more)
    with patch.object(Scene, "rows", _rows):
        Given(scores)(reading, events)

    def words(filler: object) -> str:
        return reading.text(filler.mentions[0].span if isinstance(filler, Referent) else filler.trigger)  # type: ignore[attr-defined]

    return [(e.type, {role: [words(f) for f in fs] for role, fs in e.args.items()}, {r: e.why[r] for r in e.args}) for e in events]


ARREST = "اعتقلت قسد سامي الدرويش ووائل السعيد في بلدة الكسرة."
SDF, MAN, OTHER, TOWN = (("Detention", w) for w in ("قسد", "سامي الدرويش", "وائل السعيد", "الكسرة"))


def test_likely_fillers_and_how_they_were_reached() -> None:
    scores: Scores = {SDF: ("agent", 0.9), MAN: ("patient", 0.9), TOWN: ("to", 0.9)}
    assert weighed(ARREST, scores) == [
        (
            "Detention",
            {"agent": ["قسد"], "patient": ["سامي الدرويش", "وائل السعيد"], "to": ["الكسرة"]},
            {"agent": "subject", "patient": "object", "to": "model"},
        )
    ]


LESS = 0.001


@pytest.mark.parametrize("score,told", [(AGREED - LESS, {}), (AGREED, {"agent": ["قسد"]})])
def test_least_is_asked_where_the_frames_say_the_same(score: float, told: dict[str, list[str]]) -> None:
    assert weighed(ARREST, {SDF: ("agent", score)})[0][1] == told


@pytest.mark.parametrize("score,told", [(THRESHOLD - LESS, {}), (THRESHOLD, {"patient": ["قسد"]})])
def test_more_where_they_do_not(score: float, told: dict[str, list[str]]) -> None:
    assert weighed(ARREST, {SDF: ("patient", score)})[0][1] == told


@pytest.mark.parametrize("score,told", [(THRESHOLDS["agent"] - LESS, {}), (THRESHOLDS["agent"], {"agent": ["سامي الدرويش"]})])
def test_most_for_a_doer(score: float, told: dict[str, list[str]]) -> None:
    assert AGREED < THRESHOLD < THRESHOLDS["agent"] < SURE
    assert weighed(ARREST, {MAN: ("agent", score)})[0][1] == told


@pytest.mark.parametrize("score,told", [(THRESHOLDS["agent"] - LESS, "سامي الدرويش"), (THRESHOLDS["agent"], "قسد")])
def test_of_two_likely_doers_the_one_of_the_frames(score: float, told: str) -> None:
    assert weighed(ARREST, {SDF: ("agent", score), MAN: ("agent", 0.9)})[0][1] == {"agent": [told]}


def test_those_named_in_one_row_have_one_role() -> None:
    assert weighed(ARREST, {MAN: ("patient", 0.9)})[0][1] == {"patient": ["سامي الدرويش", "وائل السعيد"]}
    assert weighed(ARREST, {OTHER: ("patient", 0.9)})[0][1] == {"patient": ["سامي الدرويش", "وائل السعيد"]}


@pytest.mark.parametrize("score,told", [(SURE - LESS, ["سامي الدرويش", "وائل السعيد"]), (SURE, ["قسد", "سامي الدرويش", "وائل السعيد"])])
def test_filler_of_another_phrase_needs_to_be_sure(score: float, told: list[str]) -> None:
    assert weighed(ARREST, {MAN: ("patient", 0.9), SDF: ("patient", score)})[0][1] == {"patient": told}


def test_doer_of_another_phrase_is_not_told_however_sure() -> None:
    assert weighed(ARREST, {SDF: ("agent", SURE), MAN: ("agent", 1.0)})[0][1] == {"agent": ["قسد"]}


def test_parties_of_a_clash_need_not_be_coordinated() -> None:
    scores: Scores = {("Clash", "قسد"): ("agent", 0.9), ("Clash", "لتنظيم"): ("agent", 0.7)}
    assert weighed("اندلعت اشتباكات خاضتها قسد ضد مجموعة للتنظيم.", scores)[0][1] == {"agent": ["قسد", "لتنظيم"]}


def test_instrument_of_the_frames_stands() -> None:
    assert weighed("انفجر لغم في قرية الجيعة وقتل شاب في بلدة الكسرة.", {})[0] == (
        "Explosion",
        {"instrument": ["لغم"]},
        {"instrument": "only"},
    )


def test_filler_from_another_sentence_stands() -> None:
    told = weighed("داهمت قسد منزلاً في بلدة الكسرة.", {("Raid", "قسد"): ("agent", 0.9)}, "واستهدفت العملية قيادياً في التنظيم.")
    assert told[0][1] == {"agent": ["قسد"], "patient": ["قيادياً"]}


def test_causes_are_not_weighed() -> None:
    assert weighed("قتل طفلان بقصف على بلدة كفرلاتة.", {})[0][1] == {"cause": ["قصف"]}


def test_the_dead_are_those_that_the_word_itself_names() -> None:
    scores: Scores = {("Killing", "قتلى"): ("patient", 0.6), ("Killing", "مدنيون"): ("patient", 0.9)}
    assert weighed("سقط قتلى بينهم مدنيون في بلدة الكسرة.", scores)[0][1] == {"patient": ["قتلى"]}


def test_mentions_that_may_fill_a_role() -> None:
    reading, _ = frames("اختطف مسلحون التاجر هلال الفرج وأفرجوا عنه.")
    found = [(reading.text(c.referent.mentions[0].span), c.kind) for c in candidates(reading, 0, frozenset({0, 6}))]
    assert found == [("مسلحون", "nominal"), ("هلال الفرج", "name"), ("هلال الفرج", "pronoun")]


def test_way_between_two_words() -> None:
    reading, _ = frames("قتل طفلان بقصف على بلدة كفرلاتة.")
    assert path(reading.sentences[0], 0, 5) == (["obl:ب", "nmod:prep:علي"], False)
    assert path(reading.sentences[0], 3, 1) == (["^obl", "arg1"], False)
    reading, _ = frames(ARREST)
    assert path(reading.sentences[0], 0, 5) == (["arg2"], True)


def test_role_that_a_type_cannot_fill_is_passed_over() -> None:
    assert weighed(ARREST, {MAN: ("place", 0.9)})[0][1] == {}


def test_event_that_is_nowhere_gets_no_place() -> None:
    told = weighed("انضم خمسة شبان إلى لواء الفجر في بلدة الكسرة.", {("Joining", "الكسرة"): ("place", 0.9)})
    assert told[0][1] == {"to": ["لواء الفجر"]}
