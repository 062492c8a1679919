"""`make models` learns names again when, and only when, something changed that their features are read from."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Imports what learns names, reads the features of a sentence, and prints the modules and the files of ours that this took.
READ = """
import json, sys
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
import kg.train.mentions as learning
sentences = learning.default_analyser()("اعتقلت قسد الشاب سالم الدرويش في بلدة الكسرة.")
assert list(learning.Features(learning.Lexicon.load(), list)(sentences))
modules = [m.__file__ for name, m in sys.modules.items() if name.startswith("kg.") and not m.__file__.endswith("__init__.py")]
print(json.dumps([*modules, *(path for path in opened if "/kg/data/" in path or "/kg/models/" in path)]))
"""
# The lexicon has them read, but no feature is made of them.
UNUSED = {"kg/data/frames.toml", "kg/data/nominals.toml"}


def test_what_the_features_of_names_are_read_from_stands_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    (block,) = re.findall(r"^MENTIONS := (.*)$", makefile, re.MULTILINE)
    listed = {path for word in re.findall(r"[\w/.*]+", block) if "/" in word for path in map(str, relative(ROOT.glob(word)))}
    for folder, words in re.findall(r"addprefix (\S+),([^)]*)", block):
        listed |= {folder + word for word in words.split()}
    done = subprocess.run([sys.executable, "-c", READ], cwd=ROOT, capture_output=True, text=True, check=True)
    read = {path.as_posix() for path in relative(map(Path, json.loads(done.stdout)))}
    assert read - listed == UNUSED
    assert {path for path in listed if path.endswith(".py")} - read == set()


def relative(paths: Iterable[Path]) -> list[Path]:
    return [path.resolve().relative_to(ROOT) for path in paths if path.is_file()]
