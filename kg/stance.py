"""Stance: how sure a claim is, and whether somebody denies it.

Modality is read from the words that govern a claim in the tree, from the nouns right before it, and from particles on its verb. Most
claims are asserted, so each rule needs a word of the lists in ``kg/data/cues.toml`` in a place where it can mean this claim.
"""

from collections.abc import Iterator, Sequence

from kg.discourse import EFFECTS
from kg.event import MEASURES, EventDraft
from kg.fold import key
from kg.lexicon import listed
from kg.reading import Place, Reading
from kg.relation import RelationDraft
from kg.speech import places
from kg.syntax import Sentence, Token

Claim = EventDraft | RelationDraft
# Acts that one can set out to do (لـ with their noun is an aim); what is suffered or breaks out is none.
ACTS = frozenset(
    {
        "Detention",
        "Abduction",
        "Raid",
        "Attack",
        "Killing",
        "Execution",
        "Torture",
        "Seizure",
        "Capture",
        "Joining",
        "Demolition",
        "Displacement",
        "Deployment",
        "Siege",
        "Release",
        "Withdrawal",
        "Clash",
        "Dismissal",
        "Appointment",
    }
)
# Prepositions by which a noun is the object of the noun or verb before it.
_OBJECT = frozenset({"ل", "ب", "الي", "عن", "علي", "في", "من"})
# Before a clause that is not governed by what stands before it.
_BESIDE = frozenset(map(key, ("بينما", "فيما", "حين", "وقت", "كما", "بعد", "قبل", "عقب", "إثر", "جراء", "حيث", "إذ", "منذ")))
# Tokens within which a word belongs to another.
NEAR = 8
# Tokens between a verb of denying and its أن, for the names and titles of who denies.
CLAUSE = 20
# How many sentences back a charge may stand that is denied.
FAR = 4
# Nouns and verbs of belonging and of contact: what a charge of a tie says, and its denial.
TIES = frozenset().union(*(listed("alleged", kind) for kind in ("memberOf", "contactWith", "affiliatedWith")))
SAYING = listed("speech", "participles")
_PUNISHMENTS = frozenset({"Execution", "Torture"})


def judge(reading: Reading, claims: Sequence[Claim]) -> None:
    """Gives each claim that has none the modality that its words show. What was first an aim or a guess and is told again as done is
    done."""
    for claim in claims:
        if isinstance(claim, RelationDraft):
            if claim.modality == "asserted":
                claim.modality = _of_relation(reading, claim)
        elif claim.modality != "alleged":
            told = [modality(reading, claim, place) for place in places(reading, claim)]
            claim.modality = "asserted" if told[0] in ("planned", "hedged") and "asserted" in told else told[0]


def modality(reading: Reading, claim: EventDraft, place: Place) -> str:
    """asserted, alleged, hedged, negated or planned, from the words around one place at which an event is told."""
    sentence = reading.sentences[place[0]]
    cues = reading.lexicon.cues["stance"]
    token = reading.token(place)
    if _negated(reading, place) or _in_denial(sentence, token, cues):
        return "negated"
    governors = list(_governors(reading, place))
    words = {w for t in (*governors, *_nouns_before(sentence, token)) for w in _words(t)}
    before = key(sentence.tokens[token.i - 1].form) if token.i else ""
    if claim.type in _PUNISHMENTS and words & cues["sentence"]:
        done = [g for g in governors if _words(g) & cues["carried_out"]]
        if not done or any(_particle(sentence, g, cues) for g in done):
            return "planned"
    if words & cues["claim"] or _as_claimed(sentence, token, cues):
        return "alleged"
    if words & cues["hedge"] or before in cues["hedge"] or _doubted_after(sentence, token, cues):
        return "hedged"
    if claim.type == "Accusation" or reading.lexicon.nominal_type(token.form) == "Person":
        return "asserted"
    if _wanted(reading, place, governors) or before in cues["plan"]:
        return "planned"
    if token.verb and (words & cues["order"] or before in ("س", "سوف")):
        return "planned"
    if token.tag == "VBP" and before == "قد":
        return "hedged"
    if claim.type in ACTS and _aim(sentence, token, cues):
        return "planned"
    return "asserted"


