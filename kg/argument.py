"""Who and what fills which role of an event, where the frames leave it open: a maximum-entropy model over pairs of an event and
a mention, learned by ``kg.train.arguments`` from annotated articles (card: ``kg/models/arguments.md``).

The frames read the tree first (``kg.event``); their reading, the path between trigger and mention, and what stands around both
are the model's features. It may add a filler that the frames missed and take one away that they misread; every filler keeps the
note of how it was reached.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kg.discourse import by_sentence
from kg.event import DOERS, PLACELESS, EventDraft, carrier
from kg.fold import key
from kg.lexicon import listed
from kg.maxent import Maxent
from kg.reading import ARMS, CROWDS, PICKING, TRANSPARENT, Place, Reading, Referent, numeral
from kg.syntax import Sentence
from kg.tie import coordinated, kin_of, named
from kg.weights import weights
from ontology import vocabulary

NONE = "none"
UNKNOWN = listed("noun", "unknown")
NAMELESS = frozenset(word for word in UNKNOWN if word.startswith("مجهول"))
MODEL = "model"
RARE = frozenset({"from", "to", "instrument"})
EXPLICIT = frozenset({"shooter", *(f"{whose} {words}" for words in DOERS for whose in ("own", "light noun's"))})
"""How the frames reached a doer whom the words themselves call so (by, at the hand of, by bullets of): no score speaks against it."""
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
            begins = token.i == 0 or reading.at.get((n, token.i - 1)) is not reading.at[place]
            if begins and not (reading.at[place].type == "Person" and kin_of(reading, n, token.i)):
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
        if (numeral(token) or word in CROWDS) and (reading.counts_people(place) or not any(c.isdigit() for c in token.form)):
            meant = reading.fillers(place)
            if meant and reading.heads.get(place) is meant[0]:
                found.append(Candidate(place, meant[0], "nominal"))
            continue
        described = token.noun or (token.tag in ("JJ", "DTJJ") and _stands_alone(reading, sentence, token.i))
        if described and bare not in PICKING and (kind := reading.kind_at(place)):
            if reading.completes_compound(place):
                head = (n, token.i - 1)  # طائرات مسيرة: one thing, whichever of its words the others hang on
                if reading.kind_at(head) == kind:
                    found.append(Candidate(place, reading.nominal(head, kind), "nominal"))
                continue
            meant = reading.fillers(place)
            by_name = bool(meant) and not meant[0].unnamed
            if by_name and (word != bare or bare in TRANSPARENT or "<office.titles>" in reading.lexicon.cue_classes(word)):
                continue
            if bare in UNKNOWN and token.i and reading.lexicon.nominal_type(sentence.keys[token.i - 1]) == "Person":
                continue  # مسلحون مجهولون: the same people
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
    return _way(sentence, _above(sentence, start), end)


def _above(sentence: Sentence, start: int) -> dict[int, list[str]]:
    """Token ``start`` and those above it, each with the labels on the way up to it."""
    tokens = sentence.tokens
    found: dict[int, list[str]] = {start: []}
    i = start
    while (head := tokens[i].head) != i:
        found[head] = [*found[i], "^" + tokens[i].label]
        i = head
    return found


def _way(sentence: Sentence, above: dict[int, list[str]], end: int) -> tuple[list[str], bool]:
    """``path`` from the token that ``above`` is of."""
    tokens = sentence.tokens
    labels: list[str] = []
    coordinated = False
    i = end
    while i not in above:
        head, label = tokens[i].head, tokens[i].label
        if head == i:
            return ["apart"], False
        case = key(sentence.case(i))
        if label == "conj" and not case and not labels:
            coordinated = True
        else:
            labels.append(f"{label}:{case}" if case else label)
        i = head
    return above[i] + labels[::-1], coordinated


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is seen of a candidate, whichever event it is paired with."""

    bare: str
    case: str
    under: str
    speaks: bool
    salient: bool
    counted: bool
    outer: bool


