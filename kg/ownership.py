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
            if owner.unnamed and id(owner) not in fillers:
                continue
            if owner.type in ("Person", "Group") and owner is not referent:
                yield RelationDraft("ownedBy", referent, owner, cover(reading, place[0], place[1], last), place, rule)


def houses(reading: Reading, n: int) -> Iterator[RelationDraft]:
    """A house in idafa with its named owner, whether an event tells of it or not."""
    for token in reading.sentences[n].tokens:
        place = (n, token.i)
        if place in reading.at or key(token.form) not in reading.lexicon.cues["ownership"]["house"]:
            continue
        owner = None if attached(reading, n, token.i) else _phrase_owner(reading, n, token.i)
        clan = owner is not None and owner.referent.type == "Group" and key(token.form) in reading.lexicon.cues["tie"]["clan"]
        if owner is not None and not owner.referent.unnamed and not clan:  # من بيت … is a family
            house = reading.nominal(place, "Site")
            yield RelationDraft("ownedBy", house, owner.referent, cover(reading, n, token.i, owner.last), place, "thing/owner")


def _owners(reading: Reading, place: Place) -> Iterator[tuple[Referent, int, str]]:
    n, i = place
    tokens = reading.sentences[n].tokens
    cues = reading.lexicon.cues["ownership"]
    if place in reading.at:
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
    found = _phrase_owner(reading, n, i)
    if found is not None and found.referent.type == "Person" and key(tokens[i].form) in reading.lexicon.cues["before"]["site"]:
        return  # a school or mosque named after somebody
    if found is not None:
        for member in coordinated(reading, n, found) if not found.referent.unnamed else [found]:
            yield member.referent, member.last, "thing/owner"
        return
    for j in range(i + 1, min(len(tokens), i + 8)):
        word = key(tokens[j].form).removeprefix("ال")
        # An indefinite noun would be what belongs (صواريخ على نقاط تابعة لـ).
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


def _phrase_owner(reading: Reading, n: int, i: int) -> Mentioned | None:
    """The owner in the noun's own phrase: idafa or لـ, adjectives and generic nouns passed over."""
    tokens = reading.sentences[n].tokens
    j = i + 1
    while j < len(tokens) and (adjective(tokens[j]) or tokens[j].form in MARKS):
        j += 1
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
    tokens = reading.sentences[n].tokens
    doers = reading.lexicon.cues["ownership"]["arm"]
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
    return person_at(reading, n, j) if mention is None else None


def _classes(reading: Reading, token: Token) -> tuple[str, ...]:
    return reading.lexicon.cue_classes(key(token.form))
