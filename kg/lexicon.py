"""The knowledge of language and conflict that extraction reads, from the data files in ``kg/data``, checked against the ontology.

Raises ``kg.errors.InputError`` naming file and entry where a file has a type, role or relation that the ontology lacks.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any, Self

from kg.errors import InputError
from kg.fold import key
from kg.gazetteer import Gazetteer, Place
from kg.names import Names
from kg.phrase import Phrases
from ontology import vocabulary

# Events that are done to people, and whose noun so bears the pronoun of the one who underwent it.
OF_PEOPLE = frozenset(
    {"Detention", "Abduction", "Release", "Killing", "Execution", "Torture", "Sentencing", "Dismissal", "Injury", "Death"}
)


def read_data(name: str) -> dict[str, Any]:
    """The TOML file ``name`` of ``kg/data``."""
    try:
        return tomllib.loads((files("kg") / "data" / name).read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"kg/data/{name}: not TOML ({error})") from error


@dataclass(frozen=True, slots=True)
class Group:
    """``id`` is the key of the group; ``back`` are words that stand for it once it was named; ``country`` where the name is a
    state's own, which also names a place."""

    id: str
    name: str
    back: frozenset[str] = frozenset()
    country: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A set of words that tell of one type of event; ``slots`` maps a syntactic slot to {type of filler: role}; ``at`` is the
    trigger's place among the words of a phrase, attached pronouns aside."""

    event: str
    kind: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    when: frozenset[str]
    unless: frozenset[str]
    never: frozenset[str]
    slots: Mapping[str, Mapping[str, str]] = field(hash=False, compare=False)
    phrases: tuple[str, ...] = ()
    at: int = 0
    example: str = ""

    def role(self, slot: str, entity_type: str) -> str | None:
        """The role of a filler of ``entity_type`` in ``slot``, None where it has none."""
        role = self.slots.get(slot, {}).get(entity_type)
        if role == "affected":
            return "patient" if entity_type in ("Person", "Group") else "target"
        return role


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """The folded words of one list of ``cues.toml``."""
    return keys_of(_cues()[section][name])


@cache
def _cues() -> Mapping[str, Any]:
    return read_data("cues.toml")


def keys_of(words: list[str]) -> frozenset[str]:
    return frozenset(map(key, words))


