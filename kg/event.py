"""Events: triggers found by the frames, and what stands in their slots of the tree.

Each trigger's slots are read off the sentence (``slots``): what is under it, what its governing verb lends it (light verbs,
coordination, relative clauses), and prepositional phrases near it. The frame says which role a filler of a type has in a slot.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from kg.fold import key
from kg.graph import Span, Time
from kg.lexicon import Frame, Lexicon, listed, noun_stems
from kg.phrase import Phrases
from kg.reading import ARMS, Place, Reading, Referent
from kg.syntax import Sentence, Token, default_analyser

# Labels through which a noun hangs on the verb that carries it.
CARRIED = frozenset({"arg1", "arg2", "arg3", "obl", "obj", "nsubj", "obl:np", "comp", "mod"})
# Nouns between a verb and the event noun that it carries (عدة غارات, سلسلة هجمات, عملية اعتقال).
MEASURES = listed("noun", "measures")
NUMBER = listed("noun", "number")
QUANTITIES = NUMBER | listed("noun", "quantities")
"""Nouns that measure those who follow them."""
VICTIM, FALLEN = "ضحيه", frozenset({"راح", "وقع", "ذهب", "سقط"})
"""The noun and the verbs of falling victim."""
AIMING = listed("link", "aiming")
"""Verbs that only tell what an event noun was aimed at (غارة استهدفت مستودعاً)."""
LOCATIVE = listed("link", "locative")
DONE = listed("link", "done")
"""What makes an imperfect verb one of what is done or not done, not of how things stand."""
COMPOUND_PREPOSITIONS = {
    ("من", "قبل"): "من قبل",
    ("علي", "يد"): "علي يد",
    ("علي", "ايدي"): "علي ايدي",
    ("ب", "يد"): "بيد",
    ("من", "جهه"): "من جهة",
    ("ب", "حق"): "بحق",
    ("ب", "واسطه"): "بواسطة",
    ("ب", "القرب"): "قرب",
    ("ب", "محيط"): "في",
    ("ب", "ايدي"): "علي ايدي",
}


# What is done to things only: not the owner of the house, the house is pulled down.
OF_THINGS = frozenset({"Demolition", "Damage", "Seizure", "Capture"})


@dataclass(slots=True, eq=False)
class EventDraft:
    """An event in the making; ``args`` maps a role to fillers, ``why`` notes the slot that each filler was read from, ``classed`` that its
    type is a model's choice."""

    frame: Frame
    place: Place
    trigger: Span
    args: dict[str, list["Referent | EventDraft"]] = field(default_factory=dict)
    also: list[Span] = field(default_factory=list)
    charge: Span | None = None
    alleges: list[object] = field(default_factory=list)
    modality: str = "asserted"
    according_to: Referent | None = None
    disputed: bool = False
    time: Time | None = None
    why: dict[str, str] = field(default_factory=dict)
    noun: bool = False
    classed: bool = False

    @property
    def type(self) -> str:
        return self.frame.event

    def fill(self, role: str, filler: "Referent | EventDraft", why: str) -> bool:
        """Adds a filler once; False where it is there, or where it already has another role in this event."""
        if role == "patient" and self.type in OF_THINGS:
            return False
        if filler is self or any(filler in fillers for fillers in self.args.values()):
            return False
        self.args.setdefault(role, []).append(filler)
        self.why.setdefault(role, why)
        return True

    def withdraw(self, role: str, unwanted: Callable[[Referent], bool]) -> None:
        """Takes fillers of a role away."""
        kept = [f for f in self.args.get(role, ()) if not (isinstance(f, Referent) and unwanted(f))]
        if kept:
            self.args[role] = kept
        else:
            self.args.pop(role, None)

    def referents(self, role: str) -> list[Referent]:
        return [f for f in self.args.get(role, ()) if isinstance(f, Referent)]


