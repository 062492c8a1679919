"""Where places and built things lie, as the text itself links them: chains (قرية … بريف … شرق …), lists that share what follows,
headings of digests, and the phrases of described things (منازل على أطراف بلدة …)."""

from collections.abc import Iterator
from itertools import pairwise

from kg.fold import key
from kg.gazetteer import Place as Gazetted
from kg.graph import Span
from kg.lexicon import Lexicon, noun_stems
from kg.reading import Place, Reading, Referent, heading
from kg.tie import MARKS, Complement, Mentioned, RelationDraft, attached, complements, cover, listed, named


def chains(reading: Reading, n: int) -> Iterator[RelationDraft]:
    """A place or site, then in / the countryside of / east of, then the larger place; neighbours of the chain only. What stands
    near another thing (بالقرب من) lies where that lies."""
    things = named(reading, n, "Place", "Site")
    waiting: list[Mentioned] = []
    for inner, outer in pairwise(things):
        link = _link(reading, n, inner, outer)
        if link == "near":
            waiting.append(inner)
            continue
        if key(inner.referent.name).split()[0] in reading.lexicon.cues["location"]["long"]:
            link = ""
        if link == "in" and outer.referent.type == "Place" and inner.referent is not outer.referent:
            for thing in [*waiting, *listed(reading, n, inner)]:
                if thing is inner or _fits(reading.lexicon, thing.referent, outer.referent):
                    evidence = cover(reading, n, thing.first, outer.last)
                    yield RelationDraft("locatedIn", thing.referent, outer.referent, evidence, (n, inner.last), "place/chain")
        waiting = []


def _link(reading: Reading, n: int, inner: Mentioned, outer: Mentioned) -> str:
    """What the words between two places say: ``in``, ``near`` or nothing."""
    cues = reading.lexicon.cues["location"]
    words = [key(t.form) for t in reading.sentences[n].tokens[inner.last + 1 : outer.first]]
    area = reading.lexicon.cues["area"]
    first_word = key(outer.referent.name).split()[0]
    if words in ([], [","]) and first_word in area["compass"] or words == [","] and first_word in area["country"]:
        return "in"  # حلب شمالي سوريا, or a dateline: الحسكة، سوريا
    if not words or len(words) > 7 or not all(_passed(reading.lexicon, w) for w in words):
        return ""
    if "," in words and words.index(",") != len(words) - 1 and words[words.index(",") + 1] not in cues["in"]:
        return ""
    if words[-1] == ",":
        return ""
    if set(words) & cues["near"]:
        return "near"
    return "in" if set(words) & (cues["in"] | cues["belonging"]) else ""


def _passed(lexicon: Lexicon, word: str) -> bool:
    cues = lexicon.cues["location"]
    passed = any(word in cues[name] for name in ("in", "belonging", "near", "between"))
    return passed or word in MARKS or word == "," or "<before.place>" in lexicon.cue_classes(word)


def _fits(lexicon: Lexicon, inner: Referent, outer: Referent) -> bool:
    """Whether a member of a list may share the larger place of the last one: a governorate does not lie in another's countryside."""
    return not (_governorate(lexicon, inner) and key(outer.name).split()[0] in lexicon.cues["area"]["countryside"])


def _governorate(lexicon: Lexicon, referent: Referent) -> bool:
    found: tuple[Gazetted, ...] = tuple(lexicon.gazetteer.find(key(referent.name)))
    return any(p.kind in ("governorate", "country") for p in found)


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
            if _governorate(reading.lexicon, thing.referent):
                continue
            inner.add(id(thing.referent))
            evidence = Span(start, sentence.tokens[thing.last].end)
            yield RelationDraft("locatedIn", thing.referent, outer.referent, evidence, (n, thing.last), "place/heading")


def _heading_places(reading: Reading, n: int, colon: int | None) -> list[Mentioned]:
    return [m for m in named(reading, n, "Place") if m.last < colon] if colon is not None else []


def described(reading: Reading, referent: Referent) -> Iterator[RelationDraft]:
    """The place that the phrase of a described thing gives: its idafa, or what في, على أطراف, وسط and the like introduce."""
    for place in referent.places:
        if place in reading.at:
            continue
        for complement in _places(reading, place):
            evidence = cover(reading, place[0], place[1], complement.mention.last)
            yield RelationDraft("locatedIn", referent, complement.mention.referent, evidence, place, "place/described")


def _places(reading: Reading, place: Place) -> list[Complement]:
    cues = reading.lexicon.cues["location"]
    n, i = place
    word = key(reading.sentences[n].tokens[i].form)
    definite = word.startswith("ال")
    generic = cues["one"] | cues["several"] | reading.lexicon.cues["before"]["feature"] | reading.lexicon.cues["area"]["countryside"]
    if set(noun_stems(word)) & generic:
        return []  # the generic noun of a name, not a thing of its own
    found: list[Complement] = []
    for complement in complements(reading, n, i):
        if complement.mention.referent.type not in ("Place", "Site"):
            continue
        between = {key(t.form) for t in reading.sentences[n].tokens[i + 1 : complement.mention.first]}
        if between & (cues["near"] | cues["apart"]) or complement.lost:
            break
        idafa = not complement.preposition and attached(reading, n, i) is None and not definite
        words = {*complement.preposition.split(), *(key(t.form) for t in complement.nouns)}
        belongs = complement.preposition == "ل" and between & cues["belonging"]
        if not (idafa or belongs or words & cues["in"]):
            break
        if found and not _same_list(reading, n, found[-1].mention, complement.mention):
            break  # a larger place further on is told of the smaller one
        found.append(complement)
        if words & cues["one"]:
            break
    return found


def _same_list(reading: Reading, n: int, left: Mentioned, right: Mentioned) -> bool:
    return left in listed(reading, n, right)