class Scene:
    """Sentence ``n`` with its events and the mentions that may fill their roles; its pairs of the two are what the model sees."""

    def __init__(self, reading: Reading, n: int, events: Sequence[EventDraft]) -> None:
        self.reading, self.n, self.events = reading, n, events
        self.sentence = reading.sentences[n]
        self.candidates = candidates(reading, n, frozenset(e.place[1] for e in events))
        self._roles = [_first_roles(e) for e in events]

    @classmethod
    def all(cls, reading: Reading, events: Sequence[EventDraft]) -> "list[Scene]":
        """A scene for each sentence that has events. Their candidates are all found before any pair is looked at, since what is seen of
        a mention depends on how often it comes back."""
        return [cls(reading, n, here) for n, here in sorted(by_sentence(events).items())]

    @cached_property
    def rows_of_names(self) -> dict[int, int]:
        """The number of the row (X، وY وZ) in which each referent (by identity) is named, for those that are named in one."""
        found: dict[int, int] = {}
        for mention in named(self.reading, self.n, "Person", "Place", "Site"):
            if id(mention.referent) not in found:
                row = coordinated(self.reading, self.n, mention, commas=mention.referent.type == "Place")
                if len(row) > 1:
                    found |= {id(m.referent): mention.first for m in row}
        return found

    @cached_property
    def _verbs(self) -> list[bool]:
        """Whether each token is a verb."""
        return [t.verb for t in self.sentence.tokens]

    @cached_property
    def _commas(self) -> list[bool]:
        return [t.form in (",", ";") for t in self.sentence.tokens]

    @cached_property
    def _seen(self) -> list[_Seen]:
        return [self._see(c) for c in self.candidates]

    @cached_property
    def _areas(self) -> list[int]:
        """The tokens at which the most specific places of the sentence stand."""
        named = self.reading.mentions_in(self.n)
        return [p[1] for p, r in named if r.type in ("Place", "Site") and (self.n, id(r)) not in self.reading.outer]

    def rows(self, event: EventDraft) -> list[list[str]]:
        """The features of ``event`` with each candidate, in order."""
        sentence, tokens, i = self.sentence, self.sentence.tokens, event.place[1]
        form = "noun" if event.noun else "verb"
        verb = carrier(sentence, i) if event.noun else tokens[i]
        carried = verb if verb is not None and verb.i != i else None
        entry = _entry(sentence, i)
        ruled = ruled_roles(event)
        others = [(o, roles) for o, roles in zip(self.events, self._roles, strict=True) if o is not event]
        causes = {id(c) for c in event.args.get("cause", ())}
        fillers = [(role, f) for role, found in event.args.items() for f in found if isinstance(f, Referent)]
        of_type, kind = event.type, event.frame.kind
        above = _above(sentence, i)
        above_verb = _above(sentence, carried.i) if carried is not None else {}
        rows = []
        for candidate, seen in zip(self.candidates, self._seen, strict=True):
            j, referent = candidate.place[1], candidate.referent
            steps, _ = _way(sentence, above, j)
            way = ">".join(steps[:6])
            type_ = referent.type
            mention = f"{type_}:{candidate.kind}"
            side = "after" if j > i else "before" if j < i else "self"
            rule = ruled.get(id(referent), NONE)
            low, high = (i, j) if i < j else (j, i)
            verbs, commas = sum(self._verbs[low + 1 : high]), sum(self._commas[low + 1 : high])
            crossing = sum(low < o.place[1] < high for o, _ in others)
            case = seen.case
            gap = high - low
            distance = "0" if gap < 2 else "3" if gap < 4 else "8" if gap < 9 else "16" if gap < 17 else "far"
            row = [
                "bias",
                f"k={mention}",
                f"e={of_type}&t={type_}",
                f"c={kind}&{form}&t={type_}&side={side}",
                f"rule={rule}",
                f"rule={rule}&k={mention}",
                f"rule={rule}&c={kind}",
                f"how={rule}:{event.why.get(rule, NONE)}",
                f"how={rule}:{event.why.get(rule, NONE)}&c={kind}",
                f"w={way}",
                f"w={way}&t={type_}",
                f"w2={'>'.join(steps[:2])}&n={min(len(steps), 6)}&t={type_}",
                f"last={steps[-1] if steps else 'self'}&t={type_}&c={kind}",
                f"case={case}&c={kind}&{form}&t={type_}",
                f"case={case}&side={side}&e={of_type}",
                f"d={distance}&side={side}&t={type_}",
                f"verbs={min(verbs, 3)}&t={type_}",
                f"commas={min(commas, 3)}&t={type_}",
                f"crossing={min(crossing, 3)}&t={type_}",
                f"speaker={seen.speaks}&t={type_}",
                f"count={seen.counted}&t={type_}&{form}",
                f"e={of_type}&k={mention}&case={case}",
                f"entry={entry}&t={type_}&side={side}&c={kind}",
                f"salient={seen.salient}&t={type_}&rule={rule}",
            ]
            if carried is not None:
                row.append(f"fv={'>'.join(_way(sentence, above_verb, j)[0][:4])}&t={type_}")
                row.append(f"v={key(carried.lemma)}&t={type_}&side={'after' if j > carried.i else 'before'}")
            if candidate.kind == "nominal":
                row.append(f"h={seen.bare}&c={kind}")
                row.append(f"h={seen.bare}")
            if seen.under:
                row.append(seen.under)
            for other, roles in others:
                role = roles.get(id(referent))
                if role:
                    row.append(f"o={other.type}:{role}&e={of_type}")
                    row.append(f"o={role}&linked={id(other) in causes or any(c is event for c in other.args.get('cause', ()))}")
            same = [role for role, f in fillers if f is not referent and f.type == type_]
            row += [f"rival={role}&rule={rule}" for role in same[:2]]
            if type_ in ("Place", "Site"):
                rank = self._rank(i, j)
                row += [f"first={rank}", f"outer={seen.outer}&first={rank}", f"outer={seen.outer}&case={case}"]
            rows.append(row)
        return rows

    def _see(self, candidate: Candidate) -> _Seen:
        sentence, j, referent = self.sentence, candidate.place[1], candidate.referent
        token, head = sentence.tokens[j], sentence.head(j)
        under = ""
        if head is not None:
            above = "arm" if key(head.form).removeprefix("ال") in ARMS else head.tag
            under = f"under={above}&l={token.label}&t={referent.type}"
        return _Seen(
            bare=key(token.form).removeprefix("ال"),
            case=_preposition(sentence, j, self.reading),
            under=under,
            speaks=_speaks(self.reading, sentence, j),
            salient=len(referent.mentions) > 2,
            counted=referent.count is not None,
            outer=(self.n, id(referent)) in self.reading.outer,
        )

    def _rank(self, i: int, j: int) -> str:
        """Which of the most specific places of its sentence the place at token ``j`` is, counted from the trigger at ``i``."""
        if j > i:
            return f"after{min(sum(i < p < j for p in self._areas), 4)}"
        return f"before{min(sum(j < p < i for p in self._areas), 4)}"


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


