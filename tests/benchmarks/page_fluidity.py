"""How fluid the explorer's page is in Chromium: 300 nodes and 600 edges on the screen, and how soon it paints.

    python -m tests.benchmarks.page_fluidity

Prints milliseconds as JSON. ``interaction`` is what the browser itself measures (Event Timing): from the hand's movement to the frame that
shows what came of it, in steps of eight; ``frame`` is the time between two frames while a node is dragged.
"""

import json
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from kg.explorer import page as pages
from kg.explorer import sheet
from kg.graph import ArticleGraph
from tests.explorer.conftest import FLAGS
from tests.sketch import Sketch

NODES, EDGES = 300, 600
RELATIONS = ("contactWith", "memberOf", "affiliatedWith", "siblingOf")
MODALITIES = ("asserted", "alleged", "hedged", "negated")
CY = "document.querySelector('.canvas')?._cyreg?.cy"
WATCH = """() => {
    window.seen = [];
    const keep = (list) => list.getEntries().forEach((e) => window.seen.push([e.name, e.duration]));
    new PerformanceObserver(keep).observe({ type: "event", durationThreshold: 16, buffered: false });
}"""
FRAMES = """() => {
    window.frames_seen = [];
    let last = performance.now();
    const step = (now) => { window.frames_seen.push(now - last); last = now; window.frame_asked = requestAnimationFrame(step); };
    window.frame_asked = requestAnimationFrame(step);
}"""


def crowd() -> ArticleGraph:
    """300 people and groups, and 600 ties between them."""
    names = [f"رجل{i}" for i in range(NODES)]  # "man"
    sketch = Sketch("crowd", " ".join(names))
    for i, name in enumerate(names):
        sketch.entity(f"t{i}", "Group" if i % 3 == 0 else "Person", name)
    for i in range(EDGES):
        start, end = i % NODES, (7 * i + 1 + i // NODES) % NODES
        sketch.relation(f"r{i}", RELATIONS[i % 4], f"t{start}", f"t{end}", names[start], modality=MODALITIES[i // 4 % 4])
    return sketch.graph()


def first_paint(page: Page, address: str) -> float:
    page.goto(address)
    page.wait_for_selector(".canvas")
    found = page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime")
    return float(found)


def measured(page: Page, graph: ArticleGraph, address: str) -> dict[str, object]:
    paint = first_paint(page, address)
    steps = "&".join(f"do=expand~entity/{graph.article.id}-t{i}~25" for i in range(NODES))
    page.goto("about:blank")
    page.goto(f"{address}&{steps}")
    page.wait_for_function(f"() => {CY}?.edges().length >= {EDGES}")
    page.wait_for_timeout(4000)
    shown = page.evaluate(f"() => [{CY}.nodes().length, {CY}.edges().length]")
    at = page.evaluate(f"(id) => {CY}.getElementById(id).renderedPosition()", f"entity/{graph.article.id}-t0")
    box = page.locator(".canvas").bounding_box()
    assert box
    page.evaluate(WATCH)
    x, y = box["x"] + at["x"], box["y"] + at["y"]
    page.evaluate(FRAMES)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 160, y + 90, steps=30)
    page.mouse.up()
    frames = page.evaluate("() => { cancelAnimationFrame(window.frame_asked); return window.frames_seen; }")
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 120)
    page.mouse.down()
    page.mouse.move(box["x"] + 220, box["y"] + 120, steps=30)
    page.mouse.up()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for turn in (-120, -120, 120, 120):
        page.mouse.wheel(0, turn)
        page.wait_for_timeout(60)
    page.mouse.click(x + 160, y + 90)
    page.wait_for_timeout(600)
    seen = page.evaluate("() => window.seen")
    durations = [duration for _, duration in seen] or [0.0]
    return {
        "first_paint": round(paint),
        "nodes": shown[0],
        "edges": shown[1],
        "frame": {"median": round(statistics.median(frames), 1), "95%": round(sorted(frames)[int(0.95 * len(frames))], 1)},
        "interactions_over_16": len(seen),
        "interaction": {"median": statistics.median(durations), "most": max(durations)},
    }


def main() -> None:
    graph = crowd()
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("there is no Chromium on this machine: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "isnad.html"
        file.write_text(sheet.html([graph], pages.built()), "utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, headless=True, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        print(json.dumps({"bytes": file.stat().st_size} | measured(page, graph, f"{file.as_uri()}#lang=ar"), indent=2))
        browser.close()


if __name__ == "__main__":
    main()
