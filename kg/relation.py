"""Relations: standing ties between two referents, each by a rule with an id (``kg/data/rules.toml`` says what each does)."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg import allegiance, location, ownership
from kg.description import Sentential
from kg.fold import key
from kg.graph import Span
from kg.reading import Place, Reading, Referent
from kg.tie import MARKS, Mentioned, RelationDraft, adjective, attached, complements, coordinated, cover, generic, kin_kind, named
from ontology import vocabulary

__all__ = ["RelationDraft", "read_relations"]


def read_places(reading: Reading) -> list[RelationDraft]:
    """Where the article's named places and sites lie."""
    drafts = [draft for n in range(len(reading.sentences)) for draft in location.chains(reading, n)]
    drafts += location.sections(reading, drafts)
    return _once(drafts)


def read_relations(reading: Reading, fillers: Iterable[Referent], within: Iterable[int] | None = None) -> list[RelationDraft]:
    """All relations of the article, or of its sentences ``within``. ``fillers`` are the referents that claims need: of the described
    ones among them, their owners, groups, kin and places are told as well."""
    needed = [r for r in fillers if r.unnamed]
    ids = {id(r) for r in needed}
    drafts: list[RelationDraft] = []
    for n in range(len(reading.sentences)) if within is None else within:
        drafts += location.chains(reading, n)
        drafts += Sentential(reading, n, ids).drafts()
        drafts += _parts(reading, n)
        drafts += _affiliated(reading, n)
        drafts += allegiance.allegiances(reading, n)
        drafts += _meetings(reading, n, ids)
        drafts += ownership.holdings(reading, n, ids)
    if within is None:
        drafts += location.sections(reading, [d for d in drafts if d.type == "locatedIn"])
    for referent in dict.fromkeys(needed):
        if referent.type in ("Site", "Place", "Object"):
            drafts += ownership.owned(reading, referent, ids)
        if referent.type in ("Site", "Place"):
            drafts += location.described(reading, referent)
        if referent.type == "Group":
            drafts += _described_group(reading, referent)
    drafts += _shared(reading, needed, drafts)
    drafts += _others(reading, needed, drafts)
    return _once(drafts)


def _once(drafts: Iterable[RelationDraft]) -> list[RelationDraft]:
    """The drafts that the ontology allows, each pair of a type once."""
    unique: dict[tuple[str, int, int], RelationDraft] = {}
    for draft in drafts:
        if draft.subject is not draft.object and _allowed(draft):
            unique.setdefault(_identity(draft), draft)
    return list(unique.values())


def _shared(reading: Reading, needed: list[Referent], drafts: list[RelationDraft]) -> Iterator[RelationDraft]:
    """Described things or people told side by side (منزل نادر ومنزل شقيقه في القرية, قتلى وجرحى من عناصر …): what follows the last
    holds of the first as well, where it has no such tie of its own."""
    ties = {(d.type, id(d.subject)) for d in drafts}
    heads = sorted(((place, r) for r in needed for place in r.places if place not in reading.at), key=lambda h: h[0])
    for (place, left), (after, right) in pairwise(heads):
        if place[0] != after[0] or left.type != right.type or left is right or not _side_by_side(reading, place, after[1]):
            continue
        for draft in drafts:
            own = draft.type == "ownedBy" or draft.rule.startswith("kin/")  # each has his own owner, and his own kin
            if draft.subject is right and draft.place == after and not own and (draft.type, id(left)) not in ties:
                evidence = Span(reading.token(place).start, draft.evidence.end)
                yield RelationDraft(draft.type, left, draft.object, evidence, place, draft.rule)


def _others(reading: Reading, needed: list[Referent], drafts: list[RelationDraft]) -> Iterator[RelationDraft]:
    """Others of whom nothing more is told (مقتل عنصر من قوات النظام وإصابة آخرين) are of the group of the people told before them in
    their sentence."""
    others = reading.lexicon.cues["member"]["others"]
    people = sorted(((place, r) for r in needed if r.type == "Person" for place in r.places if place not in reading.at), key=lambda h: h[0])
    for (place, left), (after, right) in pairwise(people):
        if place[0] != after[0] or left is right or key(reading.token(after).form) not in others:
            continue
        if any(d.subject is right and d.type == "memberOf" for d in drafts):
            continue
        for draft in drafts:
            if draft.type == "memberOf" and draft.subject is left and draft.place[0] == place[0]:
                evidence = Span(draft.evidence.start, reading.token(after).end)
                yield RelationDraft("memberOf", right, draft.object, evidence, after, "member/described")


