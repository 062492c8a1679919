"""Attribution: whose word a claim is."""

import pytest

from kg.discourse import witnesses
from tests.kg.telling import graph_of, names, stances
from tests.kg.tree import events, frames

SPEAKERS = [
    ("قال مصدر محلي لوكالة الضفاف إن التنظيم اعتقل ماجد الهويدي في مدينة الميادين.", "مصدر"),
    ("وسائل إعلام محلية قالت: إن قسد اعتقلت ماجد الهويدي في بلدة ذيبان.", "وسائل"),
    ("قال الناطق باسم لواء الفجر، النقيب عدنان الخلف، إن عناصر التنظيم خطفوا سامر الحسين في بلدة الصور.", "عدنان الخلف"),
    ("غير أن شبكات محلية تؤكد أن قسد اعتقلت ماجد الهويدي في بلدة ذيبان.", "شبكات"),
    ("أعلنت قسد اعتقال نايف الهويدي في بلدة ذيبان.", "قسد"),
    ("وكانت قسد أعلنت، عبر فيسبوك، اعتقال سامر الحسين في مدينة البصيرة.", "قسد"),
    ("نقلت شبكة نهر ميديا عن ناشطين قولهم إن دورية اعتقلت ماجد الهويدي في بلدة الشحيل.", "ناشطين"),
    ("اعتقلت دورية ماجد الهويدي في بلدة الشحيل، بحسب المرصد السوري لحقوق الإنسان.", "المرصد السوري لحقوق الإنسان"),
    ("وبحسب مصادر محلية، فإن دورية اعتقلت ماجد الهويدي في بلدة الشحيل.", "مصادر محلية"),
    ("المرصد السوري لحقوق الإنسان: قسد اعتقلت ماجد الهويدي في بلدة ذيبان.", "المرصد السوري لحقوق الإنسان"),
    ("تبعاً لمصادر محلية، فإن دورية اعتقلت ماجد الهويدي في بلدة الشحيل.", "مصادر محلية"),
    ("أفادت صفحات محلية بأن دورية اعتقلت ماجد الهويدي في بلدة الشحيل.", "صفحات"),
    ("وأشار بيان قسد إلى أن دورية اعتقلت ماجد الهويدي في بلدة الشحيل.", "قسد"),
    ('أفادت مصادر "نهر ميديا" بأن دورية اعتقلت ماجد الهويدي في بلدة الشحيل.', "مصادر"),
    ('ووثق فريق "الدفاع المدني"، مقتل ماجد الهويدي في بلدة الشحيل.', "الدفاع المدني"),
    ("يذكر أن القائد في قسد «عدنان الخلف» أعلن أن دورية اعتقلت ماجد الهويدي في بلدة الشحيل.", "عدنان الخلف"),
    ("انشق خمسة مقاتلين عن التنظيم، وفق ما نقله مراسل الوكالة عن مصدر عسكري.", "مصدر"),
]


@pytest.mark.parametrize("text, source", SPEAKERS)
def test_the_nearest_named_source_answers_for_a_report(text: str, source: str) -> None:
    assert {s[2] for s in stances(text)} == {source}


def test_added_goes_on_with_the_speaker_who_agrees_in_gender() -> None:
    text = (
        "نقلت شبكة نهر ميديا عن ناشطين قولهم إن دورية داهمت منزل ماجد الهويدي في بلدة الشحيل. "
        "وأضافت أن اشتباكات اندلعت بين قسد والأهالي في البلدة."
    )
    assert stances(text) == {("داهمت", "asserted", "ناشطين", ""), ("اشتباكات", "asserted", "نهر ميديا", "")}


CONTINUED = [
    ("قالت مصادر محلية إن قسد اعتقلت ماجد الهويدي. وأضافت أن التنظيم خطف سامر الحسين.", "مصادر محلية"),
    ("قال مصدر محلي إن قسد اعتقلت ماجد الهويدي. وأشار إلى مقتل نايف الهويدي في بلدة الصور.", "مصدر"),
    ("أعلنت قسد اعتقال ماجد الهويدي. وأضاف البيان أن التنظيم خطف سامر الحسين.", "قسد"),
    ("أعلنت قسد اعتقال ماجد الهويدي. كما أعلنت عن مقتل سامر الحسين.", "قسد"),
    (
        'قال المرصد السوري إن قسد اعتقلت ماجد الهويدي. وتابع "سُمع دوي انفجارات عنيفة في مدينة الميادين، وشوهدت النيران تتصاعد من الحي".',
        "المرصد السوري",
    ),
    ('قال فريق "الدفاع المدني" إن قسد اعتقلت ماجد الهويدي. وأضاف الفريق أن التنظيم خطف سامر الحسين.', "الدفاع المدني"),
]


