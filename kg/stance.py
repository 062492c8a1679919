"""Stance: how sure a claim is, whose word it is, and whether somebody denies it.

Modality is read from the words that govern a trigger or stand right before it; attribution from verbs and phrases of speech, with
their reach: a report reaches over the clause that it governs, a phrase like بحسب over its sentence, وأضاف goes on with the
speaker before.
"""

from dataclasses import dataclass

from kg.fold import key
from kg.reading import Place, Reading, Referent
from kg.syntax import Sentence, Token


@dataclass(frozen=True, slots=True)
class Report:
    """From token ``start`` to ``end`` (exclusive) of a sentence the words are those of ``source``; ``cue`` is the word that says so."""

    start: int
    end: int
    source: Referent
    cue: int
    distance: str


def modality(reading: Reading, place: Place) -> str:
    """The modality of a claim whose trigger stands at ``place``: asserted, alleged, hedged, negated or planned."""
    sentence = reading.sentences[place[0]]
    cues = reading.lexicon.cues["stance"]
    tokens = sentence.tokens
    i = place[1]
    near = [key(tokens[j].form) for j in range(max(0, i - 3), i)]
    governors = list(_governors(sentence, i))
    words = {key(t.form) for t in governors} | {key(t.lemma) for t in governors}
    token = tokens[i]
    if i and tokens[i - 1].form == "س" and tokens[i - 1].tag in ("RP", "IN"):
        return "planned"
    if near and near[-1] in cues["negation"] and near[-1] not in ("قد", "غير") and not (near[-1] == "ما" and token.tag != "VBP" and "لم" not in near):
        if "الا" in [key(t.form) for t in tokens[i : i + 8]]:
            return "asserted"  # لم يقتل إلا: only
        if near[-1] == "ما" and token.tag == "VBD":
            return "asserted"  # ما أدى: which led to
        return "negated"
    if words & (cues["negation"] - {"ما", "غير", "لا"}):
        return "negated"
    if words & cues["claim"]:
        return "alleged"
    if words & cues["hedge"] or set(near) & (cues["hedge"] - {"قد"}):
        return "hedged"
    if words & cues["plan"] or set(near[-2:]) & cues["plan"]:
        return "planned"
    if "قد" in near and token.tag == "VBP":
        return "hedged"
    if _purpose(sentence, token):
        return "planned"
    return "asserted"


def _governors(sentence: Sentence, i: int) -> list[Token]:
    """The words that govern token ``i`` as complement or idafa, up to the verb of its clause, and the particles on them."""
    found: list[Token] = []
    token = sentence.tokens[i]
    found += sentence.children(i, "advmod")
    for _ in range(4):
        head = sentence.head(token.i)
        if head is None or token.label in ("conj", "acl", "parataxis", "advcl", "appos", "root") or token.label.startswith("nmod"):
            break
        if token.label in ("obl", "obl:np", "arg1") and head.verb and token.label != "arg1":
            break
        found.append(head)
        found += sentence.children(head.i, "advmod")
        if head.verb and token.label != "comp":
            break
        token = head
    return [t for t in found if t.i < i or t.label != "advmod"]


def _purpose(sentence: Sentence, token: Token) -> bool:
    """لـ with a verbal noun or a subjunctive that says what for (لاعتقال أحد الأشخاص)."""
    before = sentence.tokens[token.i - 1] if token.i else None
    if before is None or before.form != "ل" or not token.joined:
        return False
    if token.tag == "VBP":
        return True
    head = sentence.head(token.i)
    return token.noun and not token.form.startswith("ال") and head is not None and head.verb and token.label == "obl" and key(head.lemma) not in (
        {key(w) for w in ("تعرض أدى خضع سقط")}
    )


