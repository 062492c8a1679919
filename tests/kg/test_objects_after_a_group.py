"""The noun phrase right after the name of a group that did something is the object, though the tree hangs it on the name; of the verb
that has both, the group is the doer even where the tree takes it for a passive."""

from tests.kg.tree import events


def test_operation_hung_on_the_name_of_its_doer() -> None:
    assert events("نفذت قسد حملة مداهمات في بلدة الشحيل.") == [("Raid", "مداهمات", {"agent": ["قسد"], "place": ["الشحيل"]})]


def test_number_of_people_hung_on_the_name_and_verb_taken_for_a_passive() -> None:
    assert events("اعتقل عناصر قسد ثلاثة شبان في بلدة الكسرة.") == [
        ("Detention", "اعتقل", {"agent": ["قسد"], "patient": ["شبان"], "place": ["الكسرة"]})
    ]


def test_number_that_goes_with_the_members_leaves_them_the_victims() -> None:
    assert events("قتل عناصر التنظيم الثلاثة في بلدة الكسرة.") == [("Killing", "قتل", {"patient": ["عناصر"], "place": ["الكسرة"]})]


def test_person_behind_the_closing_quotation_mark() -> None:
    assert events('جنّدت "الشبيبة الثورية" الطفلة ريم الدرويش في مدينة الشدادي.') == [
        ("Joining", "جنّدت", {"agent": ["الشبيبة الثورية"], "patient": ["ريم الدرويش"]})
    ]


def test_arrest_at_a_checkpoint() -> None:
    assert events("اعتقلت قسد ثلاثة شبان على حاجز المحطة.") == [
        ("Detention", "اعتقلت", {"agent": ["قسد"], "patient": ["شبان"], "place": ["حاجز المحطة"]})
    ]
