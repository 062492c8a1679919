"""Groups that are told by whose they are: loyal, backed, allied, belonging, or another's with a pronoun."""

from tests.kg.reading import ties


def test_loyal_groups_without_a_name_are_told() -> None:
    assert ties("انتشرت الفصائل الموالية لـ[G تركيا] في البلدة.") == {("affiliatedWith", "الفصائل", "تركيا")}
    assert ties("وصلت فصائل محلية متحالفة مع [G قسد] إلى البلدة.") == {("affiliatedWith", "فصائل", "قسد")}
    assert ties("انسحبت ميليشيات مدعومة من قبل [G إيران] من البلدة.") == {("affiliatedWith", "ميليشيات", "إيران")}


def test_pronoun_means_the_group_coordinated_before() -> None:
    assert ties("قصفت [G قوات النظام] والميليشيات المساندة لها البلدة.") == {("affiliatedWith", "الميليشيات", "قوات النظام")}
    assert ties("تصعيد من [G قوات النظام] و[G روسيا] والميليشيات الموالية لهما.") == {
        ("affiliatedWith", "الميليشيات", "قوات النظام"),
        ("affiliatedWith", "الميليشيات", "روسيا"),
    }


def test_pronoun_with_two_groups_apart_means_neither() -> None:
    assert ties("قالت [G قسد] إن [G تركيا] تدفع الأموال إلى فصائل موالية لها.") == set()


def test_the_other_side_is_no_patron() -> None:
    assert ties("معارك بين الفصائل الموالية لـ[G تركيا] و[G قسد] في البلدة.") == {("affiliatedWith", "الفصائل", "تركيا")}


def test_state_by_its_adverb() -> None:
    assert ties("قالت [G قسد] المدعومة أمريكياً إن المعارك توقفت.") == {("affiliatedWith", "قسد", "أمريكياً")}


def test_allies_by_their_pronoun() -> None:
    assert ties("قصفت [G قوات النظام] وحلفاؤها البلدة.") == {("affiliatedWith", "حلفاؤها", "قوات النظام")}
    assert ties("هاجم [G الجيش التركي] ومرتزقته البلدة.") == {("affiliatedWith", "مرتزقته", "الجيش التركي")}


def test_ally_by_nationality_is_the_state_named_elsewhere() -> None:
    assert ties("أعلنت [G روسيا] هدنة. وخرقت [G قوات النظام] وحليفها الروسي الهدنة.") == {("affiliatedWith", "روسيا", "قوات النظام")}


def test_backer_in_a_relative_clause() -> None:
    assert ties("انسحبت [G قسد] التي تدعمها [G واشنطن] من البلدة.") == {("affiliatedWith", "قسد", "واشنطن")}
    assert ties("انسحبت الفصائل السورية التي تدعمها [G تركيا] من البلدة.") == {("affiliatedWith", "الفصائل", "تركيا")}
    assert ties("انسحبت [G قسد] التي تهاجمها [G تركيا] من البلدة.") == set()


def test_cells_belonging_to_a_group_are_part_of_it() -> None:
    assert ties("واتهمت المصادر خلايا تابعة لـ[G داعش] بالتفجير.") == {("partOf", "خلايا", "داعش")}


def test_what_a_cell_did_its_group_did() -> None:
    assert ties("هاجمت خلايا تابعة لـ[G داعش] البلدة.") == set()
    assert ties("نفذت وحدات تابعة لـ[G قسد] حملة.") == set()


def test_group_loyal_to_another_is_no_member_of_it() -> None:
    assert ties("انتشرت [G* قوات] مدعومة من [G إيران] في البلدة.") == {("affiliatedWith", "قوات", "إيران")}


def test_generic_noun_before_a_group_is_the_group_itself() -> None:
    assert ties("انسحب [G* فصيل] “[G صقور النهر]” من البلدة.") == set()
