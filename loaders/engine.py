"""Which program answers over Bolt, told from what it says of itself, and whether this version of it is supported."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from kg.errors import StoreError

Engine = Literal["neo4j", "arcadedb"]
SUPPORTED = "Neo4j 5 (tested on 5.26) or later, and ArcadeDB"
OLDEST = 5
"""The first Neo4j with the statements that are used for constraints and full-text indexes."""
_MORE_THAN_READING = {"LoadCSV": "fetch a file or an address", "TerminateTransactions": "end the work of others"}
"""Operators of Neo4j's plans that its read-only transactions let pass."""
_ASIDE = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
"""Strings, quoted names and comments of Cypher."""
_TERMINATE = re.compile(r"\bTERMINATE\s+TRANSACTIONS?\b", re.IGNORECASE)
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


def terminates(cypher: str) -> bool:
    """Whether a statement would end the work of others: ArcadeDB lets a reader try, and has no plan that tells it.

    >>> terminates("/* */ terminate TRANSACTIONS 'x'"), terminates("RETURN 'TERMINATE TRANSACTIONS'")
    (True, False)
    """
    return bool(_TERMINATE.search(_ASIDE.sub(" ", cypher)))


def more_than_reading(plan: Mapping[str, Any] | None) -> str | None:
    """What a statement would do beside reading, told from Neo4j's plan of it; None for one that only reads."""
    waiting = [plan] if plan else []
    while waiting:
        step = waiting.pop()
        operator = str(step.get("operatorType", "")).partition("@")[0]
        if operator in _MORE_THAN_READING:
            return _MORE_THAN_READING[operator]
        waiting += step.get("children", [])
    return None
