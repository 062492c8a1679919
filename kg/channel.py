"""What the verbs of the command share: the options that several have, what opens what these name, and what is told to whoever runs them."""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.graph import ArticleGraph
    from loaders.store import Store

Output = Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - is standard output.")]
GraphInput = Annotated[str, typer.Option("-i", "--input", metavar="FILE", help="Article graphs, one a line; - is standard input.")]
StoreOption = Annotated[str | None, typer.Option("--store", metavar="FOLDER|URL", help="The store, in place of $ISNAD_STORE.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON in place of what a person would see.")]


def say(message: str) -> None:
    """A line on standard error."""
    print(f"kg: {message}", file=sys.stderr)


def print_json(record: Mapping[str, Any]) -> None:
    """A line of JSON on standard output."""
    print(json.dumps(record, ensure_ascii=False))


@contextmanager
def reading(source: str) -> Iterator[tuple[BinaryIO, str]]:
    """Standard input or a file, with its name. Raises ``InputError`` where it cannot be read."""
    if source == "-":
        yield sys.stdin.buffer, "<stdin>"
        return
    try:
        stream = Path(source).open("rb")  # noqa: SIM115
    except OSError as error:
        raise InputError(f"{source}: {(error.strerror or str(error)).lower()}; check the name and its rights") from error
    with stream:
        yield stream, source


@contextmanager
def twice(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The same, from its start, as something that can be read again: a stream is copied to a file of its own."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield copy


@contextmanager
def graphs(
    source: str | None, store: str | None, about: Iterable[str] | None = None, articles: Iterable[str] | None = None
) -> Iterator[Iterator["ArticleGraph"]]:
    """Article graphs from a file, or from the store where ``source`` is None; the part that speaks of names ``about`` or stands in some
    ``articles``. Raises ``InputError`` and ``StoreError`` where there is none, ``QueryError`` for an article that the store has not."""
    from kg import selection, stages

    chosen = selection.Selection(tuple(about or ()), tuple(articles or ()))
    if source is not None:
        with reading(source) as (stream, name):
            found = stages.graphs(stream, name)
            yield selection.of_graphs(found, chosen) if chosen else found
    else:
        with opened(store, create=False) as kept:
            yield selection.of_store(kept, chosen) if chosen else kept.article_graphs()


@contextmanager
def opened(target: str | None, *, create: bool = True) -> Iterator["Store"]:
    """As ``loaders.store.open_store``, which is not imported before a verb needs it."""
    from loaders.store import open_store

    with open_store(target, create=create) as kept:
        yield kept
