"""The command `kg`: streams, files, exit codes, and one line for each problem."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import exchange, stages
from kg.explorer import page
from kg.graph import Argument, Article, ArticleGraph, Entity, Event, Mention, Relation, Span
from tests.kg.conftest import Run
from tests.kg.explorer.asking import PAGE

TEXT = "هدم لواء الصقر منزل سالم الحمدان بتهمة التعامل مع العدو. وسالم شقيق نواف الحمدان <بحسب> جاره."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def entity(id: str, type: str, name: str) -> Entity:
    return Entity(id, type, name, (Mention(span(name)),))


GRAPH = ArticleGraph(
    article=Article(text=TEXT, doc="a", outlet="وكالة الوادي", published="2017-07-12"),
    entities=(
        entity("t1", "Group", "لواء الصقر"),
        Entity("t2", "Site", "منزل", (Mention(span("منزل"), "nominal"),), unnamed=True),
        entity("t3", "Person", "سالم الحمدان"),
        entity("t4", "Person", "نواف الحمدان"),
    ),
    events=(
        Event(
            id="e1", type="Demolition", evidence=span("هدم لواء الصقر منزل سالم الحمدان"), rule="event/do/verb", trigger=span("هدم"),
            args=(Argument("agent", "t1"), Argument("target", "t2")),
        ),
    ),
    relations=(
        Relation(id="r1", type="siblingOf", evidence=span("سالم شقيق نواف الحمدان"), rule="kin/sibling", subject="t3", object="t4"),
        Relation(id="r2", type="ownedBy", evidence=span("منزل سالم الحمدان"), rule="owned/house", subject="t2", object="t3"),
    ),
)  # fmt: skip
LINE = stages.line(GRAPH)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("store") / "graph")


def test_help_is_a_short_manual_with_every_verb(kg: Run) -> None:
    code, out, _ = kg("--help")
    assert code == 0
    for verb in ("extract", "load", "query", "export", "build", "store", "explain", "syntax", "ISNAD_STORE", "Exit codes"):
        assert verb in out


def test_wrong_use_is_told_with_the_exit_code_of_wrong_use(kg: Run) -> None:
    assert kg("nonsense")[0] == 2
    assert kg("export")[0] == 2
    assert kg("export", "-f", "nonsense", "-i", "-") == (
        2, "", "kg: --format nonsense: unknown; choose one of turtle, trig, nquads, jsonld, graphml, gexf, svg, html, jsonl, ftm, "
        "edition, neo4j-csv, grass\n",
    )  # fmt: skip


def test_export_streams_from_standard_input_to_standard_output(kg: Run) -> None:
    code, out, err = kg("export", "-f", "jsonl", "-i", "-", stdin=f"{LINE}\n\n")
    assert (code, out, err) == (0, LINE + "\n", "")


@pytest.mark.parametrize("format", exchange.FORMATS)
def test_every_format_is_written_and_is_the_same_twice(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    monkeypatch.setattr(page, "built", lambda: PAGE)
    source = tmp_path / "in.jsonl"
    source.write_text(LINE + "\n", "utf-8")
    for name in ("one", "two"):
        assert kg("export", "-f", format, "-i", source, "-o", tmp_path / name) == (0, "", "")
    written = (tmp_path / "one").read_text("utf-8")
    assert "سالم الحمدان" in written or "\\u0633" in written
    assert (tmp_path / "two").read_text("utf-8") == written


def test_broken_graph_names_file_and_line(kg: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(LINE + "\n" + LINE.replace('"quote":"هدم', '"quote":"بنى') + "\n", "utf-8")
    code, out, err = kg("export", "-f", "jsonl", "-i", source, "-o", tmp_path / "out")
    assert (code, out) == (3, "")
    assert err == f"kg: {source}:2: article a: e1 quotes words that do not stand at 0:{span('هدم لواء الصقر منزل سالم الحمدان').end}\n"
    assert not (tmp_path / "out").exists()
    assert kg("load", "-i", "-", "--store", tmp_path / "s", stdin="{")[0] == 3


def test_failed_run_leaves_what_was_there(kg: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before", "utf-8")
    assert kg("export", "-f", "jsonl", "-i", "-", "-o", out, stdin=LINE + "\n{")[0] == 3
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]
    assert out.read_text("utf-8") == "before"


def test_missing_input_and_unwritable_output_are_one_line(kg: Run, tmp_path: Path) -> None:
    missing = tmp_path / "none"
    assert kg("export", "-f", "svg", "-i", missing) == (2, "", f"kg: {missing}: no such file or directory; check the name and its rights\n")
    nowhere = tmp_path / "no" / "where"
    code, _, err = kg("export", "-f", "jsonl", "-i", "-", "-o", nowhere, stdin=LINE)
    assert (code, err) == (2, f"kg: {nowhere}: cannot be written (no such file or directory); name another file\n")


def test_explain_marks_the_quote_in_its_sentence_and_says_the_rule(kg: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(LINE + "\n", "utf-8")
    claim = GRAPH.claim_iri("r1")
    code, out, err = kg("explain", claim, "-i", source)
    assert (code, err) == (0, "")
    assert out.endswith("و⟦سالم شقيق نواف الحمدان⟧ <بحسب> جاره.\n")
    assert "kin/sibling: Brother or sister of." in out
    told = json.loads(kg("explain", claim.rpartition("/")[2], "-i", source, "--json")[1])
    assert (told["quote"], told["sentence"], told["according_to"]) == (
        "سالم شقيق نواف الحمدان", "وسالم شقيق نواف الحمدان <بحسب> جاره.", None,
    )  # fmt: skip
    assert told["parts"] == [{"role": "subject", "filler": "سالم الحمدان"}, {"role": "object", "filler": "نواف الحمدان"}]


def test_explain_of_no_claim(kg: Run) -> None:
    assert kg("explain", "x-e9", "-i", "-", stdin=LINE) == (5, "", "kg: -: no claim x-e9; answers of `kg query` give the ids\n")


def test_queries_are_listed_with_their_parameters(kg: Run) -> None:
    code, out, _ = kg("query", "--json")
    listed = {q["name"]: q for q in map(json.loads, out.splitlines())}
    assert code == 0
    assert len(listed) >= 12
    assert listed["kin_of_person"]["parameters"] == [
        {"name": "name", "type": "name", "optional": False, "meaning": "The person, or whole words of the name"}
    ]
    assert "kin_of_person" in kg("query")[1]


@pytest.mark.parametrize(
    "arguments,message",
    [
        (["kin_of_persons"], "there is no query kin_of_persons; the nearest is kin_of_person"),
        (["kin_of_person", "سالم"], "سالم: a parameter is written NAME=VALUE, such as name=فلان"),
        (["kin_of_person", "nam=سالم"], "query kin_of_person has no parameter nam: it has name"),
        (["kin_of_person", "--json", "--csv"], "--json and --csv at once; choose one"),
    ],
)
def test_wrong_query_is_told_before_the_store_is_asked(kg: Run, arguments: list[str], message: str) -> None:
    assert kg("query", *arguments) == (5, "", f"kg: {message}\n")


def test_query_of_no_store(kg: Run, tmp_path: Path) -> None:
    code, _, err = kg("query", "kin_of_person", "name=سالم", "--store", tmp_path / "none")
    assert (code, err.count("\n")) == (4, 1)


@pytest.mark.store
def test_load_query_explain_export_through_the_store(kg: Run, store: str, tmp_path: Path) -> None:
    try:
        assert kg("store", "start", "--store", store)[0] == 0
        assert kg("load", "-i", "-", "--store", store, stdin=LINE)[1].startswith("Loaded articles: 1 new, 0 changed, 0 unchanged;")
        assert kg("load", "-i", "-", "--store", store, stdin=LINE)[1] == "Nothing changed: the store has all 1 articles already.\n"

        rows = json.loads(kg("query", "kin_of_person", "name=سالم الحمدان", "--store", store, "--json")[1])
        assert (rows["relative"], rows["quote"], rows["claim"]) == ("نواف الحمدان", "سالم شقيق نواف الحمدان", GRAPH.claim_iri("r1"))
        table = kg("query", "kin_of_person", "name=سالم الحمدان", "--store", store)[1]
        assert "«سالم شقيق نواف الحمدان»" in table
        assert GRAPH.claim_iri("r1").rpartition("/")[2] in table
        assert "\u2068" not in table
        (row,) = csv.DictReader(io.StringIO(kg("query", "kin_of_person", "name=سالم الحمدان", "--store", store, "--csv")[1]))
        assert row["object"] == "نواف الحمدان"

        assert kg("export", "-f", "jsonl", "--store", store)[1] == LINE + "\n"
        assert "⟦سالم شقيق نواف الحمدان⟧" in kg("explain", GRAPH.claim_iri("r1"), "--store", store)[1]
        status = json.loads(kg("store", "status", "--store", store, "--json")[1])
        assert (status["running"], status["articles"], status["claims"]["siblingOf"]) == (True, 1, 1)

        assert kg("store", "rebuild", "--store", store) == (0, "Made 3 plain edges from the claims.\n", "")
        assert kg("retract", "b", "--store", store) == (5, "", "kg: no article b is in the store\n")
        assert kg("retract", "a", GRAPH.article.id, "--store", store) == (0, "Retracted 1 article.\n", "")
        assert json.loads(kg("store", "rebuild", "--store", store, "--json")[1]) == {"edges": 0}
        assert kg("export", "-f", "jsonl", "--store", store)[1] == ""
    finally:
        assert kg("store", "stop", "--store", store)[1] == "stopped\n"
    assert kg("store", "stop", "--store", store)[1] == "was not running\n"


ARTICLE = "اعتقلت قسد الشاب سالم الدرويش في بلدة الكسرة، وأصيب شقيقه نواف الدرويش."


def test_extract_writes_the_guides_form_and_tells_what_it_could_not_read(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "b.txt").write_text("", "utf-8")
    code, out, err = kg("extract", tmp_path)
    graph = json.loads(out)
    assert (code, err) == (2, f"kg: {tmp_path / 'b.txt'}: is empty; remove it or put the article's text in\n")
    assert (graph["doc"], graph["article"]["text"], graph["sha256"]) == ("a", ARTICLE, Article(text=ARTICLE).sha256)
    assert {"Detention", "Injury"} <= {e["type"] for e in graph["events"]}
    assert "\\u" not in out
    assert kg("extract", "-", stdin=ARTICLE)[1] == out.replace('"doc":"a"', '"doc":"stdin"')


@pytest.mark.store
def test_build_says_that_nothing_changed_the_second_time_and_does_what_changed(kg: Run, tmp_path: Path) -> None:
    store, folder = tmp_path / "store", tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    try:
        kg("store", "start", "--store", store)
        assert kg("build", folder, "--store", store)[1].startswith("Loaded articles: 1 new, 0 changed, 0 unchanged;")
        assert kg("build", folder, "--store", store) == (0, "Nothing changed: the store has all 1 articles already.\n", "")
        record = json.loads(kg("build", folder, "--store", store, "--json", "--summary")[1])
        assert (record["articles_unchanged"], record["articles_new"], record["found"]["articles"]) == (1, 0, 0)

        # The same text with a date: what is known of it changed, and so may its times.
        (folder / "a.txt").unlink()
        (folder / "a.jsonl").write_text(json.dumps({"id": "a", "text": ARTICLE, "published": "2016-08-29"}), "utf-8")
        (folder / "b.txt").write_text(ARTICLE.replace("سالم", "ماجد"), "utf-8")
        assert kg("build", folder, "--store", store)[1].startswith("Loaded articles: 1 new, 1 changed, 0 unchanged;")
    finally:
        kg("store", "stop", "--store", store)


def test_syntax_shows_words_and_tree(kg: Run, tmp_path: Path) -> None:
    code, out, _ = kg("syntax", "قُتل رجل في القرية")
    assert code == 0
    assert "قُتل  VBN root" in out
    (line,) = kg("syntax", "قُتل رجل في القرية", "--json")[1].splitlines()
    assert [t["form"] for t in json.loads(line)["tokens"]] == ["قتل", "رجل", "في", "القرية"]
    page = tmp_path / "tree.html"
    assert kg("syntax", "قُتل <رجل> & آخر", "--html", page) == (0, "", "")
    html = page.read_text("utf-8")
    assert "&lt;" in html
    assert "<رجل" not in html
    assert "direction: rtl" in html
    assert not re.findall(r"""(?:src|href)=["']http""", html)


