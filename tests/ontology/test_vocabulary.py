"""The names that the code may use are those of the annotation guide, and no others."""

import doctest
import os
import re
import subprocess
import sys

import pytest

from ontology import vocabulary
from tests.gold import GOLD

GUIDE = GOLD / "GUIDE.md"
NAMES = {
    "entity type": "Person Group Place Site Object",
    "event type": """Airstrike Shelling Explosion Shooting Clash Attack Killing Injury Death Execution Torture Detention Abduction
        Release Flight Displacement Accusation Sentencing Demolition Damage Seizure Raid Capture Withdrawal Siege Deployment Defection
        Joining Appointment Dismissal Protest Agreement""",
    "role": "agent patient target instrument place from to cause reason",
    "kinship": "parentOf siblingOf spouseOf cousinOf uncleAuntOf grandparentOf inLawOf relativeOf",
    "relation": "memberOf holdsRole affiliatedWith partOf fromPlace locatedIn ownedBy contactWith",
    "modality": "asserted alleged hedged negated planned",
}
ENTITY_TYPES, EVENT_TYPES, ROLES, KINSHIP, RELATIONS, MODALITIES = (frozenset(names.split()) for names in NAMES.values())
RELATIONS |= KINSHIP
ENDS = dict.fromkeys(KINSHIP, ("Person", "Person")) | {
    "memberOf": ("Person Group", "Group"),
    "holdsRole": ("Person", "Group Place"),
    "affiliatedWith": ("Person Group", "Group"),
    "partOf": ("Group", "Group"),
    "fromPlace": ("Person", "Place"),
    "locatedIn": ("Place Site", "Place Site"),
    "ownedBy": ("Site Object", "Person Group"),
    "contactWith": ("Person Group", "Person Group"),
}
FILLERS = {
    "agent": "Person Group",
    "patient": "Person Group",
    "target": "Place Site Object",
    "instrument": "Object Person",
    "place": "Place Site",
    "from": "Person Group Place Site",
    "to": "Group Place Site",
    "cause": "Event",
    "reason": "Event",
}


def test_names_are_the_written_ones() -> None:
    assert vocabulary.entity_types() == ENTITY_TYPES
    assert vocabulary.event_types() == EVENT_TYPES
    assert vocabulary.roles() == ROLES
    assert vocabulary.relations() == RELATIONS
    assert vocabulary.modalities() == MODALITIES
    assert vocabulary.kinship() == KINSHIP
    assert vocabulary.event_roles() == {"cause", "reason"}
    assert vocabulary.symmetric() == {"siblingOf", "spouseOf", "cousinOf", "inLawOf", "relativeOf", "contactWith"}


@pytest.mark.skipif(not GUIDE.exists() and "CI" not in os.environ, reason="the annotation guide does not lie beside this checkout")
def test_names_are_those_of_the_guide() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", guide, re.MULTILINE | re.DOTALL))

    def rows(section: str) -> list[str]:
        return [name for name in re.findall(r"^\| (\w+) \|", sections[section], re.MULTILINE) if name not in ("type", "role")]

    assert set(rows("Entities")) == vocabulary.entity_types()
    assert set(rows("Events")) == vocabulary.event_types() | vocabulary.roles()
    assert set(rows("Relations")) == vocabulary.relations()
    modalities = re.search(r"^- `modality`:(.*?)^- ", sections["How sure, and who says so (on every event and relation)"], re.M | re.S)
    assert modalities
    assert set(re.findall(r"`(\w+)`", modalities[1])) == vocabulary.modalities()


def test_ends_of_relations_and_fillers_of_roles() -> None:
    assert {r: (vocabulary.domain(r), vocabulary.range_(r)) for r in RELATIONS} == {
        r: (frozenset(s.split()), frozenset(o.split())) for r, (s, o) in ENDS.items()
    }
    assert {r: (vocabulary.domain(r), vocabulary.range_(r)) for r in ROLES} == {
        r: (frozenset({"Event"}), frozenset(f.split())) for r, f in FILLERS.items()
    }


@pytest.mark.parametrize(
    "kind,name,nearest",
    [
        ("event type", "Airstrik", "Airstrike"),
        ("event type", "killing", "Killing"),
        ("entity type", "Persons", "Person"),
        ("role", "patients", "patient"),
        ("relation", "cousinof", "cousinOf"),
        ("modality", "alledged", "alleged"),
        ("status", "formerly", "former"),
        ("mention kind", "names", "name"),
    ],
)
def test_misspelt_name_is_refused_with_the_nearest(kind: vocabulary.Kind, name: str, nearest: str) -> None:
    with pytest.raises(vocabulary.UnknownTermError) as refusal:
        vocabulary.check(kind, name)
    assert str(refusal.value) == f'"{name}" is no {kind} of the ontology; the nearest is "{nearest}"'
    vocabulary.check(kind, nearest)


def test_a_name_of_another_kind_is_refused() -> None:
    with pytest.raises(vocabulary.UnknownTermError):
        vocabulary.check("event type", "memberOf")
    with pytest.raises(vocabulary.UnknownTermError):
        vocabulary.range_("Killing")
    with pytest.raises(vocabulary.UnknownTermError):
        vocabulary.iri("Kiling")
    with pytest.raises(vocabulary.UnknownTermError):
        vocabulary.label("Killing", "fr")


def test_texts_for_people() -> None:
    assert vocabulary.iri("Killing") == "https://w3id.org/isnad/ontology#Killing"
    assert (vocabulary.label("Demolition", "en"), vocabulary.label("Demolition", "ar")) == ("demolition", "هدم")
    assert vocabulary.definition("alleged", "en") == "The content of a charge, or kept at a distance by the article."
    for name in ENTITY_TYPES | EVENT_TYPES | ROLES | RELATIONS | MODALITIES:
        for lang in ("ar", "en"):
            assert vocabulary.label(name, lang)
            assert vocabulary.definition(name, lang)


def test_examples_of_the_module_hold() -> None:
    assert doctest.testmod(vocabulary) == (0, 3)


def test_import_is_free_of_kg_and_of_rdflib() -> None:
    code = "import sys, ontology.vocabulary; print({'kg', 'rdflib'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