def reports(reading: Reading) -> dict[int, list[Report]]:
    """Who is quoted where: the reports of each sentence."""
    cues = reading.lexicon.cues["speech"]
    speaker: Referent | None = None
    result: dict[int, list[Report]] = {}
    for n, sentence in enumerate(reading.sentences):
        found: list[Report] = []
        for token in sentence.tokens:
            word, lemma = key(token.form), key(token.lemma)
            if (n, token.i) in reading.at:
                continue
            if word in cues["by"]:
                source = _source_after(reading, n, token.i)
                if source:
                    speaker = source
                    start, end = _sentence_reach(sentence, token)
                    found.append(Report(start, end, source, token.i, "by"))
            elif token.verb and lemma in cues["verbs"]:
                complement = _complement(sentence, token)
                if complement is None:
                    continue
                source = _speaker(reading, n, token, complement)
                if source is None and lemma in cues["continue"]:
                    source = speaker
                if source is not None:
                    speaker = source
                    found.append(Report(complement, len(sentence.tokens), source, token.i, "verb"))
            elif word in cues["nouns"] and speaker is not None:
                complement = _complement(sentence, token)
                if complement is not None:
                    found.append(Report(complement, len(sentence.tokens), speaker, token.i, "participle"))
        result[n] = found
    return result


def attribution(found: list[Report], place: Place) -> Referent | None:
    """Whose word the claim at ``place`` is: of the reports that reach it, the one whose cue stands nearest."""
    reaching = [r for r in found if r.start <= place[1] < r.end]
    return min(reaching, key=lambda r: abs(r.cue - place[1])).source if reaching else None


def _sentence_reach(sentence: Sentence, cue: Token) -> tuple[int, int]:
    return 0, len(sentence.tokens)


def _complement(sentence: Sentence, verb: Token) -> int | None:
    """The index from which the reported words stand: after the أن/إن, colon or quotation mark that follows the verb."""
    for token in sentence.tokens[verb.i + 1 : verb.i + 26]:
        if token.form in ("ان", ":", "بان", "بانه", "انه") or (token.form == '"' and sentence.tokens[token.i - 1].form in (",", ":", "ان")):
            return token.i + 1
        if token.form in (".", ";"):
            return None
        if token.tag in ("VBD", "VBP") and token.i > verb.i + 2 and token.label in ("conj", "parataxis"):
            return None
    for child in sentence.children(verb.i, "arg1", "arg2", "comp"):
        if child.i > verb.i and child.tag in ("NN", "VBG", "VBD", "VBP", "VBN") and child.label in ("arg2", "comp"):
            return child.i
    return None


def _speaker(reading: Reading, n: int, verb: Token, complement: int) -> Referent | None:
    sentence = reading.sentences[n]
    for child in sentence.children(verb.i, "arg1", "nsubj"):
        if child.i < complement and (source := _source(reading, (n, child.i))):
            return source
    for i in range(verb.i + 1, complement):
        token = sentence.tokens[i]
        if (n, i) in reading.at or reading.lexicon.nominal_type(key(token.form)) in ("Person", "Group"):
            if source := _source(reading, (n, i)):
                return source
    for child in sentence.children(verb.i, "obl"):
        if sentence.case(child.i) == "عن" and (source := _source(reading, (n, child.i))):
            return source
    return None


def _source(reading: Reading, place: Place) -> Referent | None:
    """The person or group at ``place``; a correspondent or a spokesman is a person, an outlet is its group."""
    token = reading.token(place)
    if token.tag in ("PRP", "PRP$"):
        return None
    found = [r for r in reading.fillers(place) if r.type in ("Person", "Group")]
    return found[0] if found else None


def _source_after(reading: Reading, n: int, i: int) -> Referent | None:
    """The source that بحسب and the like name: the noun phrase after it, a verb of speech in between passed over (بحسب ما أفاد)."""
    sentence = reading.sentences[n]
    for j in range(i + 1, min(i + 9, len(sentence.tokens))):
        token = sentence.tokens[j]
        if token.form in (",", "."):
            return None
        known = reading.lexicon.nominal_type(key(token.form)) in ("Person", "Group")
        if ((n, j) in reading.at or known) and (source := _source(reading, (n, j))):
            return source
    return None
