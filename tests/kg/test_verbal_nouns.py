"""Verbal nouns: after تم, and what their idafa means: who did it where it is a group, else whom or what it happened to."""

from tests.kg.tree import events, frames


def test_noun_after_tamma_is_the_event() -> None:
    assert events("تم هدم منزل وائل السعيد من قبل قسد.") == [("Demolition", "هدم", {"agent": ["قسد"], "target": ["منزل"]})]
    assert events("جرى اعتقال ثلاثة شبان في بلدة الكسرة.") == [("Detention", "اعتقال", {"patient": ["شبان"], "place": ["الكسرة"]})]


def test_group_in_the_idafa_of_an_act_did_it() -> None:
    assert events("اعتقال قسد لعدد من الشبان في بلدة الكسرة.") == [
        ("Detention", "اعتقال", {"agent": ["قسد"], "patient": ["الشبان"], "place": ["الكسرة"]})
    ]


def test_person_in_the_idafa_of_an_act_underwent_it() -> None:
    assert events("اعتقال شاب في بلدة الكسرة.") == [("Detention", "اعتقال", {"patient": ["شاب"], "place": ["الكسرة"]})]


def test_object_after_the_doer_in_the_idafa() -> None:
    assert events("أدان ناشطون قصف قوات النظام بلدة كفرلاتة.") == [("Shelling", "قصف", {"agent": ["قوات النظام"], "target": ["كفرلاتة"]})]


def test_place_in_the_idafa_of_a_strike_was_struck() -> None:
    assert events("أدان ناشطون قصف بلدة كفرلاتة.") == [("Shelling", "قصف", {"target": ["كفرلاتة"]})]


def test_noun_right_after_an_event_noun_is_its_idafa_where_the_tree_errs() -> None:
    assert events("أدان ناشطون قصف بلدة كفرلاتة أمس.") == [("Shelling", "قصف", {"target": ["كفرلاتة"]})]


def test_what_is_for_the_struck_thing_struck_nothing() -> None:
    assert events("أدان ناشطون استهداف مواقع للتنظيم.") == [("Attack", "استهداف", {"target": ["مواقع"]})]


def test_fighter_of_a_group_as_victim_is_a_person() -> None:
    assert events("مقتل عنصر من قسد في بلدة الكسرة.") == [("Killing", "مقتل", {"patient": ["عنصر"], "place": ["الكسرة"]})]


def test_arrest_in_three_words() -> None:
    assert events("تمكنت قسد من إلقاء القبض على سامي الدرويش.") == [("Detention", "القبض", {"agent": ["قسد"], "patient": ["سامي الدرويش"]})]


def test_group_after_the_doer_in_the_idafa() -> None:
    assert events("أدان ناشطون استهداف قوات النظام لواء الفجر.") == [
        ("Attack", "استهداف", {"agent": ["قوات النظام"], "patient": ["لواء الفجر"]})
    ]


def test_punishment_by_its_noun_with_a_pronoun() -> None:
    assert events("وتخلص التنظيم من ستة من عناصره بصلبهم في ساحة البلدة.")[0][:2] == ("Execution", "صلبهم")


def test_verb_and_noun_that_tell_one_arrival() -> None:
    assert events("وصلت تعزيزات للفرقة الرابعة إلى بلدة كفرلاتة.") == [
        ("Deployment", "وصلت تعزيزات", {"to": ["كفرلاتة"], "agent": ["لفرقة الرابعة"]})
    ]


def test_what_is_done_to_things_has_no_patient() -> None:
    reading, (demolition, *_) = frames("هدم التنظيم منزل وائل السعيد في بلدة الكسرة بحجة التعامل مع قسد.")
    owner = next(r for r in reading.referents if r.type == "Person")
    assert not demolition.fill("patient", owner, "model")
    assert "patient" not in demolition.args
