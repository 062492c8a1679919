"""Unvocalised قتل is killed, was killed, or killing: who did it and whom it happened to, by the verb's voice and what stands around it."""

from tests.kg.tree import events


def test_passive_verb_has_a_patient_only() -> None:
    assert events("قتل ستة من عناصر التنظيم في بلدة الكسرة.") == [("Killing", "قتل", {"patient": ["عناصر"], "place": ["الكسرة"]})]


def test_damma_makes_a_passive_that_the_tagger_took_for_active() -> None:
    assert events("قُتل الشاب سامي الدرويش في مدينة الشدادي.") == [("Killing", "قُتل", {"patient": ["سامي الدرويش"], "place": ["الشدادي"]})]


def test_active_verb_has_doer_and_object() -> None:
    assert events("قتل عناصر التنظيم المدرس وائل السعيد في قرية الجيعة.") == [
        ("Killing", "قتل", {"agent": ["التنظيم"], "patient": ["وائل السعيد"], "place": ["الجيعة"]})
    ]


def test_one_verb_both_ways() -> None:
    place = {"place": ["حاجز المحطة"]}
    assert events("اعتقل شاب قرب حاجز المحطة.") == [("Detention", "اعتقل", {"patient": ["شاب"]} | place)]
    assert events("اعتقل التنظيم شاباً قرب حاجز المحطة.") == [("Detention", "اعتقل", {"agent": ["التنظيم"], "patient": ["شاباً"]} | place)]


def test_object_that_the_tree_hangs_under_the_doer() -> None:
    assert events("داهمت قسد منزلاً في بلدة الكسرة.") == [("Raid", "داهمت", {"agent": ["قسد"], "target": ["منزلاً"], "place": ["الكسرة"]})]


def test_the_only_noun_of_an_active_verb_is_its_doer_if_a_group_and_its_object_if_a_thing() -> None:
    assert events("قصفت قوات النظام في بلدة كفرلاتة.") == [("Shelling", "قصفت", {"agent": ["قوات النظام"], "place": ["كفرلاتة"]})]
    assert events("وهدم منزله في بلدة الكسرة.") == [("Demolition", "هدم", {"target": ["منزله"], "place": ["الكسرة"]})]


def test_verb_that_the_tagger_took_for_a_noun() -> None:
    assert events("فجّر عناصر التنظيم منزل وائل السعيد.") == [("Demolition", "فجّر", {"agent": ["التنظيم"], "target": ["منزل"]})]


def test_person_in_apposition_to_what_he_is() -> None:
    assert events("قتل العامل سامي الدرويش في بلدة الكسرة.") == [("Killing", "قتل", {"patient": ["سامي الدرويش"], "place": ["الكسرة"]})]
