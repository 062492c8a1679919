"""The catalogue that the server answers from: read once in the background, and again when the store has changed."""

import threading
import time
from collections.abc import Callable

from kg.errors import IsnadError
from kg.explorer.catalogue import Catalogue, catalogue
from kg.explorer.source import Parts

Told = Callable[[int, int], None]
WAIT = 10.0
"""Seconds that a request waits for the first reading; then it is told to come again."""
FRESH = 20.0
"""Seconds after which the store is asked whether it has changed."""


class NotReadyError(IsnadError):
    """The store is still being read; ``str()`` says how far."""


class Shelf:
    """``read`` gives all parts and their fingerprint, ``fingerprint`` what it would be now. Both run in a thread of their own."""

    def __init__(self, read: Callable[[Told], tuple[Parts, str]], fingerprint: Callable[[], str]) -> None:
        self._read, self._fingerprint = read, fingerprint
        self._progress = (0, 0)
        self._kept: Catalogue | None = None
        self._known = ""
        self._checked = 0.0
        self._failure: IsnadError | None = None
        self._ready = threading.Event()
        self._busy = threading.Lock()
        self._begin()

    def catalogue(self) -> Catalogue:
        """What was read last. Raises ``NotReadyError`` while nothing is, and the reading's own error where it failed."""
        if self._kept is not None and time.monotonic() - self._checked > FRESH:
            self._begin()
        if not self._ready.wait(WAIT):
            done, total = self._progress
            raise NotReadyError(f"the store is still being read ({done} of {total} articles); try again in a moment")
        if self._kept is None:
            failure, self._failure = self._failure, None
            self._ready.clear()
            self._begin()
            raise failure or NotReadyError("the store could not be read; try again in a moment")
        return self._kept

    def _begin(self) -> None:
        if self._busy.acquire(blocking=False):
            self._reading = threading.Thread(target=self._work, name="isnad-explorer-reads", daemon=True)
            self._reading.start()

    def rest(self) -> None:
        """Returns once nothing is being read: a store may be closed then, and not before."""
        self._reading.join()

    def _work(self) -> None:
        try:
            if self._kept is None or self._fingerprint() != self._known:
                parts, self._known = self._read(self._tell)
                made = catalogue(parts)
                made.index.find("-", 1)  # made when it is first asked for, as are ties: here nobody waits for them
                _ = made.ties
                self._kept = made
        except IsnadError as error:  # a store that went away: what was read is still there
            self._failure = error
        finally:
            self._checked = time.monotonic()
            self._busy.release()
            self._ready.set()

    def _tell(self, done: int, total: int) -> None:
        self._progress = done, total
