"""Relations: standing ties between two referents, each by a rule with an id (``kg/data/rules.toml`` says what each does)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.fold import key
from kg.graph import Span
from kg.lexicon import noun_stems
from kg.mention import before
from kg.reading import Place, Reading, Referent, heading
from kg.syntax import Sentence


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


Found = Iterator[RelationDraft]
_LINKS = frozenset(map(key, "في ب ضمن داخل وسط شرق غرب شمال جنوب شرقي غربي شمالي جنوبي أقصى محيط أطراف".split()))
_FILLERS = frozenset(map(key, "مدينة بلدة قرية محافظة ناحية منطقة حي من جهة التابعة التابع ل الواقعة الواقع ال".split())) | {'"', "(", ")"}


def read_relations(reading: Reading, fillers: Iterable[Referent]) -> list[RelationDraft]:
    """All relations of the article. ``fillers`` are nominal referents that events need: their owners, groups and places are
    told as well."""
    drafts: list[RelationDraft] = []
    for n in range(len(reading.sentences)):
        for rule in (_located, _offices, _kin, _members_named, _origin, _parts, _affiliated, _owned):
            drafts += rule(reading, n)
    drafts += _sections(reading, drafts)
    for referent in fillers:
        if referent.unnamed:
            drafts += _of_nominal(reading, referent)
    unique: dict[tuple[str, int, int], RelationDraft] = {}
    for draft in drafts:
        if draft.subject is not draft.object:
            unique.setdefault((draft.type, id(draft.subject), id(draft.object)), draft)
    return list(unique.values())


def _cover(reading: Reading, n: int, first: int, last: int) -> Span:
    tokens = reading.sentences[n].tokens
    low, high = min(first, last), max(first, last)
    return Span(tokens[low].start, tokens[high].end)


def _end(reading: Reading, place: Place) -> int:
    """Last token of the named mention that begins at ``place``."""
    referent = reading.at.get(place)
    i = place[1]
    while referent is not None and reading.at.get((place[0], i + 1)) is referent and not _starts_here(reading, place[0], i + 1):
        i += 1
    return i


def _starts_here(reading: Reading, n: int, i: int) -> bool:
    referent = reading.at[n, i]
    return (n, i) in referent.places


def _named(reading: Reading, n: int, *types: str) -> list[tuple[int, int, Referent]]:
    """(first, last, referent) of the named mentions of ``types`` in sentence ``n``, in order."""
    found = []
    for place, referent in reading.mentions_in(n):
        if place in reading.at and referent.type in types:
            found.append((place[1], _end(reading, place), referent))
    return found


# --- places ------------------------------------------------------------------------------------------------------------


def _located(reading: Reading, n: int) -> Found:
    """A place or site, then in / the countryside of / east of, then the larger place."""
    sentence = reading.sentences[n]
    things = _named(reading, n, "Place", "Site")
    for k, (first, last, inner) in enumerate(things[:-1]):
        start, end, outer = things[k + 1]
        if inner.type == "Place" and outer.type == "Site" or inner is outer:
            continue
        between = sentence.tokens[last + 1 : start]
        words = [key(t.form) for t in between]
        if not between or len(between) > 6 or not all(w in _LINKS or w in _FILLERS for w in words):
            continue
        if not (set(words) & _LINKS or {"التابعه", "التابع"} & set(words)):
            continue
        yield RelationDraft("locatedIn", inner, outer, _cover(reading, n, first, end), (n, last), "place/chain")
        j = k
        while j and _coordinated(reading, sentence, things[j - 1], things[j]):
            j -= 1
            yield RelationDraft("locatedIn", things[j][2], outer, _cover(reading, n, things[j][0], end), (n, last), "place/chain")


def _coordinated(reading: Reading, sentence: Sentence, left: tuple[int, int, Referent], right: tuple[int, int, Referent]) -> bool:
    words = [key(t.form) for t in sentence.tokens[left[1] + 1 : right[0]]]
    return left[2].type == right[2].type and "و" in words and all(w == "و" or w in _FILLERS and w not in ("من", "ل") for w in words)


def _sections(reading: Reading, known: list[RelationDraft]) -> Found:
    """In a digest, the largest places of an item lie in the place of its heading."""
    inner = {id(d.subject) for d in known if d.type == "locatedIn"}
    outer: tuple[int, Referent] | None = None
    for n, sentence in enumerate(reading.sentences):
        if heading(sentence):
            places = _named(reading, n, "Place")
            outer = (n, places[0][2]) if len(places) == 1 else None
        elif outer is not None:
            start = reading.sentences[outer[0]].start
            for _, last, referent in _named(reading, n, "Place", "Site"):
                if id(referent) not in inner and referent is not outer[1]:
                    inner.add(id(referent))
                    yield RelationDraft("locatedIn", referent, outer[1], Span(start, sentence.tokens[last].end), (n, last), "place/heading")


# --- offices -----------------------------------------------------------------------------------------------------------


def _offices(reading: Reading, n: int) -> Found:
    """An office with its group or place, and who holds it: before, after, or in apposition."""
    sentence = reading.sentences[n]
    cues = reading.lexicon.cues["office"]
    tokens = sentence.tokens
    for token in tokens:
        word = key(token.form)
        if (n, token.i) in reading.at or token.verb or not (word in cues["titles"] or word.removeprefix("ال") in cues["titles"]):
            continue
        if token.i and key(tokens[token.i - 1].form).removeprefix("ال") in cues["titles"]:
            continue  # نائب مساعد وزير: the first word begins the title
        of = _office_of(reading, n, token.i)
        if of is None:
            continue
        start, end, group = of
        holders = list(_holders(reading, n, token.i, start, end))
        if not holders:
            continue
        title = _title(reading, n, token.i, start)
        former = any(key(t.form) in cues["former"] for t in tokens[max(0, token.i - 1) : end + 4] if (n, t.i) not in reading.at)
        for first, last, person in holders:
            low, high = min(first, token.i), max(last, end)
            yield RelationDraft(
                "holdsRole", person, group, _cover(reading, n, low, high), (n, token.i), "office/title",
                title=title, status="former" if former else "current",
            )


def _office_of(reading: Reading, n: int, i: int) -> tuple[int, int, Referent] | None:
    """The group or place that the title at ``i`` is of: the first one named within its noun phrase."""
    tokens = reading.sentences[n].tokens
    for first, last, referent in _named(reading, n, "Group", "Place"):
        if not i < first <= i + 7:
            continue
        between = tokens[i + 1 : first]
        if any(t.verb or t.form in (",", ".", ":", ";") or t.tag == "CC" for t in between):
            return None
        if any((n, t.i) in reading.at for t in between):
            return None
        return first, last, referent
    return None


def _holders(reading: Reading, n: int, i: int, start: int, end: int) -> Found | Iterator[tuple[int, int, Referent]]:  # type: ignore[override]
    tokens = reading.sentences[n].tokens
    people = _named(reading, n, "Person")
    after = [p for p in people if end < p[0] <= end + 6]
    for first, last, person in after[:1]:
        between = tokens[end + 1 : first]
        if not any(t.verb or t.form in (".", ";") or t.tag == "CC" or t.tag == "IN" for t in between):
            yield first, last, person
            yield from _list_on(reading, n, people, last)
            return
    middle = [p for p in people if i < p[0] < start]
    for first, last, person in middle[:1]:
        yield first, last, person
        return
    front = [p for p in people if p[1] < i]
    if front:
        first, last, person = front[-1]
        between = tokens[last + 1 : i]
        words = [key(t.form) for t in between]
        if len(between) <= 4 and all(w in {'"', ")", "(", ",", "هو", "وهو", "و", "احد", "الذي", "كان", "بصفته", "ك"} or t.tag in ("PUNC", "PRP") for w, t in zip(words, between, strict=True)):
            yield first, last, person
            return
    if not after and not middle:
        referent = reading.heads.get((n, i))
        if referent is not None:
            yield i, i, referent


def _list_on(reading: Reading, n: int, people: list[tuple[int, int, Referent]], last: int) -> Iterator[tuple[int, int, Referent]]:
    """The people coordinated with the one whose name ends at ``last``."""
    tokens = reading.sentences[n].tokens
    for first, end, person in people:
        if first > last:
            words = [t.form for t in tokens[last + 1 : first]]
            if not words or not set(words) <= {"و", '"', ",", "(", ")"} or "و" not in words:
                return
            yield first, end, person
            last = end


def _title(reading: Reading, n: int, i: int, start: int) -> str:
    """The words of the office up to the name of its group, without the preposition and quotation marks before that."""
    tokens = reading.sentences[n].tokens
    j = start - 1
    while j > i and (tokens[j].form in ("ل", '"', "(", "في", "ب", "ال") or tokens[j].tag == "PUNC"):
        j -= 1
    return reading.article.text[tokens[i].start : tokens[j].end]


# --- kinship -----------------------------------------------------------------------------------------------------------

_KIN_TYPES = {
    "child": ("parentOf", True),
    "parent": ("parentOf", False),
    "sibling": ("siblingOf", False),
    "spouse": ("spouseOf", False),
    "cousin": ("cousinOf", False),
    "uncle": ("uncleAuntOf", False),
    "nephew": ("uncleAuntOf", True),
    "grandparent": ("grandparentOf", False),
    "grandchild": ("grandparentOf", True),
    "in-law": ("inLawOf", False),
    "relative": ("relativeOf", False),
}


def _kinship_word(reading: Reading, n: int, i: int) -> tuple[str, int] | None:
    """(kind of kinship, index of its last word) of the kinship term that begins at token ``i``: ابن, ابن عم, أولاد عمومة …"""
    tokens = reading.sentences[n].tokens
    if (n, i) in reading.at:
        return None
    kinds = [k for stem in noun_stems(key(tokens[i].form)) if (k := reading.lexicon.kin.get(stem))]
    if not kinds or tokens[i].verb:
        return None
    kind = kinds[0]
    if kind == "child" and i + 1 < len(tokens) and (n, i + 1) not in reading.at:
        second = next((k for stem in noun_stems(key(tokens[i + 1].form)) if (k := reading.lexicon.kin.get(stem))), None)
        if second in ("uncle", "cousin"):
            return "cousin", i + 1
        if second == "sibling":
            return "nephew", i + 1
    return kind, i


def _kin(reading: Reading, n: int) -> Found:
    """A kinship term: whose it is by the pronoun or name under it, and who bears it by the name beside it."""
    sentence = reading.sentences[n]
    tokens = sentence.tokens
    people = _named(reading, n, "Person")
    for token in tokens:
        term = _kinship_word(reading, n, token.i)
        if term is None:
            continue
        kind, last = term
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        anchors: list[tuple[int, int, Referent]] = []
        bearers: list[tuple[int, int, Referent]] = []
        if following is not None and following.joined and following.tag in ("PRP$", "PRP"):
            bearers = _right(reading, n, people, last + 2)
            anchors = _whose(reading, n, people, following.form, token.i)
            if not bearers and (n, token.i) in reading.heads:
                bearers = [(token.i, last + 1, reading.heads[n, token.i])]
        elif following is not None:
            anchors = _right(reading, n, people, last + 1)
            if anchors:
                bearers = _left(reading, n, people, token.i) or _right(reading, n, people, anchors[-1][1] + 1, comma=True)
                if not bearers and (n, token.i) in reading.heads:
                    bearers = [(token.i, last, reading.heads[n, token.i])]
        relation, inverse = _KIN_TYPES[kind]
        for a in anchors:
            for b in bearers:
                if a[2] is b[2]:
                    continue
                subject, object_ = (a[2], b[2]) if inverse else (b[2], a[2])
                yield RelationDraft(
                    relation, subject, object_, _cover(reading, n, min(a[0], b[0], token.i), max(a[1], b[1], last)), (n, token.i), f"kin/{kind}"
                )


def _right(reading: Reading, n: int, people: list[tuple[int, int, Referent]], start: int, comma: bool = False) -> list[tuple[int, int, Referent]]:
    """The people named right from token ``start``, titles and quotation marks passed over, with those coordinated."""
    tokens = reading.sentences[n].tokens
    for person in people:
        if person[0] < start:
            continue
        between = tokens[start : person[0]]
        if len(between) > 5 or any(
            not (t.form in ('"', "(", ":") or (comma and t.form in (",", "و", "يدعي", "تدعي", "ال")) or _titular(reading, n, t.i) or (comma and t.tag in ("DTNN", "NN", "VBP", "VBN")))
            for t in between
        ):
            return []
        return [person, *_list_on(reading, n, people, person[1])]
    return []


def _titular(reading: Reading, n: int, i: int) -> bool:
    classes = reading.lexicon.cue_classes(key(reading.sentences[n].tokens[i].form))
    return "<before.person>" in classes or "<office.titles>" in classes


def _left(reading: Reading, n: int, people: list[tuple[int, int, Referent]], i: int) -> list[tuple[int, int, Referent]]:
    """The people of the list that ends before token ``i`` (X وY، وهما ابنا …)."""
    tokens = reading.sentences[n].tokens
    front = [p for p in people if p[1] < i]
    if not front:
        return []
    between = tokens[front[-1][1] + 1 : i]
    if len(between) > 6 or any(not (t.form in ('"', ")", "(", ",", "و", "من") or t.tag in ("PRP", "PUNC", "WP") or key(t.form) in ("هو", "هي", "هم", "احد", "كان")) for t in between):
        return []
    found = [front[-1]]
    for person in reversed(front[:-1]):
        words = {t.form for t in tokens[person[1] + 1 : found[-1][0]]}
        if not words or not words <= {"و", '"', ",", "(", ")"} or "و" not in words:
            break
        found.append(person)
    plural = bool({key(t.form) for t in between} & {"هم", "هما"}) or key(tokens[i].form).startswith(("ابناء", "اولاد", "اشقاء"))
    return found if plural else found[:1]


def _whose(reading: Reading, n: int, people: list[tuple[int, int, Referent]], pronoun: str, i: int) -> list[tuple[int, int, Referent]]:
    """Whom the pronoun on a kinship term at token ``i`` means: the people named before it in the sentence or the one before."""
    before_ = [p for p in people if p[1] < i]
    if pronoun in ("هما", "هم"):
        run = before_[-2:] if pronoun == "هما" else before_[-1:]
        if not run and n:
            earlier = _named(reading, n - 1, "Person")
            distinct = list({id(p[2]): p for p in earlier}.values())
            run = [(i, i, p[2]) for p in distinct[:2]] if len(distinct) >= 2 else []
        return run
    if before_:
        return before_[-1:]
    antecedent = reading.antecedent((n, i + 1)) if i + 1 < len(reading.sentences[n].tokens) else None
    return [(i, i, antecedent)] if antecedent is not None and antecedent.type == "Person" else []


# --- groups ------------------------------------------------------------------------------------------------------------


def _members_named(reading: Reading, n: int) -> Found:
    """A named person, then of the clan / a member of / belongs to, then the group."""
    sentence = reading.sentences[n]
    cues = reading.lexicon.cues["member"]
    groups = _named(reading, n, "Group")
    for first, last, person in _named(reading, n, "Person"):
        for start, end, group in groups:
            if not last < start <= last + 9:
                continue
            between = sentence.tokens[last + 1 : start]
            words = {key(t.form) for t in between} | {key(t.lemma) for t in between}
            if any(t.verb and key(t.lemma) not in cues["verbs"] for t in between) or any((n, t.i) in reading.at for t in between):
                continue
            linked = words & cues["nouns"] or words & cues["verbs"] or {w.removeprefix("ال") for w in words} & cues["nouns"]
            if linked and not words & reading.lexicon.cues["office"]["titles"] and not words & reading.lexicon.cues["link"]["reason"]:
                yield RelationDraft("memberOf", person, group, _cover(reading, n, first, end), (n, last + 1), "member/named")
                break


def _parts(reading: Reading, n: int) -> Found:
    """A group, then التابع لـ or a like word, then the larger group."""
    sentence = reading.sentences[n]
    groups = _named(reading, n, "Group")
    for k, (first, last, inner) in enumerate(groups[:-1]):
        start, end, outer = groups[k + 1]
        words = [key(t.form) for t in sentence.tokens[last + 1 : start]]
        if 0 < len(words) <= 6 and any(w.removeprefix("ال") in ("تابع", "تابعه", "تابعين") for w in words):
            yield RelationDraft("partOf", inner, outer, _cover(reading, n, first, end), (n, last + 1), "group/part")


_AFFILIATED = frozenset(map(key, "موالي موالية الموالية الموالي مدعوم مدعومة المدعوم المدعومة حليف حليفة حليفه حليفها محسوب محسوبة المحسوبة المحسوب مقربة المقربة المقرب مقرب المقربين".split()))


def _affiliated(reading: Reading, n: int) -> Found:
    """Somebody or a group, then loyal to / backed by / close to, then the other."""
    sentence = reading.sentences[n]
    parties = _named(reading, n, "Group", "Person")
    for k, (first, last, inner) in enumerate(parties[:-1]):
        start, end, outer = parties[k + 1]
        words = {key(t.form) for t in sentence.tokens[last + 1 : start]}
        if words & _AFFILIATED and len(words) <= 6 and not any(t.verb for t in sentence.tokens[last + 1 : start]):
            yield RelationDraft("affiliatedWith", inner, outer, _cover(reading, n, first, end), (n, last + 1), "group/affiliated")


# --- people and places -------------------------------------------------------------------------------------------------


def _origin(reading: Reading, n: int) -> Found:
    """A named person, then of the people of / comes from, then the place; a list shares what follows it."""
    sentence = reading.sentences[n]
    cues = reading.lexicon.cues["origin"]
    people = _named(reading, n, "Person")
    for start, end, place in _named(reading, n, "Place"):
        front = [p for p in people if start - 9 <= p[1] < start]
        if not front:
            continue
        first, last, person = front[-1]
        between = sentence.tokens[last + 1 : start]
        if any((n, t.i) in reading.at for t in between):
            continue
        words = [key(t.form) for t in between]
        bag = set(words) | {key(t.lemma) for t in between}
        plain = [w for w in words if w not in {'"', ")", "("}]
        adjacent = plain[:1] == ["من"] and len(plain) <= 2 and all(w == "من" or "<before.place>" in reading.lexicon.cue_classes(w) for w in plain)
        if not adjacent and not bag & cues["nouns"] and not bag & cues["verbs"]:
            continue
        if any(t.verb and key(t.lemma) not in cues["verbs"] and key(t.form) not in cues["verbs"] for t in between):
            continue
        run = [front[-1]]
        for other in reversed(front[:-1]):
            gap = {t.form for t in sentence.tokens[other[1] + 1 : run[-1][0]]}
            if "و" not in gap or not gap <= {"و", '"', "(", ")", ","}:
                break
            run.append(other)
        for p in run:
            yield RelationDraft("fromPlace", p[2], place, _cover(reading, n, p[0], end), (n, last + 1), "person/origin")


# --- things ------------------------------------------------------------------------------------------------------------


def _owned(reading: Reading, n: int) -> Found:
    """A house or the like in idafa with a named owner, whether an event tells of it or not."""
    sentence = reading.sentences[n]
    for token in sentence.tokens:
        word = key(token.form)
        if (n, token.i) in reading.at or not set(noun_stems(word)) & _OWNED_NOUNS or token.verb:
            continue
        for child in sentence.children(token.i, "poss"):
            for owner in reading.fillers((n, child.i)):
                if not owner.unnamed and owner.type in ("Person", "Group"):
                    thing = reading.nominal((n, token.i), "Site")
                    yield RelationDraft("ownedBy", thing, owner, _cover(reading, n, token.i, child.i), (n, token.i), "thing/owner")


_OWNED_NOUNS = frozenset(map(key, "منزل منازل بيت".split()))


def _of_nominal(reading: Reading, referent: Referent) -> Found:
    """What the words under a described filler say of it: whose it is, of which group or town its people are, where it stands."""
    for place in referent.places:
        if place in reading.at:
            continue
        n, i = place
        sentence = reading.sentences[n]
        for child in sentence.children(i, "poss", "nmod:prep", "appos", "acl", "amod"):
            yield from _tie(reading, referent, place, child.i, sentence.case(child.i) if child.label == "nmod:prep" else "", child.label)


def _tie(reading: Reading, referent: Referent, place: Place, i: int, prep: str, label: str) -> Found:
    n = place[0]
    sentence = reading.sentences[n]
    lexicon = reading.lexicon
    token = sentence.tokens[i]
    word = key(token.form)
    evidence = _cover(reading, n, place[1], i)
    if label in ("amod", "acl", "appos") and word.removeprefix("ال") in ("تابع", "تابعه", "تابعين", "تابعتين", "عايده", "تعود"):
        for inner in sentence.children(i, "obl", "nmod:prep"):
            for owner in reading.fillers((n, inner.i)):
                relation = {"Group": "partOf", "Person": "memberOf"}.get(referent.type, "ownedBy")
                if owner.type == "Group" or relation == "ownedBy" and owner.type == "Person":
                    yield RelationDraft(relation, referent, owner, _cover(reading, n, place[1], inner.i), place, "thing/belongs")
        return
    if label in ("amod", "acl"):
        return
    if referent.type == "Person" and prep in ("من", ""):
        origins = set(noun_stems(word)) & lexicon.cues["origin"]["nouns"]
        if origins or set(noun_stems(key(sentence.tokens[place[1]].form))) & lexicon.cues["origin"]["nouns"]:
            under = [i, *(c.i for c in sentence.children(i, "poss"))]
            for j in under:
                for where in reading.fillers((n, j)):
                    if where.type == "Place" and not where.unnamed:
                        yield RelationDraft("fromPlace", referent, where, _cover(reading, n, place[1], j), place, "person/origin")
                        return
    for other in reading.fillers((n, i)):
        if other is referent:
            continue
        if referent.type == "Person" and other.type == "Group" and prep in ("", "من", "في", "ب", "ل"):
            if not (set(noun_stems(key(sentence.tokens[place[1]].form))) & lexicon.cues["office"]["titles"] and not prep):
                yield RelationDraft("memberOf", referent, other, evidence, place, "member/described")
        elif referent.type in ("Site", "Object") and other.type in ("Person", "Group") and prep in ("", "ل"):
            yield RelationDraft("ownedBy", referent, other, evidence, place, "thing/owner")
        elif referent.type in ("Site", "Place") and other.type in ("Place",) and prep in ("", "في", "ب") and not other.unnamed:
            yield RelationDraft("locatedIn", referent, other, evidence, place, "place/described")
        elif referent.type == "Group" and other.type == "Group" and prep == "" and not other.unnamed:
            yield RelationDraft("partOf", referent, other, evidence, place, "group/part")


def previous(sentence: Sentence, i: int) -> int:
    return before(sentence, i)
