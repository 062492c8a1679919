"""Who and what fills which role of an event, where the frames leave it open: a maximum-entropy model over pairs of an event and
a mention, learned by ``kg.train.arguments`` from annotated articles (card: ``kg/models/arguments.md``).

The frames read the tree first (``kg.event``); their reading, the path between trigger and mention, and what stands around both
are the model's features. It may add a filler that the frames missed and take one away that they misread; every filler keeps the
note of how it was reached.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycrfsuite

from kg.event import PLACELESS, EventDraft, carrier
from kg.fold import key
from kg.reading import ARMS, PICKING, TRANSPARENT, Place, Reading, Referent
from kg.syntax import Sentence
from kg.weights import weights
from ontology import vocabulary

NONE = "none"
MODEL = "model"
RARE = frozenset({"from", "to", "instrument"})
ROLES = ("agent", "patient", "target", "instrument", "place", "from", "to")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that may fill a role: where it stands, whom it means, and what kind of mention it is (name, nominal, pronoun)."""

    place: Place
    referent: Referent
    kind: str


def candidates(reading: Reading, n: int, triggers: frozenset[int]) -> list[Candidate]:
    """Every mention of sentence ``n`` that could fill a role: names, described entities, attached pronouns."""
    sentence = reading.sentences[n]
    found = []
    for token in sentence.tokens:
        place = (n, token.i)
        if place in reading.at:
            if token.i == 0 or reading.at.get((n, token.i - 1)) is not reading.at[place]:
                found.append(Candidate((n, _top(reading, sentence, place)), reading.at[place], "name"))
            continue
        if token.verb or (token.i in triggers and reading.lexicon.nominal_type(key(token.form)) != "Person"):
            continue
        if token.tag in ("PRP", "PRP$") and token.joined:
            antecedent = reading.antecedent(place)
            if antecedent is not None:
                found.append(Candidate(place, antecedent, "pronoun"))
            continue
        word = key(token.form)
        bare = word.removeprefix("ال")
        if token.tag == "CD" and not any(c.isdigit() for c in token.form):
            meant = reading.fillers(place)
            if meant and reading.heads.get(place) is meant[0]:
                found.append(Candidate(place, meant[0], "nominal"))
            continue
        described = token.noun or (token.tag in ("JJ", "DTJJ") and _stands_alone(reading, sentence, token.i))
        if described and bare not in PICKING and (kind := reading.lexicon.nominal_type(word)):
            named = reading.fillers(place)
            if named and not named[0].unnamed and word != bare or bare in TRANSPARENT and named and not named[0].unnamed:
                continue
            found.append(Candidate(place, reading.nominal(place, kind), "nominal"))
    return found


def _stands_alone(reading: Reading, sentence: Sentence, i: int) -> bool:
    """An adjective that names people by itself (مسلحين), not one that goes with a noun for people."""
    return i == 0 or reading.lexicon.nominal_type(key(sentence.tokens[i - 1].form)) is None


def _top(reading: Reading, sentence: Sentence, place: Place) -> int:
    """The token of a name that the others hang on."""
    referent, i = reading.at[place], place[1]
    inside = {i}
    while reading.at.get((place[0], i + 1)) is referent:
        i += 1
        inside.add(i)
    return next((j for j in sorted(inside) if sentence.tokens[j].head not in inside or sentence.tokens[j].head == j), place[1])


def path(sentence: Sentence, start: int, end: int) -> tuple[list[str], bool]:
    """The labels on the way from token ``start`` up to the common head and down to ``end`` (with prepositions), and whether the
    way ends in coordination, which is left out of it."""
    up = [start, *(t.i for t in sentence.ancestors(start))]
    down = [end, *(t.i for t in sentence.ancestors(end))]
    common = next((i for i in up if i in set(down)), None)
    if common is None:
        return ["apart"], False
    steps = ["^" + sentence.tokens[i].label for i in up[: up.index(common)]]
    way = list(reversed(down[: down.index(common)]))
    labels = []
    for i in way:
        case = key(sentence.case(i))
        labels.append(sentence.tokens[i].label + (":" + case if case else ""))
    coordinated = False
    while labels and labels[-1] == "conj":
        labels.pop()
        coordinated = True
    return steps + labels, coordinated


