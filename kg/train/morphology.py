"""Builds ``kg/data/isnad.almor.db``: python -m kg.train.morphology --shared DIR

An ALMOR database as ``camel_tools.morphology`` reads it: stems with the prefixes and suffixes that go with them. Verbs are
conjugated by mazini; which of its 24 thousand a text means is settled by the teacher's texts (``choose``); nouns are the
verbal nouns and participles of these verbs and what ``kg/data/nouns.tsv`` lists. Documents that are held out (``kg.train.teacher``)
are not counted. Every stem says the verb that it belongs to (``verb``), that verb's pattern (``form``) and what it is (``kind``).
"""

import argparse
import csv
import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import simplemma
from camel_tools.utils.charsets import AR_DIAC_CHARSET
from camel_tools.utils.dediac import dediac_ar
from mazini import Conjugation, conjugate
from mazini.lexicon import attested_wazns, lexicon_roots

from kg.errors import InputError
from kg.fold import fold
from kg.lemma import PARTICLES
from kg.train.teacher import documents

DATA = Path(__file__).parent.parent / "data"
VERBS_FILE = Path(__file__).with_name("verbs.toml")
VERBS = tomllib.loads(VERBS_FILE.read_text(encoding="utf-8"))
LEAST = 0.5  # tokens of the teacher's that a verb has to explain
UNSEEN = 0.1
ARCHAIC = 0.02
ROUNDS = 30
NOUN_SHARE = 0.3  # what a verbal noun or participle says of its verb, measured in verb tokens
SUKUN = "\u0652"
SHADDA = "\u0651"
# What camel_tools' analyzer makes of the word that it is given (``DEFAULT_NORMALIZE_MAP``).
NORMAL = str.maketrans({"إ": "ا", "أ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"})

