"""Names are found in any Arabic spelling, and in Latin letters however they are written."""

import doctest
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.explorer import gloss
from kg.explorer import names as names_module
from kg.explorer.names import Index, skeleton
from tests.kg.explorer.asking import Asked
from tests.sketch import Sketch

PAIRS = [
    ("Hassan al-Issa", "حسن العيسى"), ("Hasan Al Issa", "حسن العيسى"), ("Salim al-Hamdan", "سالم الحمدان"),
    ("Ra'id al-Hamdan", "رائد الحمدان"), ("Khalid an-Nimr", "خالد النمر"), ("Khaled al-Nimer", "خالد النمر"),
    ("Wadi al-Nakhil", "وادي النخيل"), ("Deir ez-Zor", "دير الزور"), ("Youssef", "يوسف"), ("Yusuf", "يوسف"), ("Ouday", "عدي"),
    ("Uday", "عدي"), ("Fatimah", "فاطمة"), ("Fatima", "فاطمة"), ("Muhammad", "محمد"), ("Mohamed", "محمد"),
    ("Abd al-Rahman", "عبد الرحمن"), ("Shaykh Ghazi", "شيخ غازي"), ("Thamir", "ثامر"), ("Dhiyab", "ذياب"), ("Qasim", "قاسم"),
    ("Kassem", "قاسم"), ("Jasim", "جاسم"), ("Ḥusayn", "حسين"), ("Hussein", "حسين"), ("Maxim", "مكسيم"),
    ("Abdulrahman", "عبد الرحمن"), ("Abdurrahman", "عبدالرحمن"), ("Abdel-Karim", "عبد الكريم"), ("Abdullah", "عبد الله"),
    ("Abdallah", "عبدالله"), ("Saif al-Din", "سيف الدين"), ("Saifeddine", "سيف الدين"), ("Salahuddin", "صلاح الدين"), ("Abdo", "عبده"),
]  # fmt: skip


@pytest.mark.parametrize("latin, arabic", PAIRS)
def test_a_name_in_latin_letters_has_the_skeleton_of_the_arabic_one(latin: str, arabic: str) -> None:
    assert skeleton(latin) == skeleton(arabic)


@pytest.mark.parametrize("one, other", [("حسن", "حسين العلي"), ("سالم", "كريم"), ("Khalid", "غالب"), ("Omar", "أمجد"), ("Wadi", "الضفة")])
def test_names_of_other_consonants_stay_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def names(index: Index, query: str, limit: int = 10) -> list[tuple[int, str]]:
    return [(m.item, m.name) for m in index.find(query, limit)]


def test_any_arabic_spelling_and_any_beginning_finds_a_name() -> None:
    given = [(0, ["أحمد الإبراهيم"]), (1, ["حسن العيسى", "أبو علي"]), (2, ["حسن"]), (3, ["حسنين"]), (4, ["عيسى حسن"])]
    index = Index(given, [0, 0, 0, 9, 0])
    assert names(index, "احمد ابراهيم") == [(0, "أحمد الإبراهيم")]
    assert names(index, "العيسي حسن") == [(1, "حسن العيسى"), (4, "عيسى حسن")]
    assert names(index, "حسن") == [(2, "حسن"), (1, "حسن العيسى"), (4, "عيسى حسن"), (3, "حسنين")]
    assert names(index, "ابو عل") == [(1, "أبو علي")]
    assert names(index, "الإبرا") == [(0, "أحمد الإبراهيم")]
    assert names(index, "Hassan Issa") == [(1, "حسن العيسى"), (4, "عيسى حسن")]
    joined = Index([(0, ["عبد الله الفارس"]), (1, ["عبدالله الفارس"])], [0, 0])
    for query in ("عبد الله", "عبدالله الفارس", "عبدال", "Abdullah", "Abd Allah al-Faris"):
        assert {item for item, _ in names(joined, query)} == {0, 1}
    assert names(index, "كريم") == names(index, "،") == names(index, "Hassan Karim") == []


