"""What events of an article have to do with each other: causes, charges, shared fillers, places, repeated tellings."""

from collections.abc import Sequence
from itertools import pairwise

from kg.event import LOCATIVE, PLACELESS, EventDraft
from kg.fold import key
from kg.graph import Span
from kg.lexicon import listed
from kg.reading import Place, Reading, Referent, place_key
from kg.relation import RelationDraft
from kg.syntax import Token

# What can bring an effect about, and what can be an effect.
CAUSES = frozenset({"Airstrike", "Shelling", "Explosion", "Shooting", "Clash", "Attack", "Raid", "Torture", "Execution"})
EFFECTS = frozenset({"Killing", "Injury", "Damage", "Death", "Displacement"})
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
        "Siege",
    }
)


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


def standing_actor(events: Sequence[EventDraft]) -> None:
    """An act whose doer its own words do not name is done by the group that the nearest act before it in the sentence is done
    by; a purpose (للقبض على) belongs to the doer of the act that it is told of."""
    for here in by_sentence(events).values():
        actor: list[Referent] = []
        for event in here:
            agents = [a for a in event.referents("agent") if a.type == "Group"]
            if agents and event.type in ACTS:
                actor = agents
            elif event.type in ACTS and event.noun and "agent" not in event.args:
                for agent in actor:
                    event.fill("agent", agent, "actor of the sentence")


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


def share(events: Sequence[EventDraft]) -> None:
    """An effect has the doer of its cause, and both have one place."""
    for event in events:
        for cause in [c for c in event.args.get("cause", ()) if isinstance(c, EventDraft)]:
            if "agent" not in event.args:
                for agent in cause.referents("agent"):
                    event.fill("agent", agent, "cause's agent")
            if "place" not in event.args:
                where = [t for t in cause.referents("target") if t.type in ("Place", "Site")] or cause.referents("place")
                for place in where:
                    event.fill("place", place, "cause's place")
            if cause.type == "Shooting" and "patient" not in cause.args:
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


