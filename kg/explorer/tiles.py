"""Map tiles of a host that the user names: no tile is fetched unless one is named, and turned on in the map.

Scope. No host is named here. Whoever serves tiles sees which area is looked at; the page says so where they are turned on.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import InputError

_NAMES = frozenset({"{z}", "{x}", "{y}"})
_HOST = re.compile("[a-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Tiles:
    """``address`` has ``{z}``, ``{x}`` and ``{y}``: zoom, column and row of a Web Mercator tile (256 pixels, row 0 in the north).
    ``attribution`` is what their maker wants said beside them."""

    address: str
    attribution: str = ""

    @property
    def origin(self) -> str:
        """The source expression of a Content-Security-Policy that lets the tiles through, and no more."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"


def read(address: str, attribution: str = "") -> Tiles:
    """Raises ``InputError`` for an address that tiles cannot come from.

    >>> read("https://tiles.example/{z}/{x}/{y}.png").origin
    'https://tiles.example'
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port  # in lower case; what is no port raises
    except ValueError as error:
        raise InputError(f"--tiles {address}: is no address ({error})") from error
    # Nothing else can be said in a policy without saying more; IPv6 cannot be said there at all.
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or "@" in parts.netloc:
        raise InputError(f"--tiles {address}: must begin with https:// or http:// and a host")
    if set(re.findall(r"\{[^{}]*\}", address)) != _NAMES:
        raise InputError(f"--tiles {address}: needs {{z}}, {{x}} and {{y}}, and no other name in braces, after the host")
    netloc = host if port is None else f"{host}:{port}"
    return Tiles(parts._replace(netloc=netloc).geturl(), " ".join(attribution.split()))
