"""Charges: who accuses whom of what, what was done for it, and what would be so if it were true, in the accuser's word only."""

import pytest

from kg.graph import ArticleGraph
from tests.kg.tree import events, graph, told


def charges(read: ArticleGraph) -> list[str | None]:
    return [e.charge.of(read.article.text) if e.charge else None for e in read.events if e.type == "Accusation"]


def ties(read: ArticleGraph) -> set[tuple[str, str, str, str, str]]:
    """(relation, subject, object, modality, in whose word) of each relation."""
    called = {e.id: e.mentions[0].span.of(read.article.text) for e in read.entities}
    return {(r.type, called[r.subject], called[r.object], r.modality, called.get(r.according_to or "", "")) for r in read.relations}


def alleged(read: ArticleGraph) -> list[str]:
    """Types of what the charges allege."""
    types = {c.id: c.type for c in read.claims}
    return [types[a] for e in read.events for a in e.alleges]


ARREST = "اعتقلت قسد سامي الدرويش بتهمة الانتماء إلى التنظيم."


def test_charge_is_the_reason_of_the_act_and_has_its_doer_and_its_patient() -> None:
    assert events(ARREST) == [
        ("Detention", "اعتقلت", {"agent": ["قسد"], "patient": ["سامي الدرويش"], "reason": ["تهمة"]}),
        ("Accusation", "تهمة", {"agent": ["قسد"], "patient": ["سامي الدرويش"]}),
    ]
    assert charges(graph(ARREST)) == ["الانتماء إلى التنظيم"]


def test_charged_man_is_a_member_in_the_accusers_word_only() -> None:
    read = graph(ARREST)
    assert ties(read) == {("memberOf", "سامي الدرويش", "التنظيم", "alleged", "قسد")}
    assert alleged(read) == ["memberOf"]


def test_charge_of_contact_with_the_owner_of_a_demolished_house() -> None:
    read = graph("هدم التنظيم منزل وائل السعيد بحجة التعامل مع قسد.")
    assert charges(read) == ["التعامل مع قسد"]
    assert ties(read) == {
        ("ownedBy", "منزل", "وائل السعيد", "asserted", ""),
        ("contactWith", "وائل السعيد", "قسد", "alleged", "التنظيم"),
    }
    assert alleged(read) == ["contactWith"]
    assert events(read.article.text)[1] == ("Accusation", "حجة", {"agent": ["التنظيم"], "patient": ["وائل السعيد"]})


def test_verb_of_accusing_a_member() -> None:
    read = graph("اتهمت قسد وائل السعيد بالانتماء إلى التنظيم.")
    assert charges(read) == ["الانتماء إلى التنظيم"]
    assert ties(read) == {("memberOf", "وائل السعيد", "التنظيم", "alleged", "قسد")}


def test_deed_in_a_charge_is_alleged() -> None:
    read = graph("اتهم الأهالي لواء الفجر بسرقة المحاصيل.")
    assert charges(read) == ["سرقة المحاصيل"]
    assert alleged(read) == ["Seizure"]
    called = {e.id: e.name for e in read.entities}
    assert [(e.type, e.modality, called.get(e.according_to or "", "")) for e in read.events] == [
        ("Accusation", "asserted", ""),
        ("Seizure", "alleged", "الأهالي"),
    ]


def test_charge_ends_at_the_mark() -> None:
    assert charges(graph("اعتقلت قسد سامي الدرويش بتهمة السرقة، ونقلته إلى سجن الكسرة.")) == ["السرقة"]


def test_charge_of_what_is_known_to_have_happened() -> None:
    read = graph("تعرضت بلدة كفرلاتة لقصف.", "واتهم ناشطون قسد بقصف بلدة كفرلاتة.")
    assert [(e.type, e.modality) for e in read.events] == [
        ("Shelling", "asserted"),
        ("Accusation", "asserted"),
        ("Shelling", "alleged"),
    ]


def test_charge_without_an_act_beside_it_is_by_the_group_that_acted_before() -> None:
    read = graph("اعتقل التنظيم سامي الدرويش.", "ونقل وائل السعيد إلى السجن بتهمة الانتماء إلى قسد.")
    assert ties(read) == {("memberOf", "وائل السعيد", "قسد", "alleged", "التنظيم")}


def test_charge_after_the_house_and_its_place_is_of_its_owner() -> None:
    told = events("هدم التنظيم منزل وائل السعيد في بلدة الكسرة بحجة التعامل مع قسد.")
    assert told[1] == ("Accusation", "حجة", {"agent": ["التنظيم"], "patient": ["وائل السعيد"]})


