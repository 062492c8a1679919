"""What the rules of standing ties share: the draft of a relation, the named mentions of a sentence, lists of people, and the
person whom a noun phrase speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.fold import key
from kg.graph import Span
from kg.lexicon import noun_stems
from kg.reading import Place, Reading, Referent
from kg.syntax import Token


@dataclass(slots=True, eq=False)
class RelationDraft:
    """A relation in the making; ``place`` is where its linking word stands."""

    type: str
    subject: Referent
    object: Referent
    evidence: Span
    place: Place
    rule: str
    title: str | None = None
    status: str | None = None
    modality: str = "asserted"
    according_to: Referent | None = None
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention of ``referent`` at tokens ``first`` to ``last`` (inclusive) of one sentence."""

    first: int
    last: int
    referent: Referent


@dataclass(frozen=True, slots=True)
class Complement:
    """A named mention within a noun's phrase; ``preposition`` is the last one before it (empty for idafa), ``nouns`` the words
    since then that are not names; ``lost`` says that a name before it, behind a generic noun, was not recognised."""

    preposition: str
    nouns: tuple[Token, ...]
    mention: Mentioned
    lost: bool = False


MARKS = frozenset({'"', "(", ")", "[", "]", "'", "«", "»"})
_CLAUSE = frozenset({",", ".", ":", ";", "?", "!", "-", "..."})


def cover(reading: Reading, n: int, *indices: int) -> Span:
    """The span from the first to the last of these tokens of sentence ``n``."""
    tokens = reading.sentences[n].tokens
    return Span(tokens[min(indices)].start, tokens[max(indices)].end)


def named(reading: Reading, n: int, *types: str) -> list[Mentioned]:
    """The named mentions of ``types`` in sentence ``n``, in order."""
    return [
        Mentioned(place[1], _end(reading, place), referent)
        for place, referent in reading.mentions_in(n)
        if place in reading.at and referent.type in types
    ]


def _end(reading: Reading, place: Place) -> int:
    """Last token of the named mention that begins at ``place``."""
    n, i = place
    referent = reading.at[place]
    while reading.at.get((n, i + 1)) is referent and not referent.begins_at((n, i + 1)):
        i += 1
    return i


def named_at(reading: Reading, n: int, i: int) -> Mentioned | None:
    """The named mention that begins at token ``i``."""
    referent = reading.at.get((n, i))
    return Mentioned(i, _end(reading, (n, i)), referent) if referent is not None and referent.begins_at((n, i)) else None


def attached(reading: Reading, n: int, i: int) -> Token | None:
    """The pronoun attached to token ``i``."""
    tokens = reading.sentences[n].tokens
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return following if following is not None and following.joined and following.tag in ("PRP$", "PRP") else None


def generic(reading: Reading, token: Token) -> bool:
    """A title or generic noun that a name stands behind (الشيخ, مدينة, عشيرة)."""
    return any(c.startswith("<before.") and c != "<before.kunya>" for c in reading.lexicon.cue_classes(key(token.form)))


def titular(reading: Reading, token: Token) -> bool:
    classes = reading.lexicon.cue_classes(key(token.form))
    return "<before.person>" in classes or "<office.titles>" in classes


def adjective(token: Token) -> bool:
    return token.tag in ("JJ", "DTJJ", "ADJ_NUM", "JJR", "DTJJR")


# --- lists -------------------------------------------------------------------------------------------------------------


def coordinated(reading: Reading, n: int, mention: Mentioned, commas: bool = False) -> list[Mentioned]:
    """``mention`` and those of its type that are coordinated after it (X وY وZ), generic nouns before each passed over. Without
    ``commas`` each has its conjunction, since a comma may begin an apposition."""
    return [mention, *_run(reading, n, mention, 1, commas)]


def listed(reading: Reading, n: int, mention: Mentioned) -> list[Mentioned]:
    """The list that ends with ``mention`` (X، وY وZ), in order."""
    return [*reversed(_run(reading, n, mention, -1, True)), mention]


