"""The size of a counted set: numerals in words and digits, duals, and words that open a range. A bare singular says none."""

import pytest

from kg.quantity import Count, count_of, number
from tests.kg.telling import graph_of
from tests.kg.tree import graph, tagged


@pytest.mark.parametrize(
    "text,tags,head,count",
    [
        ("ثلاثة مدنيين", "CD NNS", 1, (3, 3)),
        ("٢٠ شخصا", "CD NN", 1, (20, 20)),
        ("ستة من عناصر التنظيم", "CD IN NNS DTNN", 2, (6, 6)),
        ("خمسة و عشرين مدنيا", "CD CC CD NN", 3, (25, 25)),
        ("مئة و خمسين عائلة", "CD CC CD NN", 3, (150, 150)),
        ("ثلاثة آلاف نازح", "CD CD NN", 2, (3000, 3000)),
        ("1.200 نازح", "CD NN", 1, (1200, 1200)),
        ("أكثر من عشرين مدنيا", "JJR IN CD NN", 3, (21, None)),
        ("ما لا يقل عن ثلاثة مدنيين", "WP RP VBP IN CD NNS", 5, (3, None)),
        ("مدنيين اثنين", "NNS CD", 0, (2, 2)),
        ("طفلان", "NNS", 0, (2, 2)),
        ("طفلين", "NNS", 0, (2, 2)),
        ("شقيقتين", "NNS", 0, (2, 2)),
        ("مدنيين", "NNS", 0, None),  # spelt like a dual, and a plural
        ("الميادين", "DTNNP", 0, None),  # a town
        ("بساتين", "NNS", 0, None),  # orchards
        ("عدد من المدنيين", "NN IN DTNNS", 2, None),
        ("شاب", "NN", 0, None),
        ("عام 2016", "NN CD", 1, None),  # a year counts nobody
        ("ثلاثة", "CD", 0, (3, 3)),
        ("أكثر من 8", "JJR IN CD", 2, (9, None)),
        ("آلاف العائلات", "CD DTNNS", 1, None),
        ("نصف مليون نازح", "NN CD NN", 2, None),
        ("6,6 مليون نازح", "CD CD NN", 2, None),
        ("مليوني نازح", "CD NN", 1, (2000000, 2000000)),
        ("12 شهيدا و أكثر من 20 جريحا", "CD NN CC JJR IN CD NN", 1, (12, 12)),
        ("12 شهيدا على الأقل", "CD NN IN DTJJR", 1, (12, None)),
    ],
)
def test_count(text: str, tags: str, head: int, count: Count | None) -> None:
    assert count_of(tagged(text, tags), head) == count


@pytest.mark.parametrize(
    "word,value", [("٧", 7), ("1,200", 1200), ("3.5", None), ("أحد", None), ("الثلاثة", 3), ("سبعين", 70), ("مئتين", 200)]
)
def test_number(word: str, value: int | None) -> None:
    assert number(word) == value


def test_dual_before_a_pronoun() -> None:
    read = graph("واعتقلت قسد طفليها في بلدة الكسرة.")
    assert [(e.name, e.count) for e in read.entities if e.type == "Person"] == [("طفليها", (2, 2))]


def test_count_goes_to_the_entity() -> None:
    read = graph("قتل ما لا يقل عن ثلاثة مدنيين في بلدة الكسرة.")
    assert [(e.name, e.count) for e in read.entities if e.type == "Person"] == [("مدنيين", (3, None))]


def test_numeral_with_a_pronoun_is_the_set_itself() -> None:
    read = graph("واعتقلت قسد عشرة منهم في بلدة الكسرة.")
    assert [(e.name, e.count) for e in read.entities if e.type == "Person"] == [("عشرة", (10, 10))]


@pytest.mark.parametrize(
    "text,expected",
    [
        ("قُتل أحد عشر مدنياً في غارة على البلدة.", (11, 11)),
        ("مقتل إحدى عشرة امرأة بقصف على البلدة.", (11, 11)),
        ("أصيب أكثر من اثني عشر عاملاً بقصف على البلدة.", (13, None)),
        ("قتل خمسة وعشرون مدنياً بقصف على البلدة.", (25, 25)),
        ("قتل أحد المدنيين في غارة على البلدة.", None),
    ],
    ids=["eleven", "eleven women", "more than twelve", "twenty-five", "one of"],
)
def test_numerals_of_several_words_tell_of_one_set(text: str, expected: tuple[int, int | None] | None) -> None:
    assert [e.count for e in graph_of(text).entities if e.type == "Person"] == [expected]
