"""Verbs that only carry an event noun: their subject did it (شن), underwent it (تعرض) or is where it was (شهد)."""

from tests.kg.tree import events


def test_subject_that_did_it() -> None:
    assert events("شنت طائرات التحالف غارة على مستودع في بلدة الكشكية.") == [
        ("Airstrike", "غارة", {"target": ["مستودع"], "agent": ["التحالف"], "place": ["الكشكية"]})
    ]


def test_subject_that_underwent_it() -> None:
    assert events("تعرضت بلدة كفرلاتة لقصف من قوات النظام.") == [("Shelling", "قصف", {"agent": ["قوات النظام"], "target": ["كفرلاتة"]})]


def test_subject_that_it_happened_in() -> None:
    assert events("شهدت بلدة الكسرة اشتباكات بين قسد والتنظيم.") == [
        ("Clash", "اشتباكات", {"agent": ["قسد", "التنظيم"], "place": ["الكسرة"]})
    ]


def test_measure_between_verb_and_event() -> None:
    assert events("نفذت قسد حملة مداهمات في بلدة الكسرة.") == [("Raid", "مداهمات", {"agent": ["قسد"], "place": ["الكسرة"]})]


def test_verb_of_happening_lends_its_place() -> None:
    assert events("وقع في مدينة الشدادي انفجار.") == [("Explosion", "انفجار", {"place": ["الشدادي"]})]


def test_light_verb_in_a_relative_clause() -> None:
    assert events("أدان الأهالي هجوماً شنه التنظيم على حاجز المحطة.") == [
        ("Attack", "هجوماً", {"agent": ["التنظيم"], "target": ["حاجز المحطة"]})
    ]
