"""Named mentions: spans of a sentence that name a person, group, place or site.

A conditional random field decides over tokens; it reads the analysis (form, tag, label), the lexicons (groups, gazetteer, given
and family names, names of general news), the cue words in front of a name (قرية village, المدعو so-called …), and what the same word is
elsewhere in the article. It reads news of the conflict by the annotation guide and general news in its own way (``kg.kind``). It is
learned by ``kg.train.mentions``; its card is ``kg/models/mentions.md``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from kg.chain import Chain
from kg.fold import key
from kg.kind import CONFLICT, NEWS, kind
from kg.lexicon import Lexicon
from kg.naming import OPENING, OTHER, NamedMention, named_again, named_elsewhere, settle, settle_news, without_markup
from kg.syntax import Sentence
from kg.weights import weights
from kg.world import World

# Rows of scores that are kept before all are made anew (70 bytes each).
MOST_ROWS = 300_000
TYPES = ("Person", "Group", "Place", "Site")

T = TypeVar("T")
# What begins the features that are also learned apart for each kind of text.
_APART = ("w=", "t=", "c-", "L=", "q")


def lexicon_tags(sentence: Sentence, lexicon: Lexicon, world: World) -> list[list[str]]:
    """For each token, what the lexicons say of it: B or I of a phrase of a kind."""
    found = [("group", m.first, m.last) for m in lexicon.group_phrases.longest(sentence)]
    for match in lexicon.place_phrases.longest(sentence):
        found.append(("vague" if all(p.ambiguous for p in match.value) else "place", match.first, match.last))
    for named in world.phrases.longest(sentence):
        found += [(f"world.{k}", named.first, named.last) for k in dict.fromkeys(named.value)]
    tags: list[list[str]] = [[] for _ in sentence.tokens]
    for what, first, last in found:
        for i in range(first, last + 1):
            tags[i].append(f"{what}:{'B' if i == first else 'I'}{min(last - first + 1, 3)}")
    for token in sentence.tokens:
        tags[token.i].extend(_word_tags(lexicon, world, token.form))
    return tags


@lru_cache(maxsize=65536)
def _word_tags(lexicon: Lexicon, world: World, form: str) -> tuple[str, ...]:
    """What the lexicons of single words say of a form: given and family names, words that stand before names."""
    word, tags = key(form), []
    if lexicon.names.is_given(word):
        tags.append("given")
    if lexicon.names.is_family(word):
        tags.append("family")
    return (*tags, *lexicon.cue_classes(word), *world.classes(word))


class Features(Generic[T]):
    """The features of an article's tokens, in groups. ``encode`` makes of a group what stands for it, the strings themselves or a row of
    a model's scores; it is asked once for all tokens that have the group, until ``clear``."""

    def __init__(self, lexicon: Lexicon, encode: Callable[[list[str]], T]) -> None:
        self.lexicon, self.world = lexicon, World.load()
        self._caches: list[Callable[[], None]] = []

        def once(group: Callable[..., list[str]]) -> Callable[..., T]:
            kept = lru_cache(maxsize=None)(lambda *what: encode(group(*what)))
            self._caches.append(kept.cache_clear)
            return kept

        def around(group: Callable[..., list[str]], reach: int) -> Callable[..., tuple[T, ...]]:
            offsets = range(-reach, reach + 1)
            kept = lru_cache(maxsize=None)(lambda *what: tuple(encode(group(offset, *what)) for offset in offsets))
            self._caches.append(kept.cache_clear)
            return kept

        self._form, self._tag = around(_form, 3), around(_tag, 2)
        self._tree, self._cued, self._plain = once(_tree), once(_cued), once(_plain)

    def clear(self) -> None:
        """Forgets what stands for the groups."""
        for clear in self._caches:
            clear()

    def __call__(self, sentences: Sequence[Sentence]) -> list[list[list[T]]]:
        """What stands for the groups of features of every token of every sentence of one article."""
        tags = [[tuple(t) for t in lexicon_tags(s, self.lexicon, self.world)] for s in sentences]
        cues = [[tuple(t for t in own if t[0] == "<") if own else () for own in row] for row in tags]
        standing = [list(_standing(s)) for s in sentences]
        seen: dict[str, set[str]] = defaultdict(set)
        for n, sentence in enumerate(sentences):
            for token, j in zip(sentence.tokens, standing[n], strict=True):
                if j >= 0 and cues[n][j] and len(token.form) > 2:
                    seen[key(token.form)].update(cues[n][j])
        elsewhere = {word: tuple(sorted(found)) for word, found in seen.items()}
        return [list(self._rows(s, tags[n], cues[n], standing[n], elsewhere)) for n, s in enumerate(sentences)]

    def _rows(
        self,
        sentence: Sentence,
        tags: Sequence[tuple[str, ...]],
        cues: Sequence[tuple[str, ...]],
        standing: Sequence[int],
        elsewhere: dict[str, tuple[str, ...]],
    ) -> Iterator[list[T]]:
        tokens = sentence.tokens
        edge, void = self._form("|"), self._tag("", ())
        f = [edge, edge, edge, *(self._form(t.form) for t in tokens), edge, edge, edge]
        t = [void, void, *(self._tag(token.tag, tags[token.i]) for token in tokens), void, void]
        before_tag = ""
        for i, token in enumerate(tokens):
            head = tokens[token.head]
            j = standing[i]
            row = [
                f[i][0],
                f[i + 1][1],
                f[i + 2][2],
                f[i + 3][3],
                f[i + 4][4],
                f[i + 5][5],
                f[i + 6][6],
                t[i][0],
                t[i + 1][1],
                t[i + 2][2],
                t[i + 3][3],
                t[i + 4][4],
                self._tree(token.label, token.joined, *((head.form, head.tag) if head is not token else ("", ""))),
            ]
            if j >= 0:
                k = standing[j]
                row.append(self._cued(tokens[j].form, cues[j], cues[k] if k >= 0 else (), tags[i], token.tag))
            opened = i > 0 and tokens[i - 1].form in OPENING
            closed = i + 1 < len(tokens) and tokens[i + 1].form == '"'
            row.append(self._plain(before_tag, token.tag, opened, closed, elsewhere.get(key(token.form), ())))
            before_tag = token.tag
            yield row


