"""Files and folders that are written: whole or not at all, and never into a folder that holds something else."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError


@contextmanager
def writing(output: str) -> Iterator[BinaryIO]:
    """Standard output (``-``), or a file that takes its name only when all was written. Raises ``InputError`` where it cannot be made."""
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(output)
    if target.exists() and not target.is_file():  # a device, a pipe
        with target.open("wb") as out:
            yield out
        return
    try:
        part = tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False)  # noqa: SIM115
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({(error.strerror or str(error)).lower()}); name another file") from error
    try:
        with part:
            yield cast(BinaryIO, part.file)
        written = Path(part.name)
        written.chmod(0o666 & ~_umask())
        written.replace(target)
    except BaseException:
        Path(part.name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def vacant(folder: Path) -> Path:
    """The folder, which is not there or is empty. Raises ``InputError`` for another."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder}: is {'not empty' if folder.is_dir() else 'no folder'}; name a new folder")
    return folder
