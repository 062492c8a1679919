"""Reading articles: from files, folders, ``-`` and JSON lines into ``kg.graph.Article``, and what their first lines say of them.

A text stays exactly as it is stored, offsets and all; only the mark of its encoding (BOM) is no part of it. What cannot be read
becomes a ``Problem``, one line that says where and what to do, and reading goes on.

* plain text: a date line, a byline and a title among the first lines are recognised (``header``);
* JSON lines: ``text`` and any of ``id``, ``title``, ``published``, ``outlet``, ``author``, ``url``; what is not given is taken
  from the text's first lines.

Memory stays that of one article and of 32 bytes for each text seen, by which a second copy is known.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import IO, Any

from kg import date
from kg.fold import key
from kg.gazetteer import Gazetteer
from kg.graph import Article, Span
from kg.names import Names

# More than this is no article; the longest of 526 real ones has 33 thousand bytes.
LARGEST = 4_000_000
SUFFIXES = (".txt", ".jsonl")
_FIELDS = ("id", "title", "published", "outlet", "author", "url")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_LETTERS = re.compile("[\u0610-\u06d3 ]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not taken in as it was given. ``where`` is a file and, for JSON lines, a line number. A notice is no
    failure: all that could be read was read."""

    where: str
    message: str
    notice: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


# --- reading -----------------------------------------------------------------------------------------------------------


def read(paths: Iterable[str | Path]) -> Iterator[Article | Problem]:
    """The articles of files, of folders (their ``*.txt`` and ``*.jsonl``, by name) and of ``-`` (standard input: JSON lines where
    it begins with a brace, else one text), in order, with a ``Problem`` in the place of each that could not be read."""
    seen: dict[bytes, str] = {}
    for path in paths:
        for item in _source(path):
            if isinstance(item, Problem):
                yield item
                continue
            where, article = item
            digest = bytes.fromhex(article.sha256)
            if first := seen.get(digest):
                yield Problem(where, f"the same text as {first}; skipped", notice=True)
                continue
            seen[digest] = where
            yield article


def paths_of(path: str | Path) -> list[Path]:
    """The files that a path stands for, in the order in which they are read."""
    path = Path(path)
    return sorted(p for p in path.iterdir() if p.suffix in SUFFIXES and p.is_file()) if path.is_dir() else [path]


def _source(path: str | Path) -> Iterator[tuple[str, Article] | Problem]:
    if str(path) == "-":
        yield from _stream(sys.stdin.buffer)
        return
    try:
        paths = paths_of(path)
        if not paths:
            yield Problem(str(path), "the folder has no *.txt and no *.jsonl file; name another folder or the files themselves")
        for file in paths:
            with file.open("rb") as stream:
                if file.suffix == ".jsonl":
                    yield from _lines(stream, str(file), file.stem)
                else:
                    yield from _whole(stream.read(LARGEST + 1), str(file), file.stem)
    except OSError as error:
        yield Problem(error.filename or str(path), f"{(error.strerror or str(error)).lower()}; check the name and its rights")


def _stream(stream: IO[bytes]) -> Iterator[tuple[str, Article] | Problem]:
    first = stream.readline(LARGEST + 1)
    if first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        yield from _lines(stream, "<stdin>", "stdin", first)
    else:
        yield from _whole(first + stream.read(LARGEST + 1), "<stdin>", "stdin")


def _whole(data: bytes, where: str, doc: str) -> Iterator[tuple[str, Article] | Problem]:
    text = decode(data)
    if isinstance(text, str) and (fault := _unfit(text)):
        text = Problem("", fault)
    if isinstance(text, Problem):
        yield replace(text, where=where)
    else:
        yield where, described(Article(text=text, doc=doc))


