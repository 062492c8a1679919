"""End to end: who and what belongs to which event where the parser hangs a phrase on the wrong word (kg.attachment, kg.correction)."""

import pytest

from tests.kg.telling import graph_of, names


def roles(text: str, type_: str) -> set[tuple[str, str]]:
    """(role, words of the filler) of the one event of a type; causes and reasons aside."""
    read = graph_of(text)
    called = names(read)
    (event,) = [e for e in read.events if e.type == type_]
    return {(a.role, called[a.ref]) for a in event.args if a.ref in called and a.role not in ("cause", "reason")}


@pytest.mark.parametrize(
    "text,type_,expected",
    [
        (
            "تعرضت بلدة الحمرة بالريف الغربي لقصف مدفعي من قبل قوات النظام.",
            "Shelling",
            {("target", "الحمرة"), ("agent", "قوات النظام")},
        ),
        (
            "وذلك بعد تعرض حاجز المحطة لهجوم، الليلة الماضية، من قبل قوات النظام.",
            "Attack",
            {("target", "حاجز المحطة"), ("agent", "قوات النظام")},
        ),
        (
            "أعلنت العشائر صد هجوم عسكري كبير لـ”قسد“ على ذيبان.",
            "Attack",
            {("agent", "قسد"), ("target", "ذيبان")},
        ),
        (
            "أصيب طفلان بانفجار قنبلة عنقودية من مخلفات قصف سابق لقوات النظام على مزارع بلدة الحمرة.",
            "Shelling",
            {("agent", "قوات النظام"), ("target", "مزارع")},
        ),
        (
            "شن مسلحون مجهولون يستقلون دراجة نارية هجوماً على حاجز لقسد في بلدة العزبة.",
            "Attack",
            {("agent", "مسلحون"), ("target", "حاجز"), ("place", "العزبة")},
        ),
        (
            "قال مراسلنا إن أربع غارات بالصواريخ شنتها طائرات حربية روسية على قرية الحمرة.",
            "Airstrike",
            {("agent", "روسية"), ("instrument", "طائرات"), ("target", "الحمرة")},
        ),
        (
            "شنت قسد حملة مداهمات واعتقالات واسعة طالت عدداً من المدنيين في ريف دير الزور.",
            "Detention",
            {("agent", "قسد"), ("patient", "المدنيين"), ("place", "ريف دير الزور")},
        ),
        (
            "خطفت مجموعة مسلحة يقودها المدعو فادي قدور خمسة عمال من بلدة عرى.",
            "Abduction",
            {("patient", "عمال")},
        ),
        (
            "شيع أهالي مدينة الطبقة الشاب عمر الحمود الذي قتل تحت التعذيب في سجون قسد.",
            "Killing",
            {("patient", "عمر الحمود"), ("place", "سجون")},
        ),
    ],
    ids=["came under", "coming under", "of by on", "remnants of", "riding", "planes flew", "reached", "led by", "the one who was"],
)
def test_phrase_belongs_to_the_word_that_asks_for_it(text: str, type_: str, expected: set[tuple[str, str]]) -> None:
    assert roles(text, type_) == expected


@pytest.mark.parametrize(
    "text,type_,expected",
    [
        ("قصفت طائرات روسية بلدة الحمرة.", "Airstrike", {("agent", "روسية"), ("instrument", "طائرات"), ("target", "الحمرة")}),
        ("استهدفت مدفعية النظام منازل المدنيين.", "Shelling", {("agent", "النظام"), ("target", "منازل")}),
        ("غارة لطائرة مسيرة تركية على سيارة.", "Airstrike", {("agent", "تركية"), ("instrument", "طائرة مسيرة"), ("target", "سيارة")}),
        (
            "ألقت مروحيات النظام براميل متفجرة على مدينة سرمين.",
            "Airstrike",
            {("agent", "النظام"), ("instrument", "براميل"), ("target", "سرمين")},
        ),
        (
            "أصيب عنصران بتفجير عبوة ناسفة استهدفت سيارتهما في بلدة هجين.",
            "Explosion",
            {("instrument", "عبوة ناسفة"), ("target", "سيارتهما"), ("place", "هجين")},
        ),
        ("نفذت قسد عملية أمنية راح ضحيتها طفل في بلدة البصيرة.", "Killing", {("patient", "طفل"), ("place", "البصيرة")}),
    ],
    ids=["bombed the town", "artillery of", "drone of", "barrels", "device that aimed at", "fell victim"],
)
def test_means_are_told_from_what_was_struck(text: str, type_: str, expected: set[tuple[str, str]]) -> None:
    found = roles(text, type_)
    assert expected <= found
    assert {role for role, _ in found - expected} <= {"agent"}


