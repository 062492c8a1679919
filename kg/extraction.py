"""From an article to its graph: a pure function of the text and the data and models that ship."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg import accusation, attachment, attack, dating, discourse, remainder, retelling, speech, stance, tongue
from kg.argument import MODEL, default_model
from kg.errors import InputError
from kg.event import EventDraft, Triggers, read_events
from kg.fold import key
from kg.graph import Argument, Article, ArticleGraph, Entity, Event, Relation, Span, Unread
from kg.lexicon import Lexicon
from kg.mention import default_tagger
from kg.naming import OTHER
from kg.reading import Reading, Referent
from kg.relation import RelationDraft, read_places, read_relations
from kg.rules import extractor
from kg.speech import Report
from kg.syntax import default_analyser

_HALF = re.compile("[\ud800-\udfff]")


@cache
def _triggers() -> Triggers:
    return Triggers(Lexicon.load())


def read_frames(article: Article) -> tuple[Reading, list[EventDraft]]:
    """The reading of an article and its events as the frames read them."""
    reading, events = read_events_of(article)
    attack.settle(reading, events)
    discourse.link_causes(reading, events)
    discourse.coordinate(reading, events)
    located = read_places(reading)
    reading.outer = {(r.place[0], id(r.object)) for r in located}
    discourse.place_events(reading, events, located)
    discourse.chain_effects(reading, events)
    discourse.standing_actor(reading, events)
    discourse.share(events)
    return reading, events


def read_events_of(article: Article) -> tuple[Reading, list[EventDraft]]:
    """The reading of an article and its events by the frames of their words alone."""
    lexicon = Lexicon.load()
    sentences = tongue.arabic(default_analyser()(article.text), tongue.passages(article.text))
    reading = Reading(article, sentences, lexicon)
    reading.read_names(m for m in default_tagger()(sentences) if m.type != OTHER)
    reading.sentences = attachment.mend(reading)
    return reading, read_events(reading, _triggers())


def extract(article: Article) -> ArticleGraph:
    """The claims of one article, checked. Raises ``kg.errors.GraphError`` if a rule of the form is broken (an error of ours), and
    ``InputError`` where the text has half a character."""
    if half := _HALF.search(article.text):
        where = f"article {article.doc or article.id}: character {half.start() + 1}"
        raise InputError(f"{where} is half a character (a lone surrogate); export the text again")
    claims = read_claims(article)
    reading, events, relations = claims.reading, claims.events, claims.relations
    told = with_fillers(retelling.merge(reading, events, relations, claims.reports))
    stance.judge(reading, told)
    speech.attribute(reading, told, relations, claims.reports)
    dating.share_times(reading.sentences, told)
    stance.dispute(reading, told)
    relations = [r for r in read_described(reading, told, relations) if not _adrift(r, told)]
    return build(reading, told, relations, remainder.unread(reading, claims.drafts, told, relations))


def _adrift(relation: RelationDraft, events: Sequence[EventDraft]) -> bool:
    """Whether two people without names are kin and events do not tell of both: nobody could say who they are."""
    if not relation.rule.startswith("kin/") or not (relation.subject.unnamed and relation.object.unnamed):
        return False
    told = {id(filler) for event in events for fillers in event.args.values() for filler in fillers}
    return id(relation.subject) not in told or id(relation.object) not in told


@dataclass(frozen=True, slots=True)
class Claims:
    """What an article tells, each telling apart: ``drafts`` are the events as the frames read them, ``reports`` those of each sentence."""

    reading: Reading
    drafts: list[EventDraft]
    events: list[EventDraft]
    relations: list[RelationDraft]
    reports: list[list[Report]]


def read_claims(article: Article) -> Claims:
    """The claims of an article before tellings of one event are put together."""
    reading, events = read_frames(article)
    drafts = list(events)
    default_model()(reading, events)
    discourse.share(events)
    discourse.support(reading, events)
    discourse.witnesses(reading, events)
    discourse.victims(reading, events)
    stance.judge(reading, events)
    relations = read_relations(reading, [r for e in events for fillers in e.args.values() for r in fillers if isinstance(r, Referent)])
    discourse.spare(events, relations)
    reports = speech.reports(reading)
    accusation.charge(reading, events, relations, reports)
    stance.judge(reading, relations)
    dating.date_events(article, reading.sentences, events)
    return Claims(reading, drafts, events, relations, reports)


def with_fillers(events: Sequence[EventDraft]) -> list[EventDraft]:
    """The events that say something: with a filler that is itself told, denied (nobody was hurt), or a charge that alleges something."""
    told = list(events)
    while True:
        ids = {id(e) for e in told}
        kept = [
            e
            for e in told
            if e.modality == "negated"
            or e.alleges
            or any(isinstance(f, Referent) or id(f) in ids for fillers in e.args.values() for f in fillers)
        ]
        if len(kept) == len(told):
            return kept
        told = kept


def read_described(reading: Reading, events: Sequence[EventDraft], relations: list[RelationDraft]) -> list[RelationDraft]:
    """The relations of people that stances and charges brought in as described (مراسل نهر ميديا; أبناؤه, charged), beside those known."""
    claims: list[EventDraft | RelationDraft] = [*events, *relations]
    sources = [c.according_to for c in claims if c.according_to is not None and c.according_to.unnamed]
    sources += [r.subject for r in relations if r.rule == "charge/alleged" and r.subject.unnamed]
    known = {(r.type, id(r.subject), id(r.object)) for r in relations}
    if not sources:
        return relations
    within = sorted({place[0] for source in sources for place in source.places})
    more = [r for r in read_relations(reading, sources, within) if (r.type, id(r.subject), id(r.object)) not in known]
    return relations + more


# --- the graph ---------------------------------------------------------------------------------------------------------


def build(reading: Reading, events: Sequence[EventDraft], relations: Sequence[RelationDraft], unread: Sequence[Unread]) -> ArticleGraph:
    """Drafts to the checked graph; described referents that no claim needs are left out."""
    used: set[int] = set()
    for event in events:
        used.update(id(f) for fillers in event.args.values() for f in fillers if isinstance(f, Referent))
    for relation in relations:
        used.update((id(relation.subject), id(relation.object)))
    claims: list[EventDraft | RelationDraft] = [*events, *relations]
    used.update(id(c.according_to) for c in claims if c.according_to is not None)
    referents = [r for r in reading.referents if r.mentions and (not r.unnamed or id(r) in used)]
    referents.sort(key=lambda r: min(m.span for m in r.mentions))
    ids = {id(r): f"t{k}" for k, r in enumerate(referents, 1)}
    events = sorted(events, key=lambda e: e.trigger)
    event_ids = {id(e): f"e{k}" for k, e in enumerate(events, 1)}
    relations = sorted(relations, key=lambda r: (r.evidence, r.type, ids[id(r.subject)]))
    claim_ids = event_ids | {id(r): f"r{k}" for k, r in enumerate(relations, 1)}
    context: set[str] = set()
    taken: set[str] = set()
    return ArticleGraph(
        article=reading.article,
        entities=tuple(once(entity(reading, r, ids[id(r)], context), taken) for r in referents),
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
        unread=tuple(unread),
        extractor=extractor(),
    ).check()


def once(made: Entity, taken: set[str]) -> Entity:
    """Leaves a shared identifier to the first entity of the article that bears it: two that stay apart here are not joined by it."""
    if made.identifier is None:
        return made
    if made.identifier in taken:
        return replace(made, identifier=None, latitude=None, longitude=None)
    taken.add(made.identifier)
    return made


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
        rule=_rule(draft),
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


def _rule(draft: EventDraft) -> str:
    """The id of the rule that read an event, with marks for what models chose of it."""
    weighed = MODEL in draft.why.values()
    return (
        f"event/{draft.frame.kind}/{'noun' if draft.noun else 'verb'}{'/classed' if draft.classed else ''}{'/weighed' if weighed else ''}"
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
