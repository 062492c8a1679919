"""The quote of an event: from the first to the last of its trigger, its fillers and its charge, within its sentence."""

from kg.extraction import once
from kg.graph import Entity, Mention, Span
from tests.kg.tree import graph


def quotes(*texts: str) -> list[str]:
    read = graph(*texts)
    return [read.quote(e) for e in read.events]


def test_quote_holds_trigger_and_fillers() -> None:
    assert quotes("قتل ستة من عناصر التنظيم في بلدة الكسرة.") == ["قتل ستة من عناصر التنظيم في بلدة الكسرة"]
    assert quotes("تم هدم منزل وائل السعيد من قبل قسد.") == ["هدم منزل وائل السعيد من قبل قسد"]


def test_quote_of_a_charge_holds_its_words() -> None:
    assert quotes("اعتقلت قسد سامي الدرويش بتهمة السرقة، ونقلته إلى سجن الكسرة.")[1] == "قسد سامي الدرويش بتهمة السرقة"


def test_quote_stays_in_the_sentence_of_the_trigger() -> None:
    assert quotes("داهمت قسد منزلاً في بلدة الكسرة.", "واستهدفت العملية قيادياً في التنظيم.") == ["داهمت قسد منزلاً في بلدة الكسرة"]


def test_event_of_which_nothing_is_told_is_unread() -> None:
    read = graph("وقع انفجار.")
    assert [(u.span.of(read.article.text), u.reason) for u in read.unread] == [
        ("انفجار", "Explosion: nobody and nothing is told of it in its sentence")
    ]
    assert (read.events, read.entities) == ((), ())


def test_effect_of_an_event_of_which_nothing_is_told_is_unread_too() -> None:
    assert graph("وقعت إصابات جراء انفجار.").events == ()


def test_described_people_whom_no_claim_needs_are_left_out() -> None:
    assert [e.name for e in graph("أصيبت سيارة في بلدة الكسرة.").entities] == ["الكسرة"]


def test_rule_of_an_event_is_by_its_frame_and_its_trigger() -> None:
    read = graph("قتل ثلاثة مدنيين جراء قصف لقوات النظام على بلدة كفرلاتة.")
    assert [e.rule for e in read.events] == ["event/do/verb", "event/strike/noun"]


def test_identifier_is_left_to_the_first_that_bears_it() -> None:
    taken: set[str] = set()
    first = Entity("t1", "Place", "الكسرة", (Mention(Span(0, 6)),), identifier="place/x", latitude=35.0, longitude=40.0)
    second = Entity("t2", "Place", "كسرة", (Mention(Span(7, 11)),), identifier="place/x", latitude=35.0, longitude=40.0)
    nameless = Entity("t3", "Person", "شاب", (Mention(Span(12, 15)),), unnamed=True)
    assert [once(e, taken) for e in (first, second, nameless)] == [
        first,
        Entity("t2", "Place", "كسرة", (Mention(Span(7, 11)),)),
        nameless,
    ]
