"""Builds ``kg/data/gazetteer.tsv`` and ``kg/data/places_corpus.tsv``: python -m kg.train.gazetteer --shared DIR

The first joins Open-Syria (governorates, districts, subdistricts with P-codes), GeoNames (towns of Syria and Iraq) and the places of
Airwars (facts only: names that are clean, coordinates). Towns that several sources speak of (one name, within ``NEAR`` km) become
one row. The second holds names that the corpus announces as settlements (بلدة X) and that the first lacks, without coordinates.
``kg.train.names`` goes first: a place that bears a person's name is flagged.
"""

import argparse
import csv
import json
import math
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from kg.fold import DROPPED, key
from kg.gazetteer import DATA, Place, around, cues, handwritten, places_file, write_table
from kg.names import Names
from kg.train.words import Usage, known, trees, usages

NEAR = 10.0  # km within which one name means one place
SEAT = 40.0  # km within which a town is the seat of the subdistrict of its name
IRAQ = "place/isnad-iraq"
SYRIA = "place/isnad-syria"
# Our P-codes of GeoNames' first-level divisions of Syria.
ADMIN1 = {
    "01": "SY08", "02": "SY06", "03": "SY14", "04": "SY11", "05": "SY13", "06": "SY12", "07": "SY09",
    "08": "SY03", "09": "SY02", "10": "SY05", "11": "SY04", "12": "SY07", "13": "SY01", "14": "SY10",
}  # fmt: skip
ASCII = "ا=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ك=k ل=l م=m ن=n ه=h و=w ي=y"
LETTERS = str.maketrans(dict(pair.split("=") for pair in ASCII.split(" ")))
_ARABIC = re.compile("[ء-ي]+( [ء-ي]+)*")
_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _keys(text: str) -> frozenset[str]:
    return frozenset(map(key, text.split()))


OTHER_THINGS, PHRASE, ABROAD = (_keys(_WORDS[name]) for name in ("other_things", "phrase", "abroad"))
KINDS = {word: kind for kind, words in _WORDS["kinds"].items() for word in _keys(words)}
STOP, NOT_CUES, BEGINNINGS = (_keys(_WORDS["corpus"][name]) for name in ("stop", "not_cues", "beginnings"))
LEAST = 3  # times that the corpus announces what is taken for a name


@dataclass(slots=True)
class Draft:
    """A town in the making: every spelling with how often it was met; ``reports`` are incidents there that Airwars lists."""

    id: str
    kind: str
    latitude: float | None
    longitude: float | None
    parent: str
    names: Counter[str] = field(default_factory=Counter)
    english: Counter[str] = field(default_factory=Counter)
    sources: set[str] = field(default_factory=set)
    reports: int = 0

    def place(self) -> Place:
        spellings: dict[str, str] = {}
        for name, _ in sorted(self.names.items(), key=lambda item: (-item[1], not item[0].startswith("ال"), item[0])):
            spellings.setdefault(key(name), name)
        name, *others = spellings.values()
        english = max(self.english, key=lambda e: (fuzz.ratio(sounds(e), sounds(name)), self.english[e], e), default="")
        return Place(
            self.id, self.kind, name, tuple(others), english, self.latitude, self.longitude, self.parent, "+".join(sorted(self.sources))
        )


