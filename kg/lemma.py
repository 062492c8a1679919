"""Lemmas: what word of the dictionary a token is a form of, and which verb that word belongs to.

The analyses are camel-tools' over an ALMOR database of our own (``kg/data/isnad.almor.db``, built by ``kg.train.morphology``); the
environment variable ``ISNAD_MORPHOLOGY`` names another one. What it lacks is looked up in simplemma's dictionary, and last of all
common endings are cut. Unvocalised forms are ambiguous (قتل killed, was killed, killing): the tag of the tagger decides, and
within that the more frequent verb.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import simplemma

from kg import imports
from kg.errors import InputError
from kg.fold import fold
from kg.weights import morphology

if TYPE_CHECKING:
    from camel_tools.morphology.analyzer import Analyzer


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a form. Empty where a feature does not apply.

    ``lemma`` is folded: of a verb the third person masculine singular perfect, of a noun the singular. ``verb`` is the folded lemma of
    the verb that a form belongs to: of استهداف and مستهدف it is استهدف, of مقتل and قتيل قتل. ``kind`` is verb, verbal (verbal noun),
    active or passive (participle), noun or adj; ``form`` the pattern of the verb (I … X, Iq …); ``human`` says that it names a human
    being; ``source`` what knew the form: lexicon (verbs, and nouns that were written down), derived (verbal nouns and participles
    made from their verb by its pattern), dictionary (simplemma), or ending (cut off).
    """

    lemma: str
    pos: str
    aspect: str = ""
    voice: str = ""
    person: str = ""
    gender: str = ""
    number: str = ""
    form: str = ""
    root: str = ""
    verb: str = ""
    kind: str = "noun"
    human: bool = False
    source: str = "lexicon"


# tag -> (kinds in the order in which it means them, aspect, voice); empty leaves open.
_VERB = ("verb",)
_NOUN = ("noun", "verbal", "passive", "active", "adj")
_TAGS = {
    "VBD": (_VERB, "p", "a"),
    "VBP": (_VERB, "i", "a"),
    "VBN": (_VERB, "", "p"),
    "VB": (_VERB, "c", "a"),
    "VN": (("active", "passive", "adj", "noun"), "", ""),
    "VBG": (("verbal", "noun"), "", ""),
    "JJ": (("adj", "passive", "active", "noun"), "", ""),
    "DTJJ": (("adj", "passive", "active", "noun"), "", ""),
}
# Particles that taggers take for verbs, and that a conjugation would take for one.
PARTICLES = frozenset({"ان", "لكن", "لعل", "ليت"})
PROPER = frozenset({"NNP", "DTNNP", "NNPS", "DTNNPS"})
PLURAL = frozenset({"NNS", "DTNNS"})
NOUN_TAGS = frozenset({"NN", "NNS", "DTNN", "DTNNS", "JJ", "DTJJ", "JJR", "DTJJR", "VBG", "VN", "NOUN_QUANT", "ADJ_NUM"})
# Ends that nouns lose on the way to their lemma, longest first; a word keeps three letters.
_ENDINGS = (("تان", "ة"), ("تين", "ة"), ("ات", "ة"), ("ون", ""), ("ين", ""), ("ان", ""))


def _analyzer(path: Path) -> "Analyzer":
    """camel_tools' analyzer over a database."""
    analyzer = imports.analyzer()

    from camel_tools.morphology.database import MorphologyDB
    from camel_tools.morphology.errors import DatabaseParseError

    try:
        return analyzer.Analyzer(MorphologyDB(str(path)))
    except (OSError, UnicodeDecodeError, DatabaseParseError, KeyError, IndexError, TypeError) as error:
        raise InputError(f"{path}: not a morphological database in ALMOR form: {error}") from error