class Triggers:
    """Finds trigger words by the frames of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._verbs: dict[str, list[Frame]] = {}
        self._nouns: dict[str, list[Frame]] = {}
        for frame in lexicon.frames:
            for verb in frame.verbs:
                self._verbs.setdefault(verb, []).append(frame)
            for noun in frame.nouns:
                self._nouns.setdefault(noun, []).append(frame)

    @cached_property
    def phrases(self) -> Phrases[Frame | None]:
        """The fixed words of each frame, and with None those that tell of no event."""
        return Phrases([*((p, f) for f in self.lexicon.frames for p in f.phrases), *((p, None) for p in self.lexicon.silent)])

    def __call__(self, reading: Reading, n: int) -> Iterator[tuple[Token, Frame]]:
        """(trigger, frame) of sentence ``n`` in order."""
        sentence = reading.sentences[n]
        found: dict[int, Frame] = {}
        busy: set[int] = set()
        for match in self.phrases.longest(sentence):
            tokens = [t for t in sentence.tokens[match.first : match.last + 1] if t.tag not in ("PRP", "PRP$")]
            if any(reading.inside_name((n, t.i)) for t in tokens):
                continue
            holding = [f for f in match.value if f is None or _holds(sentence, tokens[f.at], f)]
            if not holding:
                continue
            if (frame := holding[0]) is not None:
                found[tokens[frame.at].i] = frame
            busy.update(t.i for t in sentence.tokens[match.first : match.last + 1])
        for token in sentence.tokens:
            if token.i not in busy and not reading.inside_name((n, token.i)) and (read := self._frame(sentence, token)):
                found[token.i] = read
        for i in sorted(found):
            yield sentence.tokens[i], found[i]

    def _frame(self, sentence: Sentence, token: Token) -> Frame | None:
        lemma = key(token.lemma)
        if token.verb:
            frames = self._verbs.get(lemma, [])
        elif token.noun or token.tag in ("JJ", "DTJJ"):
            frames = self._nouns.get(lemma) or self._nouns.get(key(token.form).removeprefix("ال"), [])
            if not frames and self.lexicon.nominal_type(key(token.form)) is None and _reads_as_verb(sentence, token):
                # a verb that the tagger takes for a noun
                frames = self._verbs.get(lemma) or self._verbs.get(key(default_analyser().lemma(token.form, "VBD")), [])
        else:
            return None
        return next((frame for frame in frames if _holds(sentence, token, frame)), None)


def _holds(sentence: Sentence, token: Token, frame: Frame) -> bool:
    """Whether a trigger of a frame is one where it stands."""
    if key(token.form) in frame.never:
        return False
    before = key(sentence.tokens[token.i - 1].form) if token.i else ""
    if token.tag == "VBP" and key(token.lemma) in frame.standing and before not in DONE:
        return False
    if not frame.when and not frame.unless:
        return True
    context = phrase_words(sentence, token)
    return (not frame.when or bool(frame.when & context)) and not frame.unless & context


_PERFECT = frozenset({"ت", "وا", "ا", "تا", "ن"})


def _reads_as_verb(sentence: Sentence, token: Token) -> bool:
    """Whether a word tagged as a noun is a verb by what is written: an ending or a beginning that its lemma has not, a shadda, or its
    place at the head of a sentence before a noun."""
    word, lemma = key(token.form), key(token.lemma)
    if word.startswith("ال"):
        return False
    inflected = word.removeprefix(lemma) in _PERFECT or word != lemma and word[0] in "يتن"
    if inflected or "\u0651" in sentence.text[token.start : token.end]:
        return True
    following = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    heads = token.i == 0 or (token.i <= 2 and all(t.tag in ("CC", "IN", "WP", "PUNC") for t in sentence.tokens[: token.i]))
    return heads and following is not None and following.noun and token.label == "root"


def phrase_words(sentence: Sentence, token: Token) -> set[str]:
    """Folded words of the trigger's phrase: what is under it nearby, what stands before it, what follows up to the next verb or mark,
    and the subject of the verb that carries it."""
    words = {key(sentence.tokens[i].form) for i in sentence.subtree(token.i) if abs(i - token.i) < 14}
    if token.i > 1 and token.joined and sentence.tokens[token.i - 1].form == "ب":
        words.add(key(sentence.tokens[token.i - 2].form))  # رمياً بالرصاص
    if token.label == "poss":
        words.add(key(sentence.tokens[token.head].form))  # مناطق انتشار
    if token.verb:
        words |= {key(c.form) for c in sentence.children(token.i, "arg1", "arg2", "arg3", "nsubj", "obj")}
        if token.label == "acl":
            words.add(key(sentence.tokens[token.head].form))
    for following in sentence.tokens[token.i + 1 : token.i + 9]:
        if following.tag == "PUNC" and following.form not in '"()' or (following.verb and following.i > token.i + 1):
            break
        words.add(key(following.form))
    verb = carrier(sentence, token.i)
    if verb is not None:
        words |= {key(verb.form), key(verb.lemma)}
        for child in sentence.children(verb.i, "arg1", "nsubj"):
            words |= {key(sentence.tokens[i].form) for i in sentence.subtree(child.i) if i != token.i and abs(i - child.i) < 5}
    return words


def carrier(sentence: Sentence, i: int) -> Token | None:
    """The verb that carries the noun at ``i`` as subject, object or complement, measures and coordination passed over."""
    token = sentence.tokens[i]
    for _ in range(6):
        head = sentence.head(token.i)
        if head is None:
            return None
        if head.verb or head.tag == "VN":
            return head if token.label in CARRIED or token.i != i and token.label == "conj" else None
        if (
            token.label in ("poss", "nmod:prep")
            and sentence.case(token.i) != "ب"
            and key(head.lemma or head.form) not in MEASURES
            and key(head.form) not in MEASURES
            and head.tag != "CD"
        ):
            return None
        if token.label == "nmod:prep" and sentence.case(token.i) == "ب" and token.i == i:
            token = head  # قامت قسد والاحتلال بمداهمة: the phrase is the verb's, though the tree hangs it on the noun before
            continue
        if token.label not in ("poss", "conj", "appos", "nmod:prep", "flat"):
            return None
        token = head
    return None


def passive(sentence: Sentence, token: Token) -> bool:
    """A passive verb: by its tag, or by a damma written on the first letter of a perfect, or of the imperfect of a verb whose active
    has none there (يُتهم, not يُعلن)."""
    if token.tag == "VBN":
        return True
    if sentence.text[token.start : token.end][1:2] != "\u064f":
        return False
    return token.tag == "VBD" or token.tag == "VBP" and len(key(token.lemma)) > 4


def preposition(sentence: Sentence, i: int) -> tuple[str, int]:
    """(preposition, index of the noun that it governs) for the prepositional phrase headed by token ``i``: fixed phrases like
    من قبل are one preposition."""
    case = key(sentence.case(i))
    compound = COMPOUND_PREPOSITIONS.get((case, key(sentence.tokens[i].form)))
    if compound:
        # the filler is the noun right after it, whatever the tree says
        inner = next((t for t in sentence.tokens[i + 1 : i + 4] if t.form not in ('"', "(", "من")), None)
        if inner is not None:
            return compound, inner.i
    return case, i


def arguments_of_verb(sentence: Sentence, verb: Token, *, inherit: bool = True) -> Iterator[tuple[str, int]]:
    """(slot, token) of the core arguments of a verb."""
    children = list(sentence.children(verb.i, "arg1", "arg2", "arg3", "nsubj", "obj"))
    before = [c for c in children if c.label == "nsubj" and c.i < verb.i]
    after = [c for c in children if c.label in ("arg1", "arg2", "arg3") and c.i > verb.i]
    pronoun = [c for c in children if c.label == "obj"]
    if passive(sentence, verb) and not (before and after):  # with a noun on both sides it has a subject and an object
        for child in [*before, *after[:1]]:
            yield "passive", child.i
        if not before and not after and inherit:
            for i in [*_inherited(sentence, verb), *_shared_right(sentence, verb)][:1]:
                yield "passive", i
        return
    for child in pronoun:
        yield "object", child.i
    both = {"arg1", "arg2"} <= {c.label for c in after}
    if before and not (both and before[-1].tag == "NN" and before[-1].form.endswith("ا")):  # تزامناً معه استهدفت الهيئة مواقع
        yield "subject", before[-1].i
        for child in after[:1]:
            yield "object", child.i
        return
    if len(after) >= 2 and not pronoun:
        yield "subject", after[0].i
        yield "object", after[1].i
        return
    if after and pronoun:
        yield "subject", after[0].i
        return
    inherited = list(_inherited(sentence, verb)) if inherit else []
    if after:
        yield ("only" if not inherited else "either"), after[0].i
    for i in inherited:
        relative_object = (
            verb.label == "acl" and (bool(pronoun) or bool(after)) and any(p.form in ("ها", "ه", "هم", "هما") for p in pronoun)
        )
        yield ("object" if relative_object else "inherited"), i


def _shared_right(sentence: Sentence, verb: Token) -> Iterator[int]:
    """The first noun phrase of a verb coordinated to the right, which both verbs have (قتل وأصيب عدد من المدنيين)."""
    for child in sentence.children(verb.i, "conj"):
        if child.verb and 0 < child.i - verb.i <= 3:
            yield from (c.i for c in sentence.children(child.i, "arg1"))


def _inherited(sentence: Sentence, verb: Token, depth: int = 0) -> Iterator[int]:
    """The token that a verb without subject of its own takes it from: the noun of a relative clause, the subject of the verb
    that it is coordinated with or a complement of."""
    head = sentence.head(verb.i)
    if head is None or depth > 4:
        return
    if verb.label == "acl" and not head.verb:
        yield head.i
    elif head.verb and verb.label in ("conj", "comp", "advcl", "parataxis"):
        own = [t for slot, t in arguments_of_verb(sentence, head, inherit=False) if slot in ("subject", "passive", "only")]
        if own:
            yield own[0]
        else:
            yield from _inherited(sentence, head, depth + 1)


# Slots of those who are told as doers in so many words.
DOERS = frozenset({"من قبل", "علي يد", "علي ايدي", "بيد", "nationality"})


def slots(reading: Reading, n: int, token: Token) -> list[tuple[str, Place, str]]:
    """(slot, place of the filler, how it was reached) of a trigger: doers that are named as such first, then nearest first."""
    found = list(_slots(reading, n, token))
    found += [doer for _, place, _ in found if (doer := _state_of_arm(reading, place)) is not None]
    return sorted(found, key=lambda f: f[0] not in DOERS)


def _state_of_arm(reading: Reading, place: Place) -> tuple[str, Place, str] | None:
    """The adjective of nationality of aircraft or arms that nobody names (طائرات حربية روسية): they are that state's."""
    n, i = place
    sentence = reading.sentences[n]
    if place in reading.at or ARMS.isdisjoint(noun_stems(sentence.keys[i])):
        return None
    adjectives = takewhile(lambda t: t.tag in ("JJ", "DTJJ", "NN") and not t.joined, sentence.tokens[i + 1 :])  # طائرة مسيرة أمريكية
    states = (t for t in adjectives if key(t.form) in reading.lexicon.nationalities)
    return next((("nationality", (n, t.i), "nationality") for t in states), None)


