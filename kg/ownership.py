"""Whose a house, checkpoint, vehicle or other thing is: by idafa, لـ, a pronoun, التابع لـ, تعود لـ, يملكها, تحت سيطرة."""

from collections.abc import Iterator

from kg.fold import key
from kg.lexicon import noun_stems
from kg.reading import Place, Reading, Referent
from kg.syntax import Token
from kg.tie import MARKS, Mentioned, RelationDraft, adjective, attached, coordinated, cover, named_at, person_at


def owned(reading: Reading, referent: Referent, fillers: set[int]) -> Iterator[RelationDraft]:
    """The owners of a described site or object; ``fillers`` are the described people and groups (by identity) that claims need."""
    for place in referent.places:
        for owner, last, rule in _owners(reading, place):
            if not _needed(reading, owner, fillers):
                continue
            if owner.type in ("Person", "Group") and owner is not referent:
                yield RelationDraft("ownedBy", referent, owner, cover(reading, place[0], place[1], last), place, rule)


def holdings(reading: Reading, n: int, fillers: set[int]) -> Iterator[RelationDraft]:
    """The houses and positions of sentence ``n`` with their owners, whether an event tells of them or not."""
    cues = reading.lexicon.cues
    for token in reading.sentences[n].tokens:
        place, word = (n, token.i), key(token.form)
        kind = reading.lexicon.nominal_type(word)
        if place in reading.at or token.verb or kind is None or not set(noun_stems(word)) & cues["ownership"]["told"]:
            continue
        for owner, last, rule in [*_owners(reading, place)]:
            if not _needed(reading, owner, fillers):
                continue
            clan = owner.type == "Group" and word in cues["tie"]["clan"]  # من بيت … is a family
            outlet = rule == "thing/owner" and word in cues["before"]["group"]  # موقع … is a website
            if not clan and not outlet and owner.type in ("Person", "Group") and _meant_alone(reading, n, token.i, last, owner):
                thing = reading.nominal(place, kind)
                yield RelationDraft("ownedBy", thing, owner, cover(reading, n, token.i, last), place, rule)


def _needed(reading: Reading, owner: Referent, fillers: set[int]) -> bool:
    """Whether an owner is told: named, needed by other claims, people at large, one of some (أحد), or a group such as militias."""
    cues = reading.lexicon.cues
    if not owner.unnamed or id(owner) in fillers or owner.heads & (cues["ownership"]["public"] | cues["allegiance"]["groups"]):
        return True
    return any(i and reading.sentences[n].keys[i - 1] in cues["ownership"]["one"] for n, i in owner.places)


def _meant_alone(reading: Reading, n: int, i: int, last: int, owner: Referent) -> bool:
    """Whether the owner of the thing at token ``i`` is named there, or is the only such one before the pronoun at token ``last``."""
    if reading.sentences[n].tokens[last].tag not in ("PRP", "PRP$"):
        return True
    before = {id(r) for place, r in reading.mentions_in(n) if place[1] < i and r.type == owner.type}
    return before == {id(owner)}


