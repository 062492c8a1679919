"""How fast article graphs become RDF, and that memory does not grow with them: ``python -m tests.benchmarks.rdf_speed [COPIES]``.

Takes the gold articles that lie beside the checkout, each COPIES times under another hash.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from io import RawIOBase
from resource import RUSAGE_SELF, getrusage
from typing import BinaryIO, cast

from kg.graph import ArticleGraph
from loaders import rdf
from tests.gold import gold_graphs


class Counter(RawIOBase):
    size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.size += len(cast(bytes, data))
        return len(cast(bytes, data))


def copies(graphs: list[ArticleGraph], times: int) -> Iterator[ArticleGraph]:
    for number in range(times):
        for graph in graphs:
            yield replace(graph, article=replace(graph.article, text=f"{graph.article.text}\n{number}"))


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    code = "import time; t = time.perf_counter(); from ontology import vocabulary; vocabulary.roles(); print(time.perf_counter() - t)"
    print(f"vocabulary: {min(float(subprocess.check_output([sys.executable, '-c', code])) for _ in range(3)):.3f} s to load")
    graphs = gold_graphs()
    count = times * sum(1 for graph in graphs for _ in rdf.quads(graph))
    for format in rdf.FORMATS:
        out = Counter()
        start = time.perf_counter()
        rdf.write(copies(graphs, times), format, cast(BinaryIO, out))
        seconds = time.perf_counter() - start
        peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{format}: {times * len(graphs)} articles, {count} triples, {out.size / 1e6:.1f} MB in {seconds:.1f} s,"
            f" {count / seconds:.0f} triples/s, peak of the process {peak:.0f} MB"
        )


if __name__ == "__main__":
    main()