def _adjacent(sentence: Sentence, token: Token) -> list[Token]:
    """The noun right after an event noun without article: its idafa, whatever the tree says."""
    following = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if (
        following is None
        or token.form.startswith("ال")
        or not following.noun
        or following.tag == "CD"
        or (following.joined and following.tag != "PRP$")
    ):
        return []
    return [following] if following.head != token.i and not token.form.endswith("ا") else []


def _shared(reading: Reading, n: int, token: Token) -> list[Token]:
    """What an event noun has in common with the one that و joins to it right away (مقتل وإصابة أربعة أشخاص): the idafa of the second."""
    sentence = reading.sentences[n]
    if token.form.startswith("ال") or token.i + 2 >= len(sentence.tokens) or sentence.tokens[token.i + 1].form != "و":
        return []
    twin = sentence.tokens[token.i + 2]
    if twin.head != token.i or twin.label != "conj" or not reading.lexicon.event_types(key(twin.lemma), verb=False):
        return []
    return [c for c in sentence.children(twin.i, "poss") if not c.joined]


def _slots(reading: Reading, n: int, token: Token) -> Iterator[tuple[str, Place, str]]:
    sentence = reading.sentences[n]
    if token.verb:
        core = list(arguments_of_verb(sentence, token))
        if token.label == "acl" and (meant := _named_before_pronoun(reading, n, token)) is not None:
            core = [(slot, meant if i == token.head else i) for slot, i in core]
        for slot, i in core:
            yield slot, _clause_noun(reading, n, token, i) or (n, i), slot
        relative = _relative(reading, n, token)
        if relative is not None and not any(slot in ("subject", "passive", "only", "either") for slot, _ in core):
            yield "passive" if passive(sentence, token) else "inherited", relative, "relative"
        yield from _prepositions(sentence, n, token.i, "own")
        for child in sentence.children(token.i, "arg1", "arg2", "obl:np"):
            yield from _prepositions(sentence, n, child.i, "under")
    else:
        lost = _lost_to_it(sentence, token)
        if lost is not None:
            yield "object", (n, lost.i), "fell victim"
        elif reading.lexicon.nominal_type(key(token.form)) == "Person":
            yield "self", (n, token.i), "self"
        under = list(sentence.children(token.i, "poss", "flat")) or _adjacent(sentence, token) or _shared(reading, n, token)
        for child in under:
            yield "poss", (n, child.i), "poss"
        if under:
            for child in sentence.children(token.i, "arg1", "arg2", "appos", "mod"):
                if child.i > under[0].i and not sentence.tokens[child.i].verb:
                    yield "second", (n, child.i), "second"
        else:
            for child in sentence.children(token.i, "arg1", "arg2"):
                yield "object", (n, child.i), "second"
        yield from _prepositions(sentence, n, token.i, "own")
        yield from _by(sentence, n, token.i)
        for child in under:
            # what is for or of the idafa's noun (استهداف مواقع للتنظيم) is not the striker's
            yield from (found for found in _prepositions(sentence, n, child.i, "under") if found[0] not in ("ل", "من"))
        for child in sentence.children(token.i, "amod"):
            if key(child.form) in reading.lexicon.nationalities:
                yield "nationality", (n, child.i), "nationality"
        if token.label in ("amod", "acl") and (head := sentence.head(token.i)) is not None and head.noun:
            yield "passive", (n, head.i), "attribute"
        head = sentence.head(token.i)
        if head is not None and token.label == "poss" and key(head.form) in MEASURES:
            yield from _prepositions(sentence, n, head.i, "measure's")
        for clause in sentence.children(token.i, "acl"):
            if clause.verb and key(clause.lemma) in reading.lexicon.light["doer"]:  # غارة شنها التحالف
                for slot, i in arguments_of_verb(sentence, clause, inherit=False):
                    if slot in ("subject", "only"):
                        yield "doer", (n, i), f"light verb {clause.lemma}"
                yield from _prepositions(sentence, n, clause.i, "verb's")
        if (
            head is not None
            and not head.verb
            and token.label in ("obl", "nmod:prep")
            and key(head.form) in reading.lexicon.light["undergoer"]
        ):
            for child in sentence.children(head.i, "poss", "arg1"):  # تعرض الحاجز لهجوم
                yield "undergoer", (n, child.i), f"light noun {head.form}"
            yield from _prepositions(sentence, n, head.i, "light noun's")
        for i in _reached(sentence, token):
            yield "object", (n, i), "reached"
        verb = carrier(sentence, token.i)
        if verb is not None:
            yield from _lent(reading, n, token, verb)


