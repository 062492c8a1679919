"""Every named query gives the same rows in the same order by Cypher from the store and by SPARQL from the RDF of the same articles."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parser import parseUpdate

import kg
import queries
from kg import article
from kg.errors import InputError, QueryError
from kg.graph import Article, ArticleGraph
from loaders import rdf
from loaders import store as stores
from loaders.dataset import FORMATS, Dataset
from loaders.store import Store
from queries import NamedQuery, Twin
from tests.sketch import Sketch
from tests.valley import valley

SAMPLES = Path(kg.__file__).parent / "samples"
# The samples tell of no member of a clan who is in a group as well, and of nobody whom one account has killed and another has not.
UNANSWERED = {"accounts_contradicting", "clan_members_in_group"}
# What is asked of the valley: each parameter by each of these, and without it where it may be left out.
ASKED: dict[str, tuple[str, ...]] = {
    "accused": ("سالم",),
    "accuser": ("ناشطون",),
    "by": ("لواء الصقر", "التحالف"),
    "clan": ("الحمدان",),
    "doc": ("valley-1", "valley-3"),
    "group": ("لواء الصقر",),
    "name": ("سالم الحمدان", "النمر", "وادي النخيل", "لواء الصقر"),
    "of": ("لواء الصقر", "الصقر"),
    "one": ("مجلس الوادي", "سالم الحمدان"),
    "other": ("الحمدان", "لواء الصقر"),
    "outlet": ("صحيفة الزهراء",),
    "owner": ("سالم",),
    "person": ("سالم", "رائد"),
    "place": ("وادي النخيل", "الزهراء", "حاجز"),
    "since": ("2016-08-26",),
    "source": ("المرصد الاهلي", "التحالف"),
    "status": ("former",),
    "until": ("2016-08-25",),
}


def shared() -> list[ArticleGraph]:
    """Two articles with one person under two names, no name of their own, counts, and words of every kind of syntax."""

    def one(name: str, text: str, **about: Any) -> ArticleGraph:
        s = Sketch("", text, **about)
        s.entity("t1", "Person", name, identifier="person/1")
        s.entity("t2", "Group", "لواء الصقر", identifier="group/saqr")
        s.entity("t3", "Person", "رجال", nominal="رجال", unnamed=True, count=(3, None))
        s.event("e1", "Detention", "اعتقل", "اعتقل لواء الصقر", {"agent": "t2", "patient": "t1 t3"}, time="أمس")
        s.relation("r1", "memberOf", "t1", "t2", name, modality="hedged")
        s.relation("r2", "memberOf", "t3", "t2", "رجال", modality="negated", according_to="t1")
        return s.graph()

    return [
        one("سالم الحمدان", "اعتقل لواء الصقر أمس سالم الحمدان ومعه رجال", title='a "quoted" \\ title\n{}|<>\u202e'),
        one("أبو سالم الحمدان", "اعتقل لواء الصقر أمس أبو سالم الحمدان و3 رجال", outlet="صحيفة"),
    ]


def samples() -> list[ArticleGraph]:
    return [kg.extract(found) for found in article.read([SAMPLES]) if isinstance(found, Article)]


@pytest.fixture(scope="module", params=[valley, shared, samples], ids=lambda make: make.__name__)
def both(request: pytest.FixtureRequest, running_store: str) -> Iterator[tuple[Store, Dataset, bool]]:
    """The same articles in a store and as RDF."""
    graphs = request.param()
    with stores.open_store(running_store) as store:
        store.retract([row["id"] for row in store.query("MATCH (a:Article) RETURN a.id AS id")])
        store.load(graphs)
        yield store, Dataset.of(graphs), request.param is samples


def asked(named: NamedQuery) -> Iterator[dict[str, str]]:
    choices = [[*((p.name, v) for v in ASKED[p.name]), *([None] if p.optional else [])] for p in named.parameters]
    for chosen in itertools.product(*choices):
        yield dict(c for c in chosen if c)


@pytest.mark.store
@pytest.mark.parametrize("name", queries.names())
def test_the_twins_agree(both: tuple[Store, Dataset, bool], name: str) -> None:
    store, dataset, is_samples = both
    named = queries.find(name)
    for values in [named.example] if is_samples else asked(named):
        rows = store.query(named.cypher, named.bind(values))
        found = dataset.ask(named, values)
        assert found == rows, values
        assert [list(row) for row in found] == [list(row) for row in rows]
    if is_samples:
        assert rows or name in UNANSWERED, "the example in the header has an answer"
        assert not rows or {"quote", "start", "end", "doc", "title", "outlet", "source", "modality", "disputed", "claim"} <= set(rows[0])


@pytest.mark.parametrize("end", FORMATS)
def test_a_file_of_rdf_is_asked(end: str, tmp_path: Path) -> None:
    named = queries.find("office_holders")
    path = tmp_path / f"valley{end}"
    with path.open("wb") as out:
        rdf.write(valley(), FORMATS[end], out)
    rows = Dataset.read(path).ask(named, {"of": "لواء الصقر"})
    assert rows == Dataset.of(valley()).ask(named, {"of": "الصقر"})
    assert [(row["person"], row["office"], row["status"]) for row in rows] == [("رائد الحمدان", "القائد", "former")]


def test_what_is_asked_with_leaves_no_trace() -> None:
    dataset, named = Dataset.of(valley()), queries.find("killings_by_perpetrator")
    everything = dataset.ask(named, {})
    assert len(everything) == 3
    assert len(dataset.ask(named, {"by": "التحالف"})) == 2
    assert dataset.ask(named, {}) == everything
    path = queries.find("path_between")
    chains = dataset.ask(path, {"one": "مجلس الوادي", "other": "الحمدان"})
    assert dataset.ask(path, {"one": "فهد النمر", "other": "لواء الصقر"}) == []
    assert dataset.ask(path, {"one": "مجلس الوادي", "other": "الحمدان"}) == chains != []


@pytest.mark.parametrize("value", ['x" . } DROP ALL ; #', "x'''", "\\", "} UNION { ?s ?p ?o"])
def test_a_parameter_is_no_part_of_the_statement(value: str) -> None:
    dataset = Dataset.of(valley())
    assert dataset.ask(queries.find("claims_about_person"), {"name": value}) == []
    assert len(dataset.ask(queries.find("claims_in_article"), {"doc": "valley-1"})) == 11


@pytest.mark.parametrize("name", queries.names())
def test_a_twin_is_standard_sparql(name: str) -> None:
    twin = queries.find(name).twin
    assert twin
    prepareQuery(twin.sparql)
    if twin.first:
        parseUpdate(twin.first)


def test_a_file_that_is_not_what_its_name_says_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.trig").write_bytes(b'{"no": "TriG"}')
    with pytest.raises(InputError, match=r"x\.trig: is no trig \(.+\); `kg export -f trig` writes it"):
        Dataset.read(tmp_path / "x.trig")
    with pytest.raises(InputError, match=r"x\.txt: what format of RDF it has is not known by its name; it ends in \.trig, \.nq"):
        Dataset.read(tmp_path / "x.txt")
    with pytest.raises(FileNotFoundError):
        Dataset.read(tmp_path / "none.trig")


@pytest.mark.parametrize(
    "twin, said",
    [
        (None, "query mine has no twin in SPARQL: write it to mine.rq beside it"),
        (Twin("SELECT ?x WHERE {", ()), "query mine: its twin is no SPARQL"),
        (Twin("ASK { ?s ?p ?o }", ()), "query mine: its twin is no SELECT"),
    ],
)
def test_a_twin_that_cannot_be_asked_is_told(twin: Twin | None, said: str) -> None:
    named = replace(queries.parse("mine", "// Who?\n// من؟\nRETURN 1"), twin=twin)
    with pytest.raises(QueryError) as raised:
        Dataset.of(valley()).ask(named, {})
    assert str(raised.value).startswith(said)


def test_a_users_own_query_may_bring_a_twin(tmp_path: Path) -> None:
    (tmp_path / "mine.cypher").write_text("// Who?\n// من؟\n// $n: integer. A number\nRETURN $n AS n", encoding="utf-8")
    twin = "PREFIX given: <https://w3id.org/isnad/query#>\nSELECT ?n ?l WHERE { given:values given:n ?n }"
    (tmp_path / "mine.rq").write_text(f"# Lists: l\n{twin}", encoding="utf-8")
    assert Dataset.of([]).ask(queries.load(tmp_path / "mine.cypher"), {"n": "7"}) == [{"n": 7, "l": []}]
    (tmp_path / "mine.rq").write_text(twin.replace("given:n ", "given:m "), encoding="utf-8")
    with pytest.raises(QueryError, match=r"^query mine: the parameters of its header and of its twin differ \(m, n\)$"):
        queries.load(tmp_path / "mine.cypher")


def test_an_entity_is_called_what_most_articles_call_it() -> None:
    first, second = shared()
    third = replace(second, article=replace(second.article, text=second.article.text + " "))
    for graphs, name, key in (
        ((first, second), "أبو سالم الحمدان", "ابو سالم الحمدان"),  # of two, the first by code points
        ((first, first, second), "أبو سالم الحمدان", "ابو سالم الحمدان"),  # one article twice is one article
        ((second, third, first), "أبو سالم الحمدان", "ابو سالم الحمدان"),
    ):
        store = pyoxigraph.Store()
        buffer = BytesIO()
        rdf.write(graphs, "nquads", buffer)
        store.load(buffer.getvalue(), pyoxigraph.RdfFormat.N_QUADS)
        view = Path(queries.__file__).parent / "view.ru"
        store.update(view.read_text("utf-8"))
        names = pyoxigraph.NamedNode("https://w3id.org/isnad/view")
        found = store.quads_for_pattern(pyoxigraph.NamedNode("https://w3id.org/isnad/id/person/1"), None, None, names)
        assert {(q.predicate.value.rpartition("#")[2], q.object.value) for q in found} == {("name", name), ("key", key)}