def _words(token: Token) -> set[str]:
    return {key(token.form), key(token.lemma)}


def _governors(reading: Reading, place: Place) -> Iterator[Token]:
    """The words above a token of which it is the object: nouns up to a verb, and the verbs of which that is the content. A
    coordinated noun has the governors of the first. A name has no possessor: what the tree hangs on one belongs to the verb
    before it."""
    sentence, token = reading.sentences[place[0]], reading.token(place)
    for _ in range(8):
        head = sentence.head(token.i)
        if head is not None and head.label == "amod":  # المطالبة الفورية بالإفراج
            head = sentence.head(head.i)
        if head is None:
            return
        label = token.label
        hangs = label == "poss" or label == "nmod:prep" and sentence.case(token.i) == "ب"
        if hangs and reading.inside_name((place[0], head.i)):
            if (verb := _verb_before(sentence, head.i)) is not None:
                yield verb
            return
        if any(key(t.form) in _BESIDE for t in sentence.tokens[max(0, token.i - 2) : token.i]):
            return
        if token.verb:
            if label == "conj" and head.verb and any(c.form in ("ان", "او") for c in sentence.children(token.i, "mark", "cc")):
                token = head
                continue
            if label != "comp" and not (label == "obl" and any(c.form == "ان" for c in sentence.children(token.i, "mark"))):
                return
        elif label == "conj":
            if head.verb:
                return
            token = head
            continue
        elif label in ("obl", "nmod:prep"):
            if key(sentence.case(token.i)) not in _OBJECT:
                return
        elif label not in ("poss", "arg1", "arg2", "arg3", "obj", "comp", "flat"):
            return
        yield head
        if token.verb:
            yield from sentence.children(head.i, "arg1", "nsubj")
        token = head


def _verb_before(sentence: Sentence, i: int) -> Token | None:
    """The verb within a few words before token ``i``."""
    return next((t for t in reversed(sentence.tokens[max(0, i - NEAR) : i]) if t.verb), None)


def _nouns_before(sentence: Sentence, token: Token) -> Iterator[Token]:
    """The chain of nouns and prepositions right before a noun (محاولة لاعتقال), nearest first; ends at anything else."""
    if not token.noun:
        return
    marks = sum(t.form == '"' for t in sentence.tokens[max(0, token.i - 7) : token.i])
    for previous in reversed(sentence.tokens[max(0, token.i - 5 - marks) : token.i]):
        if previous.noun or previous.form == '"' or previous.tag == "PRP$":
            yield previous
        elif previous.tag != "IN" or previous.form not in ("ل", "ب", "عن", "في"):
            return


def _wanted(reading: Reading, place: Place, governors: Sequence[Token]) -> bool:
    """Whether a word of plan governs an event, words that only carry the event and the name of the planner passed over (محاولة تنفيذ
    عملية اعتقال, نية قسد بشن حملة); not where it governs something else that the event belongs to (الدعوة إلى احترام الاتفاق)."""
    sentence, token = reading.sentences[place[0]], reading.token(place)
    cues, light = reading.lexicon.cues["stance"], reading.lexicon.light
    carrying = MEASURES | light["doer"] | light["happen"] | cues["carrying"]
    for chain in (governors, list(_nouns_before(sentence, token))):
        for word in chain:
            if _words(word) & cues["plan"]:
                return True
            if (word.noun or word.verb) and not _words(word) & carrying and not reading.inside_name((place[0], word.i)):
                break
    return False


def _particle(sentence: Sentence, token: Token, cues: dict[str, frozenset[str]]) -> bool:
    """Whether a negating particle stands on a verb (لم يقتل), and no إلا (except) takes it back."""
    if not token.verb or not any(key(t.form) in cues["particles"] for t in sentence.tokens[max(0, token.i - 2) : token.i]):
        return False
    return not any(key(t.form) in cues["only"] for t in sentence.tokens[token.i + 1 : token.i + 1 + NEAR])


