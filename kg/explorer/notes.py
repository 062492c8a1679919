"""Notes of a user on nodes: a JSON file beside the store, the only thing that the explorer writes."""

import hashlib
import json
import os
import tempfile
import threading
from pathlib import Path

from kg.errors import InputError

MOST = 10_000
"""Notes in one file."""


def place(address: str) -> Path:
    """The file for the store at an address: beside its folder, or, for a server, in the user's own data folder."""
    if "://" not in address:
        return Path(f"{address}-notes.json")
    data = os.environ.get("XDG_DATA_HOME")
    home = Path(data) if data and Path(data).is_absolute() else Path("~/.local/share").expanduser()
    return home / "isnad" / f"notes-{hashlib.sha256(address.encode()).hexdigest()[:12]}.json"


class Notes:
    """The notes of one file, by the id of a node."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def all(self) -> dict[str, str]:
        """Raises ``InputError`` for a file that cannot be read as notes; it is left as it is."""
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise InputError(f"{self._path}: cannot be read as notes ({error}); repair it or move it away") from error
        if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
            raise InputError(f"{self._path}: is no list of notes; repair it or move it away")
        return found

    def keep(self, id: str, text: str) -> dict[str, str]:
        """Keeps the note on a node in place of an older one; an empty text takes it away. All notes then. Raises ``InputError``."""
        with self._lock:
            notes = self.all()
            notes.pop(id, None)
            if text.strip():
                notes[id] = text
            if len(notes) > MOST:
                raise InputError(f"{self._path}: has {MOST} notes; take some away first")
            self._write(dict(sorted(notes.items())))
        return notes

    def _write(self, notes: dict[str, str]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Only the user may read it: a temporary file is made so.
            with tempfile.NamedTemporaryFile("w", dir=self._path.parent, prefix=".notes-", encoding="utf-8", delete=False) as part:
                json.dump(notes, part, ensure_ascii=False, indent=1)
            Path(part.name).replace(self._path)
        except OSError as error:
            raise InputError(f"{self._path}: cannot be written ({(error.strerror or str(error)).lower()})") from error
