"""What `make demo` shows: the whole way, with an answer and its quotes to each question."""

import re
from pathlib import Path

import pytest
from kg import demonstration
from kg.article import Problem, read
from tests.kg.test_samples import FOLDER


@pytest.mark.store
def test_demonstration_answers_writes_and_sums_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demonstration.run(tmp_path / "out")
    shown, errors = capsys.readouterr()
    assert errors == ""
    sections = re.split(r"─{4,} (.+) ─{4,}\n", shown)
    parts = dict(zip(sections[1::2], sections[2::2], strict=True))
    questions = [part for title, part in parts.items() if title.startswith("kg query")]
    assert len(questions) == 3
    everything = "".join(i.text for i in read([FOLDER]) if not isinstance(i, Problem))
    for answer in questions:
        quotes = [" ".join(q.split()) for q in re.findall(r"«([^»│]+)»\s*│", answer)]
        assert quotes
        assert all(quote in " ".join(everything.split()) for quote in quotes)
    written = {p.name: p.stat().st_size for p in (tmp_path / "out").iterdir() if p.is_file()}
    assert set(written) == {"articles.jsonl", "articles.trig", "articles.ttl", "graph.gexf", "graph.graphml"}
    assert min(written.values()) > 10_000
    assert re.search(
        r"\n13 articles, 0 skipped, [\d,]+ entities, [\d,]+ claims \(\d+ with a named source, \d+ disputed\), [\d.]+ seconds\n$", shown
    )
    for title in ("entities", "claims", "modality of claims", "seen but not extracted"):
        assert title in parts["summary"]
