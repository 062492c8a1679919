"""`kg explore` as a process of its own: it prints its address, answers there, and ends cleanly when it is interrupted."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.kg.conftest import Run
from tests.kg.explorer.asking import PAGE

pytestmark = pytest.mark.store
# The page is given, so that the test does not depend on its build.
COMMAND = "import sys; from kg import cli; from kg.explorer import page; html = sys.argv.pop(1); page.built = lambda: html; cli.main()"


@contextmanager
def explored(*arguments: str, cwd: Path) -> Iterator[tuple[subprocess.Popen[str], httpx.URL]]:
    root = str(Path(__file__).resolve().parents[3])
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, PAGE, "explore", "--no-open", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd, env=os.environ | {"PYTHONPATH": root, "TMPDIR": str(cwd)},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        lines = (line for line in process.stdout if line.startswith("http://"))
        yield process, httpx.URL(next(lines, "http://did-not-start").strip())
    finally:
        process.kill()
        process.wait()


def test_the_samples_are_explored_in_a_store_that_goes_afterwards(tmp_path: Path) -> None:
    with explored("--samples", cwd=tmp_path) as (process, url):
        assert url.host == "127.0.0.1"
        token = url.params["token"]
        assert len(token) == 32
        page = httpx.get(url, trust_env=False)
        assert (page.status_code, page.text) == (200, PAGE)
        about = httpx.get(url.copy_with(path="/api/about"), timeout=30, trust_env=False).json()
        assert about["articles"] == 13
        assert list(tmp_path.glob("isnad-samples-*/store"))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out) == (0, "")
        assert err.endswith("kg: the explorer has ended\n")
        assert token not in err
        assert "Traceback" not in err
    deadline = time.monotonic() + 10
    while list(tmp_path.glob("isnad-samples-*")) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not list(tmp_path.glob("isnad-samples-*"))
    assert not (tmp_path / "data").exists()  # the user's own store was not touched


def test_the_other_verbs_do_not_wait_for_the_server() -> None:
    code = "import sys, kg.cli; print([m for m in ('fastapi', 'uvicorn', 'pydantic', 'kg.explorer', 'neo4j') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_port_that_is_taken_and_a_store_that_is_not_there_are_one_line(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.explorer import page

    monkeypatch.setattr(page, "built", lambda: PAGE)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = f"kg: 127.0.0.1:{port} cannot be listened at (address already in use); name another --host or --port\n"
        assert kg("explore", "--no-open", "--port", port) == (2, "", told)
    missing = tmp_path / "none"
    assert kg("explore", "--no-open", "--store", missing) == (
        4,
        "",
        f"kg: there is no store in {missing} yet: load articles first (kg load)\n",
    )
    both = "kg: --samples has a store of its own; leave --store out\n"
    assert kg("explore", "--no-open", "--samples", "--store", missing) == (2, "", both)


def test_beyond_loopback_a_warning_is_given(running_store: str, tmp_path: Path) -> None:
    from loaders.store import open_store

    with open_store(running_store):
        pass
    with explored("--store", running_store, "--host", "0.0.0.0", cwd=tmp_path) as (process, url):
        assert httpx.get(url, trust_env=False).status_code == 200
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert "kg: warning: 0.0.0.0 can be reached from other machines" in err
    assert process.returncode == 0
