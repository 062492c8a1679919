"""Lines that a page sets beside the article (similar articles, share) tell nothing."""

from tests.kg.tree import events

TOLD = ("Killing", "قتل", {"patient": ["شاب"], "place": ["الكسرة"]})
HEADLINE = ("Killing", "مقتل", {"patient": ["شاب"], "place": ["كفرلاتة"]})


def test_short_lines_under_such_a_heading() -> None:
    assert events("قتل شاب في بلدة الكسرة.", "مقالات مشابهة", "مقتل شاب في كفرلاتة") == [TOLD]


def test_the_same_line_elsewhere_is_read() -> None:
    assert events("قتل شاب في بلدة الكسرة.", "مقتل شاب في كفرلاتة") == [TOLD, HEADLINE]


def test_sentence_with_its_full_stop_ends_them() -> None:
    assert events("مقالات مشابهة", "مقتل شاب في كفرلاتة", "قتل شاب في بلدة الكسرة.") == [TOLD]
