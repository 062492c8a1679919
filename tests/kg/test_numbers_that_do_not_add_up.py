"""A number announced, and another told: in a list after a colon, in a list of those it happened to, or one by one."""

import pytest

from tests.kg.telling import graph_of


def unequal(text: str) -> list[tuple[str, str]]:
    return [(u.span.of(text), u.reason.removeprefix("numbers: ")) for u in graph_of(text).unread if u.reason.startswith("numbers")]


@pytest.mark.parametrize(
    "text,words,reason",
    [
        (
            "هدم تنظيم الدولة أربعة منازل في بلدة الكسرة: منزل سالم الدرويش، ومنزل نواف الدرويش، ومنزل ماجد العلي.",
            "أربعة منازل",
            "4 announced, 3 told",
        ),
        ("قتل ثلاثة مدنيين هم: سالم الدرويش، ونواف الدرويش، وماجد العلي، وعمر الحسن.", "ثلاثة مدنيين", "3 announced, 4 told"),
        ("قتل خمسة أشخاص: ثلاثة مدنيين، وعنصران من قسد، وطفل.", "خمسة أشخاص", "5 announced, 6 told"),
        ("قتل ثلاثة مدنيين بقصف على الكسرة. والقتلى هم: سالم الدرويش ونواف الدرويش.", "ثلاثة مدنيين", "3 announced, 2 told"),
        (
            "قتل ثلاثة مدنيين بقصف على الكسرة.\nأسماء القتلى:\nسالم الدرويش\nنواف الدرويش\nماجد العلي\nعمر الحسن\n",
            "ثلاثة مدنيين",
            "3 announced, 4 told",
        ),
        (
            "هدم تنظيم الدولة أربعة منازل في بلدة الكسرة. ففجر عناصره منزل سالم الدرويش. كما فجر عناصره منزل نواف الدرويش. "
            "وهدم التنظيم منزل ماجد العلي.",
            "أربعة منازل",
            "4 announced, 3 told",
        ),
    ],
)
def test_what_does_not_add_up_is_told_with_its_numbers(text: str, words: str, reason: str) -> None:
    assert unequal(text) == [(words, reason)]


@pytest.mark.parametrize(
    "text",
    [
        "هدم تنظيم الدولة ثلاثة منازل في بلدة الكسرة: منزل سالم الدرويش ومنزلين لأولاد عمه.",
        "قتل ثلاثة مدنيين هم: سالم الدرويش، 28 سنة، ونواف الدرويش، وماجد العلي.",
        "اعتقلت قسد شابين هما: سالم الدرويش ونواف الدرويش.",
        "قتل ثلاثة مدنيين بقصف على الكسرة. والقتلى هم: سالم الدرويش ونواف الدرويش وماجد العلي، والمصابون عمر الحسن.",
    ],
)
def test_what_adds_up_is_not_told(text: str) -> None:
    assert unequal(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "قتل أربعة مدنيين، بينهم: سالم الدرويش، ونواف الدرويش، وماجد العلي.",
        "قتل أربعة مدنيين، عرف منهم: سالم الدرويش، ونواف الدرويش.",
        "قتل أكثر من أربعة مدنيين هم: سالم الدرويش، ونواف الدرويش.",
        "قال ثلاثة شهود: قصفت الطائرات منزل سالم الدرويش ومنزل نواف الدرويش.",
        "قتل ثلاثة مدنيين وأصيب أربعة أشخاص: سالم الدرويش ونواف الدرويش.",
        "هدم تنظيم الدولة أربعة منازل في بلدة الكسرة. ثم فجر عناصره منزل سالم الدرويش.",
    ],
)
def test_what_is_not_plain_is_not_told(text: str) -> None:
    assert unequal(text) == []
