"""Whatever the form of article graphs allows comes back from a store as it went in."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from kg.graph import ArticleGraph
from loaders.store import Store
from tests.dump import dump
from tests.generated import article_graphs
from tests.running import Running

pytestmark = pytest.mark.store


@pytest.fixture(scope="module")
def kept(each_store: Running) -> Iterator[Store]:
    """One store for all examples; each leaves it empty."""
    with each_store.open() as store:
        store.retract([row["id"] for row in store.query("MATCH (a:Article) RETURN a.id AS id")])
        yield store


@given(graph=article_graphs())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_generated_graph_is_loaded_read_back_rebuilt_and_retracted(kept: Store, graph: ArticleGraph) -> None:
    kept.load([graph])
    assert [g.json() for g in kept.article_graphs()] == [graph.json()]
    loaded = dump(kept)
    kept.rebuild()
    assert dump(kept) == loaded
    assert kept.retract([graph.article.iri]) == 1
    assert dump(kept) == ([], [])