def _negated(reading: Reading, place: Place) -> bool:
    """Whether an event is said not to have been: لم before its verb, دون or عدم before its noun, or a negated verb of being or effect
    of which it is the subject or outcome (لم يسفر عن إصابات)."""
    sentence, token = reading.sentences[place[0]], reading.token(place)
    cues, tokens = reading.lexicon.cues["stance"], sentence.tokens
    if _particle(sentence, token, cues):
        return True
    if token.i > 1 and tokens[token.i - 1].form == "او":
        before = reversed(tokens[max(0, token.i - NEAR) : token.i - 1])
        first = next((t for t in before if t.verb == token.verb and (t.verb or t.noun)), None)
        if first is not None and _negated(reading, (place[0], first.i)):
            return True
    if token.verb:
        return [key(t.form) for t in tokens[max(0, token.i - 2) : token.i]] == ["دون", "ان"]
    if _without(sentence, token, cues):
        return True
    head = sentence.head(token.i)
    if head is not None and token.label == "poss" and reading.inside_name((place[0], head.i)):
        head = _verb_before(sentence, head.i)
    if head is not None and head.verb and _words(head) & cues["deny"]:
        return head.i == 0 or tokens[head.i - 1].form not in ("ان", "او", "لم", "لا")
    preposition = tokens[token.i - 1].form if token.i else ""
    if preposition in ("عن", "الي", "ب", "ل"):
        head = _verb_before(sentence, token.i)
    elif head is not None and (token.label not in ("arg1", "arg2", "arg3", "comp") or token.i < head.i):
        return False
    return head is not None and bool(_words(head) & cues["exist"]) and _particle(sentence, head, cues)


def _without(sentence: Sentence, token: Token, cues: dict[str, frozenset[str]]) -> bool:
    """دون, عدم and the like before a noun or above it, nouns of being passed over (دون وقوع إصابات)."""
    above: list[Token] = []
    head, low = sentence.head(token.i), token
    while head is not None and not head.verb and low.label in ("poss", "conj", "nmod:prep"):
        above.append(head)
        low, head = head, sentence.head(head.i)
    for chain in (_nouns_before(sentence, token), above):
        for noun in chain:
            if _words(noun) & cues["without"]:
                return True
            if noun.noun and not _words(noun) & (MEASURES | cues["being"]):
                break
    return False


def _as_claimed(sentence: Sentence, token: Token, cues: dict[str, frozenset[str]]) -> bool:
    """An event with كما and a verb of claiming after it (محاربة الإرهاب كما يدعون, as they claim)."""
    tokens = sentence.tokens
    for following in tokens[token.i + 1 : token.i + 1 + NEAR]:
        if following.verb:
            as_ = [t.form for t in tokens[following.i - 2 : following.i]] == ["ك", "ما"]
            return as_ and bool(_words(following) & (cues["claim"] | cues["as_claimed"]))
        if following.tag == "PUNC" and following.form != '"':
            return False
    return False


def _doubted_after(sentence: Sentence, token: Token, cues: dict[str, frozenset[str]]) -> bool:
    """A relative clause on the noun that doubts whose or where it was (قصف يُرجح أن مصدره, دوي انفجار يُعتقد أنه)."""
    heads = [token.i] + [token.head] * (token.label == "poss")
    return any(
        child.tag in ("VBP", "VBN") and _words(child) & cues["hedge"] and sentence.tokens[child.i + 1].form == "ان"
        for head in heads
        for child in sentence.children(head, "acl")
        if token.i < child.i < len(sentence.tokens) - 1
    )