@pytest.mark.parametrize("text, source", CONTINUED)
def test_the_next_sentence_goes_on_with_the_last_speaker(text: str, source: str) -> None:
    assert [s[2] for s in stances(text)] == [source, source]


def test_confirming_goes_on_with_the_subject_of_the_verb_that_it_hangs_on() -> None:
    text = "دان مجلس دير الزور العسكري الهجوم، مؤكداً أن عناصر خطفوا سامر الحسين في بلدة الصور."
    assert ("خطفوا", "asserted", "مجلس دير الزور العسكري", "") in stances(text)


def test_what_was_announced_ends_where_another_thing_happens_meanwhile() -> None:
    text = "أعلنت قسد اعتقال ماجد الهويدي في بلدة ذيبان، في حين خطف التنظيم نايف الهويدي في بلدة الصور."
    assert {(t, source) for t, _, source, _ in stances(text)} == {("اعتقال", "قسد"), ("خطف", "")}


def test_a_quotation_left_open_goes_on_over_the_full_stop() -> None:
    text = 'قال مراسلنا: "قصفت قوات النظام قرية كفرتعال. واعتقلت دورية سامر الحسين" ثم غادر المكان. وقصفت الطائرات الروسية بلدة البارة.'
    assert stances(text) == {
        ("قصفت", "asserted", "مراسلنا", ""),
        ("اعتقلت", "asserted", "مراسلنا", ""),
        ("قصفت", "asserted", "", ""),
    }


def test_a_colon_at_the_end_of_a_sentence_announces_a_quotation_of_several() -> None:
    text = (
        "نشر المرصد السوري لحقوق الإنسان حصيلة اليوم، جاء فيها:\n"
        '"قصفت قوات النظام قرية كفرتعال. واعتقلت دورية في حي "الزهور" سامر الحسين. وخطف التنظيم نايف الهويدي".\n'
        "وقصفت الطائرات الروسية بلدة البارة."
    )
    assert {(t, source) for t, _, source, _ in stances(text)} == {
        ("قصفت", "المرصد السوري لحقوق الإنسان"),
        ("اعتقلت", "المرصد السوري لحقوق الإنسان"),
        ("خطف", "المرصد السوري لحقوق الإنسان"),
        ("قصفت", ""),
    }


def test_she_added_is_not_said_of_a_group_with_a_masculine_name() -> None:
    text = (
        "أفادت وسائل إعلام محلية بأن قسد اعتقلت ماجد الهويدي. "
        "وأكد الائتلاف الوطني السوري أن التنظيم خطف سامر الحسين. "
        "وأضافت أن دورية داهمت منزل نايف الهويدي."
    )
    assert {(t, source) for t, _, source, _ in stances(text)} >= {("خطف", "الائتلاف الوطني السوري"), ("داهمت", "وسائل")}


def test_worth_mentioning_is_no_saying() -> None:
    text = "قال مراسلنا إن قسد اعتقلت ماجد الهويدي. الجدير ذكره، أن التنظيم خطف نايف الهويدي في بلدة الصور."
    assert {(t, source) for t, _, source, _ in stances(text)} == {("اعتقلت", "مراسلنا"), ("خطف", "")}


def test_another_strike_by_the_same_doer_is_still_its_sources_word() -> None:
    text = "استهدفت قوات النظام بلدة البارة بقذائف المدفعية. وقال المرصد السوري لحقوق الإنسان إن قوات النظام نفذت قصفاً في ريف حلب."
    assert {(t, source) for t, _, source, _ in stances(text)} == {("استهدفت", ""), ("قصفاً", "المرصد السوري لحقوق الإنسان")}


