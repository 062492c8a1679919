"""The reading of one article while it is made: sentences, who and what they speak of, and where.

A *referent* is an entity in the making. Named mentions are gathered into referents by rules that would rather leave two apart
than join two people (``same_person``); nominal mentions are added where a claim needs them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from kg.fold import INVISIBLE, key
from kg.graph import Article, Mention, Span
from kg.lexicon import Group, Lexicon, listed, noun_stems
from kg.naming import NamedMention, before
from kg.phrase import Match
from kg.quantity import count_of, number
from kg.syntax import Sentence, Token

Place = tuple[int, int]  # (sentence, token): where something stands


@dataclass(slots=True, eq=False)
class Referent:
    """An entity in the making; ``mentions`` in order of the text. ``heads`` are the folded head nouns of its nominal mentions,
    ``introduced`` the titles and generic nouns, without article, that stand before its names; ``aliases`` what else it is called."""

    type: str
    name: str
    mentions: list[Mention] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    unnamed: bool = False
    count: tuple[int, int | None] | None = None
    identifier: str | None = None
    coordinates: tuple[float, float] | None = None
    heads: set[str] = field(default_factory=set)
    introduced: set[str] = field(default_factory=set)
    aliases: list[str] = field(default_factory=list)

    _known: set[Mention] = field(default_factory=set, repr=False)
    _begins: set[Place] = field(default_factory=set, repr=False)

    def add(self, mention: Mention, place: Place) -> None:
        if mention not in self._known:
            self._known.add(mention)
            self._begins.add(place)
            self.mentions.append(mention)
            self.places.append(place)

    def begins_at(self, place: Place) -> bool:
        """Whether a mention begins at the token at ``place``."""
        return place in self._begins


# Generic nouns that stand before the name of a place and are read as that place.
TRANSPARENT = listed("noun", "transparent")
# Nouns that count or pick out of a set: the set is under them.
PICKING = listed("noun", "picking")
# The numeral two, which is a noun to the tagger.
TWO = frozenset(map(key, ("اثنان", "اثنين", "اثنتان", "اثنتين")))
# People at large.
PUBLIC = listed("ownership", "public")
# Great numbers that stand for the people counted, where nobody is named under them.
CROWDS = listed("noun", "crowds")
# Arms of a force that are the weapon where something is done with them.
WEAPONS = listed("noun", "weapons")
# Words of charges, with which no name begins.
CHARGES = frozenset().union(*(listed("alleged", kind) for kind in ("memberOf", "contactWith", "affiliatedWith")))
# Doers that are their group (عناصر قسد did: قسد did).
ARMS = listed("noun", "arms")


def another_party(sentence: Sentence, token: Token) -> bool:
    """Whether a common noun is an argument of a verb before it, and not its first."""
    verb = sentence.head(token.i)
    return token.noun and token.label in ("arg2", "arg3") and verb is not None and verb.verb and verb.i < token.i


def numeral(token: Token) -> bool:
    """Whether a token is a numeral; اثنان (two) is tagged as a noun."""
    return token.tag == "CD" or key(token.form) in TWO


class Reading:
    """Sentences of an article with their named referents; grows nominal ones on demand."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
        self.article, self.sentences, self.lexicon = article, sentences, lexicon
        self.referents: list[Referent] = []
        self.at: dict[Place, Referent] = {}  # every token of a named mention
        self.heads: dict[Place, Referent] = {}  # head token of a nominal mention
        # (sentence, id of a referent): places that a more specific place of the same sentence lies in
        self.outer: set[tuple[int, int]] = set()
        # noun → the named people whom events made such (قتيل: who was killed), with the place of the event
        self.victims: dict[str, list[tuple[Place, Referent]]] = {}
        self._here: dict[int, list[tuple[Place, Referent]]] = {}  # sentence → its mentions, until one is added
        self.groups: dict[int, dict[int, Match[list[Group]]]] = {}
        for n, sentence in enumerate(sentences):
            self.groups[n] = {m.first: m for m in lexicon.group_phrases.longest(sentence)}

    # names

    def read_names(self, mentions: Iterable[NamedMention]) -> None:
        """Gathers named mentions into referents."""
        for found in mentions:
            mention = self._without_charge(found)
            if mention is None:
                continue
            sentence = self.sentences[mention.sentence]
            if mention.type == "Place" and self._kin_with_pronoun(mention):
                continue
            first, last = sentence.tokens[mention.first], sentence.tokens[mention.last]
            span = Span(first.start, last.end)
            name = written_name(sentence, mention.first, mention.last)
            referent = self._known(mention, name) or self._new(mention, name)
            referent.add(Mention(span), (mention.sentence, mention.first))
            if mention.type == "Person" and name not in referent.aliases and len(name.split()) > len(referent.name.split()):
                referent.name = name
            j = before(sentence, mention.first)
            if j >= 0 and self.lexicon.cue_classes(key(sentence.tokens[j].form)):
                referent.introduced.add(key(sentence.tokens[j].form).removeprefix("ال"))
            for i in range(mention.first, mention.last + 1):
                self.at[mention.sentence, i] = referent
            self._here.pop(mention.sentence, None)

    def _without_charge(self, mention: NamedMention) -> NamedMention | None:
        """A mention that begins with the words of a charge (بتهمة «التخابر مع الاحتلال التركي») without them: what is left is the group
        of the lexicon in it, or nothing."""
        if mention.type != "Group" or key(self.sentences[mention.sentence].tokens[mention.first].form) not in CHARGES:
            return mention
        group = next((m for m in self.groups[mention.sentence].values() if mention.first < m.first and m.last <= mention.last), None)
        return replace(mention, first=group.first, last=group.last) if group is not None else None

    def _kin_with_pronoun(self, mention: NamedMention) -> bool:
        """His grandfather is written like Jeddah (جده)."""
        tokens = self.sentences[mention.sentence].tokens
        first, last = tokens[mention.first], tokens[mention.last]
        return key(first.form) in self.lexicon.kin and last.i == first.i + 1 and last.joined and last.tag == "PRP$"

    def _new(self, mention: NamedMention, name: str) -> Referent:
        referent = Referent(mention.type, name)
        group = self._group(mention)
        if mention.type == "Group" and group:
            referent.identifier, referent.name = f"group/{group.id}", group.name
        self.referents.append(referent)
        return referent

    def _group(self, mention: NamedMention) -> Group | None:
        for first in range(mention.first, mention.last + 1):
            match = self.groups[mention.sentence].get(first)
            if match and match.first <= mention.first + 1 and match.last >= mention.last:
                return match.value[0]
        return None

    def _known(self, mention: NamedMention, name: str) -> Referent | None:
        folded = key(name)
        candidates = [r for r in reversed(self.referents) if r.type == mention.type]
        if mention.type == "Person":
            if (other := self._alias(mention, candidates)) is not None:
                other.aliases.append(name)
                return other
            return same_person(folded, candidates)
        if mention.type == "Group":
            group = self._group(mention)
            if group:
                return next((r for r in candidates if r.identifier == f"group/{group.id}"), None)
            bare = _bare(folded)
            exact = next(
                (r for r in candidates if _bare(key(r.name)) == bare or any(_bare(key(self.text(m.span))) == bare for m in r.mentions)),
                None,
            )
            return exact or self._abbreviation(mention, candidates) or _back_reference(folded, candidates)
        if mention.type == "Place":
            section = self.section(mention.sentence) if folded.startswith(("الريف ", "ريف ال")) and len(folded.split()) < 4 else None
            for r in candidates:
                if place_key(r.name) == place_key(name) and (section is None or section == self.section(r.places[0][0])):
                    return r
            return None
        return next((r for r in candidates if key(r.name) == folded or folded in key(r.name).split(" ", 1)), None)

    def _abbreviation(self, mention: NamedMention, candidates: list[Referent]) -> Referent | None:
        """A group in brackets or quotes right after another is its short name."""
        sentence = self.sentences[mention.sentence]
        if mention.first < 2 or sentence.tokens[mention.first - 1].form not in {"(", '"'}:
            return None
        j = before(sentence, mention.first)
        while j >= 0 and sentence.tokens[j].form in {'"', ")"}:
            j -= 1
        near = self.at.get((mention.sentence, j))
        return near if near in candidates else None

    def _alias(self, mention: NamedMention, candidates: list[Referent]) -> Referent | None:
        """The person whose other name this is: after المعروف بـ, الملقب بـ and the like, or a kunya right after the name, in quotation
        marks or brackets or without."""
        sentence = self.sentences[mention.sentence]
        tokens, alias = sentence.tokens, self.lexicon.cues["back"]["alias"]
        passed = {'"', ")"}
        j = before(sentence, mention.first)
        while j >= 0 and (tokens[j].form == "ب" or key(tokens[j].form) in self.lexicon.cues["back"]["by_name"]):
            j -= 1
        real = self.lexicon.cues["back"]["real"]
        if j > 2 and key(tokens[j].form) in real and tokens[j - 1].joined:  # واسمه الحقيقي
            j -= 3 + (tokens[j - 3].form == "و")
            passed.add(",")
        elif j >= 0 and key(tokens[j].form) in alias:
            j -= 1
            passed.add(",")
        elif "<before.kunya>" not in self.lexicon.cue_classes(key(tokens[mention.first].form)):
            return None
        while j >= 0 and tokens[j].form in passed:
            j -= 1
        near = self.at.get((mention.sentence, j))
        return near if near in candidates else None

    def section(self, sentence: int) -> int:
        """Number of the heading that a sentence stands under; 0 before the first."""
        return self._sections[sentence]

    @cached_property
    def _sections(self) -> list[int]:
        return list(accumulate(heading(s) is not None for s in self.sentences))

    # text and tokens

    def text(self, span: Span) -> str:
        return span.of(self.article.text)

    def token(self, place: Place) -> Token:
        return self.sentences[place[0]].tokens[place[1]]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that a code point of the text belongs to: the last that begins at it or before."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def span(self, place: Place) -> Span:
        """The span of a word with its attached pronoun, without its conjunction and preposition."""
        sentence = self.sentences[place[0]]
        token = sentence.tokens[place[1]]
        end = token.end
        if place[1] + 1 < len(sentence.tokens):
            following = sentence.tokens[place[1] + 1]
            if following.joined and following.tag in ("PRP$", "PRP"):
                end = following.end
        return Span(token.start, end)

    def has_pronoun(self, place: Place) -> bool:
        """Whether a pronoun is attached to the word at ``place``."""
        tokens = self.sentences[place[0]].tokens
        return place[1] + 1 < len(tokens) and tokens[place[1] + 1].tag in ("PRP$", "PRP") and tokens[place[1] + 1].joined

    def has_adjective(self, place: Place) -> bool:
        """Whether an adjective that is no name follows the word at ``place``."""
        after = (place[0], place[1] + 1)
        tokens = self.sentences[place[0]].tokens
        return after[1] < len(tokens) and tokens[after[1]].tag in ("DTJJ", "JJ") and after not in self.at

    def inside_name(self, place: Place) -> bool:
        return place in self.at

    # fillers

    def fillers(self, place: Place, *, doer: bool = False, depth: int = 0) -> list[Referent]:
        """The referents that the noun phrase at ``place`` speaks of: a name, a name behind a generic noun, a counted or
        described set, a coordination of these. With ``doer``, the arm of a group is the group."""
        sentence = self.sentences[place[0]]
        found = self._own(place, doer, depth)
        if depth < 8:
            last = place[1]
            named = self.at.get(place)
            head = self._name_tokens(place) if named else {place[1]}
            for i in sorted(head):
                for child in sentence.children(i, "conj"):
                    if child.i > last and (child.noun or child.tag in ("CD", "JJ", "ADJ_NUM", "DTJJ") or (place[0], child.i) in self.at):
                        extra = self.fillers((place[0], child.i), doer=doer, depth=depth + 1)
                        found += [
                            r
                            for r in extra
                            if r not in found
                            and (
                                not found
                                or r.type == found[0].type
                                or {r.type, found[0].type} <= {"Person", "Group"}
                                or {r.type, found[0].type} <= {"Place", "Site", "Object"}
                            )
                        ]
        return found

    def _name_tokens(self, place: Place) -> set[int]:
        referent = self.at[place]
        tokens = set()
        for step in (1, -1):
            i = place[1]
            while self.at.get((place[0], i)) is referent:
                tokens.add(i)
                i += step
        return tokens

    def _own(self, place: Place, doer: bool, depth: int) -> list[Referent]:
        if place in self.at:
            return [self.at[place]]
        sentence = self.sentences[place[0]]
        token = sentence.tokens[place[1]]
        word = key(token.form)
        stems = set(noun_stems(word))
        if depth > 8:
            return []
        below = [c for c in sentence.children(token.i, "poss", "nmod:prep", "appos", "flat", "arg1", "nummod") if c.i > token.i]
        below += [c for c in sentence.children(token.i, "amod") if numeral(token) and self.lexicon.nominal_type(key(c.form)) == "Person"]
        if word == "ما" and [key(t.form) for t in sentence.tokens[token.i + 1 : token.i + 4]] in (
            ["لا", "يقل", "عن"],
            ["يزيد", "عن"],
            ["يزيد", "علي"],
        ):
            number = next((t for t in sentence.tokens[token.i + 3 : token.i + 6] if t.tag == "CD"), None)
            return self.fillers((place[0], number.i), doer=doer, depth=depth + 1) if number else []
        if token.tag in ("JJ", "DTJJ") and word in self.lexicon.nationalities:
            return [self.state(place, self.lexicon.nationalities[word])]
        if token.tag in ("PRP", "PRP$"):
            antecedent = self.antecedent(place)
            return [antecedent] if antecedent else []
        named_next = self.next_named(place) if stems & TRANSPARENT else None
        if named_next is not None:
            return self.fillers(named_next, doer=doer, depth=depth + 1)
        if numeral(token) or stems & PICKING or token.tag in ("NOUN_QUANT", "ADJ_NUM"):
            for child in below:
                if child.label == "nmod:prep" and sentence.case(child.i) not in ("من", "عن"):
                    continue
                words = numeral(token) and not any(c.isdigit() for c in word)
                of = self.at.get((place[0], child.i))
                next_to = child.i - token.i < 4 and sentence.tokens[token.i + 1].form == "من"
                group = of.type == "Group" if of is not None else self.lexicon.nominal_type(key(child.form)) == "Group"
                whole = of is not None and words or not doer and numeral(token) and next_to and group
                apart = child.label == "nmod:prep" and (whole or words and child.tag == "PRP")
                if apart:  # عشرة منهم, سبعة من المهاجرين, 5 من قسد: the numeral itself names the ones that are meant
                    return [self.nominal(place, "Person")]
                if inner := self.fillers((place[0], child.i), doer=doer, depth=depth + 1):
                    return inner
            if self.counts_people(place) and not any(c.label in ("poss", "nummod") for c in below):
                return [self.nominal(place, "Person")]
            if numeral(token) or not (kind := self.lexicon.nominal_type(word)) or kind != "Person":
                return []
        if doer and stems & ARMS:
            for child in sentence.children(token.i, "amod", "acl"):
                if key(child.form).removeprefix("ال").startswith("تابع"):
                    below += sentence.children(child.i, "obl", "nmod:prep")
        if stems & TRANSPARENT or (doer and stems & ARMS):
            for child in below:
                prep = sentence.case(child.i)
                if prep and stems & TRANSPARENT and self._described(place):
                    continue  # الأحياء السكنية في المدينة: those quarters, not the town
                if prep and prep not in (("ل", "من", "في", "ب") if doer else ("من", "في", "ب")):
                    continue
                inner = self.fillers((place[0], child.i), doer=doer, depth=depth + 1)
                wanted = ("Group",) if doer and not stems & TRANSPARENT else ("Place", "Site")
                if inner and inner[0].type in wanted:
                    return inner
        for child in sentence.children(token.i, "appos", "flat"):
            named = self.at.get((place[0], child.i))
            of_people = self.lexicon.nominal_type(word) == "Person" or word in self.lexicon.nationalities  # السوري فلان
            if named and named.type == "Person" and of_people and 0 < child.i - token.i < 10:
                return self.fillers((place[0], child.i), doer=doer, depth=depth + 1)
        if "<before.person>" in self.lexicon.cue_classes(word) or "<office.titles>" in self.lexicon.cue_classes(word):
            named_after = self._named_after(place)
            if named_after:
                return named_after
        kind = self.kind_at(place)
        return [self.nominal(place, kind)] if kind and not token.verb else []

    def kind_at(self, place: Place) -> str | None:
        """The type of entity that the noun at ``place`` names where it stands: the arm with which something is done (بالمدفعية) is a
        weapon; where a thing comes from (القصف مصدره, its source) is nobody who speaks, and August (آب) no father."""
        word = self.sentences[place[0]].keys[place[1]]
        if word == "مصدر" and self.has_pronoun(place) or word == "اب" and self.text(self.span(place)).startswith("آ"):
            return None
        if not WEAPONS.isdisjoint(noun_stems(word)) and self._wielded(place):
            return "Object"
        return self.lexicon.nominal_type(word)

    def _wielded(self, place: Place) -> bool:
        """Whether something is done with what stands at ``place``, itself or in a row of weapons."""
        sentence, token = self.sentences[place[0]], self.token(place)
        before = sentence.keys[place[1] - 1] if place[1] else ""
        if before in ("ب", "بواسطه") or sentence.case(token.i) == "ب":
            return True
        head = sentence.head(token.i)
        return (
            head is not None
            and head.i < token.i
            and token.label == "conj"
            and before == "و"
            and (self.lexicon.nominal_type(sentence.keys[head.i]) == "Object" or self._wielded((place[0], head.i)))
        )

    def counts_people(self, place: Place) -> bool:
        """Whether a numeral may stand for the people that it counts: one in words; digits or a great number right after a word of
        what was done to people (إصابة 11, مقتل العشرات)."""
        sentence, i = self.sentences[place[0]], place[1]
        token, word = sentence.tokens[i], sentence.keys[i]
        if word in TWO and i and self.lexicon.nominal_type(sentence.keys[i - 1]) is not None:
            return False  # مدنيان اثنان
        digits = numeral(token) and any(c.isdigit() for c in word)
        if not digits and word not in CROWDS:
            return (numeral(token) or token.tag == "ADJ_NUM") and not word.startswith("ال")
        while i > 0 and (sentence.keys[i - 1] in PICKING or sentence.tokens[i - 1].tag == "IN"):
            i -= 1
        done = i > 0 and not {sentence.keys[i - 1], key(sentence.tokens[i - 1].lemma)}.isdisjoint(self.lexicon.done_to_people)
        return done and not (digits and (number(word) is None or self._measures(place)))

    def _measures(self, place: Place) -> bool:
        """Whether a noun follows the number at ``place``, which counts that."""
        tokens, i = self.sentences[place[0]].tokens, place[1] + 1
        among = self.lexicon.cues["member"]["among"]
        return (
            i < len(tokens)
            and (tokens[i].noun or tokens[i].tag == "CD" or tokens[i].form in {"-", "/", "%"})
            and key(tokens[i].form) not in among
        )

    def _described(self, place: Place) -> bool:
        """Whether the noun at ``place`` is told apart by itself, by its article or an adjective."""
        return self.sentences[place[0]].keys[place[1]].startswith("ال") or self.has_adjective(place)

    def completes_compound(self, place: Place) -> bool:
        """Whether the word at ``place`` is the second of a compound (الهاون in قذائف الهاون)."""
        words = self.sentences[place[0]].keys
        return place[1] > 0 and words[place[1]] in self.lexicon.compounds.get(words[place[1] - 1], frozenset())

    def next_named(self, place: Place) -> Place | None:
        """Where the place stands that is named right after a generic noun (قرية “الزر”), or after several (بلدات وقرى دير الزور);
        quotation marks are passed over."""
        sentence = self.sentences[place[0]]
        i = place[1] + 1
        while (
            i + 1 < len(sentence.tokens) and sentence.tokens[i].form == "و" and not TRANSPARENT.isdisjoint(noun_stems(sentence.keys[i + 1]))
        ):
            i += 2
            place = (place[0], i - 1)
        while i < len(sentence.tokens) and sentence.tokens[i].form in ('"', "(") and i - place[1] < 3:
            i += 1
        referent = self.at.get((place[0], i))
        return (place[0], i) if referent is not None and referent.type in ("Place", "Site") else None

    def state(self, place: Place, group: Group) -> Referent:
        """The state that an adjective of nationality means: the one named in the article, else the adjective is its mention."""
        identifier = f"group/{group.id}"
        known = next((r for r in self.referents if r.type == "Group" and r.identifier == identifier), None)
        if known is not None:
            return known
        made = self.nominal(place, "Group")
        made.identifier = identifier
        return made

    def _named_after(self, place: Place, reach: int = 8) -> list[Referent]:
        """The people named after a title: القيادي في التنظيم نادر الصالح, القياديان في التنظيم نادر الصالح وكريم الصالح."""
        sentence = self.sentences[place[0]]
        found: list[Referent] = []
        for token in sentence.tokens[place[1] + 1 :]:
            referent = self.at.get((place[0], token.i))
            if referent is not None and referent.type == "Person":
                found += [referent] if referent not in found else []
            elif (
                found
                and token.form not in ("و", '"', "(")
                or not found
                and (token.verb or token.form in {",", ".", ";"} or token.tag == "CC" or token.i >= place[1] + reach)
                or another_party(sentence, token)  # أقال وزير الداخلية قائد الشرطة فلاناً: the minister dismissed the chief of police
            ):
                break
        return found

    def nominal(self, place: Place, kind: str) -> Referent:
        """The referent of a described entity whose head noun stands at ``place``; an earlier one where the noun is definite
        and the article has spoken of such a one before."""
        if place in self.heads:
            return self.heads[place]
        sentence = self.sentences[place[0]]
        token = sentence.tokens[place[1]]
        span = self.span(place)
        word = key(token.form)
        stem = list(noun_stems(word))
        referent = self.back_reference(place, kind)
        if (
            referent is None
            and word.startswith("ال")
            and token.tag.startswith("DT")
            and not list(sentence.children(token.i, "poss", "nmod:prep", "acl"))
        ):
            one = not word.endswith(("ين", "ون", "ان", "ات"))  # المنزل is not the منزلين before
            known = [
                r
                for r in self.referents
                if r.unnamed and r.type == kind and r.places[-1] < place and r.heads & set(stem) and not (one and r.count == (2, 2))
            ]
            if word.endswith(("ين", "ون")):
                known = [r for r in known if (r.count or (2, None))[0] > 1 and key(r.name).endswith(("ين", "ون", "ان"))]
            if word in PUBLIC and not self.has_adjective(place):
                # المدنيين, civilians at large, are no counted few, and the same wherever they are told of; عدد من المدنيين are some
                known = [r for r in self.referents if r.unnamed and r.type == kind and r.heads & set(stem) and r.count is None]
                known = [r for r in known if key(r.name).startswith("ال") and all(self._picked(p) == self._picked(place) for p in r.places)]
            if self._at_large(place):
                known = [r for r in known if r.count is None and r.name.startswith("ال")]
            referent = known[-1] if known else None
        if referent is None:
            name = self.text(span)
            if token.form.startswith("ال") and name.startswith("ل") and not name.startswith("لل"):
                name = "ا" + name  # للمصادر: the article that لل hides
            referent = Referent(kind, name, unnamed=True, count=count_of(sentence, token.i))
            self.referents.append(referent)
        referent.heads.update(stem)
        referent.add(Mention(self._compound(place, span), "nominal"), place)
        self.describe(place, referent)
        return referent

    def _picked(self, place: Place) -> bool:
        """Whether the noun at ``place`` is told of in part (عدد من المدنيين, عشرات المدنيين)."""
        words, i = self.sentences[place[0]].keys, place[1]
        i -= i > 1 and words[i - 1] == "من"
        return i > 0 and not PICKING.isdisjoint(noun_stems(words[i - 1]))

    def _at_large(self, place: Place) -> bool:
        """Whether the people at ``place`` are people at large to whom things belong (منازل المدنيين), not some whom events told of."""
        n, i = place
        words = self.sentences[n].keys
        thing = i - 2 if i > 1 and words[i - 1] == "ل" else i - 1
        return thing >= 0 and words[i] in PUBLIC and self.lexicon.nominal_type(words[thing]) in ("Site", "Object")

    def describe(self, place: Place, referent: Referent) -> None:
        """Makes the noun at ``place`` the head of a description of ``referent``."""
        self.heads[place] = referent
        self._here.pop(place[0], None)

    def _compound(self, place: Place, span: Span) -> Span:
        sentence = self.sentences[place[0]]
        following = self.lexicon.compounds.get(key(sentence.tokens[place[1]].form), frozenset())
        if place[1] + 1 < len(sentence.tokens) and key(sentence.tokens[place[1] + 1].form) in following:
            return Span(span.start, sentence.tokens[place[1] + 1].end)
        return span

    # pronouns

    def antecedent(self, place: Place, types: Sequence[str] = (), named: bool = False) -> Referent | None:
        """The likeliest referent of an attached pronoun, of one of ``types`` if given, with ``named`` only a named one: the nearest
        before it, in its sentence or the one before, that agrees in number and gender, subjects of verbs first."""
        form = self.token(place).form
        if not types and place[1] and key(self.token((place[0], place[1] - 1)).lemma) in self.lexicon.done_to_people:
            person = self.antecedent(place, ("Person",), named)  # اعتقاله is of him who was arrested
            if person is not None:
                return person
        for n in (place[0], place[0] - 1):
            if n < 0:
                break
            found = [
                (self._prominence(p), p, r)
                for p, r in self.mentions_in(n)
                if (n < place[0] or p[1] < place[1] - 1)
                and self.agrees(form, r)
                and (not types or r.type in types)
                and not (named and r.unnamed)
                and not self._predicate(p)
            ]
            if found:
                return max(found, key=lambda f: (f[0], f[1]))[2]
        return None

    def _predicate(self, place: Place) -> bool:
        """Whether a described noun only says what somebody was (كان قائداً)."""
        token, head = self.token(place), self.sentences[place[0]].head(place[1])
        if place not in self.heads or head is None or head.i > token.i or key(head.lemma) != "كان":
            return False
        return token.label in ("arg1", "arg2", "comp") and token.form.endswith("ا")

    def agrees(self, pronoun: str, referent: Referent) -> bool:
        """Whether an attached pronoun (ه ها هم هما) can mean ``referent``, by the number and gender of its words or given name."""
        word = key(referent.name).split()[0]
        plural = (referent.count is not None and referent.count[0] > 1) or bool(_PLURAL.match(word.removeprefix("ال")))
        if referent.type == "Person" and not referent.unnamed:
            gender = "f" if word == "ام" else self.lexicon.names.gender(word)
            return pronoun in ("هم", "هما") or (pronoun == "ه" and gender != "f") or (pronoun == "ها" and gender != "m")
        feminine = word.endswith(("ه", "ات")) or word in _FEMININE
        if pronoun == "هما":
            return referent.count == (2, 2) or not plural
        if pronoun in ("هم", "هن"):
            return (referent.type == "Person" and (plural or referent.unnamed)) or referent.type == "Group"
        if pronoun == "ها":
            return referent.type != "Object" and (feminine or referent.type in ("Group", "Place") or (plural and referent.type != "Person"))
        return pronoun == "ه" and not feminine and not plural

    def back_reference(self, place: Place, kind: str) -> Referent | None:
        """The named referent that a bare definite noun goes back to: the one that this noun introduced (بلدة سرجة … البلدة, الطفل
        سامر … الطفل) or that is named by it (لواء الفجر … اللواء). Of places the last such, of others only if there is but one;
        a definite person without such an introduction is the one person that the article has named so far."""
        n, i = place
        tokens = self.sentences[n].tokens
        word = key(tokens[i].form)
        if place in self.at or not word.startswith("ال") or tokens[i].verb or len(word) < 5:
            return None
        if self.has_adjective(place) or i + 1 < len(tokens) and self._begins_name(n, i + 1, kind):
            return None
        stem = word.removeprefix("ال")
        known = [r for r in self.referents if r.type == kind and not r.unnamed and r.places and r.places[0] < place]
        introduced = [r for r in known if stem in r.introduced or (kind in ("Group", "Site") and key(r.name).split()[0] == stem)]
        if kind == "Place" and introduced:
            return max(introduced, key=lambda r: max(p for p in r.places if p < place))
        if len(introduced) == 1:
            return introduced[0]
        if kind == "Person" and (told := {id(r): r for at, r in self.victims.get(stem, ()) if at < place}):
            return next(iter(told.values())) if len(told) == 1 else None
        if kind == "Person" and len(known) == 1 and not introduced and stem in self.lexicon.cues["back"]["person"]:
            return known[0]
        return None

    def _begins_name(self, n: int, i: int, kind: str) -> bool:
        """Whether a name of something of ``kind`` begins at token ``i`` or behind quotation marks there."""
        tokens = self.sentences[n].tokens
        while i < len(tokens) and tokens[i].form in {'"', "(", ":"}:
            i += 1
        return (n, i) in self.at and self.at[n, i].type == kind

    def _prominence(self, place: Place) -> int:
        return self.sentences[place[0]].tokens[place[1]].label in ("arg1", "nsubj")

    def mentions_in(self, n: int) -> Sequence[tuple[Place, Referent]]:
        """(place, referent) of the first token of every mention in sentence ``n``, in order."""
        found = self._here.get(n)
        if found is None:
            found, before = [], None
            for i in range(len(self.sentences[n].tokens)):
                named = self.at.get((n, i))
                referent = named or self.heads.get((n, i))
                if referent and (before is None or before is not referent):
                    found.append(((n, i), referent))
                before = named
            self._here[n] = found
        return found


