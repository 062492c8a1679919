"""What a person sees: tables, marked quotes and trees in a terminal that may or may not know right-to-left text.

On a terminal every piece of Arabic between two borders is set in a first-strong isolate (U+2068 … U+2069), so that two Arabic cells
side by side do not change places; in a pipe or a file nothing is added. The isolates are drawn, never stored.
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO, Any, TextIO, cast

from rich import box
from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from kg.graph import Article, Span
from kg.syntax import Sentence

# What every row of an answer has beside its own columns (see `queries`).
EVIDENCE = ("quote", "start", "end", "doc", "title", "outlet", "source", "modality", "disputed", "claim")
_PIPE_WIDTH = 120
# More columns than this are shown as a card for each row.
_COLUMNS = 6
_PICTURES = {c: chr(0x2400 + c) for c in range(0x20) if chr(c) not in "\t\n\r"} | {0x7F: "␡"} | dict.fromkeys(range(0x80, 0xA0), "�")
_ARABIC_CELL = re.compile(r"[^│┃|\n]*[\u0600-\u06ff][^│┃|\n]*")


def isolated(text: str) -> str:
    """Each piece of Arabic between borders in an isolate, its outer spaces outside."""

    def wrap(match: re.Match[str]) -> str:
        cell = match.group()
        inner = cell.strip()
        before = cell[: len(cell) - len(cell.lstrip())]
        return f"{before}\u2068{inner}\u2069{cell[len(before) + len(inner) :]}"

    return _ARABIC_CELL.sub(wrap, text)


class _Isolating:
    """A text stream that isolates Arabic on its way to a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(isolated(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def console(stream: TextIO | None = None) -> Console:
    """For results, on standard output by default: as wide as the terminal, or 120 columns where it is none."""
    stream = stream or sys.stdout
    if not stream.isatty():
        return Console(file=stream, width=_PIPE_WIDTH, highlight=False, emoji=False, markup=False)
    return Console(file=cast(IO[str], _Isolating(stream)), highlight=False, emoji=False, markup=False)


def progress() -> Progress:
    """Bars on standard error where that is a terminal; silence elsewhere."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[RenderableType]]) -> Table:
    result = Table(*columns, box=box.ROUNDED, show_lines=True, header_style="bold")
    for row in rows:
        result.add_row(*row)
    return result


def facts(rows: Iterable[tuple[str, str]]) -> Table:
    """Two columns without a head: what, and what it is."""
    result = Table(box=box.ROUNDED, show_lines=True, show_header=False)
    for name, value in rows:
        result.add_row(Text(name, style="bold"), Text(value))
    return result


def counts(title: str, numbers: Mapping[str, int], name: Callable[[str], str] = str) -> Table:
    """Two columns, what and how many."""
    result = Table(title, "", box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    result.columns[1].justify = "right"
    for key, number in numbers.items():
        result.add_row(name(key), f"{number:,}")
    return result


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "، ".join(map(_plain, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def answers(rows: Sequence[Mapping[str, Any]]) -> RenderableType:
    """The rows of a query: its own columns, then the evidence of each: the quote, and under it how sure, who says so, where it stands.
    Rows with two reports side by side have two such columns."""
    if not rows:
        return Text("No answer: nothing in the store matches.")
    sides = [side for side in ("", "other_") if f"{side}quote" in rows[0]]
    own = [column for column in rows[0] if not any(column.removeprefix(side) in EVIDENCE for side in sides)]
    names = [c.replace("_", " ") for c in (*own, *(f"{side}evidence" for side in sides))]
    cells = [[*(Text(_plain(row[c])) for c in own), *(_evidence(row, side) for side in sides)] for row in rows]
    if len(names) > _COLUMNS:
        return Group(*(_card(zip(names, line, strict=True)) for line in cells))
    result = table(names, cells)
    for column in result.columns:
        column.overflow = "fold"
    for column in result.columns[len(own) :]:
        column.min_width = 38
    return result


def _card(parts: Iterable[tuple[str, RenderableType]]) -> Table:
    """One answer of many columns, a line for each that has something to say."""
    result = Table(box=box.ROUNDED, show_lines=True, show_header=False)
    for name, value in parts:
        if not isinstance(value, Text) or value.plain:
            result.add_row(Text(name, style="bold"), value)
    return result


def _evidence(row: Mapping[str, Any], side: str) -> RenderableType:
    about = {name: _plain(row.get(side + name)) for name in EVIDENCE}
    disputed = "disputed" if row.get(f"{side}disputed") else ""
    source = f"according to {about['source']}" if about["source"] else ""
    outlet = f"({about['outlet']})" if about["outlet"] else ""
    stance = " · ".join(filter(None, (about["modality"], disputed, source)))
    small = (stance, " ".join(filter(None, (about["doc"], outlet))), about["claim"].rpartition("/")[2])
    return Group(Text(f"«{about['quote']}»"), *(Text(line, style="dim") for line in small if line))


def visible(text: str) -> str:
    """The text with its control characters as pictures (␛), so that an article moves no cursor and colours nothing."""
    return text.translate(_PICTURES)


def marked(text: str, spans: Iterable[tuple[Span, str]], within: Span, *, plain: bool) -> Text:
    """``text[within]`` with ``spans`` in their styles, or between ⟦ and ⟧ where ``plain``."""
    result, at = Text(), within.start
    for span, style in sorted(spans):
        if span.start < at or span.end > within.end:
            continue
        quote = visible(span.of(text))
        result.append(visible(text[at : span.start]))
        result.append(f"⟦{quote}⟧" if plain else quote, style=None if plain else style)
        at = span.end
    result.append(visible(text[at : within.end]))
    return result


def sentences_of(article: Article, span: Span, sentences: Iterable[tuple[int, int]]) -> Span:
    """The whole sentences that a span lies in, without the space around them."""
    touched = [Span(*s) for s in sentences if Span(*s).overlaps(span)] or [span]
    start, end = touched[0].start, touched[-1].end
    inner = article.text[start:end]
    return Span(start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip()))


def word_table(sentence: Sentence) -> Table:
    """The tokens of a sentence: form as written, lemma, tag, label, and the token they hang on."""
    rows = [
        [
            str(t.i + 1),
            sentence.text[t.start : t.end],
            t.lemma,
            t.tag,
            t.label,
            "" if t.head == t.i else f"{t.head + 1} {sentence.tokens[t.head].form}",
        ]
        for t in sentence.tokens
    ]
    result = Table("", "word", "lemma", "tag", "label", "head", box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for row in rows:
        result.add_row(*map(Text, row))
    return result


def tree(sentence: Sentence) -> Tree:
    """The sentence as a tree, children in the order of the text."""

    def grow(branch: Tree, i: int) -> None:
        for child in sentence.children(i):
            grow(branch.add(_node(sentence, child.i)), child.i)

    root = next(t.i for t in sentence.tokens if t.head == t.i)
    result = Tree(_node(sentence, root), guide_style="dim")
    grow(result, root)
    return result


def _node(sentence: Sentence, i: int) -> Text:
    token = sentence.tokens[i]
    return Text.assemble((sentence.text[token.start : token.end], "bold"), "  ", (token.tag, "cyan"), " ", (token.label, "dim"))


def tree_html(sentences: Sequence[Sentence]) -> str:
    """A page of its own with the trees as pictures, right to left; the text is escaped by displaCy."""
    from spacy import displacy

    pages = [
        {
            "words": [{"text": s.text[t.start : t.end], "tag": t.tag} for t in s.tokens],
            "arcs": [
                {"start": min(t.i, t.head), "end": max(t.i, t.head), "label": t.label, "dir": "left" if t.i < t.head else "right"}
                for t in s.tokens
                if t.i != t.head
            ],
            "settings": {"direction": "rtl", "lang": "ar"},
        }
        for s in sentences
    ]
    html = displacy.render(pages, style="dep", manual=True, page=True, options={"compact": True, "distance": 110})
    # displaCy names its pictures by chance; ours are the same each time.
    return re.sub(r"\b[0-9a-f]{32}-(\d+)", r"tree-\1", html)
