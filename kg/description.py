"""Descriptions of people: kinship, office, membership, origin. A description is a phrase (شقيق نادر, قائد اللواء, من أبناء القورية)
that ties whoever bears it to somebody or something; its bearer is named beside it, or is the described person who is its head."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kg.fold import key
from kg.lexicon import Lexicon, noun_stems
from kg.reading import Reading, Referent, another_party
from kg.syntax import Token
from kg.tie import (
    MARKS,
    Complement,
    Mentioned,
    RelationDraft,
    adjective,
    attached,
    complements,
    coordinated,
    cover,
    generic,
    kin_kind,
    kin_of,
    listed,
    named,
    named_person,
    person_at,
)

# kind of kinship → (relation, whether the bearer is its object)
KINSHIP = {
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
# What a kinship word makes with the one under it (شقيق زوجة: in-law); any other pair is a relative.
_COMPOUNDS = {
    ("child", "uncle"): "cousin",
    ("child", "cousin"): "cousin",
    ("child", "sibling"): "nephew",
    ("child", "child"): "grandchild",
    ("parent", "parent"): "grandparent",
    ("sibling", "parent"): "uncle",
    ("sibling", "spouse"): "in-law",
    ("spouse", "sibling"): "in-law",
    ("parent", "spouse"): "in-law",
    ("spouse", "child"): "in-law",
}


@dataclass(frozen=True, slots=True)
class Tie:
    """What a description says of its bearer: ``inverse`` where the bearer is the object."""

    type: str
    other: Mentioned
    rule: str
    inverse: bool = False
    title: str | None = None
    status: str | None = None


@dataclass(slots=True)
class Description:
    """Tokens ``first`` to ``last`` of a sentence. ``beside``: a name may stand in apposition to it (قائد اللواء أبو خالد), else the
    bearer comes before; ``shared``: the members of a list before it all bear it; ``adjacent``: only what stands right before."""

    first: int
    last: int
    ties: list[Tie]
    bearers: list[Mentioned] = field(default_factory=list)
    beside: bool = False
    shared: bool = False
    adjacent: bool = False


class Sentential:
    """The descriptions of sentence ``n``, read from left to right. ``fillers`` are the described people (by identity) that claims
    need; others get no ties."""

    def __init__(self, reading: Reading, n: int, fillers: set[int]) -> None:
        self.reading, self.n, self.fillers = reading, n, fillers
        self.tokens = reading.sentences[n].tokens
        self.words = reading.sentences[n].keys
        self.cues = reading.lexicon.cues
        self._ended: dict[int, list[Mentioned]] = {}  # last token of a description → its bearers

    def drafts(self) -> Iterator[RelationDraft]:
        for token in self.tokens:
            place = (self.n, token.i)
            if place in self.reading.at or not (place in self.reading.heads or _may_describe(self.words[token.i], key(token.lemma))):
                continue
            for match in (kin, office, state_office, leadership, membership, affiliation, origin):
                description = match(self, token.i)
                if description is not None:
                    yield from self._tied(description)
                    break

    def _tied(self, description: Description) -> Iterator[RelationDraft]:
        bearers = description.bearers or self.bearers(description)
        if bearers:
            self._ended[max([description.last, *(b.last for b in bearers if b.first > description.first)])] = bearers
        place = (self.n, description.first)
        for tie in description.ties:
            for bearer in bearers:
                subject, object_ = (tie.other, bearer) if tie.inverse else (bearer, tie.other)
                indices = (bearer.first, bearer.last, tie.other.first, tie.other.last, description.first)
                yield RelationDraft(
                    tie.type,
                    subject.referent,
                    object_.referent,
                    cover(self.reading, self.n, *indices),
                    place,
                    tie.rule,
                    title=tie.title,
                    status=tie.status,
                )

    # who bears a description

    def bearers(self, description: Description) -> list[Mentioned]:
        """Those named right after it, before it, or after a comma; else the described people who are its own head."""
        if description.beside:
            after = named_person(self.reading, self.n, description.last + 1)
            if after is not None:
                return coordinated(self.reading, self.n, after, commas=True) if description.shared else [after]
        alone = self._stands_alone(description.first)
        before = [] if alone else self._before(description)
        if not before and description.beside:
            after = named_person(self.reading, self.n, description.last + 1, commas=True)
            if after is not None:
                return coordinated(self.reading, self.n, after, commas=True) if description.shared else [after]
        return before or self._own_head(description) or (self._before(description) if alone else [])

    def told(self, i: int) -> list[Mentioned]:
        """The people at token ``i``, told as described whether an event needs them or not."""
        return [Mentioned(i, i, self.reading.nominal((self.n, i), "Person"))]

    def head_of(self, i: int) -> list[Mentioned]:
        """The described people whose head token ``i`` is."""
        return [Mentioned(i, i, self.reading.heads[self.n, i])]

    def _own_head(self, description: Description) -> list[Mentioned]:
        """The described person whose head the description is, where a claim needs him."""
        i = description.first
        if self.tokens[i].verb and self.tokens[i].label == "acl":
            i = self.tokens[i].head  # أشخاص ينتمون إلى
            i += self.tokens[i].tag == "CD" and (self.n, i) not in self.reading.heads  # سبعة أشخاص ينتمون إلى
        head = self.reading.heads.get((self.n, i))
        if head is not None and id(head) in self.fillers and head.type == "Person":
            return [Mentioned(i, i, head)]
        return []

    def _stands_alone(self, i: int) -> bool:
        """Whether nothing right before token ``i`` can make it an apposition or predicate."""
        previous = i - 1
        return i == 0 or not (
            (self.n, previous) in self.reading.at
            or self.tokens[previous].form in MARKS
            or self.tokens[previous].form == ","
            or self.words[previous] in self.cues["tie"]["copula"] | self.cues["tie"]["bridge"]
        )

    def _before(self, description: Description) -> list[Mentioned]:
        bridge = self.cues["tie"]["bridge"]
        copula = ""
        j = description.first - 1
        while j >= 0 and description.first - j < 14:
            token, word = self.tokens[j], self.words[j]
            if (self.n, j) in self.reading.at:
                mention = next((m for m in named(self.reading, self.n, "Person") if m.last == j), None)
                if mention is None:
                    return []
                several = description.shared and not copula or copula in self.cues["tie"]["plural"]
                return listed(self.reading, self.n, mention) if several else [mention]
            described = self.reading.heads.get((self.n, j)) or self.reading.back_reference((self.n, j), "Person")
            if described is not None and described.type == "Person" and (not described.unnamed or id(described) in self.fillers):
                idafa = j + 1 == description.first and token.tag in ("NN", "NNS") and word not in bridge
                return [] if idafa else [Mentioned(j, j, described)]
            if token.joined and token.tag in ("PRP", "PRP$") and j and self.tokens[j - 1].form == "ان":
                return self.topic(j, token.form)  # أنه ابن …
            if token.form == "و":
                if not copula:
                    another = any(w in self.cues["tie"]["another"] for w in self.words[description.first : description.last + 1])
                    return [] if another else self._bearers_at(j - 1)
                people = self._people_before(j)
                return people if copula in self.cues["tie"]["plural"] else people[-1:] or self.topic(j)
            if word in self.cues["tie"]["copula"] and (not token.joined or self.tokens[j - 1].form in ("و", "ف")):
                copula = copula or word
            elif not (token.form in MARKS or token.form == "," or word in bridge or adjective(token) or self._age(j)):
                break
            j -= 1
        return self.topic(j + 1) if copula and not description.adjacent else []

    def _bearers_at(self, j: int) -> list[Mentioned]:
        """The bearers of the description that ends at token ``j``, marks and commas passed over."""
        while j >= 0 and (self.tokens[j].form in MARKS or self.tokens[j].form == ","):
            j -= 1
        return self._ended.get(j, [])

    def _people_before(self, j: int) -> list[Mentioned]:
        """The list of people that ends right before token ``j``."""
        while j >= 0 and self.tokens[j].form in MARKS | {",", "و"}:
            j -= 1
        mention = next((m for m in named(self.reading, self.n, "Person") if m.last == j), None)
        return listed(self.reading, self.n, mention) if mention is not None else self._bearers_at(j)

    def _age(self, j: int) -> bool:
        """A word of somebody's age, or its number."""
        age = self.cues["tie"]["age"]
        return self.words[j] in age or (self.tokens[j].tag == "CD" and any(w in age - {"من"} for w in self.words[j + 1 : j + 3]))

    def topic(self, i: int, pronoun: str = "") -> list[Mentioned]:
        """The one person that a pronoun at token ``i`` can mean: the only one before it in its sentence, or among several the one
        that a nominal sentence begins with; early in a sentence that names none, the only one of the sentence before; else nobody."""
        for n in (self.n, self.n - 1):
            if n < 0 or (n < self.n and i > 10):
                return []
            seen: dict[int, Mentioned] = {}
            topics: dict[int, Mentioned] = {}
            for place, referent in self.reading.mentions_in(n):
                if referent.type != "Person" or (n == self.n and place[1] >= i) or (referent.unnamed and id(referent) not in self.fillers):
                    continue
                if pronoun and not self.reading.agrees(pronoun, referent):
                    continue
                # An antecedent of another sentence is quoted by the pronoun's own place.
                mention = Mentioned(place[1], place[1], referent) if n == self.n else Mentioned(i, i, referent)
                seen.setdefault(id(referent), mention)
                if place[1] < 3 and not any(t.verb for t in self.reading.sentences[n].tokens[: place[1]]):
                    topics.setdefault(id(referent), mention)
            if seen:
                candidates = seen if len(seen) == 1 or n < self.n else topics
                return list(candidates.values()) if len(candidates) == 1 else []
        return []

    def several(self, i: int, count: int | None) -> list[Mentioned]:
        """The people whom a dual or plural pronoun at token ``i`` means: the last list before it, in its sentence or the one before."""
        for n in (self.n, self.n - 1):
            if n < 0:
                return []
            people = [m for m in named(self.reading, n, "Person") if n < self.n or m.last < i]
            for mention in reversed(people):
                run = listed(self.reading, n, mention)
                distinct = list({id(m.referent): m for m in run}.values())
                if len(distinct) == count or (count is None and len(distinct) > 1):
                    return distinct if n == self.n else [Mentioned(i, i, m.referent) for m in distinct]
            distinct = list({id(m.referent): m for m in people}.values())
            if len(distinct) == count:
                return distinct if n == self.n else [Mentioned(i, i, m.referent) for m in distinct]
            if people and n == self.n and count is None:
                return []
        return []


