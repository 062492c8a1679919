"""A search for names that shares nothing with the code that masks them: whatever an output is written in, in whatever form of Unicode."""

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

_ALIKE = str.maketrans("أإآٱىیةکؤئ", "اااايي" + "هكوي", "ءـ")
_NO_LETTERS = re.compile(r"[\W\d_]+")


def bare(text: str) -> str:
    """Letters only, in one row. Composed, decomposed and presentation forms (NFC, NFD, NFKC) come to the same."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text).translate(_ALIKE).casefold())


@lru_cache(maxsize=4)
def rows(text: str) -> tuple[str, ...]:
    """The letters of a text, and of what it says when the escapes of JSON, XML and web addresses are undone."""
    unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    views = (text, html.unescape(text), unquote(text), unquote(unquote(text)), unescaped)
    return tuple(dict.fromkeys(map(bare, dict.fromkeys(views))))


def shows(text: str, name: str) -> bool:
    """Whether the letters of ``name`` stand in a row somewhere, whatever is between them."""
    wanted = bare(name)
    return any(wanted in row for row in rows(text))
