"""What was seen and not read: words and sentences that look as if a claim were in them and became none, each with its reason.

* a trigger whose event was dropped: nobody and nothing is told of it, or only such as was not read itself;
* where a sentence gave no claim at all: a word of the event lexicon whose frame does not hold there;
* a sentence that is passed over: not Arabic, or beside the article (a list of similar articles);
* a number that the tellings after it do not add up to (``kg.tally``).

Sentences that name somebody and tell nothing of him are not written down here: the graph has the names, ``kg.report`` finds them.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

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


def unread(
    reading: Reading, drafts: Sequence[EventDraft], told: Sequence[EventDraft], relations: Sequence[RelationDraft]
) -> tuple[Unread, ...]:
    """What was seen and not read, in order of the text. ``drafts`` are all events that the frames saw, ``told`` those that are claims."""
    read = {s for e in told for s in (e.trigger, *e.also)}
    silent = [e for e in drafts if e.trigger not in read]
    found = [Unread(e.trigger, f"{e.type}: {NOTHING_READ if e.args else NOTHING_TOLD}") for e in silent]
    spans = [*read, *(e.trigger for e in silent), *(r.evidence for r in relations)]
    found += _without_frame(reading, _touched(reading, spans))
    found += [Unread(_trimmed(span, reading.article.text), FOREIGN) for span in tongue.passages(reading.article.text)]
    found += tally.unequal(reading, told)
    return tuple(sorted(set(found), key=lambda u: (u.span, u.reason)))


def _touched(reading: Reading, spans: Iterable[Span]) -> set[int]:
    """The sentences that a span begins in."""
    starts = [s.start for s in reading.sentences]
    return {bisect(starts, span.start) - 1 for span in spans}


def _without_frame(reading: Reading, touched: set[int]) -> Iterator[Unread]:
    """The words of the event lexicon in sentences that were not touched; a sentence beside the article is named whole."""
    beside = furniture(reading)
    for n, sentence in enumerate(reading.sentences):
        if n in touched:
            continue
        words = [(t, types) for t in sentence.tokens if not reading.inside_name((n, t.i)) and (types := _types(t))]
        if words and n in beside:
            yield Unread(Span(sentence.start, sentence.end), BESIDE)
        else:
            yield from (Unread(reading.span((n, t.i)), f"{types}: {NO_FRAME}") for t, types in words)


def _types(token: Token) -> str:
    """The types of event that a word can tell of, whatever stands around it."""
    verbs, nouns = _words()
    word = key(token.lemma)
    if token.verb:
        return verbs.get(word, "")
    if token.noun or token.tag in ("JJ", "DTJJ"):
        return nouns.get(word, "")
    return ""


@cache
def _words() -> tuple[dict[str, str], dict[str, str]]:
    found: tuple[dict[str, list[str]], dict[str, list[str]]] = {}, {}
    for frame in Lexicon.load().frames:
        for table, words in zip(found, (frame.verbs, frame.nouns), strict=True):
            for word in words:
                if frame.event not in table.setdefault(word, []):
                    table[word].append(frame.event)
    verbs, nouns = ({word: "/".join(types) for word, types in table.items()} for table in found)
    return verbs, nouns


def _trimmed(span: Span, text: str) -> Span:
    inner = span.of(text)
    return Span(span.start + len(inner) - len(inner.lstrip()), span.start + len(inner.rstrip()))
