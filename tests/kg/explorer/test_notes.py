"""Notes on nodes: kept in a file beside the store, and nothing else is ever written."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.explorer import notes
from kg.explorer.notes import Notes
from loaders.store import Store
from tests.dump import dump
from tests.kg.explorer.asking import TOKEN, Asked, over_store
from tests.valley import valley

BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def own_server(serving: Callable[..., Asked]) -> Asked:
    asked: Asked = serving()
    return asked


def put(asked: Asked, id: str, text: object) -> tuple[int, dict[str, object]]:
    answer = asked.client.put("/api/notes", params={"id": id}, json={"text": text}, headers=BEARER)
    return answer.status_code, answer.json()


def test_a_note_is_kept_changed_and_taken_away(own_server: Asked, tmp_path: Path) -> None:
    assert own_server.get("notes") == {"notes": {}}
    assert put(own_server, "place/T1", "قرية <b>") == (200, {"notes": {"place/T1": "قرية <b>"}})
    assert put(own_server, "group/saqr", "two") == (200, {"notes": {"group/saqr": "two", "place/T1": "قرية <b>"}})
    assert json.loads((tmp_path / "notes.json").read_text("utf-8")) == own_server.get("notes")["notes"]
    assert put(own_server, "group/saqr", " ") == (200, {"notes": {"place/T1": "قرية <b>"}})
    assert stat.S_IMODE((tmp_path / "notes.json").stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["notes.json"]


def test_a_note_on_nothing_or_too_long_or_of_another_form_is_refused(own_server: Asked, tmp_path: Path) -> None:
    assert put(own_server, "group/none", "x") == (404, {"error": "group/none: nothing of that id is in the store"})
    assert put(own_server, "group/saqr", "x" * 20_001)[0] == 400
    assert put(own_server, "group/saqr", "x" * 200_001) == (413, {"error": "a note has at most 200,000 bytes"})
    assert put(own_server, "group/saqr", 3)[0] == 400
    form = own_server.client.put("/api/notes", params={"id": "group/saqr"}, data={"text": "x"}, headers=BEARER)
    assert form.status_code == 415
    assert not (tmp_path / "notes.json").exists()


def test_a_file_that_is_no_notes_is_told_and_left(own_server: Asked, tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text('{"a": 1}', "utf-8")
    assert own_server.error("notes") == (400, f"{tmp_path / 'notes.json'}: is no list of notes; repair it or move it away")
    assert put(own_server, "group/saqr", "x")[0] == 400
    assert (tmp_path / "notes.json").read_text("utf-8") == '{"a": 1}'


@pytest.mark.store
def test_nothing_in_the_store_changes(store_server: Asked, store: Store) -> None:
    before = dump(store)
    assert put(store_server, "group/saqr", "seen")[0] == 200
    for question in ("about", "facets", "timeline", "map", "claims"):
        store_server.get(question)
    assert dump(store) == before
    file = notes.place(store.address)
    if store.engine == "arcadedb":  # notes on a server's graph lie with the user's data
        assert file.parent == Path(store.address).parent
    file.unlink()


@pytest.mark.store
def test_the_explorer_asks_as_the_user_who_can_only_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.load(valley())
    monkeypatch.setattr(store, "_writer", None)
    with over_store(store) as asked:
        for row in asked.get("claims")["rows"]:
            assert asked.get("claim", id=row["id"])["claim"]["quote"] == row["quote"]


def test_the_notes_of_a_server_are_in_the_users_folder(tmp_path: Path) -> None:
    one, other = notes.place("bolt://a:7687"), notes.place("bolt://b:7687")
    assert one != other
    assert one.parent == tmp_path / "data" / "isnad"
    Notes(one).keep("group/saqr", "x")
    assert Notes(one).all() == {"group/saqr": "x"}
    assert Notes(other).all() == {}


def test_there_is_an_end_to_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "MOST", 1)
    kept = Notes(tmp_path / "n.json")
    kept.keep("a", "x")
    with pytest.raises(InputError, match="has 1 notes"):
        kept.keep("b", "x")
    assert kept.keep("a", "y") == {"a": "y"}