def _lines(stream: IO[bytes], where: str, doc: str, first: bytes = b"") -> Iterator[tuple[str, Article] | Problem]:
    """One article a line; empty lines are passed over. A line that is too long is left before it fills the memory."""
    number = 0
    while line := first or stream.readline(LARGEST + 1):
        number, first, place = number + 1, b"", f"{where}:{number + 1}"
        if len(line) > LARGEST and not line.endswith(b"\n"):
            while (rest := stream.readline(LARGEST)) and not rest.endswith(b"\n"):
                pass
            yield Problem(place, f"the line is longer than {LARGEST // 10**6} MB, which is no article; split it")
            continue
        text = decode(line)
        if isinstance(text, Problem):
            yield replace(text, where=place)
        elif text.strip():
            yield from _record(text, place, f"{doc}-{number}")


def decode(data: bytes) -> str | Problem:
    """Text of UTF-8 bytes, without the mark of the encoding; newlines stay as they are."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem("", "is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8")
    if b"\0" in data:
        return Problem("", "is no text (it has zero bytes); give the article's text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem("", f"is not UTF-8 (byte {error.start + 1}); convert it first: iconv -f WINDOWS-1256 -t UTF-8")


def _unfit(text: str) -> str | None:
    """Why a text is no article, or None."""
    if not text.strip():
        return "is empty; remove it or put the article's text in"
    if len(text) > LARGEST // 2:
        return f"has {len(text) // 10**6} million characters, which is no article; split it"
    if not _ARABIC.search(text):
        return "has no Arabic letter; Isnad reads Arabic articles"
    return _broken(text)


def _broken(text: str) -> str | None:
    if any("\ud800" <= char <= "\udfff" for char in text):
        return "has half a character (a lone surrogate); export the text again"
    return None


def _record(line: str, where: str, doc: str) -> Iterator[tuple[str, Article] | Problem]:
    try:
        record = json.loads(line.rstrip("\r\n"))
    except (ValueError, RecursionError) as error:
        reason = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        yield Problem(where, f"is not JSON ({reason}); one object a line is expected")
        return
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        yield Problem(where, 'has no "text" that is a string; each line is an object with "text" and any of ' + ", ".join(_FIELDS))
        return
    if wrong := next((f for f in _FIELDS if not isinstance(record.get(f), str | None)), None):
        yield Problem(where, f'"{wrong}" is not a string; write it in quotes or leave it out')
        return
    for name in ("text", *_FIELDS):
        if fault := _unfit(record["text"]) if name == "text" else _broken(record.get(name) or ""):
            yield Problem(where, f'"{name}" {fault}')
            return
    given: dict[str, Any] = {f: record[f].strip() for f in _FIELDS if (record.get(f) or "").strip()}
    if "published" in given and (published := edtf(given.pop("published"))):
        given["published"] = published
    elif record.get("published"):
        yield Problem(where, f'"published" is no date ({record["published"]}); taken as unknown. Write it as 2016-08-29', notice=True)
    yield where, described(Article(text=record["text"], doc=given.pop("id", doc), **given))


def edtf(value: str) -> str | None:
    """The EDTF form of a publication date as it may be given: EDTF itself, an ISO time stamp, or an Arabic date."""
    if re.fullmatch(r"(?:\d{4}|XXXX)(?:-(?:\d\d|XX)){0,2}[?~%]?", value):
        return _checked(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*", value):
        return _checked(value[:10])
    found = date.absolute(value)
    return found[0].value if len(found) == 1 and not _rest(value, found[0].span) else None


def _checked(value: str) -> str | None:
    return value if len(value.rstrip("?~%")) < 10 or "X" in value or date.is_day(value[:10]) else None


# --- the first lines ---------------------------------------------------------------------------------------------------

# How far down they may stand, and how long a line is body for certain.
_FIRST_LINES, _PARAGRAPH, _BYLINE = 8, 200, 70


@dataclass(frozen=True, slots=True)
class Header:
    """What the first lines say. Spans are code points of the text; ``published`` and ``covers`` (the day that a digest is of) are EDTF.
    ``reprint`` says that the text names another place as its source."""

    published: str | None = None
    date: Span | None = None
    outlet: str | None = None
    author: str | None = None
    byline: Span | None = None
    title: Span | None = None
    covers: str | None = None
    reprint: bool = False


def described(article: Article) -> Article:
    """The article with what its first lines say of it where nothing else was given."""
    first = header(article.text)
    return replace(
        article,
        title=article.title or (first.title.of(article.text) if first.title else None),
        published=article.published or first.published,
        outlet=article.outlet or first.outlet,
        author=article.author or first.author,
    )


def anchor(article: Article) -> str | None:
    """The day (EDTF) against which the article's relative words may be resolved: that of a digest, else that of publication; None
    where it is not known to the day, or where the text comes from elsewhere and may be older than its page."""
    first = header(article.text)
    if first.covers:
        return first.covers
    return article.published if date.is_day(article.published) and not first.reprint else None


@lru_cache(maxsize=16)  # several steps ask about the article that is being read
def header(text: str) -> Header:
    """What the first lines of ``text`` say. A line counts as a date only if it is a date and little else, and only if it is the only
    such line: a list of related articles has several. A wrong date is worse than none."""
    lines = list(_first_lines(text))
    dates = [(span, value) for span in lines if (value := _date_line(span.of(text)))]
    dated = dates[0] if len(dates) == 1 else None
    bylines = [(span, *names) for span in lines if (names := _byline(span.of(text)))] or list(_lone_author(text, lines, dates))
    byline, outlet, author = bylines[0] if bylines else (None, None, None)
    taken = {span for span, _ in dates} | {span for span, *_ in bylines}
    title = None if len(dates) > 1 else next(_titles(text, [span for span in lines if span not in taken]), None)
    return Header(
        published=dated[1] if dated else None,
        date=dated[0] if dated else None,
        outlet=outlet,
        author=author,
        byline=byline,
        title=title,
        covers=next((day for span in lines[:2] if (day := _digest_day(span.of(text)))), None),
        reprint=any(_begins(line, "reprints") and len(line) < _PARAGRAPH for line in text.splitlines()),
    )


def _first_lines(text: str) -> Iterator[Span]:
    """The first lines that are not empty, without the space around them, up to the first that is surely body."""
    for match in islice(re.finditer(r"[^\r\n]*\S", text), _FIRST_LINES):
        line = match.group()
        yield Span(match.end() - len(line.lstrip()), match.end())
        if len(line) > _PARAGRAPH:
            return


@cache
def _words() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads((files("kg") / "data" / "header.toml").read_text("utf-8"))
    return {name: tuple(sorted((key(w).lower() for w in words), key=len, reverse=True)) for name, words in data.items()}


def _begins(line: str, name: str) -> str | None:
    """The phrase of a list with which a line begins, as whole words."""
    folded = key(line).lower().lstrip("*-–• ")
    return next((p for p in _words()[name] if re.match(re.escape(p) + r"(?!\w)", folded)), None)


def _rest(line: str, *spans: Span) -> str:
    """What a line has beside dates, times of day and the words that go with them."""
    for span in sorted(spans, reverse=True):
        line = line[: span.start] + " " + line[span.end :]
    rest = re.sub(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?", " ", key(line).lower())
    for phrase in (*_words()["date_labels"], *_words()["date_tails"]):
        rest = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", rest)
    return re.sub(r"[\W_]+", "", rest)


def _date_line(line: str) -> str | None:
    """The day of a line that is a date and little else; of two (published, changed) the first."""
    if len(line) > 100:
        return None
    # Some pages write the second label without a space before it.
    found = [t for t in date.expressions(line) if date.is_day(t.value) and not t.anchor]
    if not found or _rest(re.sub(r"(?<=\d)(?=[\u0621-\u064a])", " ", line), *_moved(line, found)):
        return None
    return found[0].value


def _moved(line: str, found: list[Any]) -> Iterator[Span]:
    """The spans of ``found`` after a space was set between each digit and the letter after it."""
    breaks = [m.start() for m in re.finditer(r"(?<=\d)(?=[\u0621-\u064a])", line)]
    for time in found:
        yield Span(time.span.start + sum(b <= time.span.start for b in breaks), time.span.end + sum(b < time.span.end for b in breaks))


def _digest_day(line: str) -> str | None:
    days = [t.value for t in date.absolute(line) if date.is_day(t.value)]
    return days[0] if len(days) == 1 and _begins(line, "digests") else None


@cache
def _names() -> Names:
    return Names()


@cache
def _places() -> Gazetteer:
    return Gazetteer()


def _is_person(part: str, *, beside_outlet: bool = False) -> bool:
    """Two to four words, the first a given name. Where it is also a common word (سلام peace), the second must be a sure name, or an
    outlet stand beside it."""
    words, names = key(part).split(), _names()
    if not (2 <= len(words) <= 4 and _LETTERS.fullmatch(part)) or _places().find(key(part)):
        return False

    def sure(name: str) -> bool:
        return not names.ambiguous(name) and (names.is_given(name) or names.is_family(name))

    compound = " ".join(words[:2])
    first = next((name for name in (compound, words[0]) if names.is_given(name)), None)
    return first is not None and (beside_outlet or sure(first) or sure(words[1]))


def _byline(line: str) -> tuple[str | None, str | None] | None:
    """Outlet and author of a line that names an outlet, or a section of one, and nothing but an author, a place and sections beside it."""
    if len(line) > _BYLINE or line.endswith((".", "؟", "!", "،")) or "@" in line or "#" in line:
        return None
    parts = [p for p in (part.strip(' *«»"“”') for part in re.split(r"\s+ـ\s+|[-–—_/|:()،,]", line)) if p]
    outlets = [p for p in parts if _is_outlet(p)]
    sections = [p for p in parts if key(p) in _words()["sections"]]
    others = [p for p in parts if p not in outlets and p not in sections]
    if not (outlets or (sections and not others)) or len(others) > 3 or any(len(p.split()) > 4 for p in others):
        return None
    author = next((p for p in others if _is_person(p, beside_outlet=bool(outlets))), None)
    return (outlets[0] if outlets else None), author


def _is_outlet(part: str) -> bool:
    """A known outlet, or a few words that begin like one: an agency, a network, a centre for something."""
    words = key(part).lower().split()
    headed = bool(_begins(part, "outlet_heads")) or (words[:1] == ["مركز"] and any(word.startswith("لل") for word in words[1:]))
    return " ".join(words) in _words()["outlets"] or (headed and 2 <= len(words) <= 4)


def _lone_author(text: str, lines: list[Span], dates: list[tuple[Span, str]]) -> Iterator[tuple[Span, None, str]]:
    """A line of its own before the body that is only a person's name."""
    rest = [span for span in lines if span not in {d for d, _ in dates}]
    for i, span in enumerate(rest[:2]):
        line = span.of(text)
        if len(line.split()) <= 3 and _is_person(line) and i + 1 < len(rest) and rest[i + 1].end - rest[i + 1].start > 80:
            yield span, None, line
            return


def _titles(text: str, lines: list[Span]) -> Iterator[Span]:
    """A first line that is no sentence of the body: no full stop, shorter than some line after it."""
    for i, span in enumerate(lines[:2]):
        line = span.of(text)
        if line.endswith(")") or _begins(line, "furniture") or re.fullmatch(r"\d+ \w+|.*\bمضت|.*\bago", line):
            continue
        longer = any(later.end - later.start > len(line) for later in lines[i + 1 :])
        if longer and 15 <= len(line) <= 170 and len(line.split()) >= 3 and not line.endswith((".", ":", "،")):
            yield span
        return
