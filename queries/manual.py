"""The page ``docs/queries.md``: ``python -m queries.manual > docs/queries.md`` (``make docs``).

Each question with its parameters, the files of its two statements, and what it answers on the sample articles. No answer is written by
hand: the samples are read anew, and the twins are asked of their RDF.
"""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import kg
import queries
from kg import article
from kg.graph import Article, ArticleGraph
from loaders.dataset import Dataset
from queries import NamedQuery

ROWS = 3
"""Answers that are shown of each question."""
_EVIDENCE = ("quote", "start", "end", "doc", "title", "outlet", "source", "modality", "disputed", "claim")
_HEAD = """# Questions

Made by `make docs` from `queries/`; edit there. Every question is a file of Cypher, for the store, and a twin of it in SPARQL, for the
RDF that `kg export --format trig` writes; both give the same rows in the same order. {count} come with Isnad:

    kg query                                      # lists them
    kg query kin_of_person name=…                 # asks the store
    kg query kin_of_person name=… --rdf x.trig    # asks a file of RDF (TriG, N-Quads, Turtle, JSON-LD), without any store
    kg query --cypher my.cypher limit=10          # a statement of your own; it can only read

Names are found in any spelling (أحمد, احمد) and by whole words (the family name alone); `since` and `until` are days such as 2017-03-31.
`--json` and `--csv` give the rows to programs. Every row has, beside the columns shown here, the evidence of its claim: `quote`, `start`
and `end` (code points, end-exclusive), `doc`, `title`, `outlet`, `source` (who says so; empty where the article speaks in its own
voice), `modality`, `disputed`, and `claim`, its IRI. Where two reports are set side by side, the other's evidence is in `other_quote`
and so on.

A file for `--cypher` needs no header. A parameter is text unless a line such as `// $limit: integer. How many` says otherwise; the types
are {types}, and `integer?` may be left out.

To ask the twins in another SPARQL 1.1 store: load the TriG, make its default graph the union of the named ones, run
`queries/view.ru` once, and put the parameters into the graph `<https://w3id.org/isnad/query>`, as the head of `queries/__init__.py` says.
Lists (of doers, say) stand in one string there, with U+001F between. An argument that a claim bears twice counts once in RDF.

The answers below are those of the sample articles in `kg/samples`, whose persons and events are invented; no more than {rows} rows are
shown.
"""


def page(graphs: Iterable[ArticleGraph]) -> str:
    """The page, with the answers that these article graphs give."""
    dataset, named = Dataset.of(graphs), [queries.find(name) for name in queries.names()]
    parts = [_HEAD.format(count=len(named), types=", ".join(f"`{t}`" for t in queries.TYPES), rows=ROWS)]
    parts.append("\n".join(f"- [{q.name}](#{q.name}): {q.question.partition('?')[0]}?" for q in named) + "\n")
    return "\n".join([*parts, *(_section(q, dataset.ask(q, q.example)) for q in named)])


def samples() -> list[ArticleGraph]:
    """What the articles that ship say."""
    found = article.read([Path(str(files("kg") / "samples"))])
    return [kg.extract(item) for item in found if isinstance(item, Article)]


def _section(named: NamedQuery, rows: Sequence[Mapping[str, Any]]) -> str:
    ends = "`, `".join(f"{named.name}.{end}" for end in ("cypher", "rq", *(["ru"] if named.twin and named.twin.first else [])))
    lines = [f"## {named.name}", "", named.question, "", named.question_ar, "", f"`{ends}`", ""]
    if named.parameters:
        lines += ["| parameter | type | |", "|---|---|---|"]
        lines += [f"| `{p.name}` | {p.type}{', may be left out' if p.optional else ''} | {_cell(p.meaning)} |" for p in named.parameters]
        lines.append("")
    asked = [f'{name}="{value}"' if " " in value else f"{name}={value}" for name, value in named.example.items()]
    return "\n".join([*lines, f"    {' '.join(['kg query', named.name, *asked])}", "", *_answers(rows)]) + "\n"


def _answers(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    if not rows:
        return ["The samples have no answer to this."]
    sides = [side for side in ("", "other_") if f"{side}quote" in rows[0]]
    own = [c for c in rows[0] if not any(c.removeprefix(side) in _EVIDENCE for side in sides)]
    heads = [*(c.replace("_", " ") for c in own), *(f"{side.replace('_', ' ')}evidence" for side in sides)]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for row in rows[:ROWS]:
        lines.append("| " + " | ".join([*(_cell(row[c]) for c in own), *(_evidence(row, side) for side in sides)]) + " |")
    if len(rows) > ROWS:
        lines += ["", f"… and {len(rows) - ROWS} more."]
    return lines


def _evidence(row: Mapping[str, Any], side: str) -> str:
    about = {name: row[side + name] for name in _EVIDENCE}
    stance = [about["modality"], "disputed" if about["disputed"] else "", f"according to {about['source']}" if about["source"] else ""]
    where = f"{about['doc'] or about['claim'].rpartition('/')[2]} {about['start']}:{about['end']}"
    return "<br>".join([f"«{_cell(about['quote'])}»", _cell(", ".join(filter(None, stance))), _cell(where)])


def _cell(value: Any) -> str:
    """A value between the bars of a Markdown table."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "، ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return re.sub(r"([\\|<>`*_\[\]])", r"\\\1", " ".join(text.split()))


if __name__ == "__main__":
    sys.stdout.buffer.write(page(samples()).encode())
