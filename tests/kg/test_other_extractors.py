"""Another extractor in place of Isnad's own: found by name or place, checked like it, known again by its version."""

import json
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from kg import extractors, stages
from kg.article import Problem
from kg.errors import InputError
from kg.graph import Article, ArticleGraph
from tests.kg.conftest import Run

# Names whoever is called سالم, and knows three articles that it fails on.
TINY = """
from kg import Article, ArticleGraph, Entity, IsnadError, Mention, Span

class Tiny:
    name, version = "tiny", "1"

    def __call__(self, article: Article) -> ArticleGraph:
        if "عطل" in article.text:
            raise IsnadError("the model did not answer")
        if "خلط" in article.text:
            return ArticleGraph(Article(text="another"))
        start = article.text.index("سالم")
        end = start + (4 if "قصير" not in article.text else 400)
        return ArticleGraph(article, entities=(Entity("t1", "Person", "سالم", (Mention(Span(start, end)),)),))

class Nameless:
    def __call__(self, article): ...

def broken():
    raise ValueError("no key")

number = 3
"""


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The place of the extractor above, in a module of the current folder."""
    (tmp_path / "tiny_extractor.py").write_text(TINY, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    extractors.find.cache_clear()
    yield "tiny_extractor:Tiny"
    extractors.find.cache_clear()
    sys.modules.pop("tiny_extractor", None)


ARTICLES = [Article(text=f"{words} سالم", doc=str(n)) for n, words in enumerate(("وصل", "عطل", "خلط", "قصير", "عاد"))]


@pytest.mark.parametrize("workers", [1, 2])
def test_each_article_is_read_by_it_and_checked(tiny: str, workers: int) -> None:
    read = list(stages.extracted(ARTICLES, workers, tiny))
    assert [(i.message if isinstance(i, Problem) else (i.article.doc, i.extractor, [e.name for e in i.entities])) for i in read] == [
        ("0", "tiny 1", ["سالم"]),
        "the model did not answer",
        "article 2: the extractor tiny gave the graph of another article or changed it",
        "article 3: span 5:405 is beyond the text (9 characters)",
        ("4", "tiny 1", ["سالم"]),
    ]


def test_command_takes_it_by_its_place(kg: Run, tiny: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("وصل سالم.", "utf-8")
    code, out, err = kg("extract", tmp_path / "a.txt", "--extractor", tiny)
    assert (code, err) == (0, "")
    assert (json.loads(out)["extractor"], json.loads(out)["entities"][0]["name"]) == ("tiny 1", "سالم")


def test_installed_one_is_taken_by_its_name(tiny: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path.cwd())
    points = EntryPoints([EntryPoint("small", tiny, extractors.GROUP)])
    monkeypatch.setattr(extractors, "entry_points", lambda group: points.select(group=group))
    assert extractors.identity(extractors.find("small")) == "tiny 1"
    with pytest.raises(InputError, match=r"--extractor smal: not installed; there is isnad, small, or name one by its place"):
        extractors.find("smal")


@pytest.mark.parametrize(
    "name,message",
    [
        ("absent_module:Tiny", "cannot be loaded (ModuleNotFoundError: No module named 'absent_module')"),
        ("tiny_extractor:Absent", "cannot be loaded (AttributeError: module 'tiny_extractor' has no attribute 'Absent')"),
        ("tiny_extractor:broken", "cannot be made (ValueError: no key)"),
        ("tiny_extractor:Nameless", "is no extractor; it needs a name and a version (words without space), and to be callable"),
        ("tiny_extractor:number", "is a int; name what makes an extractor, such as its class"),
    ],
)
def test_what_is_no_extractor_is_told_in_one_line(kg: Run, tiny: str, name: str, message: str) -> None:
    assert kg("extract", "--extractor", name, stdin="وصل سالم.") == (2, "", f"kg: --extractor {name}: {message}\n")


def test_graph_that_is_another_after_writing_is_refused(tiny: str) -> None:
    class Odd(extractors.Own):
        def __call__(self, article: Article) -> ArticleGraph:
            return ArticleGraph(article, entities=[])  # type: ignore[arg-type]

    with pytest.raises(extractors.GraphError, match="the graph of the extractor isnad is another one after it was written and read"):
        extractors.read(Odd(), Article(text="خبر"))


def test_no_graph_at_all_is_refused() -> None:
    class Nothing(extractors.Own):
        def __call__(self, article: Article) -> ArticleGraph:
            return None  # type: ignore[return-value]

    with pytest.raises(extractors.GraphError, match="the extractor isnad gave a NoneType, which is no article graph"):
        extractors.read(Nothing(), Article(text="خبر"))


@pytest.mark.store
def test_build_does_again_what_another_version_read(kg: Run, tiny: str, tmp_path: Path) -> None:
    store, article = tmp_path / "store", tmp_path / "a.txt"
    article.write_text("وصل سالم.", "utf-8")

    def build() -> str:
        return kg("build", article, "--store", store, "--extractor", tiny)[1]

    try:
        kg("store", "start", "--store", store)
        assert build().startswith("Loaded articles: 1 new, 0 changed, 0 unchanged;")
        assert build() == "Nothing changed: the store has all 1 articles already.\n"
        extractors.find(tiny).__class__.version = "2"  # type: ignore[misc]
        assert build().startswith("Loaded articles: 0 new, 1 changed, 0 unchanged;")
    finally:
        kg("store", "stop", "--store", store)
