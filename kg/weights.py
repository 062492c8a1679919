"""Where the files of the learned models lie: in ``kg/models``, or first in the folder that ``ISNAD_MODELS`` names.

Scores are taken with models that did not learn from the articles that they are scored on; the setting is how that is done.
"""

import os
from importlib.resources import files
from pathlib import Path


def weights(name: str) -> Path:
    """The path of the model file or folder ``name``. Raises ``FileNotFoundError`` saying how to make it."""
    folders = [Path(str(files("kg") / "models"))]
    if setting := os.environ.get("ISNAD_MODELS"):
        folders.insert(0, Path(setting))
    for folder in folders:
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"{folders[-1] / name}: model missing; make it with `python -m kg.train.{name.partition('.')[0]}`")
