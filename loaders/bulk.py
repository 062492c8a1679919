"""A folder of CSV for ``neo4j-admin database import full``: the property graph as the stores have it, for loads of many millions.

    kg export --format neo4j-csv -o FOLDER
    neo4j-admin database import full neo4j @FOLDER/import.args     # run in FOLDER, on a stopped, empty database

A file for each pair of labels and each form of edge, with typed headers (``id:ID``, ``:START_ID``, ``:END_ID``, ``int``, ``string[]``).
Absent values are empty fields, which the importer leaves out as the stores do; texts and lists are always quoted, so that an empty text
is another thing. Labels and types stand on the command line, in ``import.args``. Parts of lists are divided by U+001F; a part that has
one in it is refused.

The nodes and edges that articles share grow with the number of shared entities and plain edges, nothing else is held.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from kg.errors import GraphError
from kg.graph import ArticleGraph
from kg.output import vacant
from loaders import schema
from loaders.folder import FORMAT
from loaders.rows import Edge, Node, Properties, Tie, named, rows, tied
from loaders.schema import EdgeForm

DELIMITER = "\x1f"
"""Between the parts of a list."""
_TEXT, _TEXTS, _INT, _INTS, _FLOAT, _BOOL = "string", "string[]", "long", "long[]", "double", "boolean"
ARTICLE: Mapping[str, str] = {
    "sha256": _TEXT, "doc": _TEXT, "text": _TEXT, "title": _TEXT, "published": _TEXT, "outlet": _TEXT, "author": _TEXT, "url": _TEXT,
    "extractor": _TEXT, "fingerprint": _TEXT, "unread_starts": _INTS, "unread_ends": _INTS, "unread_reasons": _TEXTS,
}  # fmt: skip
ENTITY: Mapping[str, str] = {
    "type": _TEXT, "name": _TEXT, "names": _TEXTS, "key": _TEXT, "keys": _TEXTS, "identifier": _TEXT, "names_used": _INTS,
    "names_chosen": _INTS, "unnamed": _BOOL, "count_min": _INT, "count_max": _INT, "latitude": _FLOAT, "longitude": _FLOAT,
}  # fmt: skip
CLAIM: Mapping[str, str] = {
    "local": _TEXT, "position": _INT, "type": _TEXT, "kind": _TEXT, "article": _TEXT, "quote": _TEXT, "start": _INT, "end": _INT,
    "rule": _TEXT, "modality": _TEXT, "disputed": _BOOL, "time": _TEXT, "time_text": _TEXT, "time_start": _INT, "time_end": _INT,
    "anchor": _TEXT, "earliest": _TEXT, "latest": _TEXT, "trigger": _TEXT, "trigger_start": _INT, "trigger_end": _INT, "also": _TEXTS,
    "also_starts": _INTS, "also_ends": _INTS, "charge": _TEXT, "charge_start": _INT, "charge_end": _INT, "title": _TEXT, "status": _TEXT,
}  # fmt: skip
MENTION: Mapping[str, str] = {
    "local": _TEXT, "position": _INT, "name": _TEXT, "names": _TEXTS, "starts": _INTS, "ends": _INTS, "kinds": _TEXTS, "unnamed": _BOOL,
    "count_min": _INT, "count_max": _INT, "latitude": _FLOAT, "longitude": _FLOAT,
}  # fmt: skip
LINK: Mapping[str, str] = {"ref": _TEXT, "position": _INT}
TIE: Mapping[str, str] = {"claims": _TEXTS, "modalities": _TEXTS, "modality": _TEXT, "titles": _TEXTS, "statuses": _TEXTS}
_NODES = {"Article": ARTICLE, "Entity": ENTITY, "Claim": CLAIM}


def header(kind: str, columns: Mapping[str, str]) -> list[str]:
    """The first line of a file: ``kind`` is ``node`` or ``edge``."""
    ends = ["id:ID"] if kind == "node" else [":START_ID", ":END_ID"]
    return ends + [f"{name}:{type}" for name, type in columns.items()]


@dataclass(slots=True)
class _Folder:
    """Files that are opened when something is first written to them."""

    path: Path
    stack: ExitStack
    files: dict[str, IO[str]] = field(default_factory=dict)
    arguments: dict[str, str] = field(default_factory=dict)

    def node(self, node: Node) -> None:
        labels = f"{node.kind}:{schema.label(node.type)}" if node.type else node.kind
        name = f"{labels.replace(':', '-').lower()}.csv"
        self._write(name, f"--nodes={labels}={name}", "node", _NODES[node.kind], [node.id], node.properties)

    def edge(self, edge: Edge, columns: Mapping[str, str]) -> None:
        name = f"{edge.form.type.lower()}.csv"
        self._write(name, f"--relationships={edge.form.type}={name}", "edge", columns, [edge.source, edge.target], edge.properties)

    def _write(self, name: str, argument: str, kind: str, columns: Mapping[str, str], ends: list[str], given: Properties) -> None:
        if name not in self.files:
            self.files[name] = self.stack.enter_context((self.path / name).open("w", encoding="utf-8", newline=""))
            self.files[name].write(",".join(header(kind, columns)) + "\n")
            self.arguments[name] = argument
        if unknown := given.keys() - columns.keys() - {"id"}:
            raise GraphError(f"{ends[0]}: {name} has no column for {sorted(unknown)[0]}")
        fields = [*map(_field, ends), *(_field(given.get(column)) for column in columns)]
        self.files[name].write(",".join(fields) + "\n")


def write(graphs: Iterable[ArticleGraph], folder: Path) -> dict[str, int]:
    """Writes the folder, which must not be there or be empty; a second copy of a text is left out. How many nodes and edges there are.

    Raises ``InputError`` where the folder has something in it, ``GraphError`` for what the importer could not give back.
    """
    vacant(folder).mkdir(parents=True, exist_ok=True)
    counts = {"nodes": 0, "edges": 0}
    seen: set[str] = set()
    shared: dict[str, Node] = {}
    mentions: dict[str, Properties] = {}
    ties: dict[tuple[EdgeForm, str, str], list[Tie]] = defaultdict(list)
    with ExitStack() as stack:
        out = _Folder(folder, stack)
        for graph in graphs:
            if graph.article.id in seen:
                continue
            seen.add(graph.article.id)
            part = rows(graph)
            for node in (part.article, *part.entities, *part.claims):
                out.node(node)
            for edge in part.mentions:
                out.edge(edge, MENTION)
            for edge in part.edges:
                out.edge(edge, LINK)
            here = {edge.source: edge.properties for edge in part.mentions}
            for node in part.shared:
                about = shared.setdefault(node.id, node).properties | node.properties
                shared[node.id] = Node(node.kind, node.type, about)
                mentions[node.id] = named(mentions.get(node.id, {}), [here[node.id]], ())
            for tie in part.ties:
                ties[tie.form, tie.source, tie.target].append(tie)
            counts["nodes"] += 1 + len(part.entities) + len(part.claims)
            counts["edges"] += len(part.mentions) + len(part.edges)
        for iri, node in shared.items():
            out.node(Node(node.kind, node.type, node.properties | mentions[iri]))
        for (form, source, target), parts in ties.items():
            out.edge(Edge(form, source, target, tied({}, parts, ())), TIE)
        (folder / "store.csv").write_text(f'id:ID,format:{_INT}\n"store",{FORMAT}\n', encoding="utf-8")
    counts["nodes"] += len(shared)
    counts["edges"] += len(ties)
    _arguments(folder, [*out.arguments.values(), "--nodes=Store=store.csv"])
    return counts


def _arguments(folder: Path, files: list[str]) -> None:
    options = [f"--array-delimiter=U+{ord(DELIMITER):04X}", "--multiline-fields=true", "--trim-strings=false", "--strict=true"]
    lines = sorted(files) + options
    (folder / "import.args").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _field(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        parts = list(map(str, value))
        if any(DELIMITER in part for part in parts):
            raise GraphError(f"{parts[0][:20]!r} is in a list that has U+001F in a part, which divides the parts: repair the article")
        value = DELIMITER.join(parts)
    return '"' + value.replace('"', '""') + '"' if isinstance(value, str) else str(value)
