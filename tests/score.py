"""Scores of `kg extract` on the reference articles, beside those of ``scores.json``: `make score`; `make score KEEP=--keep` keeps them.

The reference articles live beside the repository (``SHARED``), not in it. `make score` takes the figures with models that did not
learn from them.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("SHARED", HERE.parent.parent / "shared"))
KEPT = HERE / "scores.json"


def measure(graphs: Path) -> dict[str, dict[str, float]]:
    """Figure -> precision, recall, f1 and counts, by the scorer of the references."""
    scorer = [sys.executable, str(SHARED / "eval" / "score.py"), str(SHARED / "gold" / "dev"), str(graphs), "--json"]
    return json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    if not (SHARED / "eval" / "score.py").is_file():
        sys.exit(f"{SHARED}: no reference articles here, so there is nothing to score against")
    with tempfile.TemporaryDirectory() as folder:
        graphs = Path(folder) / "dev.jsonl"
        subprocess.run([sys.executable, "-m", "kg.cli", "extract", str(SHARED / "gold" / "dev"), "-o", str(graphs)], check=True)
        now = measure(graphs)
    before = json.loads(KEPT.read_text("utf-8")) if KEPT.is_file() else {}
    print(f"{'':20}{'prec':>7}{'rec':>7}{'F1':>7}{'kept':>7}{'':>8}")
    for name, row in now.items():
        old = before.get(name)
        change = f"{row['f1'] - old:+8.3f}" if old is not None else ""
        print(f"{name:20}{row['precision']:7.3f}{row['recall']:7.3f}{row['f1']:7.3f}{'' if old is None else f'{old:7.3f}'}{change}")
    if "--keep" in sys.argv:
        KEPT.write_text(json.dumps({name: round(row["f1"], 3) for name, row in now.items()}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
