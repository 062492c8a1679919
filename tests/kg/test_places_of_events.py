"""Where an event was: the most specific place that its sentence gives, and not the place that it struck."""

from tests.kg.tree import events


def test_inner_place_of_a_chain() -> None:
    assert events("استهدف مجهولون سيارة لقيادي في مدينة الشدادي بريف الحسكة.")[0][2]["place"] == ["الشدادي"]


def test_place_that_the_tree_hangs_on_another_noun() -> None:
    assert events("اعتقلت قسد شاباً من أقارب وائل السعيد في بلدة الكسرة.")[0][2]["place"] == ["الكسرة"]


def test_place_that_was_struck_is_the_target_alone() -> None:
    assert events("داهمت قسد بلدة الكسرة لاعتقال مطلوبين.")[0] == ("Raid", "داهمت", {"agent": ["قسد"], "target": ["الكسرة"]})


def test_place_without_preposition_is_not_where_it_was() -> None:
    assert events("نشر ناشطون من الكسرة صور هجوم للتنظيم.") == [("Attack", "هجوم", {"agent": ["لتنظيم"]})]


def test_charges_are_nowhere() -> None:
    assert events("اتهم الأهالي لواء الفجر بسرقة المحاصيل في بلدة الكسرة.")[0] == (
        "Accusation",
        "اتهم",
        {"agent": ["الأهالي"], "patient": ["لواء الفجر"]},
    )


def test_on_a_road() -> None:
    assert events("قتل شاب على طريق أثريا - خناصر.") == [("Killing", "قتل", {"patient": ["شاب"], "place": ["طريق أثريا - خناصر"]})]


def test_place_of_another_event_is_not_that_of_a_struck_place() -> None:
    assert events("داهمت قسد بلدة الكسرة لاعتقال مطلوبين في قرية الجيعة.") == [
        ("Raid", "داهمت", {"agent": ["قسد"], "target": ["الكسرة"]}),
        ("Detention", "اعتقال", {"patient": ["مطلوبين"], "place": ["الجيعة"], "agent": ["قسد"]}),
    ]


def test_joining_is_nowhere() -> None:
    assert events("انضم خمسة شبان إلى لواء الفجر في بلدة الكسرة.") == [("Joining", "انضم", {"agent": ["شبان"], "to": ["لواء الفجر"]})]


def test_quoted_name_behind_its_generic_noun_whatever_the_tree_says() -> None:
    assert events("قتل شاب في قرية “الزر”.") == [("Killing", "قتل", {"patient": ["شاب"], "place": ["الزر"]})]
