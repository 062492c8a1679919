"""Where the files of the learned models lie: in ``kg/models``, or first in the folder that ``ISNAD_MODELS`` names; and where the
morphology lies: in ``kg/data``, or in the file that ``ISNAD_MORPHOLOGY`` names.

Scores are taken with models that did not learn from the articles that they are scored on; the settings are how that is done.
"""

import os
from importlib.resources import files
from pathlib import Path

MODELS, MORPHOLOGY = "ISNAD_MODELS", "ISNAD_MORPHOLOGY"


def folders() -> list[Path]:
    """The folders of models, the one that is looked in first first."""
    setting = os.environ.get(MODELS)
    return [*([Path(setting)] if setting else []), Path(str(files("kg") / "models"))]


def weights(name: str) -> Path:
    """The path of the model file or folder ``name``. Raises ``FileNotFoundError`` saying how to make it."""
    for folder in folders():
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"{folders()[-1] / name}: model missing; make it with `python -m kg.train.{name.partition('.')[0]}`")


def morphology() -> Path:
    """The path of the morphological database."""
    return Path(os.environ.get(MORPHOLOGY) or str(files("kg") / "data" / "isnad.almor.db"))
