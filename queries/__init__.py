"""Named questions to the property graph: each is a ``.cypher`` file of this folder, with a header that says what it answers.

The header is the first block of comment lines::

    // Who is related to a person?
    // من هم أقارب شخص ما؟
    // $name: name. The person
    // $since: date?. Not before this day
    // Example: name=سالم الحمدان

Question in English, in Arabic, one line for each parameter (``?`` for one that may be left out), and values that show how it is
called. Types: ``name`` (folded by ``kg.fold.key``, as the names in the graph are, so that a spelling with other hamzas finds it;
whole words of a name are enough), ``text`` (taken as it is), ``date`` (a day, ``2016-08-29``), ``integer``.

The ``.rq`` of the same name is its twin: the same question to the RDF of the same articles, in SPARQL 1.1, with the same columns and
rows in the same order. It has no header of its own but ``# Lists: a, b``, the columns whose values stand in one string, each after the
other with U+001F between, since SPARQL knows no lists. A twin is asked over the union of all named graphs and wants two things beside the
articles' graphs: what ``view.ru`` makes (run it once after loading), and its parameters as triples ``given:values given:name "…"``
(names folded, days as ``xsd:date``). ``loaders.dataset`` does both; any other SPARQL 1.1 store can.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.fold import key

LIST_SEPARATOR = "\u001f"
TYPES = ("name", "text", "date", "integer")
_PARAMETER = re.compile(r"\$(?P<name>\w+): (?P<type>\w+)(?P<optional>\?)?\. (?P<meaning>.+)")
_USED = re.compile(r"\$(\w+)")
_GIVEN = re.compile(r"\bgiven:values given:(\w+)")
_LISTS = re.compile(r"^# Lists: (.+)$", re.MULTILINE)
# Where a dollar sign is no parameter of a Cypher statement: strings and comments.
_SAID = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|//[^\n]*|/\*.*?\*/""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parameter:
    """``type`` is one of ``TYPES``."""

    name: str
    type: str
    optional: bool
    meaning: str

    def value(self, given: object) -> Any:
        """What is sent for a value from Python or from the command line. Raises ``QueryError`` for one of another type."""
        try:
            if self.type == "integer" and not isinstance(given, bool | float):
                return int(str(given))
            if self.type == "date" and (given := str(given)) and len(given) == 10:
                return date.fromisoformat(given).isoformat()
            if self.type == "text" and isinstance(given, str):
                return given
            if self.type == "name" and isinstance(given, str) and key(given):
                return key(given)
        except ValueError:
            pass
        wanted = {"integer": "a whole number", "date": "a day like 2016-08-29", "text": "text", "name": "a name"}[self.type]
        raise QueryError(f"parameter {self.name} is {wanted}, and {given!r} is none")


@dataclass(frozen=True, slots=True)
class Twin:
    """The same question in SPARQL. ``lists`` are the columns whose values are lists. ``first`` is an update that is run before, with
    the parameters in their graph, into which it writes as well."""

    sparql: str
    lists: tuple[str, ...]
    first: str | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """``example`` has values as they are typed. ``cypher`` is the statement without its header. ``twin`` is None for a file of the
    user's that has none."""

    name: str
    question: str
    question_ar: str
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    cypher: str
    twin: Twin | None = None

    def bind(self, values: Mapping[str, object]) -> dict[str, Any]:
        """The parameters to send. Raises ``QueryError`` that names what is missing, unknown or of another type."""
        known = [p.name for p in self.parameters]
        if unknown := [name for name in values if name not in known]:
            hint = f"it has {', '.join(known)}" if known else "it has none"
            raise QueryError(f"query {self.name} has no parameter {unknown[0]}: {hint}")
        if missing := [p for p in self.parameters if not p.optional and values.get(p.name) is None]:
            wanted = ", ".join(f"{p.name} ({p.type}: {p.meaning})" for p in missing)
            raise QueryError(f"query {self.name} needs {wanted}")
        return {p.name: None if values.get(p.name) is None else p.value(values[p.name]) for p in self.parameters}


def names() -> list[str]:
    """The names of all queries of this folder, sorted."""
    return sorted(f.name.removesuffix(".cypher") for f in files("queries").iterdir() if f.name.endswith(".cypher"))


