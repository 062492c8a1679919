"""Allegiance: which group another, named or described, belongs to (التابعة لـ), is loyal to, backed by or allied with."""

from collections.abc import Iterator

from kg.fold import key
from kg.lexicon import noun_stems
from kg.reading import ARMS, Reading, Referent
from kg.syntax import Token
from kg.tie import MARKS, Mentioned, RelationDraft, adjective, attached, cover, generic, named, named_at


def allegiances(reading: Reading, n: int) -> Iterator[RelationDraft]:
    """The groups of sentence ``n`` that are said to be another's by an adjective (الفصائل الموالية لتركيا), by a noun with its pronoun
    (قسد وحلفاؤها) or by who backs them (الفصائل التي تدعمها تركيا)."""
    for token in reading.sentences[n].tokens:
        if attached(reading, n, token.i) is not None:
            yield from _by_backer(reading, n, token.i) if token.verb else _by_pronoun(reading, n, token.i)
        elif (relation := _relation(reading, n, token)) is not None:
            yield from _by_adjective(reading, n, token.i, relation)


def _relation(reading: Reading, n: int, token: Token) -> str | None:
    """What the adjective at ``token`` says of its group."""
    if token.verb:
        return None
    if reading.sentences[n].keys[token.i] in reading.lexicon.cues["allegiance"]["belonging"]:
        return "partOf"
    return "affiliatedWith" if loyal(reading, token) else None


def loyal(reading: Reading, token: Token) -> bool:
    """Whether a word is one of loyalty, support or alliance."""
    cues, word = reading.lexicon.cues["allegiance"], key(token.form).removeprefix("ال")
    return any(word in cues[kind] for kind in ("to", "by", "with", "bound"))


def _by_adjective(reading: Reading, n: int, i: int, relation: str) -> Iterator[RelationDraft]:
    inner = _group_before(reading, n, i)
    cues, words = reading.lexicon.cues["allegiance"], reading.sentences[n].keys
    if inner is None:
        return
    stems = set(noun_stems(words[inner.first]))
    if relation == "partOf" and (not inner.referent.unnamed or not stems & cues["bands"]):
        return  # a named one is told by ``relation``
    if relation == "partOf" and stems & ARMS and reading.token((n, inner.first)).label in ("arg1", "nsubj"):
        return  # what a cell did its group did
    if not inner.referent.unnamed and not words[i].startswith("ال"):
        return  # said of somebody of the group, or as news of it
    for outer in _objects(reading, n, i, inner):
        rule = "group/part" if relation == "partOf" else "group/affiliated"
        evidence = cover(reading, n, inner.first, i, outer.first, outer.last)
        yield RelationDraft(relation, inner.referent, outer.referent, evidence, (n, i), rule)


def _group_before(reading: Reading, n: int, i: int) -> Mentioned | None:
    """The group that the adjective or relative clause at token ``i`` is said of: a described one (فصائل محلية موالية), or a name that ends
    right before it or with it."""
    tokens, words = reading.sentences[n].tokens, reading.sentences[n].keys
    j = i
    while j >= 0:
        if (n, j) in reading.at:
            inner = next((m for m in named(reading, n, "Group") if m.first <= j <= m.last), None)
            return inner if inner is not None and inner.last >= j else None
        if j < i and set(noun_stems(words[j])) & reading.lexicon.cues["allegiance"]["groups"] and not tokens[j].verb:
            return Mentioned(j, j, reading.nominal((n, j), "Group")) if attached(reading, n, j) is None else None
        if j < i and not (tokens[j].form in MARKS or adjective(tokens[j])):
            return None
        j -= 1
    return None


def _objects(reading: Reading, n: int, i: int, inner: Mentioned) -> list[Mentioned]:
    """The group that the adjective at token ``i`` ties ``inner`` to: the first after it, for what follows it may be another party (اشتبكت
    الفصائل الموالية لتركيا وقسد); those that a pronoun means."""
    tokens, words = reading.sentences[n].tokens, reading.sentences[n].keys
    cues = reading.lexicon.cues["allegiance"]
    bare = words[i].removeprefix("ال")
    j = i + 1
    if j < len(tokens) and (state := _adverb(reading, n, j)) is not None and bare in cues["by"]:
        return [Mentioned(j, j, state)]
    wanted = {"ل": "to", "من": "by", "مع": "with", "ب": "bound"}.get(words[j]) if j < len(tokens) else None
    belongs = words[i] in cues["belonging"] and wanted == "to"
    if not belongs and (wanted is None or bare not in cues[wanted]):
        return []
    j += 1
    if wanted == "by" and j < len(tokens) and words[j] == "قبل":
        j += 1
    if j < len(tokens) and tokens[j].joined and tokens[j].tag in ("PRP", "PRP$"):
        return [Mentioned(j, j, group) for group in _meant(reading, n, inner, tokens[j])]
    while j < len(tokens) and (n, j) not in reading.at and (tokens[j].form in MARKS or generic(reading, tokens[j])):
        j += 1
    outer = named_at(reading, n, j) if j < len(tokens) else None
    return [outer] if outer is not None and outer.referent.type == "Group" else []


