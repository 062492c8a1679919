"""Many articles: order, strange ones, several processes, and what is not done again."""

from concurrent.futures.process import BrokenProcessPool
from importlib.resources import files
from pathlib import Path

import pytest

from kg import stages
from kg.article import Problem, read
from kg.errors import GraphError, IsnadError
from kg.graph import Article, ArticleGraph
from tests.kg.test_command_line import GRAPH, LINE

SAMPLES = Path(str(files("kg") / "samples"))


def test_strange_article_is_told_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(article: Article) -> ArticleGraph:
        if article.doc == "b":
            raise ZeroDivisionError("division by zero")
        return ArticleGraph(article=article)

    monkeypatch.setattr("kg.extract", extract)
    known = Problem("c.txt", "is empty")
    given = [Article(text="خبر", doc="a"), Article(text="خبر ثان", doc="b"), known, Article(text="خبر ثالث", doc="d")]
    assert list(stages.extracted(given)) == [
        ArticleGraph(article=given[0]),
        Problem("b", "could not be extracted (ZeroDivisionError: division by zero); please report it with the text"),
        known,
        ArticleGraph(article=given[3]),
    ]


def test_missing_model_stops_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(article: Article) -> ArticleGraph:
        raise FileNotFoundError("models/x: no model; make one")

    monkeypatch.setattr("kg.extract", extract)
    with pytest.raises(IsnadError, match="the installation is not complete: models/x: no model; make one"):
        list(stages.extracted([Article(text="خبر")]))


def test_several_processes_give_the_same_graphs_in_the_same_order() -> None:
    items = [Problem("x", "is empty"), *read([SAMPLES])]
    one = list(stages.extracted(items))
    assert [g.article.doc for g in one if isinstance(g, ArticleGraph)] == sorted(p.stem for p in SAMPLES.glob("*.txt"))
    two = list(stages.extracted(items, workers=2))
    assert two == one
    assert [stages.line(g) for g in two if isinstance(g, ArticleGraph)] == [stages.line(g) for g in one if isinstance(g, ArticleGraph)]


def test_processes_are_started_only_where_they_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    class Pool:
        def __init__(self, workers: int, **_: object) -> None:
            started.append(workers)
            raise BrokenProcessPool

    monkeypatch.setattr("kg.extract", lambda article: ArticleGraph(article=article))
    monkeypatch.setattr(stages, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(stages, "cores", lambda: 7)
    short = [Article(text=f"خبر {n}", doc=str(n)) for n in range(50)]
    long = [Article(text=f"خبر {n} " * 20_000, doc=str(n)) for n in range(3)]
    assert [g.article for g in stages.extracted(iter(short), None) if isinstance(g, ArticleGraph)] == short
    assert started == []
    with pytest.raises(IsnadError, match="a process ended before its time, for want of memory perhaps; try fewer --workers"):
        list(stages.extracted(iter(long), None))
    assert started == [7]


def test_articles_that_were_looked_at_to_choose_are_read_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extract", lambda article: ArticleGraph(article=article))
    monkeypatch.setattr(stages, "cores", lambda: 1)
    items = [Problem("x", "is empty"), *(Article(text=f"خبر {n} " * 20_000, doc=str(n)) for n in range(4))]
    assert [i if isinstance(i, Problem) else i.article for i in stages.extracted(items, None)] == items


def test_lines_read_back_are_the_graphs() -> None:
    assert list(stages.graphs([LINE.encode(), b"\n", LINE], "x")) == [GRAPH, GRAPH]


@pytest.mark.parametrize("line", ["{", "[]", "3", '{"doc": "a"}', "[" * 100_000])
def test_what_is_no_graph_names_its_line(line: str) -> None:
    with pytest.raises(GraphError, match=r"^in\.jsonl:2: "):
        list(stages.graphs([LINE, line], "in.jsonl"))


def test_summary_counts_what_passes_by() -> None:
    summary, told = stages.Summary(), []
    stream = [GRAPH, Problem("x", "is empty"), Problem("y", "the same text as x; skipped", notice=True)]
    assert list(stages.counted(stream, summary, told.append)) == [GRAPH]
    assert summary.json() == {
        "articles": 1,
        "skipped": 1,
        "entities": {"Person": 2, "Group": 1, "Site": 1},
        "claims": {"Demolition": 1, "ownedBy": 1, "siblingOf": 1},
        "modality": {"asserted": 3},
        "attributed": 0,
        "disputed": 0,
        "unread": {},
    }
    assert told == stream[1:]