def ruled_roles(event: EventDraft) -> dict[int, str]:
    """The role that the frames gave each referent (by identity), the last where they gave it several."""
    return {id(f): role for role, fillers in event.args.items() for f in fillers if isinstance(f, Referent)}


def _first_roles(event: EventDraft) -> dict[int, str]:
    return {id(f): role for role, fillers in reversed(event.args.items()) for f in fillers if isinstance(f, Referent)}


class ArgumentModel:
    """Gives events their fillers. Raises ``FileNotFoundError`` where the model is missing."""

    def __init__(self, model: Path | None = None) -> None:
        self._model = Maxent(model or weights("arguments.crfsuite"))

    def roles(self, rows: Sequence[Sequence[str]]) -> list[dict[str, float]]:
        """For each pair the probability of each role; empty where none has what is asked at least."""
        result = []
        for row in rows:
            scores = self._model(row)
            result.append(scores if scores.pop(NONE) <= 1 - AGREED else {})
        return result

    def __call__(self, reading: Reading, events: Sequence[EventDraft]) -> None:
        """Replaces the fillers that the frames gave each event, causes and reasons aside."""
        chosen = [(event, self._choose(scene, event)) for scene in Scene.all(reading, events) for event in scene.events]
        for event, found in chosen:
            kept = {role: fillers for role, fillers in event.args.items() if role in ("cause", "reason")}
            event.args = kept
            for role, referent, how in found:
                event.fill(role, referent, how)

    def _choose(self, scene: Scene, event: EventDraft) -> list[tuple[str, Referent, str]]:
        ruled = ruled_roles(event)
        here = scene.candidates
        best: dict[int, tuple[float, str, Candidate]] = {}
        weaker: list[tuple[float, str, Candidate]] = []
        for candidate, scores in zip(here, self.roles(scene.rows(event)), strict=True):
            told = ruled.get(id(candidate.referent), NONE)
            if candidate.place == event.place and event.why.get("patient") == "fell victim":
                continue  # راح ضحيته طفل: the word is not the one who fell
            if _said_outright(told, event, candidate):
                best[id(candidate.referent)] = (1.0, told, candidate)
                continue
            fit = [r for r in scores if candidate.referent.type in vocabulary.range_(r)]
            if not fit:
                continue
            role = max(fit, key=lambda r: scores[r])
            if role == "place" and told == "target":  # where something is and what was struck are one to the model: the words say which
                role, scores["target"] = told, scores["target"] + scores["place"]
            if _barred(scene, event, candidate, role, told):
                continue
            needed = AGREED if told == role else THRESHOLDS.get(role, THRESHOLD)
            if scores[role] >= needed and scores[role] > best.get(id(candidate.referent), (0.0,))[0]:
                best[id(candidate.referent)] = (scores[role], role, candidate)
            elif scores[role] >= AGREED:
                weaker.append((scores[role], role, candidate))
        for score, role, candidate in weaker:  # what is coordinated with a filler is one too
            if id(candidate.referent) not in best and any(role == r and _coordinated(scene, candidate, c) for _, r, c in best.values()):
                best[id(candidate.referent)] = (score, role, candidate)
        for score, role, filler in [b for b in best.values() if b[1] != "agent"]:
            for candidate in here:
                if id(candidate.referent) not in best and _in_one_row(scene, candidate, filler):
                    best[id(candidate.referent)] = (score, role, candidate)
        for _, role, candidate in list(best.values()):
            # قتلى and the like are themselves the ones it happened to
            if role == "patient" and candidate.place == event.place:
                best = {k: b for k, b in best.items() if b[1] != "patient" or b[2].place == event.place}
        found = _settle(scene, event, list(best.values()), ruled)
        # What the frames inherited from elsewhere in the article stands, where the sentence itself gives nothing for the role; and
        # so do their rare roles, of which there is little to learn from.
        present, given = {id(c.referent) for c in here}, {role for _, role, _, _ in found}
        for role in ROLES:
            for referent in event.referents(role):
                inherited = role not in given and id(referent) not in present
                if (inherited or role in RARE) and all(referent is not r for _, _, r, _ in found):
                    found.append((event.place, role, referent, event.why.get(role, MODEL)))
        return [(role, referent, how) for _, role, referent, how in sorted(found, key=lambda f: (f[0], f[1]))]