@lru_cache(maxsize=65536)
def _may_describe(word: str, lemma: str) -> bool:
    """Whether a folded word, or its lemma, is one of those that open a description."""
    lexicon = Lexicon.load()
    cues, stems = lexicon.cues, set(noun_stems(word))
    words = [cues["tie"]["notables"], cues["member"]["verbs"], cues["origin"]["verbs"], cues["affiliation"]["words"]]
    words.append(cues["office"]["leading"])
    return (
        word == "من"
        or _title(word, cues["office"]["titles"])
        or any(word in listed or lemma in listed for listed in words)
        or word in lexicon.nationalities
        or bool(stems & (cues["member"]["nouns"] | cues["origin"]["nouns"] | lexicon.kin.keys()))
    )


# --- kinship -----------------------------------------------------------------------------------------------------------


def kin(here: Sentential, i: int) -> Description | None:
    """A kinship term: whose it is by the pronoun on it or the noun phrase under it."""
    reading, n = here.reading, here.n
    kind = kin_kind(reading, n, i)
    if kind is None or (i and kin_kind(reading, n, i - 1) is not None):
        return None
    last = i
    while last + 1 < len(here.tokens) and (inner := kin_kind(reading, n, last + 1)) is not None:
        kind = _COMPOUNDS.get((kind, inner), "relative")
        last += 1
    relation, inverse = KINSHIP[kind]
    pronoun = attached(reading, n, last)
    plural = here.words[i] in here.cues["kinship"]["plural"]
    if pronoun is not None:
        description = Description(i, last + 1, [], beside=True, shared=plural)
        after = named_person(reading, n, last + 2)
        if after is not None:
            description.bearers = coordinated(reading, n, after, commas=plural) if plural else [after]
        elif (head := reading.heads.get((n, i))) is not None and id(head) in here.fillers:
            description.bearers = [Mentioned(i, last + 1, head)]
        else:
            return None
        anchors = _owners(here, i, pronoun.form)
    else:
        anchor = None if reading.lexicon.absolute(here.words[last]) else person_at(reading, n, last + 1)
        if anchor is None or (anchor.referent.unnamed and id(anchor.referent) not in here.fillers):
            return None
        anchors = coordinated(reading, n, anchor) if not anchor.referent.unnamed else [anchor]
        description = Description(i, anchors[-1].last, [], beside=True, shared=plural)
    description.ties = [Tie(relation, a, f"kin/{kind}", inverse) for a in anchors]
    return description