def _run(reading: Reading, n: int, mention: Mentioned, step: int, commas: bool) -> list[Mentioned]:
    tokens = reading.sentences[n].tokens
    mentions = named(reading, n, "Person", "Group", "Place", "Site")
    at = next((k for k, m in enumerate(mentions) if m.first == mention.first), None)
    if at is None:
        return []
    found: list[Mentioned] = []
    linked = 0
    near = mention
    for other in mentions[at + 1 :] if step > 0 else reversed(mentions[:at]):
        left, right = (near, other) if step > 0 else (other, near)
        between = tokens[left.last + 1 : right.first]
        words = {t.form for t in between}
        if _family(reading, other) != _family(reading, mention) or not words & ({"و", ","} if commas else {"و"}):
            break
        called = reading.lexicon.cues["kinship"]["called"]
        if not all(t.form in MARKS | {"و", ","} or (generic(reading, t) and key(t.form) not in called) for t in between):
            break
        found.append(other)
        if "و" in words:
            linked = len(found)
        near = other
        if step < 0 and any(key(t.form) in reading.lexicon.cues["location"]["several"] for t in between):
            found.pop()  # its own generic noun (وبلدات …) begins the list
            break
    if step < 0 and linked:
        return found  # the conjunction stands before the last member, the first of these
    return found[:linked]


def _family(reading: Reading, mention: Mentioned) -> str:
    """What may stand in one list: a square or a street beside a built thing."""
    feature = key(mention.referent.name).split()[0] in reading.lexicon.cues["before"]["feature"]
    return "Site" if feature else mention.referent.type


# --- noun phrases ------------------------------------------------------------------------------------------------------


def complements(reading: Reading, n: int, i: int, reach: int = 14) -> Iterator[Complement]:
    """The named mentions within the phrase of the noun at token ``i``, in order, each with what introduces it. The phrase ends
    at a verb, a relative clause, a punctuation mark or a conjunction that coordinates no names."""
    tokens = reading.sentences[n].tokens
    preposition, lost = "", False
    nouns: list[Token] = []
    j = i + 2 if attached(reading, n, i) else i + 1
    while j < min(len(tokens), i + reach):
        token = tokens[j]
        if (mention := named_at(reading, n, j)) is not None:
            run = coordinated(reading, n, mention)
            for member in run:
                yield Complement(preposition, tuple(nouns), member, lost)
            j = run[-1].last + 1
            nouns = []
            continue
        if attached(reading, n, j) and kin_kind(reading, n, j) and named_person(reading, n, j + 2):
            j += 2  # منزل جده خلف في …
            continue
        if token.verb or token.tag in ("WP", "CC", "WRB") or token.form in _CLAUSE or token.form == "ان" or attached(reading, n, j):
            return
        if generic(reading, token) and (back := reading.back_reference((n, j), "Place") or reading.back_reference((n, j), "Group")):
            yield Complement(preposition, tuple(nouns), Mentioned(j, j, back), lost)
            nouns = []
            j += 1
            continue
        if token.tag == "IN" or token.form in reading.lexicon.cues["location"]["in"]:
            lost = lost or any(key(t.form) in reading.lexicon.cues["location"]["one"] for t in nouns)
            preposition = f"{preposition} {token.form}" if tokens[j - 1].tag == "IN" else token.form
            nouns = []
        elif token.form not in MARKS and not adjective(token):
            nouns.append(token)
        j += 1


