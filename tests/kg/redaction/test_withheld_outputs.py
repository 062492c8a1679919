"""Every file of an edition, in every format, is searched for every withheld name in every spelling; and so does the command's own gate."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from kg import article, cli, exchange, stages
from kg.article import Problem
from kg.errors import InputError, WithheldError
from kg.graph import ArticleGraph
from kg.redaction import people, publication
from kg.redaction.finder import Finder
from kg.redaction.gate import Gate
from loaders.store import Store
from tests.gold import GOLD, gold_graphs
from tests.kg.conftest import Run
from tests.kg.redaction.hamlet import KEY, LAYLA, NAWAF, SALIM, YAZAN, hamlet
from tests.kg.redaction.searching import shows

SAMPLES = Path(cli.__file__).parent / "samples"
EVERYBODY = "roles: [victims, sources, minors, private]\nwith_kin: true\n"
HIDDEN = (
    SALIM,
    LAYLA,
    YAZAN,
    NAWAF,
    "سالم خلف الدرويش",
    "أبو خالد",
    "الدرويش",
    "العبيد",
    "الراوي",
    "يزن",
    "ليلى",
    "salemdarwish",
    "laylaobeid",
)


def policy(folder: Path, text: str, key: str = KEY) -> Path:
    (folder / "secret.key").write_text(key)
    (folder / "secret.key").chmod(0o600)
    file = folder / "withheld.yaml"
    file.write_text(f"key:\n  file: secret.key\n{text}", encoding="utf-8")
    return file


def written(folder: Path, graphs: Iterable[ArticleGraph]) -> Path:
    file = folder / "graphs.jsonl"
    file.write_text("".join(stages.line(g) + "\n" for g in graphs), encoding="utf-8")
    return file


def files(path: Path) -> list[Path]:
    """A file, or all that lies in a folder."""
    return [path] if path.is_file() else [file for file in sorted(path.rglob("*")) if file.is_file()]


def exported(kg: Run, folder: Path, graphs: Path, withheld: Path, format: str) -> str:
    """All that an edition in ``format`` writes, its report and the names of its files."""
    out = folder / "out"
    out.mkdir(exist_ok=True)
    code, said, told = kg(
        "export",
        "-f",
        format,
        "-i",
        graphs,
        "-o",
        out / f"edition.{format}",
        "--edition",
        withheld,
        "--edition-report",
        out / "report.json",
    )
    assert (code, said) == (0, ""), told
    found = files(out)
    assert len(found) >= 2
    return told + "\n".join(str(f.relative_to(folder)) + "\n" + f.read_text("utf-8") for f in found)


@pytest.mark.parametrize("format", [*exchange.FORMATS, *exchange.FOLDERS])
def test_no_file_of_any_format_shows_a_withheld_name(format: str, kg: Run, tmp_path: Path) -> None:
    everything = exported(kg, tmp_path, written(tmp_path, hamlet()), policy(tmp_path, EVERYBODY), format)
    assert [name for name in HIDDEN if shows(everything, name)] == []
    assert KEY not in everything
    assert [g.article.id for g in hamlet()[:2] if g.article.id in everything] == []
    assert [g.article.doc for g in hamlet()[:2] if f'"{g.article.doc}"' in everything or f">{g.article.doc}<" in everything] == []
    assert "شخص-Person-" in everything
    assert "سالم" not in everything  # a given name is masked in every article that names somebody of it


def test_the_search_of_these_tests_finds_names_in_every_format(kg: Run, tmp_path: Path) -> None:
    """Without an edition each format shows them: the test above could fail."""
    graphs = written(tmp_path, hamlet())
    for format in (*exchange.FORMATS, *exchange.FOLDERS):
        out = tmp_path / format
        assert kg("export", "-f", format, "-i", graphs, "-o", out)[0] == 0
        everything = "".join(file.read_text("utf-8") for file in files(out))
        assert shows(everything, SALIM), format
        assert shows(everything, "الدرويش"), format


@pytest.fixture(scope="module")
def samples() -> list[ArticleGraph]:
    read = stages.extracted(article.read([str(SAMPLES)]))
    return [graph for graph in read if not isinstance(graph, Problem)]


def whole_names(graphs: Iterable[ArticleGraph]) -> set[str]:
    """Names of persons, of two words or more: single words may be common ones."""
    return {name for g in graphs for e in people.persons(g) for name in people.called(g, e) if len(name.split()) > 1}


@pytest.mark.parametrize("format", ["trig", "graphml", "gexf"])
def test_samples_with_everybody_withheld(format: str, kg: Run, tmp_path: Path, samples: list[ArticleGraph]) -> None:
    listed = sorted(whole_names(samples))
    assert len(listed) > 30
    people_ = "people:\n" + "".join(f"  - {json.dumps(name, ensure_ascii=False)}\n" for name in listed)
    everything = exported(kg, tmp_path, written(tmp_path, samples), policy(tmp_path, people_ + EVERYBODY), format)
    assert [name for name in listed if shows(everything, name)] == []


@pytest.mark.parametrize("format", ["jsonl", "nquads"])
def test_reference_articles_with_everybody_withheld(format: str, kg: Run, tmp_path: Path) -> None:
    if not GOLD.is_dir():
        pytest.skip("no ../shared with reference articles here")
    graphs = gold_graphs()
    listed = sorted(whole_names(graphs))
    people_ = "people:\n" + "".join(f"  - {json.dumps(name, ensure_ascii=False)}\n" for name in listed)
    everything = exported(kg, tmp_path, written(tmp_path, graphs), policy(tmp_path, people_), format)
    assert [name for name in listed if shows(everything, name)] == []
    for before, line in zip(graphs, (tmp_path / "out" / "edition.jsonl").open(encoding="utf-8") if format == "jsonl" else (), strict=False):
        after = ArticleGraph.read(json.loads(line))
        assert list(after.spans()) == list(before.spans())


def test_one_key_gives_the_same_bytes_and_another_other_pseudonyms(kg: Run, tmp_path: Path) -> None:
    graphs = written(tmp_path, hamlet())
    first = exported(kg, tmp_path, graphs, policy(tmp_path, EVERYBODY), "trig")
    assert exported(kg, tmp_path, graphs, policy(tmp_path, EVERYBODY), "trig") == first
    assert exported(kg, tmp_path, graphs, policy(tmp_path, EVERYBODY, "0" * 63 + "1"), "trig") != first


@pytest.mark.store
def test_an_edition_of_the_store_is_that_of_the_graphs_and_loads_again(store: Store, kg: Run, tmp_path: Path) -> None:
    graphs = sorted(hamlet(), key=lambda g: g.article.id)
    store.load(graphs)
    withheld, out = policy(tmp_path, EVERYBODY), tmp_path / "out.jsonl"
    code, _, told = kg("export", "-f", "jsonl", "--store", store.address, "-o", out, "--edition", withheld)
    assert code == 0, told
    other = tmp_path / "other.jsonl"
    assert kg("export", "-f", "jsonl", "-i", written(tmp_path, graphs), "-o", other, "--edition", withheld)[0] == 0
    shown = sorted(out.read_text("utf-8").splitlines())
    assert shown == sorted(other.read_text("utf-8").splitlines())
    masked = [ArticleGraph.read(json.loads(line)) for line in shown]
    store.retract([g.article.iri for g in graphs])
    store.load(masked)
    assert sorted(store.article_graphs(), key=lambda g: g.article.id) == sorted(masked, key=lambda g: g.article.id)
    left = store.query("MATCH (n) RETURN properties(n) AS p") + store.query("MATCH ()-[e]->() RETURN properties(e) AS p")
    assert [name for name in HIDDEN if shows(str(left), name)] == []


@pytest.mark.parametrize("to", ["edition.trig", "-"])
def test_a_mask_that_fails_is_stopped_and_nothing_is_kept(to: str, kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Finder, "spans", lambda *_: [])
    out = tmp_path / to if to != "-" else to
    graphs = written(tmp_path, reversed(hamlet()))  # the first says nothing of him
    code, said, told = kg("export", "-f", "trig", "-i", graphs, "-o", out, "--edition", policy(tmp_path, f"people:\n  - {SALIM}\n"))
    assert (code, said) == (6, "")
    assert "would show a withheld name; nothing was kept" in told
    assert not shows(told, SALIM)
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["graphs.jsonl", "secret.key", "withheld.yaml"]


@pytest.mark.parametrize(
    "line",
    [
        "سَالِم  الدّرويش",
        '{"text": "\\u0633\\u0627\\u0644\\u0645 \\u0627\\u0644\\u062f\\u0631\\u0648\\u064a\\u0634"}',
        "<b>&#1587;&#1575;&#1604;&#1605; الدرويش</b>",
        "<https://x/%D8%B3%D8%A7%D9%84%D9%85-%D8%A7%D9%84%D8%AF%D8%B1%D9%88%D9%8A%D8%B4>",
        "ﺳﺎﻟﻢ ﺍﻟﺩﺭﻭﻳﺶ",
        "قال سالم\nالدرويش",
        "وليلى هناك",
        f"x {KEY} x",
        f"https://w3id.org/isnad/id/article/{'ab' * 10}#graph",
    ],
)
def test_the_gate_finds_what_is_not_to_be_shown(line: str, tmp_path: Path) -> None:
    gate = Gate([SALIM, "ليلى"], KEY.encode(), {"ab" * 10})
    file = tmp_path / "shown" / "file.txt"
    file.parent.mkdir()
    file.write_text("قال الدرويش\nسالم وحده، وليل طويل\n" + "cd" * 10, encoding="utf-8")
    gate.search(file.parent)
    file.write_text(f"first\n{line}\n", encoding="utf-8")
    for path in (file, file.parent):
        with pytest.raises(WithheldError, match="would show"):
            gate.search(path)


def test_the_gate_finds_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "سالم_الدرويش.ttl").touch()
    with pytest.raises(WithheldError, match="its name: would show"):
        Gate([SALIM], KEY.encode(), set()).search(tmp_path)


def test_a_folder_is_kept_only_when_all_its_files_were_searched(tmp_path: Path) -> None:
    out = tmp_path / "edition"
    with publication.of(hamlet(), policy(tmp_path, f"people:\n  - {SALIM}\n")) as published:
        with pytest.raises(WithheldError, match=r"claims\.csv:2: would show"), published.searching(out) as folder:
            (folder / "claims.csv").write_text(f"name\n{SALIM}\n", encoding="utf-8")
        assert sorted(p.name for p in tmp_path.iterdir()) == ["secret.key", "withheld.yaml"]
        with published.searching(out) as folder:
            (folder / "claims.csv").write_text("".join(stages.line(g) + "\n" for g in published.graphs()), encoding="utf-8")
        assert [p.name for p in out.iterdir()] == ["claims.csv"]
        with pytest.raises(InputError, match="is not empty; name a new folder"), published.searching(out):
            pass


def test_a_key_is_made_when_it_is_asked_for(kg: Run, tmp_path: Path) -> None:
    graphs = written(tmp_path, hamlet())
    withheld = tmp_path / "withheld.yaml"
    withheld.write_text("key:\n  file: new.key\nroles: [victims]\n", encoding="utf-8")
    code, _, told = kg("export", "-f", "jsonl", "-i", graphs, "--edition", withheld)
    assert (code, told) == (2, f"kg: {tmp_path}/new.key: there is no key; --new-key makes one (keep it, and keep it to yourself)\n")
    assert kg("export", "-f", "jsonl", "-i", graphs, "--edition", withheld, "--new-key")[0] == 0
    made = (tmp_path / "new.key").read_text()
    assert len(made.strip()) == 64
    assert (tmp_path / "new.key").stat().st_mode & 0o777 == 0o600
    assert kg("export", "-f", "jsonl", "-i", graphs, "--edition", withheld, "--new-key")[0] == 0
    assert (tmp_path / "new.key").read_text() == made
    (tmp_path / "new.key").chmod(0o644)
    code, _, told = kg("export", "-f", "jsonl", "-i", graphs, "--edition", withheld)
    assert (code, told) == (2, f"kg: {tmp_path}/new.key: others can read the key; run: chmod 600 {tmp_path}/new.key\n")


def test_a_key_may_come_from_a_variable_or_another_file(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graphs, withheld = written(tmp_path, hamlet()), policy(tmp_path, EVERYBODY)
    _, first, _ = kg("export", "-f", "jsonl", "-i", graphs, "--edition", withheld)
    withheld.write_text(f"key:\n  env: EDITION_KEY\n{EVERYBODY}", encoding="utf-8")
    code, _, told = kg("export", "-f", "jsonl", "-i", graphs, "--edition", withheld)
    assert code == 2
    assert "EDITION_KEY" in told
    monkeypatch.setenv("EDITION_KEY", KEY)
    assert kg("export", "-f", "jsonl", "-i", graphs, "--edition", withheld)[1] == first
    monkeypatch.setenv("EDITION_KEY", "short")
    assert kg("export", "-f", "jsonl", "-i", graphs, "--edition", withheld)[0] == 2
    assert kg("export", "-f", "jsonl", "-i", graphs, "--edition", withheld, "--edition-key", tmp_path / "secret.key")[1] == first


def test_a_listed_name_that_nobody_bears_is_told_by_its_line(kg: Run, tmp_path: Path) -> None:
    withheld = policy(tmp_path, f"people:\n  - {SALIM}\n  - مالك الدرويش\n")
    code, _, told = kg("export", "-f", "jsonl", "-i", written(tmp_path, hamlet()), "-o", os.devnull, "--edition", withheld)
    assert code == 0
    assert told.splitlines()[0] == f"kg: {withheld}:5: nobody in the articles bears this name; is it misspelt?"
    assert len(told.splitlines()) == 2


def test_options_of_editions_need_an_edition(kg: Run, tmp_path: Path) -> None:
    code, _, told = kg("export", "-f", "jsonl", "-i", written(tmp_path, hamlet()), "--new-key")
    assert (code, told) == (2, "kg: --edition-report, --edition-key and --new-key need --edition WITHHELD.YAML\n")
