"""Modality: negated, planned, hedged and alleged events, and the many that only look so."""

import pytest

from kg.graph import Span
from kg.relation import RelationDraft
from kg.stance import judge
from tests.kg.reading import read
from tests.kg.telling import stances

NEGATED = [
    ("لم تعتقل قسد ماجد الهويدي في بلدة ذيبان.", "تعتقل"),
    ("قصفت قوات النظام بلدة البارة دون وقوع إصابات بين المدنيين.", "إصابات"),
    ("قصفت قوات النظام بلدة البارة دون ورود أنباء عن إصابات بين المدنيين.", "إصابات"),
    ("لم يسفر القصف عن إصابات بين المدنيين.", "إصابات"),
    ("نفت قسد اعتقال ماجد الهويدي.", "اعتقال"),
    ("نفى المتحدث باسم التحالف الدولي، العقيد سالم الحمد، أن تكون الطائرات قد نفذت أي غارة على بلدة البارة.", "غارة"),
]
PLANNED = [
    ("حاولت دورية من قسد اعتقال ماجد الهويدي في بلدة ذيبان.", "اعتقال"),
    ("نفذت قسد عملية في بلدة ذيبان لاعتقال ماجد الهويدي.", "اعتقال"),
    ("دعا الشيخ راكان الكرو التحالف إلى إطلاق سراح ماجد الهويدي.", "إطلاق"),
    ("هددت قسد بشن حملة اعتقالات في بلدة ذيبان.", "اعتقالات"),
    ("حاول عناصر التنظيم القيام بهجوم على بلدة ذيبان.", "هجوم"),
    ("قضى الاتفاق بأن تفرج قسد عن ماجد الهويدي.", "تفرج"),
    ("جددت العائلة مطالبتها الفورية بالإفراج عن ماجد الهويدي.", "الإفراج"),
    ("تحدثت مصادر عن نية قسد بشن حملة مداهمات في بلدة ذيبان.", "مداهمات"),
    ("حكمت المحكمة على ماجد الهويدي بالإعدام ولم يتم تنفيذ الحكم بعد.", "الإعدام"),
]
HEDGED = [
    ("رجحت مصادر محلية أن التنظيم اغتال نايف الهويدي.", "اغتال"),
    ("وردت أنباء عن مقتل نايف الهويدي في بلدة الصور.", "مقتل"),
    ("ورجح ناشطون فرار نايف الهويدي إلى لبنان.", "فرار"),
    ("أصيب مدنيان في بلدة البارة جراء قصف مدفعي يرجح أن مصدره قسد.", "قصف"),
]
ALLEGED = [
    ("زعمت قسد أن التنظيم خطف سامر الحسين.", "خطف"),
    ("وجاءت الحملة بعد مهاجمة التنظيم بلدة البارة كما تزعم قسد.", "مهاجمة"),
]
ASSERTED = [
    ("نفى والد نايف الهويدي أن يكون أحد قد تواصل معه منذ فراره.", "فراره"),
    ("نفت قسد أن تكون قد انسحبت، وقال ناشطون إن التنظيم خطف سامر الحسين.", "خطف"),
    ("تعرضت بلدة البارة لهجوم من التنظيم.", "هجوم"),
    ("شنت طائرة بدون طيار غارة على بلدة البارة.", "غارة"),
    ("لم تعتقل قسد إلا ماجد الهويدي.", "تعتقل"),
    ("نفذ التنظيم حكم الإعدام بحق ماجد الهويدي.", "الإعدام"),
    ("لم تقتصر هجمات قسد على بلدة ذيبان.", "هجمات"),
    ("شنت الطائرات الروسية عدة غارات على بلدة البارة.", "غارات"),
]
CASES = [
    (text, trigger, modality)
    for modality, cases in (("negated", NEGATED), ("planned", PLANNED), ("hedged", HEDGED), ("alleged", ALLEGED), ("asserted", ASSERTED))
    for text, trigger in cases
]


@pytest.mark.parametrize("text, trigger, modality", CASES)
def test_modality_of_an_event(text: str, trigger: str, modality: str) -> None:
    assert {m for t, m, *_ in stances(text) if t == trigger} == {modality}


def test_only_the_governed_event_is_touched() -> None:
    text = "قصفت قوات النظام بلدة البارة دون وقوع إصابات بين المدنيين."
    assert {(t, m) for t, m, *_ in stances(text)} == {("قصفت", "asserted"), ("إصابات", "negated")}


def test_meanwhile_ends_what_a_guess_covers() -> None:
    text = "رجحت مصادر محلية أن التنظيم اغتال نايف الهويدي، بينما أفرجت قسد عن سامر الحسين."
    assert {(t, m) for t, m, *_ in stances(text)} == {("اغتال", "hedged"), ("أفرجت", "asserted")}


TIES = [
    ("أكد ناشطون أن [P سامر الحسين] ليس من أبناء بلدة [L ذيبان].", "negated"),
    ("أكد ناشطون أن [P سامر الحسين] لا ينتمي إلى [G التنظيم].", "negated"),
    ("أكد ناشطون أن [P سامر الحسين] يعتقد أنه من أبناء بلدة [L ذيبان].", "hedged"),
    ("أوقفت القوات [P سامر الحسين] المشتبه بانتمائه إلى [G التنظيم].", "hedged"),
    ("أكد ناشطون أن [P سامر الحسين] من أبناء بلدة [L ذيبان].", "asserted"),
]


@pytest.mark.parametrize("marked, modality", TIES)
def test_modality_of_a_tie(marked: str, modality: str) -> None:
    reading, _ = read(marked)
    person, other = reading.referents
    quote = Span(person.mentions[0].span.start, other.mentions[0].span.end)
    tie = RelationDraft("fromPlace" if other.type == "Place" else "memberOf", person, other, quote, other.places[0], "test")
    judge(reading, [tie])
    assert tie.modality == modality
