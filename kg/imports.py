"""Imports without what takes long and is not used here: spaCy's own commands, camel-tools' catalogue of data sets, most of Unicode.

What stands in for a module does so only while the import lasts; whoever imports the module itself gets it whole.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType

# The planes of Unicode that hold Arabic, and all punctuation marks and symbols.
_PLANES = 0x20000


@contextmanager
def standing_in(modules: dict[str, ModuleType]) -> Iterator[None]:
    """Until it is left, imports of ``modules`` by name find these, save for those that are imported already."""
    missing = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(missing)
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]


def spacy() -> None:
    """Imports spaCy without its commands, which bring a client for downloads with them."""
    commands = {name: _module(name, info=None) for name in ("spacy.cli", "spacy.cli.info")}
    with standing_in(commands if "spacy" not in sys.modules else {}):
        import spacy  # noqa: F401


def analyzer() -> ModuleType:
    """``camel_tools.morphology.analyzer``.

    Importing camel_tools.morphology reads a catalogue of data sets, fetches it from the network where it is missing, and makes a
    folder in the user's home. Only its built-in databases need that, so where there is none an empty one stands in for it. Its sets
    of characters are made by a walk over all code points, which is cut to the planes that matter here.
    """
    # Unlike Path.home, expanduser does not fail where a user has no home.
    folder = os.environ.get("CAMELTOOLS_DATA") or os.path.expanduser("~/.camel_tools")  # noqa: PTH111
    modules = {"camel_tools.utils.charsets": charsets()}
    if not Path(folder, "catalogue.json").is_file():
        modules["camel_tools.data"] = _module("camel_tools.data", CATALOGUE=None)
    with standing_in(modules):
        from camel_tools.morphology import analyzer
    return analyzer  # type: ignore[no-any-return]


@cache
def charsets() -> ModuleType:
    """``camel_tools.utils.charsets`` whose sets of letters, marks and the like hold the characters below ``_PLANES`` only."""
    name = "camel_tools.utils.charsets"
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"no module named {name}", name=name)
    module = module_from_spec(spec)
    module.__dict__["range"] = lambda stop: range(min(stop, _PLANES))
    spec.loader.exec_module(module)
    return module


def _module(name: str, **names: object) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(names)
    return module