def _lost_to_it(sentence: Sentence, token: Token) -> Token | None:
    """Who fell victim, where the word says so of an event that is named or meant before (راح ضحيتها طفل, راح ضحية القصف ثلاثة مدنيين)."""
    if not token.i or key(token.form) != VICTIM or key(sentence.tokens[token.i - 1].lemma) not in FALLEN:
        return None
    arguments = sentence.children(token.i - 1, "arg1", "arg2", "arg3")
    return next((t for t in arguments if t.i > token.i), None)


def _reached(sentence: Sentence, token: Token) -> Iterator[int]:
    """What the verb right after an event's noun says that the event reached (حملة اعتقالات واسعة طالت عدداً من المدنيين)."""
    for verb in sentence.tokens[token.i + 1 : token.i + 7]:
        if verb.tag == "PUNC" or verb.noun and verb.label not in ("conj", "poss", "nmod:prep"):
            return
        if verb.verb:
            if key(verb.lemma) in AIMING and verb.head <= token.i:
                yield from (t.i for t in sentence.children(verb.i, "arg1", "arg2") if t.i > verb.i)
            return


_RELATIVE = {
    "الذي": ("Person", "Group", "Site", "Object", "Place"),
    "التي": ("Group", "Site", "Object", "Place", "Person"),
    "الذين": ("Person",),
    "اللذان": ("Person",),
    "اللذين": ("Person",),
}


