"""What was seen and not extracted: in the graph with its reason, and in the report sentence by sentence, for a person and for a program."""

import io
import json
from pathlib import Path

import pytest

from kg import terminal
from kg.graph import ArticleGraph, Span, Unread
from kg.report import NAME, Passage, Totals, report, show
from tests.kg.conftest import Run
from tests.kg.telling import graph_of
from tests.sketch import Sketch

TEXT = "وكالة الوادي\n12-07-2017\nهدم لواء الصقر منزل سالم الحمدان. وسُمع انفجار. وغادر نواف الحمدان. وكان الطقس بارداً."


def sketch() -> Sketch:
    s = Sketch("a", TEXT, title="هدم منزل", outlet="وكالة الوادي", published="2017-07-12")
    s.entity("t1", "Group", "لواء الصقر")
    s.entity("t2", "Site", "منزل", nominal="منزل")
    s.entity("t3", "Person", "نواف الحمدان")
    s.entity("t4", "Group", "الوادي", "الوادي")
    s.event("e1", "Demolition", "هدم", "هدم لواء الصقر منزل", {"agent": "t1", "target": "t2"})
    return s


def graph(*unread: tuple[str, str]) -> ArticleGraph:
    s = sketch()
    made = s.graph()
    return ArticleGraph(made.article, made.entities, made.events, unread=tuple(Unread(s.span(w), r) for w, r in unread)).check()


SILENT = ("انفجار", "Explosion: nobody and nothing is told of it in its sentence")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_sentences_with_a_trigger_or_a_name_and_no_claim_are_listed() -> None:
    told = report(graph(SILENT))
    assert told.passages == (
        Passage(at("وسُمع انفجار."), ((at("انفجار"), SILENT[1]),), 0),
        Passage(at("وغادر نواف الحمدان."), ((at("نواف الحمدان"), NAME),), 0),
    )
    assert (told.sentences, told.read, told.partly, told.unread) == (6, 1, 0, 2)


def test_a_sentence_with_a_claim_and_more_is_read_in_part() -> None:
    told = report(graph(("منزل سالم", "numbers: 4 announced, 3 told")))
    assert told.passages[0] == Passage(at("هدم لواء الصقر منزل سالم الحمدان."), ((at("منزل سالم"), "numbers: 4 announced, 3 told"),), 1)
    assert (told.read, told.partly, told.unread) == (1, 1, 1)


def test_report_for_a_program_quotes_at_its_offsets() -> None:
    record = report(graph(SILENT)).json()
    assert {k: record[k] for k in ("doc", "sentences", "read", "read_in_part", "not_read")} == {
        "doc": "a", "sentences": 6, "read": 1, "read_in_part": 0, "not_read": 2,
    }  # fmt: skip
    parts = [part for p in record["passages"] for part in (p, *p["words"])]
    assert [TEXT[p["start"] : p["end"]] for p in parts] == [p["quote"] for p in parts]
    assert [p["quote"] for p in parts] == ["وسُمع انفجار.", "انفجار", "وغادر نواف الحمدان.", "نواف الحمدان"]


def test_report_for_a_person_marks_the_words_in_their_sentences() -> None:
    out = io.StringIO()
    show(report(graph(SILENT)), terminal.console(out))
    assert out.getvalue().splitlines() == [
        "a · وكالة الوادي · 2017-07-12",
        "هدم منزل",
        "6 sentences: 1 read (0 of them in part), 2 not read, 3 silent",
        "",
        f"  [{at('وسُمع انفجار.').start}:{at('وسُمع انفجار.').end}] {SILENT[1]}",
        "وسُمع ⟦انفجار⟧.",
        "",
        f"  [{at('وغادر نواف الحمدان.').start}:{at('وغادر نواف الحمدان.').end}] {NAME}",
        "وغادر ⟦نواف الحمدان⟧.",
        "",
    ]


def test_article_that_was_read_is_not_shown() -> None:
    s = Sketch("b", "هدم لواء الصقر منزلاً.")
    s.entity("t1", "Group", "لواء الصقر")
    s.event("e1", "Demolition", "هدم", "هدم لواء الصقر", {"agent": "t1"})
    out = io.StringIO()
    show(report(s.graph()), terminal.console(out))
    assert out.getvalue() == ""


def test_totals_count_sentences_by_type_and_by_reason() -> None:
    totals = Totals()
    totals.add(report(graph(SILENT)))
    totals.add(report(graph(SILENT, ("منزل سالم", "numbers: 4 announced, 3 told"))))
    assert (totals.articles, totals.sentences, totals.read, totals.partly, totals.unread) == (2, 12, 2, 1, 4)
    assert totals.kinds == {"Explosion": 2, "name": 2, "numbers": 1}
    assert totals.reasons == {SILENT[1].partition(": ")[2]: 2, NAME.partition(": ")[2]: 2}


@pytest.mark.parametrize(
    "text,words,reason",
    [
        ("وقع انفجار.", "انفجار", "Explosion: nobody and nothing is told of it in its sentence"),
        ("وتسلّم الأهالي جثث القتلى.", "القتلى", "Killing: a word for it, but no frame of it holds here"),
        (
            "اعتقلت قسد سالم الدرويش.\nمقالات مشابهة\nاعتقال شاب في الكسرة",
            "اعتقال شاب في الكسرة",
            "passed over: beside the article",
        ),
    ],
)
def test_what_was_seen_stands_in_the_graph_with_its_reason(text: str, words: str, reason: str) -> None:
    assert (words, reason) in [(u.span.of(text), u.reason) for u in graph_of(text).unread]


def test_what_became_a_claim_is_not_unread() -> None:
    assert graph_of("لم يصب أحد. اعتقلت قسد سالم الدرويش في بلدة الكسرة.").unread == ()


def test_command_writes_the_report_beside_the_graphs(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("وقع انفجار.", "utf-8")
    (tmp_path / "b.txt").write_text("اعتقلت قسد سالم الدرويش في بلدة الكسرة.", "utf-8")
    graphs, page, lines = tmp_path / "graphs.jsonl", tmp_path / "page", tmp_path / "lines.jsonl"
    assert kg("extract", tmp_path / "a.txt", tmp_path / "b.txt", "-o", graphs, "--report", page) == (0, "", "")
    text = page.read_text("utf-8")
    assert "وقع ⟦انفجار⟧." in text
    assert "2 articles, 50% of their sentences read" in text
    assert kg("extract", tmp_path / "a.txt", tmp_path / "b.txt", "-o", graphs, "--report", lines, "-j", "2") == (0, "", "")
    assert [(r["doc"], r["read"], len(r["passages"])) for r in map(json.loads, lines.read_text("utf-8").splitlines())] == [
        ("a", 0, 1),
        ("b", 1, 0),
    ]
    code, out, _ = kg("extract", tmp_path / "a.txt", "-o", graphs, "--report", "-")
    assert (code, "وقع ⟦انفجار⟧." in out, "1 articles, 0% of their sentences read" in out) == (0, True, True)


def test_graphs_and_report_do_not_go_to_one_place(kg: Run) -> None:
    assert kg("extract", "--report", "-", stdin="خبر") == (
        2, "", "kg: -: both the graphs and the report; name another file for one of them: -o graphs.jsonl\n",
    )  # fmt: skip
