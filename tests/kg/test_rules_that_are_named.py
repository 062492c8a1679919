"""Each rule is described in one line, and the fingerprint changes with whatever extraction reads."""

import re
from pathlib import Path

import pytest

import kg
from kg import rules
from kg.lexicon import Lexicon
from kg.rules import describe, extractor
from kg.weights import MODELS, MORPHOLOGY, morphology, weights


def test_every_kind_of_frame_has_its_rules() -> None:
    for kind in {f.kind for f in Lexicon.load().frames}:
        for form in ("verb", "noun"):
            assert re.fullmatch(r"[^\n]{20,}\.", kg.rule(f"event/{kind}/{form}"))


def test_every_rule_that_the_code_names_is_described() -> None:
    code = "".join(p.read_text("utf-8") for p in Path(kg.__file__).parent.glob("*.py"))
    named = set(re.findall(r'"((?:place|office|kin|member|contact|group|person|thing|charge)/[a-z-]+)"', code))
    assert len(named) > 10
    assert named - rules._descriptions().keys() == set()


def test_weighed_rule_says_so() -> None:
    assert describe("event/do/verb/weighed") == describe("event/do/verb") + " A filler was chosen by the learned model of arguments."
    assert describe("event/do/verb/weighed", "ar") == describe("event/do/verb", "ar") + " واختار النموذج المتعلَّم للأدوار أحد أطرافه."


def test_unknown_rule() -> None:
    with pytest.raises(KeyError):
        describe("event/nothing/verb")


def test_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("event.py", "data/frames.toml", "models/x.crfsuite", "models/x.md"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("a")

    def fingerprint() -> str:
        monkeypatch.setattr(rules, "files", lambda _: tmp_path)
        return extractor.__wrapped__()

    before = fingerprint()
    assert re.fullmatch(r"isnad [\d.]+\+[0-9a-f]{12}", before)
    assert fingerprint() == before
    for name, changes in (("event.py", True), ("data/frames.toml", True), ("models/x.crfsuite", True), ("models/x.md", False)):
        (tmp_path / name).write_text("b")
        assert (fingerprint() != before) is changes
        (tmp_path / name).write_text("a")
    assert fingerprint() == before


def test_fingerprint_is_of_the_models_that_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = extractor.__wrapped__()
    held_out, database = tmp_path / "models", tmp_path / "x.db"
    (held_out / "syntax").mkdir(parents=True)
    model = held_out / "mentions.crfsuite"
    model.write_bytes(weights(model.name).read_bytes())
    database.write_bytes(morphology().read_bytes())
    monkeypatch.setenv(MODELS, str(held_out))
    monkeypatch.setenv(MORPHOLOGY, str(database))
    assert extractor.__wrapped__() == shipped
    model.write_text("another")
    assert extractor.__wrapped__() != shipped
    monkeypatch.delenv(MODELS)
    assert extractor.__wrapped__() == shipped
    database.write_text("another")
    assert extractor.__wrapped__() != shipped