def _aim(sentence: Sentence, token: Token, cues: dict[str, frozenset[str]]) -> bool:
    """لـ with the noun of an act, or of what leads to it, that says what for (لاعتقال أحد الأشخاص, لشن حملة مداهمات); not what was
    undergone (تعرض لقصف)."""
    tokens = sentence.tokens
    i = token.i
    while tokens[i].label == "poss" and tokens[i].head == i - 1 and not tokens[i].joined and key(tokens[i - 1].form) in MEASURES:
        i -= 1
    if not (i and tokens[i].noun and tokens[i].joined and tokens[i - 1].form == "ل"):
        return False
    head = sentence.head(i)
    verb = next((t for t in reversed(tokens[max(0, i - 20) : i]) if t.verb), None)
    near = [t for t in tokens[max(0, i - 4) : i - 1] if t.noun or t.verb or t.tag.endswith("JJ")]
    words = {w for t in (*near, *filter(None, (head, verb))) for w in _words(t)}
    return not words & cues["undergone"]


def _of_relation(reading: Reading, claim: RelationDraft) -> str:
    """A tie is negated by a negated copula or verb within its quote (ليسوا من أبناء البلدة, ولا ينتمي إلى)."""
    cues = reading.lexicon.cues["stance"]
    sentence = reading.sentences[claim.place[0]]
    inside = [t for t in sentence.tokens if claim.evidence.start <= t.start and t.end <= claim.evidence.end]
    for token in inside:
        word = key(token.form)
        if word in cues["is_not"] or _words(token) & cues["belong"] and _particle(sentence, token, cues):
            return "negated"
        if token.verb and word in cues["claim"]:
            return "alleged"
        if token.tag in ("VBP", "VBN") and _words(token) & cues["hedge"] or word in cues["suspected"]:
            return "hedged"
    return "asserted"


# --- dispute -----------------------------------------------------------------------------------------------------------


def dispute(reading: Reading, events: Sequence[EventDraft]) -> None:
    """Marks what the author or another voice calls false or denies: an event whose noun bears such a word, a charge that is denied
    in its sentence or after it, and an event that another voice negates."""
    cues = reading.lexicon.cues["stance"]
    for event in events:
        told = places(reading, event)
        event.disputed = event.disputed or any(_called_false(reading.sentences[n], i, cues) for n, i in told)
        if event.modality == "asserted" and event.type not in EFFECTS:  # told again, to be denied
            event.disputed = event.disputed or any(_particle(reading.sentences[n], reading.token((n, i)), cues) for n, i in told[1:])
        if event.type == "Accusation" and _contradicted(reading.sentences[event.place[0]], event.place[1], cues):
            event.disputed = True
    charges = [e for e in events if e.type == "Accusation"]
    for n, sentence in enumerate(reading.sentences):
        before = [c for c in charges if n - FAR <= c.place[0] <= n]
        if not _denies_charge(sentence, cues):
            before = [c for c in before if _of_ties(reading, c)] if _denies_ties(sentence, cues) else []
        for charge in before:
            charge.disputed = charge.disputed or charge.place[0] >= before[-1].place[0] - 1
    for event in events:
        if event.modality == "negated" and event.according_to is not None:
            for other in events:
                if other.type == event.type and other.place < event.place and other.modality == "asserted" and _same_thing(event, other):
                    other.disputed = True


def _called_false(sentence: Sentence, i: int, cues: dict[str, frozenset[str]]) -> bool:
    """التهم الباطلة (the false charges), تلفيق التهم (the making up of charges)."""
    after = [t for t in sentence.tokens[i + 1 : i + 3] if t.head == i]
    head = sentence.head(i)
    above = [head] if head is not None and head.i == i - 1 else []
    return any(key(t.form) in cues["false"] for t in (*after, *above))


def _contradicted(sentence: Sentence, i: int, cues: dict[str, frozenset[str]]) -> bool:
    """A charge that the same sentence sets against what is the case (بحجة … علماً أن الرجل مدني, غير أن معظمهم من المدنيين)."""
    words = sentence.keys
    contrast = next((k for k in range(i, len(words) - 1) if words[k] in cues["contrast"] and words[k + 1] == "ان"), len(words))
    return any(words[k] in cues["civilian"] or words[k] in cues["civilians"] and words[k - 1] == "من" for k in range(contrast, len(words)))


