"""Conjunctions, prepositions and pronouns cut off their words, each with its place in the raw text."""

from collections.abc import Sequence

import pytest

from kg.fold import fold
from kg.segment import Segmenter, Token, cut
from kg.syntax import default_analyser
from tests.kg.test_samples import SAMPLES


def pieces(raw: str, labels: str) -> list[tuple[str, str]]:
    """(raw text, form) of each token of a word whose characters bear ``labels``."""
    return [(raw[t.start - 7 : t.end - 7], t.form) for t in cut(raw, 7, fold(raw), labels, False)]


@pytest.mark.parametrize(
    "raw,labels,expected",
    [
        ("وبريفها", "BBBIIBI", [("و", "و"), ("ب", "ب"), ("ريف", "ريف"), ("ها", "ها")]),
        ("للتنظيم", "BDIIIII", [("ل", "ل"), ("لتنظيم", "التنظيم")]),  # the second lam stands for the article
        ("عائلته", "BIIITB", [("عائلت", "عائلة"), ("ه", "ه")]),
        ("وَقُتِلَ", "BBII", [("وَ", "و"), ("قُتِلَ", "قتل")]),
        ("بــريفها", "BBIIBI", [("بــ", "ب"), ("ريف", "ريف"), ("ها", "ها")]),
        ("داعش", "BIII", [("داعش", "داعش")]),
    ],
)
def test_cut(raw: str, labels: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(raw, labels) == expected


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return default_analyser().segmenter


def forms(tokens: Sequence[Token]) -> list[str]:
    return [("+" if t.joined else "") + t.form for t in tokens]


@pytest.mark.parametrize(
    "text,expected",
    [
        ("مقر للتنظيم في المدينة وريفها", ["مقر", "ل", "+التنظيم", "في", "المدينة", "و", "+ريف", "+ها"]),
        ("قتل 1.200 شخص (وفق قسد)", ["قتل", "1.200", "شخص", "(", "+وفق", "قسد", "+)"]),
        ("ديرالزور24", ["ديرالزور", "+24"]),
        ("وبصلبه برجمهم", ["و", "+ب", "+صلب", "+ه", "ب", "+رجم", "+هم"]),  # nouns of acts
        ("المبنى بأسره", ["المبني", "باسره"]),  # in its entirety, no capture
        ("الطفلة مها", ["الطفلة", "مها"]),  # no letter with a pronoun
        ("والدته والياً", ["والدة", "+ه", "واليا"]),  # mother, governor: no conjunction
        ("مع ولديه", ["مع", "ولدي", "+ه"]),  # none after a preposition
        ("المدعو فادي العلي", ["المدعو", "فادي", "العلي"]),  # a name after a title
        ("سالم ورنا", ["سالم", "و", "+رنا"]),
        ("الناطق باسم المجلس", ["الناطق", "ب", "+اسم", "المجلس"]),  # in the name of
    ],
)
def test_tokens_of_a_text(segmenter: Segmenter, text: str, expected: list[str]) -> None:
    assert forms(segmenter.tokens(text)) == expected


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.doc)
def test_tokens_cover_all_but_space_once_and_in_order(segmenter: Segmenter, sample: object) -> None:
    text = sample.text  # type: ignore[attr-defined]
    end = 0
    for token in segmenter.tokens(text):
        assert token.start >= end
        assert not text[end : token.start].strip()
        assert token.joined == (token.start == end and end > 0)
        assert token.form
        end = token.end
    assert not text[end:].strip()
