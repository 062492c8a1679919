"""The spaCy language that the tagger and parser are trained in: folded Arabic tokens with clitics split.

Its lexical attributes are chosen for Arabic: ``LOWER`` is the form without the article, ``PREFIX`` its first two letters,
``SUFFIX`` its last three, ``SHAPE`` its last two letters, or the kind of token where it is not a word of letters.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from spacy.attrs import LOWER, PREFIX, SHAPE, SUFFIX
from spacy.language import BaseDefaults, Language
from spacy.util import registry


def without_article(form: str) -> str:
    return form[2:] if form.startswith("ال") and len(form) > 4 else form


def kind(form: str) -> str:
    if form[:1].isdigit():
        return f"0{min(len(form), 5)}"
    if form.isascii():
        return "latin" if form.isalpha() else "mark"
    return form[-2:]


class FoldedArabicDefaults(BaseDefaults):
    lex_attr_getters: ClassVar[dict[int, Callable[[str], Any]]] = {  # type: ignore[misc]  # spaCy declares it on instances
        **BaseDefaults.lex_attr_getters,
        LOWER: without_article,
        PREFIX: lambda form: without_article(form)[:2],
        SUFFIX: lambda form: form[-3:],
        SHAPE: kind,
    }
    writing_system: ClassVar[dict[str, Any]] = {  # type: ignore[misc]
        "direction": "rtl",
        "has_case": False,
        "has_letters": True,
    }


@registry.languages("isnad")
class FoldedArabic(Language):  # type: ignore[no-untyped-call]
    lang = "isnad"
    Defaults = FoldedArabicDefaults
