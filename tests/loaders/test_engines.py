"""What answers over Bolt: which programs are supported, and what is said to others."""

import pytest

from kg.errors import QueryError, StoreError
from loaders import neo4j
from loaders import store as stores
from loaders.engine import engine
from loaders.store import Store
from tests.dump import dump
from tests.running import Running
from tests.valley import demolition

HERE = "bolt://127.0.0.1:7687"


@pytest.mark.parametrize(
    "agent, expected",
    [
        ("Neo4j/5.26.26", "neo4j"),
        ("Neo4j/5.0.0", "neo4j"),
        ("Neo4j/2025.08.0", "neo4j"),
        ("Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)", "arcadedb"),
    ],
)
def test_an_engine_is_told_by_what_it_says_of_itself(agent: str, expected: str) -> None:
    assert engine(agent, HERE) == expected


MEMGRAPH = "Neo4j/v5.2.0 compatible graph database server - Memgraph"


@pytest.mark.parametrize("agent", ["Neo4j/4.4.37", "Neo4j/3.5.0", MEMGRAPH, "Neo4j/5", ""])
def test_another_program_or_an_old_version_is_refused_with_what_is_supported(agent: str) -> None:
    with pytest.raises(StoreError) as raised:
        engine(agent, HERE)
    who = agent or "a program that does not say what it is"
    supported = "Neo4j 5 (tested on 5.26) or later, and ArcadeDB"
    assert str(raised.value) == f"{HERE} is {who}, which is not supported: {supported} are"


@pytest.fixture
def server(neo4j_server: neo4j.Server) -> Running:
    running = Running(neo4j_server.uri, neo4j_server.environment())
    with running.open() as opened:
        opened.retract([row["id"] for row in opened.query("MATCH (a:Article) RETURN a.id AS id")])
    return running


def statement(store: Store, cypher: str) -> None:
    with store._writer.session() as session:
        session.run(cypher).consume()


@pytest.mark.store
def test_a_wrong_password_is_one_line(neo4j_server: neo4j.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for user, password in (("neo4j", "wrong"), ("nobody", neo4j_server.password), (None, None)):
        for name, value in (("ISNAD_STORE_USER", user), ("ISNAD_STORE_PASSWORD", password)):
            monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name, raising=False)
        expected = f"{neo4j_server.uri} refuses the user {user or '(none)'}: set ISNAD_STORE_USER and ISNAD_STORE_PASSWORD"
        with pytest.raises(StoreError) as raised, stores.open_store(neo4j_server.uri):
            pass
        assert str(raised.value) == expected


@pytest.mark.store
def test_an_unsupported_server_is_refused_before_anything_is_asked_of_it(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("neo4j.api.ServerInfo.agent", "Neo4j/4.4.37")
    with pytest.raises(StoreError, match=r"is Neo4j/4\.4\.37, which is not supported: Neo4j 5"), server.open():
        pass


@pytest.mark.store
@pytest.mark.parametrize(
    "ours, theirs",
    [
        ("CONSTRAINT article_id", "CREATE CONSTRAINT article_id FOR (n:Patient) REQUIRE n.number IS UNIQUE"),
        ("CONSTRAINT article_id", "CREATE INDEX article_id FOR (n:Patient) ON (n.number)"),
        ("INDEX claim_earliest", "CREATE INDEX claim_earliest FOR (n:Patient) ON (n.born)"),
        ("INDEX entity_names", "CREATE FULLTEXT INDEX entity_names FOR (n:Patient) ON EACH [n.name]"),
    ],
)
def test_a_schema_of_something_else_in_the_way_is_one_line(server: Running, ours: str, theirs: str) -> None:
    with server.open() as store:
        store.load([demolition()])
        statement(store, f"DROP {ours}")
        statement(store, theirs)
        try:
            with server.open() as other, pytest.raises(StoreError, match=f"^{server.target} has the schema of something else: ") as raised:
                other.load([demolition()])
            assert "\n" not in str(raised.value)
        finally:
            statement(store, f"DROP {theirs.split()[1]} {ours.split()[1]}" if "FULLTEXT" not in theirs else "DROP INDEX entity_names")
    with server.open() as mended:
        assert mended.load([demolition()]).articles_unchanged == 1
        assert [row["name"] for row in mended.find_entities("النخيل")] == ["وادي النخيل"]


@pytest.mark.store
def test_a_constraint_that_could_refuse_an_article_is_told_before_anything_is_written(server: Running) -> None:
    with server.open() as store:
        store.load([demolition()])
        statement(store, "CREATE CONSTRAINT one_name FOR (p:Place) REQUIRE p.name IS UNIQUE")
        try:
            with server.open() as other, pytest.raises(StoreError, match=r"\(one_name is a constraint on what is ours\)$"):
                other.load([demolition()])
        finally:
            statement(store, "DROP CONSTRAINT one_name")


@pytest.mark.store
@pytest.mark.parametrize(
    "cypher, would",
    [
        ("LOAD CSV FROM 'https://192.0.2.1/x' AS line RETURN line", "fetch a file or an address"),
        ("MATCH (n) CALL (n) { LOAD CSV FROM n.url AS line RETURN line } RETURN line", "fetch a file or an address"),
        ("SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTIONS id YIELD message RETURN message", "end the work of others"),
        ("MATCH (p:Person) CALL (p) { SET p.name = 'x' } IN TRANSACTIONS OF 1 ROW", "write|cannot answer"),
        ("CALL db.createLabel('X')", "write|cannot answer"),
        ("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh() MATCH (n) DETACH DELETE n", "write|cannot answer"),
    ],
)
def test_a_query_does_nothing_but_read(server: Running, cypher: str, would: str) -> None:
    with server.open() as store:
        store.load([demolition()])
        before = dump(store)
        with pytest.raises(QueryError, match=would):
            store.query(cypher)
        assert dump(store) == before


@pytest.mark.store
def test_a_server_without_a_store_is_told_to_readers(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    with server.open() as store:
        statement(store, "MATCH (s:Store) DELETE s")
    none = f"^there is no store at {server.target} yet: load articles first"
    with pytest.raises(StoreError, match=none), stores.open_store(create=False):
        pass
    with server.open() as store:
        statement(store, "CREATE (:Patient:Private)")
        try:
            foreign = rf"^{server.target} holds other data \(Patient:Private\) and is no store: name an empty database in ISNAD_STORE$"
            with pytest.raises(StoreError, match=foreign), stores.open_store(create=False):
                pass
        finally:
            statement(store, "MATCH (p:Patient) DELETE p")


@pytest.mark.store
def test_names_are_not_looked_for_where_there_is_no_index(server: Running) -> None:
    with server.open() as store:
        store.load([demolition()])
        statement(store, "DROP INDEX entity_names")
        with pytest.raises(StoreError, match=r"has no index of names yet: load articles \(kg load\) to have it made$"):
            store.find_entities("سالم")
    with server.open() as again:
        again.load([])
        assert [row["name"] for row in again.find_entities("سالم")] == ["سالم الحمدان", "منزل سالم الحمدان"]
