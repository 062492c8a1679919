"""Texts with their names marked, so that a test of what is made of names does not hang on the tagger that finds them.

``[P نادر الصالح]`` names a Person (G a Group, L a Place, S a Site), ``[P* عناصر]`` is the head of described people (or a Group …, O an
Object) that some event needs.
"""

import re

from kg.graph import Article
from kg.lexicon import Lexicon
from kg.naming import NamedMention
from kg.reading import Reading, Referent
from kg.relation import RelationDraft, read_relations
from kg.syntax import default_analyser

_MARK = re.compile(r"\[([PGLSO])(\*?) ([^\]]+)\]")
_TYPES = {"P": "Person", "G": "Group", "L": "Place", "S": "Site", "O": "Object"}


def read(marked: str) -> tuple[Reading, list[Referent]]:
    """The reading of a marked text, its names gathered into referents, and its described referents."""
    text, spans, end = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()]
        spans.append((len(text), len(text) + len(match[3]), _TYPES[match[1]], bool(match[2])))
        text += match[3]
        end = match.end()
    text += marked[end:]
    sentences = default_analyser()(text)
    reading = Reading(Article(text=text), sentences, Lexicon.load())
    names, heads = [], []
    for start, stop, kind, described in spans:
        places = [(n, t.i) for n, s in enumerate(sentences) for t in s.tokens if t.end > start and t.start < stop]
        if described:
            heads.append((places[0], kind))
        else:
            names.append(NamedMention(places[0][0], places[0][1], places[-1][1], kind))
    reading.read_names(names)
    return reading, [reading.nominal(place, kind) for place, kind in heads]


def relations(marked: str) -> list[tuple[RelationDraft, str, str]]:
    """Each relation of a marked text with the words by which its subject and its object are first mentioned."""
    reading, described = read(marked)
    return [(d, first_words(reading, d.subject), first_words(reading, d.object)) for d in read_relations(reading, described)]


def first_words(reading: Reading, referent: Referent) -> str:
    return reading.text(referent.mentions[0].span)


def ties(marked: str) -> set[tuple[str, str, str]]:
    """(type, subject, object) of all relations of a marked text."""
    return {(draft.type, subject, object_) for draft, subject, object_ in relations(marked)}


def people(marked: str) -> list[set[str]]:
    """The written names of each person of a marked text, in order of first mention."""
    reading, _ = read(marked)
    return [{reading.text(m.span) for m in r.mentions} for r in reading.referents if r.type == "Person"]
