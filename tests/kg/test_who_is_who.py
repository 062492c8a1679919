"""Which names mean one person. Two names are two people until the text says otherwise."""

from tests.kg.reading import people, read


def test_different_full_names_are_different_people() -> None:
    assert people("هدم التنظيم منزل [P سالم القادر] ومنزل [P سالم الظاهر].") == [{"سالم القادر"}, {"سالم الظاهر"}]


def test_short_forms_of_one_name() -> None:
    text = "قتل [P خالد ناصر العمر] أمس. وقال [P سالم الطه] إن [P خالد] قتل ظلماً وإن [P العمر] كان مدنياً."
    assert people(text) == [{"خالد ناصر العمر", "خالد", "العمر"}, {"سالم الطه"}]


def test_short_form_that_fits_two_people_is_a_third() -> None:
    assert len(people("اعتقل [P خالد العمر] و[P خالد الطه]. ثم قتل [P خالد] في السجن.")) == 3


def test_bare_name_that_fitted_two_people_is_not_the_next_one_either() -> None:
    text = "اعتقل [P خالد العمر] و[P خالد الطه]. ثم حكم على [P خالد] بالسجن. وهدم منزل [P خالد الظاهر]."
    assert people(text) == [{"خالد العمر"}, {"خالد الطه"}, {"خالد"}, {"خالد الظاهر"}]


def test_fuller_name_after_a_bare_one() -> None:
    assert people("قتل [P خالد] أمس. وكان [P خالد العمر] مدنياً.") == [{"خالد", "خالد العمر"}]


def test_last_names_without_the_first_are_the_fathers() -> None:
    assert people("أصيب [P غسان ناصر العمر] أمام منزل [P ناصر العمر].") == [{"غسان ناصر العمر"}, {"ناصر العمر"}]


def test_alias_that_the_text_gives() -> None:
    assert people("قتل [P خالد العمر]، المعروف بـ«[P أبو عمر الأنصاري]»، أمس.") == [{"خالد العمر", "أبو عمر الأنصاري"}]
    assert people("قتل [P خالد العمر] “[P أبو وليد]” أمس.") == [{"خالد العمر", "أبو وليد"}]


def test_alias_longer_than_the_name_hides_the_name_from_nobody() -> None:
    text = "اعتقل [P خالد العمر]، المعروف بـ«[P أبو عمر الأنصاري]»، أمس. ثم عاد [P خالد العمر]، وقال [P أبو عمر] إنه بخير."
    assert people(text) == [{"خالد العمر", "أبو عمر الأنصاري", "أبو عمر"}]


def test_real_name_behind_an_alias() -> None:
    text = "انشق [P أبو حمزة الأنصاري]، واسمه الحقيقي [P عامر الدليمان]، أمس. وعاد [P عامر]."
    assert people(text) == [{"أبو حمزة الأنصاري", "عامر الدليمان", "عامر"}]


def test_kunya_in_any_case() -> None:
    text = "انشق [P أبو حمزة الأنصاري] أمس. وعين التنظيم غيره خلفاً لـ[P أبي حمزة] بعد أن اتهم [P أبا حمزة] بالسرقة."
    assert people(text) == [{"أبو حمزة الأنصاري", "أبي حمزة", "أبا حمزة"}]


def test_words_of_a_charge_in_quotation_marks_name_no_group() -> None:
    reading, _ = read("اعتقل بتهمة «[G التخابر مع الاحتلال التركي]» ثم بتهمة «[G الانتماء إلى فصيل]»")
    assert [reading.text(m.span) for r in reading.referents for m in r.mentions] == ["الاحتلال التركي"]


def test_kunya_after_a_comma_may_be_anybody() -> None:
    assert people("قتل [P خالد العمر]، [P أبو وليد]، و[P سالم الطه].") == [{"خالد العمر"}, {"أبو وليد"}, {"سالم الطه"}]


def test_bare_title_goes_back_to_the_person_that_it_introduced() -> None:
    reading, (child,) = read("قتل الطفل [P سامر العلي] والشاب [P كريم الخلف]. ونقل [P* الطفل] إلى المشفى.")
    assert child.name == "سامر العلي"
    assert [reading.text(m.span) for m in child.mentions] == ["سامر العلي", "الطفل"]


def test_town_and_its_noun() -> None:
    _, (town,) = read("دخلت دورية بلدة [L الصبخة] ثم مدينة [L الكرامة] وخرجت من [L* البلدة].")
    assert town.name == "الصبخة"


def test_his_grandfather_is_no_town() -> None:
    reading, _ = read("داهمت الدورية منزل [L جده] أمس.")
    assert reading.referents == []
