"""Why a claim is there: its parts, the rule that made it, its source, and its sentence with the quote marked."""

from collections.abc import Iterable
from typing import Any

import kg
from kg import terminal
from kg.errors import QueryError
from kg.graph import ArticleGraph, Event, Relation
from kg.syntax import sentence_spans
from ontology import vocabulary

Claim = Event | Relation


def find(graphs: Iterable[ArticleGraph], claim: str, where: str) -> tuple[ArticleGraph, Claim]:
    """The claim with an IRI, or with the end of one (``ARTICLE-e1``). Raises ``QueryError`` where there is none."""
    for graph in graphs:
        for candidate in graph.claims:
            iri = graph.claim_iri(candidate)
            if claim in (iri, iri.rpartition("/")[2]):
                return graph, candidate
    raise QueryError(f"{where}: no claim {claim}; answers of `kg query` give the ids")


def explanation(graph: ArticleGraph, claim: Claim) -> dict[str, Any]:
    """All that there is to say, as JSON. ``context`` is the span of the sentence."""
    article = graph.article
    names = {e.id: e.name for e in graph.entities}
    claims = {c.id: f"{c.type} {c.id} «{graph.quote(c)}»" for c in graph.claims}
    context = terminal.sentences_of(article, claim.evidence, sentence_spans(article.text))
    if isinstance(claim, Event):
        parts = [{"role": a.role, "filler": names.get(a.ref) or claims[a.ref]} for a in claim.args]
        more: dict[str, Any] = {
            "trigger": claim.trigger.of(article.text),
            "charge": claim.charge.of(article.text) if claim.charge else None,
            "alleges": [claims[c] for c in claim.alleges],
        }
    else:
        parts = [{"role": "subject", "filler": names[claim.subject]}, {"role": "object", "filler": names[claim.object]}]
        more = {"title": claim.title, "status": claim.status}
    return {
        "claim": graph.claim_iri(claim),
        "type": claim.type,
        "label": {"ar": vocabulary.label(claim.type, "ar"), "en": vocabulary.label(claim.type, "en")},
        "parts": parts,
        **more,
        "modality": claim.modality,
        "according_to": names[claim.according_to] if claim.according_to else None,
        "disputed": claim.disputed,
        "time": {"words": claim.time.span.of(article.text), "value": claim.time.value, "anchor": claim.time.anchor} if claim.time else None,
        "rule": claim.rule,
        "rule_description": _description(claim.rule),
        "extractor": graph.extractor,
        "article": article.json() | {"doc": article.doc, "text": None},
        "quote": graph.quote(claim),
        **claim.evidence.json(),
        "context": context.json(),
        "sentence": context.of(article.text),
    }


def _description(rule: str) -> str | None:
    """What a rule does; None for one of another extractor, such as a hand-made reference."""
    try:
        return kg.rule(rule)
    except KeyError:
        return None


def _both(role: str) -> str:
    return role if role in ("subject", "object") else f"{role} {vocabulary.label(role, 'ar')}"


def show(graph: ArticleGraph, claim: Claim, told: dict[str, Any]) -> None:
    """Prints an explanation for a person."""
    screen = terminal.console()
    plain = not screen.is_terminal
    article = graph.article
    screen.print(f"{told['label']['en']} · {told['label']['ar']}", style="bold")
    screen.print(told["claim"], style="dim")
    rows = [(_both(part["role"]), part["filler"]) for part in told["parts"]]
    rows += [(name, told[name]) for name in ("trigger", "title", "status", "charge") if told.get(name)]
    rows += [("alleges", words) for words in told.get("alleges", ())]
    rows.append(("modality", told["modality"] + (", disputed" if told["disputed"] else "")))
    rows.append(("according to", told["according_to"] or "the article itself"))
    if time := told["time"]:
        against = f", against {time['anchor']}" if time["anchor"] else ""
        rows.append(("time", f"{time['words']} = {time['value'] or 'open'}{against}"))
    rows.append(("rule", ": ".join(filter(None, (told["rule"], told["rule_description"])))))
    if told["extractor"]:
        rows.append(("extractor", told["extractor"]))
    rows.append(("article", " · ".join(filter(None, (article.doc or article.id, article.outlet, article.published, article.title)))))
    rows.append(("quote", f"{told['quote']}  [{told['start']}:{told['end']}]"))
    screen.print(terminal.facts(rows))
    context = terminal.sentences_of(article, claim.evidence, sentence_spans(article.text))
    screen.print(terminal.marked(article.text, [(claim.evidence, "reverse")], context, plain=plain))