def _owners(here: Sentential, i: int, pronoun: str) -> list[Mentioned]:
    """Whom the pronoun on the kinship term at token ``i`` means."""
    if pronoun == "هما":
        return here.several(i, 2)
    if pronoun in ("هم", "هن"):
        return here.several(i, None)
    if pronoun not in ("ه", "ها"):
        return []
    j = i - 1
    while j >= 0 and (here.tokens[j].form in MARKS | {"و"} or here.words[j] in here.cues["kinship"]["with"]):
        j -= 1
    people = named(here.reading, here.n, "Person")
    for k, mention in enumerate(people):
        if mention.last == j and here.reading.agrees(pronoun, mention.referent):
            return _owners_of_list(here, people[: k + 1], pronoun)
    described = here.reading.heads.get((here.n, j))
    if j < i - 1 and described is not None and id(described) in here.fillers and described.type == "Person":
        return [Mentioned(j, j, described)]  # مدني وطفلاه
    beside_kin = j < i - 1 and kin_of(here.reading, here.n, j)  # والد الضحية وعمه: the uncle is not the father's
    return [m for m in here.topic(i, pronoun) if not (beside_kin and m.referent.unnamed)]


def _owners_of_list(here: Sentential, people: list[Mentioned], pronoun: str) -> list[Mentioned]:
    """Whom a pronoun right after the name of the last of ``people`` means: that person; or, where a kinship term with the same pronoun
    opens the list that it ends, him who is meant there (in ابنيه زيد وزياد وابن أخيه مهند the nephew is his whose the sons are);
    nobody after any other list, for that leaves it open."""
    first = people[-1].first
    for mention in reversed(people[:-1]):
        gap = {t.form for t in here.tokens[mention.last + 1 : first]}
        if "و" not in gap or not gap <= MARKS | {"و"}:
            break
        first = mention.first
    i = first - 1
    if i > 0 and here.tokens[i].form == pronoun and here.tokens[i].joined and kin_kind(here.reading, here.n, i - 1):
        return _owners(here, i - 1, pronoun)
    return people[-1:] if first == people[-1].first else []