def _owners(reading: Reading, place: Place) -> Iterator[tuple[Referent, int, str]]:
    n, i = place
    tokens = reading.sentences[n].tokens
    cues = reading.lexicon.cues["ownership"]
    if place in reading.at or i and key(tokens[i - 1].form) in cues["told"] and _compound(reading, n, i - 1):
        return
    home = bool(set(noun_stems(key(tokens[i].form))) & cues["home"])
    pronoun = attached(reading, n, i)
    if pronoun is not None:
        if set(noun_stems(key(tokens[i].form))) & cues["contents"]:
            return  # the pronoun means the house
        here = (n, pronoun.i)
        if home and pronoun.form in ("هم", "هما", "هن"):
            owner = reading.antecedent(here, ("Person",))
            if owner is not None and not owner.unnamed:
                return  # one of several
        elif home:
            owner = reading.antecedent(here, ("Person",), named=True) or reading.antecedent(here, ("Person",))
        else:
            owner = reading.antecedent(here, ("Group", "Person"))
            if owner is not None and owner.unnamed and owner.type == "Person":
                owner = None  # whose checkpoint or weapon it is, is their group's matter
        if owner is not None:
            yield owner, pronoun.i, "thing/owner"
        return
    found = _phrase_owner(reading, n, _last_of_things(reading, n, i))
    if found is not None and found.referent.type == "Person" and key(tokens[i].form) in reading.lexicon.cues["before"]["site"]:
        return  # a school or mosque named after somebody
    if found is not None and key(tokens[found.first].form) in cues["public"] and not home:
        return  # تجمعات النازحين are made of them
    if found is not None:
        owners = coordinated(reading, n, found) if not found.referent.unnamed else [found]
        for member in [*owners, *_described_beside(reading, n, owners[-1].last)]:
            yield member.referent, member.last, "thing/owner"
        return
    if (state := _nation(reading, n, i)) is not None:
        yield state.referent, state.last, "thing/owner"
        return
    for j in range(i + 1, min(len(tokens), i + 8)):
        word = key(tokens[j].form).removeprefix("ال")
        # An indefinite noun would be what belongs (صواريخ على نقاط تابعة لـ).
        if j == i + 1 and key(tokens[i].form) in cues["told"] and _compound(reading, n, i):
            continue
        other = tokens[j].verb or tokens[j].tag in ("IN", "PUNC", "CC", "NN", "NNS") and not key(tokens[j].form).startswith("ال")
        if word not in cues["belonging"] and other and tokens[j].form not in MARKS | {"ل"}:
            return
        if word in cues["belonging"]:
            k = j + 1
            if k < len(tokens) and key(tokens[k].form) in cues["belonging"]:
                continue  # تعود ملكيتها لـ
            if k < len(tokens) and attached(reading, n, j) is not None:
                k += 1
            if k < len(tokens) and tokens[k].form == "ل":
                k += 1
            mention = _owner_at(reading, n, k)
            if mention is not None:
                for member in coordinated(reading, n, mention):
                    yield member.referent, member.last, "thing/belongs"
            return


def _compound(reading: Reading, n: int, i: int) -> bool:
    """Whether the thing at token ``i`` is told by its kind in an indefinite noun under it (نقاط رصد, مخازن أسلحة)."""
    tokens = reading.sentences[n].tokens
    under = tokens[i + 1] if i + 1 < len(tokens) else None
    return (
        under is not None
        and under.label == "poss"
        and under.head == i
        and under.tag in ("NN", "NNS")
        and not under.joined
        and (n, i + 1) not in reading.at
        and reading.lexicon.nominal_type(key(under.form)) not in ("Person", "Group")
        and not {*noun_stems(key(under.form))} & reading.lexicon.cues["ownership"]["arm"]
        and key(tokens[i].form) not in reading.lexicon.cues["ownership"]["remains"]
        and attached(reading, n, i + 1) is None
    )


def _nation(reading: Reading, n: int, i: int) -> Mentioned | None:
    """The state whose the base at token ``i`` is by its adjective (القاعدة التركية)."""
    tokens = reading.sentences[n].tokens
    if not set(noun_stems(key(tokens[i].form))) & reading.lexicon.cues["ownership"]["foreign"]:
        return None
    j = i + 1 + _compound(reading, n, i)
    while j < len(tokens) and adjective(tokens[j]) and (n, j) not in reading.at:
        if (state := reading.lexicon.nationalities.get(key(tokens[j].form))) is not None:
            return Mentioned(j, j, reading.state((n, j), state))
        j += 1
    return None


def _last_of_things(reading: Reading, n: int, i: int) -> int:
    """The last of things told in a row before their one owner (مواقع ومقار قسد): each a plural without article, mark or adjective."""
    tokens, plural = reading.sentences[n].tokens, reading.lexicon.cues["ownership"]["several"]
    while i + 2 < len(tokens) and key(tokens[i].form) in plural and tokens[i + 1].form == "و" and key(tokens[i + 2].form) in plural:
        i += 2
    return i