def features(reading: Reading, event: EventDraft, events: Sequence[EventDraft], candidate: Candidate, ruled: dict[int, str]) -> list[str]:
    """What the model sees of one pair. ``ruled`` maps the id of a referent to the role that the frames gave it in this event."""
    n, i = event.place
    sentence = reading.sentences[n]
    j = candidate.place[1]
    tokens = sentence.tokens
    referent = candidate.referent
    form = "noun" if event.noun else "verb"
    steps, coordinated = path(sentence, i, j)
    way = ">".join(steps[:6])
    kind = f"{referent.type}:{candidate.kind}"
    side = "after" if j > i else "before" if j < i else "self"
    rule = ruled.get(id(referent), NONE)
    word = key(tokens[j].form)
    low, high = sorted((i, j))
    between = tokens[low + 1 : high]
    verbs = sum(t.verb for t in between)
    commas = sum(t.form in (",", ";") for t in between)
    others = [e for e in events if e.place[0] == n and e is not event]
    crossing = sum(low < e.place[1] < high for e in others)
    verb = carrier(sentence, i) if event.noun else tokens[i]
    case = _preposition(sentence, j, reading)
    distance = "0" if high - low < 2 else "3" if high - low < 4 else "8" if high - low < 9 else "16" if high - low < 17 else "far"
    row = [
        "bias",
        f"k={kind}",
        f"e={event.type}&t={referent.type}",
        f"c={event.frame.kind}&{form}&t={referent.type}&side={side}",
        f"rule={rule}",
        f"rule={rule}&k={kind}",
        f"rule={rule}&c={event.frame.kind}",
        f"w={way}",
        f"w={way}&c={event.frame.kind}&{form}",
        f"w={way}&t={referent.type}",
        f"w2={'>'.join(steps[:2])}&n={min(len(steps), 6)}&t={referent.type}",
        f"last={steps[-1] if steps else 'self'}&t={referent.type}&c={event.frame.kind}",
        f"case={case}&t={referent.type}",
        f"case={case}&c={event.frame.kind}&{form}&t={referent.type}",
        f"case={case}&side={side}&e={event.type}",
        f"d={distance}&side={side}&t={referent.type}",
        f"verbs={min(verbs, 3)}&t={referent.type}",
        f"commas={min(commas, 3)}&t={referent.type}",
        f"crossing={min(crossing, 3)}&t={referent.type}",
        f"conj={coordinated}",
        f"speaker={_speaks(reading, sentence, j)}&t={referent.type}",
        f"count={referent.count is not None}&t={referent.type}&{form}",
        f"e={event.type}&w={way}",
        f"e={event.type}&k={kind}&case={case}",
        f"entry={_entry(sentence, i)}&t={referent.type}&side={side}&c={event.frame.kind}",
        f"salient={len(referent.mentions) > 2}&t={referent.type}&rule={rule}",
    ]
    if verb is not None and verb.i != i:
        from_verb, _ = path(sentence, verb.i, j)
        row.append(f"fv={'>'.join(from_verb[:4])}&t={referent.type}")
    if candidate.kind == "nominal":
        row.append(f"h={word.removeprefix('ال')}&c={event.frame.kind}")
        row.append(f"h={word.removeprefix('ال')}")
    head = sentence.head(j)
    if head is not None:
        row.append(f"under={'arm' if key(head.form).removeprefix('ال') in ARMS else head.tag}&l={tokens[j].label}&t={referent.type}")
    if verb is not None and verb.i != i:
        row.append(f"v={key(verb.lemma)}&w={way}")
        row.append(f"v={key(verb.lemma)}&t={referent.type}&side={'after' if j > verb.i else 'before'}")
    for other in others:
        role = next((r for r, fillers in other.args.items() if referent in fillers), None)
        if role:
            row.append(f"o={other.type}:{role}&e={event.type}")
            row.append(f"o={role}&linked={other in event.args.get('cause', ()) or event in other.args.get('cause', ())}")
    same = [
        r for r, fillers in event.args.items() for f in fillers if isinstance(f, Referent) and f is not referent and f.type == referent.type
    ]
    row += [f"rival={r}&rule={rule}" for r in same[:2]]
    if referent.type in ("Place", "Site"):
        outer = (n, id(referent)) in reading.outer
        rank = _rank(reading, event, candidate)
        row += [f"first={rank}", f"outer={outer}&first={rank}", f"outer={outer}&case={case}"]
    return row


