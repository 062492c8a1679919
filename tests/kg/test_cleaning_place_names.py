"""What of a crowd-sourced list of places is a name, and which names mean one place."""

from collections import Counter

import pytest

from kg.gazetteer import Place
from kg.train.gazetteer import Draft, agree, clean, distance, join, slug


@pytest.mark.parametrize(
    "raw, expected",
    [
        ("قرية الهورة", ("الهورة", "settlement")),
        ("حي  الميسر", ("الميسر", "neighbourhood")),
        ("بحي العمال", ("العمال", "neighbourhood")),
        ("ﺍﻟﺪﺷﻴﺸﺔ", ("الدشيشة", "settlement")),  # presentation forms
        ("مَعَرَّة النُّعْمَان", ("معرة النعمان", "settlement")),
        ("بنش,", ("بنش", "settlement")),
        ("شيه,عفرين", ("شيه", "settlement")),
        ("جبل شاعر", ("جبل شاعر", "mountain")),
        ("دوار النعيم", ("دوار النعيم", "roundabout")),
        ("مشفى الشفاء", None),  # a built thing
        ("بالقرب من سد تشرين، منبج", None),
        ("نبل و الزهراء", None),  # two places
        ("كفريا والفوعة", None),
        ("تل مرديخ جنوب سراقب", None),
        ("بلدات متعددة", None),
        ("Îska", None),
    ],
)
def test_a_clean_name_or_a_phrase(raw: str, expected: tuple[str, str] | None) -> None:
    assert clean(raw) == expected


@pytest.mark.parametrize(
    "name, english, expected",
    [
        ("السوسة", "Al Soussa", True),
        ("كفر ناها", "Kafar Naha", True),
        ("القامشلي", "Qadourbek neighborhood", False),
        ("غرب", "Alia", False),
    ],
)
def test_the_arabic_name_is_heard_in_the_english_one(name: str, english: str, expected: bool) -> None:
    assert agree(name, english) is expected


def draft(name: str, north: float | None, east: float | None = 40.0, id_: str = "", parent: str = "place/SY08", reports: int = 1) -> Draft:
    source = "geonames" if id_ else "airwars"
    east = None if north is None else east
    return Draft(id_, "settlement", north, east, parent, Counter({name: reports}), Counter(), {source}, reports)


def places(*drafts: Draft) -> list[tuple[str, tuple[str, ...], str]]:
    joined = join(drafts, [Place("place/SY08", "governorate", "الحسكة", parent="place/isnad-syria")])
    return [(p.name, p.other_names, p.source) for p in (d.place() for d in joined)]


def test_one_name_within_ten_kilometres_is_one_place() -> None:
    town = draft("تل براك", 36.6, id_="place/geonames-1")
    assert places(town, draft("تل براك", 36.65)) == [("تل براك", (), "airwars+geonames")]
    town = draft("تل براك", 36.6, id_="place/geonames-1", reports=0)
    assert len(places(town, draft("تل براك", 36.9, reports=9))) == 2


def test_spellings_with_and_without_space_and_article_are_joined() -> None:
    assert places(draft("كفر زيت", 36.6, reports=5), draft("كفرزيت", 36.6)) == [("كفر زيت", ("كفرزيت",), "airwars")]


def test_a_slip_of_one_letter_at_the_same_spot_is_a_spelling() -> None:
    assert places(draft("راجو", 36.6, reports=5), draft("راحو", 36.601)) == [("راجو", ("راحو",), "airwars")]
    assert len(places(draft("راجو", 36.6, reports=5), draft("راحو", 36.9))) == 2


def test_a_single_report_far_from_a_known_town_of_its_governorate_is_misplaced() -> None:
    assert places(draft("تل براك", 36.6, id_="place/geonames-1"), draft("تل براك", 35.0)) == [("تل براك", (), "geonames")]


def test_distance_is_in_kilometres() -> None:
    assert distance(draft("أ", 36.0), draft("ب", 36.1)) == pytest.approx(11.1, abs=0.1)
    assert distance(draft("أ", None), draft("ب", 36.1)) is None


def test_identifiers_are_ascii() -> None:
    assert slug("كفر زيتا") == "kfr-zyta"
