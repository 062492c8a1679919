"""End to end: plain sentences, and what is plain in the samples. What a sane model cannot miss, not all that it reads."""

from functools import cache

import pytest

import kg
from kg.graph import ArticleGraph
from tests.kg.telling import graph_of
from tests.kg.test_samples import SAMPLES

Triple = tuple[str, str, str]


def fillers(read: ArticleGraph) -> set[Triple]:
    """(type, role, a written name of the filler) of every event."""
    text = read.article.text
    words = {e.id: {m.span.of(text) for m in e.mentions} for e in read.entities} | {e.id: {e.type} for e in read.events}
    return {(e.type, a.role, w) for e in read.events for a in e.args for w in words[a.ref]}


@pytest.mark.parametrize(
    "text,types,told",
    [
        (
            "اعتقلت قسد الشاب سامي الدرويش في بلدة الكسرة بتهمة الانتماء إلى التنظيم.",
            {"Detention", "Accusation"},
            {
                ("Detention", "agent", "قسد"),
                ("Detention", "patient", "سامي الدرويش"),
                ("Detention", "place", "الكسرة"),
                ("Detention", "reason", "Accusation"),
                ("Accusation", "agent", "قسد"),
                ("Accusation", "patient", "سامي الدرويش"),
            },
        ),
        (
            "شنت طائرات التحالف غارة على مستودع للتنظيم في مدينة الشدادي.",
            {"Airstrike"},
            {("Airstrike", "agent", "التحالف"), ("Airstrike", "target", "مستودع"), ("Airstrike", "place", "الشدادي")},
        ),
        (
            "دارت اشتباكات بين قسد وعناصر التنظيم في بلدة الكسرة.",
            {"Clash"},
            {("Clash", "agent", "قسد"), ("Clash", "agent", "التنظيم"), ("Clash", "place", "الكسرة")},
        ),
        (
            "قُتل ثلاثة مدنيين جراء قصف لقوات النظام على بلدة كفرلاتة.",
            {"Killing", "Shelling"},
            {
                ("Killing", "patient", "مدنيين"),
                ("Killing", "agent", "قوات النظام"),
                ("Killing", "cause", "Shelling"),
                ("Shelling", "agent", "قوات النظام"),
                ("Shelling", "target", "كفرلاتة"),
            },
        ),
        (
            "انفجرت عبوة ناسفة في مدينة الشدادي، ما أدى إلى مقتل طفل.",
            {"Explosion", "Killing"},
            {
                ("Explosion", "instrument", "عبوة ناسفة"),
                ("Explosion", "place", "الشدادي"),
                ("Killing", "patient", "طفل"),
                ("Killing", "cause", "Explosion"),
            },
        ),
        ("أفرجت قسد عن خمسة معتقلين.", {"Release"}, {("Release", "agent", "قسد"), ("Release", "patient", "معتقلين")}),
        ("تم هدم منزل وائل السعيد من قبل قسد.", {"Demolition"}, {("Demolition", "agent", "قسد"), ("Demolition", "target", "منزل")}),
    ],
)
def test_sentence(text: str, types: set[str], told: set[Triple]) -> None:
    read = graph_of(text)
    assert {e.type for e in read.events} == types
    assert told - fillers(read) == set()
    assert {f for f in fillers(read) if f[1] == "agent"} == {f for f in told if f[1] == "agent"}


@cache
def sample(doc: str) -> ArticleGraph:
    return kg.extract(next(s for s in SAMPLES if s.doc == doc))


@pytest.mark.parametrize(
    "doc,told",
    [
        ("01_houses_pulled_down", {("Demolition", "agent", "داعش"), ("Demolition", "place", "الميادين")}),
        ("02_market_strike_first_report", {("Airstrike", "agent", "التحالف الدولي"), ("Killing", "cause", "Airstrike")}),
        ("04_raid_and_release", {("Detention", "agent", "قسد"), ("Detention", "place", "الشحيل"), ("Release", "patient", "زيد")}),
        ("05_digest_by_governorate", {("Shelling", "target", "البارة"), ("Release", "agent", "قوات النظام")}),
        ("12_seized_house_and_recruited_girl", {("Joining", "agent", "الشبيبة الثورية")}),
    ],
)
def test_sample(doc: str, told: set[Triple]) -> None:
    assert told - fillers(sample(doc)) == set()


def test_two_men_of_one_name_are_two() -> None:
    read = sample("08_two_men_of_one_name")
    men = {"أحمد خلف السلوم", "أحمد إبراهيم السلوم"}
    bearers = {e.id for e in read.entities for m in e.mentions if m.span.of(read.article.text) in men}
    assert len(bearers) == 2
    assert ("Detention", "patient", "أحمد إبراهيم السلوم") not in fillers(read)


def test_places_and_groups_have_the_keys_that_articles_share() -> None:
    keys = {e.name: e.identifier for e in sample("04_raid_and_release").entities if e.identifier}
    assert keys["قوات سوريا الديمقراطية"] == "group/sdf"
    assert keys["الشحيل"].startswith("place/")
