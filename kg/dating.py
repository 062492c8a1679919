"""Dating: which of a text's time expressions (``kg.date``) dates an event.

An expression dates the events of its clause, and with them their effects (أسفر عن, "led to"): it does not reach over a word
that sets one time against another (بعد "after", بينما "while"). What dates a verb of saying dates no event. The day of a digest, in its
first lines, dates all of its items.
"""

from collections.abc import Sequence

from kg import article as articles
from kg import date
from kg.event import EventDraft
from kg.fold import key
from kg.graph import Article, Span, Time
from kg.lexicon import Lexicon
from kg.syntax import Sentence, Token

# What a comma between a time and a trigger counts, in tokens.
COMMA = 6
# Not dated: what is claimed or has not happened.
_TIMELESS = frozenset({"alleged", "planned", "negated"})


def date_events(article: Article, sentences: Sequence[Sentence], events: Sequence[EventDraft]) -> None:
    """Gives each event the expression that dates it, if there is one."""
    about = articles.described(article)
    header = articles.header(article.text)
    times = date.expressions(article.text, articles.anchor(about))
    if header.date is not None:
        times = [t for t in times if not (header.date.start <= t.span.start < header.date.end)]
    cues = Lexicon.load().cues["time"]
    speech = Lexicon.load().cues["speech"]
    for n, sentence in enumerate(sentences):
        here = [t for t in times if sentence.start <= t.span.start and t.span.end <= sentence.end]
        here = [t for t in here if not _of_saying(sentence, t, speech["verbs"])]
        for event in events if here else ():
            if event.place[0] == n and event.type != "Accusation":
                reached = [(cost, t) for t in here if (cost := _cost(sentence, t, event.place[1], cues)) is not None]
                if reached:
                    event.time = min(reached, key=lambda r: r[0])[1]
    if header.covers is not None:
        day = next((t for t in date.expressions(article.text) if t.value == header.covers), None)
        for event in events:
            if event.time is None and event.modality not in ("alleged", "planned") and event.type != "Accusation":
                event.time = day


def share_times(events: Sequence[EventDraft]) -> None:
    """An effect and its cause have one time."""
    for _ in range(3):
        for event in events:
            for cause in event.args.get("cause", ()):
                if isinstance(cause, EventDraft) and not {event.modality, cause.modality} & _TIMELESS:
                    event.time = event.time or cause.time
                    cause.time = cause.time or event.time


def _tokens_of(sentence: Sentence, span: Span) -> tuple[int, int]:
    """First and last token of a span."""
    inside = [t.i for t in sentence.tokens if span.start <= t.start < span.end]
    return (inside[0], inside[-1]) if inside else (0, 0)


def _cost(sentence: Sentence, time: Time, i: int, cues: dict[str, frozenset[str]]) -> int | None:
    """How far an expression stands from the trigger at ``i``, in tokens; None where a word between them keeps them apart."""
    first, last = _tokens_of(sentence, time.span)
    between = sentence.tokens[last + 1 : i] if i > last else sentence.tokens[i + 1 : first]
    today = any(key(t.form) in cues["today"] for t in sentence.tokens[first : last + 1])
    if not today and any(_apart(t, cues) for t in between):
        return None
    if i < first and any(t.tag == "WP" for t in between) and not any(t.form == "," for t in between):
        return None
    return len(between) + COMMA * sum(t.form in (",", ";") for t in between)


def _apart(token: Token, cues: dict[str, frozenset[str]]) -> bool:
    return key(token.form) in cues["against"]


def _of_saying(sentence: Sentence, time: Time, verbs: frozenset[str]) -> bool:
    """Whether an expression stands between a verb of saying and its أن (قالت أمس إن, "said yesterday that")."""
    first, last = _tokens_of(sentence, time.span)
    verb = next((t for t in reversed(sentence.tokens[:first]) if t.verb), None)
    if verb is None or not {key(verb.form), key(verb.lemma)} & verbs:
        return False
    content = next((t for t in sentence.tokens[last + 1 :] if t.form in ("ان", ":") or t.verb), None)
    return content is None or content.form in ("ان", ":")
