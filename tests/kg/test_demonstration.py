"""What `make demo` shows: the whole way, with an answer and its quotes to each question."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.console import RenderableType

from kg import demonstration, terminal
from tests.kg.test_samples import SAMPLES


@pytest.mark.store
def test_demonstration_answers_writes_and_sums_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Sequence[Mapping[str, Any]]] = []
    show = terminal.answers

    def answers(rows: Sequence[Mapping[str, Any]]) -> RenderableType:
        asked.append(rows)
        return show(rows)

    monkeypatch.setattr(terminal, "answers", answers)
    demonstration.run(tmp_path / "out")

    texts = {sample.doc: sample.text for sample in SAMPLES}
    assert len(asked) == 3
    for rows in asked:
        assert rows
        assert [row["quote"] for row in rows] == [texts[row["doc"]][row["start"] : row["end"]] for row in rows]

    written = {p.name: p.stat().st_size for p in (tmp_path / "out").iterdir() if p.is_file()}
    assert set(written) == {"articles.jsonl", "articles.trig", "articles.ttl", "graph.gexf", "graph.graphml"}
    assert min(written.values()) > 10_000

    shown, errors = capsys.readouterr()
    assert errors == ""
    for title in ("entities", "claims", "modality of claims", "seen but not extracted"):
        assert f"\n {title} " in shown
    last = r"13 articles, 0 skipped, [\d,]+ entities, [\d,]+ claims \(\d+ with a named source, \d+ disputed\), [\d.]+ seconds"
    assert re.fullmatch(last, shown.splitlines()[-1])
