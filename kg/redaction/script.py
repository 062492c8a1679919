"""Texts as letters: what is left of a name however it is written, each letter with the way back to the text.

Harder than ``kg.fold``, since here a spelling that is missed harms somebody and one too many costs a word: compatibility forms (NFKD),
marks, tatweel and invisible characters, hamza seats, Persian and Kurdish letters, and what dialects exchange (ذ د, ث ت, ظ ض) become one,
repeated letters are written once, and letters that are hidden in percent encoding (UTF-8 or Windows-1256, once or twice), in character
references or in backslash escapes are read. What stands between letters is passed over, but parts them into tokens.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_to_bytes

_SAME = str.maketrans(
    {
        **dict.fromkeys("ىیےېێ", "ي"), **dict.fromkeys("ةەہھۃۂ", "ه"), **dict.fromkeys("کڪګگڭ", "ك"), **dict.fromkeys("ٱٲٳٵ", "ا"),
        **dict.fromkeys("ۆۇۈۋۏٶٷ", "و"), **dict.fromkeys("ڤڥڢ", "ف"), **dict.fromkeys("ڕړڒ", "ر"), **dict.fromkeys("ڵ", "ل"),
        **dict.fromkeys("ذڈډ", "د"), **dict.fromkeys("ثٹټ", "ت"), "ظ": "ض", "پ": "ب", "چ": "ج", "ژ": "ز", "ڨ": "ق", "ڧ": "ق", "ں": "ن",
        "ء": "", "ı": "i", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    }
)  # fmt: skip
_ESCAPED = re.compile(
    r"(?P<percent>(?:%(?:25)*[0-9A-Fa-f]{2})+)|(?P<entity>&(?:amp;)*#?\w{1,31};)|(?P<slash>\\u[0-9A-Fa-f]{4}|\\u\{[0-9A-Fa-f]{1,6}\}|\\U[0-9A-Fa-f]{8})"
    r"|(?P<tag></?[A-Za-z]{1,10}\s*/?>)"
)
LATIN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Token:
    """Letters ``first`` to ``last`` (end-exclusive) of a ``Letters``, and where they stand in the text (code points, end-exclusive)."""

    letters: str
    first: int
    last: int
    start: int
    end: int

    @property
    def latin(self) -> bool:
        return LATIN.fullmatch(self.letters) is not None


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a text in one line, with nothing between them. ``starts[i]:ends[i]`` is the raw span of letter ``i``, ``owner[i]``
    the number of its token."""

    text: str
    starts: list[int]
    ends: list[int]
    owner: list[int]
    tokens: list[Token]


def letters(text: str) -> Letters:
    """Reads ``text`` as its letters. Digits count as letters beside Latin ones (Arabizi), else they only part tokens."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    owner: list[int] = []
    number, parted, before, latin = -1, True, "", False
    for raw, start, end in _read(text):
        folded = _folded(raw)
        if raw.isdigit() and folded.isascii():
            if not (latin and not parted) and not _latin_follows(text, end):
                parted = True
                continue
            folded = raw
        elif folded == " ":
            parted = True
            continue
        for char in folded:
            now = char.isascii()
            if parted or now != latin or (now and raw.isupper() and before.islower()):
                number += 1
                parted, latin = False, now
            elif chars[-1] == char and not char.isdigit():
                ends[-1] = end  # lengthened, or doubled: one letter
                continue
            chars.append(char)
            starts.append(start)
            ends.append(end)
            owner.append(number)
        before = raw if folded else before
        if not folded and chars and not parted:
            ends[-1] = end  # a mark belongs to its letter
    return Letters("".join(chars), starts, ends, owner, _tokens(chars, starts, ends, owner))


def _tokens(chars: list[str], starts: list[int], ends: list[int], owner: list[int]) -> list[Token]:
    tokens: list[Token] = []
    first = 0
    for i in range(1, len(chars) + 1):
        if i == len(chars) or owner[i] != owner[first]:
            tokens.append(Token("".join(chars[first:i]), first, i, starts[first], ends[i - 1]))
            first = i
    return tokens


def words(text: str) -> list[str]:
    """The tokens of a text, as letters."""
    return [token.letters for token in letters(text).tokens]


@lru_cache(maxsize=8192)
def _folded(char: str) -> str:
    """Letters of one character; empty for what belongs to the letter before it, a space for what parts tokens."""
    out = ""
    for part in unicodedata.normalize("NFKD", char).casefold():
        kind = unicodedata.category(part)
        if part == "\u0640" or kind in ("Mn", "Me", "Cf", "Lm"):
            continue
        if not kind.startswith("L") and not (part.isascii() and part.isdigit()):
            return out or " "
        out += part.translate(_SAME)
    return out


def _latin_follows(text: str, at: int) -> bool:
    return at < len(text) and text[at].isascii() and text[at].isalpha()


def _read(text: str) -> Iterator[tuple[str, int, int]]:
    """The characters of a text with their spans; escaped ones as what they stand for."""
    at = 0
    for found in _ESCAPED.finditer(text):
        yield from ((char, i, i + 1) for i, char in enumerate(text[at : found.start()], at))
        at = found.end()
        match found.lastgroup:
            case "percent":
                yield from _percent(found.group(), found.start())
            case "entity":
                plain = html.unescape("&" + found.group()[1:].replace("amp;", ""))
                if len(plain) > 2:
                    yield from ((char, i, i + 1) for i, char in enumerate(found.group(), found.start()))
                else:
                    yield from ((char, found.start(), at) for char in plain)
            case "slash":
                code = int(re.sub(r"[^0-9A-Fa-f]", "", found.group()[2:]), 16)
                yield chr(code) if code < 0x110000 else " ", found.start(), at
            case _:
                yield "\u200b", found.start(), at  # a tag inside a name does not part it
    yield from ((char, i, i + 1) for i, char in enumerate(text[at:], at))


def _percent(run: str, start: int) -> Iterator[tuple[str, int, int]]:
    """What a run of percent-encoded bytes says: UTF-8, or else Windows-1256, as older Arabic sites have it."""
    pieces = [(m.start() + start, m.end() + start) for m in re.finditer(r"%(?:25)*[0-9A-Fa-f]{2}", run)]
    data = b"".join(unquote_to_bytes("%" + run[end - start - 2 : end - start]) for _, end in pieces)
    decoded = data.decode("utf-8", "surrogateescape")
    if not decoded.isascii() and all(char.isascii() or "\udc80" <= char <= "\udcff" for char in decoded):
        decoded = "".join(char if char.isascii() else data[i : i + 1].decode("cp1256") for i, char in enumerate(decoded))
        sizes = [1] * len(decoded)
    else:
        sizes = [1 if "\udc80" <= char <= "\udcff" else len(char.encode("utf-8")) for char in decoded]
    at = 0
    for char, size in zip(decoded, sizes, strict=True):
        yield char, pieces[at][0], pieces[at + size - 1][1]
        at += size
