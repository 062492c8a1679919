"""How fast the explorer answers over a large store: ``python -m tests.benchmarks.explorer_speed [CLAIMS] [FOLDER]``.

Makes a store of invented articles with CLAIMS claims (100,000) in FOLDER, or takes the one that is there, and asks its server over HTTP
as the page does, each question many times with other values. Prints the middle and the worst time of each; nothing fails on time.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

from loaders import store as stores
from tests.benchmarks.crowd import articles
from tests.kg.explorer.asking import PAGE, TOKEN, Asked, over_store

TIMES = 25
_DICE = random.Random(3)
_ARABIC = ("سالم", "حسن العيسى", "الحمدان", "وا", "س", "لواء الصق", "مطلق الحن", "قتل")  # names, beginnings of names, "killed"
_LATIN = ("Hassan al-Issa", "Salim", "hamd", "Wadi al-Nakhil", "s", "Mutlaq", "Liwa al-Saqr")


def main() -> None:
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as made:
        folder = str(Path(sys.argv[2] if len(sys.argv) > 2 else made) / "store")
        with stores.open_store(folder) as store:
            began = time.perf_counter()
            if not store.query("MATCH (a:Article) RETURN a.id AS id LIMIT 1"):
                print(f"{store.load(articles(claims)).nodes:,} nodes loaded in {time.perf_counter() - began:.0f} s")
            began = time.perf_counter()
            with over_store(store) as asked:
                while asked.response("/api/about").status_code == 503:
                    pass
                peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
                print(f"read in {time.perf_counter() - began:.0f} s, the process has {peak:.0f} MB at most")
                measure(asked)
        stores.stop(folder)


def measure(asked: Asked) -> None:
    rows = asked.get("claims", limit=500)["rows"]
    people = sorted({f["id"] for row in rows for f in row["fillers"] if f["type"] == "Person"})
    questions: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
        "search, Arabic": ("search", lambda: {"q": _DICE.choice(_ARABIC)}),
        "search, Latin": ("search", lambda: {"q": _DICE.choice(_LATIN)}),
        "neighbourhood of a person": ("neighbours", lambda: {"id": _DICE.choice(people)}),
        "neighbourhood of a group with most claims": ("neighbours", lambda: {"id": f"group/crowd{_DICE.randint(0, 7)}", "limit": 60}),
        "neighbourhood of 300 claims": ("neighbours", lambda: {"id": f"place/crowd{_DICE.randint(0, 20)}", "limit": 300}),
        "claim with its article": ("claim", lambda: {"id": _DICE.choice(rows)["id"]}),
        "facets": ("facets", dict),
        "facets, filtered": ("facets", lambda: {"place": f"place/crowd{_DICE.randint(0, 20)}", "modality": "alleged"}),
        "timeline": ("timeline", lambda: {"type": _DICE.choice(("Killing", "Detention"))}),
        "map": ("map", lambda: {"from": f"20{_DICE.randint(12, 24)}-01-01"}),
        "table, sorted": ("claims", lambda: {"sort": _DICE.choice(("time", "type", "source", "outlet")), "limit": 100}),
        "path": ("path", lambda: {"from_id": _DICE.choice(people), "to_id": _DICE.choice(people)}),
        "family": ("kin", lambda: {"id": _DICE.choice(people)}),
        "other accounts": ("accounts", lambda: {"id": _DICE.choice(rows)["id"]}),
        "about": ("about", dict),
    }
    show("first page", lambda: asked.client.get("/", params={"token": TOKEN}).text == PAGE)
    for name, (question, parameters) in questions.items():
        show(name, lambda question=question, parameters=parameters: asked.response(f"/api/{question}", **parameters()).is_success)
    began = time.perf_counter()
    size = len(asked.response("/api/claims.csv").content)
    print(f"{'all claims as CSV':45} {time.perf_counter() - began:6.1f} s  {size / 1e6:.1f} MB")


def show(name: str, ask: Callable[[], bool]) -> None:
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        assert ask(), name
        times.append((time.perf_counter() - began) * 1000)
    print(f"{name:45} {statistics.median(times):6.0f} ms {max(times):6.0f} ms at most")


if __name__ == "__main__":
    main()