_BEFORE_A_LINE = " \t" + "".join(sorted(INVISIBLE))


def heading(sentence: Sentence) -> int | None:
    """The index of the colon that ends the heading with which a sentence opens a line (إدلب:, وفي درعا:- قتل …); None without one."""
    if sentence.text[: sentence.start].rstrip(_BEFORE_A_LINE)[-1:] not in ("", "\n", "\r"):
        return None
    for token in sentence.tokens[:8]:
        if token.form.startswith(":"):
            return token.i or None
        if (token.verb and token.i) or token.form in {",", ".", ";"}:
            return None
    return None


def written_name(sentence: Sentence, first: int, last: int) -> str:
    """A name as it would stand by itself: raw text, with the article that لل hides."""
    tokens = sentence.tokens
    raw = sentence.text[tokens[first].start : tokens[last].end]
    if tokens[first].form.startswith("ال") and not key(raw).startswith("ال") and raw.startswith("ل"):
        return "ا" + raw
    return raw


def _bare(folded: str) -> str:
    return folded.replace('"', "").removeprefix("ال").strip()


_DIRECTIONS = {key(w) for w in "الشرقي الغربي الشمالي الجنوبي الشرقية الغربية الشمالية الجنوبية الأوسط".split()}


def place_key(name: str) -> str:
    """One key for the spellings of a place: space apart (ديرالزور), and both orders of a governorate's countryside
    (ريف دير الزور الشرقي, الريف الشرقي لدير الزور)."""
    words = key(name).replace("سوريه", "سوريا").split()
    if words and words[0] in ("ريف", "الريف"):
        directions = [w for w in words[1:] if w in _DIRECTIONS]
        rest = "".join(w for w in words[1:] if w not in _DIRECTIONS)
        return "ريف " + rest.removeprefix("ل") + " " + " ".join(directions)
    return "".join(words)