def test_accuser_is_no_member_of_the_accused() -> None:
    read = graph("اتهم ناشطون الفرقة الرابعة بقصف بلدة كفرلاتة.")
    assert events(read.article.text)[0] == ("Accusation", "اتهم", {"agent": ["ناشطون"], "patient": ["الفرقة الرابعة"]})
    assert ties(read) == set()


def deeds(read: ArticleGraph) -> list[tuple[str, dict[str, list[str]], str, str]]:
    """(trigger, role → fillers, modality, in whose word) of each event that is no accusation."""
    called = {e.id: e.mentions[0].span.of(read.article.text) for e in read.entities}
    return [
        (e[1], e[2], claim.modality, called.get(claim.according_to or "", ""))
        for e, claim in zip(told(read), read.events, strict=True)
        if e[0] != "Accusation"
    ]


def test_accused_is_the_doer_of_the_deed_in_the_accusers_word() -> None:
    assert deeds(graph("اتهم ناشطون الفرقة الرابعة بقصف بلدة كفرلاتة.")) == [
        ("قصف", {"agent": ["الفرقة الرابعة"], "target": ["كفرلاتة"]}, "alleged", "ناشطون")
    ]


def test_who_arrests_for_a_deed_did_not_do_it() -> None:
    assert deeds(graph("اعتقلت قسد سامي الدرويش بتهمة سرقة المحاصيل."))[1] == (
        "سرقة",
        {"agent": ["سامي الدرويش"], "target": ["المحاصيل"]},
        "alleged",
        "قسد",
    )


def test_speaker_is_the_accuser_of_his_participle() -> None:
    read = graph("قال وائل السعيد إن سامي الدرويش خُطف، متهماً التنظيم بالوقوف وراء خطفه.")
    accusation = ("Accusation", "متهما", {"agent": ["وائل السعيد"], "patient": ["التنظيم"]})
    assert [(e[0], e[1].replace("\u064b", ""), e[2]) for e in events(read.article.text)][1] == accusation
    assert deeds(read)[-1] == ("خطفه", {"agent": ["التنظيم"], "patient": ["سامي الدرويش"]}, "alleged", "وائل السعيد")


def test_what_a_man_in_the_charge_is_known_for_is_not_charged() -> None:
    read = graph("اعتقل التنظيم سامي الدرويش بتهمة التواصل مع القيادي المنشق وائل السعيد.")
    assert alleged(read) == ["contactWith"]
    assert deeds(read)[1][2:] == ("asserted", "")


def test_charge_by_nobody_named_is_not_the_speakers_word() -> None:
    read = graph("قال وائل السعيد إن العناصر طردوه بحجة أن ابنه يقاتل في صفوف قسد.")
    assert {t for t in ties(read) if t[0] == "memberOf"} == {("memberOf", "ابنه", "قسد", "alleged", "")}
    assert alleged(read) == ["memberOf"]


@pytest.mark.parametrize("text", ["قتل سامي الدرويش، ويُتهم بالانتماء إلى التنظيم.", "قتل سامي الدرويش، ويتهم بالانتماء إلى التنظيم."])
def test_subject_of_an_accusing_verb_without_object_is_the_accused(text: str) -> None:
    read = graph(text)
    assert [(e[0], e[2]) for e in events(text)][1] == ("Accusation", {"patient": ["سامي الدرويش"]})
    assert ties(read) == {("memberOf", "سامي الدرويش", "التنظيم", "alleged", "")}


def test_pretext_of_a_strike_is_its_reason() -> None:
    assert events("قصفت قسد بلدة كفرلاتة بحجة التعامل مع التنظيم.") == [
        ("Shelling", "قصفت", {"agent": ["قسد"], "target": ["كفرلاتة"], "reason": ["حجة"]}),
        ("Accusation", "حجة", {"agent": ["قسد"]}),
    ]


def test_pronoun_that_can_mean_a_man_or_a_group_accuses_neither() -> None:
    read = graph("اعتقل التنظيم سامي الدرويش، ويتهمه ناشطون بسرقة المحاصيل.")
    assert [e[2] for e in events(read.article.text)][1] == {"agent": ["ناشطون"]}
    assert deeds(read)[1] == ("سرقة", {"target": ["المحاصيل"]}, "alleged", "ناشطون")
