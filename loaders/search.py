"""Entities by name: what the full-text index of ``loaders.schema`` is asked, and how its answers are put in order.

The index finds candidates, each store by its own analyzer; which of them fit, and in what order, is told by Cypher over the folded names,
so that both stores give the same answer.
"""

import re
from dataclasses import dataclass

from kg.fold import key

WORDS = 8
"""Words of a name that are looked at."""
LENGTH = 100
"""Characters of a word that are looked at (Lucene parts words of 256)."""
MOST = 1000
"""Candidates that are looked at, by the index's own score: a first name that ten thousand bear is answered as quickly as another."""
_ARTICLE = "ال"  # "the", written together with its noun
_QUOTED = re.compile(r'(["\\])')

CYPHER = """
CALL db.index.fulltext.queryNodes($index, $wanted, {limit: $most}) YIELD node AS e
WITH e, [k IN e.keys | ' ' + toLower(k) + ' '] AS keys
WITH e, [k IN keys WHERE all(w IN $words WHERE k CONTAINS (' ' + w) OR k CONTAINS (' ال' + w))] AS fit
WHERE size(fit) > 0
WITH e, CASE WHEN any(k IN fit WHERE k = ' ' + $key + ' ') THEN 0
             WHEN any(k IN fit WHERE all(w IN $words WHERE k CONTAINS (' ' + w + ' ') OR k CONTAINS (' ال' + w + ' '))) THEN 1
             ELSE 2 END AS rank
RETURN e.id AS id, e.type AS type, e.name AS name, e.names AS names, e.unnamed AS unnamed, e.identifier AS identifier
ORDER BY rank, size(e.key), e.key, id LIMIT $limit"""
"""Takes ``index``, ``limit``, ``most`` and what a ``Search`` has."""


@dataclass(frozen=True, slots=True)
class Search:
    """``wanted`` is in Lucene's language, made of quoted or bare words only; ``key`` is the name folded, ``words`` its words."""

    wanted: str
    key: str
    words: tuple[str, ...]


def search(name: str) -> Search | None:
    """What is asked for a name; None where it has no word.

    >>> search("أحمد المنصـ").wanted
    '+(احمد الاحمد) +(المنص المنص* الالمنص الالمنص*)'
    """
    words = tuple(word[:LENGTH] for word in key(name).lower().split()[:WORDS])
    if not any(re.search(r"\w", word) for word in words):
        return None
    beginnings = [len(word) == LENGTH or i == len(words) - 1 and len(word) > 1 and word != _ARTICLE for i, word in enumerate(words)]
    wanted = (_wanted(word, beginning=beginning) for word, beginning in zip(words, beginnings, strict=True))
    return Search(" ".join(wanted), " ".join(words), words)


def _wanted(word: str, *, beginning: bool) -> str:
    forms = (word, _ARTICLE + word)
    if not word.isalnum():  # the index's own analyzer parts what has marks within
        return "+({})".format(" ".join('"' + _QUOTED.sub(r"\\\1", form) + '"' for form in forms))
    return f"+({' '.join(f'{form} {form}*' if beginning else form for form in forms)})"
