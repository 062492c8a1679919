"""Yesterday, last Thursday: open, or settled against the day on which the text was written, and never guessed."""

import pytest

from kg.date import expressions

WEDNESDAY = "2017-07-12"


def values(text: str, anchor: str | None) -> list[tuple[str, str | None, str | None]]:
    return [(t.span.of(text), t.value, t.anchor) for t in expressions(text, anchor)]


@pytest.mark.parametrize(
    "words",
    [
        "أمس", "أمس الأول", "أول أمس", "اليوم الخميس", "الثلاثاء الماضي", "يومي الثلاثاء والأربعاء الماضيين", "مساء أمس", "فجر اليوم",
        "ليلة أمس", "قبل عام", "قبل أسبوعين", "مطلع الشهر الجاري", "العام الماضي", "الأسبوع الماضي",
        "بعد منتصف ليل الاثنين-الثلاثاء", "خلال اليومين الماضيين", "منذ نحو أسبوع", "بعد يوم واحد", "وقت سابق", "فجراً", "الآونة الأخيرة",
    ],
)  # fmt: skip
def test_without_an_anchor_relative_words_are_found_and_open(words: str) -> None:
    assert values(f"قُتل رجل {words}، قرب البلدة", None) == [(words, None, None)]


@pytest.mark.parametrize(
    "words,value",
    [
        ("اليوم", "2017-07-12"),
        ("فجر اليوم الأربعاء", "2017-07-12"),
        ("مساء أمس الثلاثاء", "2017-07-11"),
        ("أول أمس", "2017-07-10"),
        ("الخميس الفائت", "2017-07-06"),
        ("الأربعاء الماضي", "2017-07-05"),
        ("يوم الأربعاء", "2017-07-12"),
        ("يومي الاثنين والثلاثاء الماضيين", "2017-07-10/2017-07-11"),
        ("يومي السبت والثلاثاء الماضيين", "{2017-07-08,2017-07-11}"),
        ("مطلع الشهر الجاري", "2017-07"),
        ("الشهر الماضي", "2017-06"),
        ("العام الماضي", "2016"),
        ("14 الشهر الجاري", "2017-07-14"),
        ("27 كانون الأول الماضي", "2016-12-27"),
        ("3 تموز الجاري", "2017-07-03"),
        ("آب الماضي", "2016-08"),
    ],
)
def test_anchor_settles(words: str, value: str) -> None:
    assert values(f"قُتل رجل {words}، قرب البلدة", WEDNESDAY) == [(words, value, WEDNESDAY)]


@pytest.mark.parametrize("words", ["قبل عام", "الأسبوع الماضي", "الخميس المقبل", "يوم الخميس", "منذ أيام", "خلال الأشهر الماضية"])
def test_anchor_does_not_settle_what_nobody_can_tell(words: str) -> None:
    assert values(f"قُتل رجل {words}، قرب البلدة", WEDNESDAY) == [(words, None, None)]


def test_last_of_the_same_month_stays_without_a_year() -> None:
    assert values("في 3 تموز الماضي، قُتل", WEDNESDAY) == [("3 تموز الماضي", "XXXX-07-03", None)]


def test_text_that_contradicts_the_anchor_is_not_resolved_against_it() -> None:
    # A page's date of last change: the text was not written on it, since 12 July 2017 was no Friday.
    text = "قُتل رجل اليوم الجمعة، وأصيب آخر أمس، بحسب مصدر."
    assert values(text, WEDNESDAY) == [("اليوم الجمعة", None, None), ("أمس", None, None)]


def test_text_that_dates_its_own_today_is_its_own_anchor() -> None:
    text = "قُتل رجل اليوم الجمعة 2 كانون الأول 2022، وأصيب آخر أمس."
    assert values(text, None) == [("اليوم الجمعة 2 كانون الأول 2022", "2022-12-02", None), ("أمس", "2022-12-01", "2022-12-02")]
    assert values(text, WEDNESDAY) == values(text, None)


@pytest.mark.parametrize("anchor", ["2017", "2017-07", "XXXX-07-12", "2017-07-12~", "2017-02-31", ""])
def test_only_a_certain_day_is_an_anchor(anchor: str) -> None:
    assert values("قُتل أمس", anchor) == [("أمس", None, None)]


@pytest.mark.parametrize(
    "text",
    ["في اليوم التالي عاد", "لليوم الثاني على التوالي", "قال في خطبة الجمعة، إن", "في سوق الأحد، انفجرت", "حي السبت، قرب", "في اليوم ذاته"],
)
def test_the_day_and_names_with_a_day_are_no_dates(text: str) -> None:
    assert values(text, None) == []
