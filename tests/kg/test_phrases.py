"""Words and phrases of the lexicons found in sentences, whatever their spelling, article or ending."""

import pytest

from kg.lexicon import Lexicon, noun_stems
from kg.phrase import Match, Phrases
from tests.kg.tree import analysis, tagged

LEXICON = Lexicon.load()


def test_longest_of_several() -> None:
    phrases = Phrases([("دير", 1), ("دير الزور", 2), ("ريف دير الزور", 3)])
    sentence = tagged("في ريف دير الزور", "IN NN NN DTNN")
    assert sorted(m.value for m in phrases.all(sentence)) == [[1], [2], [3]]
    assert phrases.longest(sentence) == [Match(1, 3, [3])]


def test_phrase_begins_and_ends_where_words_do() -> None:
    phrases = Phrases([("قسد", "sdf"), ("اعتقال", "arrest")])
    assert phrases.longest(tagged("اعتقالات قسدية", "NNS JJ")) == []
    assert phrases.longest(tagged("اعتقال قسد", "NN NN")) == [Match(0, 0, ["arrest"]), Match(1, 1, ["sdf"])]


def test_phrase_across_a_clitic_and_behind_an_elided_article() -> None:
    _, (sentence,), _ = analysis("وصلت تعزيزات للفرقة الرابعة إلى بلدة كفرلاتة.")
    assert [(m.first, m.last) for m in Phrases([("الفرقة الرابعة", 1)]).all(sentence)] == [(3, 4)]


def test_spelling_variants_are_one_phrase_with_both_values() -> None:
    phrases = Phrases([("الإدارة الذاتية", 1), ("الاداره الذاتيه", 2), ("", 3)])
    assert phrases.values == {"الاداره الذاتيه": [1, 2]}
    assert list(Phrases([]).all(tagged("قسد", "NN"))) == []


@pytest.mark.parametrize(
    "word,kind",
    [
        ("مدنيين", "Person"),
        ("المدنيون", "Person"),
        ("شاباً", "Person"),
        ("طفلتين", "Person"),
        ("حاجزان", "Site"),
        ("منزلاً", "Site"),
        ("آليتين", "Object"),
        ("السيارات", "Object"),
        ("قرية", "Place"),
        ("خلايا", "Group"),
        ("قصف", None),
        ("الكسرة", None),
    ],
)
def test_type_of_what_a_noun_names(word: str, kind: str | None) -> None:
    assert LEXICON.nominal_type(word) == kind


def test_stems_of_a_noun() -> None:
    assert noun_stems("المدنيين") == ("المدنيين", "المدني", "مدنيين", "مدني")
    assert noun_stems("طفلتين") == ("طفلتين", "طفله", "طفلت")
    assert noun_stems("شابا") == ("شابا", "شاب")
    assert noun_stems("ين") == ("ين",)


@pytest.mark.parametrize(
    "text,tags,group,country",
    [
        ("الطيران الروسي", "DTNN DTJJ", "russia", False),
        ("القوات الجوية التركية", "DTNNS DTJJ DTJJ", "turkey", False),
        ("القوات التركية الخاصة", "DTNNS DTJJ DTJJ", "turkey", False),
        ("تركيا", "NNP", "turkey", True),
        ("قوات سوريا الديموقراطية", "NNS NNP DTJJ", "sdf", False),
        ("تنظيم الدولة", "NN DTNN", "isis", False),
    ],
)
def test_names_of_groups(text: str, tags: str, group: str, country: bool) -> None:
    sentence = tagged(text, tags)
    (match,) = LEXICON.group_phrases.longest(sentence)
    assert (match.first, match.last) == (0, len(sentence.tokens) - 1)
    assert (match.value[0].id, match.value[0].country) == (group, country)


def test_what_a_cue_says_with_and_without_article() -> None:
    assert LEXICON.cue_classes("قريه") == LEXICON.cue_classes("القريه") == ("<before.place>",)
    assert LEXICON.cue_classes("شقيق") == ("<kin>",)
    assert LEXICON.cue_classes("قصف") == ()


def test_role_of_an_affected_filler_is_by_its_type() -> None:
    frame = next(f for f in LEXICON.frames if f.event == "Attack")
    assert [frame.role("object", kind) for kind in ("Person", "Group", "Site", "Object")] == ["patient", "patient", "target", "target"]
    assert frame.role("object", "Event") is None
    assert frame.role("nowhere", "Person") is None
