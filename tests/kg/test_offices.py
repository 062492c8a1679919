"""Offices: a title with its group or place, its holder before, after or in apposition, and whether he still holds it."""

from tests.kg.reading import relations, ties


def offices(marked: str) -> set[tuple[str, str, str | None, str | None]]:
    return {(holder, group, d.title, d.status) for d, holder, group in relations(marked) if d.type == "holdsRole"}


def test_holder_follows_the_title() -> None:
    assert offices("قائد [G لواء النسر] “[P نادر الصالح]” قتل أمس.") == {("نادر الصالح", "لواء النسر", "قائد", "current")}


def test_holder_precedes_the_title() -> None:
    assert offices("وقال [P نادر الصالح]، مدير [G مشفى الأمل]، إن الوضع سيئ.") == {("نادر الصالح", "مشفى الأمل", "مدير", "current")}


def test_former_office() -> None:
    assert offices("قتل “[P عدنان الرشيد]” الوالي السابق لـ[L دير الزور].") == {("عدنان الرشيد", "دير الزور", "الوالي السابق", "former")}


def test_dual_title_is_held_by_both() -> None:
    assert offices("انشق القياديان في تنظيم “[G داعش]” ([P رائد الجاسم] و[P وائل الجاسم]).") == {
        ("رائد الجاسم", "داعش", "القياديان في تنظيم", "current"),
        ("وائل الجاسم", "داعش", "القياديان في تنظيم", "current"),
    }


def test_singular_title_is_held_by_one() -> None:
    assert offices("قتلت مراسلة [G وكالة النسر] [P هالة العلي] والصحفي [P ناظم الخلف].") == {
        ("هالة العلي", "وكالة النسر", "مراسلة", "current")
    }


def test_second_office_has_the_holder_of_the_first() -> None:
    text = "وقال [P راكان الكردي]، شيخ [G البوسعيد] ورئيس [G لجنة الصلح]، إن الخلاف انتهى."
    assert {(h, g) for h, g, _, _ in offices(text)} == {("راكان الكردي", "البوسعيد"), ("راكان الكردي", "لجنة الصلح")}


def test_correspondent_without_a_name_is_a_person_of_his_outlet() -> None:
    assert ties("وقال مراسل [G نهر برس] إن القصف توقف. وأضاف مراسل [G نهر برس] أن الطريق سالكة.") == {("holdsRole", "مراسل", "نهر برس")}


def test_post_without_its_holder_is_nobody() -> None:
    assert ties("وقال [P* وزير] [G الدفاع التركي] إن العملية مستمرة.") == set()


def test_group_named_before_is_meant_by_its_noun() -> None:
    text = "وصلت تعزيزات إلى [G لواء النسر] في المدينة. وقال رئيس [G مجلس الصلح] إنه بخير. وهدد قائد المجلس [P نزار العبد] الأهالي."
    assert ("نزار العبد", "مجلس الصلح", "قائد", "current") in offices(text)


def test_office_of_a_state_that_an_adjective_names() -> None:
    text = "قالت [G تركيا] ذلك. وبحث الرئيس التركي [P سامر الحسن] مع نظيره الروسي [P رائد الجاسم] الهدنة."
    assert offices(text) == {("سامر الحسن", "تركيا", "الرئيس", "current"), ("رائد الجاسم", "الروسي", "نظيره", "current")}


def test_two_offices_of_states_by_one_dual() -> None:
    assert offices("وقع الرئيسان التركي [P سامر الحسن] والروسي [P رائد الجاسم] الهدنة.") == {
        ("سامر الحسن", "التركي", "الرئيسان", "current"),
        ("رائد الجاسم", "الروسي", "الرئيسان", "current"),
    }


def test_compatriot_without_an_office_holds_none() -> None:
    assert offices("قال الباحث التركي [P سامر الحسن] إن الهدنة صامدة.") == set()


def test_leader_is_named_after_his_group() -> None:
    assert offices("وصل [G لواء النسر] بقيادة [P سامر الحسن] إلى البلدة.") == {("سامر الحسن", "لواء النسر", "قيادة", "current")}
    assert offices("وصل [G لواء النسر] الذي يقوده [P سامر الحسن] إلى البلدة.") == {("سامر الحسن", "لواء النسر", "يقوده", "current")}