def _standing(sentence: Sentence) -> Iterator[int]:
    """For each token the index of the token before it, opening marks passed over; -1 where there is none."""
    last = -1
    for token in sentence.tokens:
        yield last
        if token.form not in OPENING:
            last = token.i


def _form(offset: int, form: str) -> list[str]:
    """What a form says of the token from which it stands ``offset`` tokens away; | is the edge of the sentence."""
    word = key(form)
    if offset:
        return [f"w{offset}={word}"]
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
    return ["w=" + word, "b=" + bare, "s3=" + word[-3:], "s2=" + word[-2:], "p2=" + bare[:2], "al" if bare != word else "no-al"]


def _tag(offset: int, tag: str, listed: tuple[str, ...]) -> list[str]:
    """What a tag, and what the lexicons list, say of the token from which they stand ``offset`` tokens away."""
    if not tag:
        return []
    if offset:
        return [f"t{offset}={tag}", *(f"L{offset}={what}" for what in listed)]
    return ["t=" + tag, *([f"L={what}" for what in listed] or ["L=none"]), *(f"L={what}&t={tag}" for what in listed)]


def _tree(label: str, joined: bool, head: str, head_tag: str) -> list[str]:
    """A token's label, and form and tag of its head, empty for the root."""
    row = ["bias", "l=" + label, "joined" if joined else "apart"]
    return [*row, f"h={key(head)}", f"h={head_tag}&l={label}"] if head_tag else row


def _cued(form: str, cues: tuple[str, ...], further: tuple[str, ...], listed: tuple[str, ...], tag: str) -> list[str]:
    """The word before a token, opening marks passed over, with its cues and those of the word before it."""
    row = [f"c-={key(form)}"]
    for cue in cues:
        row += [f"cue={cue}", f"cue={cue}&t={tag}", *(f"cue={cue}&L={what}" for what in listed)]
    return [*row, *(f"cue2={cue}" for cue in further)]


def _plain(before_tag: str, tag: str, opened: bool, closed: bool, elsewhere: tuple[str, ...]) -> list[str]:
    """The tag with that before it, quotation marks on either side, and the cues that the word has anywhere in the article."""
    row = [f"doc={cue}" for cue in elsewhere]
    if before_tag:
        row.append(f"t-t={before_tag}|{tag}")
    if opened:
        row.append("q=after")
    if closed:
        row.append("q=before")
    return row


def apart(features: list[str], of_kind: str) -> list[str]:
    """``features``, some of them again as those of a kind of text: what holds only there is learned apart."""
    return [*features, *(f"{of_kind}/{f}" for f in features if f.startswith(_APART))]


class MentionTagger:
    """Finds named mentions in an article's sentences. Raises ``FileNotFoundError`` where the model is missing."""

    def __init__(self, lexicon: Lexicon, model: Path | None = None) -> None:
        self.lexicon = lexicon
        chain = self._chain = Chain(model or weights("mentions.crfsuite"))
        self._features = {
            of_kind: Features(lexicon, lambda features, of_kind=of_kind: chain.row(apart(features, of_kind)))  # type: ignore[misc]
            for of_kind in (CONFLICT, NEWS)
        }

    def __call__(self, sentences: Sequence[Sentence], of_kind: str | None = None) -> list[NamedMention]:
        """Mentions in order. ``of_kind`` (``kg.kind.CONFLICT`` or ``NEWS``) says how to read; without it the text itself decides. Read as
        news, there are also names of ``OTHER`` type, and no Site: a built thing is a Place."""
        of_kind = of_kind or kind(sentences)
        if self._chain.used > MOST_ROWS:
            self._chain.clear()
            for features in self._features.values():
                features.clear()
        labels = self._chain.label(self._features[of_kind](sentences))
        found = []
        for n, sentence in enumerate(sentences):
            tagged = without_markup(sentence, spans(labels[n]))
            if of_kind == NEWS:
                settled = settle_news(sentence, tagged, self.lexicon)
            else:
                settled = settle(sentence, [s for s in tagged if s[2] != OTHER], self.lexicon)
            found += [NamedMention(n, *span) for span in settled]
        if of_kind == NEWS:
            again = list(named_elsewhere([s.tokens for s in sentences], found))
        else:
            again = list(named_again(sentences, found, self.lexicon))
        fuller = {(m.sentence, i) for m in again for i in range(m.first, m.last + 1)}
        return sorted([*(m for m in found if (m.sentence, m.first) not in fuller), *again], key=lambda m: (m.sentence, m.first))


def spans(labels: Iterable[str]) -> list[tuple[int, int, str]]:
    """(first, last, type) of each run of ``B-type``, ``I-type`` labels."""
    result: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        prefix, _, of_type = label.partition("-")
        if prefix == "B" or (prefix == "I" and not (result and result[-1][1] == i - 1 and result[-1][2] == of_type)):
            result.append((i, i, of_type))
        elif prefix == "I":
            result[-1] = (result[-1][0], i, of_type)
    return result


@cache
def default_tagger() -> MentionTagger:
    return MentionTagger(Lexicon.load())
