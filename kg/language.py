"""The spaCy language that the tagger and parser are trained in: folded Arabic tokens with clitics split.

Its lexical attributes are chosen for Arabic: ``LOWER`` is the form without the article, ``PREFIX`` its first two letters,
``SUFFIX`` its last three, ``SHAPE`` its last two letters, or the kind of token where it is not a word of letters.
"""

from collections.abc import Callable
from typing import Any, ClassVar

import spacy
from spacy.attrs import LOWER, PREFIX, SHAPE, SUFFIX
from spacy.language import BaseDefaults, Language


def without_article(form: str) -> str:
    return form[2:] if form.startswith("ال") and len(form) > 4 else form


def kind(form: str) -> str:
    if form[:1].isdigit():
        return f"0{min(len(form), 5)}"
    if form.isascii():
        return "latin" if form.isalpha() else "mark"
    return form[-2:]


class FoldedArabicDefaults(BaseDefaults):
    lex_attr_getters: ClassVar[dict[int, Callable[[str], Any]]] = {
        **BaseDefaults.lex_attr_getters,
        LOWER: without_article,
        PREFIX: lambda form: without_article(form)[:2],
        SUFFIX: lambda form: form[-3:],
        SHAPE: kind,
    }
    writing_system: ClassVar[dict[str, Any]] = {"direction": "rtl", "has_case": False, "has_letters": True}


@spacy.registry.languages("isnad")
class FoldedArabic(Language):
    lang = "isnad"
    Defaults = FoldedArabicDefaults