def same_person(folded: str, candidates: Sequence[Referent]) -> Referent | None:
    """The one earlier person whom a name can mean: the same name or alias, or a short form (given name, family name, kunya) that
    fits exactly one fuller name. Different full names are different people, whatever they share."""
    words = _name_words(folded)
    names = {id(r): _name_words(key(r.name)) for r in candidates}
    aliases = {id(r): [_name_words(key(alias)) for alias in r.aliases] for r in candidates}
    exact = [r for r in candidates if names[id(r)] == words or words in aliases[id(r)]]
    if exact:
        return exact[0]
    fits = [r for r in candidates if any(_short_form(words, known) for known in (names[id(r)], *aliases[id(r)]))]
    if (
        len(fits) == 1
        and len(names[id(fits[0])]) < len(words)
        and any(r is not fits[0] and names[id(r)][0] == words[0] for r in candidates)
    ):
        return None  # the bare given name before may have been another's
    return fits[0] if len(fits) == 1 else None


def _name_words(folded: str) -> list[str]:
    """The words of a name, its kunya in the nominative whatever its case is in the sentence (أبا جابر, أبي جابر)."""
    words = folded.replace('"', "").split()
    return ["ابو", *words[1:]] if len(words) > 1 and words[0] in ("ابا", "ابي") else words


