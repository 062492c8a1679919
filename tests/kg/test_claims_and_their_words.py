"""What holds of every claim of every article: its quote stands in the text, its rule is described, and the same text gives the same
bytes. On the samples, and on articles of the corpus where it is there."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.graph import Article, ArticleGraph
from kg.stages import line
from tests.kg.test_samples import SAMPLES

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "articles"
MANY = 40


@pytest.fixture(scope="module")
def sample_graphs() -> list[ArticleGraph]:
    return [kg.extract(sample) for sample in SAMPLES]


@pytest.fixture(scope="module")
def corpus_graphs() -> list[ArticleGraph]:
    if not CORPUS.is_dir():
        assert not os.environ.get("CI"), f"{CORPUS} is missing"
        pytest.skip("no ../shared with a corpus here")
    paths = sorted(CORPUS.glob("**/*.txt"), key=lambda p: hashlib.sha256(p.name.encode()).digest())[:MANY]  # any, but the same
    return [kg.extract(Article(text=p.read_text("utf-8"), doc=p.stem)) for p in paths]


@pytest.fixture(params=["sample_graphs", "corpus_graphs"])
def graphs(request: pytest.FixtureRequest) -> list[ArticleGraph]:
    read: list[ArticleGraph] = request.getfixturevalue(request.param)
    assert sum(len(g.events) for g in read) > 50
    return read


def test_every_quote_stands_in_the_text(graphs: list[ArticleGraph]) -> None:
    for graph in graphs:
        record = json.loads(line(graph))
        text = record["article"]["text"]
        assert text == graph.article.text
        for claim in record["events"] + record["relations"]:
            assert claim["quote"] == text[claim["evidence"]["start"] : claim["evidence"]["end"]]
            assert claim["quote"] == claim["quote"].strip() != ""
        for event in graph.events:
            assert event.evidence.start <= event.trigger.start < event.trigger.end <= event.evidence.end
            assert event.charge is None or event.evidence.start <= event.charge.start < event.charge.end <= event.evidence.end


def test_every_mention_is_of_words_alone(graphs: list[ArticleGraph]) -> None:
    for graph in graphs:
        for entity in graph.entities:
            assert len(set(entity.mentions)) == len(entity.mentions)
            assert entity.unnamed == all(m.kind == "nominal" for m in entity.mentions)
            for mention in entity.mentions:
                words = mention.span.of(graph.article.text)
                assert words == words.strip() != ""


def test_every_rule_is_described(graphs: list[ArticleGraph]) -> None:
    assert [r for r in sorted({c.rule for g in graphs for c in g.claims}) if not kg.rule(r)] == []


def test_no_tie_of_anybody_with_himself(graphs: list[ArticleGraph]) -> None:
    assert [r for g in graphs for r in g.relations if r.subject == r.object] == []


def test_charged_people_are_no_members_in_the_articles_own_voice(graphs: list[ArticleGraph]) -> None:
    for graph in graphs:
        alleged = {a for e in graph.events for a in e.alleges}
        assert [r for r in graph.relations if r.id in alleged and r.modality not in ("alleged", "negated")] == []


def test_graph_read_back_is_the_graph(graphs: list[ArticleGraph]) -> None:
    for graph in graphs:
        assert ArticleGraph.read(json.loads(line(graph))) == graph


def test_same_text_gives_the_same_bytes_in_any_process(sample_graphs: list[ArticleGraph]) -> None:
    script = "import sys, kg; from kg.stages import line; [print(line(kg.extract(s))) for s in kg.article.read(sys.argv[1:])]"
    folder = str(Path(kg.__file__).parent / "samples")
    again = subprocess.run(
        [sys.executable, "-c", "import kg.article; " + script, folder],
        env=os.environ | {"PYTHONHASHSEED": "17", "PYTHONUTF8": "1"},
        cwd=Path(kg.__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert again.stdout.splitlines() == [line(g) for g in sample_graphs]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "١٢٣", "خبر", "…", "\u200f", "قتل", "* * *", "👍", "“”", "Raqqa 2016"])
def test_text_without_news_gives_no_claim(text: str) -> None:
    read = kg.extract(Article(text=text))
    assert list(read.claims) == []
    assert read.article.text == text
