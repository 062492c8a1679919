"""Builds ``kg/data/given_names.tsv`` and ``kg/data/family_names.tsv``: python -m kg.train.names --shared DIR --wikidata FILE

``--shared`` holds the lists of names (MIT), ANERcorp and ``gold/train``, from which names are taken as facts with their counts.
``--wikidata`` is ``names.sqlite3`` of the package arabic-name-romanizer 0.2.0 (CC0: names of people in Wikidata), for example from
``pip download --no-deps arabic-name-romanizer==0.2.0`` and unzip.
"""

import argparse
import json
import re
import sqlite3
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.fold import key
from kg.gazetteer import around, cues
from kg.names import COLUMNS
from kg.train.words import Usage, known, usages

DATA = Path(__file__).parent.parent / "data"
GENDERS = Path(__file__).with_name("genders.toml")
# Countries whose people's names are told from Wikidata: Arabic-speaking ones. Names of Iran and Pakistan would only add noise.
COUNTRIES = ("SY", "IQ", "LB", "JO", "PS", "SA", "YE", "KW", "QA", "BH", "AE", "OM", "EG", "LY", "SD", "TN", "DZ", "MA", "MR")
LEAST = 2
LISTED = 3  # what a name in one of the lists weighs
RARE = 5
# Words that make one name with the word after them.
JOINING = frozenset(map(key, ("عبد", "أبو", "أبا", "أبي", "أم", "آل", "ابن", "بن", "بنت")))
_NAME = re.compile("[ء-ي]{2,}( [ء-ي]{2,})?")


def parts(words: Iterable[str]) -> list[str]:
    """The names in a full name: [عبد, الله, الأحمد] -> [عبد الله, الاحمد]. Particles of descent are left out."""
    result: list[str] = []
    joining = ""
    for word in map(key, words):
        if joining:
            word, joining = f"{joining} {word}", ""
        elif word in JOINING:
            joining = word
            continue
        result.append(word)
    return [re.sub("^(ابن|بن|بنت) ", "", name) for name in result]


def anercorp(path: Path) -> Iterator[list[str]]:
    """Full names of persons in a file of word and label a line."""
    name: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, label = line.rpartition(" ")
        if label != "I-PERS" and name:
            yield name
            name = []
        if label in ("B-PERS", "I-PERS"):
            name.append(word)
    if name:
        yield name


def annotated(folder: Path) -> Iterator[list[str]]:
    """Full names of persons in annotated articles."""
    for path in sorted(folder.glob("*.json")):
        for entity in json.loads(path.read_text(encoding="utf-8"))["entities"]:
            if entity["type"] == "Person" and not entity["unnamed"]:
                yield entity["name"].split()


def wikidata(path: Path, role: str) -> Counter[str]:
    """Names of a role (given, surname) with how many people bear them."""
    marks = ",".join("?" * len(COUNTRIES))
    query = f"select arabic_key, sum(count) from units where role = ? and source = 'wikidata' and country in ({marks}) group by arabic_key"
    counts = Counter[str]()
    with sqlite3.connect(path) as base:
        for name, count in base.execute(query, (role, *COUNTRIES)):
            counts[key(name)] += count
    return counts


def listed(path: Path) -> set[str]:
    return {key(line) for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()}


def common(name: str, weight: int, usage: Usage) -> bool:
    """Whether a name is mostly read as a common word. A name of two words is not; what the texts never use as a common word is one
    only if a dictionary has it and hardly anybody bears it."""
    if " " in name:
        return False
    if usage.common + usage.proper < LEAST:
        return usage.proper == 0 and weight < RARE and known(name)
    return usage.common > usage.proper


def slip(usage: Usage) -> bool:
    """Practically always a common word: a name of Wikidata that was cut or aligned wrongly (بين, ولد)."""
    return usage.common >= 20 and usage.proper * 50 < usage.common


def build(shared: Path, base: Path) -> tuple[list[str], list[str]]:
    """Lines of the two tables."""
    folder = shared / "data" / "names"
    by_hand = {gender: set(text.split()) for gender, text in tomllib.loads(GENDERS.read_text(encoding="utf-8")).items()}
    male, female = listed(folder / "male-first--names-in-arabic.txt"), listed(folder / "female-first-names-in-arabic.txt")
    given, family = wikidata(base, "given"), wikidata(base, "surname")
    for name in male | female:
        given[name] += LISTED
    for name in listed(folder / "last-names-in-arabic.txt"):
        family[name] += LISTED
    for words in (*anercorp(shared / "data" / "ner" / "anercorp_train.conll"), *annotated(shared / "gold" / "train")):
        names = parts(words)
        if names and names[0].startswith("و") and names[0][1:] in given and given[names[0]] < LEAST:
            names[0] = names[0][1:]  # and: the file does not cut it off
        # A single word may be either; it says nothing.
        if len(names) > 1:
            given[names[0]] += 1
            family[names[-1]] += 1
            for middle in names[1:-1]:
                given[middle] += middle in given
    # A name of an article is a family's, unless it is mostly met in front (إلهام is written like one).
    for name in [name for name in given if name.startswith("ال") and family[name] > given[name]]:
        del given[name]
    usage = usages(shared, cues().keys() | around(), places=False)

    def gender(name: str) -> str:
        if name in by_hand["male"] or name.startswith("عبد ") or name.endswith(" الدين"):
            return "m"
        if name in by_hand["female"]:
            return "f"
        return "m" if name in male - female else "f" if name in female - male else "u"

    def lines(counts: Counter[str], *, gendered: bool) -> list[str]:
        rows = ["\t".join(COLUMNS)]
        for name, weight in sorted(counts.items()):
            if weight < LEAST or not _NAME.fullmatch(name) or len(name) < 3 or name.startswith(("ابن ", "بن ", "بنت ")):
                continue
            used = usage(name)
            if slip(used) and name not in male | female:
                continue
            rows.append("\t".join((name, gender(name) if gendered else "u", str(weight), str(int(common(name, weight, used))))))
        return rows

    return lines(given, gendered=True), lines(family, gendered=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--wikidata", type=Path, required=True)
    arguments = parser.parse_args()
    for name, lines in zip(("given_names", "family_names"), build(arguments.shared, arguments.wikidata), strict=True):
        (DATA / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
