"""Owners of houses, checkpoints and things; where places and built things lie."""

from tests.kg.reading import ties


def test_house_of_a_named_owner_behind_title_and_kinship() -> None:
    assert ties("فجرت مجموعة منزل الشيخ [P ناصر الدندن] ومنزل صهره [P محمود العبد].") == {
        ("ownedBy", "منزل", "ناصر الدندن"),
        ("ownedBy", "منزل", "محمود العبد"),
        ("inLawOf", "محمود العبد", "ناصر الدندن"),
    }


def test_house_of_a_kinsman_whom_an_event_needs_as_well() -> None:
    assert ties("اعتقل [P سامي الدرويش] في [S* منزل] [P* جده] السيد [P خلف الدرويش] في قرية [L الجيعة].") == {
        ("ownedBy", "منزل", "خلف الدرويش"),
        ("locatedIn", "منزل", "الجيعة"),
        ("grandparentOf", "خلف الدرويش", "سامي الدرويش"),
    }


def test_checkpoint_of_a_pronoun() -> None:
    assert ties("اعتقلت [G قسد] ثلاثة شبان على [S* حواجزها] العسكرية.") == {("ownedBy", "حواجزها", "قسد")}


def test_house_of_a_pronoun_is_a_persons() -> None:
    assert ties("اغتال مجهولون [P هفال العلي] أمام [S* منزله] واتهمت [G قسد] خلايا بذلك.") == {("ownedBy", "منزله", "هفال العلي")}


def test_belonging_and_control() -> None:
    assert ties("استهدفت الغارات [S* المواقع] التابعة لـ“[G قسد]”.") == {("ownedBy", "المواقع", "قسد")}
    assert ties("استهدفت الغارات [S* الحقول] النفطية الواقعة تحت سيطرة [G التنظيم].") == {("ownedBy", "الحقول", "التنظيم")}
    assert ties("احترق [S* مستودع] للحبوب يعود لجاره [P هلال الفرج].") == {("ownedBy", "مستودع", "هلال الفرج")}


def test_mine_left_by_a_group() -> None:
    assert ties("انفجر [O* لغم] من مخلفات [G قوات النظام].") == {("ownedBy", "لغم", "قوات النظام")}


def test_group_owns_what_its_forces_hold() -> None:
    assert ties("قصفت الفصائل [S* مواقع] لقوات “[G النظام]”.") == {("ownedBy", "مواقع", "النظام")}


def test_school_named_after_somebody_is_not_his() -> None:
    assert ties("استهدف القصف [S* مدرسة] [P خالد العمر] في البلدة.") == set()


def test_chain_of_places() -> None:
    assert ties("قتل طفل في بلدة [L الصبخة] بـ[L ريف دير الزور الشرقي].") == {("locatedIn", "الصبخة", "ريف دير الزور الشرقي")}
    assert ties("قتل طفل في قرية “[L الصبخة]” شرق [L دير الزور].") == {("locatedIn", "الصبخة", "دير الزور")}


def test_list_shares_the_place_after_it() -> None:
    assert ties("قصفت قرى [L الصبخة] و[L الكرامة] و[L الحمرات] في [L ريف الرقة].") == {
        ("locatedIn", n, "ريف الرقة") for n in ("الصبخة", "الكرامة", "الحمرات")
    }


def test_governorate_in_a_list_does_not_lie_in_anothers_countryside() -> None:
    assert ties("الطريق الواصل بين [L دير الزور] ومدينة [L الشدادي] بـ[L ريف الحسكة].") == {("locatedIn", "الشدادي", "ريف الحسكة")}


def test_what_is_near_a_thing_lies_where_that_lies() -> None:
    assert ties("صلبوا في [L شارع النور] بالقرب من [S حديقة الأمل] بـ[L دير الزور].") == {
        ("locatedIn", "شارع النور", "دير الزور"),
        ("locatedIn", "حديقة الأمل", "دير الزور"),
    }


def test_road_between_towns_lies_in_neither() -> None:
    assert ties("قتل على [L* الطريق] الواصل بين [L الصبخة] و[L الكرامة].") == set()


def test_houses_on_the_edge_of_a_town() -> None:
    assert ties("داهمت [G قسد] [S* منازل] على أطراف بلدة [L الصبخة].") == {("locatedIn", "منازل", "الصبخة")}
    assert ties("احترقت [L* مزارع] بلدة [L الصبخة].") == {("locatedIn", "مزارع", "الصبخة")}


def test_thing_near_a_town_or_of_a_town_lies_not_in_the_towns_surroundings() -> None:
    assert ties("استهدفت المسيرة [S* منشأة] للنظام بالقرب من قرية [L الصبخة].") == set()
    assert ties("استهدف القصف [S* السوق] الشعبي لمدينة [L الصبخة] غربي [L الرقة].") == {("locatedIn", "الصبخة", "الرقة")}


def test_house_lies_in_no_place_beyond_a_village_that_was_not_recognised() -> None:
    assert ties("استهدفت الغارة [S* مستودعاً] على أطراف قرية شحم بـ[L ريف درعا الغربي].") == set()


def test_houses_side_by_side_share_their_place() -> None:
    assert ties("فجرت مجموعة [S* منزل] [P ناصر الدندن] و[S* منزل] [P محمود العبد] في قرية [L الصبخة].") >= {
        ("locatedIn", "منزل", "الصبخة"),
        ("ownedBy", "منزل", "ناصر الدندن"),
        ("ownedBy", "منزل", "محمود العبد"),
    }


def test_headings_of_a_digest() -> None:
    lines = [
        "[L حلب]:",
        "قصفت الطائرات بلدة [L عين الورد].",
        "[L إدلب]:- قتل شخص في [L تل الزهر] بـ[L ريف إدلب].",
        "وفي [L درعا]:",
        "هدوء في [L نبع الحجر].",
    ]
    assert ties("\n".join(lines)) == {
        ("locatedIn", "عين الورد", "حلب"),
        ("locatedIn", "تل الزهر", "ريف إدلب"),
        ("locatedIn", "ريف إدلب", "إدلب"),
        ("locatedIn", "نبع الحجر", "درعا"),
    }


def test_one_heading_makes_no_digest() -> None:
    assert ties("[L حلب]:\nقصفت الطائرات بلدة [L عين الورد].") == set()


def test_dateline() -> None:
    assert ties("[L الحسكة]، [L سوريا]") == {("locatedIn", "الحسكة", "سوريا")}
