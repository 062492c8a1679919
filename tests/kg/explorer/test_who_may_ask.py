"""The guard of the explorer's server: the token, the address, other sites, and that nothing can be written but notes."""

import re
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from kg.explorer.api import Explorer
from kg.explorer.catalogue import Catalogue
from kg.explorer.guard import Access
from kg.explorer.notes import Notes
from kg.explorer.shelf import Shelf
from kg.explorer.source import Parts
from tests.kg.explorer.asking import PAGE, TOKEN, Asked, running
from tests.valley import demolition

BEARER = {"Authorization": f"Bearer {TOKEN}"}
PATHS = ("/", "/openapi.json", "/api/about", "/api/claims.csv", "/api/notes", "/nothing")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer other"}, {"Authorization": TOKEN}, {"Cookie": f"isnad-1={TOKEN}"}])
def test_nothing_is_told_without_the_token(valley_server: Asked, path: str, headers: dict[str, str]) -> None:
    answer = valley_server.client.get(path, headers=headers)
    assert (answer.status_code, list(answer.json())) == (401, ["error"])
    assert "set-cookie" not in answer.headers


def test_the_address_that_is_printed_opens_the_page_and_leaves_a_cookie(valley_server: Asked) -> None:
    answer = valley_server.client.get("/", params={"token": TOKEN})
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["set-cookie"] == f"isnad-{valley_server.access.port}={TOKEN}; Path=/; HttpOnly; SameSite=Strict"
    with_cookie = {"Cookie": f"isnad-{valley_server.access.port}={TOKEN}"}
    assert valley_server.client.get("/api/about", headers=with_cookie).json()["articles"] == 3


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1", "localhost.evil.example:{port}", "10.0.0.1:{port}"]
)
def test_a_name_that_was_pointed_at_this_machine_gets_nothing(valley_server: Asked, host: str) -> None:
    port = valley_server.access.port
    answer = valley_server.client.get("/api/about", headers=BEARER | {"Host": host.format(port=port)})
    assert (answer.status_code, list(answer.json())) == (421, ["error"])
    assert valley_server.client.get("/api/about", headers=BEARER | {"Host": f"localhost:{port}"}).status_code == 200


def test_beyond_loopback_an_address_in_digits_or_the_given_name_is_ours() -> None:
    everywhere = Access("t", "0.0.0.0", 80, "")
    assert [everywhere.knows(h) for h in ("10.0.0.1", "[fe80::1]:80", "localhost", "evil.example", "10.0.0.1:81")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    named = Access("t", "desk.example", 8000, "")
    assert [named.knows(h) for h in ("desk.example:8000", "DESK.example:8000", "evil.example:8000")] == [True, True, False]


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://localhost:1"}, {"Origin": "null"}]
)
def test_another_site_may_not_ask(valley_server: Asked, headers: dict[str, str]) -> None:
    assert valley_server.client.get("/api/about", headers=BEARER | headers).status_code == 403
    put = valley_server.client.put("/api/notes", params={"id": "group/saqr"}, json={"text": "x"}, headers=BEARER | headers)
    assert put.status_code == 403
    assert valley_server.get("notes") == {"notes": {}}


def test_a_click_on_the_address_in_another_page_opens_it(valley_server: Asked) -> None:
    click = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert valley_server.client.get("/", params={"token": TOKEN}, headers=click).status_code == 200
    framed = click | {"Sec-Fetch-Dest": "iframe"}
    assert valley_server.client.get("/", params={"token": TOKEN}, headers=framed).status_code == 403


