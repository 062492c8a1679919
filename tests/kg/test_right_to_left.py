"""Arabic in tables: each cell isolated on a terminal, nothing added in a pipe, quotes marked where they stand."""

import io

import pytest
from rich.text import Text

from kg import terminal
from kg.article import Problem
from kg.graph import Article, Span

TEXT = "وصل سالم. ثم قُتل نواف، شقيق سالم. وعاد."


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO) -> str:
    terminal.console(stream).print(terminal.table(("name", "kin"), [(Text("سالم"), Text("شقيق نواف"))]))
    return stream.getvalue()


def test_cells_side_by_side_are_isolated_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "│ \u2068سالم\u2069 │ \u2068شقيق نواف\u2069 │" in shown(Terminal())


def test_nothing_is_added_in_a_pipe() -> None:
    assert "│ سالم │ شقيق نواف │" in shown(io.StringIO())


@pytest.mark.parametrize(
    "line,isolated",
    [
        ("│ سالم  │ kin │", "│ \u2068سالم\u2069  │ kin │"),
        ("no Arabic │ here", "no Arabic │ here"),
        ("(شبكة الوادي) a", "\u2068(شبكة الوادي) a\u2069"),
    ],
)
def test_isolates_stand_inside_the_borders(line: str, isolated: str) -> None:
    assert terminal.isolated(line) == isolated


def test_quote_is_marked_in_its_sentence() -> None:
    quote = Span(TEXT.index("نواف"), TEXT.index("نواف") + len("نواف، شقيق سالم"))
    context = terminal.sentences_of(Article(text=TEXT), quote, [(0, 9), (9, 34), (34, len(TEXT))])
    assert context.of(TEXT) == "ثم قُتل نواف، شقيق سالم."
    assert terminal.marked(TEXT, [(quote, "reverse")], context, plain=True).plain == "ثم قُتل ⟦نواف، شقيق سالم⟧."
    assert terminal.marked(TEXT, [(quote, "reverse")], context, plain=False).plain == context.of(TEXT)


def test_control_characters_of_an_article_are_shown_and_do_nothing() -> None:
    text = "قُتل\x1b[2J نواف\x07\x9b"
    assert terminal.marked(text, [], Span(0, len(text)), plain=False).plain == "قُتل␛[2J نواف␇�"


def test_problem_is_one_line() -> None:
    assert str(Problem("a.txt", "is empty")) == "a.txt: is empty"
