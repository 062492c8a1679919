"""The last look: every output is searched for every withheld name before it is kept.

Independent of how names are masked, so that a mistake there does not pass here: it reads bytes as they were written, undoes the escapes
of JSON, XML, Turtle and web addresses, folds with ``kg.fold``, and looks for whole names in a row of letters, and for names of one word
among the words. It also looks for the key of the pseudonyms and for hashes of texts that were changed.
"""

import html
import io
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Collection, Set
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

import ahocorasick

from kg.errors import WithheldError
from kg.fold import fold

_WORD = re.compile(r"[^\W\d_]+")
_HASH = re.compile(rb"(?<![0-9a-f])[0-9a-f]{20,64}(?![0-9a-f])")
_SLASHED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_CLITIC = re.compile(r"(?:[وف]?[بلك]?ال|[وف]?لل|[وفبلك]|[وف][بلك])(?=\w{2})")
_ESCAPES = re.compile(rb"[\\&%]")
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u0655]+")
_ON = re.compile(r"\b[وف]?على\b")  # the preposition, which folds to the name علي and is masked only beside another name
_LIKE = str.maketrans({"ة": "ه", "ؤ": "و", "ئ": "ي", "ء": ""})
_HASH_DIGITS = 20
_KEPT = 12  # words of a line that are looked at again with the next: a name may be broken over lines
_LETTERS = 6
"""Letters from which a name is looked for in a row of letters without regard to words."""


class Gate:
    """Knows what no output may hold. ``originals`` are ids of articles (20 digits of a hash), and may grow while graphs pass."""

    def __init__(self, names: Collection[str], key: bytes, originals: Set[str]) -> None:
        self._key, self._originals = key, originals
        self._words: set[str] = set()
        self._rows: set[str] = set()
        self._letters = ahocorasick.Automaton()
        for name in names:
            words = read(name)
            if len(words) == 1 and len(words[0]) > 1:
                self._words.add(words[0])
            elif len("".join(words)) >= _LETTERS:
                for form in ("".join(words), "".join(words[:-1]) + _CLITIC.sub("", words[-1], count=1)):
                    if len(form) >= _LETTERS:
                        self._letters.add_word(form, len(form))
            elif words:
                self._rows.add(" ".join(words))
        self._words -= _our_words()
        self._latin = any(char.isascii() for name in names for char in "".join(read(name)))
        self._letters.make_automaton()

    def watch(self, out: BinaryIO) -> "Watched":
        """A stream that passes on to ``out`` only what was searched, when it is finished."""
        return Watched(self, out)

    def search(self, path: Path) -> None:
        """Searches a file, or all files of a folder and their names. Raises ``WithheldError`` naming the file, never what was found."""
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            self.line(str(file.relative_to(path.parent)).encode("utf-8", "surrogateescape"), [], f"{file}: its name")
            if file.is_file():
                before: list[str] = []
                with file.open("rb") as lines:
                    for number, line in enumerate(lines, 1):
                        before = self.line(line, before, f"{file}:{number}")

    def line(self, data: bytes, before: list[str], where: str) -> list[str]:
        """Searches one line; ``before`` are the last words of the line before it, and what is returned those of this one."""
        words = before
        if self._latin or not data.isascii() or _ESCAPES.search(data):
            text = _undone(data.decode("utf-8", "replace"))
            new = _words(text)
            words = before + new
            alone = _words(_ON.sub(" ", text)) if _ON.search(text) else new
            row = f" {' '.join(words)} "
            if (
                (len(self._letters) and next(self._letters.iter("".join(words)), None))
                or not self._words.isdisjoint(alone)
                or (self._words and not self._words.isdisjoint(word[m.end() :] for word in alone if (m := _CLITIC.match(word))))
                or any(f" {short} " in row for short in self._rows)
            ):
                raise WithheldError(f"{where}: would show a withheld name; nothing was kept, please report it (without the name)")
        elif data.strip():
            words = []  # letters that are in no name part what stands before from what follows
        if self._key in data:
            raise WithheldError(f"{where}: would show the key of the pseudonyms; nothing was kept")
        if self._originals and not self._originals.isdisjoint(hit.decode()[:_HASH_DIGITS] for hit in _HASH.findall(data)):
            raise WithheldError(f"{where}: would show the hash of an article's original text; nothing was kept, please report it")
        return words[-_KEPT:]


class Watched(io.BufferedIOBase):
    """Searches each line as it is written, and keeps all aside until ``finish`` passes it on: nothing of an output comes out before the
    whole was searched."""

    def __init__(self, gate: Gate, out: BinaryIO) -> None:
        self._gate, self._out = gate, out
        self._kept = tempfile.TemporaryFile()  # noqa: SIM115  (closed with this stream)
        self._line = bytearray()
        self._before: list[str] = []
        self._number = 0

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:  # type: ignore[no-untyped-def]
        self._line += data
        at = self._line.rfind(b"\n") + 1
        if at:
            self._search(bytes(self._line[:at]))
            del self._line[:at]
        return len(data)

    def finish(self) -> None:
        """Searches what is left and passes everything on."""
        self._search(bytes(self._line))
        self._line.clear()
        self._kept.seek(0)
        shutil.copyfileobj(self._kept, self._out)

    def close(self) -> None:
        self._kept.close()
        super().close()

    def _search(self, data: bytes) -> None:
        for line in data.splitlines(keepends=True):
            self._number += 1
            self._before = self._gate.line(line, self._before, f"line {self._number} of the output")
        self._kept.write(data)


def read(text: str) -> list[str]:
    """The words of an output, escapes undone, folded."""
    return _words(_undone(text))


def _undone(text: str) -> str:
    if "\\" in text:
        text = _SLASHED.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), text)
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "%" in text:
        text = unquote(unquote(text))
    return _MARKS.sub("", unicodedata.normalize("NFKD", text))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).translate(_LIKE).casefold())


@cache
def _our_words() -> frozenset[str]:
    """The words of the ontology, which stand in outputs whoever is withheld."""
    return frozenset(read((files("ontology") / "isnad.ttl").read_text("utf-8")))
