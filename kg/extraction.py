"""From an article to its graph: a pure function of the text and the data and models that ship."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg import date, discourse
from kg.argument import default_model
from kg.event import EventDraft, Triggers, read_events
from kg.fold import key
from kg.graph import Argument, Article, ArticleGraph, Claim, Entity, Event, Relation, Span, Time, Unread
from kg.lexicon import Lexicon
from kg.mention import default_tagger
from kg.reading import Reading, Referent
from kg.relation import RelationDraft, read_relations
from kg.rules import extractor
from kg.stance import Report, attribution, modality, reports
from kg.syntax import Sentence, default_analyser


@cache
def _triggers() -> Triggers:
    return Triggers(Lexicon.load())


def read_frames(article: Article) -> tuple[Reading, list[EventDraft]]:
    """The reading of an article and its events as the frames read them."""
    lexicon = Lexicon.load()
    sentences = default_analyser()(article.text)
    reading = Reading(article, sentences, lexicon)
    reading.read_names(default_tagger()(sentences))
    events = read_events(reading, _triggers())
    discourse.link_causes(reading, events)
    discourse.coordinate(reading, events)
    discourse.place_events(reading, events, read_relations(reading, ()))
    discourse.chain_effects(reading, events)
    discourse.standing_actor(events)
    discourse.share(events)
    return reading, events


def extract(article: Article) -> ArticleGraph:
    """The claims of one article, checked. Raises ``kg.errors.GraphError`` if a rule of the form is broken (an error of ours)."""
    reading, events = read_frames(article)
    default_model()(reading, events)
    discourse.share(events)
    for event in events:
        event.modality = modality(reading, event.place)
    relations = read_relations(reading, [r for e in events for fillers in e.args.values() for r in fillers if isinstance(r, Referent)])
    discourse.charge(reading, events, relations)
    attribute(reading, events, relations)
    date_events(article, reading.sentences, events)
    told = [e for e in discourse.merge(reading, events, relations) if e.args]
    silent = [e for e in events if not e.args]
    relations = read_described(reading, told, relations)
    return build(reading, told, relations, silent)


def read_described(reading: Reading, events: Sequence[EventDraft], relations: list[RelationDraft]) -> list[RelationDraft]:
    """The relations of sources that stances brought in as described people (مراسل نهر ميديا), beside those known."""
    sources = [c.according_to for c in (*events, *relations) if c.according_to is not None and c.according_to.unnamed]
    known = {(r.type, id(r.subject), id(r.object)) for r in relations}
    if not sources:
        return relations
    more = [r for r in read_relations(reading, sources) if (r.type, id(r.subject), id(r.object)) not in known]
    return relations + more


def attribute(reading: Reading, events: Sequence[EventDraft], relations: Sequence[RelationDraft]) -> None:
    """Gives each claim within reach of a report its source; relations take the modality of words before them."""
    by_sentence: dict[int, list[Report]] = reports(reading)
    for claim in (*events, *relations):
        if claim.according_to is None and claim.modality != "alleged" and claim.type != "locatedIn":
            source = attribution(by_sentence[claim.place[0]], claim.place)
            own = claim.args.values() if isinstance(claim, EventDraft) and claim.type == "Accusation" else ()
            if source is not None and not any(source in fillers for fillers in own):
                claim.according_to = source


def date_events(article: Article, sentences: Sequence[Sentence], events: Sequence[EventDraft]) -> None:
    """The time expression of each event: the one in its sentence, the nearest where there are several; the date in a digest's
    headline dates all of its items."""
    times = date.expressions(article.text, article.published)
    if not times:
        return
    for event in events:
        sentence = sentences[event.place[0]]
        here = [t for t in times if sentence.start <= t.span.start and t.span.end <= sentence.end]
        if here:
            event.time = min(here, key=lambda t: _distance(sentence, t, event.trigger))
    first = sentences[0]
    headline = [t for t in times if t.span.end <= first.end]
    if headline and first.tokens and _digest(sentences):
        for event in events:
            event.time = event.time or headline[0]


def _digest(sentences: Sequence[Sentence]) -> bool:
    """A digest's headline says so (حصاد, نشرة, أبرز الأحداث)."""
    words = {key(t.form) for t in sentences[0].tokens}
    return bool(words & {"حصاد", "نشره", "جوله", "ملخص", "اخبار"})


def _distance(sentence: Sentence, time: Time, trigger: Span) -> int:
    """Characters between a time and a trigger; a clause border (comma) between them counts as 40."""
    low, high = sorted((time.span.start, trigger.start))
    return high - low + 40 * sum(t.form in (",", ";") for t in sentence.tokens if low < t.start < high)


