"""Membership, origin, parts of groups, backing, meetings."""

from tests.kg.reading import ties


def test_members_of_a_group() -> None:
    assert ties("قتل ستة من [P* عناصر] [G قوات النظام] أمس.") == {("memberOf", "عناصر", "قوات النظام")}
    assert ties("كان [P حمود السالم] مقاتلاً في صفوف [G الدفاع الوطني].") == {("memberOf", "حمود السالم", "الدفاع الوطني")}


def test_members_by_pronoun() -> None:
    assert ties("تخلص [G التنظيم] من ستة من [P* عناصره] بصلبهم.") == {("memberOf", "عناصره", "التنظيم")}


def test_dead_and_wounded_side_by_side_share_their_group() -> None:
    assert ties("سقط [P* قتلى] و[P* جرحى] من عناصر [G قوات النظام].") == {
        ("memberOf", "قتلى", "قوات النظام"),
        ("memberOf", "جرحى", "قوات النظام"),
    }


def test_people_killed_by_a_groups_shelling_are_none_of_its_members() -> None:
    assert ties("قتل [P* أفراد] من عائلة واحدة في قصف لقوات [G النظام].") == set()


def test_clan() -> None:
    assert ties("وقتل [P خالد العمر] من عشيرة [G البوسعيد] أمس.") == {("memberOf", "خالد العمر", "البوسعيد")}


def test_one_of_them_is_not_the_person_named_before() -> None:
    assert ties("ومنزلان لأقارب [P سالم الظاهر] أحدهم من بيت [G الحردان].") == set()


def test_origin_of_a_list() -> None:
    assert ties("انشق ([P رائد الجاسم] و[P وائل الجاسم]) من أبناء قرية [L الصبخة].") == {
        ("fromPlace", "رائد الجاسم", "الصبخة"),
        ("fromPlace", "وائل الجاسم", "الصبخة"),
    }


def test_origin_behind_an_age() -> None:
    assert ties("قتل الطفل “[P صدام العمر]، 11 سنة” من مدينة [L الصبخة].") == {("fromPlace", "صدام العمر", "الصبخة")}


def test_leaving_a_town_is_no_origin() -> None:
    assert ties("وخرج [P صدام العمر] من مدينة [L الصبخة].") == set()


def test_town_that_a_noun_goes_back_to() -> None:
    assert ties("داهمت دورية بلدة [L الصبخة]. واعتقلت [P* شخصين] من أبناء البلدة.") == {("fromPlace", "شخصين", "الصبخة")}


def test_area_is_the_countryside_named_last() -> None:
    text = "داهمت دورية [L ريف الرقة الغربي] قرب [L الصبخة]. واعتقلت [P* شاباً] من أبناء المنطقة."
    assert ties(text) == {("fromPlace", "شاباً", "ريف الرقة الغربي")}


def test_part_of_a_larger_group() -> None:
    assert ties("اعتقلت [G قوات التدخل] (HAT) التابعة لـ“[G قسد]” شاباً.") == {("partOf", "قوات التدخل", "قسد")}
    assert ties("اعتقلت [G* دورية] تابعة لـ[G قسد] شاباً.") == {("partOf", "دورية", "قسد")}


def test_backing_is_a_standing_tie_only_where_it_describes_the_group() -> None:
    assert ties("قالت [G قسد] المدعومة من [G التحالف الدولي] إنها انسحبت.") == {("affiliatedWith", "قسد", "التحالف الدولي")}
    assert ties("داهمت [G قسد] مدعومة بطيران [G التحالف الدولي] القرية.") == set()
    assert ties("قالت صحيفة [G الوطن الحر]، إن الميليشيات المدعومة من [G إيران] انسحبت.") == {("affiliatedWith", "الميليشيات", "إيران")}


def test_meeting_ties_each_of_one_side_to_each_of_the_other() -> None:
    text = "عقد لقاء بين [P جون سميث] والجنرال [P بول آدم] مع “[G قسد]” و“[G مجلس الصلح]” في المدينة."
    assert ties(text) == {("contactWith", a, b) for a in ("جون سميث", "بول آدم") for b in ("قسد", "مجلس الصلح")}


def test_group_in_a_title_is_no_party_of_a_meeting() -> None:
    assert ties("عقد لقاء بين نائب وزير [G الخارجية الأمريكية] [P جون سميث] مع “[G قسد]” أمس.") == {
        ("holdsRole", "جون سميث", "الخارجية الأمريكية"),
        ("contactWith", "جون سميث", "قسد"),
    }


def test_closeness_told_after_a_pronoun_or_a_copula() -> None:
    assert ties("عاد [P هشام العلي] إلى البلدة، وهو من المقربين من [G قسد].") == {("affiliatedWith", "هشام العلي", "قسد")}
    assert ties("وكان [P هشام العلي] محسوباً على [G التنظيم].") == {("affiliatedWith", "هشام العلي", "التنظيم")}


def test_numeral_before_a_group_is_its_members() -> None:
    assert ties("قتل [P* 5] من “[G هيئة النهر]” أمس.") == {("memberOf", "5", "هيئة النهر")}


def test_losses_in_the_ranks_of_a_group() -> None:
    assert ties("سقط [P* جرحى] في صفوف [G قسد] أمس.") == {("memberOf", "جرحى", "قسد")}
    assert ties("ارتفع عدد [P* قتلى] [G قسد] إلى سبعة.") == {("memberOf", "قتلى", "قسد")}
    assert ties("سقط [P* ضحايا] [G قسد] أمس.") == set()


def test_others_are_of_the_group_of_those_before_them() -> None:
    assert ties("قتل [P* عنصر] من [G قوات النظام] وأصيب [P* آخرون] بجروح.") == {
        ("memberOf", "عنصر", "قوات النظام"),
        ("memberOf", "آخرون", "قوات النظام"),
    }
    assert ties("قتل [P* عنصر] من [G قوات النظام] وأصيب [P* مدنيون] بجروح.") == {("memberOf", "عنصر", "قوات النظام")}


def test_member_is_named_after_his_group() -> None:
    assert ties("قتل العنصر في [G قسد] [P سامر الحسن] أمس.") == {("memberOf", "سامر الحسن", "قسد")}
    assert ties("قتل أحد عناصر [G قسد] ([P سامر الحسن]) أمس.") == {("memberOf", "سامر الحسن", "قسد")}
    assert ties("قتل عناصر [G قسد] [P سامر الحسن] أمس.") == set()


def test_members_counted_among_others_or_beside_them() -> None:
    assert ties("قتل 52 شخصاً بينهم 5 متطوعين في [G الدفاع المدني].") == {("memberOf", "متطوعين", "الدفاع المدني")}
    assert ties("قتل [P* عناصر] من [G قوات النظام] بينهم ضابط.") == {
        ("memberOf", "عناصر", "قوات النظام"),
        ("memberOf", "ضابط", "قوات النظام"),
    }


def test_soldiers_are_of_their_state() -> None:
    assert ties("سحبت [G تركيا] نقاطها. وقتل [P* جندي] تركي في حلب.") >= {("memberOf", "جندي", "تركيا")}


def test_counted_members_with_a_relative_clause() -> None:
    assert ties("قتل سبعة [P* عناصر] يتبعون لتنظيم [G داعش] أمس.") == {("memberOf", "عناصر", "داعش")}
