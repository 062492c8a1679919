"""The rules that make claims: what each does, and the fingerprint of them all."""

import hashlib
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Literal

from kg.weights import folders, morphology

_MARKS = {
    "/classed": {
        "en": " The learned model of attacks chose its type.",
        "ar": " واختار النموذج المتعلَّم للهجمات نوعه.",
    },
    "/weighed": {
        "en": " A filler was chosen by the learned model of arguments.",
        "ar": " واختار النموذج المتعلَّم للأدوار أحد أطرافه.",
    },
}
"""What models chose of a claim, by the marks behind the id of its rule."""


@cache
def _descriptions() -> dict[str, dict[str, str]]:
    return dict(tomllib.loads((files("kg") / "data" / "rules.toml").read_text("utf-8")))


def describe(identifier: str, language: Literal["ar", "en"] = "en") -> str:
    """One line that says what the rule ``identifier`` does. Raises ``KeyError`` where there is none."""
    base, marks = identifier, ""
    for mark, said in reversed(_MARKS.items()):
        if base.endswith(mark):
            base, marks = base.removesuffix(mark), said[language] + marks
    return _descriptions()[base][language] + marks


@cache
def extractor() -> str:
    """``isnad VERSION+FINGERPRINT``: the fingerprint is of all code, data and models that extraction reads, those that the settings
    ``ISNAD_MODELS`` and ``ISNAD_MORPHOLOGY`` name included."""
    root = Path(str(files("kg")))
    read = {path.relative_to(root).as_posix(): path for path in [*root.glob("*.py"), *root.glob("data/**/*"), *root.glob("models/**/*")]}
    for folder in folders()[:-1]:
        read |= {f"models/{path.relative_to(folder).as_posix()}": path for path in folder.glob("**/*")}
    read["data/isnad.almor.db"] = morphology()
    digest = hashlib.sha256()
    for name, path in sorted(read.items()):
        if path.is_file() and path.suffix != ".md":
            digest.update(name.encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    try:
        number = version("isnad")
    except PackageNotFoundError:
        number = "0"
    return f"isnad {number}+{digest.hexdigest()[:12]}"