# --- offices -----------------------------------------------------------------------------------------------------------


def office(here: Sentential, i: int) -> Description | None:
    """A title with its group or place (قائد اللواء, والي دير الزور السابق)."""
    titles, former = here.cues["office"]["titles"], here.cues["office"]["former"]
    token, word = here.tokens[i], here.words[i]
    notable = word in here.cues["tie"]["notables"] and i + 1 < len(here.tokens) and here.words[i + 1] in here.cues["tie"]["clan"]
    if token.verb or not (notable or _title(word, titles)) or (i and _title(here.words[i - 1], titles) and not here.tokens[i].joined):
        return None
    if attached(here.reading, here.n, i):
        return None
    of = next(complements(here.reading, here.n, i, reach=9), None)
    if of is None or of.mention.referent.type not in ("Group", "Place") or of.preposition not in ("", "ل", "ب", "في", "من"):
        return None
    if any(another_party(here.reading.sentences[here.n], t) for t in here.tokens[i + 1 : of.mention.first]):
        return None
    last = of.mention.last
    while last + 1 < len(here.tokens) and (here.tokens[last + 1].form in MARKS or adjective(here.tokens[last + 1])):
        last += 1
    description = Description(i, last, [], beside=True, shared=word in here.cues["tie"]["titles"])
    description.bearers = here.bearers(description)
    if not description.bearers and word in here.cues["tie"]["correspondents"] and of.mention.referent.type == "Group":
        description.bearers = [_correspondent(here, i)]
    if not description.bearers:
        return None
    holder = description.bearers[0]
    until = max(last, holder.last)
    ended = any(
        here.words[j] in former for j in range(max(0, i - 1), min(len(here.tokens), until + 2)) if (here.n, j) not in here.reading.at
    )
    title = _title_words(here, i, of)
    if holder.first == i and word in here.cues["tie"]["posts"]:
        return None  # a post without its holder's name is nobody
    if holder.first == i and word in here.cues["tie"]["leaders"]:
        if of.mention.referent.type != "Group":
            return None
        description.ties = [Tie("memberOf", of.mention, "member/described")]
    else:
        description.ties = [Tie("holdsRole", of.mention, "office/title", title=title, status="former" if ended else "current")]
    return description


