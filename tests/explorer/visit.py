"""A visit to the explorer's page: what a user does there, in a few words."""

from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, expect


class Visit:
    """``complaints`` are errors of the page, and what its policy refused."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self._pictures = pictures
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, address: str) -> Page:
        self.page.goto(address)
        expect(self.page.locator(".app")).to_be_visible()
        return self.page

    def search(self, words: str) -> Locator:
        """Types, and gives the suggestions once they are there."""
        self.page.fill("#search", words)
        found = self.page.locator("#found [role=option]")
        expect(found.first).to_be_visible()
        return found

    def choose(self, words: str) -> None:
        """Takes the first suggestion."""
        self.search(words).first.click()
        expect(self.page.locator("#found")).to_have_count(0)

    def go(self, view: str) -> None:
        self.page.click(f"[data-view={view}]")

    def graph(self) -> tuple[set[str], set[tuple[str, str, str]]]:
        """Names at the nodes of the graph, and its edges as (label, from, to), without the marks that isolate names."""
        self.settled()
        found = self.page.evaluate(
            """() => {
                const cy = document.querySelector(".canvas")._cyreg.cy;
                const plain = (e) => e.data("label").split("\\n")[0].replace(/[\\u2068\\u2069]/g, "");
                return [cy.nodes().map(plain), cy.edges().map((e) => [plain(e), plain(e.source()), plain(e.target())])];
            }"""
        )
        return set(found[0]), {(label, start, end) for label, start, end in found[1]}

    def places(self) -> dict[str, tuple[int, int]]:
        """Where each node stands."""
        self.settled()
        found = self.page.evaluate(
            "Object.fromEntries(document.querySelector('.canvas')._cyreg.cy.nodes()"
            ".map((n) => [n.id(), [Math.round(n.position('x')), Math.round(n.position('y'))]]))"
        )
        return {id: (x, y) for id, (x, y) in found.items()}

    def has_nodes(self, number: int) -> None:
        """Waits until the graph has so many."""
        self.page.wait_for_function("(n) => document.querySelector('.canvas')._cyreg.cy.nodes().length === n", arg=number)

    def settled(self) -> None:
        """Waits until no node has moved for some frames."""
        self.page.wait_for_function(
            """() => {
                const cy = document.querySelector(".canvas")._cyreg.cy;
                const now = JSON.stringify(cy.nodes().map((n) => n.position()));
                const same = now === window.before && now !== "[]";
                window.before = now;
                return same;
            }""",
            polling=120,
        )

    def click_node(self, id: str) -> None:
        """Clicks the node of that id where it stands on the screen."""
        self._click("getElementById", id, "renderedPosition")

    def click_edge(self, id: str) -> None:
        self._click("getElementById", id, "renderedMidpoint")

    def _click(self, finder: str, id: str, where: str) -> None:
        self.settled()
        at = self.page.evaluate(f"(id) => document.querySelector('.canvas')._cyreg.cy.{finder}(id).{where}()", id)
        self.page.locator(".canvas").click(position=at)

    def picture(self, name: str) -> None:
        """Keeps a screenshot."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self._pictures / f"{name}.png")
