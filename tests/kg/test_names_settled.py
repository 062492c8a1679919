"""The tagger's spans, brought to the guide's settled cases: quoted names, countrysides, regions, parties, sites, roads, chains of names."""

from kg.lexicon import Lexicon
from kg.mention import spans
from kg.naming import settle, without_markup
from tests.kg.tree import analysis, tagged

Found = list[tuple[str, str]]


def settled(text: str, *found: tuple[int, int, str]) -> Found:
    """(words, type) of what is made of the tagger's spans ``found`` of a sentence."""
    whole, (tree,), _ = analysis(text)
    return [(whole[tree.tokens[a].start : tree.tokens[b].end], kind) for a, b, kind in settle(tree, found, Lexicon.load())]


P, G, L, S = "Person", "Group", "Place", "Site"


def test_name_ends_before_the_marks_of_broken_markup() -> None:
    sentence = tagged("** سالم الدرويش < &", "PUNC NNP NNP PUNC PUNC")
    assert without_markup(sentence, [(0, 3, P), (4, 4, G)]) == [(1, 2, P)]


def test_quoted_name_is_whole() -> None:
    text = "قتل القيادي “أبو عمر الأنصاري” في بلدة الكسرة."
    assert settled(text, (5, 5, P), (9, 9, L)) == [("أبو عمر الأنصاري", P), ("الكسرة", L)]


def test_quoted_words_with_a_verb_are_no_name() -> None:
    assert settled("قال شاهد “قتل سامي الدرويش” أمس.", (4, 5, P)) == [("سامي الدرويش", P)]
    assert settled("قال شاهد “هاجم الفجر حاجزاً” أمس.", (4, 4, G)) == [("الفجر", G)]


def test_countryside_keeps_its_noun_and_its_direction() -> None:
    text = "اعتقلت قسد ثلاثة شبان في ريف دير الزور الشرقي."
    assert settled(text, (1, 1, G), (6, 7, L)) == [("قسد", G), ("ريف دير الزور الشرقي", L)]


def test_countryside_of_its_governorate() -> None:
    assert settled("قتل شاب في الريف الشرقي لدير الزور.", (3, 4, L)) == [("الريف الشرقي لدير الزور", L)]


def test_region_keeps_its_compass_words() -> None:
    assert settled("انسحبت قسد من شمال شرقي سوريا.", (1, 1, G), (5, 5, L)) == [("قسد", G), ("شمال شرقي سوريا", L)]


def test_country_beside_a_group_or_after_its_verb_is_a_party() -> None:
    assert settled("قصفت قوات النظام وروسيا بلدة كفرلاتة.", (1, 2, G), (4, 4, L), (6, 6, L)) == [
        ("قوات النظام", G),
        ("روسيا", G),
        ("كفرلاتة", L),
    ]
    assert settled("قصفت تركيا قرية الجيعة.", (1, 1, L), (3, 3, L)) == [("تركيا", G), ("الجيعة", L)]


def test_country_elsewhere_is_a_place() -> None:
    assert settled("انسحبت قسد من شمال شرقي سوريا.", (5, 5, L)) == [("شمال شرقي سوريا", L)]


def test_known_group_of_several_words() -> None:
    assert settled("قصفت قوات النظام في بلدة كفرلاتة.", (2, 2, G), (5, 5, L)) == [("قوات النظام", G), ("كفرلاتة", L)]


def test_chain_of_names_that_the_tagger_left_out() -> None:
    assert settled("قتل سامي الدرويش قرب مشفى الحرية.") == [("سامي الدرويش", P), ("مشفى الحرية", S)]


def test_preposition_before_a_name() -> None:
    assert settled("تمكنت قسد من إلقاء القبض على سامي الدرويش.", (1, 1, G), (5, 7, P)) == [("قسد", G), ("سامي الدرويش", P)]


def test_site_keeps_its_noun() -> None:
    assert settled("اعتقل شاب قرب حاجز المحطة.") == [("حاجز المحطة", S)]


def test_centre_of_the_town_is_no_name() -> None:
    assert settled("قتل شاب في مركز المدينة.") == []


def test_road_with_both_its_ends() -> None:
    assert settled("قتل شاب على طريق أثريا - خناصر.", (6, 6, L)) == [("طريق أثريا - خناصر", L)]


def test_family_name_that_the_tagger_left_out() -> None:
    assert settled("قتل محمد القاهر في بلدة الكسرة.", (1, 1, P), (5, 5, L)) == [("محمد القاهر", P), ("الكسرة", L)]


def test_runs_of_labels() -> None:
    assert spans(["B-Person", "I-Person", "O", "I-Group", "B-Group", "I-Place", "I-Place"]) == [
        (0, 1, P),
        (3, 3, G),
        (4, 4, G),
        (5, 6, L),
    ]


def test_country_that_somebody_went_to_is_a_place() -> None:
    assert settled("فر سامي الدرويش إلى تركيا.", (1, 2, P), (4, 4, L)) == [("سامي الدرويش", P), ("تركيا", L)]


def test_two_people_are_no_name() -> None:
    assert settled("اعتقلت قسد سامي الدرويش ووائل السعيد في بلدة الكسرة.", (1, 1, G), (2, 6, P)) == [
        ("قسد", G),
        ("سامي الدرويش", P),
        ("وائل السعيد", P),
    ]
