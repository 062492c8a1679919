"""What events of an article have to do with each other: causes, charges, shared fillers, places, repeated tellings."""

from collections.abc import Sequence
from itertools import pairwise

from kg.event import LOCATIVE, PLACELESS, EventDraft, passive
from kg.fold import key
from kg.lexicon import listed
from kg.reading import Place, Reading, Referent
from kg.relation import RelationDraft
from kg.syntax import Token

# What can bring an effect about, and what can be an effect.
CAUSES = frozenset({"Airstrike", "Shelling", "Explosion", "Shooting", "Clash", "Attack", "Raid", "Torture", "Execution"})
EFFECTS = frozenset({"Killing", "Injury", "Damage", "Death", "Displacement"})


def by_sentence(events: Sequence[EventDraft]) -> dict[int, list[EventDraft]]:
    found: dict[int, list[EventDraft]] = {}
    for event in events:
        found.setdefault(event.place[0], []).append(event)
    return found


def link_causes(reading: Reading, events: Sequence[EventDraft]) -> None:
    """Effect ← cause, where a word between the two says so (جراء owing to, أدى إلى led to, قُتل بقصف killed by shelling)."""
    lexicon = reading.lexicon
    for n, here in by_sentence(events).items():
        sentence = reading.sentences[n]
        for effect in here:
            if effect.type not in EFFECTS and effect.type != "Detention":
                continue
            best: tuple[int, EventDraft] | None = None
            for cause in here:
                if cause.type not in CAUSES or cause is effect or (effect.type == "Detention" and cause.type != "Raid"):
                    continue
                low, high = sorted((effect.place[1], cause.place[1]))
                between = sentence.tokens[low + 1 : high]
                words = {key(t.form) for t in between} | {key(t.lemma) for t in between if t.verb}
                if effect.place < cause.place:
                    linked = bool(words & lexicon.cues["link"]["cause"] - {"ب"}) or _by_means(reading, n, cause.place[1])
                else:
                    linked = bool(words & lexicon.light["cause"]) or _brought_about(reading, n, cause.place[1], between)
                if linked and (best is None or high - low < best[0]):
                    best = (high - low, cause)
            if best is not None:
                effect.fill("cause", best[1], "cause word")


def _brought_about(reading: Reading, n: int, i: int, between: Sequence[Token]) -> bool:
    """A verb of effect right before the cause, with a preposition before the effect (أدى قصف … إلى مقتل …)."""
    tokens = reading.sentences[n].tokens[max(0, i - 3) : i]
    led = any(t.verb and key(t.lemma) in reading.lexicon.light["cause"] for t in tokens)
    return led and any(t.tag == "IN" and key(t.form) in ("الي", "ب", "عن", "ل") for t in between)


def _by_means(reading: Reading, n: int, i: int) -> bool:
    """A cause told by بـ or في right before its trigger, or before the measure that it is counted by (بإحدى غارات)."""
    tokens = reading.sentences[n].tokens
    j = i - 1
    while j >= 0 and i - j < 4 and tokens[j].tag in ("NN", "NOUN_QUANT", "CD", "JJR") and tokens[j].form not in ("ب", "في"):
        j -= 1
    return j >= 0 and tokens[j].form in ("ب", "في") and tokens[j].tag == "IN"


def chain_effects(reading: Reading, events: Sequence[EventDraft]) -> None:
    """Effects told side by side (أسفرت عن مقتل شخص واعتقال ثلاثة) have one cause."""
    for n, here in by_sentence(events).items():
        sentence = reading.sentences[n]
        for left, right in pairwise(here):
            between = sentence.tokens[left.place[1] + 1 : right.place[1]]
            if any(t.verb for t in between) or not any(t.form == "و" for t in between) or len(between) > 12:
                continue
            for told, silent in ((left, right), (right, left)):
                if (
                    "cause" in told.args
                    and "cause" not in silent.args
                    and silent.type in EFFECTS | {"Detention"}
                    and told.type in EFFECTS | {"Detention"}
                ):
                    for cause in told.args["cause"]:
                        if silent.type != "Detention" or isinstance(cause, EventDraft) and cause.type == "Raid":
                            silent.fill("cause", cause, "coordinated effect")


# Acts that somebody in charge does: without a doer of their own they are done by the actor of the sentence.
ACTS = frozenset(
    {
        "Detention",
        "Raid",
        "Seizure",
        "Demolition",
        "Execution",
        "Abduction",
        "Torture",
        "Sentencing",
        "Capture",
        "Siege",
        "Release",
        "Deployment",
        "Airstrike",
        "Shelling",
        "Attack",
        "Withdrawal",
        "Displacement",
    }
)