def test_what_the_author_tells_as_well_is_nobody_elses_word() -> None:
    text = (
        "اعتقلت قسد ماجد الهويدي في بلدة الشحيل. "
        "وقال المرصد السوري لحقوق الإنسان إن قسد اعتقلت ماجد الهويدي وأطلقت النار على منزل نايف الهويدي."
    )
    assert {(t, source) for t, _, source, _ in stances(text)} == {("اعتقلت", ""), ("أطلقت", "المرصد السوري لحقوق الإنسان")}


def test_words_said_in_passing_do_not_cover_the_rest_of_the_sentence() -> None:
    text = "أصيب ثلاثة أشخاص قالت مصادر محلية إنهم مدنيون، الثلاثاء، في قصف على بلدة البارة."
    assert {source for _, _, source, _ in stances(text)} == {""}


def test_what_is_not_said_is_no_report() -> None:
    assert {s[2] for s in stances("لا تتحدث قسد عن مقتل سامر الحسين.")} == {""}


def test_it_is_said_that_names_nobody() -> None:
    text = "قال المرصد السوري لحقوق الإنسان إن قسد اعتقلت ماجد الهويدي. يذكر أن التنظيم خطف نايف الهويدي في بلدة الصور."
    assert {(t, source) for t, _, source, _ in stances(text)} == {("اعتقلت", "المرصد السوري لحقوق الإنسان"), ("خطف", "")}


def test_the_statement_and_our_correspondent_are_the_speaker_before() -> None:
    text = "قال مراسل نهر ميديا إن قسد اعتقلت ماجد الهويدي. وأضاف مراسلنا أن قسد خطفت سامر الحسين."
    graph = graph_of(text)
    assert [names(graph)[e.according_to] for e in graph.events] == ["مراسل", "مراسل"]
    assert len({e.according_to for e in graph.events}) == 1


def test_ties_have_sources_but_places_lie_where_they_lie() -> None:
    graph = graph_of("داهمت قسد منزل ماجد الهويدي في بلدة الشحيل، بحسب المرصد السوري لحقوق الإنسان.")
    called = names(graph)
    assert {(r.type, called.get(r.according_to)) for r in graph.relations} == {
        ("ownedBy", "المرصد السوري لحقوق الإنسان"),
        ("locatedIn", None),
    }


def test_the_content_of_a_charge_is_the_accusers_word() -> None:
    graph = graph_of("قال ناشطون إن التنظيم اعتقل ماجد الهويدي بتهمة التعامل مع قسد.")
    called = names(graph)
    (tie,) = [r for r in graph.relations if r.type == "contactWith"]
    (charge,) = [e for e in graph.events if e.type == "Accusation"]
    assert (tie.modality, called[tie.according_to]) == ("alleged", "التنظيم")
    assert called[charge.according_to] == "ناشطون"


def test_statement_that_its_heading_names_is_its_groups_word() -> None:
    text = "بيان صادر عن عشيرة البوسالم\nاعتقلت قسد سامي الدرويش في بلدة الكسرة. وقالت قسد إن سامي الدرويش قتل."
    assert {(t, who) for t, _, who, _ in stances(text)} == {("اعتقلت", "البوسالم"), ("قتل", "قسد")}


def test_statement_about_something_is_nobodys_word() -> None:
    assert {who for _, _, who, _ in stances("بيان حول اعتقال في البلدة\nاعتقلت قسد سامي الدرويش في بلدة الكسرة.")} == {""}


def test_topic_set_off_by_commas_is_the_speaker() -> None:
    assert ("اعتقلت", "asserted", "السفارة الأمريكية", "") in stances("السفارة الأمريكية، أعلنت، أن قسد اعتقلت سامي الدرويش.")


def test_man_whose_kin_speaks_does_not_speak() -> None:
    text = "وقال عم سامي الدرويش، خالد الدرويش، إن التنظيم خطف ماجد الهويدي."
    assert ("خطف", "asserted", "خالد الدرويش", "") in stances(text)


def test_who_documents_an_act_is_its_source_and_not_its_doer() -> None:
    reading, found = frames("وثق مركز الشام استيلاء عناصر على منزل وائل السعيد.")
    centre = next(r for r in reading.referents if r.type == "Group")
    found[0].args = {"agent": [centre]}
    witnesses(reading, found)
    assert found[0].args == {}


def test_defector_is_told_of_and_defects_not_again() -> None:
    assert [e[0] for e in events("اعتقلت قسد زوجة المنشق في بلدة الكسرة.")] == ["Detention"]