def _said_outright(role: str, event: EventDraft, candidate: Candidate) -> bool:
    """Whether the words themselves settle a role that the frames gave: a rare one; a doer who is called so, whom nobody names (مجهولون)
    or whose bullets they are; what an event reached, or who fell victim to it; somebody against whom an accusation is directed (اتهامات
    لـ), who is never its doer."""
    how = event.why.get(role)
    if role == "agent":
        return how in EXPLICIT or bool(candidate.referent.heads & UNKNOWN) or event.type == "Shooting" and how == "poss"
    return role in RARE or how in ("reached", "fell victim") or event.type == "Accusation" and role == "patient" and how == "own ل"


def _barred(scene: Scene, event: EventDraft, candidate: Candidate, role: str, told: str) -> bool:
    """Whether the words forbid what a score would have: ``told`` is the role that the frames gave."""
    if role == "place":
        return event.type in PLACELESS or _bounds(scene, candidate)
    if role == "agent" and _own_victims(scene, event, candidate):
        return True
    if told == role:
        return False
    if role == "agent":
        described = candidate.kind != "name" and candidate.referent.type == "Person"
        # who is killed or hurt by people is said so; those beside them fell too
        if event.frame.kind == "suffer" and described or _denies(scene, candidate):
            return True
    # وراء الاغتيال مجهولون: whom nobody knows is told of as a doer
    return role == "patient" and bool(candidate.referent.heads & NAMELESS) or _told_before(scene, event)


def _bounds(scene: Scene, candidate: Candidate) -> bool:
    """Whether a place is one of two between which something lies (الطريق الواصل بين بلدة وأخرى)."""
    i = candidate.place[1] - 1
    while i > 0 and scene.sentence.keys[i] != "بين" and candidate.place[1] - i < 8:
        token = scene.sentence.tokens[i]
        if token.form != "و" and (scene.n, i) not in scene.reading.at and scene.sentence.keys[i] not in TRANSPARENT:
            return False
        i -= 1
    return scene.sentence.keys[i] == "بين"


