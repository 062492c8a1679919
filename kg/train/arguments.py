"""Learns the model of arguments: ``python -m kg.train.arguments --shared ../shared [--with-dev]``. Same input, same bytes.

Runs extraction up to the frames on annotated articles, pairs each event that was found with each mention of its sentence, and
learns the role that the reference gives the pair.
"""

from collections.abc import Iterator
from typing import Any

from kg.argument import NONE, ROLES, Scene
from kg.event import EventDraft
from kg.extraction import read_frames
from kg.graph import Article
from kg.reading import Referent
from kg.train.material import Annotated, learn, lessons, options

PARAMETERS = {"c1": 0.1, "c2": 2.0, "max_iterations": 150, "feature.minfreq": 5}
OFTEN = 2  # how often an article of gold is shown for each time that the others are


def overlap(left: dict[str, Any], start: int, end: int) -> bool:
    return bool(left["start"] < end and start < left["end"])


def reference_entity(referent: Referent, graph: dict[str, Any]) -> str | None:
    """The reference entity with which a referent shares most mentions."""
    shared = {
        e["id"]: sum(overlap(m, s.span.start, s.span.end) for m in e["mentions"] for s in referent.mentions) for e in graph["entities"]
    }
    best = max(shared, key=lambda k: (shared[k], k), default=None)
    return best if best is not None and shared[best] else None


def references(event: EventDraft, graph: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The reference events of any type that have the trigger, where they tell of the event first or again."""
    for known in graph["events"]:
        if any(overlap(told, event.trigger.start, event.trigger.end) for told in [known["trigger"], *known["also"]]):
            yield known


def pairs(article: Annotated) -> Iterator[tuple[list[str], str]]:
    """(features, role) of every pair of an event that the reference has too and a mention of its sentence."""
    reading, events = read_frames(Article(text=article.text, doc=article.doc))
    for scene in Scene.all(reading, events):
        for event in scene.events:
            reference = next((e for e in references(event, article.graph) if e["type"] == event.type), None)
            if reference is None:
                continue
            wanted = {a["ref"]: a["role"] for a in reference["args"] if a["role"] in ROLES}
            for candidate, row in zip(scene.candidates, scene.rows(event), strict=True):
                entity = reference_entity(candidate.referent, article.graph)
                yield row, wanted.get(entity or "", NONE)


if __name__ == "__main__":
    given = options(__doc__, "arguments.crfsuite")
    learn(given.model, PARAMETERS, (([row], [label]) for article in lessons(given, OFTEN) for row, label in pairs(article)))
