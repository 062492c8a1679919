"""Article graphs that went into RDF come out as they were, whatever stands in them; what is not whole or not ours is refused."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Dataset
from rdflib.compare import isomorphic

import kg
from kg.errors import GraphError, InputError
from kg.graph import Article, ArticleGraph, Entity, Mention, Span
from loaders import rdf, reader
from loaders.store import Store
from tests.generated import article_graphs
from tests.gold import gold_graphs
from tests.loaders.test_rdf import GRAPH, HOSTILE, hostile, needs_gold, variants, written
from tests.valley import valley

SAMPLES = sorted((Path(__file__).parents[2] / "kg" / "samples").glob("*.txt"))
NONE = "0" * 20
MEGABYTE = "س" * 500_000 + '"\\\u202e' * 20_000


def read(data: bytes, format: str = "nquads") -> list[ArticleGraph]:
    return [*reader.read([(BytesIO(data), "file", format)])]


def as_json(graphs: Iterable[ArticleGraph]) -> list[str]:
    return [json.dumps(g.json(), sort_keys=True) for g in graphs]


@pytest.fixture(scope="module")
def samples() -> list[ArticleGraph]:
    return [kg.extract(Article(path.read_text("utf-8"), path.stem)) for path in SAMPLES]


@pytest.mark.parametrize("format", reader.FORMATS)
def test_samples_come_back_equal(format: str, samples: list[ArticleGraph]) -> None:
    assert len(samples) == 13
    assert as_json(read(written(samples, format), format)) == as_json(samples)


@needs_gold
@pytest.mark.parametrize("format", reader.FORMATS)
def test_gold_articles_come_back_equal(format: str) -> None:
    assert as_json(read(written(gold_graphs(), format), format)) == as_json(gold_graphs())


@pytest.mark.parametrize("format", reader.FORMATS)
def test_every_field_comes_back_equal(format: str) -> None:
    graphs = [*variants()]
    assert [as_json(read(written([g], format), format)) for g in graphs] == [as_json([g]) for g in graphs]


@pytest.mark.parametrize("format", reader.FORMATS)
def test_hostile_strings_come_back_equal(format: str) -> None:
    graphs = [hostile(words) for words in (*HOSTILE, MEGABYTE)]
    assert as_json(read(written(graphs, format), format)) == as_json(graphs)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(article_graphs(), min_size=1, max_size=3, unique_by=lambda g: g.article.id), st.sampled_from([*reader.FORMATS]))
def test_whatever_the_graphs_are_they_come_back_equal(graphs: list[ArticleGraph], format: str) -> None:
    assert as_json(read(written(graphs, format), format)) == as_json(graphs)


@pytest.mark.parametrize("seed", range(3))
def test_statements_in_another_order_make_the_same_graphs(seed: int) -> None:
    graphs = [*valley(), GRAPH, hostile(HOSTILE[4])]
    lines = [*dict.fromkeys(written(graphs, "nquads").splitlines(keepends=True))]
    Random(seed).shuffle(lines)
    assert sorted(as_json(read(b"".join(lines)))) == sorted(as_json(graphs))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_another_tools_trig_makes_the_same_graphs() -> None:
    graphs = [*valley(), GRAPH]
    dataset = Dataset()
    dataset.parse(data=written(graphs, "trig").decode(), format="trig")
    assert sorted(as_json(read(dataset.serialize(format="trig", encoding="utf-8"), "trig"))) == sorted(as_json(graphs))


def test_an_article_that_is_there_twice_is_read_once() -> None:
    data = written([*valley(), GRAPH, *valley()], "nquads")
    assert as_json(read(data)) == as_json([*valley(), GRAPH])
    files = [(BytesIO(written(valley(), "trig")), name, "trig") for name in ("one", "two")]
    assert as_json(reader.read(files)) == as_json(valley())


def test_two_readings_of_one_article_are_not_mixed() -> None:
    other = replace(GRAPH, extractor="another")
    with pytest.raises(GraphError, match=f"^file: article {GRAPH.article.id} is there twice, and not the same both times"):
        read(written([GRAPH, *valley(), other], "nquads"))


@pytest.mark.parametrize("format", ["trig", "nquads"])
def test_an_article_is_read_before_the_next_is_asked_for(format: str) -> None:
    graphs = [replace(GRAPH, article=replace(GRAPH.article, text=f"{GRAPH.article.text}{n}")) for n in range(300)]
    stream = BytesIO(written(graphs, format))
    reading = reader.read([(stream, "file", format)])
    next(reading)
    assert stream.tell() < len(stream.getvalue()) / 4


def without(pattern: str) -> bytes:
    """The N-Quads of ``GRAPH`` without the statements that the pattern finds."""
    lines = written([GRAPH], "nquads").decode().splitlines(keepends=True)
    kept = [line for line in lines if not re.search(pattern, line)]
    assert len(kept) < len(lines)
    return "".join(kept).encode()


def changed(old: str, new: str) -> bytes:
    data = written([GRAPH], "nquads").decode()
    assert old in data
    return data.replace(old, new).encode()


@pytest.mark.parametrize(
    "data,said",
    [
        (without(r"-r1> \S+#quote>"), f"id:claim/{GRAPH.article.id}-r1 has no quote"),
        (without(r"-e2> \S+#evidence>"), f"id:claim/{GRAPH.article.id}-e2 has no passage that it is taken from"),
        (without(r"-e2> \S+#order>"), f"id:claim/{GRAPH.article.id}-e2 has no order"),
        (changed('"patient=t1 agent=t3 alleges=r2"', '"patient=t1 agent=t2 alleges=r2"'), "is missing; export the article again"),
        (changed('"patient=t1 agent=t3 alleges=r2"', '"patient=t1 agent alleges=r2"'), "has an order that cannot be read at 'agent'"),
        (changed('"subject=t1 object=t4 accordingTo=t3"', '"object=t4 accordingTo=t3"'), "has an order without its subject"),
        (without(r"#exact> \"أفاد\""), "#quote=0,4 oa:exact \"أفاد\"’ is missing"),
        (without(r"#mention-1-t1> \S+#position>"), "#mention-1-t1 has no position"),
        (without(r"^\S+#mention-1-t1> "), "#mention-1-t1, of which nothing is said"),
        (without(r"ontology#text>"), "has no text"),
        (without(r"entity/\S+-t2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"), "has 0 types where it should have one"),
        (without(r"SoftwareAgent"), "rdf:type prov:SoftwareAgent’ is missing"),
        (without(r"rule/kin-1> <\S+identifier>"), 'id:rule/kin-1 dcterms:identifier "kin-1"’ is missing'),
        (changed("ontology#cousinOf", "ontology#cosinOf"), '"cosinOf" is no relation of the ontology; the nearest is "cousinOf"'),
        (changed("ontology#hedged", "ontology#sure"), '"sure" is no modality of the ontology'),
        (changed("خبر من النهر", "خبر من البحر") + without("-e1>"), "has 2 of dcterms:title where it should have one"),
        (changed("أفاد ناشطون", "أفاد شهود"), "beyond the text"),
        (changed("أفاد ناشطون", "افاد ناشطون"), "its text is not the one that was read"),
        (changed('سالماً"@ar <', 'سالما"@ar <'), "is missing"),
    ],
)  # fmt: skip
def test_what_is_missing_or_changed_is_told_with_file_and_article(data: bytes, said: str) -> None:
    with pytest.raises(GraphError, match=r"^file: ") as refusal:
        read(data)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "line,said",
    [
        ("<http://example.org/a> <http://example.org/b> <http://example.org/c> .", "is not ours"),
        ("_:a <http://example.org/b> <http://example.org/c> .", "is not ours"),
        (f"_:a <http://example.org/b> <http://example.org/c> <{GRAPH.article.iri}#graph> .", "is not ours"),
        (f"<{GRAPH.article.iri}> <http://example.org/b> <http://example.org/c> .", "article river-1: the statement"),
        (f'<{GRAPH.article.iri}> <http://purl.org/dc/elements/1.1/creator> "x" <{GRAPH.article.iri}#graph> .', "has 2 of dc:creator"),
        ("<https://w3id.org/isnad/id/rule/x> <http://www.w3.org/2000/01/rdf-schema#label> \"x\" .", "belongs to no article"),
        (f"<https://w3id.org/isnad/id/article/{NONE}> <http://example.org/b> <http://example.org/c> .", f"article {NONE}: nothing is said"),
    ],
)  # fmt: skip
def test_statements_of_others_are_refused_and_not_dropped(line: str, said: str) -> None:
    for data in (f"{line}\n".encode() + written([GRAPH], "nquads"), written([GRAPH], "nquads") + f"{line}\n".encode()):
        with pytest.raises(GraphError, match=r"^file: ") as refusal:
            read(data)
        assert said in str(refusal.value)


@pytest.mark.parametrize("format", reader.FORMATS)
def test_a_file_that_was_cut_short_is_refused(format: str) -> None:
    data = written(valley(), format)
    for length in (len(data) // 2, len(data) - 40):
        with pytest.raises((GraphError, InputError), match=r"^file"):
            read(data[:length], format)


def test_a_file_that_was_cut_between_statements_gives_the_whole_articles_and_names_the_other() -> None:
    lines = written(valley(), "nquads").splitlines(keepends=True)
    reading = reader.read([(BytesIO(b"".join(lines[:-3])), "file", "nquads")])
    assert as_json([next(reading), next(reading)]) == as_json(valley()[:2])
    with pytest.raises(GraphError, match=r"^file: article valley-3: .* is missing"):
        next(reading)


def test_two_things_that_would_have_one_name_are_refused_when_written() -> None:
    twin = Entity("t6", "Person", "نادر", (Mention(Span(0, 1)),), identifier=f"entity/{GRAPH.article.id}-t2")
    with pytest.raises(GraphError, match=r"^article river-1: t2 and t6 would both be https://"):
        written([replace(GRAPH, entities=(*GRAPH.entities, twin))], "trig")


@pytest.mark.parametrize("where", ["text", "doc", "title", "outlet", "author", "url", "published"])
def test_half_a_surrogate_pair_is_refused_with_its_place(where: str) -> None:
    value = GRAPH.article.text + "\ud800" if where == "text" else "ab\ud800"
    place = len(value) - 1
    graph = replace(GRAPH, article=replace(GRAPH.article, **{where: value}))
    with pytest.raises(GraphError, match=rf"^article .*: character {place} of .* is half of a surrogate pair"):
        written([graph], "nquads")


@pytest.mark.store
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_the_store_gives_the_same_rdf(store: Store) -> None:
    graphs = [*valley(), GRAPH, *(hostile(words) for words in HOSTILE if "\x00" not in words)]
    store.load(graphs)
    back = written([*store.article_graphs()], "trig")
    assert sorted(as_json(read(back, "trig"))) == sorted(as_json(graphs))
    ours, theirs = Dataset(), Dataset()
    ours.parse(data=written(graphs, "trig").decode(), format="trig")
    theirs.parse(data=back.decode(), format="trig")
    assert {g.identifier for g in ours.graphs()} == {g.identifier for g in theirs.graphs()}
    for graph in ours.graphs():
        assert isomorphic(graph, theirs.graph(graph.identifier))
    assert set(pyoxigraph.parse(back, format=rdf.FORMATS["trig"])) == {q for g in graphs for q in rdf.quads(g)}