def _clause_noun(reading: Reading, n: int, verb: Token, i: int) -> Place | None:
    """The noun of a relative clause, where token ``i`` is the pronoun on its verb that goes back to it (المنازل التي هدمها التنظيم)."""
    sentence = reading.sentences[n]
    head = sentence.head(verb.i)
    if head is None or verb.label != "acl" or not head.noun or sentence.tokens[i].label != "obj" or not sentence.tokens[i].joined:
        return None
    return (n, head.i) if reading.fillers((n, head.i)) else None


def _named_before_pronoun(reading: Reading, n: int, verb: Token) -> int | None:
    """The token of a person's name right before the relative pronoun of a verb: the clause is about that person, whatever the tree hangs
    it on (شيع أهالي المدينة فلاناً الذي قتل)."""
    for token in reversed(reading.sentences[n].tokens[max(0, verb.i - 3) : verb.i]):
        if token.form in _RELATIVE and token.i:
            referent = reading.at.get((n, token.i - 1))
            return token.i - 1 if referent is not None and referent.type == "Person" else None
    return None


def _relative(reading: Reading, n: int, verb: Token) -> Place | None:
    """The noun that a relative pronoun before ``verb`` goes back to: the nearest mention before it, people first for الذي."""
    sentence = reading.sentences[n]
    pronoun = next((t for t in sentence.tokens[max(0, verb.i - 4) : verb.i] if t.form in _RELATIVE), None)
    if pronoun is None or any(t.verb for t in sentence.tokens[pronoun.i + 1 : verb.i]):
        return None
    before = [(p, r) for p, r in reading.mentions_in(n) if p[1] < pronoun.i and pronoun.i - p[1] < 14]
    for kind in _RELATIVE[pronoun.form]:
        if same := [p for p, r in before if r.type == kind]:
            return same[-1]
    return None


