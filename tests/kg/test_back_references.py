"""What goes back to something told before: definite nouns, short names of groups, attached pronouns."""

import pytest

from kg.graph import Article, ArticleGraph
from kg.lexicon import Lexicon
from kg.reading import Reading, Referent
from tests.kg.reading import read
from tests.kg.tree import events, graph


def mentions(read: ArticleGraph, kind: str) -> list[list[str]]:
    return [[m.span.of(read.article.text) for m in e.mentions] for e in read.entities if e.type == kind]


def test_the_house_is_the_house_told_of() -> None:
    assert mentions(graph("هدم التنظيم منزلاً في بلدة الكسرة.", "واحترق المنزل بالكامل."), "Site") == [["منزلاً", "المنزل"]]


def test_his_house() -> None:
    read = graph("اعتقل التنظيم سامي الدرويش.", "وهدم منزله في بلدة الكسرة.")
    called = {e.id: e.name for e in read.entities}
    assert ("ownedBy", "منزله", "سامي الدرويش") in {(r.type, called[r.subject], called[r.object]) for r in read.relations}


def test_pronoun_after_a_preposition() -> None:
    assert events("اختطف مسلحون التاجر هلال الفرج وأفرجوا عنه.")[1][2]["patient"] == ["هلال الفرج"]


def test_the_brigade_is_the_brigade_named_before() -> None:
    assert mentions(graph("هاجم لواء الفجر بلدة الكسرة.", "ثم انسحب اللواء من بلدة الكسرة."), "Group") == [["لواء الفجر", "اللواء"]]


def test_the_brigade_of_two_is_neither() -> None:
    read = graph("دارت اشتباكات بين لواء الفجر ولواء النور.", "ثم انسحب اللواء من بلدة الكسرة.")
    assert mentions(read, "Group") == [["لواء الفجر"], ["لواء النور"], ["اللواء"]]


def test_short_name_of_a_group_in_brackets() -> None:
    assert mentions(graph("هاجم جند العاصي (جعص) بلدة الكسرة."), "Group") == [["جند العاصي", "جعص"]]


def test_groups_by_any_of_their_names() -> None:
    read = graph("قتل عنصران من قسد في هجوم للتنظيم.", "اعتقلت دورية مشتركة من قسد والتحالف شاباً.")
    assert [(e.name, e.identifier, len(e.mentions)) for e in read.entities if e.type == "Group"] == [
        ("قوات سوريا الديمقراطية", "group/sdf", 2),
        ("تنظيم الدولة الإسلامية", "group/isis", 1),
        ("قوات التحالف الدولي", "group/coalition", 1),
    ]


@pytest.mark.parametrize(
    "pronoun,referent,agree",
    [
        ("ه", Referent("Person", "سامي الدرويش"), True),
        ("ها", Referent("Person", "سامي الدرويش"), False),
        ("ه", Referent("Person", "فاطمة السعيد"), False),
        ("ها", Referent("Person", "فاطمة السعيد"), True),
        ("ه", Referent("Person", "مدنيين", unnamed=True, count=(3, 3)), False),
        ("هم", Referent("Person", "مدنيين", unnamed=True, count=(3, 3)), True),
        ("هما", Referent("Person", "طفلان", unnamed=True, count=(2, 2)), True),
        ("ها", Referent("Group", "لواء الفجر"), True),
        ("ه", Referent("Site", "منزل", unnamed=True), True),
        ("ه", Referent("Object", "سيارة", unnamed=True), False),
        ("هم", Referent("Object", "سيارة", unnamed=True), False),
    ],
)
def test_pronoun_agrees(pronoun: str, referent: Referent, agree: bool) -> None:
    assert Reading(Article(text=""), (), Lexicon.load()).agrees(pronoun, referent) is agree


def test_pronoun_on_an_arrest_means_a_person() -> None:
    reading, _ = read("يدين [G مجلس الصلح] ما تعرض له [P سامي الدرويش] بعد اعتقاله عند الحاجز.")
    (place,) = [(n, t.i) for n, s in enumerate(reading.sentences) for t in s.tokens if t.form == "ه" and s.tokens[t.i - 1].form == "اعتقال"]
    meant = reading.antecedent(place)
    assert meant is not None
    assert meant.name == "سامي الدرويش"


def test_what_somebody_was_is_nobody_whom_a_pronoun_means() -> None:
    reading, _ = read("كان [P سامي الدرويش] [P* قائداً] في الفصيل ويتهمه ناشطون بالسرقة.")
    (place,) = [(n, t.i) for n, s in enumerate(reading.sentences) for t in s.tokens if t.form == "ه"]
    meant = reading.antecedent(place)
    assert meant is not None
    assert meant.name == "سامي الدرويش"
