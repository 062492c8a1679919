"""Where places lie: lists before the larger place, nouns that go back to it, what stands between the two, areas and surroundings."""

import pytest

from kg.extraction import extract
from kg.graph import Article
from tests.kg.reading import ties


def lies(*pairs: tuple[str, str]) -> set[tuple[str, str, str]]:
    return {("locatedIn", inner, outer) for inner, outer in pairs}


def test_list_of_places_and_built_things() -> None:
    text = "قصفت قوات [L سرجة] و[L بينين] و[S مطار النيرب] و[L جبل الأربعين] في [L ريف حلب]."
    assert ties(text) == lies(*((n, "ريف حلب") for n in ("سرجة", "بينين", "مطار النيرب", "جبل الأربعين")))


def test_list_with_a_noun_before_each_part() -> None:
    text = "قصفت الطائرات مدينة [L أريحا] وقرى [L سرجة] و“[L بينين]” بـ[L ريف إدلب]."
    assert ties(text) == lies(*((n, "ريف إدلب") for n in ("أريحا", "سرجة", "بينين")))


def test_list_begins_after_the_larger_place_of_another() -> None:
    text = "قصفت الطائرات [L سرجة] جنوبي [L إدلب]، وقرية [L تديل] غربي [L حلب]."
    assert ties(text) == lies(("سرجة", "إدلب"), ("تديل", "حلب"))
    text = "قصفت الطائرات [L سرجة] في [L جبل الزاوية]، وقرية [L تديل] غربي [L حلب]."
    assert ties(text) == lies(("سرجة", "جبل الزاوية"), ("تديل", "حلب"))


def test_between_two_towns_only_the_second_is_told() -> None:
    assert ties("انفجر لغم بين بلدة [L سرجة] وبلدة [L بينين] جنوبي [L إدلب].") == lies(("بينين", "إدلب"))
    assert ties("انفجر لغم بين بلدتي [L سرجة] و[L بينين] جنوبي [L إدلب].") == lies(("سرجة", "إدلب"), ("بينين", "إدلب"))


def test_dual_noun_announces_two_larger_places() -> None:
    text = "قصفت المدفعية [L سرجة] بريفي [L حلب] و[L إدلب]."
    assert ties(text) == lies(("سرجة", "حلب"), ("سرجة", "إدلب"))


def test_noun_that_goes_back_to_a_larger_place() -> None:
    assert ties("هدوء في مدينة [L عفرين]. قصفت المدفعية [L شارع راجو] داخل المدينة.") == lies(("شارع راجو", "عفرين"))
    assert ties("هدوء في [L إدلب]. قصفت المدفعية بلدة [L سرجة] جنوبي المحافظة.") == lies(("سرجة", "إدلب"))


@pytest.mark.parametrize(
    "text",
    [
        "قصفت المدفعية قرية “[L سرجة]”، الواقعة جنوبي [L إدلب].",
        "قصفت المدفعية [L سرجة] جنوبي #[L إدلب].",
        "قصفت المدفعية [L سرجة] ومحيطها في [L إدلب].",
        "قصفت المدفعية بلدة [L سرجة] المحتلة في مقاطعة [L إدلب].",
        "قصفت المدفعية [L سرجة] ضمن مناطق سيطرة [G الفصائل] في [L إدلب].",
        "قصفت المدفعية [L سرجة] جنوب وجنوب شرق [L إدلب].",
        "[L سرجة] ([L سوريا])",
    ],
)
def test_what_stands_between_a_place_and_the_larger_one(text: str) -> None:
    assert ties(text) == lies(("سرجة", "سوريا" if "سوريا" in text else "إدلب"))


def test_two_that_lie_together() -> None:
    text = "قصفت المدفعية بلدتي [L الزيارة] و[L القرقور] الواقعتين في منطقة [L سهل الغاب]."
    assert ties(text) == lies(("الزيارة", "سهل الغاب"), ("القرقور", "سهل الغاب"))


def test_camp_for_the_displaced() -> None:
    assert ties("قصفت المدفعية [S مخيم النور] للنازحين غربي [L سرمدا].") == lies(("مخيم النور", "سرمدا"))


def test_governorate_lies_in_no_smaller_place() -> None:
    assert ties("قصفت المدفعية مدينة [L إدلب] وقرية [L سرجة] في [L جبل الزاوية].") == lies(("سرجة", "جبل الزاوية"))
    assert ties("هدوء في [L إدلب] في [L سوريا].") == lies(("إدلب", "سوريا"))


def test_near_a_town_is_not_in_its_larger_place() -> None:
    assert ties("قصفت المدفعية قرية [L سرجة] بالقرب من مدينة [L أريحا] بـ[L ريف إدلب].") == lies(("أريحا", "ريف إدلب"))


def test_borders_and_seas_hold_and_lie_in_none() -> None:
    assert ties("قصفت المدفعية قرية [L سرجة] الواقعة في [L الحدود التركية] غربي [L كوباني].") == set()


def test_road_goes_on_to_the_next_place() -> None:
    assert ties("قتل شاب على [L طريق سرمدا] ومدينة [L أريحا] جنوبي [L إدلب].") == lies(("أريحا", "إدلب"))


def test_quarters_of_a_country_lie_under_no_heading() -> None:
    text = "[L حلب]:\nقتل شاب في [L البادية السورية].\n[L إدلب]:\nهدوء في [L سرجة]."
    assert ties(text) == lies(("سرجة", "إدلب"))


def test_areas_lie_where_their_phrase_says() -> None:
    assert ties("قصفت المدفعية [L* الأحياء] السكنية في مدينة [L عفرين].") == lies(("الأحياء", "عفرين"))
    assert ties("قصفت المدفعية [L* مناطق] سيطرة [G الفصائل] غربي [L حلب].") >= lies(("مناطق", "حلب"))
    assert ties("قصفت المدفعية عدة [L* قرى] وبلدات في [L جبل الزاوية].") == lies(("قرى", "جبل الزاوية"))


def test_surroundings_lie_in_what_they_surround() -> None:
    assert ties("قصفت المدفعية مدينة [L عفرين] و[L* ريفها] في [L سوريا].") == lies(("ريفها", "عفرين"), ("عفرين", "سوريا"))


def test_built_thing_that_is_named_by_another_name() -> None:
    assert ties("قصفت المدفعية [S* مدرسة] ([S سامي الدروبي]).") == set()


def test_town_that_is_named_like_a_built_thing() -> None:
    graph = extract(Article(text="قصفت الطائرات مدينة جسر الشغور وأطراف مدينة أريحا."))
    assert {(e.type, e.name) for e in graph.entities if e.name in ("جسر الشغور", "أريحا")} == {("Place", "جسر الشغور"), ("Place", "أريحا")}


def test_direction_is_no_place_of_a_row() -> None:
    graph = extract(Article(text="قصفت المدفعية قرى الجات والماصي شمال وشمال شرق مدينة منبج بالقذائف."))
    assert {e.name for e in graph.entities if e.type == "Place"} == {"الجات", "الماصي", "منبج"}
