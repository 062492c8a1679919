from collections.abc import Iterator,Sequence
from kg.event import EventDraft
from kg.graph import Unread
from kg.reading import Reading
def unequal(reading: Reading, told: Sequence[EventDraft]) -> Iterator[Unread]:
    yield from ()