def test_of_equal_names_the_one_with_most_claims_comes_first_and_the_limit_holds() -> None:
    index = Index(((n, ["سالم الحمدان"]) for n in range(50)), [n % 7 for n in range(50)])
    assert [item for item, _ in names(index, "سالم", 3)] == [6, 13, 20]


def test_search_finds_people_places_and_kinds_of_claims(valley_server: Asked) -> None:
    def found(q: str) -> list[tuple[str, str]]:
        return [(r["kind"], r["label"]) for r in valley_server.get("search", q=q)["results"]]

    assert found("Salim al-Hamdan")[:2] == [("entity", "سالم الحمدان"), ("entity", "سالم الحمدان")]
    assert found("وادى النخيل") == [("entity", "وادي النخيل")]
    assert found("cousin")[0] == ("type", "cousin of")
    assert found("Killing")[0] == ("type", "killing")
    assert found("قتل") == [("type", "قتل")]
    assert found("،") == []


def test_a_result_says_which_spelling_was_found_and_how_many_claims_there_are(valley_server: Asked) -> None:
    (result,) = valley_server.get("search", q="إذاعة الضفة")["results"]
    assert result == {
        "id": result["id"], "kind": "entity", "type": "Group", "label": "إذاعة الضفة", "names": ["إذاعة الضفة"], "matched": "إذاعة الضفة",
        "claims": 3,
    }  # fmt: skip
    (brigade,) = valley_server.get("search", q="اللواء")["results"]
    assert (brigade["label"], brigade["matched"], brigade["claims"]) == ("لواء الصقر", "اللواء", 11)  # one of them by its own word


def test_hassan_al_issa_is_found_in_latin_letters(serving: Any) -> None:
    s = Sketch("one", "قتل حسن العيسى")  # Hassan al-Issa was killed
    s.entity("t1", "Person", "حسن العيسى")
    s.event("e1", "Killing", "قتل", "قتل حسن العيسى", {"patient": "t1"})
    asked: Asked = serving([s.graph()])
    for q in ("Hassan al-Issa", "hasan issa", "Hassan El Issa", "HASAN"):
        assert [r["label"] for r in asked.get("search", q=q)["results"]] == ["حسن العيسى"]


def test_examples_in_the_code_hold() -> None:
    assert doctest.testmod(names_module) == (0, 4)
    assert doctest.testmod(gloss) == (0, 1)


def test_a_known_place_or_group_is_found_by_its_english_name(serving: Any) -> None:
    s = Sketch("one", "قصفت قسد حلب")  # SDF shelled Aleppo
    s.entity("t1", "Group", "قسد", identifier="group/sdf")
    s.entity("t2", "Place", "حلب", identifier="place/SY02")
    s.event("e1", "Shelling", "قصفت", "قصفت قسد حلب", {"agent": "t1", "place": "t2"})
    asked: Asked = serving([s.graph()])
    for q, label, matched in (("aleppo", "حلب", "Aleppo"), ("SDF", "قسد", "SDF"), ("Syrian Dem", "قسد", "Syrian Democratic Forces")):
        (result,) = asked.get("search", q=q)["results"]
        assert (result["label"], result["matched"]) == (label, matched)
    node = next(n for n in asked.get("neighbours", id="place/SY02")["nodes"] if n["id"] == "place/SY02")
    assert node["label_en"] == "Aleppo"


@given(
    st.lists(st.sampled_from(["سالم", "الحمدان", "أحمد", "عبد", "الله", "رائد", "ابن"]), min_size=1, max_size=3, unique=True), st.randoms()
)
def test_the_words_of_a_name_find_it_in_any_order(words: list[str], dice: random.Random) -> None:
    index = Index([(0, [" ".join(words)]), (1, ["غير ذلك"])], [0, 0])
    asked = words[:]
    dice.shuffle(asked)
    assert names(index, " ".join(asked)) == [(0, " ".join(words))]
