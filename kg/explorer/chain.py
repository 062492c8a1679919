"""How two things are connected: shortest chains of claims, and families."""

from collections.abc import Sequence

import numpy as np

from kg.explorer import shape
from kg.explorer.catalogue import Catalogue, Filters
from kg.explorer.ties import Numbers, Ties
from kg.explorer.view import claim_number, entity_number, subgraph
from ontology import vocabulary

KIN = 80
"""People in one family tree."""
_DENIED = frozenset({"negated", "planned"})


def path(catalogue: Catalogue, start: str, end: str, filters: Filters, longest: int, limit: int) -> shape.Subgraph:
    """The shortest chains of claims between two nodes, as many as have ``limit`` claims together (one chain at least), with the number
    of claims on others that are as short; empty where there is none of at most ``longest`` claims.

    That two events were in one place or had one tool makes no chain; nor, unless such are asked for, does a denial or a plan.
    """
    entities = len(catalogue.entities)
    ends = [
        entities + claim_number(catalogue, id) if id in catalogue.claim_numbers else entity_number(catalogue, id) for id in (start, end)
    ]
    allowed = np.concatenate([np.ones(entities, dtype=bool), catalogue.mask(filters)])
    if not filters.modality:
        allowed[entities:] &= ~catalogue.mask(Filters(modality=_DENIED))
    allowed[ends] = True
    # A step from a claim to an entity and one back make one claim of the chain.
    layers = catalogue.ties.shortest(ends[0], ends[1], allowed, 2 * longest)
    steps = _chosen(catalogue.ties, layers, entities, limit)
    claims = [n - entities for n in steps if n >= entities]
    on_it = {catalogue.entities[n].id if n < entities else catalogue.claims[n - entities].id for n in steps}
    whole = subgraph(catalogue, [n for n in steps if n < entities], claims)
    return shape.Subgraph(
        nodes=[n for n in whole.nodes if n.id in on_it],
        edges=[e for e in whole.edges if e.source in on_it and e.target in on_it],
        more=sum(int((layer >= entities).sum()) for layer in layers) - len(claims),
    )


def _chosen(ties: Ties, layers: Sequence[Numbers], entities: int, limit: int) -> list[int]:
    """The steps of whole ways through the layers, until they have ``limit`` claims, ascending."""
    kept: dict[int, None] = {}
    for through, layer in enumerate(layers):
        for node in layer.tolist():
            if node in kept:
                continue
            if sum(n >= entities for n in kept) >= limit:
                return sorted(kept)
            kept[node] = None
            for side in (layers[:through][::-1], layers[through + 1 :]):
                here = node
                for further in side:
                    tied = np.intersect1d(ties.of(np.array([here])), further).tolist()
                    here = next((n for n in tied if n in kept), tied[0])
                    kept[here] = None
    return sorted(kept)


def kin(catalogue: Catalogue, id: str) -> shape.Subgraph:
    """The family of a person by claims of kinship, from one to the next."""
    first = entity_number(catalogue, id)
    seen, found = {first: None}, dict[int, None]()
    for person in (queue := [first]):
        for c in catalogue.touching(person):
            if catalogue.claims[c].type not in vocabulary.kinship():
                continue
            ends = [n for _, n in catalogue.claims[c].entities]
            if len(seen) + sum(n not in seen for n in ends) > KIN:
                continue
            found[c] = None
            queue += [n for n in ends if n not in seen]
            seen |= dict.fromkeys(ends)
    return subgraph(catalogue, seen, sorted(found))
