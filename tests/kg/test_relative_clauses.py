"""الذي and التي: the noun before the clause did what its verb says, or underwent it."""

from tests.kg.tree import events


def test_pronoun_on_the_verb_makes_the_noun_its_object() -> None:
    assert events("عاد الأهالي إلى المنازل التي هدمها.") == [("Demolition", "هدمها", {"target": ["المنازل"]})]


def test_pronoun_on_the_verb_with_a_doer_after_it() -> None:
    assert events("عاد الأهالي إلى المنازل التي هدمها التنظيم.") == [("Demolition", "هدمها", {"agent": ["التنظيم"], "target": ["المنازل"]})]


def test_passive_verb() -> None:
    assert events("دفن سامي الدرويش الذي قتل في مدينة الشدادي.") == [
        ("Killing", "قتل", {"patient": ["سامي الدرويش"], "place": ["الشدادي"]})
    ]


def test_active_verb_with_an_object_of_its_own() -> None:
    assert events("اختفى المسلح الذي قتل المدرس وائل السعيد.") == [("Killing", "قتل", {"patient": ["وائل السعيد"], "agent": ["المسلح"]})]


def test_clause_that_the_tree_hangs_on_another_word() -> None:
    assert events("دفن سامي الدرويش في قرية الجيعة الذي قتل أمس.") == [
        ("Killing", "قتل", {"patient": ["سامي الدرويش"], "place": ["الجيعة"]})
    ]


def test_what_an_agreement_provides_is_no_death() -> None:
    assert [e[0] for e in events("توصل الأهالي إلى اتفاق يقضي بإجلاء الجرحى من بلدة الكسرة.")] == ["Agreement"]
