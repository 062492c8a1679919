"""Learns which tellings are of one event: ``python -m kg.train.coreference --shared ../shared [--with-dev]``. Same input, same bytes.

Reads annotated articles up to the events of each telling, joins those that the reference has as one event, in the order in which
``kg.retelling`` goes through them, and learns from every pair that it meets on the way.
"""

from collections.abc import Iterator, Sequence

from kg import retelling
from kg.coreference import OTHER, SAME, Pair, family, features
from kg.event import EventDraft
from kg.extraction import read_claims
from kg.graph import Article
from kg.reading import Reading
from kg.train.arguments import references
from kg.train.material import Annotated, learn, lessons, options

PARAMETERS = {"c1": 0.0, "c2": 5.0, "max_iterations": 200, "feature.minfreq": 2}


def pairs(article: Annotated) -> Iterator[tuple[list[str], str]]:
    """(features, label) of every pair of tellings that the reference has too."""
    claims = read_claims(Article(text=article.text, doc=article.doc))
    meant = {id(e): reference(e, article) for e in claims.events}
    found: list[tuple[list[str], str]] = []

    def teacher(reading: Reading, pairs: Sequence[Pair]) -> EventDraft | None:
        event = meant[id(pairs[0].later)]
        if event is None:
            return None
        same = [meant[id(pair.earlier)] == event for pair in pairs]
        for pair, one in zip(pairs, same, strict=True):
            if meant[id(pair.earlier)] is not None:
                found.append((features(reading, pair), SAME if one else OTHER))
        return pairs[same.index(True)].earlier if any(same) else None

    retelling.merge(claims.reading, claims.events, claims.relations, claims.reports, teacher)
    yield from found


def reference(event: EventDraft, article: Annotated) -> str | None:
    """The id of the event of the reference that has the trigger, of the same family."""
    return next((str(e["id"]) for e in references(event, article.graph) if family(e["type"]) == family(event.type)), None)


if __name__ == "__main__":
    given = options(__doc__, "coreference.crfsuite")
    learn(given.model, PARAMETERS, (([row], [label]) for article in lessons(given) for row, label in pairs(article)))
