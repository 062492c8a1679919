"""One event for what is told twice: by a definite noun, in the headline, or of the same person; what differs stays apart."""

from tests.kg.telling import graph_of, names
from tests.kg.tree import events, graph, told


def test_definite_noun_goes_back_to_the_event_before() -> None:
    assert events("انفجرت عبوة ناسفة في مدينة الشدادي.", "وأسفر الانفجار عن مقتل شاب.")[0] == (
        "Explosion",
        "انفجرت الانفجار",
        {"instrument": ["عبوة ناسفة"], "place": ["الشدادي"]},
    )


def test_headline_and_its_telling() -> None:
    assert events("مقتل طفلين بقصف على كفرلاتة", "قتل طفلان بقصف على بلدة كفرلاتة.") == [
        ("Killing", "مقتل قتل", {"patient": ["طفلين"], "cause": ["قصف"], "place": ["كفرلاتة"]}),
        ("Shelling", "قصف قصف", {"target": ["كفرلاتة"]}),
    ]


def test_same_person_again() -> None:
    first = "اعتقلت قسد سامي الدرويش ووائل السعيد في بلدة الكسرة."
    assert events(first, "وكان سامي الدرويش قد اعتقل في بلدة الكسرة.") == [
        ("Detention", "اعتقلت اعتقل", {"agent": ["قسد"], "patient": ["سامي الدرويش", "وائل السعيد"], "place": ["الكسرة"]})
    ]


def test_other_people_are_another_event() -> None:
    assert events("قتل شاب في بلدة الكسرة.", "وقتل طفل في قرية الجيعة.") == [
        ("Killing", "قتل", {"patient": ["شاب"], "place": ["الكسرة"]}),
        ("Killing", "قتل", {"patient": ["طفل"], "place": ["الجيعة"]}),
    ]


def test_another_place_is_another_event() -> None:
    assert events("قتل شاب في بلدة الكسرة.", "وقتل شاب في قرية الجيعة.") == [
        ("Killing", "قتل", {"patient": ["شاب"], "place": ["الكسرة"]}),
        ("Killing", "قتل", {"patient": ["شاب"], "place": ["الجيعة"]}),
    ]


def test_another_number_is_another_event() -> None:
    assert [e[1] for e in events("مقتل طفلين بقصف على كفرلاتة", "قتل ثلاثة مدنيين جراء قصف لقوات النظام على بلدة كفرلاتة.")] == [
        "مقتل",
        "قصف قصف",
        "قتل",
    ]


def test_items_of_a_digest_stay_apart() -> None:
    assert events("درعا: اشتباكات في بلدة الكسرة.", "إدلب: اشتباكات بين قسد والتنظيم.") == [
        ("Clash", "اشتباكات", {"place": ["الكسرة"]}),
        ("Clash", "اشتباكات", {"agent": ["قسد", "التنظيم"]}),
    ]


def test_people_of_a_digests_items_stay_apart() -> None:
    assert [e[1] for e in events("درعا: قتل شاب برصاص مجهولين.", "إدلب: قتل شاب برصاص مجهولين.")] == ["قتل", "رصاص", "قتل", "رصاص"]


def test_doer_whom_only_a_claim_names_is_not_the_doer_of_the_fact() -> None:
    read = graph("تعرضت بلدة كفرلاتة لقصف.", "وزعم التنظيم أن قسد قصفت بلدة كفرلاتة.")
    assert [(roles, e.modality) for e, (_, _, roles) in zip(read.events, told(read), strict=True)] == [
        ({"target": ["كفرلاتة"]}, "asserted"),
        ({"agent": ["قسد"], "target": ["كفرلاتة"]}, "alleged"),
    ]


def voices(*texts: str) -> list[tuple[str, dict[str, list[str]], str]]:
    """(triggers, role → fillers, in whose word) of each event."""
    read = graph(*texts)
    called = {e.id: e.name for e in read.entities}
    return [(e[1], e[2], called.get(claim.according_to or "", "")) for e, claim in zip(told(read), read.events, strict=True)]


def test_doer_whom_only_a_source_names_stays_the_sources_word() -> None:
    assert voices("تعرضت بلدة كفرلاتة لقصف.", "وقال ناشطون إن قسد قصفت بلدة كفرلاتة.") == [
        ("قصف", {"target": ["كفرلاتة"]}, ""),
        ("قصفت", {"agent": ["قسد"], "target": ["كفرلاتة"]}, "ناشطون"),
    ]


def test_what_the_author_tells_again_without_its_doer_stays_the_sources_word() -> None:
    assert voices("وقال ناشطون إن قسد قصفت بلدة كفرلاتة.", "وأسفر القصف عن مقتل شاب.")[0] == (
        "قصفت القصف",
        {"agent": ["قسد"], "target": ["كفرلاتة"]},
        "ناشطون",
    )


