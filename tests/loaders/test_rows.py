"""Names of the property graph, and the days that a date covers."""

import pytest

from loaders import schema
from loaders.rows import days
from ontology import vocabulary


@pytest.mark.parametrize(
    "value, covered",
    [
        ("2016-08-26", ("2016-08-26", "2016-08-26")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2016", ("2016-01-01", "2016-12-31")),
        ("2016-08-25/2016-09-02", ("2016-08-25", "2016-09-02")),
        ("2011/..", ("2011-01-01", None)),
        ("../2011-03-15", (None, "2011-03-15")),
        ("2016-08~", ("2016-08-01", "2016-08-31")),
        ("2016-09-11~", ("2016-09-11", "2016-09-11")),
        ("201X", ("2010-01-01", "2019-12-31")),
        ("XXXX-08-26", (None, None)),
        ("XXXX", (None, None)),
        ("2016-02-30", (None, None)),
        ("20160826", (None, None)),
        ("yesterday", (None, None)),
        ("", (None, None)),
    ],
)
def test_days_that_a_date_covers(value: str, covered: tuple[str | None, str | None]) -> None:
    assert days(value) == covered


def test_no_label_is_a_relationship_type_and_no_two_are_one() -> None:
    terms = vocabulary.entity_types() | vocabulary.event_types() | vocabulary.relations()
    labels = [*schema.KINDS, "Store", *map(schema.label, terms)]
    forms = [form.type for form in schema.plain_forms()]
    forms += [*schema.roles(), "SUBJECT", "OBJECT", "STATED_IN", "ACCORDING_TO", "ALLEGES", "MENTIONED_IN"]
    assert len({*labels, *forms}) == len(labels) + len(forms)


@pytest.mark.parametrize("term", ["memberof", "Killing) DETACH DELETE (n", "", "member_of"])
def test_a_name_that_the_ontology_lacks_makes_no_statement(term: str) -> None:
    for make in (schema.label, schema.role):
        with pytest.raises(vocabulary.UnknownTermError):
            make(term)
