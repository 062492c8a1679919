"""End to end: doers that the words name as such, and people who are easily taken for another. What a documenter would be blamed for."""

import pytest

import kg
from tests.kg.telling import graph_of, names


def told(text: str, role: str) -> set[tuple[str, str]]:
    """(type, words of the filler) of every filler of a role."""
    read = graph_of(text)
    called = names(read)
    return {(e.type, called[a.ref]) for e in read.events for a in e.args if a.role == role}


@pytest.mark.parametrize(
    "text,expected",
    [
        (
            "قتل الشاب سالم الراوي بإطلاق نار مباشر من قبل مسلحين مجهولين في مدينة نوى.",
            {("Killing", "مسلحين"), ("Shooting", "مسلحين")},
        ),
        ("أصيب شاب برصاص مجهولين قرب بلدة الكسرة.", {("Injury", "مجهولين"), ("Shooting", "مجهولين")}),
        ("حاول مجهولون اغتيال القيادي سالم الراوي في بلدة الصور.", {("Killing", "مجهولون")}),
        ("قصفت طائرات النظام سوقاً في مدينة سرمين.", {("Airstrike", "النظام")}),
        ("حاصرت قوات النظام مدينة سرمين، كما قصفت قرية كفرتعال.", {("Siege", "قوات النظام"), ("Shelling", "قوات النظام")}),
        ("داهمت قوة مشتركة من قسد والتحالف منزلاً في بلدة ذيبان.", {("Raid", "قسد"), ("Raid", "التحالف")}),
        ("أعدم تنظيم الدولة ستة من عناصره في ساحة البلدة.", {("Execution", "تنظيم الدولة")}),
        (
            "انشق القياديان محمد الراوي وكريم العاني وهربا إلى تركيا.",
            {(t, n) for t in ("Defection", "Flight") for n in ("محمد الراوي", "كريم العاني")},
        ),
    ],
    ids=["by", "bullets of", "attempt", "aircraft of", "again", "and the coalition", "its own", "both"],
)
def test_doers(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text, "agent") == expected


@pytest.mark.parametrize(
    "text,expected",
    [
        ("اعتقلت قسد صهر الشيخ نواف الراوي.", {("Detention", "صهر")}),
        ("أعدم التنظيم عم القيادي حسن الراوي.", {("Execution", "عم")}),
        ("اغتال مجهولون المدعو فادي العفيف في مدينة البوكمال.", {("Killing", "فادي العفيف")}),
        ("استشهد طفل وأصيبت والدته جراء انفجار لغم.", {("Killing", "طفل"), ("Injury", "والدته")}),
        ("داهمت قسد منزل المدعو جاسم العواد في بلدة ذيبان واعتقلته مع ولديه.", {("Detention", "جاسم العواد")}),
        ("اتهم ناشطون قوات النظام بسرقة محتويات المنازل.", {("Accusation", "قوات النظام")}),
        ("وجّه الأهالي اتهامات لأحرار الشرقية بسرقة المحاصيل.", {("Accusation", "أحرار الشرقية")}),
        ("أكدت مصادر ارتفاع عدد قتلى “قسد” في المنطقة.", {("Killing", "قتلى")}),
        ("نفذ التنظيم حكم الإعدام رمياً بالرصاص بحق شابين في ساحة البلدة.", {("Execution", "شابين")}),
        ("قضى الشاب خالد الحسين تحت التعذيب في سجون النظام.", {("Killing", "خالد الحسين"), ("Torture", "خالد الحسين")}),
    ],
    ids=["in-law", "uncle", "beginning with ف", "mother", "pronoun", "accused", "accused too", "own dead", "shot", "under torture"],
)
def test_those_to_whom_it_was_done(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text, "patient") == expected


@pytest.mark.parametrize("witness", ["الدفاع المدني", "المرصد السوري لحقوق الإنسان", "وكالة رويترز"])
def test_those_who_report_and_rescue_do_no_harm(witness: str) -> None:
    text = f"قال {witness} إنه وثق هجوماً على منازل المدنيين في بلدة كفرلاتة، أسفر عن مقتل طفل."
    assert told(text, "agent") == set()
    named = {e["id"] for e in kg.lexicon.read_data("groups.toml")["group"] if e.get("witness")}
    assert {"white-helmets", "sohr", "reuters"} <= named


def kin(text: str) -> set[tuple[str, str, str]]:
    read = graph_of(text)
    called = names(read)
    return {(r.type, called[r.subject], called[r.object]) for r in read.relations if r.rule.startswith("kin/")}


@pytest.mark.parametrize(
    "text,expected",
    [
        ("قتل خالد العبيد ابن عم صدام الجمل.", {("cousinOf", "خالد العبيد", "صدام الجمل")}),
        ("قتل خالد العبيد، ابن عم القيادي في التنظيم صدام الجمل.", {("cousinOf", "خالد العبيد", "صدام الجمل")}),
        ("قتل خالد العبيد، شقيق القيادي في التنظيم صدام الجمل.", {("siblingOf", "خالد العبيد", "صدام الجمل")}),
        ("قتل خالد العبيد، شقيق الناطق باسم مجلس دير الزور المدني.", set()),
        ("أعدم التنظيم والد الضحية وعمه.", set()),
    ],
    ids=["cousin", "of a leader", "brother of a leader", "in the name of", "not the father's uncle"],
)
def test_kin(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert kin(text) == expected


def test_no_group_is_lent_the_death_of_its_own() -> None:
    text = "قاوم عناصر التنظيم دورية لقسد واستمر الاشتباك نصف ساعة، ما أدى إلى مقتل ثلاثة عناصر للتنظيم."
    assert ("Killing", "التنظيم") not in told(text, "agent")
    assert ("Execution", "تنظيم الدولة") in told("أعدم تنظيم الدولة ستة من عناصره في ساحة البلدة.", "agent")


def test_killer_is_held_and_not_the_one_killed() -> None:
    assert told("ألقت الشرطة القبض على قاتل الطفلة ريماس في مدينة حماة.", "patient") == {("Detention", "قاتل")}


def test_whom_nobody_knows_is_no_victim_of_what_he_is_behind() -> None:
    text = "رجحت مصادر محلية أن يكون مجهولون وراء عملية الاغتيال."
    assert ("Killing", "مجهولون") not in told(text, "patient")


def test_who_claims_an_attack_is_its_doer() -> None:
    text = "تبنى تنظيم الدولة الهجوم الذي استهدف صهاريج النفط قرب بلدة الصور."
    assert told(text, "agent") == {("Attack", "تنظيم الدولة")}
