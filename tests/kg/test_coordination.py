"""What is told of several at once: fillers, verbs and event nouns joined by و."""

from tests.kg.tree import events


def test_people_side_by_side_both_underwent_it() -> None:
    assert events("اعتقل التنظيم سامي الدرويش ووائل السعيد.") == [
        ("Detention", "اعتقل", {"agent": ["التنظيم"], "patient": ["سامي الدرويش", "وائل السعيد"]})
    ]


def test_parties_side_by_side_both_did_it() -> None:
    assert events("قصفت قوات النظام وروسيا بلدة كفرلاتة.") == [
        ("Shelling", "قصفت", {"agent": ["قوات النظام", "روسيا"], "target": ["كفرلاتة"]})
    ]


def test_two_passive_verbs_share_the_noun_after_them() -> None:
    fillers = {"patient": ["المدنيين"], "place": ["الكسرة"]}
    assert events("قتل وأصيب عدد من المدنيين في بلدة الكسرة.") == [("Killing", "قتل", fillers), ("Injury", "أصيب", fillers)]


def test_second_verb_has_the_doer_of_the_first() -> None:
    assert events("هاجم التنظيم حاجزاً وقتل ثلاثة عناصر.") == [
        ("Attack", "هاجم", {"agent": ["التنظيم"], "target": ["حاجزاً"]}),
        ("Killing", "قتل", {"patient": ["عناصر"], "agent": ["التنظيم"]}),
    ]


def test_pronoun_of_the_second_verb() -> None:
    fillers = {"agent": ["مسلحون"], "patient": ["هلال الفرج"]}
    assert events("اختطف مسلحون التاجر هلال الفرج وأفرجوا عنه.") == [("Abduction", "اختطف", fillers), ("Release", "أفرجوا", fillers)]


def test_event_noun_shares_doer_and_place_of_the_one_before() -> None:
    fillers = {"agent": ["قسد"], "place": ["الكسرة"]}
    assert events("شهدت بلدة الكسرة مداهمات لقسد واعتقالات.") == [("Raid", "مداهمات", fillers), ("Detention", "اعتقالات", fillers)]
    assert events("نفذت قسد مداهمات واعتقالات في بلدة الكسرة.") == [("Raid", "مداهمات", fillers), ("Detention", "اعتقالات", fillers)]


def test_two_towns_behind_one_dual() -> None:
    assert events("قصفت قوات النظام بلدتي كفرلاتة وبليون.") == [
        ("Shelling", "قصفت", {"agent": ["قوات النظام"], "target": ["كفرلاتة", "بليون"]})
    ]


def test_second_passive_verb_has_the_patient_of_the_first() -> None:
    fillers = {"patient": ["سامي الدرويش"], "place": ["الكسرة"]}
    assert events("اختطف سامي الدرويش وقتل في بلدة الكسرة.") == [("Abduction", "اختطف", fillers), ("Killing", "قتل", fillers)]


def test_clash_told_beside_an_attack_has_its_party() -> None:
    fillers = {"agent": ["لتنظيم"], "place": ["الكسرة"]}
    assert events("شهدت بلدة الكسرة هجوماً للتنظيم واشتباكات.") == [("Attack", "هجوماً", fillers), ("Clash", "اشتباكات", fillers)]
