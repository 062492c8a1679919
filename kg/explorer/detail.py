"""All of one claim, in its article: what the evidence pane shows."""

from typing import Literal

import kg
from kg.explorer import shape, telling, view
from kg.explorer.catalogue import Catalogue, tail
from kg.graph import ArticleGraph, Event, Relation, Span

BESIDE = 60
"""Other claims about the same two."""


def evidence(catalogue: Catalogue, graph: ArticleGraph, claim: Event | Relation) -> shape.Evidence:
    """A claim of a graph that the catalogue has. Raises ``view.UnknownError`` where it has it not."""
    article, iri = graph.article, graph.claim_iri(claim)
    number = view.claim_number(catalogue, tail(iri))
    known = catalogue.claims[number]
    charge = claim.charge if isinstance(claim, Event) else None
    return shape.Evidence(
        claim=shape.Claim(
            id=tail(iri),
            kind=known.kind,
            type=claim.type,
            modality=claim.modality,
            disputed=claim.disputed,
            time=claim.time.value if claim.time else None,
            time_text=claim.time.span.of(article.text) if claim.time else None,
            anchor=claim.time.anchor if claim.time else None,
            rule=claim.rule,
            rule_text=_rule(claim.rule, "en"),
            rule_text_ar=_rule(claim.rule, "ar"),
            quote=graph.quote(claim),
            **claim.evidence.json(),
            according_to=view.source(catalogue, known),
            fillers=view.fillers(catalogue, known),
            title=known.title,
            status=known.status,
            charge=shape.Quoted(quote=charge.of(article.text), **charge.json()) if charge else None,
            alleges=[catalogue.claims[n].id for n in known.alleges] or None,
            iri=iri,
        ),
        article=shape.Article(
            id=tail(article.iri), doc=catalogue.articles[known.article].name, title=article.title, outlet=article.outlet,
            published=article.published, author=article.author, url=article.url, text=article.text,
        ),
        marks=_marks(graph, claim),
        beside=telling.beside(catalogue, number, BESIDE),
        citation=citation(graph, claim),
    )  # fmt: skip


def citation(graph: ArticleGraph, claim: Event | Relation) -> str:
    """One line that leads back to the words: the article, the offsets of the quote in its text, the claim's IRI."""
    a, span = graph.article, claim.evidence
    known = [f"«{a.title}»" if a.title else None, a.author, a.outlet, a.published, a.url, a.doc or a.id]
    parts = [" ".join(part.split()) for part in known if part]
    return f"{', '.join(parts)} (sha256 {a.id}), characters {span.start}–{span.end}. {graph.claim_iri(claim)}"


def _marks(graph: ArticleGraph, claim: Event | Relation) -> list[shape.Mark]:
    """The quote first, then what stands in the text by offset."""
    spans: list[tuple[Span, str]] = []
    refs = {claim.according_to}
    if isinstance(claim, Event):
        spans += [(span, "trigger") for span in (claim.trigger, *claim.also)]
        spans += [(claim.charge, "charge")] if claim.charge else []
        refs |= {a.ref for a in claim.args}
    else:
        refs |= {claim.subject, claim.object}
    if claim.time:
        spans.append((claim.time.span, "time"))
    spans += [(m.span, "mention") for e in graph.entities if e.id in refs for m in e.mentions]
    ordered = [(claim.evidence, "quote"), *sorted(set(spans))]
    return [shape.Mark(start=span.start, end=span.end, kind=kind) for span, kind in ordered]  # type: ignore[arg-type]


def _rule(identifier: str, language: Literal["ar", "en"]) -> str:
    """What a rule does; empty for one of another extractor, such as a hand-made reference."""
    try:
        return kg.rule(identifier, language)
    except KeyError:
        return ""
