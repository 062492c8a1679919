"""RDF in memory, asked with SPARQL: the twins of the named queries, over files that ``loaders.rdf`` wrote, without any store.

    with_answers = dataset.read(Path("claims.trig")).ask(queries.find("kin_of_person"), {"name": "سالم الحمدان"})

The statements are sent as they stand in their files. What a question is asked with goes beside the data, as triples of a graph of its
own, for as long as it is asked: nothing that anybody types becomes part of a statement.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.errors import InputError, QueryError
from kg.graph import ArticleGraph
from loaders import rdf, reader
from ontology.context import PREFIXES
from queries import LIST_SEPARATOR, NamedQuery

QUERY = "https://w3id.org/isnad/query"
"""The graph of what is asked with; ``QUERY#values`` bears the values."""
FORMATS = {**reader.SUFFIXES, ".ttl": "turtle"}
"""The formats of ``loaders.rdf`` by the ends of file names."""
_XSD = PREFIXES["xsd"]
_READ: Mapping[str, Any] = {
    _XSD + "boolean": "true".__eq__,
    _XSD + "integer": int,
    _XSD + "nonNegativeInteger": int,
}


@dataclass(slots=True)
class Dataset:
    """Made by ``read`` or ``of``."""

    _store: Store

    @classmethod
    def of(cls, graphs: Iterable[ArticleGraph]) -> Self:
        """The RDF of article graphs. Raises ``GraphError`` as ``rdf.quads``."""
        store = Store()
        store.bulk_extend(quad for graph in graphs for quad in rdf.quads(graph))
        return cls(store)._viewed()

    @classmethod
    def read(cls, path: Path) -> Self:
        """A file of RDF, whose format its name tells. Raises ``InputError`` where it cannot be read or is not what its name says."""
        store, format = Store(), FORMATS.get(path.suffix.lower())
        if format is None:
            raise InputError(f"{path}: what format of RDF it has is not known by its name; it ends in {', '.join(FORMATS)}")
        try:
            with path.open("rb") as source:
                # Turtle knows no named graphs; what the twins ask of them, they ask of this one.
                store.bulk_load(source, rdf.FORMATS[format], to_graph=NamedNode(f"{QUERY}#turtle") if format == "turtle" else None)
        except (OSError, SyntaxError, ValueError) as error:
            if isinstance(error, OSError) and error.filename is not None:
                raise
            raise InputError(f"{path}: is no {format} ({str(error).splitlines()[0]}); `kg export -f {format}` writes it") from error
        return cls(store)._viewed()

    def ask(self, named: NamedQuery, values: Mapping[str, object]) -> list[dict[str, Any]]:
        """The rows of the query's twin, as ``Store.query`` gives those of its Cypher. Raises ``QueryError``."""
        if named.twin is None:
            raise QueryError(f"query {named.name} has no twin in SPARQL: write it to {named.name}.rq beside it")
        bound, graph, subject = named.bind(values), NamedNode(QUERY), NamedNode(f"{QUERY}#values")
        dates = {p.name for p in named.parameters if p.type == "date"}
        for name, value in bound.items():
            if value is not None:
                literal = Literal(value, datatype=NamedNode(_XSD + "date")) if name in dates else Literal(value)
                self._store.add(Quad(subject, NamedNode(f"{QUERY}#{name}"), literal, graph))
        try:
            if named.twin.first is not None:
                self._store.update(named.twin.first)
            found = self._store.query(named.twin.sparql, use_default_graph_as_union=True)
            if not isinstance(found, QuerySolutions):
                raise QueryError(f"query {named.name}: its twin is no SELECT")
            columns = [variable.value for variable in found.variables]
            return [{column: _value(row[column], column in named.twin.lists) for column in columns} for row in found]
        except SyntaxError as error:
            raise QueryError(f"query {named.name}: its twin is no SPARQL ({str(error).splitlines()[0]})") from error
        finally:
            with suppress(KeyError):
                self._store.remove_graph(graph)

    def _viewed(self) -> Self:
        self._store.update(files("queries").joinpath("view.ru").read_text("utf-8"))
        return self


def _value(term: Any, is_list: bool) -> Any:
    """A plain value: None for nothing, a sorted list for a column of lists."""
    if is_list:
        return sorted(term.value.split(LIST_SEPARATOR)) if term is not None else []
    if term is None or not isinstance(term, Literal):
        return None if term is None else term.value
    return _READ.get(term.datatype.value, str)(term.value)
