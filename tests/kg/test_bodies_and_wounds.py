"""A body that is found is a death; a body alone is none; wounds are no event beside the injury."""

from tests.kg.tree import events


def test_body_found() -> None:
    assert events("عثر الأهالي على جثة شاب قرب قرية الجيعة.") == [("Death", "جثة", {"patient": ["شاب"], "place": ["الجيعة"]})]
    assert events("عثر على جثث ثلاثة شبان في قرية الجيعة.") == [("Death", "جثث", {"patient": ["شبان"], "place": ["الجيعة"]})]


def test_body_moved() -> None:
    assert events("نقلت جثة شاب إلى المشفى.") == []


def test_wounds() -> None:
    assert events("أصيب طفلان بجروح جراء انفجار لغم.") == [
        ("Injury", "أصيب", {"patient": ["طفلان"], "cause": ["انفجار"]}),
        ("Explosion", "انفجار", {"instrument": ["لغم"]}),
    ]


def test_the_dead_told_of_before() -> None:
    assert events("نقل القتلى إلى المشفى.") == []
