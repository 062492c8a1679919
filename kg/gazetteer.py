"""The gazetteer: places by name, with identifiers, coordinates and the larger place that each lies in.

Three files: ``gazetteer.tsv`` and ``places_corpus.tsv``, built by ``kg.train.gazetteer`` (sources in NOTICE), and ``places.toml``,
written by hand. A town and the district named after it are two places: an event in the town is in the district, not the other way round.
"""

import csv
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import InputError
from kg.fold import key as fold_key

COLUMNS = ("id", "kind", "name_ar", "other_names_ar", "name_en", "latitude", "longitude", "parent", "source", "ambiguous")
DATA = Path(str(files("kg") / "data"))
# What a bare name most likely means, if a governorate, a town and their districts share it.
_RANK = {"governorate": 0, "country": 0, "region": 0, "province": 0, "subdistrict": 2, "district": 3}
_ELSE = 1


@dataclass(frozen=True, slots=True)
class Place:
    """One place. ``latitude`` and ``longitude`` are WGS 84 degrees: of a town its middle, of a district its centroid.

    ``id`` is a P-code (``place/SY0904``), a GeoNames or Airwars id, or one of our own; ``parent`` is the id of the next larger place,
    empty where unknown. ``ambiguous`` are those of its names that are also a common word or a person's: they need a cue word before them.
    """

    id: str
    kind: str
    name: str
    other_names: tuple[str, ...] = ()
    name_en: str = ""
    latitude: float | None = None
    longitude: float | None = None
    parent: str = ""
    source: str = "isnad"
    ambiguous: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names)


@cache
def places_file() -> Mapping[str, Any]:
    """What ``places.toml`` says: ``cues``, ``around`` and the list ``place``."""
    path = DATA / "places.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}") from error


def cues() -> Mapping[str, frozenset[str]]:
    """Folded cue word (مدينة, محافظتي) -> the kinds of place that it announces."""
    kinds: dict[str, set[str]] = {}
    for kind, words in places_file()["cues"].items():
        for word in words:
            kinds.setdefault(fold_key(word), set()).add(kind)
    return MappingProxyType({word: frozenset(names) for word, names in kinds.items()})


def around() -> frozenset[str]:
    """Folded words after which a place of any kind is named (ريف, محيط, شمالي)."""
    return frozenset(map(fold_key, places_file()["around"]["words"]))


def handwritten() -> Iterator[Place]:
    """The places of ``places.toml``."""
    for number, entry in enumerate(places_file()["place"], 1):
        try:
            inside = entry.get("in", "")
            latitude, longitude = entry.get("at", (None, None))
            yield Place(
                id=f"place/isnad-{entry['id']}",
                kind=entry["kind"],
                name=entry["name"],
                other_names=tuple(entry.get("other", ())),
                name_en=entry["en"],
                latitude=latitude,
                longitude=longitude,
                parent=inside if not inside or inside.startswith("place/") else f"place/isnad-{inside}",
                ambiguous=(entry["name"], *entry.get("other", ())) if entry.get("ambiguous") else (),
            )
        except (KeyError, ValueError, TypeError) as error:
            raise InputError(f"{DATA / 'places.toml'}: [[place]] number {number} ({entry.get('name', '?')}): {error}") from error