class Lemmatizer:
    """Analyses folded forms without clitics. Raises ``InputError`` where the database cannot be read."""

    def __init__(self, database: Path | None = None) -> None:
        path = database or morphology()
        self._analyzer = _analyzer(path)
        self.analyses = lru_cache(maxsize=200_000)(self._analyses)

    def lemma(self, form: str, tag: str = "") -> str:
        """The lemma of the likeliest reading; ``tag`` is the tagger's Penn Arabic tag."""
        return self.analyses(form, tag)[0].lemma

    def verb(self, form: str, tag: str = "") -> str:
        """The verb of the likeliest reading, empty if it belongs to none."""
        return self.analyses(form, tag)[0].verb

    def _analyses(self, form: str, tag: str) -> tuple[Analysis, ...]:
        if tag in PROPER or form in PARTICLES or not any("ء" <= c <= "ي" for c in form):
            return (Analysis(form, "noun"),)
        verbal = tag in _TAGS and _TAGS[tag][0] == _VERB
        found = self._lookup(form)
        settled = verbal or tag in NOUN_TAGS
        fitting = [a for a in found if not settled or (a.pos == "verb") == verbal]
        if not fitting or (verbal and all(_distance(a, tag)[0] for a in fitting)):
            lemmas = {a.lemma for a in fitting}
            fitting += [a for a in self._dictionary(form, tag) if a.lemma not in lemmas]
        if not fitting:
            fitting = [*(a for a in found if verbal), _stripped(form, tag)]
        if tag.endswith("JJ"):
            fitting = [replace(a, pos="adj", human=False) for a in fitting]
        order = {analysis: n for n, analysis in reversed(list(enumerate(fitting)))}
        return tuple(sorted(order, key=lambda a: (*_distance(a, tag), order[a])))

    def _dictionary(self, form: str, tag: str) -> Iterator[Analysis]:
        """simplemma's lemma. Its dictionary does not say whether it means a noun or a verb, but with the article it means a noun
        (الأحد is a form of أحد, أحد alone might be one of حدا)."""
        kinds, aspect, voice = _TAGS.get(tag, (_NOUN, "", ""))
        if kinds == _VERB:
            if simplemma.is_known(form, lang="ar"):
                lemma = fold(simplemma.lemmatize(form, lang="ar"))
                yield Analysis(lemma, "verb", aspect, voice, verb=lemma, kind="verb", source="dictionary")
            return
        bare = form.removeprefix("ال") or form
        kind = "adj" if tag.endswith("JJ") else "noun"
        for word in dict.fromkeys((bare, bare.removesuffix("ا") or bare)):
            for asked in (word, "ال" + word):
                if simplemma.is_known(asked, lang="ar"):
                    lemma = fold(simplemma.lemmatize(asked, lang="ar")).removeprefix("ال")
                    if len(lemma) > 1 and (asked != word or lemma == word):
                        yield Analysis(lemma, kind, kind=kind, source="dictionary")
                        return

    def _lookup(self, form: str) -> list[Analysis]:
        """What the database says, the more frequent first. Before a pronoun a final hamza sits on waw or yeh (أبناؤه)."""
        records = self._analyzer.analyze(form)
        if not records and form[-1] in "ؤئ":
            records = self._analyzer.analyze(form[:-1] + "ء")
        records = [r for r in records if all(r.get(clitic, "0") in ("0", "na", "") for clitic in ("prc1", "prc2", "prc3", "enc0"))]
        return [_read(r) for r in sorted(records, key=_logprob, reverse=True)]


def _logprob(record: dict[str, Any]) -> float:
    """How frequent a reading is: the verb's share of all verbs, and what such a person and mood are less frequent than a third
    person singular indicative, both as decimal logarithms (the latter as the teacher's texts have them, about)."""
    person, number, gender = record.get("per"), record.get("num"), record.get("gen")
    rarer = {"1": 1.3, "2": 3.0}.get(str(person), 0.0) + (number == "d" and person == "3") * 1.5 + (number == "p" and gender == "f") * 2.5
    return float(record.get("lex_logprob", -99.0)) - rarer - {"s": 0.3, "j": 1.2}.get(str(record.get("mod")), 0.0)


def _read(record: dict[str, Any]) -> Analysis:
    def feature(name: str) -> str:
        value = str(record.get(name, ""))
        return "" if value in ("-", "na", "u") else value

    pos = feature("pos")
    return Analysis(
        lemma=fold(feature("lex")),
        pos="verb" if pos == "verb" else "adj" if pos.startswith("adj") else "noun",
        aspect=feature("asp"),
        voice=feature("vox"),
        person=feature("per"),
        gender=feature("gen"),
        number=feature("num"),
        form=feature("form"),
        root=feature("root"),
        verb=fold(feature("verb")) or (fold(feature("lex")) if pos == "verb" else ""),
        kind=feature("kind") or ("verb" if pos == "verb" else "adj" if pos.startswith("adj") else "noun"),
        human=feature("rat") in ("r", "y"),
        source="derived" if feature("origin") == "derived" else "lexicon",
    )


def _distance(analysis: Analysis, tag: str) -> tuple[int, bool, int, int]:
    """How far a reading is from what the tag means: aspect and voice, source, number, kind. What was written down goes before what
    was derived (أنباء news before informing); a broken plural is tagged as a singular."""
    kinds, aspect, voice = _TAGS.get(tag, (_NOUN, "", ""))
    kind = kinds.index(analysis.kind) if analysis.kind in kinds else len(kinds)
    off = (bool(aspect) and analysis.aspect != aspect) + (bool(voice) and analysis.voice != voice)
    if analysis.pos == "verb":
        return off, False, 0, 0
    derived = analysis.source == "derived"
    return off, derived, ("pds" if tag in PLURAL else "spd").find(analysis.number) if analysis.number else 0, kind


def _stripped(form: str, tag: str) -> Analysis:
    """The form without article and the commonest endings."""
    kind = "verb" if _TAGS.get(tag, ((),))[0] == _VERB else "adj" if tag.endswith("JJ") else "noun"
    word = form.removeprefix("ال") if len(form) > 4 else form
    if kind != "verb":
        if word.endswith("يا") and len(word) > 4:
            word = word[:-1]  # the indefinite accusative of a nisba
        for ending, end in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3 and (ending != "ان" or tag in PLURAL):
                word = word.removesuffix(ending) + ("" if kind == "adj" else end)
                break
        if kind == "adj" and len(word) > 3:
            word = word.removesuffix("ة")
    return replace(Analysis(word, kind, kind=kind, source="ending"), verb=word if kind == "verb" else "")