class Lexicon:
    """All data files, read once. ``load()`` gives the one that ships."""

    def __init__(self) -> None:
        self.names = Names()
        self.gazetteer = Gazetteer()
        cues, frames = _cues(), read_data("frames.toml")
        self.cues: dict[str, dict[str, frozenset[str]]] = {
            section: {name: keys_of(words) for name, words in entries.items() if isinstance(words, list)}
            for section, entries in cues.items()
        }
        self.kin: dict[str, str] = {key(word): kind for word, kind in cues["kin"].items()}
        self._classes: dict[str, tuple[str, ...]] = {}
        for section, entries in self.cues.items():
            if section in ("before", "office", "member", "origin"):
                for name, words in entries.items():
                    for word in words:
                        self._classes[word] = (*self._classes.get(word, ()), f"<{section}.{name}>")
        for word in self.kin:
            self._classes[word] = (*self._classes.get(word, ()), "<kin>")
        self.nominals, self.compounds = self._read_nominals()
        self.frames = self._read_frames(frames)
        self.light = {name: keys_of(words) for name, words in frames["light"].items()}
        self.complements = {
            kind: {key(word): keys_of(prepositions) for word, prepositions in entries.items()}
            for kind, entries in frames["complements"].items()
        }

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> Self:
        return cls()

    def cue_classes(self, word: str) -> tuple[str, ...]:
        """Classes (``<before.place>``, ``<kin>`` …) of a folded word, also with its article off."""
        found = self._classes.get(word)
        if found is None and word.startswith("ال"):
            found = self._classes.get(word[2:])
        return found or ()

    @cached_property
    def group_phrases(self) -> Phrases[Group]:
        return Phrases(self._group_names())

    @cached_property
    def place_phrases(self) -> Phrases[Place]:
        return Phrases((name, place) for name in sorted(self.gazetteer.keys()) for place in self.gazetteer.find(name)[:1])

    def _group_names(self) -> Iterator[tuple[str, Group]]:
        data = read_data("groups.toml")
        for entry in data["group"]:
            group = Group(entry["id"], entry["names"][0], keys_of(entry.get("back", [])))
            for name in (*entry["names"], *entry.get("back", ())):
                yield name, group
        nationality = data["nationality"]
        for state in nationality["state"]:
            country = Group(state["id"], state["countries"][0], country=True)
            group = Group(state["id"], state["countries"][0])
            for name in state["countries"]:
                yield name, country
            for head in nationality["heads"]:
                for adjective in state["adjectives"]:
                    yield f"{head} {adjective}", group
                    for suffix in nationality["suffixes"]:
                        yield f"{head} {suffix} {adjective}", group
                        yield f"{head} {adjective} {suffix}", group

    @cached_property
    def witnesses(self) -> frozenset[str]:
        """Identifiers of groups that report, count and rescue: no act of war has them for its doer."""
        return frozenset(f"group/{entry['id']}" for entry in read_data("groups.toml")["group"] if entry.get("witness"))

    @cached_property
    def nationalities(self) -> dict[str, Group]:
        """Folded adjectives of nationality, with and without article, and the state that they mean."""
        found = {}
        for state in read_data("groups.toml")["nationality"]["state"]:
            group = Group(state["id"], state["countries"][0])
            for adjective in state["adjectives"]:
                found[key(adjective)] = found[key(adjective).removeprefix("ال")] = group
        return found

    @cached_property
    def _events(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        tables: tuple[dict[str, list[str]], dict[str, list[str]]] = {}, {}
        for frame in self.frames:
            for table, words in zip(tables, (frame.verbs, frame.nouns), strict=True):
                for word in words:
                    if frame.event not in table.setdefault(word, []):
                        table[word].append(frame.event)
        return tables

    def event_types(self, lemma: str, *, verb: bool) -> tuple[str, ...]:
        """The types of event that a word tells of in some frame, whatever stands around it. ``lemma`` is folded."""
        verbs, nouns = self._events
        return tuple((verbs if verb else nouns).get(lemma, ()))

    def _read_nominals(self) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
        data = read_data("nominals.toml")
        compounds = {key(head): keys_of(words) for head, words in data.pop("compound").items()}
        nominals: dict[str, str] = {}
        for kind, words in data.items():
            self._check("nominals.toml", "entity type", kind)
            nominals |= {key(word): kind for word in words}
        return nominals, compounds

    def nominal_type(self, form: str) -> str | None:
        """The type of entity that a folded noun names, whatever its article, tanwin, dual or sound plural ending."""
        return next((self.nominals[w] for w in noun_stems(key(form)) if w in self.nominals), None)

    def absolute(self, form: str) -> bool:
        """Whether a folded noun ends in the nun of a dual or sound plural (ناشطون, شابان), which no noun keeps before its possessor."""
        word = key(form)
        if not word.endswith(("ون", "ين", "ان")) or len(word) < 5:
            return False
        return any(stem in self.nominals for stem in (word[:-2], word[:-3] + "ه" if word[-3] == "ت" else ""))

    @cached_property
    def done_to_people(self) -> frozenset[str]:
        """Nouns and verbs of events whose pronoun means the person to whom they were done."""
        return frozenset(word for frame in self.frames if frame.event in OF_PEOPLE for word in (*frame.nouns, *frame.verbs))

    def _read_frames(self, data: Mapping[str, Any]) -> tuple[Frame, ...]:
        slots = data["slots"]
        for name, table in slots.items():
            self._check_roles(f"frames.toml [slots.{name}]", table)
        frames = []
        for entry in data["frame"]:
            where = f"frames.toml {entry['event']} ({entry.get('example', '')})"
            self._check(where, "event type", entry["event"])
            self._check_roles(where, entry.get("roles", {}))
            if entry["class"] not in slots:
                raise InputError(f"kg/data/{where}: no [slots.{entry['class']}]")
            frames.append(
                Frame(
                    event=entry["event"],
                    kind=entry["class"],
                    verbs=keys_of(entry.get("verbs", [])),
                    nouns=keys_of(entry.get("nouns", [])),
                    when=keys_of(entry.get("when", [])),
                    unless=keys_of(entry.get("unless", [])),
                    never=keys_of(entry.get("not", [])),
                    slots={k: v for table in (slots["common"], slots[entry["class"]], entry.get("roles", {})) for k, v in table.items()},
                    phrases=tuple(entry.get("phrases", ())),
                    at=entry.get("at", 0),
                    example=entry["example"],
                )
            )
        return tuple(frames)

    @classmethod
    def _check_roles(cls, where: str, table: Mapping[str, Mapping[str, str]]) -> None:
        for roles in table.values():
            for kind, role in roles.items():
                cls._check(where, "entity type", kind)
                if role != "affected":
                    cls._check(where, "role", role)

    @staticmethod
    def _check(where: str, kind: vocabulary.Kind, name: str) -> None:
        try:
            vocabulary.check(kind, name)
        except ValueError as error:
            raise InputError(f"kg/data/{where}: {error}") from error


@lru_cache(maxsize=65536)
def noun_stems(word: str) -> tuple[str, ...]:
    """A folded noun, then itself without article, accusative alef, dual and sound plural endings, likeliest first."""
    return tuple(_noun_stems(word))


def _noun_stems(word: str) -> Iterator[str]:
    yield from _endings_off(word)
    if word.startswith("ال") and len(word) > 4:
        # the endings of a noun that is possessed (مدنيو, منزلي) do not go with the article: الصاروخي is an adjective
        yield from (stem for stem in _endings_off(word[2:]) if stem not in (word[2:-1],) or word[-1] not in "يو")


def _endings_off(word: str) -> Iterator[str]:
    yield word
    if word.endswith("ا") and len(word) > 3:
        yield word[:-1]
    for ending, instead in (
        ("تين", "ه"),
        ("تان", "ه"),
        ("تا", "ه"),
        ("تي", "ه"),
        ("ين", ""),
        ("ون", ""),
        ("ان", ""),
        ("ات", "ه"),
        ("ات", ""),
        ("و", ""),
        ("ي", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            yield word[: -len(ending)] + instead