def state_office(here: Sentential, i: int) -> Description | None:
    """The state whose office somebody named right after it holds: الرئيس التركي فلان, وزير الدفاع الروسي فلان; after a dual title that
    of the second as well (الرئيسين التركي فلان والروسي فلان)."""
    reading, n = here.reading, here.n
    state = reading.lexicon.nationalities.get(here.words[i])
    holder = named_person(reading, n, i + 1, commas=True) if state is not None and (n, i) not in reading.at else None
    if state is None or holder is None:
        return None
    title = _state_title(here, i)
    if title is None:
        return None
    words = reading.article.text[here.tokens[title[0]].start : here.tokens[title[-1]].end]
    of = Mentioned(i, i, reading.state((n, i), state))
    tie = Tie("holdsRole", of, "office/title", title=words, status="current")
    return Description(title[0], i, [tie], bearers=[holder])


def _state_title(here: Sentential, i: int) -> list[int] | None:
    """The tokens of the title that an adjective of nationality at token ``i`` ends (وزير الدفاع الروسي)."""
    titles, own = here.cues["office"]["of_state"], here.cues["office"]["counterpart"]
    j, duals = i - 1, here.cues["office"]["duals"]
    if j > 0 and here.tokens[j].form == "و":
        first = next((m for m in named(here.reading, here.n, "Person") if m.last == j - 1), None)
        k = first.first - 1 if first is not None else 0
        return [k - 1] if k > 0 and here.words[k] in here.reading.lexicon.nationalities and here.words[k - 1] in duals else None
    if j > 0 and here.tokens[j].joined and here.words[j - 1] in own:
        return [j - 1, j]
    while j >= 0 and i - j < 5 and (here.n, j) not in here.reading.at:
        if here.words[j] in titles | duals:
            return list(range(j, i))
        if not (here.tokens[j].noun and here.words[j].startswith("ال") or here.tokens[j].label == "poss"):
            return None
        j -= 1
    return None


