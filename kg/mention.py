"""Named mentions: spans of a sentence that name a person, group, place or site.

A conditional random field decides over tokens; it reads the analysis (form, tag, label), the lexicons (groups, gazetteer, given
and family names), the cue words in front of a name (قرية village, المدعو so-called …), and what the same word is elsewhere in the
article. It is learned by ``kg.train.mentions``; its card is ``kg/models/mentions.md``.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pycrfsuite

from kg.fold import key
from kg.lexicon import Lexicon
from kg.naming import OPENING, NamedMention, before, named_again, settle
from kg.syntax import Sentence, Token
from kg.weights import weights

DOMAIN = "isnad"  # the kind of text that the annotation guide is for
TYPES = ("Person", "Group", "Place", "Site")


def lexicon_tags(sentence: Sentence, lexicon: Lexicon) -> list[list[str]]:
    """For each token, what the lexicons say of it: B or I of a phrase of a kind."""
    tags: list[list[str]] = [[] for _ in sentence.tokens]
    found = [("group", m.first, m.last) for m in lexicon.group_phrases.longest(sentence)]
    for match in lexicon.place_phrases.longest(sentence):
        found.append(("vague" if all(p.ambiguous for p in match.value) else "place", match.first, match.last))
    for kind, first, last in found:
        for i in range(first, last + 1):
            tags[i].append(f"{kind}:{'B' if i == first else 'I'}{min(last - first + 1, 3)}")
    for token in sentence.tokens:
        word = key(token.form)
        if lexicon.names.is_given(word):
            tags[token.i].append("given")
        if lexicon.names.is_family(word):
            tags[token.i].append("family")
        tags[token.i].extend(lexicon.cue_classes(word))
    return tags


def features(sentences: Sequence[Sentence], lexicon: Lexicon, domain: str = "") -> list[list[list[str]]]:
    """Features of every token of every sentence of one article. ``domain`` marks material of another kind, so that what
    holds only there is learned apart."""
    tags = [lexicon_tags(s, lexicon) for s in sentences]
    seen: dict[str, set[str]] = defaultdict(set)
    for n, sentence in enumerate(sentences):
        for token in sentence.tokens:
            j = before(sentence, token.i)
            if j >= 0 and len(token.form) > 2:
                seen[key(token.form)].update(t for t in tags[n][j] if t.startswith("<"))
    rows = []
    for n, sentence in enumerate(sentences):
        row = [_token_features(sentence, token, tags[n], seen) for token in sentence.tokens]
        if domain:
            row = [[*r, *(f"{domain}/{f}" for f in r if f.startswith(("w=", "t=", "c-", "L=", "q")))] for r in row]
        rows.append(row)
    return rows


def _token_features(sentence: Sentence, token: Token, tags: Sequence[Sequence[str]], seen: dict[str, set[str]]) -> list[str]:
    tokens, i = sentence.tokens, token.i
    word = key(token.form)
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
    row = [
        "bias",
        "w=" + word,
        "b=" + bare,
        "s3=" + word[-3:],
        "s2=" + word[-2:],
        "p2=" + bare[:2],
        "t=" + token.tag,
        "l=" + token.label,
        "al" if bare != word else "no-al",
        "joined" if token.joined else "apart",
    ]
    for offset in (-3, -2, -1, 1, 2, 3):
        j = i + offset
        if 0 <= j < len(tokens):
            other = tokens[j]
            if abs(offset) < 3:
                row += [f"w{offset}={key(other.form)}", f"t{offset}={other.tag}"]
                row += [f"L{offset}={t}" for t in tags[j]]
            else:
                row.append(f"w{offset}={key(other.form)}")
        else:
            row.append(f"w{offset}=|")
    row += [f"L={t}" for t in tags[i]] or ["L=none"]
    row += [f"L={t}&t={token.tag}" for t in tags[i]]
    j = before(sentence, i)
    if j >= 0:
        row.append(f"c-={key(tokens[j].form)}")
        row += [f"cue={t}" for t in tags[j] if t.startswith("<")]
        row += [f"cue={t}&t={token.tag}" for t in tags[j] if t.startswith("<")]
        row += [f"cue={t}&L={u}" for t in tags[j] if t.startswith("<") for u in tags[i]]
        k = before(sentence, j)
        if k >= 0:
            row += [f"cue2={t}" for t in tags[k] if t.startswith("<")]
    if i and tokens[i - 1].form in OPENING:
        row.append("q=after")
    if i + 1 < len(tokens) and tokens[i + 1].form == '"':
        row.append("q=before")
    head = sentence.head(i)
    if head is not None:
        row += [f"h={key(head.form)}", f"h={head.tag}&l={token.label}"]
    row += [f"doc={t}" for t in sorted(seen.get(word, ()))]
    if i > 0:
        row.append(f"t-t={tokens[i - 1].tag}|{token.tag}")
    return row


class MentionTagger:
    """Finds named mentions in an article's sentences. Raises ``FileNotFoundError`` where the model is missing."""

    def __init__(self, lexicon: Lexicon, model: Path | None = None) -> None:
        self.lexicon = lexicon
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(model or weights("mentions.crfsuite")))

    def __call__(self, sentences: Sequence[Sentence]) -> list[NamedMention]:
        found = []
        for n, row in enumerate(features(sentences, self.lexicon, DOMAIN)):
            found += [NamedMention(n, *span) for span in settle(sentences[n], spans(self._tagger.tag(row)), self.lexicon)]
        again = list(named_again(sentences, found, self.lexicon))
        fuller = {(m.sentence, i) for m in again for i in range(m.first, m.last + 1)}
        return sorted([*(m for m in found if (m.sentence, m.first) not in fuller), *again], key=lambda m: (m.sentence, m.first))


def spans(labels: Iterable[str]) -> list[tuple[int, int, str]]:
    """(first, last, type) of each run of ``B-type``, ``I-type`` labels."""
    result: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        prefix, _, kind = label.partition("-")
        if prefix == "B" or (prefix == "I" and not (result and result[-1][1] == i - 1 and result[-1][2] == kind)):
            result.append((i, i, kind))
        elif prefix == "I":
            result[-1] = (result[-1][0], i, kind)
    return result


@cache
def default_tagger() -> MentionTagger:
    return MentionTagger(Lexicon.load())