def _described_beside(reading: Reading, n: int, last: int) -> list[Mentioned]:
    """The described group coordinated with the owner that ends at token ``last`` (قوات النظام والميليشيات الموالية لها)."""
    tokens = reading.sentences[n].tokens
    i = last + 1
    while i < len(tokens) and tokens[i].form in MARKS:
        i += 1
    beside = reading.heads.get((n, i + 1)) if i < len(tokens) and tokens[i].form == "و" else None
    return [Mentioned(i + 1, i + 1, beside)] if beside is not None and beside.type == "Group" else []


def _phrase_owner(reading: Reading, n: int, i: int) -> Mentioned | None:
    """The owner in the noun's own phrase: idafa or لـ, adjectives and generic nouns passed over."""
    tokens = reading.sentences[n].tokens
    j = i + 1 + _compound(reading, n, i)
    while j < len(tokens) and (adjective(tokens[j]) or tokens[j].form in MARKS):
        j += 1
    if _compound(reading, n, i) and (j >= len(tokens) or tokens[j].form != "ل"):
        return None
    if key(tokens[i].form).startswith("ال") and (j >= len(tokens) or tokens[j].form != "ل"):
        return None  # the article excludes an idafa
    if reading.lexicon.absolute(tokens[i].form) and (j >= len(tokens) or tokens[j].form not in ("ل", "من")):
        return None  # so does the nun of a dual or plural
    if j + 1 < len(tokens) and tokens[j].form == "من" and key(tokens[j + 1].form) in reading.lexicon.cues["ownership"]["remains"]:
        j += 2
    elif j < len(tokens) and tokens[j].form == "ل":
        j += 1
        if j < len(tokens) and tokens[j].tag in ("PRP", "PRP$"):
            owner = reading.antecedent((n, j), ("Group", "Person"))
            return Mentioned(j, j, owner) if owner is not None and not (owner.unnamed and owner.type == "Person") else None
    elif j > i + 1 and tokens[j - 1].form not in MARKS:
        return None  # idafa allows no adjective between
    return _owner_at(reading, n, j)


def _owner_at(reading: Reading, n: int, j: int) -> Mentioned | None:
    """The group or person that the noun phrase at token ``j`` speaks of; the arm of a group (قوات, عناصر) is the group."""
    tokens, cues = reading.sentences[n].tokens, reading.lexicon.cues["ownership"]
    doers, bands, first = cues["arm"], reading.lexicon.cues["allegiance"]["bands"], j
    if j + 1 < len(tokens) and key(tokens[j].form) in cues["one"] and reading.lexicon.nominal_type(key(tokens[j + 1].form)) == "Person":
        one = (n, j + 1) not in reading.at and attached(reading, n, j + 1) is None
        return Mentioned(j, j + 1, reading.nominal((n, j + 1), "Person")) if one else None
    while (
        j < len(tokens)
        and (n, j) not in reading.at
        and (tokens[j].form in MARKS or set(noun_stems(key(tokens[j].form))) & doers or "<before.group>" in _classes(reading, tokens[j]))
    ):
        j += 1
    if j >= len(tokens):
        return None
    mention = named_at(reading, n, j)
    if mention is not None and mention.referent.type in ("Group", "Person"):
        return mention
    if (n, j) not in reading.at and key(tokens[j].form) in cues["public"]:
        return Mentioned(j, j, reading.nominal((n, j), "Person"))
    if mention is None and j == first + 1 and key(tokens[first].form) in bands and adjective(tokens[j]):
        return Mentioned(first, first, reading.nominal((n, first), "Group"))
    return person_at(reading, n, j) if mention is None else None


def _classes(reading: Reading, token: Token) -> tuple[str, ...]:
    return reading.lexicon.cue_classes(key(token.form))
