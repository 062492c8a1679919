"""What kind of attack is told of where its word leaves that open (استهدف, struck; قصف, shelled or bombed; هجوم, an attack): a
maximum-entropy model over the words around it, learned by ``kg.train.attack`` from annotated articles (card: ``kg/models/attack.md``).

The frames read what the words say; the model may say otherwise where it is sure, and the event's rule then says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.coreference import GENERAL, family
from kg.event import EventDraft
from kg.fold import key
from kg.maxent import Maxent
from kg.reading import Reading
from kg.weights import weights

BURSTS = "Explosion"
"""What words of bursting tell of; it is never in doubt."""
# How sure the model must be of another type than the frame's.
_SURE = 0.6
# Tokens before and after the word that are near it.
_NEAR = 6


def open_to_doubt(events: Iterable[EventDraft]) -> Iterator[EventDraft]:
    """Attacks that are no explosions and whose frames ask for no weapon or aircraft beside the word: those words leave no doubt."""
    return (event for event in events if family(event.type) == GENERAL and event.type != BURSTS and not event.frame.when)


def features(reading: Reading, event: EventDraft) -> list[str]:
    """What the frame says, and the words of the sentence and of the one before it, by lemma; weapons and doers as far as the frame found
    them."""
    n, i = event.place
    sentence = reading.sentences[n]
    word = key(sentence.tokens[i].lemma)
    found = [f"type={event.type}", f"word={word}", f"type={event.type}|word={word}"]
    lemmas = [(t, key(t.lemma)) for t in sentence.tokens if len(t.form) > 1]
    found += [f"near={lemma}" for lemma in sorted({lemma for t, lemma in lemmas if abs(t.i - i) <= _NEAR})]
    found += [f"sentence={lemma}" for lemma in sorted({lemma for _, lemma in lemmas})]
    found += [f"under={lemma}" for t, lemma in lemmas if t.head == i]
    if n:
        found += [f"before={lemma}" for lemma in sorted({key(t.lemma) for t in reading.sentences[n - 1].tokens if t.noun})]
    found += [f"weapon={head}" for weapon in event.referents("instrument") for head in sorted(weapon.heads)]
    return [*found, *(f"doer={part}" for doer in event.referents("agent") for part in key(doer.name).split())]


def settle(reading: Reading, events: Sequence[EventDraft]) -> None:
    """Gives attacks another type of attack where the model is sure of it. Raises ``FileNotFoundError`` where the model is missing."""
    for event in open_to_doubt(events):
        scores = _model()(features(reading, event))
        type = max(sorted(scores), key=lambda t: scores[t])
        if type not in (event.type, BURSTS) and scores[type] >= _SURE:
            event.frame, event.classed = replace(event.frame, event=type), True


@cache
def _model() -> Maxent:
    return Maxent(weights("attack.crfsuite"))
