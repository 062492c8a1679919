"""The page's own unit tests, run by Vitest, and its spelling beside Python's."""

import json
import os
import subprocess
import sys
from pathlib import Path

from kg.explorer.names import skeleton
from kg.fold import key
from tests.running import skip_or_fail

ROOT = Path(__file__).parents[2]
NAMES = [
    "راشد الحنيفي", "Rashid al-Hunayfi", "عبد الرحمن", "Abd al Rahman", "علي", "Ali", "يوسف", "Youssef", "Alexander", "Ghazi", "غازي",
    "Šaykh", "Dhiyāb", "ذياب", "O'Neil", "el-Qassem", "  الـــــقاسم  ", "فاطمة", "Fatimah", "هه", "وائل", "Wael", "Ouday", "عدي",
]  # fmt: skip


def test_modules_of_the_page(tmp_path: Path) -> None:
    if not (ROOT / "explorer" / "node_modules").is_dir():
        skip_or_fail("the page's packages are not installed: make page")
    letters = [f"ا{chr(c)}ب" for r in (range(0x60, 0x100), range(0x600, 0x700), range(0x2000, 0x2070)) for c in r]
    table = [{"text": text, "key": key(text), "skeleton": list(skeleton(text))} for text in letters + NAMES]
    (tmp_path / "spellings.json").write_text(json.dumps(table), "utf-8")
    environment = os.environ | {"SPELLINGS": str(tmp_path / "spellings.json"), "NO_COLOR": "1"}
    command = [str(ROOT / "explorer" / "build.sh"), sys.executable, "test"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