def charge(reading: Reading, events: Sequence[EventDraft], relations: list[RelationDraft]) -> None:
    """Accusations: who accuses whom, the quoted charge, what it alleges, and the act that it was the reason of."""
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
            if event.charge is not None:
                _allege(reading, event, here, relations)


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
    for other in here:
        if other is not event and charge_span.start <= other.trigger.start < charge_span.end:
            other.modality, other.according_to = "alleged", accuser
            event.alleges.append(other)
    patients = event.referents("patient")
    # بتهمة أن أبناءه يقاتلون: the charge is about somebody of the accused's
    own_subject = next(
        (
            reading.fillers((n, t.i))
            for t in inside
            if reading.lexicon.nominal_type(key(t.form)) == "Person" and _has_pronoun(reading, (n, t.i))
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


# --- places ------------------------------------------------------------------------------------------------------------


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


# --- repeated tellings -------------------------------------------------------------------------------------------------

# What happens to a person once: the same type and person again is the same event.
ONCE = frozenset(
    {"Killing", "Death", "Execution", "Detention", "Abduction", "Injury", "Release", "Appointment", "Dismissal", "Defection", "Sentencing"}
)
_NEAR = 4  # sentences that a definite noun goes back over, and that a headline reaches


def merge(reading: Reading, events: Sequence[EventDraft], relations: Sequence[RelationDraft]) -> list[EventDraft]:
    """One event for what is told twice. Two tellings are one where nothing in them conflicts and: a definite noun brings
    nothing new, or the headline's event is told again, or the same person or the same described people undergo what happens once."""
    within = {(id(r.subject), id(r.object)) for r in relations if r.type == "locatedIn"}
    kept: list[EventDraft] = []
    for event in events:
        earlier = next((e for e in reversed(kept) if e.type == event.type and _same(reading, e, event, within)), None)
        if earlier is None:
            kept.append(event)
        else:
            _absorb(earlier, event, events)
    for event in kept:
        for role in list(event.args):
            unique = [f for k, f in enumerate(event.args[role]) if f is not event and f not in event.args[role][:k]]
            event.args[role] = unique
            if not unique:
                del event.args[role]
    return kept


def _absorb(earlier: EventDraft, later: EventDraft, events: Sequence[EventDraft]) -> None:
    """What the later telling adds goes to the earlier one; a named or counted filler is better than a bare one."""
    earlier.also += [later.trigger, *later.also]
    for role, fillers in later.args.items():
        mine = earlier.referents(role)
        theirs = [f for f in fillers if isinstance(f, Referent)]
        if mine and theirs and all(m.unnamed for m in mine) and any(not t.unnamed or (t.count and not mine[0].count) for t in theirs):
            earlier.args[role] = []
        if not earlier.args.get(role):
            for filler in fillers:
                earlier.fill(role, filler, later.why.get(role, "told again"))
    earlier.time = earlier.time or later.time
    earlier.charge = earlier.charge or later.charge
    for other in events:
        for role, fillers in other.args.items():
            other.args[role] = [earlier if f is later else f for f in fillers]
        other.alleges = [earlier if a is later else a for a in other.alleges]


def _same(reading: Reading, earlier: EventDraft, later: EventDraft, within: set[tuple[int, int]]) -> bool:
    modalities = {earlier.modality, later.modality}
    if len(modalities) > 1 and (modalities & {"alleged", "negated"} or "asserted" not in modalities):
        return False  # what is kept at a distance, or denied, is not the fact
    if _conflict(reading, earlier, later, within):
        return False
    distance = later.place[0] - earlier.place[0]
    token = reading.token(later.place)
    core = [role for role in ("patient", "target") if later.referents(role)]
    free = key(token.lemma) in later.frame.nouns  # not a word of a fixed phrase (ألقى القبض)
    definite = later.noun and free and (token.form.startswith("ال") or _has_pronoun(reading, later.place))
    if definite and distance <= _NEAR and not any(role not in earlier.args for role in core):
        return True
    shared = {role for role in ("agent", "patient", "target", "place") if _share(earlier.referents(role), later.referents(role))}
    if later.type in ONCE and "patient" in shared | ({"agent"} & shared if later.type in ("Defection", "Joining") else set()):
        return True
    alike = _alike(earlier.referents("patient"), later.referents("patient"))
    apart = reading.section(earlier.place[0]) != reading.section(later.place[0])
    if later.type in ONCE and alike and not apart and distance > 0 and (shared & {"place", "agent"} or not later.args.get("place")):
        return True
    if "agent" in shared and shared & {"patient", "target"}:
        return True
    first = min(e.place[0] for e in (earlier, later)) <= first_line(reading)
    if apart or reading.section(later.place[0]):
        return False  # the items of a digest tell of different things
    headline = 0 < distance <= _NEAR and (first or (earlier.place[0] <= 2 and bool(shared & {"patient", "target", "place"})))
    return headline and (bool(shared) or not core or not earlier.referents(core[0]) or alike)


def first_line(reading: Reading) -> int:
    """The number of the headline: the first sentence that is a line of its own without full stop."""
    return next((n for n, s in enumerate(reading.sentences[:4]) if len(s.tokens) > 3 and s.tokens[-1].form != "."), -1)


def _share(left: Sequence[Referent], right: Sequence[Referent]) -> bool:
    return any(a is b for a in left for b in right)


def _alike(left: Sequence[Referent], right: Sequence[Referent]) -> bool:
    """Whether described people can be the same: one head noun and no different counts, or the same count."""
    return any(
        a.unnamed and b.unnamed and (a.count == b.count if a.count or b.count else bool(a.heads & b.heads)) for a in left for b in right
    )


def _nested(reading: Reading, a: Referent, b: Referent, within: set[tuple[int, int]]) -> bool:
    """Whether two places can be one: one lies in the other by the text or by its name (ريف دير الزور in دير الزور), one is the
    country, or one is a building and the other an area."""
    if a.type != b.type or _inside(a, b, within) or _inside(b, a, within):
        return True
    keys = place_key(a.name), place_key(b.name)
    countries = reading.lexicon.cues["area"]["country"]
    return any(k in countries for k in keys) or keys[0] in keys[1] or keys[1] in keys[0]


def _conflict(reading: Reading, earlier: EventDraft, later: EventDraft, within: set[tuple[int, int]]) -> bool:
    for role in ("agent", "patient", "target", "instrument", "place"):
        left, right = earlier.referents(role), later.referents(role)
        if not left or not right or _share(left, right):
            continue
        if role == "place" and any(_nested(reading, a, b, within) for a in left for b in right):
            continue
        named = [r for r in (*left, *right) if not r.unnamed]
        if not named:
            counts = {r.count for r in (*left, *right)}
            if len(counts) == 1 or (role != "patient" and None in counts):
                continue
            if role == "patient" and None in counts and len(counts) == 2:
                continue
            return True
        if all(not r.unnamed for r in left) and all(not r.unnamed for r in right):
            return True
        if role in ("agent", "target", "place"):
            return True
    days = {t.value for t in (earlier.time, later.time) if t is not None and t.value}
    return len(days) > 1


def _inside(inner: Referent, outer: Referent, within: set[tuple[int, int]], depth: int = 0) -> bool:
    """Whether the article puts ``inner`` into ``outer``, by one or more steps."""
    if (id(inner), id(outer)) in within:
        return True
    return depth < 4 and any(_inside_step(step, outer, within, depth) for subject, step in within if subject == id(inner))


def _inside_step(step: int, outer: Referent, within: set[tuple[int, int]], depth: int) -> bool:
    if (step, id(outer)) in within:
        return True
    return depth < 4 and any(_inside_step(further, outer, within, depth + 1) for subject, further in within if subject == step)


def _has_pronoun(reading: Reading, place: Place) -> bool:
    tokens = reading.sentences[place[0]].tokens
    return place[1] + 1 < len(tokens) and tokens[place[1] + 1].tag in ("PRP$", "PRP") and tokens[place[1] + 1].joined