@pytest.mark.parametrize("method", ["POST", "DELETE", "PATCH", "OPTIONS", "PUT"])
@pytest.mark.parametrize("path", ["/api/claims", "/api/about", "/"])
def test_nothing_but_a_note_can_be_written(valley_server: Asked, method: str, path: str) -> None:
    answer = valley_server.client.request(method, path, headers=BEARER | {"Content-Type": "application/json"}, content=b"{}")
    assert (answer.status_code, answer.json()) == (405, {"error": "the explorer only reads"})


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("headers", [BEARER, {}])
def test_every_answer_binds_the_browser(valley_server: Asked, path: str, headers: dict[str, str]) -> None:
    answer = valley_server.client.get(path, headers=headers)
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == policy["frame-ancestors"] == "'none'"
    assert policy["connect-src"] == "'self'"
    # The hash of the page's one script and one style; no other host, no unsafe script.
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", policy["script-src"])
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", policy["style-src"])
    assert "http" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in answer.headers
    assert "server" not in answer.headers or answer.headers["server"] == "uvicorn"


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/api/../../etc/passwd", "/page/index.html", "//etc/passwd"]
)
def test_no_path_leads_to_a_file(valley_server: Asked, path: str) -> None:
    with socket.create_connection(("127.0.0.1", valley_server.access.port)) as raw:  # a client library would tidy the path
        host = f"127.0.0.1:{valley_server.access.port}"
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {TOKEN}\r\nConnection: close\r\n\r\n".encode())
        told = b"".join(iter(lambda: raw.recv(4096), b""))
    assert told.startswith(b"HTTP/1.1 404 ")
    assert b"root:" not in told


def test_a_claims_id_is_no_path(valley_server: Asked) -> None:
    for id in ("../../etc/passwd", "claim/../../x", "x" * 300, "'; MATCH (n) DETACH DELETE n //", "\u0000"):
        assert valley_server.error("claim", id=id) == (404, f"{id}: no claim of that id is in the store")


@pytest.mark.parametrize(
    "question, parameters, told",
    [
        ("neighbours", {"id": "group/saqr", "limit": 301}, "limit: Input should be less than or equal to 300"),
        ("claims", {"limit": 0}, "limit: Input should be greater than or equal to 1"),
        ("claims", {"from": "yesterday"}, "from: Input should be a valid date or datetime, input is too short"),
        ("claims", {"sort": "quote"}, "sort: Input should be 'time', 'type', 'modality', 'source' or 'outlet'"),
        ("search", {"q": "x" * 201}, "q: String should have at most 200 characters"),
        ("search", {}, "q: Field required"),
        ("path", {"from_id": "a", "to_id": "b", "max": 9}, "max: Input should be less than or equal to 8"),
        ("facets", {"type": ["x"] * 201}, "type: List should have at most 200 items after validation, not 201"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_one_line(valley_server: Asked, question: str, parameters: dict[str, object], told: str) -> None:
    assert valley_server.error(question, **parameters) == (400, told)


def test_what_is_not_there_is_told_in_one_line(valley_server: Asked) -> None:
    assert valley_server.error("neighbours", id="group/none") == (404, "group/none: nothing of that id is in the store")
    assert valley_server.error("kin", id="claim/x") == (404, "claim/x: nothing of that id is in the store")
    assert valley_server.error("nothing") == (404, "there is nothing at this address; /openapi.json says what there is")


def test_a_request_that_takes_too_long_is_given_up(serving: Callable[..., Asked], tmp_path: Path) -> None:
    release = threading.Event()

    def read(told: object) -> tuple[Parts, str]:
        release.wait(20)
        return Parts(), ""

    explorer = Explorer(Shelf(read, lambda: ""), lambda id: (demolition(), demolition().events[0]), Notes(tmp_path / "n"), PAGE)
    with running(explorer, seconds=0.3) as asked:
        began = time.monotonic()
        assert asked.error("about") == (503, "this took more than 0.3 seconds; ask for less")
        assert time.monotonic() - began < 5
        assert asked.client.get("/", params={"token": TOKEN}).status_code == 200  # the page does not wait for the store
        release.set()


def test_headers_without_end_are_refused(valley_server: Asked) -> None:
    try:
        answer = valley_server.client.get("/api/about", headers=BEARER | {"X-Long": "x" * 200_000})
    except httpx.HTTPError:
        return  # the connection was closed on us
    assert answer.status_code in (400, 431)


def test_an_unexpected_failure_is_one_line_without_its_inside(
    valley_server: Asked, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down(self: Catalogue, filters: object) -> None:
        raise ZeroDivisionError("an inside")

    monkeypatch.setattr(Catalogue, "mask", break_down)
    assert valley_server.error("facets") == (500, "the explorer failed (ZeroDivisionError); the terminal that it runs in says where")
