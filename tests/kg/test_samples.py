"""The articles that ship: of our own writing, clean, and together showing what the guide speaks of."""

import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest

from kg.article import Problem, anchor, read
from kg.date import expressions
from kg.graph import Article

FOLDER = Path(str(files("kg") / "samples"))
SAMPLES = [item for item in read([FOLDER]) if isinstance(item, Article)]


def test_every_sample_is_read() -> None:
    assert len(SAMPLES) >= 10
    assert not [item for item in read([FOLDER]) if isinstance(item, Problem)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.doc)
def test_sample_has_no_invisible_marks_and_the_length_of_a_short_report(sample: Article) -> None:
    assert not [c for c in sample.text if unicodedata.category(c) in ("Cf", "Cc") and c != "\n"]
    assert 90 <= len(sample.text.split()) <= 220


PHENOMENA = {
    "kinship": ("شقيق", "ابن عم", "ابن خال", "ابن أخت", "ابن أخ", "صهر", "والد", "زوج", "جد ", "أحفاد", "عمة", "عم ", "أقارب"),
    "offices, current and former": ("والي", "السابق", "الأسبق", "قائد", "مدير", "شيخ"),
    "charges": ("بتهمة", "بحجة", "بذريعة", "اتهم"),
    "denial": ("نفى", "نفت", "تنفي", "باطلة"),
    "hedges": ("يُعتقد", "يعتقد", "رجّح", "أنباء", "يُحتمل"),
    "negation": ("ولم ", "دون "),
    "plans": ("من المقرر", "هدد", "المتوقع"),
    "attribution chains": ("نقلاً عن", "بحسب", "وفق"),
    "demolition": ("هدم", "فجّر"),
    "detention and release": ("اعتقل", "أفرج"),
    "defection": ("انشق",),
    "counted victims": ("أحد عشر", "سبعة قتلى", "أكثر من عشرين"),
    "aliases and kunyas": ("المعروف بـ", "الملقب بـ", "واسمه الحقيقي", "أبو "),
    "headings": ("إدلب:\n", "درعا:\n"),
    "spelling variants": ("الدليمان", "الديلمان"),
}


@pytest.mark.parametrize("phenomenon", PHENOMENA)
def test_samples_show(phenomenon: str) -> None:
    everything = "\n".join(s.text for s in SAMPLES)
    assert [cue for cue in PHENOMENA[phenomenon] if cue not in everything] == []


def test_samples_have_dates_of_each_kind() -> None:
    values = [t.value for s in SAMPLES for t in expressions(s.text, anchor(s))]
    assert {"2016-09-11", "2020-04-08~", "XXXX-04-03", "2013/2014", "2009/..", None} <= set(values)


def test_samples_are_not_taken_from_the_reference_articles() -> None:
    shared = Path(__file__).parents[3] / "shared"
    if not shared.is_dir():
        pytest.skip("no ../shared with reference articles here")
    known = {line.strip() for path in shared.glob("**/*.txt") for line in path.read_text("utf-8", "replace").splitlines() if len(line) > 60}
    assert not [line for s in SAMPLES for line in s.text.splitlines() if line.strip() in known]
