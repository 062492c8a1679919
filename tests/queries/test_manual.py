"""The page on the questions is the one that they make, and shows what it promises."""

import re
from pathlib import Path

import queries
from queries import manual
from tests.valley import valley

PAGE = Path(__file__).resolve().parents[2] / "docs" / "queries.md"


def test_the_page_is_what_is_generated() -> None:
    assert manual.page(manual.samples()) == PAGE.read_text(encoding="utf-8"), "run `make docs`"


def test_every_question_has_its_section() -> None:
    page = manual.page(valley())
    sections = dict(zip(re.findall(r"^## (\w+)$", page, re.MULTILINE), re.split(r"^## \w+$", page, flags=re.MULTILINE)[1:], strict=True))
    assert list(sections) == queries.names()
    assert len(sections) >= 20
    for name, text in sections.items():
        named = queries.find(name)
        assert named.question in text
        assert named.question_ar in text
        assert f"`{name}.cypher`, `{name}.rq`" in text
        assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == [p.name for p in named.parameters]
        assert f"    kg query {name}" in text
    assert "| «ونفى التحالف مقتله»<br>negated, according to التحالف<br>valley-2 106:124 |" in sections["claims_disputed"]
    assert "The samples have no answer to this." in sections["acts_of_group"]


def test_words_of_articles_are_no_markup() -> None:
    assert manual._cell("a|b\n<script>`x` [y](z) *") == r"a\|b \<script\>\`x\` \[y\](z) \*"
