"""Files, folders, streams and JSON lines into articles; what cannot be read is told in one line, and the rest goes on."""

import io
import json
import sys
from pathlib import Path

import pytest

from kg.article import Problem, edtf, read
from kg.graph import Article

NO_TEXT = 'has no "text" that is a string; each line is an object with "text" and any of id, title, published, outlet, author, url'
TEXT = "قُتل رجل في قرية الخاتونية، بحسب مصدر محلي."


def items(*paths: object) -> list[Article | Problem]:
    return list(read([str(p) for p in paths]))


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_text_stays_as_it_is_stored_but_for_the_mark_of_its_encoding(tmp_path: Path) -> None:
    raw = f"  {TEXT}\r\n\r\nقـُتِل “آخر”\u200f ٣\n\n"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + raw.encode())
    assert items(tmp_path) == [Article(text=raw, doc="a")]


def test_folder_is_read_by_name_with_both_kinds_of_file(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(TEXT + " ج", "utf-8")
    (tmp_path / "a.txt").write_text(TEXT + " ا", "utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": TEXT + " ب"}) + "\n", "utf-8")
    (tmp_path / "notes.md").write_text("غير ذلك", "utf-8")
    assert [i.doc for i in items(tmp_path) if isinstance(i, Article)] == ["a", "b-1", "c"]


def test_json_line_with_all_its_fields(tmp_path: Path) -> None:
    given = {
        "text": TEXT, "id": "n1", "title": "عنوان", "published": "29 آب 2016", "outlet": "صحيفة", "author": "كاتب", "url": "https://example.org/1",
    }  # fmt: skip
    (tmp_path / "a.jsonl").write_text(json.dumps(given, ensure_ascii=False), "utf-8")
    expected = Article(
        text=TEXT, doc="n1", title="عنوان", published="2016-08-29", outlet="صحيفة", author="كاتب", url="https://example.org/1"
    )
    assert items(tmp_path / "a.jsonl") == [expected]


@pytest.mark.parametrize(
    "data,message",
    [
        (b"", "is empty; remove it or put the article's text in"),
        (b" \n\t\n", "is empty; remove it or put the article's text in"),
        (TEXT.encode("cp1256"), "is not UTF-8 (byte 1); convert it first: iconv -f WINDOWS-1256 -t UTF-8"),
        (TEXT.encode("utf-16"), "is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8"),
        (b"%PDF-1.7\0\0", "is no text (it has zero bytes); give the article's text"),
        (b"An English article", "has no Arabic letter; Isnad reads Arabic articles"),
    ],
)
def test_file_that_is_no_article(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    assert items(tmp_path) == [Problem(str(tmp_path / "a.txt"), message), Article(text=TEXT, doc="b")]


@pytest.mark.parametrize(
    "line,message",
    [
        ('{"text": ', "is not JSON (Expecting value at column 10); one object a line is expected"),
        ('["x"]', NO_TEXT),
        ('{"text": 3}', NO_TEXT),
        ('{"text": "خبر", "title": 5}', '"title" is not a string; write it in quotes or leave it out'),
        ('{"text": "  "}', '"text" is empty; remove it or put the article\'s text in'),
        ('{"text": "خبر \\ud800"}', '"text" has half a character (a lone surrogate); export the text again'),
        ('{"text": "خبر", "title": "\\ud800"}', '"title" has half a character (a lone surrogate); export the text again'),
        ("[" * 100_000, "is not JSON (nested too deeply); one object a line is expected"),
    ],
)
def test_broken_json_line_names_file_and_line_and_the_next_is_read(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n" + line + "\n" + json.dumps({"text": TEXT}) + "\n", "utf-8")
    assert items(path) == [Problem(f"{path}:2", message), Article(text=TEXT, doc="a-3")]


def test_line_that_is_not_utf8_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "خبر"}\n'.encode("cp1256") + json.dumps({"text": TEXT}).encode())
    problem, article = items(path)
    assert (str(problem), article) == (
        f"{path}:1: is not UTF-8 (byte 11); convert it first: iconv -f WINDOWS-1256 -t UTF-8",
        Article(text=TEXT, doc="a-2"),
    )


def test_endless_line_is_left_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.article.LARGEST", 200)
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "خ" * 2000}) + "\n" + json.dumps({"text": "خبر"}) + "\n", "utf-8")
    problem, article = items(path)
    assert isinstance(problem, Problem)
    assert problem.where == f"{path}:1"
    assert article == Article(text="خبر", doc="a-2")


def test_second_copy_of_a_text_is_skipped_with_a_notice(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": TEXT, "title": "غيره"}), "utf-8")
    copy = Problem(f"{tmp_path / 'b.jsonl'}:1", f"the same text as {tmp_path / 'a.txt'}; skipped", notice=True)
    assert items(tmp_path) == [Article(text=TEXT, doc="a"), copy]


def test_missing_file_and_empty_folder(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert items(tmp_path / "none.txt", empty) == [
        Problem(str(tmp_path / "none.txt"), "no such file or directory; check the name and its rights"),
        Problem(str(empty), "the folder has no *.txt and no *.jsonl file; name another folder or the files themselves"),
    ]


def test_standard_input_is_a_text_or_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, TEXT.encode())
    assert items("-") == [Article(text=TEXT, doc="stdin")]
    stdin(monkeypatch, b"\xef\xbb\xbf" + json.dumps({"text": TEXT}).encode() + b"\n" + json.dumps({"text": TEXT + "."}).encode())
    assert items("-") == [Article(text=TEXT, doc="stdin-1"), Article(text=TEXT + ".", doc="stdin-2")]


@pytest.mark.parametrize(
    "given,value",
    [
        ("2016-08-29", "2016-08-29"), ("2016-08", "2016-08"), ("2016", "2016"), ("2016-08-29~", "2016-08-29~"), ("2016-02-31", None),
        ("2025-03-26T02:41:15+00:00", "2025-03-26"), ("2025-01-08 16:43:00", "2025-01-08"), ("28 نوفمبر 2025", "2025-11-28"),
        ("1-02-2025, 17:13", "2025-02-01"), ("أمس", None), ("unknown", None), ("PT3M52S", None),
    ],
)  # fmt: skip
def test_publication_date_as_it_may_be_given(given: str, value: str | None) -> None:
    assert edtf(given) == value


def test_publication_date_that_is_none_costs_the_date_and_not_the_article(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, "published": "قريبا"}), "utf-8")
    notice = Problem(f"{path}:1", '"published" is no date (قريبا); taken as unknown. Write it as 2016-08-29', notice=True)
    assert items(path) == [notice, Article(text=TEXT, doc="a-1")]