def _short_form(words: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one of two names is a short form of the other: its first words, the family name alone, or first and last names
    without some between. The last words without the first are no short form: they are the father's name."""
    if len(words) > len(other):
        return len(other) == 1 and words[0] == other[0]
    if len(words) == len(other):
        return False
    begins = list(other[: len(words)]) == list(words)
    return begins or (len(words) == 1 and other[-1] == words[0]) or (len(words) > 1 and words[0] == other[0] and _ordered(words, other))


def _ordered(words: Sequence[str], other: Sequence[str]) -> bool:
    rest = iter(other)
    return all(word in rest for word in words)


def _back_reference(folded: str, candidates: Sequence[Referent]) -> Referent | None:
    """اللواء after لواء الفجر: one definite word that is the head of exactly one earlier group."""
    words = folded.split()
    if len(words) != 1 or not folded.startswith("ال"):
        return None
    fits = [r for r in candidates if key(r.name).split()[0] == folded[2:]]
    return fits[0] if len(fits) == 1 else None


_PLURAL = re.compile(r"^(عناصر|مدني|مسلح|مقاتل|اهالي|سكان|نساء|اطفال|شبان|جنود)")
_FEMININE = frozenset(map(key, "قسد روسيا تركيا قوات فصائل القوات إيران إسرائيل".split()))
