"""Date line, byline and title of an article as it was copied; a wrong date is worse than none."""

import pytest

from kg.article import Header, anchor, described, header
from kg.graph import Article, Span

BODY = (
    "قُتل رجلان وأصيب ثالث بجروح، اليوم الأربعاء، جراء انفجار لغم أرضي في قرية الخاتونية بريف الرقة، "
    "بحسب مصدر محلي قال إن الضحايا من عائلة واحدة."
)


def read(*lines: str) -> tuple[str | None, ...]:
    text = "\n".join([*lines, BODY])
    first = header(text)
    return first.published, first.outlet, first.author, first.title.of(text) if first.title else None


@pytest.mark.parametrize(
    "line,day",
    [
        ("آب 29, 2016", "2016-08-29"),
        ("مارس 28, 2024", "2024-03-28"),
        ("15 فبراير/شباط 2022", "2022-02-15"),
        ("آخر تحديث: 2023.05.09 | 09:41 دمشق", "2023-05-09"),
        ("نشرت في: 12/02/2022 - 15:04آخر تحديث: 13/02/2022 - 15:02", "2022-02-12"),
        ("2021-12-02", "2021-12-02"),
        ("الأربعاء, ٢٣ نوفمبر ٢٠٢٢, ١٩:١٢", "2022-11-23"),
        ("تاريخ النشر:02.04.2022 | 00:35 GMT", "2022-04-02"),
    ],
)
def test_date_line(line: str, day: str) -> None:
    assert read(line) == (day, None, None, None)


@pytest.mark.parametrize(
    "line",
    [
        "مدينة الكرامة عقب القصف، 15 فبراير/شباط 2022 (أرشيف)",  # a caption
        "في 29 آب 2016",  # a sentence that begins
        "آب 2016",  # no day
        "29 آب",  # no year
        "31 نيسان 2016",  # no such day
        "— مرصد الجزيرة (@jazira) May 12, 2022",  # a message that is quoted
        "حصاد الأحداث ليوم الخميس 02-12-2021",  # a digest's title: the day that it is of
    ],
)
def test_what_is_more_or_less_than_a_date_is_no_date_line(line: str) -> None:
    assert read(line)[0] is None


def test_several_date_lines_are_a_list_of_other_articles() -> None:
    assert read("يوليو 31, 2026", "قصف على القرية ونزوح الأهالي منها", "يوليو 31, 2026")[0] is None


def test_date_far_down_is_no_date_line() -> None:
    assert header("\n".join([*[BODY] * 8, "آب 29, 2016"])).published is None
    assert header("\n".join([BODY + BODY, "آب 29, 2016"])).published is None


@pytest.mark.parametrize(
    "line,outlet,author",
    [
        ("نصر القاسم: كلنا شركاء", "كلنا شركاء", "نصر القاسم"),
        ("وكالة الضفاف – دير الزور", "وكالة الضفاف", None),
        ("نهر ميديا-دير الزور", "نهر ميديا", None),
        ("بلدي نيوز - إدلب (خالد المحمود)", "بلدي نيوز", "خالد المحمود"),
        ("*فرات بوست / أخبار", "فرات بوست", None),
        ("إدلب / أحمد العلي / الأناضول", "الأناضول", "أحمد العلي"),
        ("منبج ـ نورث برس", "نورث برس", None),
        ("مركز الزيتون للتوثيق", "مركز الزيتون للتوثيق", None),
        ("محمد الأحمد", None, "محمد الأحمد"),
    ],
)
def test_byline(line: str, outlet: str | None, author: str | None) -> None:
    assert read(line) == (None, outlet, author, None)


def test_names_of_victims_are_no_authors() -> None:
    text = "\n".join(["أسماء القتلى:", "محمد العلي", "أحمد العلي", BODY])
    assert header(text).author is None


def test_all_three_with_their_spans() -> None:
    text = f"تموز 12, 2017\nوكالة الضفاف – الرقة\nقتيلان بلغم في ريف الرقة\n{BODY}"
    assert header(text) == Header(
        published="2017-07-12",
        date=Span(0, 13),
        outlet="وكالة الضفاف",
        byline=Span(14, 34),
        title=Span(35, 59),
    )


@pytest.mark.parametrize("line", ["صدر الصورة، أرشيف", "41 زيارة", "تم نسخ الرابط", "قرية الخاتونية بعد الانفجار (أرشيف)", BODY])
def test_page_furniture_captions_and_sentences_are_no_titles(line: str) -> None:
    assert read(line)[3] is None


def test_day_of_a_digest_is_the_anchor() -> None:
    article = described(Article(text=f"حصاد الأحداث الميدانية ليوم الخميس 02-12-2021\n{BODY}"))
    assert (article.published, anchor(article)) == (None, "2021-12-02")


def test_text_from_elsewhere_has_no_anchor() -> None:
    text = f"مارس 28, 2024\n{BODY}\nالمصدر: قتيلان بلغم في ريف الرقة"
    article = described(Article(text=text))
    assert (article.published, anchor(article)) == ("2024-03-28", None)
    assert anchor(Article(text=BODY, published="2024-03")) is None
    assert anchor(Article(text=BODY, published="2024-03-27")) == "2024-03-27"


def test_what_was_given_goes_before_what_is_read() -> None:
    given = Article(text=f"تموز 12, 2017\n{BODY}", published="2017-07-13", outlet="صحيفة الوادي")
    assert described(given) == given
