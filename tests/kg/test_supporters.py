"""Who supports an operation is a doer of it, not of the killings in it."""

from tests.kg.tree import events


def test_supporter_of_an_operation_killed_nobody() -> None:
    assert events("نفذت قسد عملية أمنية بمساندة التحالف أسفرت عن مقتل شاب.") == [
        ("Raid", "عملية", {"agent": ["قسد", "التحالف"]}),
        ("Killing", "مقتل", {"patient": ["شاب"], "cause": ["عملية"], "agent": ["قسد"]}),
    ]


def test_with_the_support_of() -> None:
    assert events("اعتقلت قسد سامي الدرويش بدعم من التحالف.") == [
        ("Detention", "اعتقلت", {"agent": ["قسد", "التحالف"], "patient": ["سامي الدرويش"]})
    ]


def test_support_that_somebody_gets_is_no_part_in_the_act() -> None:
    assert events("قتل شاب بعد دعم التحالف لقسد في بلدة الكسرة.") == [("Killing", "قتل", {"patient": ["شاب"], "place": ["الكسرة"]})]


def test_support_without_its_preposition() -> None:
    assert events("اعتقلت قسد شاباً بعد دعم التحالف لها.") == [("Detention", "اعتقلت", {"agent": ["قسد"], "patient": ["شاباً"]})]
