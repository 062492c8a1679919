"""Where sentences begin and end, and what hangs on what in their trees."""

import pytest

from kg.syntax import LONGEST, default_analyser, sentence_spans
from tests.kg.tree import analysis


@pytest.mark.parametrize(
    "text,expected",
    [
        ("قتل شاب. أصيب طفل.", ["قتل شاب.", " أصيب طفل."]),
        ("العنوان\nقتل شاب", ["العنوان\n", "قتل شاب"]),
        ("متى؟ أمس! لا…", ["متى؟", " أمس!", " لا…"]),
        ("قال «قتل شاب.» ثم غادر.", ["قال «قتل شاب.»", " ثم غادر."]),
        ("وصل د. سامي الدرويش.", ["وصل د. سامي الدرويش."]),  # an abbreviation ends no sentence
        ("بلغ 3.5 مليون", ["بلغ 3.5 مليون"]),
        ("في السورية.نت قالت", ["في السورية.نت قالت"]),
        ("قتل شاب.وأصيب طفل.", ["قتل شاب.", "وأصيب طفل."]),  # no space after the full stop
        ("إدلب::قتل شاب", ["إدلب::", "قتل شاب"]),
        (" \n\n ", []),
    ],
)
def test_spans(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == expected


def test_text_without_full_stops_is_cut_at_commas() -> None:
    text = "قتل شاب في بلدة الكسرة، " * 40
    sentences = default_analyser()(text)
    assert len(sentences) == 2
    assert all(len(s.tokens) <= LONGEST for s in sentences)
    assert sentences[0].tokens[-1].form == ","
    assert [t.i for s in sentences for t in s.tokens] == [i for s in sentences for i in range(len(s.tokens))]


def test_family_of_a_token() -> None:
    _, (tree,), _ = analysis("قتل ستة من عناصر التنظيم في بلدة الكسرة.")
    assert [t.form for t in tree.children(0)] == ["ستة", "بلدة", "."]
    assert [t.form for t in tree.children(0, "arg1")] == ["ستة"]
    assert [t.form for t in tree.ancestors(4)] == ["عناصر", "ستة", "قتل"]
    assert tree.subtree(6) == [5, 6, 7]
    assert (tree.case(3), tree.case(1)) == ("من", "")
    assert tree.head(0) is None
    assert (tree.start, tree.end) == (0, len(tree.text))
