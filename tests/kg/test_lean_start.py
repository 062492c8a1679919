"""What is left out at the start, and computed in fewer steps, is the same as the whole."""

import subprocess
import sys

import numpy as np
import pytest
import spacy
from camel_tools.utils import charsets as whole
from spacy.tokens import Doc

import kg.language  # noqa: F401
from kg.encoder import Encoder
from kg.imports import charsets
from kg.weights import weights

SENTENCES = [["اعتقلت", "قسد", "الشاب", "سالم", "."], ["ABC", "abc", "12"], ["و", "قتل", "الشاب", "سالم"]]


@pytest.mark.parametrize(
    "name", ["UNICODE_PUNCT_SYMBOL_CHARSET", "UNICODE_NUMBER_CHARSET", "AR_CHARSET", "AR_DIAC_CHARSET", "HSB_DIAC_CHARSET"]
)
def test_the_sets_of_characters_are_those_of_camel_tools(name: str) -> None:
    assert getattr(charsets(), name) == getattr(whole, name)


def test_what_stood_in_for_a_module_is_gone_after_the_import() -> None:
    code = """
import sys
import kg
kg.analyse("قُتل رجل.")
assert not {"spacy.cli", "camel_tools.utils.charsets", "camel_tools.data"} & sys.modules.keys()
from spacy.cli.train import train
from camel_tools.utils.charsets import UNICODE_LETTER_CHARSET
assert chr(0x20000) in UNICODE_LETTER_CHARSET
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_vectors_are_those_of_spacy_whether_a_form_is_new_or_known() -> None:
    nlp = spacy.load(weights("syntax"))
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    encode = Encoder(model, nlp.vocab)
    for batch in (SENTENCES[:1], SENTENCES, SENTENCES[::-1]):
        # One by one: within a batch spaCy embeds forms that differ by case alone (ABC, abc) as the first of them.
        expected = [model.predict([Doc(nlp.vocab, words=forms)])[0] for forms in batch if "abc" not in forms]
        found = [vectors for vectors, forms in zip(encode(batch), batch, strict=True) if "abc" not in forms]
        assert len(found) == len(expected)
        for ours, theirs in zip(found, expected, strict=True):
            np.testing.assert_allclose(ours, theirs, atol=1e-4)