def person_at(reading: Reading, n: int, i: int) -> Mentioned | None:
    """The person whom the noun phrase beginning at token ``i`` speaks of: the name, behind titles or behind an office with its
    group (قائد اللواء أبو خالد) or behind a noun with its pronoun (صهره محمود); else the described person whose head it is."""
    tokens = reading.sentences[n].tokens
    if i < len(tokens) and (meant := reading.back_reference((n, i), "Person")) is not None:
        return Mentioned(i, i, meant)  # شقيق القتيل
    while i < len(tokens) and (tokens[i].form in MARKS or "<before.person>" in reading.lexicon.cue_classes(key(tokens[i].form))):
        if (n, i) in reading.at or (n, i) in reading.heads or tokens[i + 1 : i + 2] and tokens[i + 1].tag == "IN":
            break
        i += 1
    if i >= len(tokens):
        return None
    if (mention := named_at(reading, n, i)) is not None:
        return mention if mention.referent.type == "Person" else None
    if attached(reading, n, i) is not None:
        person = named_person(reading, n, i + 2)  # صهره محمود, جاره هلال
        if person is not None or (n, i) not in reading.heads:
            return person
    if kin_kind(reading, n, i) is not None and attached(reading, n, i) is None:
        return None
    if titular(reading, tokens[i]):
        j = i + 1
        while j < min(len(tokens), i + 10):
            if (mention := named_at(reading, n, j)) is not None:
                if mention.referent.type == "Person":
                    return mention
                j = mention.last
            elif tokens[j].verb or tokens[j].tag in ("CC", "WP") or tokens[j].form in _CLAUSE or kin_kind(reading, n, j) is not None:
                break
            j += 1
    described = reading.heads.get((n, i)) or reading.back_reference((n, i), "Person") or _told_before(reading, n, i)
    return Mentioned(i, i, described) if described is not None and described.type == "Person" else None


def _told_before(reading: Reading, n: int, i: int) -> Referent | None:
    """The described people whom the definite noun at token ``i`` goes back to."""
    token = reading.sentences[n].tokens[i]
    word = key(token.form)
    if not word.startswith("ال") or not token.tag.startswith("DT"):
        return None
    stems = set(noun_stems(word))
    known = [r for r in reading.referents if r.unnamed and r.type == "Person" and r.heads & stems and r.places[0] < (n, i)]
    return known[-1] if known else None


def named_person(reading: Reading, n: int, i: int, commas: bool = False) -> Mentioned | None:
    """The person named at token ``i`` or right after it: adjectives, titles and marks passed over, and with ``commas`` also a comma
    and the words that introduce a name (وتدعى, وهم)."""
    tokens = reading.sentences[n].tokens
    called = reading.lexicon.cues["kinship"]["called"]
    for j in range(i, min(len(tokens), i + 6)):
        if (mention := named_at(reading, n, j)) is not None:
            return mention if mention.referent.type == "Person" else None
        token = tokens[j]
        word = key(token.form)
        passed = token.form in MARKS or adjective(token) or titular(reading, token)
        passed = passed or (word.startswith("ال") and (n, j) not in reading.at and named_at(reading, n, j + 1) is not None)  # شقيقه التوأم
        if commas:
            passed = passed or token.form in (",", ":") or word in called
            passed = passed or (token.form == "و" and j + 1 < len(tokens) and key(tokens[j + 1].form) in called)
        if not passed:
            return None
    return None


# --- kinship words -----------------------------------------------------------------------------------------------------


def kin_kind(reading: Reading, n: int, i: int) -> str | None:
    """The kind of kinship that the noun at token ``i`` says (child, parent, sibling …)."""
    token = reading.sentences[n].tokens[i]
    if (n, i) in reading.at or token.verb or token.tag in ("CC", "RP", "WP"):
        return None
    if token.tag == "IN" and attached(reading, n, i) is None:
        return None
    word = key(token.form)
    if word.startswith("ال") and reading.sentences[n].tokens[i].tag.startswith("DT"):
        return None  # the article excludes whose it is
    if word in reading.lexicon.cues["kinship"]["own"] and attached(reading, n, i) is None:
        return None  # أم حسان is a kunya, أم also means or
    return next((k for stem in noun_stems(word) if (k := reading.lexicon.kin.get(stem))), None)


def kin_of(reading: Reading, n: int, i: int) -> bool:
    """Whether the name at token ``i`` only says whose kin a noun before it is (صهر الشيخ نواف, شقيق القيادي في التنظيم نادر)."""
    tokens = reading.sentences[n].tokens
    j = i - 1
    while j > 0 and (
        tokens[j].form in MARKS
        or titular(reading, tokens[j])
        or tokens[j].tag == "IN"
        and titular(reading, tokens[j - 1])
        or (other := reading.at.get((n, j))) is not None
        and other.type in ("Group", "Place")
    ):
        j -= 1
    return j >= 0 and kin_kind(reading, n, j) is not None and attached(reading, n, j) is None
