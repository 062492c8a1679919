"""Dating: which of a text's time expressions (``kg.date``) dates an event.

An expression dates the events of its clause, and with them their effects (أسفر عن, "led to"): it does not reach over a word
that sets one time against another (بعد "after", بينما "while"). What dates a verb of saying dates no event. The day of a digest, in its
first lines, dates all of its items.
"""

from bisect import bisect_left
from collections.abc import Sequence, Set

from kg import article as articles
from kg import date
from kg.discourse import by_sentence
from kg.event import EventDraft
from kg.fold import key
from kg.graph import Article, Span, Time
from kg.lexicon import Lexicon
from kg.syntax import Sentence

# What a comma between a time and a trigger counts, in tokens.
COMMA = 6
# Tokens within which a word says something of a trigger.
NEAR = 8
# Sentences after the title within which the lead tells what it says.
LEAD = 3


def date_events(article: Article, sentences: Sequence[Sentence], events: Sequence[EventDraft]) -> None:
    """Gives each event the expression that dates it, if there is one. Charges, and what is only claimed or has not happened, have
    no date; an attempt has one."""
    header = articles.header(article.text)
    times = date.expressions(article.text, articles.anchor(articles.described(article)))
    if header.date is not None:
        times = [t for t in times if not (header.date.start <= t.span.start < header.date.end)]
    covered = next((t for t in date.expressions(article.text) if t.value == header.covers), None) if header.covers else None
    lexicon = Lexicon.load()
    cues, verbs = lexicon.cues["time"], lexicon.cues["speech"]["verbs"]
    starts = [t.span.start for t in times]
    for n, its_events in by_sentence(events).items():
        sentence = sentences[n]
        here = times[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        told = {e.place[1] for e in its_events}
        here = [
            t for t in here if t.span.end <= sentence.end and not _of_saying(sentence, t, verbs, told) and not _of_sequence(sentence, t)
        ]
        for event in (e for e in its_events if _datable(sentence, e, cues)):
            reached = [(cost, t) for t in here if (cost := _cost(sentence, t, event.place[1], cues)) is not None]
            event.time = min(reached, key=lambda r: r[0])[1] if reached else covered


def share_times(sentences: Sequence[Sentence], events: Sequence[EventDraft]) -> None:
    """An effect and its cause have one time, but for a death of wounds; an event of the title (a first sentence without a full stop)
    has the time of the first of its type in the lead."""
    cues = Lexicon.load().cues["time"]
    titled = [e for e in events if e.place[0] == 0 and sentences[0].tokens[-1].form != "."]
    for event in (e for e in titled if e.time is None and _datable(sentences[0], e, cues)):
        again = next((e for e in sorted(events, key=lambda e: e.place) if e.type == event.type and 0 < e.place[0] <= LEAD), None)
        event.time = again.time if again is not None else None
    for _ in range(3):
        for event in events:
            for cause in event.args.get("cause", ()):
                if not isinstance(cause, EventDraft) or _of_wounds(sentences[event.place[0]], event, cues):
                    continue
                if all(_datable(sentences[e.place[0]], e, cues) for e in (event, cause)):
                    event.time = event.time or cause.time
                    cause.time = cause.time or event.time


def _datable(sentence: Sentence, event: EventDraft, cues: dict[str, frozenset[str]]) -> bool:
    i = event.place[1]
    if event.type == "Accusation" or event.modality in ("alleged", "negated"):
        return False
    if event.modality == "planned":
        return any({key(t.form), key(t.lemma)} & cues["attempt"] for t in sentence.tokens[max(0, i - NEAR) : i])
    near = [*sentence.tokens[max(0, i - 1) : i], *sentence.tokens[i + 1 : i + 3]]
    return not any(key(t.form) in cues["earlier"] for t in near)


def _of_wounds(sentence: Sentence, event: EventDraft, cues: dict[str, frozenset[str]]) -> bool:
    return any(key(t.form) in cues["wounded"] for t in sentence.tokens[event.place[1] : event.place[1] + NEAR])


def _tokens_of(sentence: Sentence, span: Span) -> tuple[int, int]:
    """First and last token of a span."""
    inside = [t.i for t in sentence.tokens if span.start <= t.start < span.end]
    return (inside[0], inside[-1]) if inside else (0, 0)


def _cost(sentence: Sentence, time: Time, i: int, cues: dict[str, frozenset[str]]) -> int | None:
    """How far an expression stands from the trigger at ``i``, in tokens; None where a word between them keeps them apart. The day of
    the news itself reaches back over بعد (قُتل بعد اقتحام المنزل صباح اليوم)."""
    first, last = _tokens_of(sentence, time.span)
    between = sentence.tokens[last + 1 : i] if i > last else sentence.tokens[i + 1 : first]
    today = i < first and any(key(t.form) in cues["today"] for t in sentence.tokens[first : last + 1])
    apart = (t for t in between if key(t.form) in cues["against"])
    if not today and any(t.form != "قبل" or not t.i or sentence.tokens[t.i - 1].form != "من" for t in apart):  # من قبل: by
        return None
    relative = [t.i for t in between if t.tag == "WP" and key(t.form) in cues["relative"]]
    if i < first and relative and not any(t.form == "," for t in between if t.i > relative[-1]):
        return None
    return len(between) + COMMA * sum(t.form in (",", ";") for t in between)


def _of_sequence(sentence: Sentence, time: Time) -> bool:
    """Whether an expression counts from another event and so gives no date (بعد يومين من الحادثة, في وقت لاحق)."""
    first, last = _tokens_of(sentence, time.span)
    words = [key(t.form) for t in sentence.tokens[first : last + 2]]
    return words[-1] == "من" and words[0] in ("بعد", "قبل") or "لاحق" in words


def _of_saying(sentence: Sentence, time: Time, verbs: frozenset[str], told: Set[int]) -> bool:
    """Whether an expression tells when something was said (قالت أمس إن, "said yesterday that"; أمس قالت إن). One after أن or after an
    event (``told``: the triggers of the sentence) dates what was said (أعلنت اعتقاله أمس, "announced his arrest yesterday"), and a
    calendar date on a verb of saying (أشار في 21 تموز إلى) dates that as well."""
    if time.value is not None and time.anchor is None:
        return False
    first, last = _tokens_of(sentence, time.span)
    rest = sentence.tokens[last + 1 :]
    if rest[:1] and rest[0].verb and {key(rest[0].form), key(rest[0].lemma)} & verbs:
        return next((t.form for t in rest[1:] if t.form in ("ان", ":") or t.verb), None) in ("ان", ":")
    verb = next((t for t in reversed(sentence.tokens[:first]) if t.verb), None)
    if verb is None or not {key(verb.form), key(verb.lemma)} & verbs:
        return False
    if any(t.form == "ان" or t.i in told for t in sentence.tokens[verb.i + 1 : first]):
        return False
    content = next((t for t in rest if t.form in ("ان", ":") or t.verb), None)
    return content is None or content.form in ("ان", ":")