def _denies(scene: Scene, candidate: Candidate) -> bool:
    """Whether a mention is the subject of a verb of denying (والتحالف ينفي مسؤوليته): the model must not call that one the doer."""
    (n, j), tokens = candidate.place, scene.sentence.tokens
    end = j + 1
    while end < len(tokens) and scene.reading.at.get((n, end)) is candidate.referent:
        end += 1
    verbs = [*tokens[end : end + 1], *filter(None, [scene.sentence.head(j)])]
    denial = scene.reading.lexicon.cues["stance"]["deny"]
    return any(v.verb and not {key(v.form), key(v.lemma)}.isdisjoint(denial) for v in verbs)


def _own_victims(scene: Scene, event: EventDraft, candidate: Candidate) -> bool:
    """Whether the people that the event's word names (قتلى) are those of the group right after it (قتلى “قسد”), who did not kill them."""
    i, j = event.place[1], candidate.place[1]
    people = scene.reading.lexicon.nominal_type(scene.sentence.keys[i]) == "Person"
    return people and j > i and all(t.form in ('"', "(") for t in scene.sentence.tokens[i + 1 : j])


def _told_before(scene: Scene, event: EventDraft) -> bool:
    """Whether an accusation is one told before (التهمة, the charge): the model sees only the words around it, not whose it was."""
    return event.type == "Accusation" and event.noun and scene.sentence.keys[event.place[1]].startswith("ال")


def _settle(
    scene: Scene, event: EventDraft, best: list[tuple[float, str, Candidate]], ruled: dict[int, str]
) -> list[tuple[Place, str, Referent, str]]:
    """One phrase for each role: the likeliest filler and what is coordinated with it; others only where the model is sure,
    doers never. The parties of a clash or an agreement may be told apart from each other."""
    found = []
    for role in ROLES:
        # of two likely fillers, the one whom the frames read as well
        ranked = sorted(
            (b for b in best if b[1] == role),
            key=lambda b: (ruled.get(id(b[2].referent)) != role or b[0] < THRESHOLDS.get(role, THRESHOLD), -b[0], b[2].place),
        )
        for score, _, candidate in ranked:
            if (
                candidate is ranked[0][2]
                or (score >= SURE and role != "agent")
                or event.frame.kind == "mutual"
                or _coordinated(scene, candidate, ranked[0][2])
            ):
                how = event.why.get(role, MODEL) if ruled.get(id(candidate.referent)) == role else MODEL
                found.append((candidate.place, role, candidate.referent, how))
    return found


def _in_one_row(scene: Scene, left: Candidate, right: Candidate) -> bool:
    rows = scene.rows_of_names
    return id(left.referent) in rows and rows[id(left.referent)] == rows.get(id(right.referent))


def _coordinated(scene: Scene, left: Candidate, right: Candidate) -> bool:
    """Whether two are named in one row, or one of two tokens hangs on the other by coordination, apposition or idafa alone."""
    first, second = sorted((left.place[1], right.place[1]))
    steps, conjoined = path(scene.sentence, first, second)
    later = left if left.place[1] == second else right
    of_set = "nmod:prep:من" if later.kind == "nominal" else ""  # طفل وأربعة من الجنود
    told_apart = any(first < e.place[1] < second for e in scene.events)  # قتل طفل وجرح مدنيان
    return _in_one_row(scene, left, right) or (
        not told_apart
        and (conjoined or bool(steps))
        and all(s == of_set or s.split(":")[0] in ("conj", "poss", "flat", "appos", "^conj", "^poss", "^flat", "^appos") for s in steps)
        and (conjoined or "conj" in steps)
    )


# From this probability on, a second filler of a role is told although it is not coordinated with the first.
SURE = 0.9
# Below this probability a filler is not told: the best F1 in a cross-validation over whole articles; for a doer more is asked,
# since a wrong perpetrator is worse than a missing one.
THRESHOLD = 0.45
THRESHOLDS = {"agent": 0.6}
# The frames and the model agree: less is asked.
AGREED = 0.15


@cache
def default_model() -> ArgumentModel:
    return ArgumentModel()
