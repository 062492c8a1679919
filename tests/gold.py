"""The reference annotations as article graphs, for tests that want real articles. They lie beside the checkout, not in it."""

import json
from pathlib import Path

from kg.graph import ArticleGraph

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"


def gold_graph(path: Path) -> ArticleGraph:
    """``ID.json`` and the ``ID.txt`` beside it. What the guide's form leaves open is filled in: the rule is ``gold``, an event's
    evidence is its trigger."""
    record = json.loads(path.read_text(encoding="utf-8"))
    record["article"] = {"text": path.with_suffix(".txt").read_bytes().decode("utf-8")}
    for event in record["events"]:
        event["evidence"] = event["trigger"]
    for claim in (*record["events"], *record["relations"]):
        claim["rule"] = "gold"
        if isinstance(title := claim.get("title"), dict):  # six files keep it as it was typed: a quote and its surroundings
            claim["title"] = title["q"]
    return ArticleGraph.read(record)


def gold_graphs(folder: Path = GOLD / "dev") -> list[ArticleGraph]:
    """All article graphs of ``gold/dev`` or ``gold/train``, by name."""
    return [gold_graph(path) for path in sorted(folder.glob("*.json"))]
