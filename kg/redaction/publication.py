"""A published edition from end to end: the policy and its key, graphs kept aside between the two passes, and the gate."""

import json
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from kg import stages
from kg.graph import ArticleGraph
from kg.output import vacant
from kg.redaction import policy as policies
from kg.redaction.edition import Plan, Tally, masked, plan
from kg.redaction.gate import Gate


@dataclass(frozen=True, slots=True)
class Publication:
    """``graphs`` may be had once; ``report`` and ``told`` are true after it."""

    plan: Plan
    tally: Tally
    gate: Gate
    _kept: IO[bytes]

    def graphs(self) -> Iterator[ArticleGraph]:
        """The masked graphs, as they come."""
        return masked(_read(self._kept), self.plan, self.tally)

    @contextmanager
    def watching(self, out: BinaryIO) -> Iterator[BinaryIO]:
        """A stream to ``out``, to which nothing is passed on before all was searched. Raises ``WithheldError`` where a withheld name would
        be shown."""
        with self.gate.watch(out) as watched:
            yield cast(BinaryIO, watched)
            watched.finish()

    @contextmanager
    def searching(self, folder: Path) -> Iterator[Path]:
        """A new folder to write into, which takes the name ``folder`` once all its files were searched; else it is removed. Raises
        ``InputError`` where ``folder`` holds something, ``WithheldError`` where a withheld name would be shown."""
        part = vacant(folder).with_name(f".{folder.name}.{secrets.token_hex(4)}")
        part.mkdir(parents=True)
        try:
            yield part
            self.gate.search(part)
            part.replace(folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise

    def report(self) -> dict[str, Any]:
        return self.tally.json(self.plan.policy)

    def told(self) -> Iterator[str]:
        """Lines for whoever runs it: what was withheld, and listed names that nothing bears. No names."""
        for number, withheld in enumerate(self.plan.withheld):
            if withheld.line is not None and number not in self.tally.found:
                yield f"{self.plan.policy.file}:{withheld.line}: nobody in the articles bears this name; is it misspelt?"
        report = self.report()
        reasons = ", ".join(f"{count} {reason}" for reason, count in report["pseudonyms_by_reason"].items()) or "nobody"
        yield f"withheld: {reasons}; {report['articles_masked']} of {report['articles']} articles masked"


@contextmanager
def of(graphs: Iterable[ArticleGraph], file: Path, key_file: Path | None = None, *, make_key: bool = False) -> Iterator[Publication]:
    """The edition of ``graphs`` that the policy ``file`` asks for. Graphs are kept in a nameless temporary file between the two passes, so
    that both see the same whatever the store does meanwhile. Raises ``InputError`` as ``policy.read``, ``Policy.key`` and ``plan``."""
    policy = policies.read(file)
    if key_file is not None:
        policy = replace(policy, key_file=key_file, key_variable=None)
    key = policy.key(make=make_key)
    with tempfile.TemporaryFile() as kept:
        for graph in graphs:
            kept.write((json.dumps(graph.json()) + "\n").encode())
        planned, tally = plan(lambda: _read(kept), policy, key), Tally()
        names = [form for withheld in planned.withheld for form in withheld.forms]
        yield Publication(planned, tally, Gate(names, key, tally.originals), kept)


def _read(kept: IO[bytes]) -> Iterator[ArticleGraph]:
    kept.seek(0)
    return stages.graphs(kept, "the articles")
