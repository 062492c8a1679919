"""The data files that a researcher edits: known names only, nothing twice, and an example for each frame that its words are read from."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest

from kg import extraction, lexicon
from kg.errors import InputError
from kg.event import Triggers
from kg.fold import INVISIBLE, fold, key
from kg.graph import Article
from kg.lemma import Lemmatizer
from kg.lexicon import Frame, Lexicon, read_data
from kg.rules import describe

FOLDER = files("kg") / "data"
NAMES = sorted(p.name for p in FOLDER.iterdir() if p.name.endswith((".toml", ".tsv", ".txt")))
SAMPLES = sorted(p.name for p in (files("kg") / "samples").iterdir() if p.name.endswith(".txt"))
Data = dict[str, Any]


def data(name: str) -> Data:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def test_lexicon_of_the_package_is_read() -> None:
    Lexicon()


@pytest.mark.parametrize("name", [n for n in NAMES if n.endswith(".toml")])
def test_toml_of_the_lexicon_is_read(name: str) -> None:
    assert read_data(name)


@pytest.mark.parametrize("name", [n for n in NAMES if n.endswith(".tsv")])
def test_table_of_the_lexicon_has_its_columns_in_every_line(name: str) -> None:
    first, *rows = (FOLDER / name).read_text("utf-8").splitlines()
    width = len(first.split("\t"))
    assert rows
    assert [n for n, row in enumerate(rows, 2) if len(row.split("\t")) > width or not row.split("\t")[0].strip()] == []


# --- what the ontology does not know -----------------------------------------------------------------------------------


def _frame(change: Data) -> Callable[[Data], None]:
    return lambda content: content["frame"][0].update(change)


@pytest.mark.parametrize(
    "name,change,message",
    [
        ("frames.toml", _frame({"event": "Airstrik"}), '"Airstrik" is no event type of the ontology; the nearest is "Airstrike"'),
        ("frames.toml", _frame({"class": "nothing"}), "no [slots.nothing]"),
        (
            "frames.toml",
            _frame({"roles": {"subject": {"Person": "agents"}}}),
            '"agents" is no role of the ontology; the nearest is "agent"',
        ),
        ("frames.toml", _frame({"roles": {"subject": {"Persons": "agent"}}}), '"Persons" is no entity type of the ontology'),
        (
            "frames.toml [slots.act]",
            lambda content: content["slots"]["act"].update({"subject": {"Person": "doer"}}),
            '"doer" is no role of the ontology',
        ),
        ("nominals.toml", lambda content: content.update({"People": ["رجل"]}), '"People" is no entity type of the ontology'),
    ],
)
def test_lexicon_entry_that_the_ontology_does_not_know_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, change: Callable[[Data], None], message: str
) -> None:
    read = lexicon.read_data

    def changed(asked: str) -> Data:
        content = read(asked)
        if asked == name.split()[0]:
            change(content)
        return content

    monkeypatch.setattr(lexicon, "read_data", changed)
    with pytest.raises(InputError) as error:
        Lexicon()
    assert message in str(error.value)
    assert str(error.value).startswith(f"kg/data/{name}")


def test_wrong_frame_of_the_lexicon_is_named_by_its_example(monkeypatch: pytest.MonkeyPatch) -> None:
    content = read_data("frames.toml")
    content["frame"][3]["event"] = "Blast"
    monkeypatch.setattr(lexicon, "read_data", lambda name: content if name == "frames.toml" else read_data(name))
    with pytest.raises(InputError) as error:
        Lexicon()
    assert str(error.value).startswith(f"kg/data/frames.toml Blast ({content['frame'][3]['example']})")


def test_lexicon_file_that_is_no_toml_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cues.toml").write_text("[before\n", "utf-8")
    monkeypatch.setattr(lexicon, "files", lambda _: tmp_path)
    with pytest.raises(InputError, match=r"^kg/data/cues\.toml: not TOML \("):
        read_data("cues.toml")


# --- nothing twice -----------------------------------------------------------------------------------------------------


def lists(content: Any, where: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of words in a file, with where it stands."""
    if isinstance(content, dict):
        for name, value in content.items():
            yield from lists(value, f"{where}.{name}" if where else name)
    elif isinstance(content, list) and content and isinstance(content[0], str):
        yield where, content
    elif isinstance(content, list):
        for n, value in enumerate(content):
            yield from lists(value, f"{where}[{n}]")


