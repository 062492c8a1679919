"""Positions, houses and belongings with their owners, whether an event tells of them or not."""

from tests.kg.reading import ties


def test_positions_of_a_group() -> None:
    assert ties("وتقع البلدة قرب مواقع [G قوات النظام].") == {("ownedBy", "مواقع", "قوات النظام")}
    assert ties("وتنتشر نقاط عسكرية لـ[G قسد] هناك.") == {("ownedBy", "نقاط", "قسد")}


def test_website_is_no_position() -> None:
    assert ties("بحسب موقع “[G نهر برس]” فإن الطريق سالكة.") == set()


def test_things_in_a_row_have_one_owner() -> None:
    assert ties("ردت الفصائل على مواقع وتجمعات [G قوات النظام] هناك.") == {
        ("ownedBy", "مواقع", "قوات النظام"),
        ("ownedBy", "تجمعات", "قوات النظام"),
    }


def test_described_group_beside_the_owner_owns_as_well() -> None:
    assert ties("قرب مقار [G قوات النظام] والميليشيات الموالية لها.") == {
        ("ownedBy", "مقار", "قوات النظام"),
        ("ownedBy", "مقار", "الميليشيات"),
        ("affiliatedWith", "الميليشيات", "قوات النظام"),
    }


def test_people_at_large_are_owners_and_not_those_of_an_event() -> None:
    assert ties("قتل خمسة [P* مدنيين] أمس. وطال القصف منازل المدنيين.") == {("ownedBy", "منازل", "المدنيين")}


def test_gatherings_of_people_are_not_theirs() -> None:
    assert ties("تقع هناك تجمعات النازحين.") == set()


def test_one_of_some_is_an_owner() -> None:
    assert ties("وتضرر منزل أحد المواطنين.") == {("ownedBy", "منزل", "المواطنين")}


def test_described_bands_are_owners() -> None:
    assert ties("وتضررت مواقع لفصائل معارضة هناك.") == {("ownedBy", "مواقع", "فصائل")}


def test_kind_of_a_thing_is_passed_over() -> None:
    assert ties("وتضررت مستودعات أسلحة تابعة لـ[G إيران] هناك.") == {("ownedBy", "مستودعات", "إيران")}
    assert ties("وتنتشر نقاط رصد متقدمة لـ[G قسد] هناك.") == {("ownedBy", "نقاط", "قسد")}


def test_base_of_a_state() -> None:
    assert ties("أعلنت [G روسيا] هدنة. وتوجد القاعدة الروسية في البلدة.") == {("ownedBy", "القاعدة", "روسيا")}


def test_pronoun_on_a_position_means_the_only_group_before_it() -> None:
    assert ties("أخلت [G قسد] مواقعها أمس.") == {("ownedBy", "مواقعها", "قسد")}
    assert ties("قصفت [G تركيا] و[G روسيا] البلدة من مواقعها أمس.") == set()
