"""How fast article graphs become RDF and are read back and validated, beside pyoxigraph with the same triples, and that memory does not
grow with them: ``python -m tests.benchmarks.rdf_speed [COPIES]``.

Takes the gold articles that lie beside the checkout, each COPIES times under another hash. All figures are of CPU time, since other
work on the machine must not decide between two of them. pyoxigraph is measured in two ways: with its quads made beforehand, which leaves
out what turning Python's strings into triples costs; and with that.
"""

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from io import RawIOBase
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, serialize

from kg.graph import ArticleGraph
from loaders import rdf, reader, validation
from ontology.context import PREFIXES
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


Plain = tuple[str, str, str, str | None, str | None, str | None]
"""Subject, predicate, object, its datatype and its language (both None for an IRI), graph: what a program without pyoxigraph has."""


def plain(quad: Quad) -> Plain:
    graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else None
    kind = (quad.object.datatype.value, quad.object.language) if isinstance(quad.object, Literal) else (None, None)
    return quad.subject.value, quad.predicate.value, quad.object.value, *kind, graph  # type: ignore[union-attr]


def made(row: Plain) -> Quad:
    subject, predicate, value, datatype, language, graph = row
    literal = Literal(value, language=language) if language else Literal(value, datatype=NamedNode(datatype)) if datatype else None
    name = NamedNode(graph) if graph else DefaultGraph()
    return Quad(NamedNode(subject), NamedNode(predicate), literal or NamedNode(value), name)


def seconds(work: Callable[[], object]) -> float:
    """The least of five runs."""
    runs = []
    for _ in range(5):
        start = time.process_time()
        work()
        runs.append(time.process_time() - start)
    return min(runs)


def beside_pyoxigraph(graphs: list[ArticleGraph]) -> None:
    """Rates in one run, for the same articles."""
    articles = [list(rdf.quads(graph)) for graph in graphs]
    rows = [[plain(quad) for quad in quads] for quads in articles]
    count = sum(map(len, articles))
    gc.collect()
    gc.freeze()  # so that neither of the two pays for looking through the quads that stand ready for the other

    def serialised(format: str, quads: Iterable[Quad]) -> None:
        prefixes = None if format == "nquads" else {p: n for p, n in PREFIXES.items() if n != rdf.BASE}
        given = (Quad(*quad.triple) for quad in quads) if format == "turtle" else quads
        serialize(given, cast(BinaryIO, Counter()), rdf.FORMATS[format], prefixes=prefixes)

    for format in rdf.FORMATS:
        ours = seconds(partial(rdf.write, graphs, format, cast(BinaryIO, Counter())))
        ready = seconds(lambda f=format: [serialised(f, quads) for quads in articles])
        strings = seconds(lambda f=format: [serialised(f, map(made, part)) for part in rows])
        print(
            f"{format}: {count / ours:,.0f} triples/s; pyoxigraph {count / strings:,.0f} from strings (ours is {strings / ours:.2f} of it),"
            f" {count / ready:,.0f} from ready quads ({ready / ours:.2f})"
        )


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    code = "import time; t = time.perf_counter(); from ontology import vocabulary; vocabulary.roles(); print(time.perf_counter() - t)"
    print(f"vocabulary: {min(float(subprocess.check_output([sys.executable, '-c', code])) for _ in range(3)):.3f} s to load")
    graphs = gold_graphs()
    beside_pyoxigraph(graphs)
    count = times * sum(1 for graph in graphs for _ in rdf.quads(graph))
    for format in ("trig", "nquads"):
        with TemporaryFile() as file:
            start = time.process_time()
            rdf.write(copies(graphs, times), format, file)
            wrote, size = time.process_time() - start, file.tell()
            file.seek(0)
            start = time.process_time()
            read = sum(1 for _ in reader.read([(file, format, format)]))
            back = time.process_time() - start
        peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{format}: {read} articles, {count} triples, {size / 1e6:.1f} MB, written in {wrote:.1f} s, read back in {back:.1f} s"
            f" ({count / back:,.0f} triples/s), peak of the process {peak:.0f} MB"
        )
    taken = sorted(seconds(lambda g=graph: validation.check(rdf.quads(g))) for graph in graphs)
    print(f"validation: {taken[len(taken) // 2]:.2f} s for the median article, {taken[-1]:.2f} s for the largest")


if __name__ == "__main__":
    main()