def leadership(here: Sentential, i: int) -> Description | None:
    """Who leads a group named right before it: لواء النسر بقيادة فلان, لواء النسر الذي يقوده فلان."""
    token, leading = here.tokens[i], here.cues["office"]["leading"]
    if i < 2 or here.words[i] not in leading and key(token.lemma) not in leading:
        return None
    j, k = i - 1, i + 1
    if token.verb:
        if attached(here.reading, here.n, i) is None or here.words[j] not in here.cues["office"]["whom"]:
            return None
        j, k = j - 1, k + 1
    elif here.words[j] != "ب":
        return None
    else:
        j -= 1
    while j > 0 and here.tokens[j].form in MARKS | {","}:
        j -= 1
    of = next((m for m in named(here.reading, here.n, "Group") if m.last == j), None)
    holder = named_person(here.reading, here.n, k)
    if of is None or holder is None:
        return None
    title = here.reading.article.text[token.start : here.tokens[k - 1].end]
    return Description(i, k - 1, [Tie("holdsRole", of, "office/title", title=title, status="current")], bearers=[holder])


def _correspondent(here: Sentential, i: int) -> Mentioned:
    """An outlet's own correspondent: one person, however often the article quotes him."""
    known = next((r for r in here.reading.referents if r.unnamed and r.heads & here.cues["tie"]["correspondents"]), None)
    return Mentioned(i, i, known or here.reading.nominal((here.n, i), "Person"))


def _title(word: str, titles: frozenset[str]) -> bool:
    return word in titles or word.removeprefix("ال") in titles


def _title_words(here: Sentential, i: int, of: Complement) -> str:
    """The words of the title, up to the preposition, quotation mark or name after it."""
    j = of.mention.first - 1
    while j > i and (here.tokens[j].tag == "IN" or here.tokens[j].form in MARKS or here.tokens[j].tag == "PUNC"):
        j -= 1
    return here.reading.article.text[here.tokens[i].start : here.tokens[j].end]


# --- groups and places -------------------------------------------------------------------------------------------------


def membership(here: Sentential, i: int) -> Description | None:
    """A noun or verb of belonging with its group, or من with a clan."""
    cues = here.cues["member"]
    token, word = here.tokens[i], here.words[i]
    stems = set(noun_stems(word))
    if word in here.cues["tie"]["clan"]:
        return None
    clan = word == "من" and i + 1 < len(here.tokens) and here.words[i + 1] in here.cues["tie"]["clan"]
    verb = word in cues["verbs"] or key(token.lemma) in cues["verbs"]
    listed_noun = (token.noun or adjective(token)) and bool(stems & cues["nouns"])
    needed = (head := here.reading.heads.get((here.n, i))) is not None and id(head) in here.fillers and head.type == "Person"
    if not (clan or verb or listed_noun or needed):
        return None
    pronoun = attached(here.reading, here.n, i)
    if pronoun is not None:
        group = here.reading.antecedent((here.n, pronoun.i), ("Group",))
        if group is None or verb or not listed_noun or stems & here.cues["allegiance"]["allies"]:
            return None
        return Description(i, pronoun.i, [Tie("memberOf", Mentioned(i, pronoun.i, group), "member/described")])
    if needed and (state := _army(here, i)) is not None:
        return Description(i, state.last, [Tie("memberOf", state, "member/described")], bearers=here.head_of(i))
    among = listed_noun and not needed and _counted_in(here, i)
    for of in complements(here.reading, here.n, i, reach=9):
        if of.mention.referent.type != "Group":
            return None
        if clan and of.preposition or not of.preposition and here.reading.lexicon.absolute(word):
            return None
        staff = bool(stems & here.cues["tie"]["staff"])
        if not (clan or verb or listed_noun) and of.preposition not in (("من", "في") if staff else ("من",)) and not _lost(here, i, of):
            return None
        if not (clan or verb) and not all(_within_group(here, t) for t in here.tokens[i + 1 : of.mention.first]):
            return None
        if not clan and of.preposition.split(" ")[-1] not in ("", "من", "في", "ب", "ل", "الي", "ضمن"):
            return None
        break
    else:
        whole = _whole(here, i) if among else None
        if whole is None:
            return None
        return Description(i, i, [Tie("memberOf", whole, "member/described")], bearers=here.told(i))
    groups = coordinated(here.reading, here.n, of.mention) if clan else [of.mention]
    ties = [Tie("memberOf", g, "member/named") for g in groups]
    if among and of.preposition in ("من", "في", "ب", "ضمن"):
        return Description(i, groups[-1].last, ties, bearers=here.told(i))
    one = listed_noun and (word.removeprefix("ال") in cues["one"] or i > 0 and here.words[i - 1] == "احد")
    return Description(i, groups[-1].last, ties, shared=not token.verb and not one, adjacent=clan, beside=one)