def _side_by_side(reading: Reading, place: Place, i: int) -> bool:
    """Whether the noun at ``place``, its adjectives and its possessor, is followed by و and the noun at token ``i``."""
    n, first = place
    tokens = reading.sentences[n].tokens
    return tokens[i - 1].form == "و" and all(
        (n, t.i) in reading.at
        or t.form in MARKS
        or t.tag in ("PRP", "PRP$")
        or adjective(t)
        or generic(reading, t)
        or kin_kind(reading, n, t.i) is not None
        for t in tokens[first + 1 : i - 1]
    )


def _identity(draft: RelationDraft) -> tuple[str, int, int]:
    subject, object_ = id(draft.subject), id(draft.object)
    if draft.type in vocabulary.symmetric():
        subject, object_ = min(subject, object_), max(subject, object_)
    return draft.type, subject, object_


def _allowed(draft: RelationDraft) -> bool:
    return draft.subject.type in vocabulary.domain(draft.type) and draft.object.type in vocabulary.range_(draft.type)


# --- groups ------------------------------------------------------------------------------------------------------------


def _parts(reading: Reading, n: int) -> Iterator[RelationDraft]:
    """A named group, right after it التابع لـ, then the larger group."""
    tokens = reading.sentences[n].tokens
    belonging = reading.lexicon.cues["location"]["belonging"]
    for inner in named(reading, n, "Group"):
        i = inner.last + 1
        while i < len(tokens) and (tokens[i].form in MARKS or tokens[i].form.isascii() and tokens[i].form.isalpha()):
            i += 1
        if i >= len(tokens) or key(tokens[i].form) not in belonging:
            continue
        outer = next(complements(reading, n, i, reach=8), None)
        if outer is not None and outer.preposition == "ل":
            yield RelationDraft(
                "partOf", inner.referent, outer.mention.referent, cover(reading, n, inner.first, outer.mention.last), (n, i), "group/part"
            )


def _affiliated(reading: Reading, n: int) -> Iterator[RelationDraft]:
    """Somebody or a group, then loyal to, counted among or close to, then the other; a backing of one operation (مدعومة بطيران)
    is none."""
    tokens = reading.sentences[n].tokens
    cues, bridge = reading.lexicon.cues["affiliation"]["words"], reading.lexicon.cues["tie"]["bridge"]
    parties = named(reading, n, "Group", "Person")
    for inner, outer in pairwise(parties):
        between = tokens[inner.last + 1 : outer.first]
        linked = [t for t in between if key(t.form) in cues]
        if len(linked) != 1:
            continue
        ahead, after = [t for t in between if t.i < linked[0].i], [t for t in between if t.i > linked[0].i]
        near = all(t.form in MARKS | {",", "و"} or t.tag == "PRP" or key(t.form) in bridge for t in ahead)
        if near and all(t.form in MARKS or t.tag == "IN" or generic(reading, t) for t in after):
            evidence = cover(reading, n, inner.first, outer.last)
            yield RelationDraft("affiliatedWith", inner.referent, outer.referent, evidence, (n, linked[0].i), "group/affiliated")