# --- the graph ---------------------------------------------------------------------------------------------------------


def build(reading: Reading, events: Sequence[EventDraft], relations: Sequence[RelationDraft], silent: Sequence[EventDraft]) -> ArticleGraph:
    """Drafts to the checked graph; described referents that no claim needs are left out."""
    used: set[int] = set()
    for event in events:
        used.update(id(f) for fillers in event.args.values() for f in fillers if isinstance(f, Referent))
    for relation in relations:
        used.update((id(relation.subject), id(relation.object)))
    used.update(id(c.according_to) for c in (*events, *relations) if c.according_to is not None)
    referents = [r for r in reading.referents if r.mentions and (not r.unnamed or id(r) in used)]
    referents.sort(key=lambda r: min(m.span for m in r.mentions))
    ids = {id(r): f"t{k}" for k, r in enumerate(referents, 1)}
    events = sorted(events, key=lambda e: e.trigger)
    event_ids = {id(e): f"e{k}" for k, e in enumerate(events, 1)}
    relations = sorted(relations, key=lambda r: (r.evidence, r.type, ids[id(r.subject)]))
    claim_ids = event_ids | {id(r): f"r{k}" for k, r in enumerate(relations, 1)}
    context: set[str] = set()
    return ArticleGraph(
        article=reading.article,
        entities=tuple(entity(reading, r, ids[id(r)], context) for r in referents),
        events=tuple(_event(reading, e, ids, claim_ids) for e in events),
        relations=tuple(
            Relation(
                id=claim_ids[id(r)],
                type=r.type,
                evidence=r.evidence,
                rule=r.rule,
                modality=r.modality,
                according_to=ids[id(r.according_to)] if r.according_to is not None else None,
                disputed=r.disputed,
                subject=ids[id(r.subject)],
                object=ids[id(r.object)],
                title=r.title,
                status=r.status,
            )
            for r in relations
        ),
        unread=tuple(Unread(e.trigger, f"{e.type}: nobody and nothing is told of it in its sentence") for e in silent),
        extractor=extractor(),
    ).check()


def entity(reading: Reading, referent: Referent, local: str, context: set[str]) -> Entity:
    """A referent as an entity; a named place gets the identifier and coordinates of the gazetteer where only one can be meant."""
    mentions = tuple(sorted(referent.mentions, key=lambda m: m.span))
    made = Entity(
        id=local,
        type=referent.type,
        name=referent.name,
        mentions=mentions,
        unnamed=referent.unnamed,
        count=referent.count,
        identifier=referent.identifier,
    )
    if referent.type == "Place" and not referent.unnamed:
        n, i = referent.places[0]
        before = key(reading.sentences[n].tokens[i - 1].form) if i else ""
        place = reading.lexicon.gazetteer.choose(key(referent.name), before, context)
        if place is not None:
            context.add(place.id)
            made = replace(made, identifier=place.id, latitude=place.latitude, longitude=place.longitude)
    return made


def _event(reading: Reading, draft: EventDraft, ids: dict[int, str], claim_ids: dict[int, str]) -> Event:
    args = tuple(
        Argument(role, claim_ids[id(f)] if isinstance(f, EventDraft) else ids[id(f)])
        for role, fillers in draft.args.items()
        for f in fillers
        if not isinstance(f, EventDraft) or id(f) in claim_ids
    )
    return Event(
        id=claim_ids[id(draft)],
        type=draft.type,
        evidence=evidence(reading, draft),
        rule=f"event/{draft.frame.kind}/{'noun' if draft.noun else 'verb'}",
        modality=draft.modality,
        according_to=ids[id(draft.according_to)] if draft.according_to is not None else None,
        disputed=draft.disputed,
        time=draft.time,
        trigger=draft.trigger,
        also=tuple(sorted(set(draft.also))),
        args=args,
        charge=draft.charge,
        alleges=tuple(claim_ids[id(c)] for c in draft.alleges if id(c) in claim_ids),
    )


def evidence(reading: Reading, draft: EventDraft) -> Span:
    """The stretch of the trigger's sentence from the first to the last of trigger, fillers and charge."""
    sentence = reading.sentences[draft.place[0]]
    spans = [draft.trigger]
    for fillers in draft.args.values():
        for filler in fillers:
            if isinstance(filler, Referent):
                inside = [m.span for m in filler.mentions if sentence.start <= m.span.start and m.span.end <= sentence.end]
                if inside:
                    spans.append(min(inside, key=lambda s: abs(s.start - draft.trigger.start)))
    if draft.charge is not None:
        spans.append(draft.charge)
    return Span(min(s.start for s in spans), max(s.end for s in spans))

