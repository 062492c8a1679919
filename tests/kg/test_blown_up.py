"""A house blown up is a demolition; what goes off by itself, or in a crowd, is an explosion; dawn (فجر) is neither."""

from tests.kg.tree import events


def test_house_blown_up() -> None:
    assert events("فجر التنظيم منزل وائل السعيد.") == [("Demolition", "فجر", {"agent": ["التنظيم"], "target": ["منزل"]})]
    assert events("أدان الأهالي تفجير منزل وائل السعيد.") == [("Demolition", "تفجير", {"target": ["منزل"]})]


def test_bomber() -> None:
    assert events("فجر انتحاري نفسه قرب حاجز المحطة.") == [("Explosion", "فجر", {"agent": ["انتحاري"], "place": ["حاجز المحطة"]})]


def test_bomb_that_went_off() -> None:
    assert events("انفجرت عبوة ناسفة في مدينة الشدادي.") == [("Explosion", "انفجرت", {"instrument": ["عبوة ناسفة"], "place": ["الشدادي"]})]


def test_dawn() -> None:
    assert events("اعتقلت قسد شاباً فجر الجمعة.") == [("Detention", "اعتقلت", {"agent": ["قسد"], "patient": ["شاباً"]})]
