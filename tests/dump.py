"""All that a store holds, to compare one state with another."""

from typing import Any

from loaders.store import Store


def dump(store: Store) -> tuple[list[Any], list[Any]]:
    """Every node with its labels and properties, every edge with its ends and properties."""
    nodes = store.query("MATCH (n) WHERE NOT n:Store RETURN labels(n) AS labels, properties(n) AS properties")
    edges = store.query("MATCH (s)-[e]->(t) RETURN s.id AS s, type(e) AS type, t.id AS t, properties(e) AS properties")
    return (
        sorted(([sorted(n["labels"]), sorted(n["properties"].items())] for n in nodes), key=str),
        sorted(([e["s"], e["type"], e["t"], sorted(e["properties"].items())] for e in edges), key=str),
    )
