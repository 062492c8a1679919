"""Lemmas: one entry for the many forms of a word, and the verb that verbal nouns and participles belong to."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.fold import fold
from kg.gazetteer import DATA
from kg.lemma import Analysis, Lemmatizer
from kg.weights import MORPHOLOGY


@pytest.fixture(scope="module")
def lemmatizer() -> Lemmatizer:
    return Lemmatizer()


@pytest.mark.parametrize(
    "form, tag, lemma",
    [
        ("قتلى", "NN", "قتيل"),
        ("جرحى", "NN", "جريح"),
        ("شهداء", "NN", "شهيد"),
        ("منازل", "NN", "منزل"),
        ("الحواجز", "DTNN", "حاجز"),
        ("معارك", "NN", "معركة"),
        ("هجمات", "NNS", "هجوم"),
        ("قذائف", "NN", "قذيفة"),
        ("ألغام", "NN", "لغم"),
        ("ولاة", "NN", "والي"),
        ("نساء", "NN", "امرأة"),
        ("أخبار", "NN", "خبر"),
    ],
)
def test_broken_plural(lemmatizer: Lemmatizer, form: str, tag: str, lemma: str) -> None:
    found = lemmatizer.analyses(fold(form), tag)[0]
    assert (found.lemma, found.number) == (fold(lemma), "p")


@pytest.mark.parametrize(
    "form, tag, lemma, number",
    [
        ("غارات", "NNS", "غارة", "p"),
        ("الغارتين", "DTNNS", "غارة", "d"),
        ("مقاتلين", "NNS", "مقاتل", "p"),
        ("مقاتلو", "NNS", "مقاتل", "p"),  # before a noun
        ("قتيلا", "NN", "قتيل", "s"),  # indefinite accusative
        ("عبوتي", "NNS", "عبوة", "d"),
        ("قاض", "NN", "قاضي", "s"),
        ("القاضي", "DTNN", "قاضي", "s"),
    ],
)
def test_sound_plural_dual_and_endings_before_a_noun(lemmatizer: Lemmatizer, form: str, tag: str, lemma: str, number: str) -> None:
    found = lemmatizer.analyses(form, tag)[0]
    assert (found.lemma, found.number) == (lemma, number)


def test_passive_and_active_share_a_form(lemmatizer: Lemmatizer) -> None:
    active, passive = lemmatizer.analyses("قتل", "VBD")[0], lemmatizer.analyses("قتل", "VBN")[0]
    assert (active.lemma, active.voice, active.aspect) == ("قتل", "a", "p")
    assert (passive.lemma, passive.voice, passive.aspect) == ("قتل", "p", "p")
    assert {"a", "p"} <= {a.voice for a in lemmatizer.analyses("قتل", "VBD")}


def test_verb_and_verbal_noun_share_a_form(lemmatizer: Lemmatizer) -> None:
    noun = lemmatizer.analyses("قصف", "NN")[0]
    assert (noun.kind, noun.lemma, noun.verb) == ("verbal", "قصف", "قصف")
    assert lemmatizer.analyses("قصف", "VBD")[0].kind == "verb"


@pytest.mark.parametrize(
    "form, tag, lemma, verb, kind",
    [
        ("استهداف", "NN", "استهداف", "استهدف", "verbal"),
        ("مقتل", "NN", "مقتل", "قتل", "verbal"),
        ("قتيل", "NN", "قتيل", "قتل", "passive"),
        ("المنشقين", "DTNNS", "منشق", "انشق", "active"),
        ("معتقلين", "NNS", "معتقل", "اعتقل", "passive"),
        ("هجوم", "NN", "هجوم", "هجم", "verbal"),
        ("إفراج", "NN", "افراج", "افرج", "verbal"),
        ("هاربا", "NN", "هارب", "هرب", "active"),
        ("منزل", "NN", "منزل", "", "noun"),
    ],
)
def test_nouns_of_a_verb_keep_their_lemma(lemmatizer: Lemmatizer, form: str, tag: str, lemma: str, verb: str, kind: str) -> None:
    found = lemmatizer.analyses(fold(form), tag)[0]
    assert (found.lemma, found.verb, found.kind) == (lemma, verb, kind)


@pytest.mark.parametrize(
    "form, tag, lemma",
    [
        ("قال", "VBD", "قال"),
        ("يقولون", "VBP", "قال"),
        ("يقل", "VBP", "قال"),  # jussive of a hollow verb
        ("دعت", "VBD", "دعا"),
        ("رموا", "VBD", "رمي"),
        ("تصدوا", "VBD", "تصدي"),
        ("يشنون", "VBP", "شن"),
        ("أصيبت", "VBN", "اصاب"),
        ("يجب", "VBP", "وجب"),  # not a jussive of أجاب
        ("يعلن", "VBP", "اعلن"),  # not يعلّون without its vowels
        ("ليسوا", "VBD", "ليس"),
        ("استجابت", "VBD", "استجاب"),
    ],
)
def test_weak_verbs_lead_to_their_perfect(lemmatizer: Lemmatizer, form: str, tag: str, lemma: str) -> None:
    assert lemmatizer.lemma(fold(form), tag) == lemma


@pytest.mark.parametrize(
    "form, tag, lemma", [("قتلو", "VBD", "قتل"), ("رما", "VBD", "رمي"), ("ابناؤ", "NN", "ابن"), ("ابنائ", "NN", "ابن")]
)
def test_spelling_before_an_attached_pronoun(lemmatizer: Lemmatizer, form: str, tag: str, lemma: str) -> None:
    assert lemmatizer.lemma(form, tag) == lemma


def test_names_and_particles_are_left_alone(lemmatizer: Lemmatizer) -> None:
    assert lemmatizer.analyses("خالد", "NNP") == (Analysis("خالد", "noun"),)
    assert lemmatizer.lemma("ان", "VBP") == "ان"
    assert lemmatizer.lemma("2021", "CD") == "2021"


def test_what_the_database_lacks_is_looked_up_and_then_cut(lemmatizer: Lemmatizer) -> None:
    assert lemmatizer.analyses("البطولات", "DTNNS")[0] == Analysis("بطولة", "noun", source="dictionary")
    assert lemmatizer.analyses("الزنبقوشات", "DTNNS")[0] == Analysis("زنبقوشة", "noun", source="ending")
    assert lemmatizer.analyses("زنبقوشية", "JJ")[0] == Analysis("زنبقوشي", "adj", kind="adj", source="ending")


def test_human_beings_are_told_from_things(lemmatizer: Lemmatizer) -> None:
    human = {word: lemmatizer.analyses(word, "NN")[0].human for word in ("قتيل", "مقاتل", "طفل", "منزل", "غارة")}
    assert human == {"قتيل": True, "مقاتل": True, "طفل": True, "منزل": False, "غارة": False}


def test_every_verb_of_the_frames_is_conjugated(lemmatizer: Lemmatizer) -> None:
    frames = tomllib.loads((DATA / "frames.toml").read_text(encoding="utf-8"))["frame"]
    verbs = {fold(verb) for frame in frames for verb in frame.get("verbs", ())}
    unknown = [v for v in sorted(verbs) if all(lemmatizer.analyses(v, tag)[0].source != "lexicon" for tag in ("VBD", "VBN"))]
    assert unknown == []


@given(st.text(alphabet="ابتنويةءئؤىىال#1-aٌ ", min_size=1, max_size=7), st.sampled_from(["", "VBD", "NN", "NNP", "DTJJ", "PUNC", "CD"]))
def test_any_token_has_a_lemma(form: str, tag: str) -> None:
    assert SHARED_LEMMATIZER.lemma(form, tag)


SHARED_LEMMATIZER = Lemmatizer()


def test_nothing_is_fetched_or_written_to_load_the_analyzer(tmp_path: Path) -> None:
    code = (
        "import socket\n"
        "def refuse(*_, **__): raise AssertionError('the network was asked')\n"
        "socket.socket.connect = refuse\n"
        "from kg.lemma import Lemmatizer\n"
        "assert Lemmatizer().lemma('قتل', 'VBD') == 'قتل'\n"
        "import sys; assert 'camel_tools.data' not in sys.modules\n"
    )
    environment = {k: v for k, v in os.environ.items() if k != "CAMELTOOLS_DATA"} | {"HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, cwd=Path(__file__).resolve().parents[2])
    assert list(tmp_path.iterdir()) == []


TINY = """###DEFINES###
DEFINE diac diac:*open*
DEFINE lex lex:*open*
DEFINE pos pos:noun pos:verb
###DEFAULTS###
DEFAULT pos:noun
###ORDER###
ORDER diac lex pos
###TOKENIZATIONS###
###STEMBACKOFF###
###PREFIXES###
\tP\tdiac:
###SUFFIXES###
\tS\tdiac:
###STEMS###
زنبق\tT\tdiac:زَنْبَق lex:سَوْسَن_1 pos:noun
###TABLE AB###
P T
###TABLE BC###
T S
###TABLE AC###
P S
"""


def test_another_database_is_named_by_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "tiny.db"
    database.write_text(TINY, encoding="utf-8")
    monkeypatch.setenv(MORPHOLOGY, str(database))
    assert Lemmatizer().lemma("زنبق", "NN") == "سوسن"


@pytest.mark.parametrize("content", ["not a database\n", "###DEFINES###\nDEFINE\n", "\x00"])
def test_a_file_that_is_no_database_is_named(tmp_path: Path, content: str) -> None:
    database = tmp_path / "wrong.db"
    database.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"wrong\.db"):
        Lemmatizer(database)


def test_a_missing_database_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.db"):
        Lemmatizer(tmp_path / "absent.db")
