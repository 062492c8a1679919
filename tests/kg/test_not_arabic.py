"""Persian, Kurdish, Urdu, English in an article, or for an article: passed over and told, never read for names and claims."""

import pytest

from kg.syntax import sentence_spans
from kg.tongue import foreign, passages
from tests.kg.telling import graph_of

PERSIAN = (
    "صبح امروز در شهر گلدره انفجاری رخ داد و چهار نفر کشته شدند. به گزارش خبرگزاری‌ها، پلیس سه نفر را بازداشت کرده است.\n"
    "حسن مرادی، پسر فرماندار پیشین، در این درگیری جان باخت."
)
# the same as one types it on an Arabic keyboard
PERSIAN_IN_ARABIC_LETTERS = PERSIAN.replace("ی", "ي").replace("ک", "ك")
SORANI = "بەیانی ئەمڕۆ لە شاری گوڵدەرە تەقینەوەیەک ڕوویدا و چوار کەس کوژران. کاوە ئەحمەد، کوڕی پارێزگاری پێشوو، گیانی لەدەستدا."
KURMANJI = "Îro sibê li bajarê Guldereyê teqînek pêk hat û çar kes hatin kuştin. Hesen Muradî jiyana xwe ji dest da."
URDU = "آج صبح شہر میں دھماکہ ہوا جس میں چار افراد ہلاک ہو گئے۔ پولیس نے تین افراد کو گرفتار کر لیا ہے۔"
ENGLISH = "Four people were killed in Goldara on Monday. Police arrested Hasan Moradi, son of the former governor."
OTHERS = {
    "Persian": PERSIAN,
    "Persian in Arabic letters": PERSIAN_IN_ARABIC_LETTERS,
    "Sorani": SORANI,
    "Kurmanji": KURMANJI,
    "Urdu": URDU,
    "English": ENGLISH,
}
ARABIC = "اعتقلت قسد الشاب سالم الدرويش في بلدة الكسرة."


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_article_in_another_language_gives_nothing_and_each_sentence_is_told(text: str) -> None:
    graph = graph_of(text)
    assert (graph.entities, graph.events, graph.relations) == ((), (), ())
    assert [(u.span.of(text), u.reason) for u in graph.unread] == [
        (text[start:end].strip(), "passed over: not Arabic") for start, end in sentence_spans(text)
    ]


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_arabic_beside_it_is_read_as_if_it_stood_alone(text: str) -> None:
    graph = graph_of(f"{text}\n{ARABIC}")
    alone = graph_of(ARABIC)
    assert [(e.type, e.name) for e in graph.entities] == [(e.type, e.name) for e in alone.entities]
    assert [(c.type, graph.quote(c)) for c in graph.claims] == [(c.type, alone.quote(c)) for c in alone.claims]
    assert len(alone.events) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "مقتل شاب برصاص مسلحين مجهولين",  # a headline without article and particle
        "قتیل وجریح جنوبی درعا",  # typed on a Persian keyboard
        "وصل القیادی إلی مدینة دیر الزور أمس",
        "قُتل چیا گەرمیانی في مدينة السليمانية",  # names a Kurd in his letters
        "<p class='a b c d e f g h'>قتل رجل</p> &nbsp; https://example.org/a/b/c/d",
        "انضم إلى BBC وCNN",
        "2016-09-12 … 17",
    ],
)
def test_arabic_is_not_taken_for_another_language(sentence: str) -> None:
    assert foreign([sentence]) == [False]


def test_quoted_sentence_is_passed_over_and_the_article_goes_on() -> None:
    text = f"{ARABIC} گفت که این حمله توسط گروهی مسلح انجام شده است. ثم غادر المكان إلى الكسرة."
    assert [s.of(text).strip() for s in passages(text)] == ["گفت که این حمله توسط گروهی مسلح انجام شده است."]


def test_direction_marks_and_tatweel_change_nothing() -> None:
    text = PERSIAN.replace("ی", "\u200fی").replace("گ", "گ\u0640")
    assert len(passages(text)) == len(passages(PERSIAN)) == 3
