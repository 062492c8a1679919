"""Draws docs/explorer.png, the picture of the explorer in the README, from the sample articles: `python -m tests.explorer.picture`."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import kg
from kg.article import read
from kg.explorer import page as pages
from kg.explorer import sheet
from kg.graph import ArticleGraph
from tests.explorer.conftest import FLAGS

TARGET = Path(__file__).parents[2] / "docs" / "explorer.png"
QUOTE = "التهمة لا أساس لها"  # "the charge has no ground"


def address(graphs: list[ArticleGraph]) -> str:
    """The view: what the Islamic State is told to have done in the first sample, with the disputed charge opened."""
    graph = next(g for g in graphs if g.article.doc.startswith("01_"))
    charge = next(e for e in graph.events if e.type == "Accusation" and e.disputed)
    steps = "&".join(f"do=claim~claim/{graph.article.id}-{e.id}" for e in graph.events if e.args)
    return f"lang=en&{steps}&at=claim~claim/{graph.article.id}-{charge.id}"


def main() -> None:
    graphs = [kg.extract(article) for article in read([str(Path(kg.__file__).parent / "samples")]) if isinstance(article, kg.Article)]
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("there is no Chromium on this machine: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "isnad.html"
        file.write_text(sheet.html(graphs, pages.built()), "utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, headless=True, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"{file.as_uri()}#{address(graphs)}")
        page.wait_for_selector(".m-quote")
        page.wait_for_timeout(3000)
        TARGET.parent.mkdir(exist_ok=True)
        page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main()