def standing_actor(reading: Reading, events: Sequence[EventDraft]) -> None:
    """An act whose doer its own words do not name is done by the group that the nearest act before it in the sentence is done
    by; a purpose (للقبض على) belongs to the doer of the act that it is told of. A verb (كما قصفت قرية) has to agree with that group's."""
    for here in by_sentence(events).values():
        actor: list[Referent] = []
        verb = ""
        for event in here:
            agents = [a for a in event.referents("agent") if a.type == "Group"]
            form = "" if event.noun else reading.token(event.place).form
            if agents and event.type in ACTS:
                actor, verb = agents, form
            elif event.type in ACTS and "agent" not in event.args and (event.noun or _agree(reading, event, form, verb)):
                for agent in actor:
                    event.fill("agent", agent, "actor of the sentence")


def _agree(reading: Reading, event: EventDraft, form: str, other: str) -> bool:
    """Whether an active verb without a subject of its own has the ending of ``other``, the verb of the doer before it."""
    active = not passive(reading.sentences[event.place[0]], reading.token(event.place))
    return active and bool({"patient", "target"} & event.args.keys()) and bool(other) and form.endswith("ت") == other.endswith("ت")


SUPPORT = listed("link", "support")
SUPPORTED = frozenset({"Raid", "Airstrike", "Attack", "Shelling", "Capture", "Clash", "Deployment", "Detention"})


def support(reading: Reading, events: Sequence[EventDraft]) -> None:
    """Who supports an operation (بمساندة, بدعم من, بمشاركة) is a doer of it, not of the killings in it."""
    for n, here in by_sentence(events).items():
        sentence = reading.sentences[n]
        operations = [e for e in here if e.type in SUPPORTED]
        for token in sentence.tokens:
            if (
                key(token.form) not in SUPPORT
                or not operations
                or not (token.i and sentence.tokens[token.i - 1].form == "ب" or key(token.form).startswith("مدعوم"))
            ):
                continue
            named = next((i for i in range(token.i + 1, min(token.i + 7, len(sentence.tokens))) if (n, i) in reading.at), None)
            if named is None or reading.at[n, named].type != "Group":
                continue
            event = min(operations, key=lambda e: (abs(e.place[1] - token.i), e.place))
            event.fill("agent", reading.at[n, named], "supporter")


WITNESS = listed("speech", "witness")
HARM = ACTS - {"Sentencing", "Release", "Deployment", "Withdrawal"} | {"Killing", "Injury", "Shooting", "Explosion", "Damage", "Clash"}


def witnesses(reading: Reading, events: Sequence[EventDraft]) -> None:
    """Who documents, condemns or demands (وثق المركز استيلاء …) is not the doer of what the noun under that verb tells, and those who
    report and rescue do no harm."""
    for event in events:
        if not event.noun or "agent" not in event.args:
            continue
        n, i = event.place
        sentence = reading.sentences[n]
        for verb in sentence.ancestors(i):
            if not verb.verb:
                continue
            if key(verb.lemma) in WITNESS:
                subjects = [*sentence.children(verb.i, "arg1", "nsubj"), *sentence.tokens[verb.i + 1 : verb.i + 2]]
                named = {id(reading.at.get((n, t.i))) for t in subjects if t.i != i}
                event.withdraw("agent", lambda f, named=named: id(f) in named)  # type: ignore[misc]
            break
    for event in events:
        if event.type in HARM:
            event.withdraw("agent", lambda f: f.identifier in reading.lexicon.witnesses)


def victims(reading: Reading, events: Sequence[EventDraft]) -> None:
    """Tells the reading whom a later القتيل, المعتقل or المنشق can mean."""
    for event in events:
        for noun in reading.lexicon.cues["victim"].get(event.type, ()):
            for one in event.referents("agent" if event.frame.kind == "act" else "patient"):
                if one.type == "Person" and not one.unnamed:
                    reading.victims.setdefault(noun, []).append((event.place, one))


BORROWED = frozenset({"cause's agent", "actor of the sentence", "coordination agent", "model"})
"""How a doer was reached whom another event lent."""


def spare(events: Sequence[EventDraft], relations: Sequence[RelationDraft]) -> None:
    """No group is the doer of what happened to its own where only another event made it one (اشتبك عناصر التنظيم مع دورية, ما أدى إلى
    مقتل ثلاثة عناصر للتنظيم); where the sentence says so (أعدم التنظيم ستة من عناصره), it stands."""
    groups: dict[int, set[int]] = {}
    for relation in relations:
        if relation.type == "memberOf":
            groups.setdefault(id(relation.subject), set()).add(id(relation.object))
    for event in events:
        if event.why.get("agent") in BORROWED:
            of_theirs = {group for victim in event.referents("patient") for group in groups.get(id(victim), ())}
            event.withdraw("agent", lambda doer, spared=of_theirs: id(doer) in spared)  # type: ignore[misc]