def _denies_charge(sentence: Sentence, cues: dict[str, frozenset[str]]) -> bool:
    """A sentence that says of the charges told before that they are false, only a cover or without ground, or that denies them."""
    words = sentence.keys
    charge = next((k for k, w in enumerate(words) if w in cues["charge"]), None)
    if charge is None:
        return False
    groundless = any(words[k] == "لا" and words[k + 1] == "اساس" for k in range(charge, len(words) - 1))
    return bool(set(words[charge:]) & cues["false"]) or groundless or _denied(sentence, charge, cues)


def _denied(sentence: Sentence, i: int, cues: dict[str, frozenset[str]], reach: int = NEAR) -> bool:
    """Whether a verb of denying, itself not negated, stands within reach before token ``i``."""
    return any(
        _words(t) & cues["deny"] and not (t.i and key(sentence.tokens[t.i - 1].form) in cues["particles"])
        for t in sentence.tokens[max(0, i - reach) : i]
    )


def _in_denial(sentence: Sentence, token: Token, cues: dict[str, frozenset[str]]) -> bool:
    """Whether a token stands in the clause that a verb of denying says is not so (نفى فلان أن تكون الطائرات قد نفذت غارة), before any
    other clause begins."""
    that = next((t.i for t in reversed(sentence.tokens[: token.i]) if t.form == "ان"), None)
    if that is None or not _denied(sentence, that, cues, CLAUSE):
        return False
    clause = sentence.tokens[that + 1 : token.i]
    if any(key(t.form) in _BESIDE for t in clause):
        return False  # منذ فراره: that is taken for granted
    verbs = [t for t in (*clause, token) if t.verb]
    joined = any(t.form == "و" and (sentence.tokens[t.i + 1].verb or t.i + 1 == token.i) for t in clause)
    between = sentence.tokens[:that]
    denying = next(t.i for t in reversed(between) if _words(t) & cues["deny"])
    other = any(t.verb or key(t.form) in SAYING for t in between[denying + 1 :])  # ونفى ذلك، مؤكداً أن …
    return len(verbs) <= 2 and not joined and not other


def _denies_ties(sentence: Sentence, cues: dict[str, frozenset[str]]) -> bool:
    """A sentence that denies a tie (نفت العائلة صلة أبنائها بالتنظيم), or belonging to anybody (لم ينتم إلى أي فصيل)."""
    for token in sentence.tokens:
        if not token.verb and key(token.form).removeprefix("ال") in TIES and _denied(sentence, token.i, cues):
            return True
        to_any = token.verb and _words(token) & cues["belong_to"] and "اي" in sentence.keys[token.i + 1 : token.i + NEAR]
        if to_any and _particle(sentence, token, cues):
            return True
    return False


def _of_ties(reading: Reading, charge: EventDraft) -> bool:
    """Whether a charge is of belonging to somebody, or of dealing with him."""
    if charge.charge is None:
        return False
    tokens = reading.sentences[charge.place[0]].tokens
    return any(w.removeprefix("ال") in TIES for t in tokens if charge.charge.start <= t.start < charge.charge.end for w in _words(t))


def _same_thing(event: EventDraft, other: EventDraft) -> bool:
    """Whether a denied event must be the one told before: they share somebody or something, and no role tells them apart. That
    nobody was hurt here denies no injury elsewhere, so an effect must share the one who suffered it."""
    shared = {r for r in ("agent", "patient", "target", "place") if set(map(id, event.referents(r))) & set(map(id, other.referents(r)))}
    told = {r for r in ("agent", "patient", "target", "place") if event.args.get(r) and other.args.get(r)}
    return shared == told and bool(shared & ({"patient", "target"} if event.type in EFFECTS else told))
