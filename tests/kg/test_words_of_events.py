"""Which words tell of an event and of which: the same word is an event in one phrase, and in another a state, a name or a hope."""

import pytest

from kg import extraction
from kg.graph import Article
from kg.lexicon import Lexicon, read_data


def told(text: str) -> list[tuple[str, str]]:
    """(type of event, its word) of each event that the frames read in a text, in its order."""
    _, events = extraction.read_frames(Article(text=text))
    return sorted(((e.type, e.trigger.of(text)) for e in events), key=lambda e: text.index(e[1]))


@pytest.mark.parametrize(
    "text,expected",
    [
        ("سيطرت فصائل الثوار على قرية الحمرة.", [("Capture", "سيطرت")]),
        ("تقع القرية في المناطق التي تسيطر عليها قسد.", []),
        ("لن تسيطر قسد على قرية الحمرة.", [("Capture", "تسيطر")]),
        ("عادت العائلات بعد سيطرة لواء الفجر على قرية الحمرة.", [("Capture", "سيطرة")]),
        ("عادت العائلات إلى منطقة خاضعة لسيطرة لواء الفجر على الحدود.", []),
        ("عادت العائلات إلى مناطق سيطرة لواء الفجر على الحدود.", []),
    ],
)
def test_taking_control_and_having_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text,expected",
    [
        ("استولى لواء الفجر على بلدة الحمرة.", [("Capture", "استولى")]),
        ("استولى لواء الفجر على منزل نادر الصالح في بلدة الحمرة.", [("Seizure", "استولى")]),
        ("حررت فصائل الثوار قرية الحمرة.", [("Capture", "حررت")]),
        ("حررت فصائل الثوار خمسة مختطفين في قرية الحمرة.", [("Release", "حررت")]),
    ],
)
def test_what_is_taken_says_which_event_it_is(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text,expected",
    [
        ("قصف لواء الفجر بلدة الحمرة بصواريخ شديدة الانفجار.", [("Shelling", "قصف")]),
        ("حققت فصائل الثوار إصابات مباشرة في المواقع.", []),
        ("قتل لواء الفجر المدنيين العزل.", [("Killing", "قتل")]),
        ("طالب وجهاء القرية بوقف إطلاق النار.", []),
        ("افتتحت اللجنة مركز تسوية في بلدة الحمرة.", []),
        ("لم يعرف حجم الأضرار في بلدة الحمرة.", []),
    ],
)
def test_fixed_words_that_tell_of_no_event(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_fixed_words_of_no_event_are_no_words_of_a_frame_that_holds_everywhere() -> None:
    silent = read_data("frames.toml")["silent"]["phrases"]
    guarded = {p for frame in Lexicon.load().frames if frame.when or frame.unless for p in frame.phrases}
    free = {p for frame in Lexicon.load().frames for p in frame.phrases} - guarded
    assert free.isdisjoint(silent)


def test_truce_that_holds() -> None:
    assert told("يسري وقف إطلاق النار بين لواء الفجر وقسد.") == [("Agreement", "وقف")]


def test_words_around_a_phrase_count_as_those_around_a_word() -> None:
    assert told("تمكنت الأسايش من القضاء على ثلاثة مسلحين.") == [("Killing", "القضاء")]
    assert told("تسعى الأسايش بهدف القضاء على خلايا التنظيم.") == []


@pytest.mark.parametrize(
    "text,expected",
    [
        ("أطلق مسلحون مجهولون النار على نادر الصالح.", [("Shooting", "أطلق")]),
        ("أطلقت الأسايش أمس سراح نادر الصالح.", [("Release", "أطلقت")]),
        ("أخلى لواء الفجر مقراته في بلدة الحمرة.", [("Withdrawal", "أخلى")]),
        ("أخلى لواء الفجر سبيل نادر الصالح.", [("Release", "أخلى")]),
        ("أحبط لواء الفجر محاولة تسلل على محور بلدة الحمرة.", [("Attack", "تسلل")]),
        ("توفيت ريم الحسن بعد قصف على بلدة الحمرة.", [("Killing", "توفيت"), ("Shelling", "قصف")]),
        ("توفيت ريم الحسن في بلدة الحمرة.", [("Death", "توفيت")]),
        ("خرجت محطة المياه عن الخدمة.", [("Damage", "خرجت")]),
        ("تصدت الدفاعات الجوية للصواريخ.", []),
        ("زار وفد الأحياء المحاصرة.", []),
        ("أسقطت مروحيات النظام براميل على بلدة الحمرة.", [("Airstrike", "أسقطت")]),
        ("أسقطت الأسايش طائرة قرب بلدة الحمرة.", []),
        ("اشتعل حريق في بلدة الحمرة.", [("Damage", "اشتعل")]),
        ("ضبطت الأسايش أسلحة في بلدة الحمرة.", [("Seizure", "ضبطت")]),
        ("لقي ثلاثة مدنيين حتفهم في بلدة الحمرة.", [("Killing", "لقي")]),
        ("دخلت ميليشيا النخبة بلدة الحمرة.", [("Deployment", "دخلت")]),
        ("كثفت الأسايش عملياتها الأمنية في بلدة الحمرة.", [("Raid", "عملياتها")]),
        ("كان نادر الصالح معتقلاً لدى الأسايش.", [("Detention", "معتقلاً")]),
    ],
)
def test_verbs_whose_object_says_what_they_tell(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_aimed_at_with_bullets_is_one_shooting() -> None:
    assert told("استهدف مجهولون نادر الصالح بالرصاص.") == [("Shooting", "استهدف")]


def test_killed_and_injured_that_are_counted_are_told_of_anew() -> None:
    assert ("Injury", "الجرحى") in told("أدى القصف إلى سقوط عدد من الجرحى.")
    assert {("Killing", "القتلى"), ("Injury", "الجرحى")} < set(told("خلف القصف عشرات القتلى والجرحى."))
    assert told("نقلت سيارة الجرحى إلى المشفى.") == []
    assert told("ارتفع عدد القتلى في بلدة الحمرة.") == []
