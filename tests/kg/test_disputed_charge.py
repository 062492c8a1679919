"""Dispute: charges called false or set against the facts, and events that another voice denies."""

import pytest

from tests.kg.telling import stances

DISPUTED = [
    "اعتقل التنظيم ماجد الهويدي بتهمة التعامل مع قسد. ونفى والده ذلك، مؤكداً أن التهمة باطلة.",
    "هدم التنظيم منزل نايف الهويدي بتهمة التعامل مع قسد، وكل هذه التهم لم تكن إلا غطاء للسيطرة على القرية.",
    "اعتقلت قسد سامر الحسين بتهمة الانتماء إلى التنظيم، علماً أن سامر مدني.",
    "اعتقلت قسد سامر الحسين بتهمة الانتماء إلى التنظيم، غير أن معظم الموقوفين من المدنيين.",
    "اعتقلت قسد سامر الحسين بتهمة باطلة.",
    "اعتقلت قسد سامر الحسين بتهمة السرقة. وقال والده إن التهمة لا أساس لها.",
    "اعتقلت قسد سامر الحسين بتهمة السرقة. ونفى والده هذه التهمة.",
    "اعتقلت قسد سامر الحسين بتهمة الانتماء إلى التنظيم. ونفت العائلة أي صلة لابنها بالتنظيم.",
    "اعتقلت قسد سامر الحسين بتهمة الانتماء إلى التنظيم. وقال والده إن سامر لم ينضم إلى أي فصيل.",
]


@pytest.mark.parametrize("text", DISPUTED)
def test_a_charge_that_is_called_false_is_disputed(text: str) -> None:
    assert {t for t, _, _, disputed in stances(text) if disputed} == {"تهمة"}


def test_a_charge_that_nobody_denies_is_not() -> None:
    text = "اعتقل التنظيم ماجد الهويدي بتهمة التعامل مع قسد. ونفى والده أن يكون قد غادر القرية."
    assert {t for t, _, _, disputed in stances(text) if disputed} == set()


def test_denial_of_a_tie_does_not_dispute_a_charge_of_a_deed() -> None:
    text = "اعتقلت قسد سامر الحسين بتهمة السرقة. ونفى التنظيم أي صلة له بالقصف على بلدة البارة."
    assert {t for t, _, _, disputed in stances(text) if disputed} == set()


def test_denial_that_is_not_made_disputes_nothing() -> None:
    text = "اعتقلت قسد سامر الحسين بتهمة السرقة. ولم تنف العائلة هذه التهمة."
    assert {t for t, _, _, disputed in stances(text) if disputed} == set()


def test_civilian_victims_do_not_dispute_a_charge() -> None:
    text = "اعتقل التنظيم ماجد الهويدي بتهمة التعامل مع قسد، إلا أن القصف قتل ثلاثة مدنيين."
    assert {t for t, _, _, disputed in stances(text) if disputed} == set()


def test_an_act_that_another_voice_denies_is_disputed() -> None:
    text = "فجرت مجموعة من لواء الفجر منزل نايف الهويدي في قرية الحريجي. وقال عدنان الخلف إن لواء الفجر لم يفجر المنزل في قرية الحريجي."
    assert ("فجرت", "asserted", "", "disputed") in stances(text)


def test_that_nobody_was_hurt_here_disputes_no_injury_elsewhere() -> None:
    text = "أصيب نايف الهويدي في قصف على بلدة البارة. وقال ناشطون إن القصف على بلدة معارة النعسان لم يسفر عن إصابات بين المدنيين."
    assert {t for t, _, _, disputed in stances(text) if disputed} == set()