@cache
def find(name: str) -> NamedQuery:
    """The query of that name. Raises ``QueryError`` with the nearest name for an unknown one."""
    if name not in names():
        nearest = get_close_matches(name, names(), n=1, cutoff=0.0)[0]
        raise QueryError(f"there is no query {name}; the nearest is {nearest}")
    cypher, sparql, first = (files("queries").joinpath(f"{name}.{end}") for end in ("cypher", "rq", "ru"))
    named = parse(name, cypher.read_text("utf-8"))
    return _with_twin(named, sparql.read_text("utf-8"), first.read_text("utf-8") if first.is_file() else None)


def load(path: Path) -> NamedQuery:
    """A query from a file of the user's, with the same header, and its twin where a ``.rq`` lies beside it. Raises ``QueryError``."""
    named, twin, first = parse(path.stem, _text(path)), path.with_suffix(".rq"), path.with_suffix(".ru")
    return _with_twin(named, _text(twin), _text(first) if first.exists() else None) if twin.exists() else named


def ad_hoc(path: Path) -> NamedQuery:
    """A query from a file of the user's that need not have a header: a parameter that no line ``// $n: integer. How many`` declares is
    ``text`` and must be given. Raises ``QueryError`` where the file cannot be read or holds no statement."""
    text = _text(path).lstrip("\ufeff")
    declared = [m for line in text.splitlines() if line.startswith("//") and (m := _PARAMETER.fullmatch(line.removeprefix("//").strip()))]
    parameters = {m["name"]: _parameter(path.stem, m) for m in declared}
    statement = _SAID.sub(" ", text)
    if not statement.strip():
        raise QueryError(f"{path}: holds no statement")
    for name in _USED.findall(statement):
        parameters.setdefault(name, Parameter(name, "text", False, "as it is"))
    return NamedQuery(path.stem, path.name, "", tuple(parameters.values()), {}, text)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path} cannot be read: {error}") from error


def _parameter(query: str, line: re.Match[str]) -> Parameter:
    if line["type"] not in TYPES:
        raise QueryError(f'query {query}: parameter {line["name"]} has the type "{line["type"]}"; there are {", ".join(TYPES)}')
    return Parameter(line["name"], line["type"], line["optional"] is not None, line["meaning"])


def _with_twin(named: NamedQuery, sparql: str, first: str | None) -> NamedQuery:
    lists = _LISTS.search(sparql)
    if (used := set(_GIVEN.findall(sparql))) != (told := {p.name for p in named.parameters}):
        raise QueryError(f"query {named.name}: the parameters of its header and of its twin differ ({', '.join(sorted(used ^ told))})")
    return replace(named, twin=Twin(sparql, tuple(re.split(r",\s*", lists[1])) if lists else (), first))


def parse(name: str, text: str) -> NamedQuery:
    """Reads the header. Raises ``QueryError`` that names the line that is not as it should be."""
    lines = text.lstrip("\ufeff").splitlines()
    length = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    header = [line.removeprefix("//").strip() for line in lines[:length]]
    if len(header) < 2 or not re.search("[\u0600-\u06ff]", header[1]):
        raise QueryError(f"query {name}: its first two lines are no question in English and Arabic")
    parameters: list[Parameter] = []
    example: dict[str, str] = {}
    for line in filter(None, header[2:]):
        if line.startswith("Example:"):
            given = (part.partition("=") for part in line.removeprefix("Example:").split(";"))
            example = {name.strip(): value.strip() for name, _, value in given if value}
        elif (match := _PARAMETER.fullmatch(line)) and match["type"] in TYPES:
            parameters.append(_parameter(name, match))
        else:
            raise QueryError(f'query {name}: "{line}" is no line of a header; a parameter is written "$name: {"|".join(TYPES)}. Meaning"')
    cypher = "\n".join(lines[length:]).strip()
    if (used := set(_USED.findall(cypher))) != (told := {p.name for p in parameters}):
        raise QueryError(f"query {name}: the parameters of its header and of its statement differ ({', '.join(sorted(used ^ told))})")
    return NamedQuery(name, header[0], header[1], tuple(parameters), example, cypher)