AT_ONE = frozenset({"Shooting", "Torture"})
"""Events that happen to those to whom their effect does."""


def share(events: Sequence[EventDraft]) -> None:
    """An effect has the doer of its cause, a shooting or torture also that of its effect, and both have one place."""
    for event in events:
        for cause in [c for c in event.args.get("cause", ()) if isinstance(c, EventDraft)]:
            if "agent" not in event.args:
                for agent in cause.referents("agent"):
                    event.fill("agent", agent, "shooter" if cause.type == "Shooting" else "cause's agent")
            if "place" not in event.args:
                where = [t for t in cause.referents("target") if t.type in ("Place", "Site")] or cause.referents("place")
                for place in where:
                    event.fill("place", place, "cause's place")
            if cause.type in AT_ONE and "agent" not in cause.args:
                for agent in event.referents("agent"):
                    cause.fill("agent", agent, "effect's agent")
            if cause.type in AT_ONE and "patient" not in cause.args:
                for patient in event.referents("patient"):
                    cause.fill("patient", patient, "effect's patient")
            if "place" not in cause.args and "target" not in cause.args:
                for place in event.referents("place"):
                    cause.fill("place", place, "effect's place")


def coordinate(reading: Reading, events: Sequence[EventDraft]) -> None:
    """An event noun coordinated with another shares its doer and its place."""
    for n, here in by_sentence(events).items():
        sentence = reading.sentences[n]
        at = {e.place[1]: e for e in here}
        for event in here:
            token = sentence.tokens[event.place[1]]
            other = at.get(token.head) if token.label == "conj" else None
            if other is None or other is event:
                continue
            for role in ("agent", "place"):
                if role not in event.args and not (role == "place" and "target" in event.args):
                    for referent in other.referents(role):
                        event.fill(role, referent, f"coordination {role}")


def place_events(reading: Reading, events: Sequence[EventDraft], relations: Sequence[RelationDraft]) -> None:
    """The most specific place that the sentence gives each event: an outer place gives way to the inner one told beside it, and
    an event without place takes the nearest that a preposition or direction introduces."""
    inner_of: dict[int, list[RelationDraft]] = {}
    for relation in relations:
        if relation.type == "locatedIn":
            inner_of.setdefault(id(relation.object), []).append(relation)
    for event in events:
        places = event.args.get("place", [])
        settled: list[Referent | EventDraft] = []
        for place in places:
            inner = [r.subject for r in inner_of.get(id(place), ()) if r.place[0] == event.place[0] and not r.subject.unnamed]
            if inner and any(i in event.referents("target") for i in inner):
                continue
            use = inner if inner else [place]
            settled += [p for p in use if p not in settled]
        targets = event.referents("target")
        settled = [p for p in settled if p not in targets]
        if places:
            event.args.pop("place")
            if settled:
                event.args["place"] = settled
        if "place" not in event.args and event.type not in PLACELESS and not any(t.type == "Place" for t in targets):
            near = _near_place(reading, event, inner_of)
            if near is not None and near not in targets:
                event.fill("place", near, "nearest place")


def _near_place(reading: Reading, event: EventDraft, inner_of: dict[int, list[RelationDraft]]) -> Referent | None:
    n, i = event.place
    after: list[tuple[int, Referent]] = []
    ahead: list[tuple[int, Referent]] = []
    for place, referent in reading.mentions_in(n):
        if referent.type not in ("Place", "Site") or referent.unnamed:
            continue
        if any(r.place[0] == n for r in inner_of.get(id(referent), ())):
            continue
        if not _introduced(reading, place):
            continue
        (after if place[1] > i else ahead).append((abs(place[1] - i), referent))
    for found in (after, ahead):
        if found:
            distance, referent = min(found, key=lambda f: f[0])
            if distance < 25:
                return referent
    return None


def _introduced(reading: Reading, place: Place) -> bool:
    """Whether a locative preposition or direction stands before the mention, generic place nouns passed over."""
    tokens = reading.sentences[place[0]].tokens
    j = place[1] - 1
    while j >= 0 and (tokens[j].form in ('"', "(") or "<before.place>" in reading.lexicon.cue_classes(key(tokens[j].form))):
        j -= 1
    return j >= 0 and (key(tokens[j].form) in LOCATIVE - {"علي"} or key(tokens[j].form) in ("اطراف", "محيط", "الي") and False)
