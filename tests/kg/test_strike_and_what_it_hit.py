"""A strike and the verb that says what it hit are one event; a verb with a doer of its own is another."""

from tests.kg.tree import events


def test_verb_of_the_strike_as_subject() -> None:
    assert events("قصف مدفعي استهدف بلدة كفرلاتة.") == [("Shelling", "قصف استهدف", {"target": ["كفرلاتة"]})]


def test_verb_in_a_clause_on_the_strike() -> None:
    assert events("نفذ التحالف غارة استهدفت مستودعاً للتنظيم.") == [
        ("Airstrike", "غارة استهدفت", {"agent": ["التحالف"], "target": ["مستودعاً"]})
    ]


def test_verb_with_a_named_doer_is_another_event() -> None:
    assert events("بعد قصف على بلدة كفرلاتة استهدفت قسد حاجزاً للتنظيم.") == [
        ("Shelling", "قصف", {"target": ["كفرلاتة"]}),
        ("Attack", "استهدفت", {"agent": ["قسد"], "target": ["حاجزاً"]}),
    ]


def test_the_operation_is_the_one_told_before() -> None:
    assert events("داهمت قسد منزلاً في بلدة الكسرة.", "واستهدفت العملية قيادياً في التنظيم.") == [
        ("Raid", "داهمت استهدفت", {"agent": ["قسد"], "target": ["منزلاً"], "patient": ["قيادياً"], "place": ["الكسرة"]})
    ]


def test_verb_far_from_its_subject() -> None:
    assert events("قصف شنته قوات النظام استهدف بلدة كفرلاتة.") == [
        ("Shelling", "قصف استهدف", {"agent": ["قوات النظام"], "target": ["كفرلاتة"]})
    ]


def test_verb_that_the_tree_hangs_on_another_word() -> None:
    assert events("نفذ التحالف غارة أمس استهدفت مستودعاً.") == [("Airstrike", "غارة استهدفت", {"agent": ["التحالف"], "target": ["مستودعاً"]})]
