"""The explorer's page in a real browser: opened from disk with its data inside, and from a server that has the same articles."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import kg
from kg.article import read
from kg.errors import InputError
from kg.explanation import find
from kg.explorer import page as pages
from kg.explorer import sheet, source
from kg.explorer.api import Explorer
from kg.explorer.notes import Notes
from kg.explorer.shelf import Shelf
from kg.explorer.tiles import Tiles
from kg.graph import ArticleGraph
from tests.explorer.visit import Visit
from tests.kg.explorer.asking import running
from tests.running import skip_or_fail
from tests.valley import valley

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
PICTURES = Path(__file__).parents[2] / "out" / "explorer"
"""Where screenshots are kept, to be looked at."""


@pytest.fixture(scope="session")
def built() -> str:
    """The page as it comes from the build."""
    try:
        return pages.built()
    except InputError as error:
        skip_or_fail(str(error))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each module: while it is open, an event loop runs, in which tests of other rooms could start none of their own."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        skip_or_fail("there is no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, headless=True, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def samples() -> list[ArticleGraph]:
    """The articles that ship, as they are extracted."""
    return [kg.extract(article) for article in read([str(Path(kg.__file__).parent / "samples")]) if isinstance(article, kg.Article)]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 720}, locale="en-GB", accept_downloads=True)
    made.set_default_timeout(8000)
    yield made
    made.close()


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Visit]:
    """A page in the browser. Whatever it complains of, an error or a refusal of its policy, fails the test."""
    visited = Visit(context.new_page(), PICTURES)
    yield visited
    assert visited.complaints == []


@pytest.fixture
def from_disk(visit: Visit, built: str, tmp_path: Path) -> Callable[..., Page]:
    """Opens graphs as one file, without a network; ``hash`` is the state in the address."""

    def opened(graphs: list[ArticleGraph], hash: str = "lang=en") -> Page:
        file = tmp_path / "isnad.html"
        file.write_text(sheet.html(graphs, built), "utf-8")
        visit.page.context.set_offline(True)
        return visit.open(f"{file.as_uri()}#{hash}")

    return opened


@pytest.fixture
def served(visit: Visit, built: str, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens the page of a server that has the valley's articles; ``tiles`` is where its map may fetch from."""
    graphs = valley()
    shelf = Shelf(lambda told: (source.of_graphs(graphs), "valley"), lambda: "valley")
    with ExitStack() as stack:

        def opened(hash: str = "lang=en", tiles: Tiles | None = None) -> Page:
            notes = Notes(tmp_path / "notes.json")
            explorer = Explorer(shelf, lambda id: find(graphs, id.removeprefix("claim/"), "valley"), notes, built, tiles)
            asked = stack.enter_context(running(explorer))
            return visit.open(f"http://127.0.0.1:{asked.access.port}/?token={asked.access.token}#{hash}")

        yield opened