def _speaks(reading: Reading, sentence: Sentence, j: int) -> bool:
    """Whether a mention is the subject of a verb of speech, or the source after بحسب and the like."""
    speech = reading.lexicon.cues["speech"]
    for ancestor in list(sentence.ancestors(j))[:3]:
        if ancestor.verb:
            return key(ancestor.lemma) in speech["verbs"] and ancestor.i < j < ancestor.i + 8
        if key(ancestor.form) in speech["by"]:
            return True
    return False


def _entry(sentence: Sentence, i: int) -> str:
    """The word right before the trigger where it is a clitic or a particle, else the tag of what it hangs on."""
    if i and (sentence.tokens[i].joined or sentence.tokens[i - 1].tag in ("IN", "RP", "WP")):
        return sentence.tokens[i - 1].form
    head = sentence.head(i)
    return head.tag if head is not None else "root"


def _preposition(sentence: Sentence, j: int, reading: Reading) -> str:
    """The preposition or direction before a mention, generic nouns passed over."""
    k = j - 1
    steps = 0
    while k >= 0 and steps < 4:
        token = sentence.tokens[k]
        word = key(token.form)
        if token.tag == "IN" or "<before.direction>" in reading.lexicon.cue_classes(word):
            return word
        if (
            token.form in ('"', "(")
            or "<before.place>" in reading.lexicon.cue_classes(word)
            or token.tag in ("CD", "NOUN_QUANT")
            or word in PICKING
        ):
            k -= 1
            steps += 1
            continue
        return "verb" if token.verb else "and" if token.tag == "CC" else "noun" if token.noun else "-"
    return "-"


def _rank(reading: Reading, event: EventDraft, candidate: Candidate) -> str:
    """Which of the most specific places of its sentence a place is, counted from the trigger."""
    n, i = event.place
    places = [p[1] for p, r in reading.mentions_in(n) if r.type in ("Place", "Site") and (n, id(r)) not in reading.outer]
    after = [p for p in places if p > i]
    j = candidate.place[1]
    if j > i:
        return f"after{min(sum(p < j for p in after), 4)}"
    return f"before{min(sum(j < p < i for p in places), 4)}"


def ruled_roles(event: EventDraft) -> dict[int, str]:
    return {id(f): role for role, fillers in event.args.items() for f in fillers if isinstance(f, Referent)}


