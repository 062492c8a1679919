"""`kg export --format html`: one file with everything that the page would ask a server for."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.explorer import page, sheet
from kg.graph import ArticleGraph
from kg.stages import line
from loaders.store import Store
from tests.kg.conftest import Run
from tests.kg.explorer.asking import PAGE, Asked
from tests.sketch import crowd
from tests.valley import airstrike, demolition, valley


def inside(html: str) -> dict[str, Any]:
    found = re.search(r'id="isnad-data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.fixture
def graphs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(page, "built", lambda: PAGE)
    file = tmp_path / "valley.jsonl"
    file.write_text("".join(line(g) + "\n" for g in valley()), "utf-8")
    return file


def test_the_page_carries_what_a_server_would_answer(valley_server: Asked) -> None:
    data = inside(sheet.html(valley(), PAGE))
    assert data["about"] == valley_server.get("about")
    rows = valley_server.get("claims")["rows"]
    assert set(data["claims"]) == {row["id"] for row in rows}
    for id, found in data["claims"].items():
        asked = valley_server.get("claim", id=id)
        assert found | {"article": data["articles"][found["article"]["id"]]} == asked
        assert "text" not in found["article"]
    assert {n["id"] for n in data["nodes"]} == {n.id for n in _all_nodes()}
    around = valley_server.get("neighbours", id="group/saqr")
    assert all(node in data["nodes"] for node in around["nodes"])
    assert all(edge in data["edges"] for edge in around["edges"])


def _all_nodes() -> list[Any]:
    from kg.explorer import source, view
    from kg.explorer.catalogue import catalogue

    known = catalogue(source.of_graphs(valley()))
    return view.subgraph(known, range(len(known.entities)), range(len(known.claims))).nodes


def test_the_same_articles_in_any_order_give_the_same_bytes() -> None:
    assert sheet.html(valley(), PAGE) == sheet.html(reversed([*valley(), demolition()]), PAGE)


def test_a_name_chooses_the_claims_that_speak_of_it(kg: Run, graphs: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.html"
    assert kg("export", "-f", "html", "-i", graphs, "--about", "خالد النمر", "-o", out) == (0, "", "")
    data = inside(out.read_text("utf-8"))
    article = airstrike().article.id
    assert set(data["claims"]) == {f"claim/{article}-{r}" for r in ("r2", "r3", "r4")}
    assert {n["label"] for n in data["nodes"]} == {"خالد النمر", "فهد النمر", "وادي النخيل", "لواء الصقر"}
    assert set(data["articles"]) == {f"article/{article}"}


def test_what_a_chosen_claim_refers_to_comes_along(kg: Run, graphs: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.jsonl"
    assert kg("export", "-f", "jsonl", "-i", graphs, "--about", "منزل سالم الحمدان", "-o", out) == (0, "", "")
    (kept,) = [ArticleGraph.read(json.loads(text)) for text in out.read_text("utf-8").splitlines()]
    # The house was pulled down for a charge, and the charge alleges a tie.
    assert {c.id for c in kept.claims} == {"e1", "e2", "r1", "r2"}
    assert {e.id for e in kept.entities} == {"t1", "t2", "t3", "t4", "t6"}


def test_an_article_is_chosen_by_its_name_or_id(kg: Run, graphs: Path) -> None:
    whole = kg("export", "-f", "jsonl", "-i", graphs, "--article", "valley-2")
    assert whole == (0, line(airstrike()) + "\n", "")
    assert kg("export", "-f", "jsonl", "-i", graphs, "--article", airstrike().article.id) == whole


@pytest.mark.store
def test_a_store_gives_the_same_file(kg: Run, graphs: Path, store: Store, tmp_path: Path) -> None:
    store.load(valley())
    for choice in ([], ["--about", "رائد الحمدان", "--about", "حاجز النخيل"], ["--article", "valley-1"]):
        for name, source in (("store", ["--store", store.address]), ("graphs", ["-i", graphs])):
            assert kg("export", "-f", "html", *source, *choice, "-o", tmp_path / name) == (0, "", "")
        assert (tmp_path / "store").read_bytes() == (tmp_path / "graphs").read_bytes()


def test_nothing_chosen_and_no_name_are_told(kg: Run, graphs: Path, tmp_path: Path) -> None:
    code, out, err = kg("export", "-f", "html", "-i", graphs, "--about", "فلان", "-o", tmp_path / "x.html")
    assert (code, out, err) == (
        2,
        "",
        "kg: there is no claim to show; if you chose some, `kg query` and `kg explore` help to find the names\n",
    )
    assert not (tmp_path / "x.html").exists()
    assert kg("export", "-f", "html", "-i", graphs, "--about", "ـ")[2] == "kg: --about 'ـ' is no name\n"


def test_too_many_claims_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "LARGEST", 599)
    with pytest.raises(InputError, match="more than 599 claims are too many for one page; choose some with --about NAME or --article ID"):
        sheet.html([crowd()], PAGE)


def test_two_hundred_claims_leave_room_for_the_page_in_three_megabytes() -> None:
    """The built page has about 1.1 MB."""
    from tests.benchmarks.crowd import articles

    assert len(json.dumps(sheet.data(list(articles(200))), ensure_ascii=False).encode()) < 1_500_000


def test_a_page_that_is_not_built_says_how(kg: Run, graphs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(page, "files", lambda package: tmp_path)
    told = "kg: the explorer's page is not built yet: run `make page` in the checkout (it fetches Node if there is none)\n"
    assert kg("export", "-f", "html", "-i", graphs) == (2, "", told)
    assert kg("explore", "--samples", "--no-open") == (2, "", told)
