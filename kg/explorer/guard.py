"""Who may ask the explorer's server: whoever has the token, from this machine's own page, in the way that it was meant.

Against other users of the machine and other sites in the browser: every request bears the token; the ``Host`` must be ours, so that a
name that is pointed at this machine afterwards (DNS rebinding) gets nothing; a request that another site's page makes is refused.
"""

import asyncio
import hmac
import ipaddress
import json
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 200_000
"""Bytes that a request may bring."""
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Access:
    """``host`` and ``port`` are where the server listens; ``policy`` is the Content-Security-Policy; ``seconds`` what one answer may
    take until it begins."""

    token: str
    host: str
    port: int
    policy: str
    seconds: float = 20.0

    @property
    def cookie(self) -> str:
        """Browsers keep the cookies of all ports of a machine together."""
        return f"isnad-{self.port}"

    def knows(self, host: str) -> bool:
        """Whether a ``Host`` header is ours. Where we listen on more than loopback, an address in digits is: nobody can point that
        elsewhere."""
        name, _, port = host.rpartition(":")
        if not name.removeprefix("[") or host.endswith("]"):
            name, port = host, "80"
        if port != str(self.port):
            return False
        if name.lower() in _LOOPBACK or name.lower() == self.host.lower():
            return True
        return not is_loopback(self.host) and _is_address(name.strip("[]"))

    def admits(self, headers: Headers, query: str) -> bool:
        """Whether the token is in one of the three places that it may be in."""
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        given = [bearer if scheme.lower() == "bearer" else "", *parse_qs(query).get("token", [])]
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            morsel = None
        given += [morsel.value] if morsel else []
        return any(hmac.compare_digest(g.encode(), self.token.encode()) for g in given)


def is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


class Guard:
    """Stands before the application: lets in, or answers one line; adds the headers that bind the browser; ends what takes too long."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access
        self._under_way: set[asyncio.Future[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        begun = late = False

        async def bound(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS | {"Content-Security-Policy": f"{self._access.policy}; frame-ancestors 'none'"})
                if scope["path"] == "/" and message["status"] == 200:
                    headers.append("Set-Cookie", f"{self._access.cookie}={self._access.token}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            if not late:
                await bound(message)

        if refusal := self._refusal(scope):
            await _answer(bound, *refusal)
            return
        # A thread that reads cannot be stopped, but nobody has to wait for it.
        work = asyncio.ensure_future(self._app(scope, receive, sending))
        self._under_way.add(work)
        work.add_done_callback(self._under_way.discard)
        await asyncio.wait({work}, timeout=self._access.seconds)
        if begun or work.done():  # an answer that has begun may be long: a table as CSV
            await work
            return
        late = True
        await _answer(bound, 503, f"this took more than {self._access.seconds:g} seconds; ask for less")

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if not self._access.knows(headers.get("host", "")):
            return 421, "this address is not the explorer's; use the one that `kg explore` printed"
        if scope["method"] not in ("GET", "HEAD", "PUT"):
            return 405, "the explorer only reads"
        if headers.get("sec-fetch-site", "none") in ("cross-site", "same-site") and not self._opens_page(scope, headers):
            return 403, "another site may not ask the explorer"
        if (origin := headers.get("origin")) and origin.partition("://")[2] != headers.get("host"):
            return 403, "another site may not ask the explorer"
        if not self._access.admits(headers, scope["query_string"].decode("latin-1")):
            return 401, "the token is missing or wrong; open the address that `kg explore` printed"
        if scope["method"] == "PUT":
            length = headers.get("content-length", "")
            if not length.isdecimal() or int(length) > LARGEST:
                return 413, f"a note has at most {LARGEST:,} bytes"
            if not headers.get("content-type", "").startswith("application/json"):
                return 415, "a note is sent as application/json"
        return None

    @staticmethod
    def _opens_page(scope: Scope, headers: Headers) -> bool:
        """A click on the address somewhere: in a mail, in another page."""
        return scope["path"] == "/" and headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


async def _answer(send: Send, status: int, error: str) -> None:
    body = json.dumps({"error": error}).encode()
    headers: Iterable[tuple[bytes, bytes]] = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