@pytest.mark.parametrize(
    "text,type_,expected",
    [
        ("تشن قسد حملات دهم في بلدات وقرى دير الزور.", "Raid", {("place", "دير الزور")}),
        ("قتل القيادي سالم الراوي بغارة للتحالف على الطريق الواصل بين البصيرة ومدينة الشدادي.", "Killing", {("place", "الطريق")}),
        ("أصيب طفل جراء انفجار مخلفات قصف سابق لقوات النظام على الأراضي الزراعية في بلدة الحمرة.", "Shelling", {("target", "الأراضي")}),
    ],
    ids=["towns and villages of", "road between", "struck, not where"],
)
def test_places(text: str, type_: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= roles(text, type_)
    assert not {("place", "البصيرة"), ("place", "الشدادي"), ("place", "بلدات"), ("place", "الأراضي")} & roles(text, type_)


@pytest.mark.parametrize(
    "text,type_,expected",
    [
        ("اختطف مجهولون الطبيب أنس الدوري من عيادته في مدينة الباب.", "Abduction", {("agent", "مجهولون"), ("patient", "أنس الدوري")}),
        ("أقال وزير الداخلية قائد شرطة حلب العميد طارق الشيخ من منصبه.", "Dismissal", {("patient", "طارق الشيخ")}),
        (
            "ونقلت شبكة «ضفاف الوادي» عن مصدر أن الدورية داهمت منزلاً في البلدة، واعتقلت الشاب زياد المشعان.",
            "Detention",
            {("agent", "الدورية"), ("patient", "زياد المشعان")},
        ),
        (
            "وأشار إلى أنه تزامناً مع التفجير، استهدفت “هيئة تحرير الشام” مواقع قوات النظام في قرية الحمرة.",
            "Attack",
            {("agent", "هيئة تحرير الشام")},
        ),
        (
            "قتل طفل وجرح مدنيان، الجمعة، في قصف جوي نفذته طائرة حربية روسية على قرية الحمرة.",
            "Killing",
            {("agent", "روسية"), ("patient", "طفل")},
        ),
        ("نفى المتحدث باسم قسد فرهاد شامي اعتقال أي مدني خلال الحملة.", "Detention", {("patient", "مدني")}),
    ],
    ids=["unknown men", "dismissed by the minister", "told by an outlet", "at the same time", "one fell, two hurt", "no civilian"],
)
def test_nobody_is_taken_for_another(text: str, type_: str, expected: set[tuple[str, str]]) -> None:
    assert {(role, who) for role, who in roles(text, type_) if role in ("agent", "patient")} == expected


def test_title_of_one_is_not_that_of_another() -> None:
    read = graph_of("أقال وزير الداخلية قائد شرطة حلب العميد طارق الشيخ من منصبه.")
    assert {r.title for r in read.relations if r.type == "holdsRole"} <= {"قائد شرطة"}


def test_name_between_marks_after_a_post() -> None:
    read = graph_of("قال نادر الصالح إنه تواصل مع قائد لواء الصقر “خزعل السالم” قبل يومين.")
    called = names(read)
    assert {(called[r.subject], called[r.object], r.title) for r in read.relations if r.type == "holdsRole"} == {
        ("خزعل السالم", "لواء الصقر", "قائد")
    }


def test_post_and_holder_run_together_are_two() -> None:
    read = graph_of("قال محافظ درعا لؤي الخريطة إن الوضع هادئ.")
    assert {(e.type, e.name) for e in read.entities} == {("Place", "درعا"), ("Person", "لؤي الخريطة")}
    read = graph_of("قال القائد العام لقسد سالم العبد إن قواته لن تنسحب من مدينة منبج.")
    called = names(read)
    assert {(called[r.subject], called[r.object]) for r in read.relations if r.type == "holdsRole"} == {("سالم العبد", "قسد")}
