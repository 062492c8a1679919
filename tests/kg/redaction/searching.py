"""A search for names that shares nothing with the code that masks them: whatever an output is written in, in whatever form of Unicode."""

import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

_ALIKE = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ؤ": "و", "ئ": "ي", "ء": "", "ـ": ""}
)


def bare(text: str) -> str:
    """Letters only, in one row."""
    text = unicodedata.normalize("NFKC", text).translate(_ALIKE).casefold()
    return "".join(c for c in text if unicodedata.category(c)[0] == "L")


def views(text: str) -> Iterator[str]:
    """A text, and what it says when the escapes of JSON, XML and web addresses are undone."""
    seen = [text, html.unescape(text), unquote(text), unquote(unquote(text))]
    seen.append(re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text))
    for view in dict.fromkeys(seen):
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            yield unicodedata.normalize(form, view)  # type: ignore[arg-type]


def shows(text: str, name: str) -> bool:
    """Whether the letters of ``name`` stand in a row somewhere, whatever is between them."""
    wanted = bare(name)
    return any(wanted in row for row in dict.fromkeys(map(bare, views(text))))