def distance(a: Place | Draft, b: Place | Draft) -> float | None:
    """Kilometres between two places, None where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north = math.radians(b.latitude - a.latitude)
    east = math.radians(b.longitude - a.longitude) * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return 6371.0 * math.hypot(north, east)


def bare(name: str) -> str:
    """What spellings of one name share: no spaces, no articles (كفر نبل and كفرنبل, الميادين and ميادين)."""
    return "".join(word.removeprefix("ال") if len(word) > 4 else word for word in key(name).split())


def tidy(name: str) -> str:
    """A name without marks, presentation forms and what follows a comma or bracket; empty if it is not Arabic."""
    text = "".join(c for c in unicodedata.normalize("NFKC", name.replace("ی", "ي").replace("ک", "ك")) if c not in DROPPED)
    text = " ".join(re.split("[,،/(\\[:–-]", text.strip(" .,،"))[0].split())
    return text if _ARABIC.fullmatch(text) else ""


def administrative(folder: Path) -> Iterator[Place]:
    """Governorates, districts and subdistricts of Open-Syria, each with its P-code."""
    ids: dict[str, str] = {}
    above = {"governorates": "", "districts": "governorateId", "subdistricts": "districtId"}
    for level, parent in above.items():
        for entry in json.loads((folder / f"opensyria_{level}.json").read_text(encoding="utf-8")):
            id_ = f"place/{entry['externalIds']['ochaPcode']}"
            ids[entry["id"]] = id_
            aliases = [a["value"] for a in entry["aliases"] if a["language"] == "ar"]
            names: dict[str, str] = {}
            # مركز X is the subdistrict around the town X, and ناحية X means it as well.
            for name in (entry["name"]["ar"], *aliases, entry["name"]["ar"].removeprefix("مركز ")):
                stripped = re.sub("^(محافظة|منطقة|ناحية) ", "", name)
                if text := tidy(stripped):
                    names.setdefault(key(text), text)
            name, *others = names.values()
            yield Place(
                id=id_,
                kind=level.removesuffix("s"),
                name=name,
                other_names=tuple(others),
                name_en=entry["name"]["en"],
                latitude=round(entry["centroid"]["latitude"], 5),
                longitude=round(entry["centroid"]["longitude"], 5),
                parent=ids[entry[parent]] if parent else SYRIA,
                source="open-syria",
            )


def sounds(text: str) -> str:
    """The consonants of an Arabic or an English name, roughly alike in both scripts."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    text = re.sub(r"\b(al|el|ar|as|at|az|ad|an|ash|adh)[ -]", "", re.sub(r"\bال", "", text))
    for written, sound in (("sh", "S"), ("kh", "K"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ch", "S")):
        text = text.replace(written, sound)
    arabic = dict(zip("بتثجحخدذرزسشصضطظغفقكلمنه", "bttjhKddrzsSsdtdgfkklmnh", strict=True))
    latin = {"q": "k", "c": "k", "g": "g", "p": "b", "v": "f", "z": "z"}
    kept = (arabic.get(c) or latin.get(c) or (c if c in "bdfhjklmnrstSKxz" else "") for c in text)
    return re.sub(r"(.)\1+", r"\1", "".join(kept))


def agree(name: str, name_en: str) -> bool:
    """An Arabic name can be heard in the English one."""
    here, there = sounds(name), sounds(name_en)
    return not there or not here or fuzz.partial_ratio(here, there) >= 65


def geonames(path: Path) -> Iterator[Draft]:
    """Towns; the Arabic name that sounds most like the main one comes first."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            names = [text.removeprefix("ناحية ") for name in row["names_ar"].split("|") if (text := tidy(name))]
            if not names:
                continue
            parent = IRAQ if row["country"] == "IQ" else f"place/{ADMIN1[row['admin1']]}" if row["admin1"] else SYRIA
            heard = sounds(row["name"])
            yield Draft(
                f"place/geonames-{row['geonameid']}",
                "settlement",
                round(float(row["lat"]), 5),
                round(float(row["lon"]), 5),
                parent,
                Counter({name: round(fuzz.ratio(sounds(name), heard)) for name in names}),
                Counter({row["name"]: 1000}),
                {"geonames"},
            )


def airwars(path: Path, governorates: dict[str, str]) -> Iterator[Draft]:
    """Places whose Arabic name is clean, those with coordinates and most reports first; their ids are settled after joining."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in sorted(rows, key=lambda r: (not r["lat"], -int(r["incidents"]), r["name_ar"], r["name_en"], r["lat"])):
        found = clean(row["name_ar"])
        governorate = key(row["governorate_ar"].removeprefix("محافظة "))
        if not found or governorate in ABROAD or not agree(found[0], row["name_en"]):
            continue
        name, kind = found
        english = re.split(r"[,(/\[]| or | and ", row["name_en"].rpartition(":")[2])[0].strip()
        if re.search(r"\b(near|between|vicinity|outskirts|countryside|road|west of|north of|east of|south of)\b", english, re.IGNORECASE):
            continue
        english = re.sub(r"(?i)^(the )?(village|town|city) of |[ -](village|town|city|neighbou?rhood|area)$", "", english).strip()
        if kind == "settlement" and re.search(r"(?i)neighbou?rhood|\(Aleppo\)", row["name_en"]):
            kind = "neighbourhood"
        # Airwars files the countryside of Damascus under the city.
        parent = "" if governorate == key("دمشق") else governorates.get(governorate, "")
        north, east = (round(float(row["lat"]), 5), round(float(row["lon"]), 5)) if row["lat"] else (None, None)
        count = int(row["incidents"])
        yield Draft("", kind, north, east, parent, Counter({name: count}), Counter({english: count} if english else ()), {"airwars"}, count)


def clean(raw: str) -> tuple[str, str] | None:
    """(name without its generic noun, kind) of one to four words, or None for a phrase or another thing than a place."""
    name = tidy(raw)
    kind = "settlement"
    first, _, rest = name.partition(" ")
    if rest and key(first).removeprefix("ب") in {"حي", "حاره"}:
        name, kind = rest, "neighbourhood"
    elif rest and key(first) in {"قريه", "بلده", "مدينه"}:
        name = rest
    words = key(name).split()
    if not 1 <= len(words) <= 4 or len("".join(words)) < 3 or words[0] in OTHER_THINGS or PHRASE & set(words):
        return None
    # Two places in one (نبل والزهراء).
    if any(word.startswith("وال") and len(word) > 5 for word in words[1:]):
        return None
    return name, KINDS.get(words[0], kind)


def join(drafts: Iterable[Draft], administration: list[Place]) -> list[Draft]:
    """Drafts of the same place become one, the first of them the one that stays."""
    joined: list[Draft] = []
    by_name: dict[str, list[Draft]] = {}
    governorates, districts = ({bare(n) for p in administration if p.kind == k for n in p.names} for k in ("governorate", "district"))
    for draft in drafts:
        # Places of GeoNames have several names and are told apart by their ids; those of Airwars have one and may be another report.
        (name,) = {bare(name) for name in draft.names} if not draft.id else ("",)
        same = [d for d in by_name.get(name, ()) if _same(d, draft)]
        if not draft.id and not same:
            same = [d for d in joined if _misspelt(d, draft)]
        if same:
            town = min(same, key=lambda d: distance(d, draft) or 0.0)
            name_known = name in {bare(spelling) for spelling in town.names}
            for spelling, count in draft.names.items():
                # A name of GeoNames has a share of a hundred; the spelling that Airwars reports most goes first.
                town.names[spelling] += count + (100 if "geonames" in town.sources else 0)
            if not name_known:
                by_name.setdefault(name, []).append(town)
            town.english += draft.english
            town.sources |= draft.sources
            town.reports += draft.reports
            if town.latitude is None:
                town.latitude, town.longitude = draft.latitude, draft.longitude
            town.parent = town.parent or draft.parent
            continue
        if not draft.id and (name in governorates or (draft.latitude is None and not draft.parent and name in by_name)):
            # A governorate's name for some spot of it, or a namesake of which nothing is known.
            continue
        joined.append(draft)
        for spelling in {bare(name) for name in draft.names}:
            by_name.setdefault(spelling, []).append(draft)
    return [d for d in joined if not any(_misplaced(d, o, bare(name) in districts) for name in d.names for o in by_name[bare(name)])]


def _misplaced(town: Draft, other: Draft, seat: bool) -> bool:
    """A few reports far from a well-known town of that name, in its governorate, or anywhere if it is the seat of a district:
    rather a slip in the coordinates than a namesake."""
    if town is other or town.sources != {"airwars"} or not (seat or not town.parent or town.parent == other.parent):
        return False
    return other.reports >= 4 * town.reports or ("geonames" in other.sources and town.reports <= (10 if seat else 2))


def _same(town: Draft, other: Draft) -> bool:
    apart = distance(town, other)
    if apart is not None:
        return apart <= NEAR
    return bool(other.parent) and town.parent in ("", other.parent)


def _misspelt(town: Draft, other: Draft) -> bool:
    """One letter apart and hardly two kilometres (راجو and راحو); not so الكبير and الصغير, الشرقية and الغربية."""
    apart = distance(town, other)
    if apart is None or apart > 2:
        return False
    (name,) = map(bare, other.names)
    return len(name) > 3 and any(Levenshtein.distance(bare(n), name, score_cutoff=1) == 1 for n in town.names)


def slug(name: str) -> str:
    """An ASCII name for an identifier: the letters of the folded name, one by one."""
    return re.sub("[^a-z0-9]+", "-", key(name).translate(LETTERS)).strip("-")


def with_aliases(drafts: Iterable[Draft], administration: list[Place]) -> Iterator[Draft]:
    """Towns with the other names of the subdistrict that they are the seat of (عين العرب, كوباني)."""
    seats = _seats(administration)
    for draft in drafts:
        for subdistrict in {s.id: s for name in sorted(draft.names) for s in seats.get(bare(name), ())}.values():
            if bare(subdistrict.name.removeprefix("مركز ")) not in map(bare, draft.names):
                continue
            apart = distance(subdistrict, draft)
            if apart is not None and apart <= SEAT:
                for name in subdistrict.names:
                    draft.names[name.removeprefix("مركز ")] += 1
        yield draft


def _seats(administration: list[Place]) -> dict[str, list[Place]]:
    """Subdistricts by the name of their seat."""
    seats: dict[str, list[Place]] = {}
    for place in administration:
        if place.kind == "subdistrict":
            for name in sorted({bare(n.removeprefix("مركز ")) for n in place.names}):
                seats.setdefault(name, []).append(place)
    return seats


def settle(drafts: list[Draft], administration: list[Place]) -> Iterator[Place]:
    """Gives every draft its id and the subdistrict that it is the seat of, or else its governorate."""
    seats = _seats(administration)
    districts = {p.id: p for p in administration}
    taken = Counter[str]()
    for draft in drafts:
        place = draft.place()
        for subdistrict in (s for name in place.names for s in seats.get(bare(name), ())):
            apart = distance(place, subdistrict)
            governorate = districts[subdistrict.parent].parent
            if place.kind == "settlement" and (apart is not None and apart <= SEAT if not place.parent else place.parent == governorate):
                place = replace(place, parent=subdistrict.id)
                break
        if not place.id:
            id_ = f"place/airwars-{place.parent[6:10].lower() or 'sy'}-{slug(place.name)}"
            taken[id_] += 1
            place = replace(place, id=id_ if taken[id_] == 1 else f"{id_}-{taken[id_]}")
        yield place


def ambiguous(name: str, usage: Callable[[str], Usage], names: Names, *, town: bool) -> bool:
    """The name is mostly a common word or a person's name, and the corpus does not mostly announce it as a place. What a dictionary
    knows but general texts never use counts for villages alone: dictionaries know towns as well."""
    words = key(name).split()
    if len(words) > 1:
        # Titles and kunyas before a given name: the sheikh or the father may be meant.
        return words[0] in {"الشيخ", "شيخ", "حاج", "الحاج", "ابو", "ام", "سيدي", "السيد"} and names.is_given(" ".join(words[1:]))
    used = usage(words[0])
    if used.place:
        return False
    if names.is_given(words[0]) and names.weight(words[0]) >= 20:
        return True
    return (used.common > used.proper and used.common >= 2) or (not town and not used.proper and known(name))


def flagged(place: Place, usage: Callable[[str], Usage], names: Names) -> Place:
    """The place with those of its names that need a cue."""
    town = place.source not in ("airwars", "corpus")
    return replace(place, ambiguous=tuple(n for n in place.names if ambiguous(n, usage, names, town=town)))


def announced(shared: Path) -> Counter[tuple[str, ...]]:
    """Spellings of one to three words that follow a word for a settlement in the conflict articles, with how often. A word ends
    where the teacher cuts a clitic off; a name ends at punctuation and at words that cannot belong to it."""
    settlement = {key(w) for kind in ("settlement", "neighbourhood", "subdistrict") for w in places_file()["cues"][kind]}
    settlement -= NOT_CUES
    stops = around() | cues().keys() | STOP
    counts = Counter[tuple[str, ...]]()
    for of_conflict, sentences in trees(shared):
        if not of_conflict:
            continue
        for sentence in sentences:
            leaves = sentence.leaves
            for n, leaf in enumerate(leaves):
                if key(leaf.form) not in settlement:
                    continue
                words: list[str] = []
                for following in leaves[n + 1 : n + 4]:
                    raw = tidy(sentence.text[following.start : following.end])
                    if not raw or key(raw) in stops or following.tag in ("IN", "CC", "PRP", "PRP$", "WP", "DT", "CD", "RP"):
                        break
                    words.append(raw)
                    counts[tuple(words)] += 1
                    if following.end < len(sentence.text) and sentence.text[following.end] not in " \u00a0":
                        break
    return counts


def learned(counts: Counter[tuple[str, ...]], taken: set[str]) -> Iterator[tuple[str, ...]]:
    """Names met ``LEAST`` times; a longer one goes before the shorter one that it begins with if it is most of its cases."""
    for words, count in sorted(counts.items()):
        if count < LEAST or key(" ".join(words)) in taken or (len(words) == 1 and key(words[0]) in BEGINNINGS):
            continue
        longer = max((n for w, n in counts.items() if len(w) == len(words) + 1 and w[:-1] == words), default=0)
        shorter = counts[words[:-1]] if len(words) > 1 and key(words[0]) not in BEGINNINGS else 0
        prefixes_known = any(key(" ".join(words[:n])) in taken for n in range(1, len(words)))
        if longer > 0.6 * count or count < 0.6 * shorter or (prefixes_known and count < 0.9 * counts[words[:-1]]):
            continue
        yield words


def annotated(folder: Path) -> Iterator[str]:
    """Names of places in the real articles of ``gold/train``, regions named after a larger place left out."""
    for path in sorted(folder.glob("aw_*.json")):
        for entity in json.loads(path.read_text(encoding="utf-8"))["entities"]:
            if entity["type"] == "Place" and not entity["unnamed"] and (found := clean(entity["name"])):
                yield found[0]


def build(shared: Path) -> tuple[list[Place], list[Place]]:
    """The places of the two tables."""
    folder = shared / "data" / "gazetteer"
    administration = list(administrative(folder))
    governorates = {key(n): p.id for p in administration if p.kind == "governorate" for n in p.names}
    known_towns = with_aliases(geonames(folder / "geonames_cities500_SY_IQ.tsv"), administration)
    towns = join([*known_towns, *airwars(folder / "airwars_locations_sy.tsv", governorates)], administration)
    usage = usages(shared, cues().keys() | around(), places=True)
    names = Names()
    first = [*administration, *settle(towns, administration)]
    first = [p if governorates.keys() & set(map(key, p.names)) else flagged(p, usage, names) for p in first]

    taken = {key(n) for p in (*first, *handwritten()) for n in p.names}
    second: dict[str, Place] = {}
    for name in (*map(" ".join, learned(announced(shared), taken)), *annotated(shared / "gold" / "train")):
        if key(name) not in taken:
            kind = KINDS.get(key(name).split()[0], "settlement")
            place = Place(f"place/corpus-{slug(name)}", kind, name, source="corpus")
            second[place.id] = flagged(place, usage, names)
    return first, list(second.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    for places, name in zip(build(parser.parse_args().shared), ("gazetteer", "places_corpus"), strict=True):
        write_table(places, DATA / f"{name}.tsv")


if __name__ == "__main__":
    main()
