"""``kg explore``: the store's explorer on loopback, behind a token, until Ctrl-C."""

import os
import secrets
import socket
import sys
import tempfile
import threading
import webbrowser
from contextlib import ExitStack, suppress
from functools import partial
from importlib.resources import files
from pathlib import Path

import uvicorn

from kg.errors import InputError, StoreError
from kg.explorer import notes, page, source
from kg.explorer.api import Explorer, application
from kg.explorer.guard import Access, Guard, is_loopback
from kg.explorer.shelf import Shelf
from kg.explorer.tiles import Tiles
from loaders import store as stores
from loaders.store import Store

LOOPBACK = "127.0.0.1"


def explore(
    target: str | None, host: str = LOOPBACK, port: int = 0, *, opened: bool = True, samples: bool = False, tiles: Tiles | None = None
) -> None:
    """Serves the store at ``target``, or the samples in a store of their own, until it is interrupted. ``opened``: in a browser too;
    ``tiles``: what the map may show under the places, once it is turned on there.

    Raises ``InputError`` for an address that cannot be listened at or a page that is not built, ``StoreError`` for the store.
    """
    html = page.built()
    with ExitStack() as stack:
        listening = stack.enter_context(listen(host, port))
        if samples:
            target = _samples(stack)
        store = stack.enter_context(stores.open_store(target, create=False))
        access = Access(secrets.token_urlsafe(24), host, listening.getsockname()[1], policy(html, tiles))
        app = application(explorer(store, html, tiles), access)
        _say(access, store)
        if opened:
            _open(address(access))
        # Interrupted while it serves, it ends what is under way first and then says so.
        with suppress(KeyboardInterrupt):
            _serve(app, listening)
        print("kg: the explorer has ended", file=sys.stderr)


def policy(html: str, tiles: Tiles | None) -> str:
    """What the page may do: ask its own server, and take images from the tile server that was named, if one was."""
    return page.policy(html, "'self'", tiles.origin if tiles else "")


def explorer(store: Store, html: str, tiles: Tiles | None = None) -> Explorer:
    """What the application answers from, for an open store."""
    shelf = Shelf(partial(source.of_store, store), partial(source.fingerprint, store))
    return Explorer(shelf, store.find_claim, notes.Notes(notes.place(store.address)), html, tiles)


def address(access: Access) -> str:
    name = "127.0.0.1" if access.host in ("0.0.0.0", "::", LOOPBACK) else access.host
    return f"http://{f'[{name}]' if ':' in name else name}:{access.port}/?token={access.token}"


def listen(host: str, port: int) -> socket.socket:
    """A socket at an address. Raises ``InputError`` where it cannot be had."""
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=64)
        # Else a small answer waits 40 ms for the acknowledgement of its own first half.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except OSError as error:
        why = os.strerror(error.errno).lower() if error.errno and error.errno > 0 else str(error)
        raise InputError(f"{host}:{port} cannot be listened at ({why}); name another --host or --port") from error


def _samples(stack: ExitStack) -> str:
    """A store of the sample articles in a folder that goes when the explorer ends."""
    from kg import article, cli, stages

    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="isnad-samples-"))
    target = str(Path(folder) / "store")
    stack.callback(_stop, target)
    told = cli.Told()
    with stores.open_store(target) as store:
        stores.start(target)  # stays between this opening and the next
        cli.tell_load(store.load(stages.counted(stages.extracted(article.read([str(files("kg") / "samples")])), stages.Summary(), told)))
    return target


def _stop(target: str) -> None:
    with suppress(StoreError):
        stores.stop(target)


def _serve(app: Guard, listening: socket.socket) -> None:
    # Requests are not logged: their addresses bear the token.
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="off", ws="none", limit_concurrency=64,
        timeout_graceful_shutdown=3, proxy_headers=False,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


def _say(access: Access, store: Store) -> None:
    if not is_loopback(access.host):
        print(
            f"kg: warning: {access.host} can be reached from other machines, and what it sends is not encrypted; "
            "whoever has the address can read the whole store",
            file=sys.stderr,
        )
    print(f"Exploring {store.address}; Ctrl-C ends it.", file=sys.stderr)
    print(address(access), flush=True)


def _open(url: str) -> None:
    """In the user's browser, where there is a screen for one: a browser in the terminal would take it from us."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
