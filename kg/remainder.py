"""What was seen and not read: words and sentences that look as if a claim were in them and became none, each with its reason.

* a trigger whose event was dropped: nobody and nothing is told of it, or only such as was not read itself;
* where a sentence gave no claim at all: a word of the event lexicon whose frame does not hold there;
* a sentence that is passed over: not Arabic, or beside the article (a list of similar articles);
* a number that the tellings after it do not add up to (``kg.tally``).

Sentences that name somebody and tell nothing of him are not written down here: the graph has the names, ``kg.report`` finds them.
"""

from collections.abc import Iterator, Sequence

from kg import tally, tongue
from kg.event import EventDraft, furniture
from kg.fold import key
from kg.graph import Span, Unread
from kg.lexicon import Lexicon
from kg.reading import Reading
from kg.relation import RelationDraft
from kg.syntax import Token

NOTHING_TOLD = "nobody and nothing is told of it in its sentence"
NOTHING_READ = "what is told of it was not read either"
NO_FRAME = "a word for it, but no frame of it holds here"
FOREIGN = "passed over: not Arabic"
BESIDE = "passed over: beside the article"

# Less than this in another language is an address or a name.
_SENTENCE = 3


def unread(
    reading: Reading, drafts: Sequence[EventDraft], told: Sequence[EventDraft], relations: Sequence[RelationDraft]
) -> tuple[Unread, ...]:
    """What was seen and not read, in order of the text. ``drafts`` are all events that the frames saw, ``told`` those that are claims."""
    read = {s for e in told for s in (e.trigger, *e.also)}
    silent = [e for e in drafts if e.trigger not in read]
    found = [Unread(e.trigger, f"{e.type}: {NOTHING_READ if e.args else NOTHING_TOLD}") for e in silent]
    spans = [*read, *(e.trigger for e in silent), *(r.evidence for r in relations)]
    found += _without_frame(reading, {reading.sentence_at(span.start) for span in spans})
    found += [Unread(span, FOREIGN) for span in tongue.passages(reading.article.text, words=_SENTENCE)]
    found += tally.unequal(reading, told, relations)
    return tuple(sorted(set(found), key=lambda u: (u.span, u.reason)))


def _without_frame(reading: Reading, touched: set[int]) -> Iterator[Unread]:
    """The words of the event lexicon in sentences that were not touched; a sentence beside the article is named whole."""
    beside = furniture(reading)
    for n, sentence in enumerate(reading.sentences):
        if n in touched:
            continue
        words = [(t, types) for t in sentence.tokens if not reading.inside_name((n, t.i)) and (types := _types(reading.lexicon, t))]
        if words and n in beside:
            yield Unread(Span(sentence.start, sentence.end), BESIDE)
        else:
            yield from (Unread(reading.span((n, t.i)), f"{types}: {NO_FRAME}") for t, types in words)


def _types(lexicon: Lexicon, token: Token) -> str:
    if not (token.verb or token.noun or token.tag in ("JJ", "DTJJ")):
        return ""
    return "/".join(lexicon.event_types(key(token.lemma), verb=token.verb))
