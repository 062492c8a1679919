"""Which program answers over Bolt, told from what it says of itself, and whether this version of it is supported."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from kg.errors import StoreError

Engine = Literal["neo4j", "arcadedb"]
SUPPORTED = "Neo4j 5 (tested on 5.26) or later, and ArcadeDB"
OLDEST = 5
"""The first Neo4j with the statements that are used for constraints and full-text indexes."""
NOT_READING = frozenset({"LoadCSV", "TerminateTransactions"})
"""Operators of Neo4j's plans that its read-only transactions let pass: they fetch files and addresses, or stop the work of others."""
_ARCADE = re.compile(r"\(ArcadeDB \d")
_NEO4J = re.compile(r"Neo4j/(\d+)\.\S+")


def engine(agent: str, address: str) -> Engine:
    """The engine behind a server's ``agent``. Raises ``StoreError`` for a program or a version that is not supported.

    >>> engine("Neo4j/5.26.26", "bolt://localhost"), engine("Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)", "bolt://localhost")
    ('neo4j', 'arcadedb')
    """
    if _ARCADE.search(agent):
        return "arcadedb"
    found = _NEO4J.fullmatch(agent)
    if found is None or int(found[1]) < OLDEST:
        raise StoreError(f"{address} is {agent or 'a program that does not say what it is'}, which is not supported: {SUPPORTED} are")
    return "neo4j"


def forbidden(plan: Mapping[str, Any] | None) -> str | None:
    """The first operator of ``NOT_READING`` in one of Neo4j's plans; None where there is none."""
    waiting = [plan] if plan else []
    while waiting:
        step = waiting.pop()
        operator = str(step.get("operatorType", "")).partition("@")[0]
        if operator in NOT_READING:
            return operator
        waiting += step.get("children", [])
    return None
