"""Asking an explorer's server over HTTP, as a page does."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from kg import explanation
from kg.explorer import server, source
from kg.explorer.api import Explorer, application
from kg.explorer.guard import Access
from kg.explorer.notes import Notes
from kg.explorer.shelf import Shelf
from kg.graph import ArticleGraph
from loaders.store import Store

TOKEN = "a-token-of-the-tests"
PAGE = (
    '<!doctype html><html lang="ar"><head><meta charset="utf-8"><style>b{color:red}</style>'
    '<script type="application/json" id="isnad-data"></script></head><body><script type="module">let a = 1 && "<b>";</script></body></html>'
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A running server. ``client`` sends no token, ``get`` does."""

    client: httpx.Client
    access: Access

    def response(self, path: str, **parameters: Any) -> httpx.Response:
        return self.client.get(path, params=parameters, headers={"Authorization": f"Bearer {TOKEN}"})

    def get(self, question: str, **parameters: Any) -> Any:
        """The answer to ``/api/question``. ``first`` is sent as ``from``, ``last`` as ``to``."""
        named = {{"first": "from", "last": "to"}.get(name, name): value for name, value in parameters.items()}
        answer = self.response(f"/api/{question}", **named)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def error(self, question: str, **parameters: Any) -> tuple[int, str]:
        answer = self.response(f"/api/{question}", **parameters)
        told = answer.json()
        assert list(told) == ["error"]
        assert "\n" not in told["error"]
        return answer.status_code, told["error"]


@contextmanager
def over_graphs(graphs: list[ArticleGraph], notes: Path, **more: Any) -> Iterator[Asked]:
    shelf = Shelf(lambda told: (source.of_graphs(graphs), ""), lambda: "")
    find = partial(_find, graphs)
    with running(Explorer(shelf, find, Notes(notes), PAGE), **more) as asked:
        yield asked


@contextmanager
def over_store(store: Store) -> Iterator[Asked]:
    with running(server.explorer(store, PAGE)) as asked:
        yield asked


@contextmanager
def running(explorer: Explorer, host: str = "127.0.0.1", seconds: float = 20.0) -> Iterator[Asked]:
    with server.listen("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        access = Access(TOKEN, host, port, server.policy(explorer.page, explorer.tiles), seconds)
        serving = uvicorn.Server(uvicorn.Config(application(explorer, access), log_level="warning", lifespan="off"))
        thread = threading.Thread(target=serving.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not serving.started:
                time.sleep(0.01)
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as client:
                yield Asked(client, access)
        finally:
            serving.should_exit = True
            thread.join()
            explorer.shelf.rest()


def _find(graphs: list[ArticleGraph], claim: str) -> Any:
    return explanation.find(graphs, claim.removeprefix("claim/"), "the test's graphs")