def read_table(path: Path) -> Iterator[Place]:
    """The places of a table with ``COLUMNS``. Raises ``InputError`` naming the line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a gazetteer: {error}") from error
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if tuple(next(rows, ())) != COLUMNS:
        raise InputError(f"{path}:1: the columns should be {' '.join(COLUMNS)}")
    for number, row in enumerate(rows, 2):
        try:
            id_, kind, name, others, name_en, latitude, longitude, parent, source, common = row
            north, east = (float(latitude), float(longitude)) if latitude else (None, None)
        except ValueError as error:
            raise InputError(f"{path}:{number}: {error}") from error
        yield Place(id_, kind, name, _split(others), name_en, north, east, parent, source, _split(common))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


class Gazetteer:
    """Finds places by folded name. ``tables`` are further files with ``COLUMNS``; what they say of an id goes before ours."""

    def __init__(self, *tables: Path) -> None:
        ours = (DATA / "gazetteer.tsv", DATA / "places_corpus.tsv")
        self._places: dict[str, Place] = {}
        for place in (*handwritten(), *(p for table in (*ours, *tables) for p in read_table(table))):
            self._places[place.id] = place
        by_key: dict[str, dict[str, Place]] = {}
        for place in self._places.values():
            for name in place.names:
                by_key.setdefault(fold_key(name), {})[place.id] = place
        self._by_key = {k: tuple(sorted(found.values(), key=_order)) for k, found in by_key.items()}
        self.max_words = max(k.count(" ") + 1 for k in self._by_key)
        self._cues = cues()

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, id_: str) -> Place:
        return self._places[id_]

    def keys(self) -> Iterator[str]:
        """Every folded name, words joined by one space."""
        return iter(self._by_key)

    def find(self, key: str) -> tuple[Place, ...]:
        """All places of a folded name, the likeliest reading of a bare mention first."""
        return self._by_key.get(key, ())

    def ambiguous(self, key: str) -> bool:
        """The name is known, and of no place can it be taken without a cue."""
        found = self.find(key)
        return bool(found) and all(key in map(fold_key, p.ambiguous) for p in found)

    def within(self, place: Place) -> Iterator[Place]:
        """The larger places that it lies in, nearest first."""
        seen = {place.id}
        while (larger := self._places.get(place.parent)) and larger.id not in seen:
            yield larger
            seen.add(larger.id)
            place = larger

    def pcode(self, place: Place) -> str:
        """The OCHA P-code of the place, or of the nearest larger place that has one, else empty."""
        return next((p.id.removeprefix("place/") for p in (place, *self.within(place)) if p.id.startswith("place/SY")), "")

    def choose(self, key: str, cue: str = "", context: Collection[str] = ()) -> Place | None:
        """The one place that a name means, or None where that stays open.

        ``cue`` is the noun before the name (مدينة, ناحية) in any spelling, empty if there is none; ``context`` are ids of places that
        the article names elsewhere. Namesakes in several governorates are told apart by the governorates, then the countries, of
        the context alone; namesakes in one governorate by the kind alone, and if that is the same they stay open.
        """
        found = self.find(key)
        if kinds := self._cues.get(fold_key(cue)):
            # مدينة X of which only the district is known lies in that district: better the larger place than none.
            found = tuple(p for p in found if p.kind in kinds) or (found if "settlement" in kinds else ())
        groups: dict[str, list[Place]] = {}
        for place in found:
            groups.setdefault(self._region(place), []).append(place)
        near = [self._places[c] for c in context if c in self._places]
        for area in (self._region, self._country):
            areas = {area(p) for p in near}
            if len(groups) > 1 and (nearer := {region: group for region, group in groups.items() if area(group[0]) in areas}):
                groups = nearer
        if len(groups) != 1:
            return None
        (group,) = groups.values()
        best = [p for p in group if _RANK.get(p.kind, _ELSE) == _RANK.get(group[0].kind, _ELSE)]
        return best[0] if len(best) == 1 else None

    def _region(self, place: Place) -> str:
        """The governorate that it is or lies in, else the outermost place."""
        chain = (place, *self.within(place))
        return next((p.id for p in chain if p.kind == "governorate"), chain[-1].id)

    def _country(self, place: Place) -> str:
        return (place, *self.within(place))[-1].id


def _order(place: Place) -> tuple[int, str]:
    return _RANK.get(place.kind, _ELSE), place.id


def write_table(places: Iterable[Place], path: Path) -> None:
    """Writes places, by id, as a table that ``read_table`` reads."""
    lines = ["\t".join(COLUMNS)]
    for p in sorted(places, key=lambda p: p.id):
        point = ("", "") if p.latitude is None else (f"{p.latitude:.5f}", f"{p.longitude:.5f}")
        row = (p.id, p.kind, p.name, "|".join(p.other_names), p.name_en, *point, p.parent, p.source, "|".join(p.ambiguous))
        lines.append("\t".join(row))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
