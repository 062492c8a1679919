"""What kind of text an article is: news of the conflict, which the annotation guide is for, or general news.

Names are read otherwise in general news (a state is a place, whatever it does). A word counts for general news by how much more
often it stands there than in articles on the conflict (``kg/models/kinds.tsv``, learned by ``kg.train.kinds``). The sum decides; an
article that is not clearly general is one of the conflict.
"""

from collections.abc import Iterable
from functools import cache

from kg.fold import key
from kg.syntax import Sentence
from kg.weights import weights

CONFLICT, NEWS = "isnad", "news"
# Hundredths of the natural logarithm of how many times likelier the words are in general news: e squared, seven times.
CLEARLY = 200


@cache
def table() -> dict[str, int]:
    """Folded word -> its weight in hundredths of a natural logarithm. Raises ``FileNotFoundError`` where the file is missing."""
    rows = weights("kinds.tsv").read_text("utf-8").splitlines()[1:]
    return {word: int(weight) for word, weight in (row.split("\t") for row in rows)}


def words(sentences: Iterable[Sentence]) -> Iterable[str]:
    """The folded tokens that are counted: those longer than a letter that begin with none of the digits."""
    return (key(t.form) for s in sentences for t in s.tokens if len(t.form) > 1 and not t.form[0].isdigit())


def kind(sentences: Iterable[Sentence]) -> str:
    """``NEWS`` or ``CONFLICT``."""
    known = table()
    return NEWS if sum(known.get(word, 0) for word in words(sentences)) > CLEARLY else CONFLICT
