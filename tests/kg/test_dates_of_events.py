"""Dating: which expression dates which event."""

from tests.kg.telling import times


def test_events_of_a_clause_and_their_effects_share_its_date() -> None:
    text = "قصفت قوات النظام بلدة البارة، يوم الأحد 3 أيلول 2017، ما أدى إلى مقتل سامر الحسين."
    assert times(text) == {(t, "يوم الأحد 3 أيلول 2017", "2017-09-03") for t in ("قصفت", "مقتل")}


def test_an_event_set_after_or_before_another_has_its_own_date() -> None:
    text = "قتلت قوات النظام سامر الحسين في 3 أيلول 2017، بعد مداهمة منزل نايف الهويدي في 5 آب 2017."
    assert times(text) == {("قتلت", "3 أيلول 2017", "2017-09-03"), ("مداهمة", "5 آب 2017", "2017-08-05")}


def test_the_day_of_the_news_reaches_back_over_after() -> None:
    text = "قتلت قوات النظام سامر الحسين بعد مداهمة منزل نايف الهويدي صباح اليوم."
    assert {t[:2] for t in times(text)} == {("قتلت", "صباح اليوم"), ("مداهمة", "صباح اليوم")}


def test_a_relative_clause_keeps_its_date() -> None:
    text = "اعتقلت قسد سامر الحسين شقيق القيادي الذي قتل في 5 آب 2017."
    assert {t[:2] for t in times(text)} == {("اعتقلت", ""), ("قتل", "5 آب 2017")}


def test_the_day_of_saying_is_not_the_day_of_the_event() -> None:
    text = "قالت قسد، أمس الخميس، إنها اعتقلت سامر الحسين في بلدة ذيبان."
    assert times(text) == {("اعتقلت", "", "")}


def test_the_day_before_a_verb_of_saying_is_not_the_day_of_the_event() -> None:
    text = "وفي وقت سابق قالت قسد إنها اعتقلت سامر الحسين في بلدة ذيبان."
    assert times(text) == {("اعتقلت", "", "")}


def test_a_day_after_what_was_announced_dates_it() -> None:
    text = "أعلنت قسد عن اعتقال سامر الحسين في بلدة ذيبان، يوم أمس."
    assert times(text) == {("اعتقال", "يوم أمس", "")}


def test_an_event_of_the_title_has_the_date_of_the_lead() -> None:
    title = "يعتقد أن قوات النظام قتلت مدنياً في ريف إدلب"
    lead = "قالت مصادر محلية إن سامر الحسين قتل صباح الخميس 5 آب 2021 في بلدة البارة، ونقل جثمانه إلى المشفى."
    day = "صباح الخميس 5 آب 2021"
    assert {t[:2] for t in times(f"{title}\n{lead}")} == {("قتلت", day), ("قتل", day)}
    assert {t[:2] for t in times(f"{title}.\n{lead}")} == {("قتلت", ""), ("قتل", day)}


def test_a_date_in_brackets_belongs_to_the_day_before_it() -> None:
    text = "اعتقلت قسد سامر الحسين مساء اليوم السبت (6 آب 2022) في بلدة ذيبان."
    assert {t[1:] for t in times(text)} == {("مساء اليوم السبت (6 آب 2022", "2022-08-06")}


def test_the_day_of_a_digest_dates_its_items_but_not_charges_nor_what_lies_further_back() -> None:
    text = (
        "حصاد الأحداث الميدانية ليوم الخميس 02-12-2021\n"
        "دير الزور: داهمت قسد منزل ماجد الهويدي في بلدة الشحيل شرقي دير الزور.\n"
        "الحسكة: اعتقلت قسد سامر الحسين بتهمة التحريض عليها.\n"
        "إدلب: أصيب نايف الهويدي جراء انفجار لغم من مخلفات قصف سابق شنته قوات النظام على بلدة البارة.\n"
    )
    day = ("يوم الخميس 02-12-2021", "2021-12-02")
    assert times(text) - {("قصف", "", "")} == {*((t, *day) for t in ("داهمت", "اعتقلت", "أصيب", "انفجار")), ("تهمة", "", "")}


def test_a_relative_date_has_a_span_and_no_value_unless_the_day_of_writing_is_known() -> None:
    text = "اعتقلت قسد سامر الحسين، صباح أمس، في بلدة ذيبان."
    assert times(text) == {("اعتقلت", "صباح أمس", "")}
    assert times(text, published="2021-12-02") == {("اعتقلت", "صباح أمس", "2021-12-01")}


def test_an_attempt_has_a_date_and_an_aim_has_none() -> None:
    assert {t[:2] for t in times("حاولت دورية من قسد اعتقال ماجد الهويدي، فجر اليوم، في بلدة ذيبان.")} == {("اعتقال", "فجر اليوم")}
    assert ("اعتقال", "") in {t[:2] for t in times("داهمت قسد منزلاً في بلدة ذيبان، فجر اليوم، لاعتقال سامر الحسين.")}


def test_so_many_days_after_another_event_is_no_date() -> None:
    text = "أحرق نايف الهويدي منزل سامر الحسين بعد يومين من الحادثة."
    assert {t[1] for t in times(text)} == {""}


def test_death_of_wounds_is_later_than_what_wounded() -> None:
    text = "توفي نايف الهويدي متأثراً بجراح أصيب بها بانفجار لغم في 5 آب 2017."
    assert {(t, words) for t, words, _ in times(text)} >= {("توفي", ""), ("انفجار", "5 آب 2017")}
