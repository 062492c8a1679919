"""The style file for Neo4j Browser speaks of every label and relationship type that a store has, and of no other."""

import re

import pytest

from loaders import schema
from loaders.network import network
from loaders.store import Store
from loaders.style import ENTITIES, HARM, grass
from ontology import vocabulary
from tests.valley import valley

RULE = re.compile(r"^(node|relationship)(?:\.(\w+))? \{\n((?:  [a-z-]+: [^;{}]+(?:\{\w+\})?[^;{}]*;\n)+)\}$", re.MULTILINE)


def styled(kind: str) -> dict[str, dict[str, str]]:
    """The rules of the sheet by name, each with its properties."""
    rules = {(found[1], found[2]): found[3] for found in RULE.finditer(grass())}
    about = {
        name: dict(line.strip().rstrip(";").split(": ", 1) for line in body.splitlines()) for (k, name), body in rules.items() if k == kind
    }
    return {name: properties for name, properties in about.items() if name}


def test_the_sheet_is_made_of_rules_only() -> None:
    assert RULE.sub("", grass()).strip() == ""
    assert len(RULE.findall(grass())) == grass().count("{\n")


def test_labels_and_types_are_those_of_the_ontology() -> None:
    terms = vocabulary.entity_types() | vocabulary.event_types() | vocabulary.relations()
    assert styled("node").keys() == {"Article", "Entity", "Claim"} | set(map(schema.label, terms))
    plain = {form.type for form in schema.plain_forms()}
    assert styled("relationship").keys() == plain | {
        "STATED_IN", "MENTIONED_IN", "ACCORDING_TO", "ALLEGES", "SUBJECT", "OBJECT", *schema.roles(),
    }  # fmt: skip
    assert ENTITIES.keys() == vocabulary.entity_types()
    assert vocabulary.event_types() > HARM


def test_captions_are_properties_that_the_nodes_have() -> None:
    styles = styled("node")
    for _, about in network(valley()).nodes(data=True):
        if (label := about["labels"][-1]) != "Article":
            caption = re.fullmatch(r'"\{(\w+)\}"', styles[label]["caption"])
            assert caption
            assert caption[1] in about, about["id"]


def test_what_is_alleged_is_not_drawn_like_what_is_certain() -> None:
    edges = styled("relationship")
    for edge in schema.plain().values():
        certain, alleged = (edges[edge.form(sure).type] for sure in (True, False))
        assert certain["color"] != alleged["color"]
        assert certain["shaft-width"] > alleged["shaft-width"]


@pytest.mark.store
def test_a_store_has_no_label_without_a_style(store: Store) -> None:
    store.load(valley())
    labels = {label for row in store.query("MATCH (n) WHERE NOT n:Store RETURN DISTINCT labels(n) AS labels") for label in row["labels"]}
    types = {row["type"] for row in store.query("MATCH ()-[e]->() RETURN DISTINCT type(e) AS type")}
    assert labels <= styled("node").keys()
    assert types <= styled("relationship").keys()