def _army(here: Sentential, i: int) -> Mentioned | None:
    """The state that the adjective of soldiers at token ``i`` means (جندي تركي, جنود إسرائيليين)."""
    if (
        not set(noun_stems(here.words[i])) & here.cues["member"]["soldiers"]
        or i + 1 >= len(here.tokens)
        or (here.n, i + 1) in here.reading.at
    ):
        return None
    states = here.reading.lexicon.nationalities
    state = next((states[stem] for stem in noun_stems(here.words[i + 1]) if stem in states), None)
    return Mentioned(i + 1, i + 1, here.reading.state((here.n, i + 1), state)) if state is not None else None


def _counted_in(here: Sentential, i: int) -> bool:
    """Whether the people at token ``i`` are told as some of those before (بينهم متطوع) or besides them (إضافة إلى متطوعين)."""
    j = i - 1
    while j >= 0 and here.tokens[j].tag == "CD":
        j -= 1
    if j < 1:
        return False
    if here.tokens[j].joined and here.tokens[j].form in ("هم", "هما"):
        return here.words[j - 1] in here.cues["member"]["among"]
    return (here.words[j - 1], here.words[j]) in {("اضافه", "الي"), ("الاضافه", "الي"), ("فضلا", "عن")}


def _whole(here: Sentential, i: int) -> Mentioned | None:
    """The group that is named right before بينهم: مقتل سبعة من قسد بينهم قيادي."""
    j = i - 1
    while j >= 0 and (
        here.tokens[j].tag == "CD" or here.tokens[j].form in MARKS | {",", "و", "من", "هم"} or here.words[j] in here.cues["member"]["among"]
    ):
        j -= 1
    after = here.tokens[j + 1 : i]
    group = next((m for m in named(here.reading, here.n, "Group") if m.last == j), None)
    return group if group is not None and any(t.form == "هم" for t in after) and _of_people(here, group) else None


def _of_people(here: Sentential, group: Mentioned) -> bool:
    """Whether described people of the group stand right before its name (عناصر من قسد)."""
    j = group.first - 1
    while j >= 0 and (here.tokens[j].form in MARKS | {"من"} or _within_group(here, here.tokens[j])):
        if (head := here.reading.heads.get((here.n, j))) is not None:
            return head.type == "Person"
        j -= 1
    return j >= 0 and (head := here.reading.heads.get((here.n, j))) is not None and head.type == "Person"


def _lost(here: Sentential, i: int, of: Complement) -> bool:
    """Whether the noun at token ``i`` says whom its group lost: قتلى قسد, جرحى في صفوف قسد."""
    losses = here.cues["member"]["losses"]
    within = any(here.words[t.i] in here.cues["tie"]["ranks"] for t in here.tokens[i + 1 : of.mention.first])
    near = of.preposition == "" and of.mention.first == i + 1 + len([t for t in here.tokens[i + 1 : of.mention.first] if t.form in MARKS])
    return bool(set(noun_stems(here.words[i])) & losses) and (near or within and of.preposition in ("في", "ب", "بين"))