def test_syntax_of_nothing(kg: Run) -> None:
    assert kg("syntax", "\udcff") == (2, "", "kg: the sentence is not UTF-8 (byte 1); convert it first: iconv -f WINDOWS-1256 -t UTF-8\n")
    assert kg("syntax", " ") == (2, "", "kg: no text; give a sentence in quotes, or - and text on standard input\n")


def test_arabic_comes_out_whole_in_any_locale(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(LINE + "\n", "utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    arguments = command("explain", GRAPH.claim_iri("r1"), "-i", source)
    done = subprocess.run(arguments, env=environment, capture_output=True, check=True)
    assert "⟦سالم شقيق نواف الحمدان⟧" in done.stdout.decode()


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "kg.cli", *map(str, arguments)]


def test_reader_that_leaves_is_no_failure_to_complain_of(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text((LINE + "\n") * 3000, "utf-8")
    with subprocess.Popen(command("export", "-f", "jsonl", "-i", source), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_interrupt_leaves_no_traceback_and_no_half_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    arguments = command("export", "-f", "jsonl", "-i", pipe, "-o", tmp_path / "out.jsonl")
    with subprocess.Popen(arguments, stderr=subprocess.PIPE) as process, pipe.open("w", encoding="utf-8") as feed:
        assert process.stderr
        feed.write(LINE + "\n")
        feed.flush()
        deadline = time.monotonic() + 20
        while not list(tmp_path.glob(".out.jsonl.*")) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        error = process.stderr.read()
    assert (process.returncode, error) == (130, b"")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pipe"]


def test_completion_is_offered() -> None:
    environment = {**os.environ, "_KG_COMPLETE": "complete_bash", "COMP_WORDS": "kg exp", "COMP_CWORD": "1"}
    start = "import sys; sys.argv = ['kg']; from kg.cli import app; app(prog_name='kg')"
    done = subprocess.run([sys.executable, "-c", start], env=environment, capture_output=True, text=True, check=False)
    assert set(done.stdout.split()) == {"export", "explain", "explore"}
