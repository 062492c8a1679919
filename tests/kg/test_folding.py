"""Folding: one spelling for many, and the way back to the raw text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.fold import fold, fold_with_offsets, key

# Letters, marks, tatweel, direction marks, digits, quotes and what else articles mix.
TEXT = st.text(alphabet=st.sampled_from("اأإآىيئءؤةهبكگک یَُِّ\u0640\u200f\u202b\ufeff٣۴3«»“’،؛؟–a \n"), max_size=30)


@pytest.mark.parametrize(
    "raw,folded",
    [
        ("قُتِلَ", "قتل"),
        ("المدرّس", "المدرس"),
        ("قـــسد", "قسد"),
        ("\u200fداعش\u200e", "داعش"),
        ("أحمد وإبراهيم وآدم", "احمد وابراهيم وادم"),
        ("مصطفى", "مصطفي"),
        ("٢٠١٦ و۲۰۱۷", "2016 و2017"),
        ("«داعش» “قسد”", '"داعش" "قسد"'),
        ("نعم، لا؛ لم؟", "نعم, لا; لم?"),
        ("أثريا – خناصر", "اثريا - خناصر"),
        ("کردی", "كردي"),
        ("مدينة", "مدينة"),
    ],
)
def test_fold(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@pytest.mark.parametrize(
    "left,right", [("مدينة", "مدينه"), ("مسؤول", "مسوول"), ("هيئة", "هييه"), ("سماء", "سما"), (" دير  الزور ", "دير الزور")]
)
def test_key_of_two_spellings(left: str, right: str) -> None:
    assert key(left) == key(right)


def test_letters_that_make_another_word_stay_apart() -> None:
    assert len({key(w) for w in ("قاهر", "ظاهر", "طاهر", "زاهر")}) == 4


def test_way_back_to_the_raw_text() -> None:
    raw = "وقُتِلَ \u200fستّـة من داعِـش"
    folded = fold_with_offsets(raw)
    assert folded.text == "وقتل ستة من داعش"
    word = folded.text.index("ستة")
    start, end = folded.raw_span(word, word + 3)
    assert raw[start:end] == "ستّـة"


@given(TEXT)
def test_both_ways_of_folding_agree(raw: str) -> None:
    folded = fold_with_offsets(raw)
    assert folded.text == fold(raw)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert [fold(raw[i]) for i in folded.offsets] == list(folded.text)
    assert key(raw) == " ".join(fold_with_offsets(raw, strong=True).text.split())


@given(TEXT)
def test_folding_twice_changes_nothing(raw: str) -> None:
    assert fold(fold(raw)) == fold(raw)
    assert key(key(raw)) == key(raw)