PAST = {
    "3ms": "", "3fs": "ت", "3md": "ا", "3fd": "تا", "3mp": "وا", "3fp": "ن", "2ms": "ت", "2fs": "ت", "2d": "تما", "2mp": "تم", "2fp": "تن",
    "1s": "ت", "1p": "نا",
}  # fmt: skip
INDICATIVE = {
    "3ms": "", "3fs": "", "3md": "ان", "3fd": "ان", "3mp": "ون", "3fp": "ن", "2ms": "", "2fs": "ين", "2d": "ان", "2mp": "ون", "2fp": "ن",
    "1s": "", "1p": "",
}  # fmt: skip
OTHER_MOODS = INDICATIVE | {"3md": "ا", "3fd": "ا", "3mp": "وا", "2fs": "ي", "2d": "ا", "2mp": "وا"}
ENDINGS = {"past": PAST, "ind": INDICATIVE, "sub": OTHER_MOODS, "juss": OTHER_MOODS, "imp": OTHER_MOODS}
ASPECT = {"past": "p", "ind": "i", "sub": "i", "juss": "i", "imp": "c"}
MOOD = {"ind": "i", "sub": "s", "juss": "j"}
DEVERBAL = {"vn": "verbal", "ap": "active", "pp": "passive"}
# Participles of these patterns are written as nouns of place and broken plurals are (مقتل, منازل): they say nothing of their verb.
UNSURE = frozenset({"II", "III", "IV"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A conjugated verb: its vocalised lemma, its pattern (I … X, Iq …), and (slot, vocalised form) of every form."""

    root: str
    form: str
    lemma: str
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun or adjective. ``plurals`` are whole words, or ات and ون for the sound plurals."""

    lemma: str
    plurals: tuple[str, ...]
    gender: str
    human: bool
    kind: str
    verb: str
    gloss: str = ""


def conjugated() -> Iterator[Verb]:
    """All verbs of mazini's lexicon and those added in ``verbs.toml``, with full passives."""
    unused = {(entry["root"], pattern) for entry in VERBS["unused"] for pattern in entry["patterns"]}
    attested = [(root, pattern) for root in lexicon_roots() for pattern in attested_wazns(root) if (root, pattern) not in unused]
    for root, pattern in [*attested, *((entry["root"], entry["pattern"]) for entry in VERBS["added"])]:
        found = conjugate(root, pattern)
        if found.passive == "ipass":
            found = conjugate(root, pattern, passive=True)
        yield Verb(root, found.verb_form, found.lemma[0].form, tuple(_forms(found)))


def irregular() -> Iterator[Verb]:
    """Verbs whose forms are written down in ``verbs.toml``."""
    for entry in VERBS["irregular"]:
        yield Verb(entry["root"], "I", entry["lemma"], tuple(entry["forms"].items()))


def _forms(found: Conjugation) -> Iterator[tuple[str, str]]:
    for slot, forms in found.slots.items():
        if slot.partition("_")[0] in ENDINGS or slot in DEVERBAL:
            for form in forms:
                if form.form != "?":
                    yield slot, form.form


def group(tag: str) -> str:
    """Tokens that are told apart when verbs are weighed: perfect, imperfect, passive, command, noun; empty for others."""
    if tag in ("NN", "DTNN", "NNS", "DTNNS", "VBG", "VN", "JJ", "DTJJ"):
        return "noun"
    return {"VBD": "past", "VBP": "present", "VBN": "passive", "VB": "imp"}.get(tag, "")


def slot_group(slot: str) -> str:
    """The group of a slot of mazini's."""
    tense, _, rest = slot.partition("_")
    if slot in DEVERBAL:
        return "noun"
    if rest.startswith("pass"):
        return "passive"
    return {"past": "past", "imp": "imp"}.get(tense, "present")


def observed(shared: Path) -> Counter[tuple[str, str]]:
    """How often the teacher has a folded form (nouns without article) in a group, documents held out aside."""
    counts = Counter[tuple[str, str]]()
    for _, held_out, trees in documents(shared):
        if held_out:
            continue
        for leaf in (leaf for tree in trees for leaf in tree.leaves):
            if kind := group(leaf.tag):
                form = fold(leaf.form)
                counts[form.removeprefix("ال") if leaf.tag.startswith("DT") else form, kind] += 1
    return counts


def wanted(nouns: Iterable[Noun]) -> set[str]:
    """Folded lemmas of the verbs that are needed whether the texts use them or not."""
    frames = tomllib.loads((DATA / "frames.toml").read_text(encoding="utf-8"))["frame"]
    named = [*VERBS["wanted"].split(), *(noun.verb for noun in nouns), *(verb for frame in frames for verb in frame.get("verbs", ()))]
    return {fold(verb) for verb in named if verb}


def current(verb: Verb) -> bool:
    """A form that is not the lemma itself is a form of this lemma for simplemma as well."""
    told = (simplemma.lemmatize(dediac_ar(form), lang="ar") for slot, form in verb.forms if slot in ("past_3fs", "ind_3ms", "ind_3mp"))
    return fold(verb.lemma) in map(fold, told)


def choose(verbs: list[Verb], counts: Counter[tuple[str, str]], needed: set[str]) -> list[tuple[Verb, float]]:
    """The verbs that the texts use, each with how many tokens of theirs it explains, and those whose lemma is ``needed``.

    Expectation maximisation over two unknowns: how frequent each verb is, and how frequent each slot is within a group of tags
    (third person singular indicative above all). So يجب is وجب and not a jussive of أجاب, and يعلن is أعلن since أعلنت is met and علنت
    is not. Verbs that are written alike in every form stay in doubt; the basic pattern is preferred, and what simplemma's dictionary
    knows (``current``) or is needed is preferred to the archaic verbs of mazini's lexicon.
    """
    slots: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for number, verb in enumerate(verbs):
        for slot, form in verb.forms:
            if slot not in ("ap", "pp") or verb.form not in UNSURE:
                slots[fold(form), slot_group(slot)].append((number, slot))
    forms = [(key, n) for key, n in sorted(counts.items()) if key in slots and key[0] not in PARTICLES]
    seen = [(slots[key], n * (NOUN_SHARE if key[1] == "noun" else 1.0), key[1]) for key, n in forms]
    weight = [{"I": 1.0, "Iq": 1.0, "II": 0.5, "III": 0.5, "IV": 0.5}.get(verb.form, 0.4) for verb in verbs]
    known = [1.0 if fold(verb.lemma) in needed or current(verb) else ARCHAIC for verb in verbs]
    prior: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    tokens: list[float] = []
    for _ in range(ROUNDS):
        new, tokens = [0.0] * len(verbs), [0.0] * len(verbs)
        met: dict[tuple[str, str], float] = defaultdict(float)
        for candidates, n, kind in seen:
            shares = [weight[number] * known[number] * prior[kind, slot] for number, slot in candidates]
            total = sum(shares)
            for (number, slot), share in zip(candidates, shares, strict=True):
                part = n * share / total if total else 0.0
                new[number] += part
                met[kind, slot] += part
                tokens[number] += part if kind != "noun" else 0.0
        weight = new
        totals: dict[str, float] = defaultdict(float)
        for (kind, _), n in met.items():
            totals[kind] += n
        prior = defaultdict(float, {key: n / totals[key[0]] for key, n in met.items()})
    found = {fold(verb.lemma) for verb, n in zip(verbs, tokens, strict=True) if n >= LEAST}
    kept: list[tuple[Verb, float]] = []
    for verb, n in zip(verbs, tokens, strict=True):
        lemma = fold(verb.lemma)
        # Of needed verbs each pattern in use is kept: هرب flees and هرّب smuggles, هارب and مهرب.
        if n >= LEAST or (lemma in needed and (verb.form in ("I", "Iq") or current(verb) or lemma not in found)):
            kept.append((verb, max(n, UNSEEN)))
    # Of several of one pattern that are written alike throughout, one is enough.
    alike: dict[tuple[str, str, frozenset[tuple[str, str]]], tuple[Verb, float]] = {}
    for verb, n in kept:
        written = fold(verb.lemma), verb.form, frozenset((slot, fold(form)) for slot, form in verb.forms)
        first, before = alike.get(written, (verb, 0.0))
        alike[written] = first, before + n
    return sorted(alike.values(), key=lambda item: (-item[1], fold(item[0].lemma), item[0].form, item[0].lemma))


Feats = tuple[tuple[str, str], ...]


class Database:
    """Stems, affixes and which go together, gathered by category, and written in ALMOR's form."""

    def __init__(self) -> None:
        self.prefixes: dict[tuple[str, Feats], str] = {}
        self.suffixes: dict[tuple[str, Feats], str] = {}
        self.stems: dict[tuple[str, str, Feats], None] = {}
        self.categories: dict[frozenset[tuple[str, str]], str] = {}
        self.variants: set[tuple[str, str]] = set()

    def prefix(self, diac: str, **feats: str) -> str:
        return self.prefixes.setdefault((diac, tuple(feats.items())), f"P{len(self.prefixes)}")

    def suffix(self, diac: str, variant: str = "", **feats: str) -> str:
        """``variant`` is another way to write it (و for وا before a pronoun)."""
        category = self.suffixes.setdefault((diac, tuple(feats.items())), f"S{len(self.suffixes)}")
        if variant:
            self.variants.add((variant, category))
        return category

    def stem(self, diac: str, affixes: Iterable[tuple[str, str]], **feats: str) -> None:
        """A stem that takes these (prefix, suffix) categories."""
        category = self.categories.setdefault(frozenset(affixes), f"T{len(self.categories)}")
        self.stems[diac, category, tuple(feats.items())] = None

    def lines(self) -> Iterator[str]:
        yield "###DEFINES###"
        for feature, values in FEATURES.items():
            yield " ".join(["DEFINE", feature, *(f"{feature}:{value}" for value in values.split())])
        yield "###DEFAULTS###"
        for pos in ("verb", "noun", "adj", "digit", "punc", "latin"):
            yield f"DEFAULT pos:{pos} asp:- vox:- mod:- per:- gen:- num:- stt:- rat:- form:- root:- verb:- kind:- origin:-"
        yield "###ORDER###"
        yield "ORDER " + " ".join(FEATURES)
        yield "###TOKENIZATIONS###"
        yield "###STEMBACKOFF###"
        yield "###PREFIXES###"
        for (diac, feats), category in self.prefixes.items():
            yield f"{plain(diac)}\t{category}\t{_feats(diac, feats)}"
        yield "###SUFFIXES###"
        for (diac, feats), category in self.suffixes.items():
            yield f"{plain(diac)}\t{category}\t{_feats(diac, feats)}"
            for variant, of in sorted(self.variants):
                if of == category:
                    yield f"{plain(variant)}\t{category}\t{_feats(variant, feats)}"
        yield "###STEMS###"
        for diac, category, feats in self.stems:
            yield f"{plain(diac)}\t{category}\t{_feats(diac, feats)}"
        pairs = [(prefix, suffix, stem) for affixes, stem in self.categories.items() for prefix, suffix in sorted(affixes)]
        yield "###TABLE AB###"
        yield from sorted({f"{prefix} {stem}" for prefix, _, stem in pairs})
        yield "###TABLE BC###"
        yield from sorted({f"{stem} {suffix}" for _, suffix, stem in pairs})
        yield "###TABLE AC###"
        yield from sorted({f"{prefix} {suffix}" for prefix, suffix, _ in pairs})


FEATURES = {
    "diac": "*open*",
    "lex": "*open*",
    "pos": "verb noun adj digit punc latin foreign",
    "asp": "p i c -",
    "vox": "a p -",
    "mod": "i s j -",
    "per": "1 2 3 -",
    "gen": "m f -",
    "num": "s d p -",
    "stt": "i d c -",
    "rat": "r i -",
    "root": "*open*",
    "form": "*open*",
    "verb": "*open*",
    "kind": "verb verbal active passive noun adj -",
    "gloss": "*open*",
    "lex_logprob": "*open*",
    "origin": "listed derived -",
    "source": "lex spvar backoff digit punc foreign",
}


def _feats(diac: str, feats: Feats) -> str:
    return " ".join([f"diac:{diac}", *(f"{name}:{value}" for name, value in feats)])


def plain(diac: str) -> str:
    """As the analyzer looks a part up."""
    return str(dediac_ar(diac)).translate(NORMAL)


def letters(diac: str) -> list[str]:
    """The letters of a vocalised form, each with its marks."""
    result: list[str] = []
    for char in diac:
        if char in AR_DIAC_CHARSET and result:
            result[-1] += char
        else:
            result.append(char)
    return result


def split(diac: str, ending: str, *, prefixed: bool) -> tuple[str, str, str]:
    """(prefix, stem, suffix) of a vocalised verb form; the vowel of the stem's last letter goes with the suffix, so that
    كَتَبَ and كَتَبْتُ share a stem. Where the ending is not written as it should be, all of it is stem."""
    parts = letters(diac)
    prefix = parts.pop(0) if prefixed else ""
    bare = plain("".join(parts))
    cut = len(parts) - len(ending)
    if not bare.endswith(ending) or cut < 1:
        cut = len(parts)
    suffix = "".join(parts[cut:])
    last = parts[cut - 1]
    vowels = "".join(c for c in last[1:] if c != SHADDA)
    return prefix, "".join(parts[: cut - 1]) + last[0] + (SHADDA if SHADDA in last else ""), vowels + suffix


def add_verb(base: Database, verb: Verb, logprob: str) -> None:
    """All finite forms of a verb."""
    stems: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    for slot, form in verb.forms:
        if slot in DEVERBAL:
            continue
        tense, _, person = slot.partition("_")
        voice = "p" if person.startswith("pass_") else "a"
        person = person.removeprefix("pass_")
        prefixed = tense in MOOD
        prefix, stem, suffix = split(form, ENDINGS[tense][person], prefixed=prefixed)
        number = person[-1]
        feats = {"per": person[0], "gen": person[1] if person[1] in "mf" else "-", "num": number, "mod": MOOD.get(tense, "-")}
        # Before a pronoun the silent alef goes (قتلوه), and a final alef maksura becomes alef (رماه).
        variant = suffix.removesuffix("ا") if suffix.endswith("وا") else ""
        affixes = base.prefix(prefix), base.suffix(suffix, variant, **feats)
        stems[stem, ASPECT[tense], voice].add(affixes)
        if stem.endswith("ى"):
            stems[stem[:-1] + "ا", ASPECT[tense], voice].add(affixes)
    for (stem, aspect, voice), pairs in stems.items():
        base.stem(
            stem, pairs, lex=verb.lemma, pos="verb", asp=aspect, vox=voice, mod="-", per="-", gen="-", num="-", root=verb.root,
            form=verb.form, verb=verb.lemma, kind="verb", lex_logprob=logprob,
        )  # fmt: skip


NOUN_COLUMNS = ["lemma", "plurals", "gender", "human", "kind", "verb", "gloss"]


def listed(path: Path) -> Iterator[Noun]:
    """The nouns of a table with ``NOUN_COLUMNS``."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if next(rows) != NOUN_COLUMNS:
            raise InputError(f"{path}:1: the columns should be {' '.join(NOUN_COLUMNS)}")
        for number, row in enumerate(rows, 2):
            if len(row) != len(NOUN_COLUMNS) or row[2] not in ("m", "f") or row[4] not in ("verbal", "active", "passive", "noun", "adj"):
                raise InputError(f"{path}:{number}: not a noun: {row}")
            lemma, plurals, gender, human, kind, verb, gloss = row
            yield Noun(lemma, tuple(filter(None, plurals.split("|"))), gender, human == "1", kind, verb, gloss)


def add_noun(base: Database, noun: Noun, verb: Verb | None, origin: str, logprob: str) -> None:
    """All forms of a noun: with and without article, dual, plurals, and as they stand before another noun. ``origin`` is listed or
    derived."""
    bare, article = base.prefix("", stt="-"), base.prefix("ال", stt="d")

    def suffixes(free: Iterable[str], bound: Iterable[str], gender: str, number: str) -> set[tuple[str, str]]:
        feats = {"gen": gender, "num": number}
        pairs = {(prefix, base.suffix(s, **feats)) for s in free for prefix in (bare, article)}
        return pairs | {(bare, base.suffix(s, **feats)) for s in bound}

    def stem(diac: str, pairs: set[tuple[str, str]]) -> None:
        base.stem(
            diac,
            pairs,
            lex=noun.lemma,
            pos="adj" if noun.kind == "adj" else "noun",
            gen="-",
            num="-",
            stt="i",
            rat="r" if noun.human else "i",
            root=verb.root if verb else "-",
            form=verb.form if verb else "-",
            verb=verb.lemma if verb else "-",
            kind=noun.kind,
            gloss=noun.gloss.replace(" ", "_") or "-",
            origin=origin,
            lex_logprob=logprob,
        )

    # ا is the ending of an indefinite accusative (قتيلا); it goes with no article, nor do the ends that lost their nun.
    masculine = suffixes([""], ["ا"], noun.gender, "s") | suffixes(["ان", "ين"], ["ا", "ي"], noun.gender, "d")
    feminine = suffixes(["ة"], [], "f", "s") | suffixes(["تان", "تين"], ["تا", "تي"], "f", "d")
    sound = suffixes(["ون", "ين"], ["و", "ي"], "m", "p")
    sound_feminine = suffixes(["ات"], [], noun.gender if noun.gender == "f" else "-", "p")
    if noun.lemma.endswith("ة"):
        stem(noun.lemma[:-1], feminine | (sound_feminine if "ات" in noun.plurals else set()))
    else:
        pairs = set(masculine)
        if "ون" in noun.plurals:
            pairs |= sound | feminine | suffixes(["ات"], [], "f", "p")
        if "ات" in noun.plurals:
            pairs |= sound_feminine
        stem(noun.lemma, pairs)
        if noun.lemma.endswith("ي") and noun.kind in ("active", "noun") and "ون" not in noun.plurals:
            stem(noun.lemma[:-1], suffixes([], [""], noun.gender, "s"))  # قاضٍ
    for plural in noun.plurals:
        if plural in ("ات", "ون"):
            continue
        if plural.endswith("ة"):
            stem(plural[:-1], suffixes(["ة"], [], noun.gender, "p"))
            continue
        stem(plural, suffixes([""], ["ا"], noun.gender, "p"))
        if plural.endswith("ي"):
            stem(plural[:-1], suffixes([], [""], noun.gender, "p"))  # مبانٍ


def deverbal(verb: Verb) -> Iterator[Noun]:
    """The verbal noun and the participles that mazini makes."""
    for slot, form in verb.forms:
        if kind := DEVERBAL.get(slot):
            lemma = form
            if form.endswith("ٍ"):
                lemma = form[:-1] + "ِي"  # رامٍ, الرامي
            elif form.endswith("ًى"):
                lemma = form[:-2] + "َى"
            yield Noun(lemma, ("ات",) if kind == "verbal" else ("ون",), "f" if lemma.endswith("ة") else "m", False, kind, verb.lemma)


def mistaken(noun: Noun, verb: Verb) -> bool:
    """A participle that is written like a form of another word (منازل houses, as the active participle of نازل)."""
    word = dediac_ar(noun.lemma)
    if noun.kind == "verbal" or verb.form not in UNSURE or not simplemma.is_known(word, lang="ar"):
        return False
    return fold(simplemma.lemmatize(word, lang="ar")) not in (fold(word), fold(verb.lemma))


def build(shared: Path) -> str:
    """The text of the database."""
    nouns = list(listed(DATA / "nouns.tsv"))
    chosen = choose([*conjugated(), *irregular()], observed(shared), wanted(nouns))
    total = sum(n for _, n in chosen)
    base = Database()
    by_lemma: dict[str, Verb] = {}
    # A lemma is as frequent as its patterns together; of these the more frequent stands first.
    shares: dict[str, float] = defaultdict(float)
    for verb, n in chosen:
        shares[fold(verb.lemma)] += n / total
    logprobs = [f"{math.log10(shares[fold(verb.lemma)]):.2f}" for verb, _ in chosen]
    for (verb, _), logprob in zip(chosen, logprobs, strict=True):
        by_lemma.setdefault(fold(verb.lemma), verb)
        add_verb(base, verb, logprob)
    for noun in nouns:
        if noun.verb and fold(noun.verb) not in by_lemma:
            raise InputError(f"{DATA / 'nouns.tsv'}: {noun.lemma}: mazini knows no verb {noun.verb}; add it to {VERBS_FILE}")
        add_noun(base, noun, by_lemma.get(fold(noun.verb)), "listed", "0")
    taken = {fold(noun.lemma) for noun in nouns}
    for (verb, _), logprob in zip(chosen, logprobs, strict=True):
        for noun in deverbal(verb):
            if fold(noun.lemma) not in taken and not mistaken(noun, verb):
                add_noun(base, noun, verb, "derived", logprob)
    return "\n".join(base.lines()) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    (DATA / "isnad.almor.db").write_text(build(parser.parse_args().shared), encoding="utf-8")


if __name__ == "__main__":
    main()
