"""What brought an effect about, and what effect and cause share: the doer and the place."""

from tests.kg.tree import events


def test_word_of_cause_after_the_effect() -> None:
    assert events("قتل ثلاثة مدنيين جراء قصف لقوات النظام على بلدة كفرلاتة.") == [
        ("Killing", "قتل", {"patient": ["مدنيين"], "cause": ["قصف"], "agent": ["قوات النظام"], "place": ["كفرلاتة"]}),
        ("Shelling", "قصف", {"agent": ["قوات النظام"], "target": ["كفرلاتة"]}),
    ]


def test_means_after_the_effect() -> None:
    assert events("قتل طفلان بقصف على بلدة كفرلاتة.") == [
        ("Killing", "قتل", {"patient": ["طفلان"], "cause": ["قصف"], "place": ["كفرلاتة"]}),
        ("Shelling", "قصف", {"target": ["كفرلاتة"]}),
    ]


def test_verb_of_effect_after_the_cause() -> None:
    assert events("شن التنظيم هجوماً أدى إلى مقتل جندي.") == [
        ("Attack", "هجوماً", {"agent": ["التنظيم"]}),
        ("Killing", "مقتل", {"patient": ["جندي"], "cause": ["هجوماً"], "agent": ["التنظيم"]}),
    ]


def test_verb_of_effect_before_both() -> None:
    assert events("أدى قصف قوات النظام على بلدة كفرلاتة إلى مقتل طفلين.") == [
        ("Shelling", "قصف", {"agent": ["قوات النظام"], "target": ["كفرلاتة"]}),
        ("Killing", "مقتل", {"patient": ["طفلين"], "cause": ["قصف"], "agent": ["قوات النظام"], "place": ["كفرلاتة"]}),
    ]


def test_mere_sequence_is_no_cause() -> None:
    assert events("انفجر لغم في قرية الجيعة وقتل شاب في بلدة الكسرة.") == [
        ("Explosion", "انفجر", {"instrument": ["لغم"], "place": ["الجيعة"]}),
        ("Killing", "قتل", {"patient": ["شاب"], "place": ["الكسرة"]}),
    ]


def test_shot_and_killed_share_victim_shooter_and_place() -> None:
    assert events("قتل شاب برصاص قسد في بلدة الكسرة.") == [
        ("Killing", "قتل", {"patient": ["شاب"], "cause": ["رصاص"], "place": ["الكسرة"], "agent": ["قسد"]}),
        ("Shooting", "رصاص", {"agent": ["قسد"], "place": ["الكسرة"], "patient": ["شاب"]}),
    ]


def test_effects_side_by_side_have_one_cause() -> None:
    killing, injury = events("شن التنظيم هجوماً أسفر عن مقتل شخص وإصابة ثلاثة.")[1:]
    assert killing == ("Killing", "مقتل", {"patient": ["شخص"], "cause": ["هجوماً"], "agent": ["التنظيم"]})
    assert injury == ("Injury", "إصابة", {"patient": ["ثلاثة"], "cause": ["هجوماً"], "agent": ["التنظيم"]})


def test_raid_brings_an_arrest_about() -> None:
    assert events("اعتقل شاب خلال مداهمة لقسد في بلدة الكسرة.") == [
        ("Detention", "اعتقل", {"patient": ["شاب"], "cause": ["مداهمة"], "place": ["الكسرة"], "agent": ["قسد"]}),
        ("Raid", "مداهمة", {"agent": ["قسد"], "place": ["الكسرة"]}),
    ]


def test_clash_brings_no_arrest_about() -> None:
    assert events("اعتقل شاب خلال اشتباك في بلدة الكسرة.") == [
        ("Detention", "اعتقل", {"patient": ["شاب"], "place": ["الكسرة"]}),
        ("Clash", "اشتباك", {"place": ["الكسرة"]}),
    ]


def test_purpose_belongs_to_the_doer_of_the_act() -> None:
    assert events("داهمت قسد بلدة الكسرة لاعتقال مطلوبين.") == [
        ("Raid", "داهمت", {"agent": ["قسد"], "target": ["الكسرة"]}),
        ("Detention", "اعتقال", {"patient": ["مطلوبين"], "agent": ["قسد"]}),
    ]


def test_cause_is_where_its_effect_was() -> None:
    road = {"place": ["طريق أثريا - خناصر"]}
    assert events("قتل شاب على طريق أثريا - خناصر برصاص قسد.") == [
        ("Killing", "قتل", {"patient": ["شاب"], "cause": ["رصاص"], "agent": ["قسد"]} | road),
        ("Shooting", "رصاص", {"agent": ["قسد"], "patient": ["شاب"]} | road),
    ]