class ArgumentModel:
    """Gives events their fillers. Raises ``FileNotFoundError`` where the model is missing."""

    def __init__(self, model: Path | None = None) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(model or weights("arguments.crfsuite")))

    def roles(self, row: list[str]) -> Iterator[tuple[str, float]]:
        """(role, probability) of a pair, ``none`` among them."""
        self._tagger.set([row])
        for label in self._tagger.labels():
            yield label, self._tagger.marginal(label, 0)

    def __call__(self, reading: Reading, events: Sequence[EventDraft]) -> None:
        """Replaces the fillers that the frames gave each event, causes and reasons aside."""
        by_sentence = {
            n: candidates(reading, n, frozenset(e.place[1] for e in events if e.place[0] == n))
            for n in sorted({e.place[0] for e in events})
        }
        chosen = [(event, self._choose(reading, event, events, by_sentence[event.place[0]])) for event in events]
        for event, found in chosen:
            kept = {role: fillers for role, fillers in event.args.items() if role in ("cause", "reason")}
            event.args = kept
            for role, referent, how in found:
                event.fill(role, referent, how)

    def _choose(
        self, reading: Reading, event: EventDraft, events: Sequence[EventDraft], here: list[Candidate]
    ) -> list[tuple[str, Referent, str]]:
        ruled = ruled_roles(event)
        best: dict[int, tuple[float, str, Candidate]] = {}
        for candidate in here:
            scores = dict(self.roles(features(reading, event, events, candidate, ruled)))
            fit = [r for r in scores if r != NONE and candidate.referent.type in vocabulary.range_(r)]
            if not fit:
                continue
            role = max(fit, key=lambda r: scores[r])
            needed = AGREED if ruled.get(id(candidate.referent)) == role else THRESHOLDS.get(role, THRESHOLD)
            if role == "place" and event.type in PLACELESS:
                continue
            if scores[role] >= needed and scores[role] > best.get(id(candidate.referent), (0.0,))[0]:
                best[id(candidate.referent)] = (scores[role], role, candidate)
        for _, role, candidate in list(best.values()):
            # قتلى and the like are themselves the ones it happened to
            if role == "patient" and candidate.place == event.place:
                best = {k: b for k, b in best.items() if b[1] != "patient" or b[2].place == event.place}
        found = _settle(reading.sentences[event.place[0]], event, list(best.values()), ruled)
        # What the frames inherited from elsewhere in the article stands, where the sentence itself gives nothing for the role; and
        # so do their rare roles, of which there is little to learn from.
        present, given = {id(c.referent) for c in here}, {role for _, role, _, _ in found}
        for role in ROLES:
            for referent in event.referents(role):
                inherited = role not in given and id(referent) not in present
                if (inherited or role in RARE) and all(referent is not r for _, _, r, _ in found):
                    found.append((event.place, role, referent, event.why.get(role, MODEL)))
        return [(role, referent, how) for _, role, referent, how in sorted(found, key=lambda f: (f[0], f[1]))]


def _settle(
    sentence: Sentence, event: EventDraft, best: list[tuple[float, str, Candidate]], ruled: dict[int, str]
) -> list[tuple[Place, str, Referent, str]]:
    """One phrase for each role: the likeliest filler and what is coordinated with it; others only where the model is sure,
    doers never. The parties of a clash or an agreement may be told apart from each other."""
    found = []
    for role in ROLES:
        # of two likely doers, the one whom the frames read as well
        ranked = sorted(
            (b for b in best if b[1] == role),
            key=lambda b: (role != "agent" or ruled.get(id(b[2].referent)) != role or b[0] < THRESHOLDS["agent"], -b[0], b[2].place),
        )
        for score, _, candidate in ranked:
            if (
                candidate is ranked[0][2]
                or (score >= SURE and role != "agent")
                or event.frame.kind == "mutual"
                or _coordinated(sentence, candidate, ranked[0][2])
            ):
                how = event.why.get(role, MODEL) if ruled.get(id(candidate.referent)) == role else MODEL
                found.append((candidate.place, role, candidate.referent, how))
    return found


def _coordinated(sentence: Sentence, left: Candidate, right: Candidate) -> bool:
    """Whether one of two tokens hangs on the other by coordination, apposition or idafa alone."""
    first, second = sorted((left.place[1], right.place[1]))
    steps, conjoined = path(sentence, first, second)
    return (
        (conjoined or bool(steps))
        and all(s.split(":")[0] in ("conj", "poss", "flat", "appos", "^poss", "^flat", "^appos") for s in steps)
        and (conjoined or "conj" in steps)
    )


# From this probability on, a second filler of a role is told although it is not coordinated with the first.
SURE = 0.9
# Below this probability a filler is not told: the best F1 in a cross-validation over whole articles; for a doer more is asked,
# since a wrong perpetrator is worse than a missing one.
THRESHOLD = 0.45
THRESHOLDS = {"agent": 0.6}
# The frames and the model agree: less is asked.
AGREED = 0.25


@cache
def default_model() -> ArgumentModel:
    return ArgumentModel()
