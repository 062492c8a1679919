"""Given and family names: compounds, gender, names that are common words."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.fold import key
from kg.names import COLUMNS, Names, read_table


@pytest.fixture(scope="module")
def names() -> Names:
    return Names()


@pytest.mark.parametrize(
    "name, gender", [("محمد", "m"), ("فاطمة", "f"), ("عبد الرحمن", "m"), ("نور الدين", "m"), ("جهاد", "u"), ("أحمد", "m"), ("زينه", "f")]
)
def test_gender_of_given_names_in_any_spelling(names: Names, name: str, gender: str) -> None:
    assert names.is_given(key(name))
    assert names.gender(key(name)) == gender


def test_a_word_is_no_name(names: Names) -> None:
    assert [word for word in ("مدينة", "استهدف", "الجمعة", "بين") if names.is_given(key(word))] == []
    assert names.weight(key("مدينة الطيران")) == 0
    assert names.gender(key("مدينة الطيران")) == "u"


def test_names_that_are_common_words_are_flagged(names: Names) -> None:
    flagged = {name: names.ambiguous(key(name)) for name in ("أمل", "ربيع", "سلام", "محمد", "خالد", "عبد الله", "ياسين")}
    assert flagged == {"أمل": True, "ربيع": True, "سلام": True, "محمد": False, "خالد": False, "عبد الله": False, "ياسين": False}


def test_family_names_bear_the_article(names: Names) -> None:
    assert names.is_family(key("الخطيب"))
    assert names.is_family(key("المصري"))
    assert not names.is_given(key("المصري"))


def test_the_commoner_name_weighs_more(names: Names) -> None:
    assert names.weight(key("محمد")) > names.weight(key("أنس")) > 0


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text("\t".join(COLUMNS) + "\nمحمد\tm\tmany\t0\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"names\.tsv:2: "):
        read_table(table)
