"""English names of what articles share: the places of the gazetteer and the groups of the lexicon, for readers without Arabic."""

from collections.abc import Mapping
from functools import cache

from kg.gazetteer import DATA, handwritten, read_table
from kg.lexicon import read_data


@cache
def glosses() -> Mapping[str, str]:
    """English names by id (``place/SY02``, ``group/sdf``)."""
    groups = read_data("groups.toml")["group"]
    tables = (read_table(DATA / "gazetteer.tsv"), read_table(DATA / "places_corpus.tsv"), handwritten())
    return {f"group/{g['id']}": g["en"] for g in groups} | {p.id: p.name_en for table in tables for p in table if p.name_en}


def spellings(id: str) -> tuple[str, ...]:
    """What somebody may type in Latin letters: the English name, and the key of a group, which is its short name (SDF).

    >>> spellings("group/sdf"), spellings("place/SY02"), spellings("entity/0-t1")
    (('Syrian Democratic Forces', 'SDF'), ('Aleppo',), ())
    """
    if id not in glosses():
        return ()
    return (glosses()[id], id.removeprefix("group/").upper()) if id.startswith("group/") else (glosses()[id],)
