"""Doers that are named as such: من قبل, على يد, على أيدي, بيد."""

import pytest

from tests.kg.tree import events


@pytest.mark.parametrize(
    "text",
    [
        "اغتيل سامي الدرويش على يد لواء الفجر.",
        "اغتيل سامي الدرويش على أيدي لواء الفجر.",
        "اغتيل سامي الدرويش بيد لواء الفجر.",
        "اغتيل سامي الدرويش من قبل لواء الفجر.",
    ],
)
def test_fixed_phrase_names_the_doer(text: str) -> None:
    assert events(text) == [("Killing", "اغتيل", {"agent": ["لواء الفجر"], "patient": ["سامي الدرويش"]})]


def test_group_of_the_victims_title_did_nothing() -> None:
    assert events("اغتيل القيادي في التنظيم نادر الصالح على يد لواء الفجر.") == [
        ("Killing", "اغتيل", {"agent": ["لواء الفجر"], "patient": ["نادر الصالح"]})
    ]


def test_doer_named_as_such_wins_over_a_group_in_the_idafa() -> None:
    assert events("اعتقال التنظيم من قبل قسد.") == [("Detention", "اعتقال", {"agent": ["قسد"]})]
