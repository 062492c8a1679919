"""Servers that tests share, and what is said where there can be none."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import NoReturn

import pytest

from loaders.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Running:
    """A store whose server runs as long as the tests, and what has to be set in the environment for it to be opened."""

    target: str
    environment: Mapping[str, str]

    @contextmanager
    def open(self) -> Iterator[Store]:
        with ExitStack() as stack:
            with pytest.MonkeyPatch.context() as patch:
                for name, value in self.environment.items():
                    patch.setenv(name, value)
                opened = stack.enter_context(open_store(self.target))
            yield opened


def skip_or_fail(reason: str) -> NoReturn:
    """Leaves a test out, with the reason; never where ``CI`` is set."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
