"""Given and family names: what makes words a person's name, and whose gender they tell.

Two tables built by ``kg.train.names`` (sources in NOTICE). Names are compared by ``kg.fold.key``; a compound such as عبد الله or
أبو بكر is one name of two words.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kg.errors import InputError

COLUMNS = ("name", "gender", "weight", "ambiguous")


@dataclass(frozen=True, slots=True)
class Name:
    """``gender`` is m, f or u (either, or unknown); ``weight`` how often it was seen; ``ambiguous``: it is also a common word."""

    name: str
    gender: str
    weight: int
    ambiguous: bool


def read_table(path: Path) -> dict[str, Name]:
    """The names of a table with ``COLUMNS``, by name. Raises ``InputError`` naming the line."""
    names: dict[str, Name] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a table of names: {error}") from error
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if tuple(next(rows, ())) != COLUMNS:
        raise InputError(f"{path}:1: the columns should be {' '.join(COLUMNS)}")
    for number, row in enumerate(rows, 2):
        try:
            name, gender, weight, ambiguous = row
            names[name] = Name(name, gender, int(weight), ambiguous == "1")
        except ValueError as error:
            raise InputError(f"{path}:{number}: {error}") from error
    return names


class Names:
    """Looks names up by ``kg.fold.key``."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or Path(str(files("kg") / "data"))
        self._given = read_table(folder / "given_names.tsv")
        self._family = read_table(folder / "family_names.tsv")

    def given(self) -> Iterator[str]:
        """Every given name."""
        return iter(self._given)

    def is_given(self, key: str) -> bool:
        return key in self._given

    def is_family(self, key: str) -> bool:
        return key in self._family

    def gender(self, key: str) -> str:
        """m, f, or u where the name is unknown or given to both."""
        return self._given[key].gender if key in self._given else "u"

    def ambiguous(self, key: str) -> bool:
        """A name that is also a common word (سعيد happy, صباح morning)."""
        return any(table[key].ambiguous for table in (self._given, self._family) if key in table)

    def weight(self, key: str) -> int:
        """How often it was seen as a given or a family name; 0 for what is no name."""
        return sum(table[key].weight for table in (self._given, self._family) if key in table)
