"""Which sentences are not Arabic: Persian, Kurdish, English and the like, quoted in an article or an article by themselves.

Much of what is written in Arabic letters is not Arabic, and would give names and claims that nobody made. A sentence is told apart by
what it is written with, without a model: letters that Arabic does not have (پ چ ژ ە ێ), words that only Persian has (است, برای), and
against these the article ال and the particles of Arabic. The forms of kaf and yeh that Persian keyboards type are a sign only where
the whole text has hardly anything of Arabic: some Arabic outlets type them too.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.fold import DROPPED, INVISIBLE, key
from kg.graph import Span
from kg.lexicon import listed
from kg.syntax import Sentence, sentence_spans

# Markup and addresses say nothing of the language; what an article quotes of them may be longer than its words.
_NO_WORDS = re.compile(r"<[^<>]*>|&#?\w+;|https?://\S+|www\.\S+|\S+@\S+|@\w+")
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPT = re.compile("[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_KEYBOARD = "\u06a9\u06cc\u06c1"  # kaf, yeh and heh as Persian keyboards type them
_STRANGE = re.compile(f"(?![{_KEYBOARD}])[\u063b-\u063f\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_DROP = dict.fromkeys(map(ord, DROPPED))

# Of the words in Arabic letters: an article of Arabic has ال or a particle in a third, one of Persian in a fiftieth, and Persian and
# Kurdish have a sign of theirs in a fifth to most. A sentence of Arabic that names two Kurds has some strange letters too.
_ARABIC_ARTICLE, _FOREIGN_SHARE, _FOREIGN_SENTENCE, _LEAST = 0.08, 0.2, 0.25, 2


@dataclass(frozen=True, slots=True)
class _Signs:
    """How many words a text has, how many of them in Arabic letters, and how many bear each kind of sign."""

    words: int
    script: int
    arabic: int
    strange: int
    keyboard: int


def passages(text: str, words: int = 1) -> list[Span]:
    """The sentences of an article's text that are not Arabic and have at least so many words, without the space around them."""
    return [span for span, count in _passages(text) if count >= words]


@lru_cache(maxsize=2)
def _passages(text: str) -> tuple[tuple[Span, int], ...]:
    spans = [Span(*s) for s in sentence_spans(text)]
    signs = [_signs(s.of(text)) for s in spans]
    return tuple((_trimmed(text, span), sign.words) for span, sign, passed in zip(spans, signs, _foreign_of(signs), strict=True) if passed)


def _trimmed(text: str, span: Span) -> Span:
    """The span without the space and the marks of direction around it."""
    start, end = span.start, span.end
    while end - start > 1 and (text[end - 1].isspace() or text[end - 1] in INVISIBLE):
        end -= 1
    while end - start > 1 and (text[start].isspace() or text[start] in INVISIBLE):
        start += 1
    return Span(start, end)


def arabic(sentences: Iterable[Sentence], passed: Sequence[Span]) -> tuple[Sentence, ...]:
    """The sentences that lie in none of ``passed``, which are in order."""
    starts = [p.start for p in passed]

    def outside(sentence: Sentence) -> bool:
        k = bisect(starts, sentence.start) - 1
        return k < 0 or passed[k].end <= sentence.start

    return tuple(filter(outside, sentences))


def foreign(sentences: Sequence[str]) -> list[bool]:
    """For each sentence of one article, in order, whether it is not Arabic. What has no words (digits, punctuation) is not foreign."""
    return _foreign_of([_signs(sentence) for sentence in sentences])


def _foreign_of(signs: Sequence[_Signs]) -> list[bool]:
    script = sum(s.script for s in signs)
    ours = sum(s.arabic for s in signs) >= _ARABIC_ARTICLE * script
    theirs = not ours and any(s.strange for s in signs) and sum(s.strange + s.keyboard for s in signs) >= _FOREIGN_SHARE * script
    return [_foreign(s, ours, theirs) for s in signs]


def _foreign(signs: _Signs, ours: bool, theirs: bool) -> bool:
    if signs.script * 4 <= signs.words:
        return signs.words > 0
    if ours:
        return signs.strange >= max(_LEAST, _FOREIGN_SENTENCE * signs.script) and signs.strange > signs.arabic
    if theirs:
        return signs.strange + signs.keyboard >= signs.arabic
    return signs.strange >= _FOREIGN_SHARE * signs.script and signs.strange > signs.arabic


def _signs(sentence: str) -> _Signs:
    words = _WORD.findall(_NO_WORDS.sub(" ", sentence.translate(_DROP)))
    script = [w for w in words if _SCRIPT.search(w)]
    strange = [w for w in script if _STRANGE.search(w) or key(w) in _persian()]
    return _Signs(
        words=len(words),
        script=len(script),
        arabic=sum(_arabic(w) for w in script),
        strange=len(strange),
        keyboard=sum(any(c in w for c in _KEYBOARD) for w in script if w not in strange),
    )


def _arabic(word: str) -> bool:
    folded = key(word)
    return folded in listed("tongue", "arabic") or (len(folded) > 4 and folded.startswith(("ال", "وال", "بال", "لل", "فال", "كال")))


@cache
def _persian() -> frozenset[str]:
    return listed("tongue", "persian")