@pytest.mark.parametrize("name", [n for n in NAMES if n.endswith(".toml") and n != "places.toml"])
def test_lexicon_list_has_no_word_twice(name: str) -> None:
    assert {where: twice for where, words in lists(data(name)) if (twice := [w for w, n in Counter(words).items() if n > 1])} == {}


def test_lexicon_noun_names_one_type() -> None:
    content = data("nominals.toml")
    del content["compound"]
    types: dict[str, set[str]] = defaultdict(set)
    for kind, words in content.items():
        for word in words:
            types[key(word)].add(kind)
    assert {word: kinds for word, kinds in types.items() if len(kinds) > 1} == {}


def test_lexicon_frame_words_are_looked_up_forms() -> None:
    """A verb is looked for by its lemma alone, a noun also by its form (تعزيزات reinforcements, for تعزيز is strengthening)."""
    lemmatizer = Lemmatizer()

    def found(word: str, *tags: str) -> bool:
        return key(word) in {key(lemmatizer.lemma(fold(word), tag)) for tag in tags}

    frames = data("frames.toml")["frame"]
    assert [v for f in frames for v in f.get("verbs", []) if not found(v, "VBD", "VBP", "VBN")] == []
    other = [n for f in frames for n in f.get("nouns", []) if not found(n, "NN", "NNS", "VBG", "VN", "JJ")]
    assert other == ["مزاعم", "تعزيزات"]


def test_lexicon_frame_words_are_told_apart() -> None:
    """A word of two frames is one of them only by what stands around it, except in the last."""
    frames = Lexicon.load().frames
    hidden = []
    for part in ("verbs", "nouns"):
        for n, frame in enumerate(frames):
            for word in getattr(frame, part):
                before = [f for f in frames[:n] if word in getattr(f, part) and not f.when and not f.unless and not f.never]
                hidden += [f"{word}: {frame.event} ({frame.example}) is never read, {f.event} is" for f in before]
    assert hidden == []


def test_lexicon_groups_have_ids_of_their_own_and_share_no_name() -> None:
    named: dict[str, set[str]] = defaultdict(set)
    groups = data("groups.toml")["group"]
    for group in groups:
        for name in group["names"]:
            named[key(name)].add(group["id"])
    assert {name: ids for name, ids in named.items() if len(ids) > 1} == {}
    assert len({group["id"] for group in groups}) == len(groups)


def test_lexicon_rules_are_one_line_each_in_both_languages() -> None:
    for rule in data("rules.toml"):
        assert re.fullmatch(r"[A-Z][^\n]+\.", describe(rule))
        # Arabic letters, tashkil and punctuation only: no Latin, no mark of direction.
        assert re.fullmatch(r"[\u0621-\u0652 ،:().…]+\.", describe(rule, "ar"))


# --- examples ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("frame", Lexicon.load().frames, ids=lambda frame: f"{frame.event}: {frame.example}")
def test_example_of_a_lexicon_frame_is_read_by_the_frames(frame: Frame) -> None:
    reading, events = extraction.read_frames(Article(text=frame.example))
    triggers = [found for n in range(len(reading.sentences)) for _, found in Triggers(reading.lexicon)(reading, n)]
    assert frame in triggers
    assert frame.event in {e.type for e in events if e.args}, [(e.type, reading.text(e.trigger)) for e in events]


def test_lexicon_examples_are_sentences_of_their_own() -> None:
    examples = [f.example for f in Lexicon.load().frames]
    assert [e for e, n in Counter(examples).items() if n > 1] == []
    assert [e for e in examples if not e.endswith(".") or len(e.split()) > 14] == []


# --- characters --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [("data", n) for n in NAMES] + [("samples", n) for n in SAMPLES], ids="/".join)
def test_lexicon_files_and_samples_have_no_invisible_characters(path: tuple[str, str]) -> None:
    text = (files("kg") / path[0] / path[1]).read_text("utf-8")
    assert sorted({f"U+{ord(c):04X}" for c in text if c in INVISIBLE}) == []
