"""The address of a tile server: what is let through to a policy, and what is told in one line."""

import pytest

from kg.errors import InputError
from kg.explorer import page, server, sheet, tiles
from tests.kg.conftest import Run
from tests.kg.explorer.asking import PAGE
from tests.valley import valley


@pytest.mark.parametrize(
    "address, origin",
    [
        ("https://tiles.example/{z}/{x}/{y}.png", "https://tiles.example"),
        ("HTTPS://Tiles.Example:8443/a/{y}/{x}/{z}@2x.png?key=1;2", "https://tiles.example:8443"),
        ("http://127.0.0.1:8080/{z}/{x}/{y}", "http://127.0.0.1:8080"),
    ],
)
def test_a_policy_lets_the_images_of_one_origin_through(address: str, origin: str) -> None:
    policy = dict(part.split(" ", 1) for part in server.policy(PAGE, tiles.read(address)).split("; "))
    without = dict(part.split(" ", 1) for part in server.policy(PAGE, None).split("; "))
    assert policy == without | {"img-src": f"'self' data: blob: {origin}"}
    assert without["img-src"] == "'self' data: blob:"


@pytest.mark.parametrize(
    "address",
    [
        "tiles.example/{z}/{x}/{y}", "ftp://tiles.example/{z}/{x}/{y}", "javascript:alert(1)//{z}/{x}/{y}", "https://*/{z}/{x}/{y}",
        "https:///{z}/{x}/{y}", "https://a;script-src *;/{z}/{x}/{y}", "https://a 'unsafe-inline'/{z}/{x}/{y}", "https://{z}.example/{x}/{y}",
        "https://user:word@tiles.example/{z}/{x}/{y}", "https://tiles.example:x/{z}/{x}/{y}", "https://[::1]/{z}/{x}/{y}", "https://[/{z}/{x}/{y}",
        "https://tiles.example/{z}/{x}", "https://tiles.example/{s}/{z}/{x}/{y}", "",
    ],
)  # fmt: skip
def test_an_address_that_tiles_cannot_come_from_is_told(address: str, kg: Run) -> None:
    with pytest.raises(InputError, match=r"^--tiles "):
        tiles.read(address)
    code, out, err = kg("explore", "--no-open", "--tiles", address)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_an_attribution_needs_tiles(kg: Run) -> None:
    told = "kg: --attribution is for the tiles of --tiles ADDRESS\n"
    assert kg("explore", "--no-open", "--attribution", "© us") == (2, "", told)


def test_a_page_on_disk_has_no_tiles() -> None:
    assert "tiles" not in sheet.data(valley())["about"]
    assert "img-src 'self' data: blob:;" in page.policy(PAGE, "'none'")
