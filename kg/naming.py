"""What is a whole name: the tagger's spans brought to the guide's settled cases, and names that it left out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg import series
from kg.fold import key
from kg.lexicon import Group, Lexicon
from kg.phrase import Match
from kg.syntax import PROPER, Sentence, Token

OPENING = frozenset('"([{')
OTHER = "Other"  # the type of names in general news that the guide has no type for: currencies, faiths, cups, works


@dataclass(frozen=True, slots=True)
class NamedMention:
    """Tokens ``first`` to ``last`` (inclusive) of sentence number ``sentence`` name something of ``type``."""

    sentence: int
    first: int
    last: int
    type: str


def before(sentence: Sentence, i: int) -> int:
    """The index of the token before ``i``, opening quotes and brackets passed over; -1 at the start."""
    i -= 1
    while i >= 0 and sentence.tokens[i].form in OPENING:
        i -= 1
    return i


LONGEST_QUOTED_NAME = 7


# Marks of broken markup (<br>, &nbsp;, **), which no name begins or ends with.
_MARKUP = frozenset("<>/&;=|*#_\\~^+{}")


def without_markup(sentence: Sentence, found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The spans without marks of markup at their ends; none of a span that has nothing else."""
    kept = []
    for first, last, kind in found:
        inside = [i for i in range(first, last + 1) if not set(sentence.tokens[i].form) <= _MARKUP]
        if inside:
            kept.append((inside[0], inside[-1], kind))
    return kept


