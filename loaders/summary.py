"""What a store says of itself and of a load."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load did. ``articles_repeated`` are second copies of a text, left out. ``nodes`` and ``edges`` are those that were made."""

    articles_new: int = 0
    articles_changed: int = 0
    articles_unchanged: int = 0
    articles_repeated: int = 0
    nodes: int = 0
    edges: int = 0

    @property
    def changed(self) -> bool:
        return bool(self.articles_new or self.articles_changed)

    def json(self) -> dict[str, int]:
        return asdict(self)

    def __add__(self, other: Self) -> Self:
        return type(self)(*(a + b for a, b in zip(asdict(self).values(), asdict(other).values(), strict=True)))


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """``permanent``: stays when nobody uses it. Counts are by type; None and empty where the store does not run."""

    address: str
    running: bool
    permanent: bool
    articles: int | None = None
    entities: dict[str, int] = field(default_factory=dict)
    claims: dict[str, int] = field(default_factory=dict)

    def json(self) -> dict[str, Any]:
        return asdict(self)