def _lent(reading: Reading, n: int, token: Token, verb: Token) -> Iterator[tuple[str, Place, str]]:
    """What the verb that carries an event noun lends it."""
    sentence, light = reading.sentences[n], reading.lexicon.light
    lemma = key(verb.lemma)
    core = [(slot, i) for slot, i in arguments_of_verb(sentence, verb) if i != token.i and i not in _chain(sentence, token.i)]
    subject = [i for slot, i in core if slot in ("subject", "only", "inherited", "passive", "either")]
    if lemma in light["doer"] and any(t.joined for t in sentence.children(verb.i, "obj")) and token.i < verb.i:
        subject = [t.i for t in sentence.children(verb.i, "arg1", "arg2") if t.i > verb.i][:1]  # غارات شنتها طائرات: she launched them
    for slot in ("doer", "undergoer", "scene"):
        if lemma in light[slot]:
            for i in subject:
                yield slot, (n, i), f"light verb {verb.lemma}"
    if (
        lemma in light["happen"]
        or lemma in light["doer"]
        or lemma in light["undergoer"]
        or lemma in light["scene"]
        or lemma in light["cause"]
    ):
        yield from _prepositions(sentence, n, verb.i, "verb's")
    else:
        for slot, place, how in _prepositions(sentence, n, verb.i, "verb's"):
            if slot in LOCATIVE and place[1] > token.i:
                yield slot, place, how
    if lemma in light["happen"]:
        for slot, i in core:
            if slot in ("object",) and i > token.i:
                yield "object", (n, i), "verb's object"


def _chain(sentence: Sentence, i: int) -> set[int]:
    return {i, *(t.i for t in sentence.ancestors(i))}


def _prepositions(sentence: Sentence, n: int, i: int, how: str) -> Iterator[tuple[str, Place, str]]:
    for child in sentence.children(i, "obl", "nmod:prep", "obl:np", "advmod", "appos"):
        if child.label in ("obl", "nmod:prep"):
            case, inner = preposition(sentence, child.i)
            if case:
                yield case, (n, inner), f"{how} {case}"
        elif key(child.form) in LOCATIVE or key(child.form) in ("بين", "خارج", "ضد", "عبر", "مع"):
            for inner_token in sentence.children(child.i, "poss"):
                yield key(child.form), (n, inner_token.i), f"{how} {key(child.form)}"


def _by(sentence: Sentence, n: int, i: int, reach: int = 6) -> Iterator[tuple[str, Place, str]]:
    """Who is named after من قبل (by) soon after an event noun, whatever the tree hangs that on."""
    tokens = sentence.tokens
    for token in tokens[i + 1 : i + reach]:
        if token.verb or token.tag == "PUNC" and token.form not in ('"', "(", ")"):
            return
        if token.form == "من" and token.i + 2 < len(tokens) and tokens[token.i + 1].form == "قبل":
            slot, inner = preposition(sentence, token.i + 1)
            yield "من قبل", (n, inner if slot == "من قبل" else token.i + 2), "own من قبل"
            return


def read_events(reading: Reading, triggers: Triggers) -> list[EventDraft]:
    """The events of all sentences with the fillers that their own sentence gives them."""
    events: list[EventDraft] = []
    beside = furniture(reading)
    for n in range(len(reading.sentences)):
        if n in beside:
            continue
        for token, frame in triggers(reading, n):
            if token.tag.startswith("DT") and reading.lexicon.nominal_type(key(token.form)) == "Person" and not _some_of(reading, n, token):
                continue  # القتلى, الجرحى: people told of before
            if key(token.form) in VICTIMS and not _attribute(reading, n, token):
                continue  # زوجة المنشق
            event = EventDraft(frame, (n, token.i), reading.span((n, token.i)), noun=not token.verb)
            same = _struck_by(reading, n, token, events) or _carried(sentence=reading.sentences[n], event=event, events=events)
            if same is not None:
                same.also.append(event.trigger)
                fill(reading, same, slots(reading, n, token))
                continue
            fill(reading, event, slots(reading, n, token))
            events.append(event)
    return events


def _carried(sentence: Sentence, event: EventDraft, events: list[EventDraft]) -> EventDraft | None:
    """The event of the same type that a verb tells with this noun as its subject or object, or the noun with this verb (وصلت تعزيزات,
    reinforcements arrived): they tell it together."""
    n, i = event.place
    for other in reversed(events):
        if other.place[0] != n:
            return None
        noun, verb = (i, other.place[1]) if event.noun else (other.place[1], i)
        if other.type == event.type and other.noun != event.noun and _told_by_verb(sentence, noun):
            carrying = carrier(sentence, noun)
            if carrying is not None and carrying.i == verb:
                return other
    return None