def settle(sentence: Sentence, found: Sequence[tuple[int, int, str]], lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """The tagger's spans, brought to the guide's settled cases where these leave no choice: a quoted name is whole, a
    countryside keeps its noun, its direction and its governorate, a region its compass words, a site and a road their noun."""
    spans_: list[tuple[int, int, str]] = []
    groups, settlements = lexicon.group_phrases.longest(sentence), lexicon.cues["area"]["settlement"]
    for first, last, kind in _posts_apart(sentence, _split_people(sentence, found), groups, lexicon):
        first, last = _inside_marks(sentence, first, last, kind)
        if kind in ("Person", "Group"):
            first, last = _quoted(sentence, first, last)
        first, last = _bare_name(sentence, first, last, kind, lexicon)
        while last > first and key(sentence.tokens[last].form) in lexicon.cues["area"]["no_tail"]:
            last -= 1
        if kind == "Site" and (town := next((i for i in range(first + 1, last) if sentence.keys[i] in settlements), None)) is not None:
            first, kind = town + 1, "Place"  # سوق بلدة الكرامة (the market of the town): a market without a name
        if kind == "Person" and first == last and _of_family(sentence, first, lexicon):
            kind = "Group"
        if kind == "Person" and first == last and sentence.text[: sentence.tokens[first].end].endswith("ئ"):
            continue  # هادئ (calm), which folds to a name: no given name is written so
        if kind == "Person" and (j := before(sentence, first)) >= 0 and sentence.keys[j] in settlements:
            kind = "Place"
        if kind == "Place":
            first, last = _countryside(sentence, first, last, lexicon)
            first = _region(sentence, first, last, lexicon)
        _append(spans_, sentence, first, last, kind)
    spans_ = [_with_task(sentence, _party(sentence, span, spans_, groups, lexicon), lexicon) for span in spans_] or _heading(
        sentence, lexicon
    )
    for match in groups:
        inside = [s for s in spans_ if s[0] <= match.last and s[1] >= match.first]
        if match.last > match.first and not match.value[0].country and all(match.first <= s[0] and s[1] <= match.last for s in inside):
            spans_ = [s for s in spans_ if s not in inside] + [(match.first, match.last, "Group")]
    spans_ += _people(sentence, _inside(spans_), lexicon)
    spans_ += _quoted_holders(sentence, _inside(spans_), lexicon)
    spans_ += _of_arms(sentence, groups, _inside(spans_), lexicon)
    spans_ = series.places(sentence, spans_, lexicon)
    taken = _inside(spans_)
    kinds = {i: kind for first, last, kind in spans_ for i in range(first, last + 1)}
    for token in sentence.tokens:
        built = _built(sentence, token, kinds, lexicon)
        if built is None:
            continue
        first, last, kind = built
        inside = [s for s in spans_ if s[0] <= last and s[1] >= first]
        if all(first <= s[0] and s[1] <= last for s in inside) and not (first in taken and inside and inside[0][2] == kind):
            spans_ = [s for s in spans_ if s not in inside] + [built]
            taken.update(range(first, last + 1))
    return sorted(_with_task(sentence, span, lexicon) for span in spans_)


def _inside(spans_: Iterable[tuple[int, int, str]]) -> set[int]:
    """The tokens of spans."""
    return {i for first, last, _ in spans_ for i in range(first, last + 1)}


def settle_news(sentence: Sentence, found: Sequence[tuple[int, int, str]], lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """The tagger's spans of general news: of persons the names alone, and whole; all else as it was found, since the guide's cases are
    of the conflict."""
    spans_: list[tuple[int, int, str]] = []
    for first, last, kind in _split_people(sentence, found):
        first, last = _bare_name(sentence, *_inside_marks(sentence, first, last, kind), kind, lexicon)
        _append(spans_, sentence, first, last, kind)
    return spans_


def _inside_marks(sentence: Sentence, first: int, last: int, kind: str) -> tuple[int, int]:
    """A span without the marks that it begins with, and a person's without those that it ends with."""
    while first < last and sentence.tokens[first].tag == "PUNC":
        first += 1
    while last > first and sentence.tokens[last].tag == "PUNC" and kind == "Person":
        last -= 1
    return first, last


def _bare_name(sentence: Sentence, first: int, last: int, kind: str, lexicon: Lexicon) -> tuple[int, int]:
    """A person's whole name, without what stands before it."""
    if kind != "Person":
        return first, last
    while first < last and _before_name(sentence, first, lexicon):
        first += 1
    return _whole_name(sentence, first, last, lexicon)


def _append(spans_: list[tuple[int, int, str]], sentence: Sentence, first: int, last: int, kind: str) -> None:
    """Adds a span to those before it, unless they overlap; a given name and the rest of the name become one."""
    if spans_ and kind == spans_[-1][2] == "Person" and first == spans_[-1][1] + 1 and not sentence.tokens[first].joined:
        first = spans_.pop()[0]
    if not (spans_ and spans_[-1][1] >= first):
        spans_.append((first, last, kind))


def _heading(sentence: Sentence, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """The place that a digest's heading names (درعا:), known to the gazetteer."""
    tokens = sentence.tokens
    if len(tokens) > 6 or not tokens[-1].form.startswith(":"):
        return []
    return [(m.first, m.last, "Place") for m in lexicon.place_phrases.longest(sentence) if m.last == len(tokens) - 2]


def _quoted(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """A name that stands alone between quotation marks is all that stands there, if that is short and has no verb."""
    tokens = sentence.tokens
    opening = next((i for i in range(first - 1, max(-1, first - LONGEST_QUOTED_NAME), -1) if tokens[i].form == '"'), None)
    closing = next((i for i in range(last + 1, min(len(tokens), last + LONGEST_QUOTED_NAME)) if tokens[i].form == '"'), None)
    if (
        opening is None
        or closing is None
        or closing - opening > LONGEST_QUOTED_NAME
        or any(t.form == '"' for t in tokens[first : last + 1])
    ):
        return first, last
    between = tokens[opening + 1 : closing]
    if any(t.verb or t.tag in ("IN", "PUNC", "CC", "WP") for t in between) or sum(t.form == '"' for t in tokens[:opening]) % 2:
        return first, last
    return opening + 1, closing - 1


def _party(
    sentence: Sentence,
    span: tuple[int, int, str],
    others: Sequence[tuple[int, int, str]],
    groups: Sequence[Match[list[Group]]],
    lexicon: Lexicon,
) -> tuple[int, int, str]:
    """A state that is coordinated with a group, or stands right after a verb, is a party (قوات النظام وروسيا); after a preposition of
    place or direction it is a place (فر إلى تركيا)."""
    first, last, kind = span
    tokens = sentence.tokens
    country = any(g.country for m in groups if (m.first, m.last) == (first, last) for g in m.value)
    if kind == "Group" and country and first > 0 and key(tokens[first - 1].form) in lexicon.cues["area"]["towards"]:
        return first, last, "Place"
    if kind != "Place" or not country:
        return span
    left = first > 1 and tokens[first - 1].form == "و" and any(o[1] == first - 2 and o[2] == "Group" for o in others)
    right = last + 2 < len(tokens) and tokens[last + 1].form == "و" and any(o[0] == last + 2 and o[2] == "Group" for o in others)
    subject = first > 0 and tokens[first - 1].verb and tokens[first].label in ("arg1", "nsubj") and tokens[first - 1].tag != "VBN"
    return (first, last, "Group") if left or right or subject else span


def _with_task(sentence: Sentence, span: tuple[int, int, str], lexicon: Lexicon) -> tuple[int, int, str]:
    """A centre or network that is named with its task is a group, by its whole name (مركز الزيتون للتوثيق), not a built thing."""
    first, last, kind = span
    words, cues = sentence.keys, lexicon.cues["body"]
    if kind not in ("Site", "Group") or words[first] not in cues["heads"]:
        return span
    tasks = (i for i in range(first + 2, min(last + 3, len(words))) if words[i - 1] == "ل" and words[i].endswith(tuple(cues["tasks"])))
    task = next(tasks, None)
    return span if task is None else (first, max(last, task + (words[task + 1 : task + 2] == ("الانسان",))), "Group")


def _particle(sentence: Sentence, token: Token) -> bool:
    """A conjunction or preposition; the name علي is told from the preposition على by how it is written."""
    written = sentence.text[token.start : token.end]
    return written == "على" or (token.tag in ("CC", "IN") and written != "علي")


def _split_people(sentence: Sentence, found: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """A person's name holds no و: two people coordinated are two."""
    for first, last, kind in found:
        if kind == "Person":
            for i in range(first + 1, last):
                if sentence.tokens[i].tag == "CC":
                    yield first, i - 1, kind
                    first = i + 1
        yield first, last, kind


LONGEST_NAME = 6


def _posts_apart(
    sentence: Sentence, found: Iterable[tuple[int, int, str]], groups: Sequence[Match[list[Group]]], lexicon: Lexicon
) -> Iterator[tuple[int, int, str]]:
    """What a post is of and its holder's name, run together, are two (محافظ درعا لؤي خريطة, القائد العام لقسد سالم العبد)."""
    words = sentence.keys
    known = {match.first: match.last for match in groups}
    for first, last, kind in found:
        post = first > 0 and (words[first - 1] in lexicon.cues["office"]["titles"] or words[first - 1] in lexicon.cues["office"]["seats"])
        of = known.get(first, -1) if kind in ("Person", "Group") else -1
        if post and kind in ("Person", "Place") and lexicon.gazetteer.find(words[first]):
            of = first
        if first <= of < last and lexicon.names.is_given(words[of + 1]) and not lexicon.names.ambiguous(words[of + 1]):
            yield first, of, "Group" if known.get(first) == of else "Place"
            yield *_whole_name(sentence, of + 1, last, lexicon), "Person"
        else:
            yield first, last, kind


def _quoted_holders(sentence: Sentence, taken: set[int], lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Two to four words alone between quotation marks that begin with a given name, after a title with what it is of (قائد لواء الصقر
    "خزعل السالم") or a title alone: a person's name, whatever the tagger sees."""
    tokens, found = sentence.tokens, []
    marks = [t.i for t in tokens if t.form == '"']
    for opening, closing in pairwise(marks):
        inside = range(opening + 1, closing)
        if not 2 <= len(inside) <= LONGEST_NAME or taken & set(inside) or not lexicon.names.is_given(sentence.keys[opening + 1]):
            continue
        i = opening - 1
        while i >= 0 and i in taken and opening - i < 6:
            i -= 1
        titled = i >= 0 and (_titular(tokens[i], lexicon) or sentence.keys[i] in lexicon.cues["office"]["titles"])
        if titled and all(tokens[j].word and not tokens[j].joined for j in inside):
            found.append((opening + 1, closing - 1, "Person"))
    return found


def _before_name(sentence: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether the token at ``i`` stands before a name and is no part of it: a particle, a pronoun, a title, or a common word before
    a given name (وكيل أحمد)."""
    token, following = sentence.tokens[i], sentence.tokens[i + 1]
    if _particle(sentence, token) or _titular(token, lexicon) or token.tag == "PRP":
        return True
    word = key(token.form)
    known = lexicon.names.is_given(word) or lexicon.names.is_family(word) or "<before.kunya>" in lexicon.cue_classes(word)
    return not known and token.tag not in PROPER and lexicon.names.is_given(key(following.form))


def _of_family(sentence: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether the name at ``i`` is that of a family or clan (عائلة الدروبي), not of a person."""
    j = before(sentence, i)
    return j >= 0 and "<before.group>" in lexicon.cue_classes(key(sentence.tokens[j].form))


def _titular(token: Token, lexicon: Lexicon) -> bool:
    """A title or kinship word, which is no part of a name; أبو and the like begin one."""
    classes = lexicon.cue_classes(key(token.form))
    return "<before.kunya>" not in classes and bool({"<kin>", "<before.person>"} & set(classes))


def _whole_name(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    """(first, last) token of a person's name with the given name before it, and with the family names and the kunya that follow it,
    no mark in between."""
    tokens = sentence.tokens
    if first > 0 and key(tokens[first].form).startswith("ال"):
        given, titled = tokens[first - 1], first > 1 and _titular(tokens[first - 2], lexicon)
        word = key(given.form)
        listed = lexicon.names.is_given(word) and not lexicon.names.ambiguous(word)
        plain = not given.verb and len(word) > 2 and not lexicon.cue_classes(word) and given.tag not in ("IN", "CC", "PUNC", "PRP$", "PRP")
        if plain and (listed or titled and not word.startswith("ال")):
            first -= 1
    while last + 1 < len(tokens) and last - first + 1 < LONGEST_NAME and not tokens[last + 1].joined:
        if (
            "<before.kunya>" in lexicon.cue_classes(key(tokens[last + 1].form))
            and last > first
            and last + 2 < len(tokens)
            and tokens[last + 2].noun
        ):
            return first, last + 2
        word = sentence.keys[last + 1]
        nisba = last == first + 1 and word.startswith("ال") and word.endswith("ي") and len(word) > 5  # أبو أسامة العراقي
        if not _name_part(sentence, tokens[last + 1], lexicon) and not (
            nisba and "<before.kunya>" in lexicon.cue_classes(sentence.keys[first])
        ):
            break
        last += 1
    return first, last


def _people(sentence: Sentence, taken: set[int], lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Chains of a given name and family names that the tagger left out: a given name that is no common word, then one to three
    words that are names by list or tag, or that have the article and hang on the name."""
    tokens, found = sentence.tokens, []
    i = 0
    while i < len(tokens):
        last = i
        word = key(tokens[i].form)
        if i not in taken and (kunya := _kunya(sentence, i, lexicon)) > i:
            last = kunya
        elif i not in taken and len(word) > 2 and lexicon.names.is_given(word) and not lexicon.names.ambiguous(word) and not tokens[i].verb:
            while (
                last + 1 < len(tokens)
                and last - i < 3
                and last + 1 not in taken
                and not tokens[last + 1].joined
                and _name_part(sentence, tokens[last + 1], lexicon)
            ):
                last += 1
        if last > i or (last == i and _in_list(sentence, i, taken, lexicon)):
            found.append((i, last, "Person"))
        i = last + 1
    return found


def _kunya(sentence: Sentence, i: int, lexicon: Lexicon) -> int:
    """The last token of the kunya (أبو طلحة العراقي) that begins at token ``i``, soon after a title; ``i`` where none does."""
    tokens = sentence.tokens
    begins = "<before.kunya>" in lexicon.cue_classes(sentence.keys[i])
    if not begins or i + 1 >= len(tokens) or not tokens[i + 1].noun or tokens[i + 1].joined:
        return i
    if not any(_titular(t, lexicon) for t in tokens[max(0, i - 4) : i]):
        return i
    return i + 2 if i + 2 < len(tokens) and sentence.keys[i + 2].startswith("ال") and not tokens[i + 2].joined else i + 1


def _of_arms(sentence: Sentence, groups: Sequence[Match[list[Group]]], taken: set[int], lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """A word that goes back to a group, right after a noun of what such a group has (طيران التحالف) or coordinated with another
    group (قسد والتحالف): there it names the group."""
    arms, words = lexicon.cues["noun"]["arms"], sentence.keys
    named = {m.last for m in groups}
    return [
        (m.first, m.last, "Group")
        for m in groups
        if m.first == m.last > 0
        and m.first not in taken
        and any(words[m.first] in g.back for g in m.value)
        and (words[m.first - 1] in arms and m.first - 1 not in taken or words[m.first - 1] == "و" and m.first - 2 in named & taken)
    ]


def _in_list(sentence: Sentence, i: int, taken: set[int], lexicon: Lexicon) -> bool:
    """A given name alone that is coordinated with a name before it (أحمد وريم)."""
    word = key(sentence.tokens[i].form)
    return (
        i not in taken
        and i > 1
        and sentence.tokens[i - 1].form == "و"
        and i - 2 in taken
        and len(word) > 2
        and lexicon.names.is_given(word)
        and (sentence.tokens[i].tag in PROPER or not lexicon.names.ambiguous(word))
    )


def _name_part(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    word = key(token.form)
    if token.verb or len(word) < 3 or lexicon.cue_classes(word) or token.tag in ("CC", "PUNC", "RP", "WP", "CD"):
        return False
    written = sentence.text[token.start : token.end]
    if token.tag == "IN" and written != "علي" or "\u064b" in written:
        return False
    listed = (lexicon.names.is_given(word) or lexicon.names.is_family(word)) and not lexicon.names.ambiguous(word)
    return listed or token.tag in PROPER or (word.startswith("ال") and token.label in ("flat", "appos") and not lexicon.nominal_type(word))


def _countryside(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    tokens, area = sentence.tokens, lexicon.cues["area"]
    words = sentence.keys
    if (
        words[first].startswith("ال")
        and words[first][2:] in area["countryside"]
        and last + 2 < len(tokens)
        and words[last + 1] in area["of"]
    ):
        after = last + 2 + ("<before.place>" in lexicon.cue_classes(words[last + 2]))
        governorate = next((m for m in lexicon.place_phrases.longest(sentence) if m.first == after), None)
        if governorate:
            return first, governorate.last
    j = first - 1
    if (
        j >= 0
        and "<before.place>" in lexicon.cue_classes(words[j])
        and words[j] not in area["countryside"]
        and j
        and words[j - 1] in area["countryside"]
    ):
        j -= 1
    if j >= 0 and words[j] in area["countryside"] and words[first] not in area["countryside"]:
        first = j
    if words[first].removeprefix("ال") in area["countryside"]:
        while last + 1 < len(tokens) and words[last + 1] in area["direction"]:
            last += 1
    return first, last


def _region(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> int:
    area = lexicon.cues["area"]
    words = sentence.keys
    if (
        first == last
        and words[first] in area["country"]
        and first > 1
        and words[first - 1] in area["compass"]
        and words[first - 2] in area["compass"]
    ):
        return first - 2
    return first


def _built(sentence: Sentence, token: Token, kinds: dict[int, str], lexicon: Lexicon) -> tuple[int, int, str] | None:
    """The name of a site, road or the like that begins with its noun at ``token``, or None."""
    cues, tokens = lexicon.cues, sentence.tokens
    word = key(token.form)
    if word in cues["before"]["site"]:
        kind = "Site"
    elif word in cues["before"]["feature"]:
        kind = "Place"
    else:
        return None
    i = token.i + 1
    quoted = i < len(tokens) and tokens[i].form == '"'
    if quoted:
        closing = next((j for j in range(i + 1, min(len(tokens), i + 9)) if tokens[j].form == '"'), None)
        if closing is None or closing == i + 1:
            return None
        return (i + 1, closing - 1, kind) if kind == "Place" else (token.i, closing - 1, kind)
    if i >= len(tokens) or tokens[i].joined or not tokens[i].noun and i not in kinds:
        return None
    name = key(tokens[i].form)
    if name in cues["area"]["no_name"] or kinds.get(i) == "Group" or tokens[i].verb or tokens[i].tag == "CD":
        return None
    proper = tokens[i].tag in PROPER or kinds.get(i) in ("Place", "Person", "Site") or lexicon.names.is_given(name)
    if not proper and not (name.startswith("ال") and tokens[i].label in ("poss", "flat", "appos")):
        return None
    last = i
    while (
        last + 1 < len(tokens)
        and not tokens[last + 1].joined
        and (
            (kinds.get(last + 1) and kinds.get(last + 1) == kinds.get(i))
            or (tokens[last + 1].tag in PROPER and tokens[last + 1].label in ("flat", "poss"))
            or (tokens[last + 1].tag == "DTJJ" and key(tokens[last + 1].form) not in cues["office"]["former"])
        )
    ):
        last += 1
    if (
        kind == "Place"
        and word == key("طريق")
        and last + 2 < len(tokens)
        and tokens[last + 1].form in ("-", "_", "/")
        and tokens[last + 2].noun
    ):
        last += 2
    if kind == "Site" and kinds.get(token.i) == "Place" and _settlement(" ".join(sentence.keys[token.i : last + 1]), lexicon):
        kind = "Place"  # جسر الشغور
    return token.i, last, kind


def _settlement(name: str, lexicon: Lexicon) -> bool:
    """Whether a folded name is known as that of a district's town, whatever its first word means."""
    kinds = {p.kind for p in lexicon.gazetteer.find(name)}
    return {"settlement", "subdistrict"} <= kinds


def named_again(sentences: Sequence[Sentence], found: Sequence[NamedMention], lexicon: Lexicon) -> Iterator[NamedMention]:
    """Persons whose full name stands elsewhere in the article, named by their last name alone (الهفل) or by a given name; and those who
    are named by one word there (زيد), named by it again."""
    last_names, first_names, alone = set(), set(), set()
    for mention in found:
        if mention.type == "Person":
            tokens = sentences[mention.sentence].tokens
            first_names.add(key(tokens[mention.first].form))
            if mention.last > mention.first:
                last_names.add(key(tokens[mention.last].form))
            else:
                alone.add(key(tokens[mention.first].form))
    taken = {(m.sentence, i) for m in found for i in range(m.first, m.last + 1)}
    for n, sentence in enumerate(sentences):
        for token in sentence.tokens:
            word = key(token.form)
            short = len(word) < 4 and word not in alone
            if (n, token.i) in taken or short or token.verb or lexicon.names.ambiguous(word) and token.tag not in PROPER:
                continue
            if (
                lexicon.nominal_type(word)
                or lexicon.cue_classes(word)
                or (token.i + 1 < len(sentence.tokens) and sentence.tokens[token.i + 1].tag == "PRP$")
            ):
                continue
            if (word in last_names and (word.startswith("ال") or token.tag in PROPER)) or (word in first_names and token.tag in PROPER):
                first, last = _whole_name(sentence, token.i, token.i, lexicon)
                kind = "Group" if first == token.i and _of_family(sentence, first, lexicon) else "Person"
                yield NamedMention(n, first, last if (n, last) not in taken else token.i, kind)


LONGEST_KNOWN = 6
NAMED_OFTEN = 0.3  # tried on ANERcorp: with 0 and 0.5 a little fewer names are found right


def named_elsewhere(sentences: Sequence[Sequence[Token]], found: Sequence[NamedMention]) -> Iterator[NamedMention]:
    """Words of general news that name something elsewhere in the same text, and the last names of its persons; a single word only where
    it is named so at least three times of ten."""
    named: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for mention in found:
        words = tuple(key(t.form) for t in sentences[mention.sentence][mention.first : mention.last + 1])
        named[words][mention.type] += 1
        if mention.type == "Person" and len(words) > 1:
            named[words[-1:]][mention.type] += 1
    uses = Counter(key(t.form) for tokens in sentences for t in tokens)
    taken = {(m.sentence, i) for m in found for i in range(m.first, m.last + 1)}
    for n, tokens in enumerate(sentences):
        words = tuple(key(t.form) for t in tokens)
        i = 0
        while i < len(words):
            end = min(i + LONGEST_KNOWN, len(words))
            end = next((j for j in range(i, end) if (n, j) in taken), end)
            for size in range(end - i, 0, -1):
                types = named.get(words[i : i + size])
                if types is None:
                    continue
                (kind, times), *_ = types.most_common(1)
                if size > 1 or (len(words[i]) > 2 and not tokens[i].verb and times > NAMED_OFTEN * uses[words[i]]):
                    yield NamedMention(n, i, i + size - 1, kind)
                    i += size - 1
                    break
            i += 1
