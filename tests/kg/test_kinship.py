"""Kinship: who is whose kin by idafa, pronoun, list, apposition and chain. A wrong tie between two people is worse than none."""

from tests.kg.reading import ties
from tests.kg.tree import graph


def test_pronoun_on_the_kinship_word_means_the_person_before_it() -> None:
    assert ties("اعتقل التنظيم [P ماجد الصالح] وشقيقه [P نايف الصالح] في منزلهما.") == {("siblingOf", "نايف الصالح", "ماجد الصالح")}


def test_son_of_their_uncle_is_a_cousin_of_both_and_nobodys_uncle() -> None:
    assert ties("اعتقل التنظيم [P ماجد الصالح] وشقيقه [P نايف الصالح] وابن عمهما [P سامر الخلف].") == {
        ("siblingOf", "نايف الصالح", "ماجد الصالح"),
        ("cousinOf", "سامر الخلف", "ماجد الصالح"),
        ("cousinOf", "سامر الخلف", "نايف الصالح"),
    }


def test_dual_pronoun_means_the_two_people_of_the_sentence_before() -> None:
    text = "انشق [P رائد الجاسم] و[P وائل الجاسم] عن الفصيل. وكانا قد قاتلا مع ابن عمومتهما [P ثائر الجاسم]."
    assert ties(text) == {("cousinOf", "ثائر الجاسم", "رائد الجاسم"), ("cousinOf", "ثائر الجاسم", "وائل الجاسم")}


def test_list_before_cousins_of_somebody_bears_the_tie_as_a_whole() -> None:
    text = "اعتقلت الدورية “[P ماجد الخلف]” و“[P عبود الخلف]” و“[P صلاح الخلف]”، وهم من أبناء عمومة المدعو “[P هاشم الخلف]”."
    assert ties(text) == {("cousinOf", n, "هاشم الخلف") for n in ("ماجد الخلف", "عبود الخلف", "صلاح الخلف")}


def test_apposition_after_a_comma_names_the_bearer() -> None:
    assert ties("ونفى والد [P حازم العلي]، الحاج [P خلف العلي]، أن يكون ابنه قد قتل.") == {("parentOf", "خلف العلي", "حازم العلي")}
    assert ties("وقالت زوجة [P حازم العلي]، وتدعى [P أمل الجاسم]، إنها بخير.") == {("spouseOf", "أمل الجاسم", "حازم العلي")}


def test_feminine_words_are_kinship_words_too() -> None:
    assert ties("وقالت [P هالة الدندن]، ابنة الشيخ [P ناصر الدندن] وزوجة [P محمود العبد]، إنها غادرت.") == {
        ("parentOf", "ناصر الدندن", "هالة الدندن"),
        ("spouseOf", "هالة الدندن", "محمود العبد"),
    }


def test_adjectives_stand_between_the_pronoun_and_the_name() -> None:
    assert ties("وقتل [P يزن العلي] وشقيقه التوأم [P يامن العلي] أمس.") == {("siblingOf", "يامن العلي", "يزن العلي")}
    assert ties("وعين [P سعيد العمر] خلفاً لعمه المستقيل [P زكي العمر].") == {("uncleAuntOf", "زكي العمر", "سعيد العمر")}


def test_predicate_after_a_clause_goes_back_to_the_person_before_it() -> None:
    assert ties("وصل [P فواز الحماد]، وهو حفيد قائد [G لواء النسر] [P إبراهيم الحماد].") == {
        ("grandparentOf", "إبراهيم الحماد", "فواز الحماد"),
        ("holdsRole", "إبراهيم الحماد", "لواء النسر"),
    }


def test_chain_of_kinship_words_is_one_tie() -> None:
    assert ties("وعين التنظيم [P سيف الراوي]، وهو شقيق زوجة [P عامر الشلاش].") == {("inLawOf", "سيف الراوي", "عامر الشلاش")}
    assert ties("وقتل [P عمر الطه]، ابن أخت [P فادي الطه].") == {("uncleAuntOf", "فادي الطه", "عمر الطه")}


def test_described_kin_that_an_event_needs_are_ends() -> None:
    assert ties("قتلت [P نادية العمر] و[P* ابنها] بالقصف.") == {("parentOf", "نادية العمر", "ابنها")}
    assert ties("قتل [P* طفل] وجرحت [P* شقيقته] بالقصف.") == {("siblingOf", "شقيقته", "طفل")}


def test_described_kin_that_no_claim_needs_are_left_out() -> None:
    assert ties("قتلت [P نادية العمر] وابنها بالقصف.") == set()


def test_pronoun_with_several_candidates_means_nobody() -> None:
    text = "التقى [P حسام الأحمد] في المدينة مع [P كريم العلي] ثم غادر الاثنان وقتل بعد ذلك شقيقه [P نزار]."
    assert not {t for t in ties(text) if t[0] == "siblingOf"}


def test_kunya_and_the_month_of_august_are_no_parents() -> None:
    assert ties("قتل [P سالم الطه]، أبو [P خالد العمر].") == set()
    assert ties("قتل في 26 آب [P خالد العمر].") == set()


def test_children_with_the_article_are_nobodys() -> None:
    assert ties("قتل الأطفال [P حمزة العمر]، [P عباس العمر].") == set()


def test_pronoun_of_a_woman_is_no_man() -> None:
    assert ties("وصل [P أحمد العلي] وزوجها [P سمير الخلف] أمس.") == set()
    assert ties("وقال [P أحمد العلي] إن زوجها [P سمير الخلف] بخير.") == set()


def test_wife_beside_a_father_is_no_parent() -> None:
    assert ties("خلفاً لـ[P نادر الصالح]، واعتقل التنظيم [P* زوجة] المنشق و[P* والده].") == {("parentOf", "والده", "نادر الصالح")}


def test_brother_of_the_one_who_was_killed() -> None:
    texts = ("اعتقلت قسد وائل السعيد.", "قُتل الشاب سامي الدرويش في مدينة الشدادي.", "وقال شقيق القتيل، خالد الدرويش، إنه مدني.")
    read = graph(*texts)
    called = {e.id: e.name for e in read.entities}
    assert [(r.type, called[r.subject], called[r.object]) for r in read.relations] == [("siblingOf", "خالد الدرويش", "سامي الدرويش")]