def affiliation(here: Sentential, i: int) -> Description | None:
    """A word of closeness or loyalty (وهو من المقربين من) with the group that it is to."""
    if here.words[i] not in here.cues["affiliation"]["words"] or here.tokens[i].verb:
        return None
    of = next(complements(here.reading, here.n, i, reach=6), None)
    if of is None or of.mention.referent.type != "Group" or not all(generic(here.reading, t) for t in of.nouns):
        return None
    if of.preposition not in ("من", "ل", "علي"):
        return None
    tie = Tie("affiliatedWith", of.mention, "group/affiliated")
    return Description(i, of.mention.last, [tie], shared=True)


def _within_group(here: Sentential, token: Token) -> bool:
    """Whether a word may stand between members and their group (من, قوات, صفوف, سابق)."""
    word = here.words[token.i]
    passed = here.cues["tie"]["ranks"] | here.cues["ownership"]["arm"] | here.cues["member"]["nouns"]
    return token.form in MARKS or token.tag == "IN" or adjective(token) or generic(here.reading, token) or word in passed


def origin(here: Sentential, i: int) -> Description | None:
    """A noun or verb of origin with its place, or من with a place right after a person."""
    cues = here.cues["origin"]
    token, word = here.tokens[i], here.words[i]
    verb = word in cues["verbs"] or key(token.lemma) in cues["verbs"]
    noun = not token.verb and set(noun_stems(word)) & cues["nouns"]
    plain = word == "من" and token.tag == "IN"
    if not (verb or noun or plain):
        return None
    pronoun = attached(here.reading, here.n, i)
    if pronoun is not None:
        place = here.reading.antecedent((here.n, pronoun.i), ("Place",), named=True) if noun else None
        return Description(i, pronoun.i, [Tie("fromPlace", Mentioned(i, pronoun.i, place), "person/origin")]) if place is not None else None
    if plain and any(key(t.lemma) in here.cues["tie"]["leaving"] or key(t.form) in here.cues["tie"]["leaving"] for t in here.tokens[:i]):
        return None
    if noun and i + 1 < len(here.tokens) and here.words[i + 1] in here.cues["tie"]["region"]:
        region = _countryside_before(here, i)
        return Description(i, i + 1, [Tie("fromPlace", Mentioned(i, i + 1, region), "person/origin")]) if region is not None else None
    of = next(complements(here.reading, here.n, i, reach=6), None)
    if of is None or (plain and not all(generic(here.reading, t) for t in of.nouns)):
        return None
    clan = verb or (noun and here.words[i + 1] in here.cues["tie"]["clan"])  # من أبناء عشيرة …
    tie = {"Place": "fromPlace", "Group": "memberOf" if clan else ""}.get(of.mention.referent.type)
    from_ = ("من",) if word in here.cues["tie"]["displaced"] else ("", "من", "في", "علي", "ب")
    if not tie or of.preposition not in (from_ if verb else ("",)):
        return None
    if any(here.words[t.i] in here.cues["location"]["near"] for t in here.tokens[i + 1 : of.mention.first]):
        return None
    rule = "person/origin" if tie == "fromPlace" else "member/named"
    return Description(i, of.mention.last, [Tie(tie, of.mention, rule)], shared=not token.verb, adjacent=plain)


def _countryside_before(here: Sentential, i: int) -> Referent | None:
    """The countryside that an article named last: what المنطقة, the area, means in من أبناء المنطقة."""
    countryside = here.cues["area"]["countryside"]
    named_before = [
        (place, r)
        for r in here.reading.referents
        for place in r.places
        if r.type == "Place" and not r.unnamed and place < (here.n, i) and key(r.name).split()[0].removeprefix("ال") in countryside
    ]
    return max(named_before, key=lambda found: found[0])[1] if named_before else None
