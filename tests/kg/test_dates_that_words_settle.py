"""Absolute dates: what the words alone say, and what they leave open."""

import tomllib
from importlib.resources import files

import pytest
from edtf import parse_edtf

from kg.date import absolute, expressions

RULES = tomllib.loads((files("kg") / "data" / "calendar.toml").read_text("utf-8"))["rule"]


def found(text: str, anchor: str | None = None) -> list[tuple[str, str | None]]:
    return [(t.span.of(text), t.value) for t in expressions(text, anchor)]


@pytest.mark.parametrize("rule", RULES, ids=[r["example"] for r in RULES])
def test_each_calendar_rule_reads_its_example(rule: dict[str, str]) -> None:
    assert [value for _, value in found(rule["example"])] == [rule.get("value")]


@pytest.mark.parametrize(
    "text,words,value",
    [
        ("قُتل في 26 آب/أغسطس 2015 قرب البلدة", "26 آب/أغسطس 2015", "2015-08-26"),
        ("وفي 22 أغسطس/آب الماضي قصفت", "22 أغسطس/آب الماضي", "XXXX-08-22"),
        ("ليوم السبت 9/ أيلول/ 2023\nحلب", "يوم السبت 9/ أيلول/ 2023", "2023-09-09"),
        ("الأحداث ليوم الخميس 02-12-2021\n", "يوم الخميس 02-12-2021", "2021-12-02"),
        ("في 31 كانون الأول 2021.", "31 كانون الأول 2021", "2021-12-31"),
        ("يوم الجمعة 2كانون الأول /ديسمبر2022 بصاروخ", "يوم الجمعة 2كانون الأول /ديسمبر2022", "2022-12-02"),
        ("في ٢٧ فبراير ٢٠٢٥", "٢٧ فبراير ٢٠٢٥", "2025-02-27"),
        ("في ٣ غشت 2016", "٣ غشت 2016", "2016-08-03"),
        ("في 3 جويلية 2016", "3 جويلية 2016", "2016-07-03"),
        ("في آب 2016 بدأت", "آب 2016", "2016-08"),
        ("خلال عام 2015.", "عام 2015", "2015"),
        ("قُتلوا منذ عام 2011، وفق", "منذ عام 2011", "2011/.."),
        ("بقي حتى عام 2018، وقد", "حتى عام 2018", "../2018"),
        ("بين 28 آب و3 أيلول 2017 نزح", "بين 28 آب و3 أيلول 2017", "2017-08-28/2017-09-03"),
        ("يومي 3 و4 أيلول 2017", "يومي 3 و4 أيلول 2017", "2017-09-03/2017-09-04"),
        ("يومي 3 و7 أيلول 2017", "يومي 3 و7 أيلول 2017", "{2017-09-03,2017-09-07}"),
        ("في الـ28 يونيو الماضي، أعلنت", "الـ28 يونيو الماضي", "XXXX-06-28"),
        ("منـذُ الـ21 من شهر تمّوز الفائت", "منـذُ الـ21 من شهر تمّوز الفائت", "XXXX-07-21"),
    ],
)
def test_absolute_date(text: str, words: str, value: str) -> None:
    assert found(text) == [(words, value)]


def test_two_names_of_different_months_are_no_date() -> None:
    assert found("في 3 آب/سبتمبر 2016") == []


@pytest.mark.parametrize("text", ["في 31 نيسان 2016", "في 30/02/2016", "في 13.13.2016", "قتل 12 آبار", "رقم 4500 شخص", "سورة 12 مارسوا"])
def test_no_such_day_is_no_date(text: str) -> None:
    assert all(len(value or "") < 10 for _, value in found(text))


def test_day_of_the_week_that_contradicts_its_date_makes_it_uncertain() -> None:
    assert found("يوم الأحد 9 أيلول 2023") == [("يوم الأحد 9 أيلول 2023", "2023-09-09?")]


def test_hijri_dates_are_approximate_days_of_the_umm_al_qura_calendar() -> None:
    assert found("في 15 شعبان 1441 هـ قرب") == [("15 شعبان 1441 هـ", "2020-04-08~")]
    assert found("في رمضان 1437") == [("رمضان 1437", "2016-06-06~/2016-07-05~")]
    assert found("في 12 رمضان") == [("12 رمضان", None)]


def test_names_of_people_and_places_are_no_months() -> None:
    assert found("قال رمضان العلي ورجب الحسن إن سد تشرين قُصف، وأب الضحية في حزيران") == []


def test_offsets_are_of_the_raw_text_with_its_marks() -> None:
    text = "وصل مؤخّراً، ثم في 5 أيّار 2019 عاد"
    assert [(t.span.start, t.span.end, t.span.of(text)) for t in expressions(text)] == [(4, 11, "مؤخّراً"), (19, 31, "5 أيّار 2019")]


def test_absolute_leaves_out_what_is_open() -> None:
    text = "أمس، وفي 3 آب، وفي 4 آب 2016، ومنذ عام 2011"
    assert [(t.span.of(text), t.value) for t in absolute(text)] == [("4 آب 2016", "2016-08-04"), ("منذ عام 2011", "2011/..")]


@pytest.mark.parametrize("rule", [r for r in RULES if "value" in r], ids=lambda r: r["example"])
def test_values_are_edtf(rule: dict[str, str]) -> None:
    parse_edtf(rule["value"])


def test_no_value_is_beyond_edtf() -> None:
    for text in ("يومي 3 و7 أيلول 2017", "من 3 إلى 5 أيلول", "منذ 3 أيلول 2017", "يوم الأحد 9 أيلول 2023"):
        for _, value in found(text):
            assert value is not None
            parse_edtf(value)