def _adverb(reading: Reading, n: int, j: int) -> Referent | None:
    """The state that an adverb of nationality means (المدعومة أمريكياً)."""
    word = reading.sentences[n].keys[j]
    state = reading.lexicon.nationalities.get(word.removesuffix("ا")) if word.endswith("يا") else None
    return reading.state((n, j), state) if state is not None and (n, j) not in reading.at else None


def _meant(reading: Reading, n: int, inner: Mentioned, pronoun: Token) -> list[Referent]:
    """The groups that a pronoun in the description of ``inner`` means: those coordinated before it (روسيا والفصائل الموالية لها), a
    plural all of them, a singular the last; else the only group named before it in its sentence."""
    before = _coordinated_before(reading, n, inner.first)
    if before:
        return [m.referent for m in before] if pronoun.form in ("هم", "هما") else [before[-1].referent]
    groups = {id(m.referent): m.referent for m in named(reading, n, "Group") if m.last < inner.first}
    return list(groups.values()) if len(groups) == 1 else []


def _coordinated_before(reading: Reading, n: int, i: int) -> list[Mentioned]:
    """The named groups, of a list, that the described one at token ``i`` is coordinated with."""
    tokens = reading.sentences[n].tokens
    if i < 2 or tokens[i - 1].form != "و":
        return []
    j = i - 2
    while j > 0 and tokens[j].form in MARKS | {","}:
        j -= 1
    groups = named(reading, n, "Group")
    last = next((m for m in groups if m.last == j), None)
    found = [last] if last is not None else []
    while found and found[0].first > 1 and tokens[found[0].first - 1].form in ("و", ","):
        another = next((m for m in groups if m.last == found[0].first - 2), None)
        if another is None:
            break
        found.insert(0, another)
    return found


def _by_backer(reading: Reading, n: int, i: int) -> Iterator[RelationDraft]:
    """Who backs a group, in a relative clause about it: قسد التي تدعمها واشنطن."""
    tokens, words, cues = reading.sentences[n].tokens, reading.sentences[n].keys, reading.lexicon.cues
    if key(tokens[i].lemma) not in cues["allegiance"]["backs"] or i < 2 or words[i - 1] not in cues["time"]["relative"]:
        return
    outer = next((m for m in named(reading, n, "Group") if m.first == i + 2), None)
    inner = _group_before(reading, n, i - 1) if outer is not None else None
    if inner is not None and outer is not None:
        evidence = cover(reading, n, inner.first, outer.last)
        yield RelationDraft("affiliatedWith", inner.referent, outer.referent, evidence, (n, i), "group/affiliated")


def _by_pronoun(reading: Reading, n: int, i: int) -> Iterator[RelationDraft]:
    """Allies and mercenaries of the group named before them: قسد وحلفاؤها; the state that an adjective names is the ally
    (وحليفها الروسي)."""
    cues, tokens = reading.lexicon.cues["allegiance"], reading.sentences[n].tokens
    if (n, i) in reading.at or not set(noun_stems(reading.sentences[n].keys[i])) & (cues["ally"] | cues["allies"]):
        return
    before = _coordinated_before(reading, n, i)
    if not before:
        return
    outer = before[-1]
    adjectives = [t for t in tokens[i + 2 : i + 3] if key(t.form) in reading.lexicon.nationalities]
    if adjectives:
        named_ally = named_at(reading, n, i + 2)
        ally = (
            named_ally.referent
            if named_ally is not None
            else reading.state((n, i + 2), reading.lexicon.nationalities[key(adjectives[0].form)])
        )
    elif set(noun_stems(reading.sentences[n].keys[i])) & cues["ally"]:
        return
    else:
        ally = reading.nominal((n, i), "Group")
    last = adjectives[0].i if adjectives else i + 1
    yield RelationDraft("affiliatedWith", ally, outer.referent, cover(reading, n, outer.first, last), (n, i), "group/affiliated")
