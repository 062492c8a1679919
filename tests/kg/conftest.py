"""The command, run in the process of the tests."""

import io
import sys
from collections.abc import Callable

import pytest

from kg import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs the command in this process: (exit code, standard output, standard error)."""

    def run(*arguments: object, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capsysbinary.readouterr()
        assert isinstance(end.value.code, int)
        return end.value.code, out.decode(), err.decode()

    return run
