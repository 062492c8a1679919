"""What Arabic grammar rules out in a parse is put right; what it allows is left as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.correction import Row, corrected
from kg.segment import Token


def pieces(words: str) -> list[Token]:
    found, at = [], 0
    for word in words.split():
        found.append(Token(at, at + len(word), word, False, word not in "():"))
        at += len(word) + 1
    return found


@pytest.mark.parametrize(
    "words,rows,changed",
    [
        ("ابن عم صدام", [("NN", 0, "root"), ("IN", 2, "case"), ("NNP", 0, "nmod:prep")], {1: ("NN", 0, "poss"), 2: ("NNP", 1, "poss")}),
        ("اعدم عم صدام", [("VBD", 0, "root"), ("IN", 2, "case"), ("NNP", 0, "obl")], {1: ("NN", 0, "arg2"), 2: ("NNP", 1, "poss")}),
        ("عم صدام", [("IN", 1, "case"), ("NNP", 1, "root")], {0: ("NN", 0, "root"), 1: ("NNP", 0, "poss")}),
        ("عين التنظيم", [("VBD", 0, "root"), ("DTNN", 0, "poss")], {1: ("DTNN", 0, "arg1")}),
        ("اتهم ناشطون قوات", [("VBD", 0, "root"), ("NNS", 0, "arg1"), ("NNS", 1, "poss")], {2: ("NNS", 0, "arg2")}),
        ("قتل مدنيون احمد", [("VBD", 0, "root"), ("NNS", 0, "arg1"), ("NNP", 1, "poss")], {2: ("NNP", 1, "appos")}),
        ("قتل مسلحون مجهولون", [("VBD", 0, "root"), ("NNS", 0, "arg1"), ("NNS", 0, "arg2")], {2: ("JJ", 1, "amod")}),
        (
            "اعتقلت قوات ( قسد ) شابا",
            [("VBD", 0, "root"), ("NNS", 0, "arg1"), ("PUNC", 0, "punct"), ("NN", 0, "arg2"), ("PUNC", 3, "punct"), ("NN", 0, "arg3")],
            {3: ("NN", 1, "appos")},
        ),
        (
            "اعتقلت قسد فجر اربعة",
            [("VBD", 0, "root"), ("NN", 0, "arg1"), ("NN", 0, "obl:np"), ("CD", 2, "arg1")],
            {3: ("CD", 0, "arg2")},
        ),
        ("قتل مسلحين مجهولين", [("VBD", 0, "root"), ("JJ", 0, "arg1"), ("NNS", 1, "poss")], {2: ("JJ", 1, "amod")}),
        (
            "اختطف مجهولون الطبيب",
            [("VBN", 0, "root"), ("NNS", 0, "arg1"), ("DTNN", 1, "poss")],
            {0: ("VBD", 0, "root"), 2: ("DTNN", 0, "arg2")},
        ),
        ("اصابت سيارة شرقي درعا", [("VBD", 0, "root"), ("NN", 0, "arg1"), ("NN", 0, "arg2"), ("NN", 2, "poss")], {2: ("NN", 0, "obl:np")}),
        (
            "خطفت مجموعة يقود ها فلان عاملا",
            [("VBD", 0, "root"), ("NN", 0, "arg1"), ("VBP", 1, "acl"), ("PRP", 2, "obj"), ("NN", 2, "arg1"), ("NN", 2, "arg2")],
            {5: ("NN", 0, "arg2")},
        ),
        ("قتل مدنيو البلدة", [("VBD", 0, "root"), ("NNS", 0, "arg1"), ("DTNN", 1, "poss")], {}),
        ("المرصد : قتل", [("DTNN", 2, "nsubj"), ("PUNC", 2, "punct"), ("VBD", 2, "root")], {0: ("DTNN", 2, "parataxis")}),
        ("Breaking اعتقلت قسد", [("VBD", 1, "nsubj"), ("VBD", 1, "root"), ("NN", 1, "arg1")], {0: ("VBD", 1, "parataxis")}),
        ("BBC اعلنت", [("NN", 1, "nsubj"), ("VBD", 1, "root")], {}),
        ("ان تفرج", [("IN", 1, "mark"), ("DTNN", 1, "root")], {1: ("VBP", 1, "root")}),
    ],
)
def test_rows(words: str, rows: list[Row], changed: dict[int, Row]) -> None:
    assert corrected(pieces(words), list(rows)) == [changed.get(i, row) for i, row in enumerate(rows)]


WORDS = ("احد", "عشر", "عم", "و", "خمسة", "عشرون", "مسلحون", "مجهولون", "قتل", "قسد", "شرقي", "يقود", "ها", "(", ")", ":", "ان", "تقتل")
TAGS = ("VBD", "VBP", "VBN", "NN", "NNS", "NNP", "DTNN", "JJ", "CD", "CC", "IN", "PUNC", "PRP")
LABELS = ("arg1", "arg2", "poss", "appos", "amod", "conj", "acl", "obj", "nsubj", "case", "obl:np", "cc")


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, list[Row]]:
    """Words with any tags and labels on any tree."""
    size = draw(st.integers(2, 9))
    order = draw(st.permutations(range(size)))
    above = {order[0]: order[0]} | {i: order[draw(st.integers(0, n))] for n, i in enumerate(order[1:])}
    words = " ".join(draw(st.sampled_from(WORDS)) for _ in range(size))
    return words, [(draw(st.sampled_from(TAGS)), above[i], draw(st.sampled_from(LABELS))) for i in range(size)]


@given(sentences())
def test_what_is_put_right_is_a_tree(sentence: tuple[str, list[Row]]) -> None:
    rows = corrected(pieces(sentence[0]), list(sentence[1]))
    for i in range(len(rows)):
        way = [i]
        while rows[way[-1]][1] != way[-1]:
            way.append(rows[way[-1]][1])
            assert len(way) <= len(rows)
