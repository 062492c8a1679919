"""Learns what kind of attack is told of: ``python -m kg.train.attack --shared ../shared [--with-dev]``. Same input, same bytes.

Reads annotated articles up to the frames' events and learns the type that the reference gives each attack.
"""

from collections.abc import Iterator

from kg.attack import features, open_to_doubt
from kg.coreference import GENERAL, family
from kg.extraction import read_events_of
from kg.graph import Article
from kg.train.arguments import references
from kg.train.material import Annotated, learn, lessons, options

PARAMETERS = {"c1": 0.3, "c2": 1.0, "max_iterations": 200, "feature.minfreq": 2}


def examples(article: Annotated) -> Iterator[tuple[list[str], str]]:
    """(features, type) of every attack that the reference has too, by its trigger."""
    reading, events = read_events_of(Article(text=article.text, doc=article.doc))
    for event in open_to_doubt(events):
        if types := [e["type"] for e in references(event, article.graph) if family(e["type"]) == GENERAL]:
            yield features(reading, event), event.type if event.type in types else types[0]


if __name__ == "__main__":
    given = options(__doc__, "attack.crfsuite")
    learn(given.model, PARAMETERS, (([row], [label]) for article in lessons(given) for row, label in examples(article)))