# What stands before is of other things, so that the two tellings are beyond a lead's reach.
BEFORE = ("قتل شاب في بلدة الكسرة.", "وقتل طفل في قرية الجيعة.", "وصلت القوات التركية إلى بلدة المسطومة.")


def test_same_person_again_further_down() -> None:
    arrest = "اعتقلت قسد سامي الدرويش ووائل السعيد في بلدة الكسرة."
    assert events(*BEFORE, arrest, "وكان سامي الدرويش قد اعتقل في بلدة الكسرة.")[3:] == [
        ("Detention", "اعتقلت اعتقل", {"agent": ["قسد"], "patient": ["سامي الدرويش", "وائل السعيد"], "place": ["الكسرة"]})
    ]


def test_same_doer_and_same_target_again() -> None:
    strike = "قصفت قوات النظام وروسيا بلدة كفرلاتة."
    assert events(*BEFORE, strike, "أدان ناشطون قصف قوات النظام بلدة كفرلاتة.")[3:] == [
        ("Shelling", "قصفت قصف", {"agent": ["قوات النظام", "روسيا"], "target": ["كفرلاتة"]})
    ]


def test_definite_word_of_a_fixed_phrase_goes_back_to_nothing() -> None:
    assert [e[1] for e in events("اعتقل شاب قرب حاجز المحطة.", "ألقت قسد القبض على مطلوبين.")] == ["اعتقل", "القبض"]


def test_first_item_of_a_digest_is_no_headline() -> None:
    assert [e[1] for e in events("درعا: اشتباكات عنيفة في بلدة الكسرة", "إدلب: اشتباكات بين قسد والتنظيم")] == ["اشتباكات", "اشتباكات"]


def test_definite_noun_goes_back_to_nothing_in_another_item() -> None:
    assert events("درعا: اشتباكات عنيفة في بلدة الكسرة", "إدلب: تجددت الاشتباكات بين قسد والتنظيم") == [
        ("Clash", "اشتباكات", {"place": ["الكسرة"]}),
        ("Clash", "الاشتباكات", {"agent": ["قسد", "التنظيم"]}),
    ]


def test_doer_who_is_only_guessed_is_not_the_doer_of_the_fact() -> None:
    read = graph("تعرضت بلدة كفرلاتة لقصف.", "ويعتقد أن قسد قصفت بلدة كفرلاتة.")
    assert [(roles, e.modality) for e, (_, _, roles) in zip(read.events, told(read), strict=True)] == [
        ({"target": ["كفرلاتة"]}, "asserted"),
        ({"agent": ["قسد"], "target": ["كفرلاتة"]}, "hedged"),
    ]


def test_his_flight_is_the_flight_of_whom_it_was_told() -> None:
    assert events("فر سامي الدرويش إلى تركيا.", "لم يتصل به وائل السعيد منذ فراره.") == [
        ("Flight", "فر فراره", {"agent": ["سامي الدرويش"], "to": ["تركيا"]})
    ]


def told_once(text: str, type_: str) -> list[tuple[str, set[str]]]:
    """(triggers, words of its places and of those it happened to) of each event of a type."""
    read = graph_of(text)
    called = names(read)
    return [
        (" ".join(s.of(text) for s in (e.trigger, *e.also)), {called[a.ref] for a in e.args if a.role in ("place", "patient")})
        for e in read.events
        if e.type == type_
    ]


def test_lead_and_its_telling() -> None:
    text = "نفذت قسد عملية دهم في ريف دير الزور فجر اليوم.\nوقال مراسلنا إن قسد داهمت منزل الشيخ سالم الراوي في بلدة ذيبان."
    assert told_once(text, "Raid") == [("دهم داهمت", {"ذيبان"})]  # the town lies in the governorate
    text = "قتل طفل برصاص قسد في بلدة البصيرة.\nوقال مراسلنا إن الطفل غسان الجميل قُتل برصاص قسد."
    assert told_once(text, "Killing") == [("قتل قُتل", {"غسان الجميل", "البصيرة"})]


def test_summary_of_a_sentence_and_its_end() -> None:
    text = "شنت قسد عملية دهم واعتقال في ريف دير الزور، وأسفرت العملية عن اعتقال الشاب سالم الراوي."
    assert told_once(text, "Detention") == [("اعتقال اعتقال", {"سالم الراوي", "ريف دير الزور"})]


def test_two_arrests_by_one_group_stay_two() -> None:
    text = "اعتقلت قسد شابين في بلدة ذيبان.\nكما اعتقلت قسد الشاب سالم الراوي في مدينة الرقة."
    assert told_once(text, "Detention") == [("اعتقلت", {"شابين", "ذيبان"}), ("اعتقلت", {"سالم الراوي", "الرقة"})]
