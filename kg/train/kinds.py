"""Learns to tell general news from articles on the conflict: ``python -m kg.train.kinds --shared ../shared``. Same input, same bytes.

Counts words in the teacher's texts: ANERcorp (news of many countries, sport, trade) and AQMAR (an encyclopedia) against the articles on
the conflict. ``gold/dev`` is left out of the counts, so that scores on it stay honest. The Wojood sample has texts of both kinds and is
left out too.
"""

import argparse
import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kg.fold import key
from kg.train.teacher import documents

GENERAL, MIXED = ("aner_", "aqmar"), ("woj_",)
LEAST = 5  # a word that is met less often says nothing
MOST = 3.0  # what one word can weigh, in natural logarithms
SMALL = 0.3  # what is lighter is left out


def build(shared: Path, left_out: Callable[[str], bool] = lambda name: False) -> dict[str, int]:
    """Folded word -> hundredths of the natural logarithm of how many times likelier it is in general news; ``left_out`` documents,
    by id, are not counted."""
    dev = {p.stem for p in (shared / "gold" / "dev").glob("*.txt")}
    counts = {True: Counter[str](), False: Counter[str]()}
    for name, _, trees in documents(shared):
        if name not in dev and not name.startswith(MIXED) and not left_out(name):
            forms = (leaf.form for tree in trees for leaf in tree.leaves)
            counts[name.startswith(GENERAL)].update(key(f) for f in forms if len(f) > 1 and not f[0].isdigit())
    general, conflict = counts[True], counts[False]
    totals = general.total() + 1, conflict.total() + 1
    found = {}
    for word in sorted(general.keys() | conflict.keys()):
        weight = math.log((general[word] + 0.5) / totals[0] / ((conflict[word] + 0.5) / totals[1]))
        if word and general[word] + conflict[word] >= LEAST and abs(weight) >= SMALL:
            found[word] = round(100 * max(-MOST, min(MOST, weight)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=Path(__file__).parent.parent / "models" / "kinds.tsv")
    arguments = parser.parse_args()
    rows = (f"{word}\t{weight}" for word, weight in build(arguments.shared).items())
    arguments.model.write_text("\n".join(["word\tweight", *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
