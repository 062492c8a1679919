"""Where places and built things lie, as the text itself links them: chains (قرية … بريف … شرق …), lists that share what follows,
headings of digests, and the phrases of described things (منازل على أطراف بلدة …)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from kg.fold import key
from kg.graph import Span
from kg.lexicon import Lexicon, noun_stems
from kg.reading import Place, Reading, Referent, heading
from kg.syntax import Token
from kg.tie import MARKS, Complement, Mentioned, RelationDraft, adjective, attached, complements, cover, listed, named

# The mark of a hashtag, which stands before names in posts.
HASH = frozenset({"#"})


def chains(reading: Reading, n: int) -> Iterator[RelationDraft]:
    """A place or site, then in / the countryside of / east of, then the larger place, or the two or more that its noun announces;
    neighbours of the chain only. What stands towards another place (من جهة), or near a built thing, a road or a border, lies where
    that lies."""
    cues, feature = reading.lexicon.cues["location"], reading.lexicon.cues["before"]["feature"]
    things = _things(reading, n)
    waiting: list[Mentioned] = []
    larger: set[int] = set()  # the first tokens of those in which another lies
    for k, (inner, outer) in enumerate(pairwise(things)):
        link = _link(reading, n, inner, outer)
        if link == "towards" or link == "near" and (outer.referent.type == "Site" or _begins(outer, cues["line"] | feature)):
            waiting.append(inner)
            continue
        if link == "in" and not _begins(outer, cues["line"]) and outer.referent.type == "Place" and inner.referent is not outer.referent:
            alone = _begins(inner, cues["long"] | cues["line"])
            for thing in [*waiting, *([] if alone else _list(reading, n, things[: k + 1], larger))]:
                for place in _announced(reading, n, things[k + 1 :]):
                    if _fits(reading.lexicon, thing.referent, place.referent):
                        evidence = cover(reading, n, thing.first, place.last)
                        yield RelationDraft("locatedIn", thing.referent, place.referent, evidence, (n, inner.last), "place/chain")
            larger.add(outer.first)
        waiting = []


def _begins(mention: Mentioned, words: frozenset[str]) -> bool:
    """Whether the name of what is mentioned begins with one of ``words``."""
    return key(mention.referent.name).split()[0] in words


def _things(reading: Reading, n: int) -> list[Mentioned]:
    """The places and sites that sentence ``n`` names, and those that it goes back to by their noun alone (المدينة), in order."""
    one = reading.lexicon.cues["location"]["one"]
    back = [
        Mentioned(t.i, t.i, meant)
        for t in reading.sentences[n].tokens
        if key(t.form).removeprefix("ال") in one and (meant := _meant(reading, (n, t.i))) is not None
    ]
    return sorted([*named(reading, n, "Place", "Site"), *back], key=lambda m: m.first)


def _meant(reading: Reading, place: Place) -> Referent | None:
    """The place that a bare definite noun goes back to: the one that it introduced, or the last governorate for المحافظة."""
    meant = reading.back_reference(place, "Place")
    if meant is not None or place in reading.at or key(reading.token(place).form) != "المحافظه" or reading.has_adjective(place):
        return meant
    told = [
        (at, r)
        for r in reading.referents
        if r.type == "Place" and _governorate(reading.lexicon, r, "governorate")
        for at in r.places
        if at < place
    ]
    return max(told, key=lambda t: t[0])[1] if told else None


def _link(reading: Reading, n: int, inner: Mentioned, outer: Mentioned) -> str:
    """What the words between two places say: ``in``, ``near``, ``towards`` or nothing."""
    cues = reading.lexicon.cues["location"]
    between = reading.sentences[n].tokens[inner.last + 1 : outer.first]
    words = _without_asides(reading, n, between)
    area = reading.lexicon.cues["area"]
    first_word = key(outer.referent.name).split()[0]
    if words in ([], [","]) and first_word in area["compass"] or words == [","] and first_word in area["country"]:
        return "in"  # حلب شمالي سوريا, or a dateline: الحسكة، سوريا
    if not words and first_word in area["country"] and any(t.form == "(" for t in between):
        return "in"  # the dateline حلب (سوريا)
    if not words or len(words) > 7 or not all(_passed(reading.lexicon, w) for w in words):
        return ""
    if "," in words and words.index(",") != len(words) - 1 and words[words.index(",") + 1] not in cues["in"] | cues["belonging"]:
        return ""
    if words[-1] == ",":
        return ""
    if set(words) & cues["near"]:
        return "near"
    if set(words) & cues["towards"]:
        return "towards"
    return "in" if set(words) & (cues["in"] | cues["belonging"]) else ""


def _without_asides(reading: Reading, n: int, between: Sequence[Token]) -> list[str]:
    """The folded words between two places without marks, without what is said of the first itself and without whose the area is; ب by
    itself (بحي) where the tokens do not part it, two directions (شمال وشمال شرق) as one."""
    settlements, compass = reading.lexicon.cues["before"]["place"], reading.lexicon.cues["area"]["compass"]
    kept: list[str] = []
    for word in _without_holder(reading, n, _after_said(reading, n, [t for t in between if t.form not in MARKS | HASH])):
        kept += [word[0], word[1:]] if word.startswith("ب") and word[1:] in settlements else [word]
    return [w for k, w in enumerate(kept) if not (w == "و" and k and kept[k - 1] in compass and {*kept[k + 1 : k + 2]} & compass)]


def _after_said(reading: Reading, n: int, tokens: list[Token]) -> list[Token]:
    """``tokens`` after what they say of the place before them: for whom it is (للنازحين), what it is like (المحتلة), its surroundings
    (ومحيطها)."""
    cues, words = reading.lexicon.cues["location"], reading.sentences[n].keys
    i = 0
    while i + 1 < len(tokens) and tokens[i].form in ("ل", "و" if i else "ل") and words[tokens[i + 1].i] in cues["inhabitants"]:
        i += 2
    linking = cues["in"] | cues["belonging"] | cues["near"]
    while i < len(tokens) and tokens[i].tag in ("DTJJ", "JJ") and words[tokens[i].i] not in linking:
        i += 1
    if i + 2 < len(tokens) and tokens[i].form == "و" and words[tokens[i + 1].i] in cues["around"] and attached(reading, n, tokens[i + 1].i):
        i += 3
    return tokens[i:]


def _without_holder(reading: Reading, n: int, tokens: Sequence[Token]) -> Iterator[str]:
    """The folded words without those that say whose an area is (ضمن مناطق سيطرة …)."""
    cues, words = reading.lexicon.cues["location"], reading.sentences[n].keys
    held = False
    for token, following in zip_longest(tokens, tokens[1:]):
        word = words[token.i]
        if word in cues["held"]:
            held = True
        elif following is not None and words[following.i] in cues["held"] and word in cues["several"]:
            continue
        elif not held or not (
            (n, token.i) in reading.at or token.form == "و" or token.tag == "PRP$" or token.noun and word not in cues["in"]
        ):
            held = False
            yield word


def _passed(lexicon: Lexicon, word: str) -> bool:
    cues = lexicon.cues["location"]
    passed = any(word in cues[name] for name in ("in", "belonging", "near", "towards", "between", "area"))
    return passed or word in MARKS or word == "," or "<before.place>" in lexicon.cue_classes(word)


def _list(reading: Reading, n: int, things: Sequence[Mentioned], larger: set[int]) -> list[Mentioned]:
    """The list that ends with the last of ``things``, built things beside places, in order; it begins after the last place that is
    itself the larger one of another. Of two that something stands between, the last alone."""
    cues = reading.lexicon.cues["location"]
    found = [things[-1]]
    linked = False
    for other in reversed(things[:-1]):
        between = reading.sentences[n].tokens[other.last + 1 : found[-1].first]
        if other.first in larger or _begins(other, cues["long"] | cues["line"] | cues["road"]) or not _joined(reading, n, between):
            break
        linked = linked or any(t.form == "و" for t in between)
        found.append(other)
    return found[::-1] if linked and not _apart(reading, n, found[-1]) else found[:1]


def _apart(reading: Reading, n: int, first: Mentioned) -> bool:
    """Whether the list that begins with ``first`` stands after between (بين مدينة … وبلدة …) and no noun in the dual holds it together."""
    words = reading.sentences[n].keys
    i = first.first - 1
    while i >= 0 and (words[i] in MARKS or _settlement(reading, reading.token((n, i)))):
        if words[i] in reading.lexicon.cues["location"]["several"]:
            return False
        i -= 1
    return i >= 0 and words[i] == "بين"


def _joined(reading: Reading, n: int, between: Sequence[Token]) -> bool:
    """Whether what stands between two places only joins them: و or a comma, generic nouns, marks, the surroundings of the first."""
    if not any(t.form in ("و", ",") for t in between):
        return False
    around = reading.lexicon.cues["location"]["around"]
    return all(
        t.form in MARKS | HASH | {"و", ","}
        or _settlement(reading, t)
        or key(t.form) in around
        or t.joined
        and t.tag in ("PRP", "PRP$")
        and key(reading.token((n, t.i - 1)).form) in around
        for t in between
    )


def _settlement(reading: Reading, token: Token) -> bool:
    """Whether a word is a noun behind which the name of a place stands (بلدة)."""
    return "<before.place>" in reading.lexicon.cue_classes(key(token.form))


def _announced(reading: Reading, n: int, things: Sequence[Mentioned]) -> list[Mentioned]:
    """The first of ``things``, and with it those coordinated to it that its noun in the dual or plural announces (بريفي حلب وإدلب)."""
    first = things[0]
    tokens = reading.sentences[n].tokens
    i = first.first - 1
    while i >= 0 and tokens[i].form in MARKS:
        i -= 1
    head = {key(tokens[i].form) if i >= 0 else "", key(tokens[first.first].form)}
    if not (head | {word.removeprefix("ب") for word in head}) & reading.lexicon.cues["location"]["several"]:
        return [first]
    found = [first]
    for other in things[1:]:
        between = tokens[found[-1].last + 1 : other.first]
        joints = [t.form for t in between if t.form not in MARKS]
        if other.referent.type != "Place" or joints not in (["و"], [","]):
            break
        found.append(other)
    return found


def _fits(lexicon: Lexicon, inner: Referent, outer: Referent) -> bool:
    """Whether one place may lie in another by its name: a governorate lies in a country, a region or, as its city, in a governorate."""
    if not _governorate(lexicon, inner):
        return True
    return _governorate(lexicon, outer) or _across(lexicon, outer) or key(outer.name).split()[0] in lexicon.cues["area"]["compass"]


def _governorate(lexicon: Lexicon, referent: Referent, *kinds: str) -> bool:
    """Whether a place is, by its name, of one of ``kinds``, a governorate or a country unless others are given."""
    return any(p.kind in (kinds or ("governorate", "country")) for p in lexicon.gazetteer.find(key(referent.name)))


def _across(lexicon: Lexicon, referent: Referent) -> bool:
    """Whether a place is, by its name, a desert or a quarter of a country (البادية السورية, الشمال السوري): no governorate holds it."""
    quarter = {w.removeprefix("ال") for w in key(referent.name).split()} & lexicon.cues["area"]["compass"]
    places = [p for p in lexicon.gazetteer.find(key(referent.name)) if p.kind == "desert" or p.kind == "region" and quarter]
    return any((larger := next(lexicon.gazetteer.within(p), None)) is not None and larger.kind == "country" for p in places)


def sections(reading: Reading, known: list[RelationDraft]) -> Iterator[RelationDraft]:
    """In a digest (a text with more than one such heading), the largest places of an item lie in the place that its heading names."""
    inner = {id(d.subject) for d in known}
    found = {n: _heading_places(reading, n, heading(sentence)) for n, sentence in enumerate(reading.sentences)}
    heads = {n: places[0] for n, places in found.items() if len(places) == 1}
    if len({id(h.referent) for h in heads.values()}) < 2:
        return
    outer: Mentioned | None = None
    start = 0
    for n, sentence in enumerate(reading.sentences):
        colon = heading(sentence)
        if n in heads:
            outer, start = heads[n], sentence.start
        if outer is None:
            continue
        for thing in named(reading, n, "Place", "Site"):
            if id(thing.referent) in inner or thing.referent is outer.referent or (colon is not None and thing.last < colon):
                continue
            if _governorate(reading.lexicon, thing.referent) or _across(reading.lexicon, thing.referent):
                continue
            inner.add(id(thing.referent))
            evidence = Span(start, sentence.tokens[thing.last].end)
            yield RelationDraft("locatedIn", thing.referent, outer.referent, evidence, (n, thing.last), "place/heading")


def _heading_places(reading: Reading, n: int, colon: int | None) -> list[Mentioned]:
    return [m for m in named(reading, n, "Place") if m.last < colon] if colon is not None else []


def described(reading: Reading, referent: Referent) -> Iterator[RelationDraft]:
    """The place that the phrase of a described thing gives: its idafa, or what في, على أطراف, وسط and the like introduce; and the named
    one whose surroundings it is."""
    for place in referent.places:
        if place in reading.at or _second(reading, place):
            continue
        if (whose := _surrounded(reading, place)) is not None:
            evidence = cover(reading, place[0], whose.first, place[1] + 1)  # with its pronoun
            yield RelationDraft("locatedIn", referent, whose.referent, evidence, place, "place/described")
            continue
        n, i = place
        found = _places(reading, (n, i + 2) if _first(reading, place) else place)
        for complement in found:
            evidence = cover(reading, n, i, complement.mention.last)
            yield RelationDraft("locatedIn", referent, complement.mention.referent, evidence, place, "place/described")


def _surrounded(reading: Reading, place: Place) -> Mentioned | None:
    """The place or site named right before whose surroundings the noun at ``place`` tells (إدلب وريفها)."""
    n, i = place
    words = reading.sentences[n].keys
    if i < 2 or words[i] not in reading.lexicon.cues["location"]["around"] or attached(reading, n, i) is None or words[i - 1] != "و":
        return None
    return next(
        (m for m in named(reading, n, "Place", "Site") if m.last < i and all(words[j] in MARKS for j in range(m.last + 1, i - 1))), None
    )


def _second(reading: Reading, place: Place) -> bool:
    """Whether the noun at ``place`` only goes with another for the same settlements (قرى وبلدات)."""
    return place[1] > 1 and _first(reading, (place[0], place[1] - 2))


def _first(reading: Reading, place: Place) -> bool:
    """Whether the noun at ``place`` is the first of two for the same settlements."""
    words, several = reading.sentences[place[0]].keys[place[1] :], reading.lexicon.cues["location"]["several"]
    return len(words) > 2 and words[0] in several and words[1] == "و" and words[2] in several


def _places(reading: Reading, place: Place) -> list[Complement]:
    cues, area = reading.lexicon.cues["location"], reading.lexicon.cues["area"]
    n, i = place
    word = key(reading.sentences[n].tokens[i].form)
    definite = word.startswith("ال")
    generic = bool(
        set(noun_stems(word)) & (cues["one"] | cues["several"] | reading.lexicon.cues["before"]["feature"] | area["countryside"])
    )
    if generic and reading.next_named(place) is not None:
        return []  # the generic noun of a name, not a thing of its own
    found: list[Complement] = []
    for complement in complements(reading, n, i):
        if complement.mention.referent.type not in ("Place", "Site"):
            continue
        between = {key(t.form) for t in reading.sentences[n].tokens[i + 1 : complement.mention.first]}
        if between & (cues["near"] | cues["towards"] | cues["apart"]) or complement.lost:
            break
        idafa = not complement.preposition and attached(reading, n, i) is None and not definite and not generic
        idafa = idafa and complement.mention.referent.type == "Place"  # مدرسة (الأمل) is named so
        words = {*complement.preposition.split(), *(key(t.form) for t in complement.nouns)}
        belongs = complement.preposition == "ل" and between & cues["belonging"]
        if generic and not all(_of_area(reading, n, t) for t in reading.sentences[n].tokens[i + 1 : complement.mention.first]):
            break
        compass = key(complement.mention.referent.name).split()[0] in area["compass"]
        if not (idafa or belongs or compass or words & cues["in"]):
            break
        if found and not _same_list(reading, n, found[-1].mention, complement.mention):
            break  # a larger place further on is told of the smaller one
        found.append(complement)
        if words & cues["one"]:
            break
    return found


def _of_area(reading: Reading, n: int, token: Token) -> bool:
    """Whether a word may stand between the noun of an area and where it lies: what it is like, whose it is (مناطق سيطرة النظام في …)."""
    cues = reading.lexicon.cues["location"]
    word = key(token.form)
    said = adjective(token) or token.tag in ("IN", "VN", "DT", "CC", "PRP", "PRP$") or token.form in MARKS
    return said or (n, token.i) in reading.at or _passed(reading.lexicon, word) or word in cues["held"] or word in cues["several"]


def _same_list(reading: Reading, n: int, left: Mentioned, right: Mentioned) -> bool:
    return left in listed(reading, n, right)
