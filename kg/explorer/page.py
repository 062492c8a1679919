"""The built page, what it is allowed to do, and the one-file form of it with its data inside.

``explorer/`` holds the page's source; its build writes one HTML file, ``kg/explorer/page/index.html``, which comes with the wheel.
"""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

from kg.errors import InputError

_SLOT = re.compile(r'(<script\b[^>]*\bid="?isnad-data"?[^>]*>)\s*(</script>)')
_MARKUP = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def built() -> str:
    """The page. Raises ``InputError`` that says how to build it, where it is not there."""
    file = files("kg.explorer") / "page" / "index.html"
    if not file.is_file():
        raise InputError("the explorer's page is not built yet: run `make page` in the checkout (it fetches Node if there is none)")
    return file.read_text("utf-8")


def policy(html: str, connect: str, images: str = "") -> str:
    """The Content-Security-Policy of a page: its own scripts and styles, told by their hashes, and nothing from anywhere else.

    ``connect`` is what scripts may ask: ``'self'`` for the server, ``'none'`` for a page on disk; ``images`` is the one
    other origin that images may come from, if any. Style attributes are let through, since
    pictures of graphs are placed by them; they can fetch nothing.
    """
    found = _Inline()
    found.feed(html)
    found.close()
    parts = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hash, found.scripts)) or "'none'",
        "style-src": " ".join(map(_hash, found.styles)) or "'none'",
        "style-src-attr": "'unsafe-inline'",
        "img-src": f"'self' data: blob: {images}".rstrip(),
        "font-src": "'self' data:",
        "connect-src": connect,
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def with_data(html: str, data: dict[str, Any]) -> str:
    """The page with data inside, so that it opens from disk without a server. The same data give the same bytes.

    Nothing in the data can end the element that holds it: what begins markup is written as an escape of JSON. Raises ``InputError``
    for a page that has no place for data.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).translate(_MARKUP)
    if not _SLOT.search(html):
        raise InputError("the explorer's page has no place for data: build it again with `make page`")
    filled = _SLOT.sub(lambda found: found[1] + text + found[2], html, count=1)
    allowed = policy(html, "'none'")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{allowed}">'
    return re.sub(r"<head\b[^>]*>", lambda found: found[0] + meta, filled, count=1)


class _Inline(HTMLParser):
    """The inline scripts (not data) and styles of a page, character for character."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") in (None, "", "module", "text/javascript")):
            self._into = self.styles if tag == "style" else self.scripts
            self._into.append("")

    def handle_endtag(self, tag: str) -> None:
        self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
