"""What names and the lexicon tell of the tree, which is made before they are found.

A group has no possessor and no person, site or event for its apposition, so what follows its name is the object of the verb that it is
the subject of (اعتقلت قسد ثلاثة شبان, "SDF detained three young men"; نفذت قسد حملة مداهمات, "SDF carried out raids"), or its complement
(تمكنت قسد من اعتقاله, "SDF was able to arrest him"); and a verb with both is active (قتل عناصر التنظيم المدرس فلاناً, "members of the
organisation killed the teacher so-and-so"). A word that says little without its preposition has what follows one (``complements`` of
``kg/data/frames.toml``); what is told after أن is not the speaker's doing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile

from kg.fold import key
from kg.reading import Reading
from kg.syntax import Sentence, Token

# Labels under which the object is hung on the name, and those from the name up to the verb.
_HUNG = frozenset({"poss", "flat", "appos"})
_UP = frozenset({"poss", "flat", "appos", "nmod:prep", "amod"})
_PASSED = frozenset({'"', "(", ")"})
_ENDS = frozenset({".", ";", ":"})
DAMMA = "\u064f"
REACH, NEAR = 25, 14
"""Tokens after a verb, and after a noun, among which its complement is looked for."""
_FIXED = frozenset({"الاقل", "الاكثر", "راس", "الرغم", "غرار", "خلفيه", "وقع", "حد", "اثر", "بعد", "قبل"})
"""Nouns with which a preposition makes an adverb (على الأقل, at least)."""


def mend(reading: Reading) -> Sequence[Sentence]:
    """The sentences of a reading, such phrases hung on their verb and such verbs tagged as active."""
    return [_mended(reading, n, sentence) for n, sentence in enumerate(reading.sentences)]


def _mended(reading: Reading, n: int, sentence: Sentence) -> Sentence:
    tokens = list(sentence.tokens)
    for said, verb in _said(reading, sentence):
        _hang(tokens, verb, said, verb.label)
    for noun, token in (*_complements_of_nouns(reading, n, sentence), *_strikers(reading, n, sentence)):
        _hang(tokens, token, noun, "nmod:prep" if sentence.case(token.i) else "appos")
    for verb, token in (*_complements_of_verbs(reading, sentence), *_phrases(reading, n, sentence)):
        _hang(tokens, token, verb, "obl")
    for verb, token in (*_carried(reading, sentence), *_struck(reading, n, sentence), *_pairs(reading, n, sentence)):
        if _hang(tokens, token, verb, "arg2") and verb.tag == "VBN":
            tokens[verb.i] = tokens[verb.i]._replace(tag="VBD")
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def _hang(tokens: list[Token], token: Token, head: Token, label: str) -> bool:
    """Hangs a token on another, unless that hangs on it already, by one or more steps: a tree has no circle."""
    i = head.i
    while tokens[i].head != i:
        if i == token.i:
            return False
        i = tokens[i].head
    if i == token.i:
        return False
    tokens[token.i] = tokens[token.i]._replace(head=head.i, label=label)
    return True


def _pairs(reading: Reading, n: int, sentence: Sentence) -> Iterator[tuple[Token, Token]]:
    """(verb, object) for each group that is the subject of a verb before it, by name or by its kind (المجلس, the council), with a
    noun phrase right after it."""
    for i in range(len(sentence.tokens) - 1):
        group, word = reading.at.get((n, i)), sentence.keys[i]
        if group is None and not (word.startswith("ال") and "<before.group_head>" in reading.lexicon.cue_classes(word)):
            continue
        if group is not None and (group.type != "Group" or reading.at.get((n, i + 1)) is group):
            continue
        adjectives = ("DTJJ", "JJ") if group is None else ()  # الحكومة المؤقتة
        token = next((t for t in sentence.tokens[i + 1 :] if t.form not in _PASSED and t.tag not in adjectives), None)
        own = reading.at.get((n, token.i)) if token is not None else None
        if token is None or not token.noun or token.joined or own is not None and own.type in ("Group", "Place"):
            continue
        verb = _verb(reading, n, sentence, i)
        if verb is None or sentence.text[verb.start : verb.end][1:2] == DAMMA or verb.tag == "VBN" and not _of_people(reading, n, token):
            continue
        on_it = reading.at.get((n, token.head)) is group if group is not None else token.head == i
        hung = (token.label in _HUNG or token.tag == "CD") and on_it
        objects = sentence.children(verb.i, "arg2", "obj")
        free = all(t.form.endswith("ا") and _of_people(reading, n, token) for t in objects)  # رئيساً says as what, not whom
        known = verb.tag == "VBN" and token.label == "arg2" and token.head == verb.i
        if hung and free or known:
            yield verb, token


def _said(reading: Reading, sentence: Sentence) -> Iterator[tuple[Token, Token]]:
    """(verb of what is said, verb) for each verb that the tree coordinates with one of saying, though what is said (with أن, that)
    stands in between: it goes on with that, and the speaker did not do it (نقل موقع أن الدورية داهمت منزلاً واعتقلت شاباً)."""
    speech = reading.lexicon.cues["speech"]["verbs"]
    for verb in sentence.tokens:
        speaker = sentence.head(verb.i)
        if not verb.verb or verb.label != "conj" or speaker is None or key(speaker.lemma) not in speech or key(verb.lemma) in speech:
            continue
        between = reversed(sentence.tokens[speaker.i + 1 : verb.i])
        said = next((t for t in between if t.verb and any(m.form == "ان" for m in sentence.children(t.i, "mark"))), None)
        if said is not None:
            yield said, verb


def _carried(reading: Reading, sentence: Sentence) -> Iterator[tuple[Token, Token]]:
    """(verb, event noun) for each verb that says nothing without an event noun and has none, though a clause after it has one for its
    object."""
    for verb in sentence.tokens:
        if not verb.verb or key(verb.lemma) not in reading.lexicon.complements["objects"]:
            continue
        if any(_tells(reading, sentence, t) for t in sentence.children(verb.i)):
            continue
        for token in sentence.tokens[verb.i + 1 : verb.i + NEAR]:
            if token.form in _ENDS:
                break
            clause = sentence.tokens[token.head]
            of_clause = clause.verb and verb.i < clause.i < token.i and token.label in ("arg1", "arg2")
            if of_clause and token.noun and _tells(reading, sentence, token):
                yield verb, token
                break


def _tells(reading: Reading, sentence: Sentence, token: Token) -> bool:
    """Whether a noun tells of an event, or measures one (حملة اعتقالات)."""
    nouns = (token, *sentence.children(token.i, "poss"))
    return any(t.noun and reading.lexicon.event_types(key(t.lemma), verb=False) for t in nouns)


def _struck(reading: Reading, n: int, sentence: Sentence) -> Iterator[tuple[Token, Token]]:
    """(verb, object) for each verb of an event whose subject has for its apposition something of another kind (قصفت طائرات روسية بلدة
    الحمرة, "Russian aircraft bombed the town of …"): what is the same is of the same kind."""
    for verb in sentence.tokens:
        if not verb.verb or not reading.lexicon.event_types(key(verb.lemma), verb=True):
            continue
        subject = next((t for t in sentence.children(verb.i, "arg1") if t.i > verb.i), None)
        if subject is None or any(True for _ in sentence.children(verb.i, "arg2", "obj")):
            continue
        token = next((t for t in sentence.children(subject.i, "appos") if t.i > subject.i and not t.joined), None)
        kinds = _kind(reading, n, sentence, subject), _kind(reading, n, sentence, token) if token is not None else None
        if token is not None and None not in kinds and kinds[0] != kinds[1] and not {"Person", "Group"}.issuperset(kinds):
            yield verb, token


def _kind(reading: Reading, n: int, sentence: Sentence, token: Token) -> str | None:
    """The type of what a noun names or describes, where it can be told."""
    if (referent := reading.at.get((n, token.i))) is not None:
        return referent.type
    word = sentence.keys[token.i]
    return "Place" if "<before.place>" in reading.lexicon.cue_classes(word) else reading.lexicon.nominal_type(word)


def _complements_of_verbs(reading: Reading, sentence: Sentence) -> Iterator[tuple[Token, Token]]:
    """(verb, event noun) for each verb, or verbal noun of the same letters (تعرض), that has none of its prepositions, though one follows
    in its clause before an event noun."""
    verbs = reading.lexicon.complements["verbs"]
    for verb in sentence.tokens:
        wanted = verbs.get(key(verb.lemma if verb.verb else verb.form)) if verb.verb or verb.noun else None
        if not wanted or any(key(sentence.case(t.i)) in wanted for t in sentence.children(verb.i)):
            continue
        for token in sentence.tokens[verb.i + 1 : verb.i + REACH]:
            if token.verb or token.form in _ENDS:
                break
            if key(sentence.case(token.i)) in wanted and reading.lexicon.event_types(key(token.lemma), verb=False):
                yield verb, token
                break


def _complements_of_nouns(reading: Reading, n: int, sentence: Sentence) -> Iterator[tuple[Token, Token]]:
    """(event noun, what follows its preposition) for each that has none of its prepositions, though one follows in its phrase, which
    the tree hangs on somebody or something named in between, or on what the event is part of."""
    nouns, verbs = reading.lexicon.complements["nouns"], reading.lexicon.complements["verbs"]
    for noun in sentence.tokens:
        wanted = nouns.get(key(noun.lemma)) if noun.noun else None
        if not wanted or any(_preposition(sentence, t) in wanted for t in sentence.children(noun.i)):
            continue
        above = {t.i for t in sentence.ancestors(noun.i)}
        for token in sentence.tokens[noun.i + 1 : noun.i + NEAR]:
            if token.verb or token.tag == "PUNC" and token.form not in _PASSED or key(token.lemma) in nouns:
                break
            if (preposition := _preposition(sentence, token)) in wanted:
                head = sentence.tokens[token.head]
                named = (n, head.i) in reading.at or reading.lexicon.nominal_type(sentence.keys[head.i]) is not None
                part = head.i in above and preposition not in verbs.get(key(head.lemma), ())
                if sentence.keys[token.i] not in _FIXED and (named if noun.i < head.i < token.i else part):
                    yield noun, token
                break


def _strikers(reading: Reading, n: int, sentence: Sentence) -> Iterator[tuple[Token, Token]]:
    """(event noun, group) where what is done to something is followed, adjectives aside, by a group after ل or من, whose doing it is."""
    nouns = reading.lexicon.complements["nouns"]
    for noun in sentence.tokens:
        if not noun.noun or "علي" not in nouns.get(key(noun.lemma), ()):
            continue
        following = dropwhile(lambda t: t.tag in ("JJ", "DTJJ", "CC"), sentence.tokens[noun.i + 1 :])
        case = next(following, None)
        if case is not None and case.tag == "IN" and case.form in ("ل", "من"):
            token = sentence.tokens[case.head]
            group = reading.at.get((n, next((t.i for t in following if t.form not in _PASSED), -1)))
            if group is not None and group.type == "Group" and token.i > case.i:
                yield noun, token


def _preposition(sentence: Sentence, token: Token) -> str:
    """The preposition that governs a noun, or that it is itself (بين, between)."""
    return key(sentence.case(token.i)) or (sentence.keys[token.i] if token.noun else "")


def _phrases(reading: Reading, n: int, sentence: Sentence) -> Iterator[tuple[Token, Token]]:
    """(verb, noun) for each prepositional phrase on the name of a group that is the subject of a verb which says little without one
    (تمكنت قسد من إلقاء القبض)."""
    for token in sentence.tokens:
        group = reading.at.get((n, token.head))
        if token.label != "nmod:prep" or token.head >= token.i or group is None or group.type != "Group" or (n, token.i) in reading.at:
            continue
        verb = _verb(reading, n, sentence, token.head)
        if verb is not None and key(verb.lemma) in reading.lexicon.light["doer"] and key(sentence.case(token.i)) in ("من", "ب", "علي"):
            yield verb, token


def _verb(reading: Reading, n: int, sentence: Sentence, i: int) -> Token | None:
    """The verb before the group that ends at token ``i`` whose subject it is, or is the group of (عناصر التنظيم)."""
    group, low = reading.at.get((n, i)), sentence.tokens[i]
    while (head := sentence.head(low.i)) is not None and not head.verb:
        if low.label not in _UP and (group is None or reading.at.get((n, head.i)) is not group):
            break
        low = head
    return head if head is not None and head.verb and low.label == "arg1" and head.i < low.i else None


def _of_people(reading: Reading, n: int, token: Token) -> bool:
    """A person's name, a title, people, or a number of them; a definite number (عناصر التنظيم الثلاثة) goes with what is before."""
    word = key(token.form)
    if token.tag == "CD":
        following = reading.sentences[n].tokens[token.i + 1 : token.i + 2]
        return not word.startswith("ال") and any(reading.lexicon.nominal_type(key(t.form)) == "Person" for t in following)
    named = (n, token.i) in reading.at
    return named or reading.lexicon.nominal_type(word) == "Person" or "<before.person>" in reading.lexicon.cue_classes(word)
