"""Accusations: who accuses whom, the quoted words of the charge, what it alleges, and the act that it was the reason of."""

from collections.abc import Sequence

from kg.discourse import by_sentence
from kg.event import EventDraft, passive
from kg.fold import key
from kg.graph import Span
from kg.lexicon import listed
from kg.reading import Reading, Referent
from kg.relation import RelationDraft
from kg.speech import Report, attribution
from kg.syntax import Sentence

# A charge is the reason of one of these.
CHARGED = frozenset(
    {
        "Detention",
        "Execution",
        "Demolition",
        "Sentencing",
        "Torture",
        "Abduction",
        "Raid",
        "Killing",
        "Seizure",
        "Dismissal",
        "Release",
        "Attack",
        "Displacement",
        "Shooting",
        "Shelling",
        "Airstrike",
        "Siege",
    }
)


def charge(reading: Reading, events: Sequence[EventDraft], relations: list[RelationDraft], told: Sequence[Sequence[Report]]) -> None:
    """Accusations: who accuses whom, the quoted charge, what it alleges, and the act that it was the reason of. ``told`` are the
    reports of each sentence."""
    cues = reading.lexicon.cues["link"]["reason"]
    owners = {id(r.subject): r.object for r in relations if r.type == "ownedBy"}
    for n, here in by_sentence(events).items():
        sentence = reading.sentences[n]
        for event in here:
            if event.type != "Accusation":
                continue
            i = event.place[1]
            event.charge = _charge_span(reading, n, i)
            if key(sentence.tokens[i].form) in cues:
                event.args.pop("agent", None)
                event.args.pop("patient", None)
                event.args.pop("target", None)
                acts = [e for e in here if e.place[1] < i and e.type in CHARGED]
                act = acts[-1] if acts else None
                if act is None:
                    for patient in _just_before(reading, n, i):
                        event.fill("patient", patient, "named before the charge")
                        for agent in _actor_before(events, event):
                            event.fill("agent", agent, "actor before the charge")
                    _allege(reading, event, here, relations)
                    continue
                for other in acts:
                    if other is act or (
                        _joined(other, act) and not any(a.type == "Accusation" and other.place < a.place < event.place for a in here)
                    ):
                        other.fill("reason", event, "charge")
                for agent in act.referents("agent"):
                    event.fill("agent", agent, "act's agent")
                patients = (
                    act.referents("patient")
                    or _just_before(reading, n, i)
                    or [owners[id(t)] for t in act.referents("target") if id(t) in owners]
                )
                for patient in patients:
                    event.fill("patient", patient, "act's patient")
            else:
                _parties(reading, event)
                if "agent" not in event.args and key(sentence.tokens[i].form) in ACCUSING and (speaker := attribution(told[n], i)):
                    event.fill("agent", speaker, "speaker")
            if event.charge is not None:
                _allege(reading, event, here, relations)


def _parties(reading: Reading, event: EventDraft) -> None:
    """The accuser and the accused of an accusing verb, where the sentence names no more than these between it and the charge (اتهم X
    Y بـ …, اتهم Y بـ …), and one of them is known."""
    n, i = event.place
    sentence = reading.sentences[n]
    token = sentence.tokens[i]
    if event.charge is None or not (token.verb or key(token.form).startswith("متهم")):
        return
    if token.verb and sentence.tokens[i + 1].form == "ب":  # ويُتهم بالانتماء: nobody is accused by the verb but its subject
        for accused in event.args.pop("agent", []):
            event.args.setdefault("patient", []).append(accused)
        return
    if passive(sentence, token):
        return
    pronoun = (n, i + 1)
    if sentence.tokens[i + 1].joined and reading.has_pronoun(event.place):
        meant = [reading.antecedent(pronoun, (kind,)) for kind in ("Person", "Group")]
        if all(m is not None and any(place[0] == n for place in m.places) for m in meant):
            event.args.pop("patient", None)  # ويتهمه: the man or the group told of before; nobody, rather than the wrong one
        return
    between: list[Referent] = []
    for j in range(i + 1, len(sentence.tokens)):
        if sentence.tokens[j].start >= event.charge.start or sentence.tokens[j].tag in ("PRP", "WP") or sentence.tokens[j].verb:
            break
        referent = reading.at.get((n, j)) or reading.heads.get((n, j))
        if referent is None or referent.type not in ("Person", "Group"):
            continue
        if sentence.case(j) and j and sentence.tokens[j - 1].tag == "IN":
            break  # of whom or what the one before is told
        if referent not in between:
            between.append(referent)
    agents, patients = event.referents("agent"), event.referents("patient")
    if len(between) == 2 and token.verb and (not agents or agents == between[:1]) and (not patients or patients == between[1:]):
        event.fill("agent", between[0], "accuser before the accused")
        event.fill("patient", between[1], "accused after the accuser")
    elif len(between) == 1 and not patients and agents and agents != between:
        event.fill("patient", between[0], "accused after the word")


def _actor_before(events: Sequence[EventDraft], event: EventDraft) -> list[Referent]:
    """The group that did the last act told before, in this sentence or the two before it."""
    for earlier in sorted(
        (e for e in events if e.place < event.place and e.place[0] >= event.place[0] - 2), key=lambda e: e.place, reverse=True
    ):
        if earlier.type in CHARGED and (agents := [a for a in earlier.referents("agent") if a.type == "Group"]):
            return agents[:1]
    return []