def _described_group(reading: Reading, referent: Referent) -> Iterator[RelationDraft]:
    """A described group (دورية, خلايا): part of what it belongs to (تابعة لـ), member of the group in its idafa."""
    belonging = reading.lexicon.cues["location"]["belonging"]
    for place in referent.places:
        if place in reading.at:
            continue
        n, i = place
        tokens = reading.sentences[n].tokens
        for complement in complements(reading, n, i, reach=9):
            mention = complement.mention
            if mention.referent.type != "Group" or not all(generic(reading, t) for t in complement.nouns):
                break
            if not complement.preposition and (reading.lexicon.absolute(tokens[i].form) or generic(reading, tokens[i])):
                break  # فصيل صقور الشام is that group itself
            between = tokens[i + 1 : mention.first]
            if len([t for t in between if t.tag == "IN"]) > 1 or any(allegiance.loyal(reading, t) for t in between):
                break
            belongs = any(key(t.form) in belonging for t in between)
            if belongs or (complement.preposition in ("", "في", "من") and attached(reading, n, i) is None):
                yield RelationDraft(
                    "partOf" if belongs else "memberOf",
                    referent,
                    mention.referent,
                    cover(reading, n, i, mention.last),
                    place,
                    "group/part" if belongs else "member/described",
                )
            break


# --- meetings ----------------------------------------------------------------------------------------------------------


def _meetings(reading: Reading, n: int, fillers: set[int]) -> Iterator[RelationDraft]:
    """A meeting between some and others (لقاء بين … مع …, التقى … بـ …): contact of each of one side with each of the other."""
    sentence = reading.sentences[n]
    cues = reading.lexicon.cues["meeting"]
    for token in sentence.tokens:
        noun = not token.verb and key(token.form) in cues["nouns"]
        if not noun and not (token.verb and (key(token.form) in cues["verbs"] or key(token.lemma) in cues["verbs"])):
            continue
        sides = _sides(reading, n, token.i, fillers)
        if sides is None:
            continue
        for left in sides[0]:
            for right in sides[1]:
                yield RelationDraft(
                    "contactWith",
                    left.referent,
                    right.referent,
                    cover(reading, n, token.i, left.first, right.last),
                    (n, token.i),
                    "contact/meeting",
                )


def _sides(reading: Reading, n: int, i: int, fillers: set[int]) -> tuple[list[Mentioned], list[Mentioned]] | None:
    """The two sides of the meeting that token ``i`` tells: those before and after مع, or the two after بين. A group within a
    title (وزير خارجية …) is no party where a person follows."""
    tokens = reading.sentences[n].tokens
    end = next((t.i for t in tokens[i + 1 :] if (t.verb and (n, t.i) not in reading.at) or t.form in (".", ";", ":")), len(tokens))
    words = reading.sentences[n].keys
    parties = [m for m in named(reading, n, "Person", "Group") if i < m.first < end and not _in_title(reading, n, m)]
    with_ = next((j for j in range(i + 1, end) if words[j] == "مع"), None)
    if with_ is not None:
        left = [m for m in parties if m.last < with_]
        right = [m for m in parties if m.first > with_]
        right = coordinated(reading, n, right[0], commas=True) if right else []
        if right:
            right += _described_last(reading, n, right[-1].last + 1, fillers)
        return (left, right) if left and right else None
    if "بين" in words[i + 1 : i + 3] and len(parties) > 1:
        pair = coordinated(reading, n, parties[0])
        return ([pair[0]], pair[1:]) if len(pair) == 2 else None
    return None


def _described_last(reading: Reading, n: int, i: int, fillers: set[int]) -> list[Mentioned]:
    """The described people who end a list of names (… وزعماء القبائل)."""
    tokens = reading.sentences[n].tokens
    while i < len(tokens) and tokens[i].form in MARKS | {",", "و"}:
        i += 1
    referent = reading.heads.get((n, i))
    return [Mentioned(i, i, referent)] if referent is not None and id(referent) in fillers and referent.type == "Person" else []


def _in_title(reading: Reading, n: int, mention: Mentioned) -> bool:
    """Whether a group is named within somebody's title (وزير خارجية …)."""
    tokens = reading.sentences[n].tokens
    if mention.referent.type != "Group":
        return False
    titles = reading.lexicon.cues["office"]["titles"]
    j = mention.first - 1
    while j >= 0 and (tokens[j].form in MARKS or tokens[j].tag == "IN" or generic(reading, tokens[j])):
        if key(tokens[j].form) in titles:
            return True
        j -= 1
    return j >= 0 and (key(tokens[j].form) in titles or key(tokens[j].form).removeprefix("ال") in titles)