def _told_by_verb(sentence: Sentence, noun: int) -> bool:
    """Whether a noun is the subject or object of a verb, or what the verb says it was done with (استهدفه بالرصاص, بثلاث غارات)."""
    token = sentence.tokens[noun]
    head = sentence.head(noun)
    if token.label == "poss" and head is not None and (head.tag == "CD" or key(head.form) in MEASURES):
        token = head
    return token.label in ("arg1", "arg2", "nsubj") and token.i == noun or sentence.case(token.i) == "ب"


# Nouns that go back to one to whom an event happened.
VICTIMS = frozenset("ال" + w for e in ("Killing", "Detention", "Abduction", "Injury", "Defection") for w in listed("victim", e))


def _attribute(reading: Reading, n: int, token: Token) -> bool:
    """Whether a word with article goes with a definite noun or a name before it (القيادي المنشق)."""
    head = reading.sentences[n].head(token.i)
    beside = head is not None and token.label in ("amod", "acl", "appos", "flat") and head.i < token.i
    return beside and head is not None and (head.form.startswith("ال") or reading.inside_name((n, head.i)))


def _some_of(reading: Reading, n: int, token: Token) -> bool:
    """Whether a definite noun is counted or measured, and so tells of people anew (عشرات القتلى والجرحى, عدد من الجرحى); their number
    (عدد القتلى) is that of people told of before."""
    sentence = reading.sentences[n]
    first = token if token.label != "conj" else sentence.head(token.i) or token
    head = sentence.head(first.i)
    if head is None or head.i > first.i or first.label not in ("poss", "nmod:prep") or key(head.form) not in QUANTITIES:
        return False
    return sentence.case(first.i) == "من" or first.label == "poss" and key(head.form) not in NUMBER


SHORT_LINE = 16


def _struck_by(reading: Reading, n: int, token: Token, events: list[EventDraft]) -> EventDraft | None:
    """The event noun that a verb of aiming is told of, as its subject or the noun of its relative clause, or the explosion of what is its
    subject (انفجرت عبوة ناسفة استهدفت سيارة); العملية and the like go back to the operation told of before."""
    if not token.verb or key(token.lemma) not in AIMING:
        return None
    sentence = reading.sentences[n]
    before = [e for e in events if e.place[0] == n]
    subjects = {i for slot, i in arguments_of_verb(sentence, token) if slot in ("subject", "inherited", "only", "either")}
    chain = {*subjects, *(t.i for i in subjects for t in sentence.ancestors(i) if sentence.tokens[i].label in ("poss", "appos", "flat"))}
    near = [e for e in before if e.frame.kind == "burst" or e.noun and e.frame.kind == "strike" and e.type != "Shooting"]
    for event in reversed(near):
        between = sentence.tokens[event.place[1] + 1 : token.i]
        means = {id(r) for r in event.referents("instrument")}
        if event.place[1] in chain or means & {id(r) for s in subjects for r in reading.fillers((n, s))}:
            return event
        if event.frame.kind == "burst":
            continue
        doer = any(
            s > event.place[1] and any(r.type in ("Group", "Person") and not r.unnamed for r in reading.fillers((n, s))) for s in subjects
        )
        if len(between) <= 16 and not any(t.verb or t.form in (".", ";") for t in between) and not doer:
            return event
    if any(key(sentence.tokens[s].form) in OPERATIONS for s in subjects):
        return next((e for e in reversed(events) if e.type in ("Raid", "Attack", "Airstrike", "Shelling") and e.place[0] >= n - 3), None)
    return None


OPERATIONS = listed("link", "operations")


def furniture(reading: Reading) -> set[int]:
    """Sentences that are no part of the article: the lines under a heading like مقالات مشابهة (similar articles), as long as
    they are short and end in no full stop."""
    marks = reading.lexicon.cues["page"]["furniture"]
    found: set[int] = set()
    inside = False
    for n, sentence in enumerate(reading.sentences):
        words = [key(t.form) for t in sentence.tokens if t.word]
        short = len(words) <= SHORT_LINE and sentence.tokens[-1].form != "."
        inside = bool(words) and (bool(set(words[:2]) & marks) or " ".join(words[:2]) in marks) or (inside and short)
        if inside:
            found.add(n)
    return found


