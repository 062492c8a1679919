"""Making the morphological database: cutting conjugated forms, and telling which verb a text means."""

from collections import Counter
from unicodedata import normalize

import pytest
from camel_tools.utils.dediac import dediac_ar

pytest.importorskip("mazini", reason="mazini is needed to make the database, not to use it")

from mazini import conjugate

from kg.train.morphology import Noun, Verb, choose, current, deverbal, letters, mistaken, plain, split


def verb(root: str, pattern: str) -> Verb:
    found = conjugate(root, pattern, passive=True)
    forms = tuple((slot, form.form) for slot, forms in found.slots.items() for form in forms if form.form != "?")
    return Verb(root, found.verb_form, found.lemma[0].form, forms)


@pytest.mark.parametrize(
    "diac, ending, prefixed, expected",
    [
        ("كَتَبَ", "", False, ("", "كَتَب", "َ")),
        ("كَتَبُوا", "وا", False, ("", "كَتَب", "ُوا")),
        ("يَشُنُّونَ", "ون", True, ("يَ", "شُنّ", "ُونَ")),
        ("رَمَوْا", "وا", False, ("", "رَم", "َوْا")),
    ],
)
def test_the_last_vowel_of_the_stem_goes_with_the_ending(diac: str, ending: str, prefixed: bool, expected: tuple[str, str, str]) -> None:
    assert split(diac, ending, prefixed=prefixed) == expected
    assert normalize("NFC", "".join(expected)) == normalize("NFC", diac)


def test_letters_keep_their_marks() -> None:
    assert letters("شَنَّ") == ["شَ", "نَّ"]
    assert plain("أَغارَةٌ") == "اغاره"


def test_evidence_of_other_forms_settles_an_ambiguous_one() -> None:
    """يعلن may be of علن or أعلن; أعلنت is met, علنت is not."""
    rare, common = verb("علن", "فعَل يفعُل"), verb("علن", "أفعل")
    counts = Counter({("يعلن", "present"): 10, ("اعلنت", "past"): 5})
    chosen = choose([rare, common], counts, set())
    assert [v.lemma for v, _ in chosen] == ["أَعْلَنَ"]


def test_a_needed_verb_is_kept_though_no_text_has_it() -> None:
    chosen = choose([verb("شنق", "فعَل يفعُل")], Counter({("قال", "past"): 3}), {"شنق"})
    assert [dediac_ar(v.lemma) for v, _ in chosen] == ["شنق"]
    assert choose([verb("شنق", "فعَل يفعُل")], Counter({("قال", "past"): 3}), set()) == []


def test_verbs_in_use_are_told_from_archaic_ones() -> None:
    assert current(verb("وجب", "فعَل يفعِل"))
    assert not current(verb("جبب", "فعَل يفعُل"))


def test_participles_of_defective_verbs_have_their_yeh() -> None:
    made = {(n.kind, n.lemma) for n in deverbal(verb("عدي", "افتعل"))}
    assert ("active", "مُعْتَدِي") in made
    assert ("passive", "مُعْتَدَى") in made


def test_a_participle_written_like_a_broken_plural_is_left_out() -> None:
    houses = Noun("مُنَازِل", ("ون",), "m", False, "active", "نَازَلَ")
    fighter = Noun("مُقَاتِل", ("ون",), "m", False, "active", "قَاتَلَ")
    assert mistaken(houses, verb("نزل", "فاعل"))
    assert not mistaken(fighter, verb("قتل", "فاعل"))