def _just_before(reading: Reading, n: int, i: int) -> list[Referent]:
    """The person named before بتهمة with no verb or other name in between (منزل فلان بتهمة …)."""
    tokens = reading.sentences[n].tokens
    for j in range(i - 1, max(-1, i - 9), -1):
        referent = reading.at.get((n, j))
        if referent is not None:
            return [referent] if referent.type == "Person" else []
        if tokens[j].verb or tokens[j].form == ".":
            return []
    return []


def _joined(left: EventDraft, right: EventDraft) -> bool:
    return bool(set(map(id, left.referents("patient"))) & set(map(id, right.referents("patient"))))


def _charge_span(reading: Reading, n: int, i: int) -> Span | None:
    """The words of the charge: what follows the accusing word (for a verb, its بـ) up to the next mark."""
    tokens = reading.sentences[n].tokens
    start = i + 1
    if tokens[i].verb or tokens[i].form.startswith(("متهم", "اتهام")):
        start = next((t.i + 1 for t in tokens[i + 1 : i + 14] if t.form == "ب" and t.tag == "IN"), len(tokens))
    while start < len(tokens) and tokens[start].form in ('"', "(", "ال"):
        start += 1
    end = start
    while end < len(tokens) and tokens[end].form not in (",", ".", ";", "(", "؛"):
        end += 1
    while end > start and tokens[end - 1].form in ('"', ")", "."):
        end -= 1
    return Span(tokens[start].start, tokens[end - 1].end) if end > start else None


# Participles of a speaker who accuses (وأضاف …، متهماً …).
ACCUSING = listed("speech", "accusing")
# After these stands what somebody gave as his aim, not what the other did.
PRETEXT = listed("link", "pretext")


def _known_of(sentence: Sentence, deed: EventDraft) -> bool:
    """An attribute of somebody in the charge (القيادي المنشق, the leader who defected) is no part of what is charged."""
    token = sentence.tokens[deed.place[1]]
    return not token.verb and (token.label in ("amod", "acl") or token.tag in ("JJ", "DTJJ"))


def _is_deed(reading: Reading, event: EventDraft, deed: EventDraft) -> bool:
    """Whether a charge is of this deed (بقصف …, بالوقوف وراء …, بالمشاركة في …): nobody and no other act is told before it there."""
    n, i = deed.place
    before = [t for t in reading.sentences[n].tokens[:i] if event.charge is not None and t.start >= event.charge.start]
    return len(before) <= 4 and not any(t.verb or (n, t.i) in reading.at or (n, t.i) in reading.heads for t in before)


def _done_by(deed: EventDraft, accused: Sequence[Referent], accusers: Sequence[Referent], words: Span) -> None:
    """The accused is the doer of the deed, and the accuser is not, nor who is not named in the words of the charge."""
    named = [r for r in deed.referents("agent") if any(words.start <= m.span.start < words.end for m in r.mentions)]
    if "agent" in deed.args:
        deed.args["agent"] = [*named, *(r for r in accused if r in deed.referents("agent") and r not in named)]
    for role, wrong in (("agent", accusers), ("patient", accused), ("target", accused)):
        deed.args[role] = [f for f in deed.args.get(role, ()) if all(f is not w for w in wrong)]
        if not deed.args[role]:
            del deed.args[role]
    if "agent" not in deed.args:
        for one in accused:
            deed.fill("agent", one, "accused of it")


# What a charge alleges, by its words: the first kind that has one of them.
_ALLEGED = {kind: listed("alleged", kind) for kind in ("memberOf", "contactWith", "affiliatedWith")}


def _allege(reading: Reading, event: EventDraft, here: Sequence[EventDraft], relations: list[RelationDraft]) -> None:
    charge_span = event.charge
    if charge_span is None:
        return
    accusers = event.referents("agent")
    accuser = accusers[0] if accusers else None
    n = event.place[0]
    sentence = reading.sentences[n]
    inside = [t for t in sentence.tokens if charge_span.start <= t.start and t.end <= charge_span.end]
    patients = event.referents("patient")
    deeds = [e for e in here if e is not event and charge_span.start <= e.trigger.start < charge_span.end and not _known_of(sentence, e)]
    for deed in deeds:
        deed.modality, deed.according_to = "alleged", accuser
        event.alleges.append(deed)
    if deeds and key(sentence.tokens[event.place[1]].form) not in PRETEXT and _is_deed(reading, event, deeds[0]):
        _done_by(deeds[0], patients, accusers, charge_span)
    # بتهمة أن أبناءه يقاتلون: the charge is about somebody of the accused's
    own_subject = next(
        (
            reading.fillers((n, t.i))
            for t in inside
            if reading.lexicon.nominal_type(key(t.form)) == "Person" and reading.has_pronoun((n, t.i))
        ),
        [],
    )
    words = {key(t.form) for t in inside} | {key(t.lemma) for t in inside if t.verb}
    kind = next((kind for kind, telling in _ALLEGED.items() if words & telling), "")
    if not kind:
        return
    named = {
        id(reading.at[n, t.i]): reading.at[n, t.i]
        for t in inside
        if (n, t.i) in reading.at and reading.at[n, t.i].type in ("Group", "Person")
    }
    people = [r for r in named.values() if r.type == "Person"] if kind == "contactWith" else []
    objects = people or [r for r in named.values() if r.type == "Group"]
    for subject in own_subject or patients:
        for obj in objects if kind == "contactWith" else objects[:1]:
            if subject is not obj:
                draft = RelationDraft(
                    kind,
                    subject,
                    obj,
                    Span(min(event.trigger.start, charge_span.start), charge_span.end),
                    event.place,
                    "charge/alleged",
                    modality="alleged",
                    according_to=accuser,
                )
                relations.append(draft)
                event.alleges.append(draft)