def fill(reading: Reading, event: EventDraft, found: Iterable[tuple[str, Place, str]]) -> None:
    """Gives an event the fillers of ``found`` that its frame has a role for."""
    places: list[tuple[int, list[Referent], str]] = []
    found = list(found)
    slots_there = {slot for slot, _, _ in found}
    for slot, place, how in found:
        doer = _as_doer(event, slot, slots_there) and slot in (
            "subject",
            "doer",
            "poss",
            "ل",
            "من قبل",
            "علي يد",
            "inherited",
            "only",
            "either",
            "بين",
            "مع",
            "من",
            "من جهة",
            "علي ايدي",
            "بيد",
            "ضد",
        )
        fillers = reading.fillers(place, doer=doer)
        for referent in fillers[:1] if slot == "self" else fillers:
            role = _role(event, slot, referent)
            if role == "place":
                if event.type not in PLACELESS:
                    places.append((place[1], [referent], how))
                continue
            if role and not (role in SINGLE and event.args.get(role) and event.why.get(role) != how):
                event.fill(role, referent, how)

    if event.frame.kind in ("do", "strike") and "agent" in event.args and not {"patient", "target"} & event.args.keys():
        for referent in _late_object(reading, event):
            role = event.frame.role("object", referent.type)
            if role:
                event.fill(role, referent, "after the doer")
    # The first phrase of place is the most specific one; what follows it says where that is.
    after = [p for p in places if p[0] > event.place[1]] or places
    if after:
        first = min(p[0] for p in after)
        for i, referents, how in after:
            if i == first:
                for referent in referents:
                    event.fill("place", referent, how)


def _late_object(reading: Reading, event: EventDraft) -> list[Referent]:
    """The object that the tree hangs under the doer (عيّن المجلس المهندس سعيد): the first noun phrase after the doer's name that
    no preposition governs and that is no group."""
    n, i = event.place
    sentence = reading.sentences[n]
    doers = {id(r) for r in event.referents("agent")}
    start = next(
        (
            j
            for j in range(i + 1, min(i + 8, len(sentence.tokens)))
            if id(reading.at.get((n, j))) in doers or id(reading.heads.get((n, j))) in doers
        ),
        None,
    )
    if start is None:
        return []
    j = start
    while j < len(sentence.tokens) and (
        id(reading.at.get((n, j))) in doers
        or sentence.tokens[j].tag in ("JJ", "DTJJ", "PUNC")
        and sentence.tokens[j].form in ('"', ")", "(")
        or sentence.tokens[j].tag in ("JJ", "DTJJ")
    ):
        j += 1
    if j >= len(sentence.tokens):
        return []
    token = sentence.tokens[j]
    if token.label not in ("appos", "poss", "flat", "arg2", "amod") or not (token.noun or (n, j) in reading.at) or sentence.case(j):
        return []
    return [r for r in reading.fillers((n, j)) if r.type != "Group"]


def _as_doer(event: EventDraft, slot: str, slots_there: set[str]) -> bool:
    """Whether the arm of a group that stands in a slot is read as its group: not where it is what something happened to (مقتل عناصر
    قسد), which an idafa of a verbal noun is unless another noun phrase follows (اعتقال عناصر قسد شاباً)."""
    if slot != "poss" or event.frame.kind in ("strike", "act", "mutual"):
        return True
    return event.frame.kind == "do" and bool(slots_there & {"second", "ل"})


# Events that are not told as being somewhere.
PLACELESS = frozenset({"Accusation", "Joining", "Defection", "Appointment", "Dismissal"})
# Roles that one phrase fills: a second phrase that claims them is an error of the tree.
SINGLE = frozenset({"agent", "patient", "target", "instrument", "from", "to"})


def _role(event: EventDraft, slot: str, referent: Referent) -> str | None:
    """The role that ``referent`` has in ``slot``; the slots that leave open whether it did or underwent are settled by type."""
    frame = event.frame
    if slot in ("only", "either", "ل") and frame.kind == "strike" and referent.type == "Object" and referent.heads & ARMS:
        return frame.role("subject", "Object")  # قصفت طائرات البلدة, غارة لطائرة مسيرة: what flies strikes
    if slot in ("only", "either") and not frame.role(slot, referent.type):
        as_subject, as_object = frame.role("subject", referent.type), frame.role("object", referent.type)
        if referent.type == "Group" or frame.kind in ("act", "suffer", "mutual", "burst") or slot == "only" and referent.type == "Person":
            return as_subject or as_object
        return as_object or as_subject
    if slot == "inherited":
        return frame.role("subject", referent.type)
    if slot == "poss" and frame.kind == "do" and event.noun and referent.type == "Group" and not referent.unnamed:
        return "agent"  # اعتقال قسد لعدد من الشبان: a named group in the idafa of an act did it
    return frame.role(slot, referent.type)
