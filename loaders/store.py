"""The property graph in a store: a Neo4j server, or the embedded store in a folder. One code for both, over the official driver.

    with open_store() as store:
        print(store.load(graphs))
        store.query("MATCH (p:Person) RETURN p.name AS name")

Guarantees: an article is loaded, replaced or retracted in one transaction, so a store never holds half of one; what was loaded before
an error stays, and the next load goes on from there. Loading the same graphs in any order, once or twice, gives the same graph.
Several processes may load at once: they take turns, transaction by transaction. ``query`` keeps nothing that a statement writes, and
refuses it.
"""

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from neo4j import READ_ACCESS, Driver, GraphDatabase, ManagedTransaction, Session
from neo4j.exceptions import AuthError, ConstraintError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired
from neo4j.graph import Node as FoundNode
from neo4j.graph import Path as FoundPath
from neo4j.graph import Relationship as FoundRelationship

from kg.errors import QueryError, StoreError
from kg.graph import BASE, ArticleGraph, Event, Relation
from loaders import folder as folders
from loaders import schema, transaction
from loaders.engine import Engine, engine, more_than_reading, terminates
from loaders.folder import FORMAT, Address, Folder
from loaders.rows import article_graph
from loaders.search import CYPHER, MOST, search
from loaders.summary import LoadSummary, StoreStatus

# What the driver tries again it tells in many lines, on standard error where nobody has asked for them.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

T = TypeVar("T")
BATCH = 4000
"""Entities and claims in one transaction; a larger article has one of its own. Nodes and edges a second on the 526 articles of the corpus,
embedded store, two busy cores: 500: 1,800; 1000: 4,600; 2000: 4,500; 4000: 5,000; 8000: 3,900; 16,000: 3,100."""
CHARACTERS = 4_000_000
"""Of text in one transaction."""
READ = 50
"""Articles that are read back at a time."""
TRIES = 5
"""How often a transaction is tried when another process has written the same key meanwhile."""
PATIENCE, OWN_PATIENCE = 60.0, 5.0
"""Seconds for which a transaction is tried again after a transient error or a lost connection: a Neo4j server that is restarted comes back
at its address, an embedded one that has died does not."""
PAUSES = 0.1, 0.5, 2.0
"""Seconds before a query that met a passing trouble is asked again."""
DROP = 5000
"""Plain edges that are taken away in one transaction."""


# --- where it is ------------------------------------------------------------------------------------------------------


def _target(target: str | None) -> Folder | str:
    """A folder, or the address of a server."""
    given = target or os.environ.get("ISNAD_STORE")
    if given and "://" in given:
        if given.split("://")[0] not in {"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"}:
            raise StoreError(f"{given} is no address of a store: it begins with bolt:// or neo4j://, or is a folder")
        return given
    data = os.environ.get("XDG_DATA_HOME")
    home = Path(data) if data and Path(data).is_absolute() else Path("~/.local/share").expanduser()
    return Folder(Path(given).expanduser().absolute() if given else home / "isnad" / "store")


@contextmanager
def open_store(target: str | None = None, *, create: bool = True) -> Iterator["Store"]:
    """The store at ``target``: a folder or an address ``bolt://…``, ``neo4j://…``; by default what ``ISNAD_STORE`` names, else a folder
    of the user's. A server's user and password are ``ISNAD_STORE_USER`` and ``ISNAD_STORE_PASSWORD``.

    A folder's server is started where none runs, and ends after its last user. With ``create`` off, a folder that is not there and
    a server without a store of ours are errors. Raises ``StoreError`` where the store cannot be reached, refuses, or is not ours.
    """
    where = _target(target)
    with ExitStack() as stack:
        if isinstance(where, Folder):
            if not create and not where.exists():
                raise StoreError(f"there is no store in {where.path} yet: load articles first (kg load)")
            yield _embedded(where, stack)
        else:
            user, password = os.environ.get("ISNAD_STORE_USER"), os.environ.get("ISNAD_STORE_PASSWORD")
            driver = _driver(where, (user, password or "") if user else None, stack)
            store = Store(driver, driver, None, where, nullcontext, engine(driver.get_server_info().agent, where))
            if not create:
                store.check(rebuilding=True)
            yield store


def _embedded(folder: Folder, stack: ExitStack) -> "Store":
    address: Address = stack.enter_context(folders.attached(folder))
    hint = f"{folder.address_file} does not have its password: run `kg store stop` and try again"
    writer = _driver(address.uri, (folders.WRITER, address.writer), stack, hint, OWN_PATIENCE)
    reader = _driver(address.uri, (folders.READER, address.reader), stack, hint, OWN_PATIENCE)
    return Store(writer, reader, folders.DATABASE, str(folder.path), partial(folder.locked, "writer.lock", wait=True), "arcadedb")


def _driver(uri: str, auth: tuple[str, str] | None, stack: ExitStack, hint: str = "", patience: float = PATIENCE) -> Driver:
    try:
        # Notes such as "there is no such label (yet)" are not for users.
        opening = GraphDatabase.driver(uri, auth=auth, notifications_min_severity="OFF", max_transaction_retry_time=patience)
        driver = stack.enter_context(opening)
        driver.verify_connectivity()
    except AuthError as error:
        hint = hint or f"{uri} refuses the user {auth[0] if auth else '(none)'}: set ISNAD_STORE_USER and ISNAD_STORE_PASSWORD"
        raise StoreError(hint) from error
    except (DriverError, Neo4jError, OSError, ValueError) as error:
        raise StoreError(f"no store answers at {uri}: is the server running? ({_line(error)})") from error
    return driver


def start(target: str | None = None) -> StoreStatus:
    """Starts a folder's server so that it stays. Raises ``StoreError`` for the address of a server."""
    folder = _own(target)
    folders.keep(folder)
    return status(target)


def stop(target: str | None = None) -> bool:
    """Ends a folder's server, whoever uses it; False where none ran. Raises ``StoreError`` for the address of a server."""
    return folders.end(_own(target))


def status(target: str | None = None) -> StoreStatus:
    """What a store holds; starts nothing."""
    where = _target(target)
    if isinstance(where, Folder) and not where.running():
        return StoreStatus(str(where.path), running=False, permanent=False)
    with open_store(target) as store:
        return store.status(permanent=not isinstance(where, Folder) or where.stay.exists())


def _own(target: str | None) -> Folder:
    where = _target(target)
    if isinstance(where, str):
        raise StoreError(f"{where} is a server that somebody else starts and stops")
    return where


# --- the store --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Store:
    """An open store; made by ``open_store``."""

    _writer: Driver
    _reader: Driver
    _database: str | None
    address: str
    _alone: Callable[[], AbstractContextManager[None]]
    engine: Engine
    _ready: bool = False

    def load(self, graphs: Iterable[ArticleGraph], progress: Callable[[int], None] | None = None) -> LoadSummary:
        """Loads article graphs, in constant memory but for some 80 bytes an article: its id, so that a second copy of a text is left
        out. ``progress`` is told of each number of articles that are done.

        Raises ``GraphError`` for a graph that breaks its form, ``StoreError`` for a store that fails.
        """
        self._prepare()
        seen: set[int] = set()
        total = LoadSummary()
        for batch in _batches(graphs):
            fresh = {g.article.iri: g for g in reversed(batch) if int(g.article.id, 16) not in seen}
            seen.update(int(g.article.id, 16) for g in batch)
            repeated = LoadSummary(articles_repeated=len(batch) - len(fresh))
            total += repeated + self._write(partial(transaction.load, graphs=fresh))
            if progress:
                progress(len(batch))
        return total

    def retract(self, articles: Iterable[str]) -> int:
        """Takes articles (ids or IRIs) out again with all that only they say. The number of those that were there."""
        self._prepare()
        given = iter(articles)
        count = 0
        while batch := [_iri("article", a) for a in islice(given, READ)]:
            count += self._write(partial(transaction.retract, articles=batch))
        return count

    def find_articles(self, given: Iterable[str]) -> list[str]:
        """The IRIs of articles that are named by an id, an IRI or the name (``doc``) that they were given. Raises ``QueryError`` for
        one that is not there, and for a name that several articles have."""
        out: list[str] = []
        for name in given:
            cypher = "MATCH (a:Article) WHERE a.id = $iri OR a.doc = $name RETURN a.id AS id ORDER BY id"
            found = [row["id"] for row in self._rows(cypher, iri=_iri("article", name), name=name)]
            if not found:
                raise QueryError(f"no article {name} is in the store")
            if len(found) > 1:
                raise QueryError(f"{len(found)} articles are named {name}: give an id of {', '.join(i.rpartition('/')[2] for i in found)}")
            out += found
        return list(dict.fromkeys(out))

    def find_entities(self, name: str, limit: int = 20) -> list[dict[str, Any]]:
        """The entities that bear a name, in whatever spelling (it is folded): its words are words of one of the entity's names, or their
        beginnings, for suggestions while somebody types; with the article (ال) or without.

        Rows of ``id``, ``type``, ``name``, ``names``, ``unnamed``, ``identifier``; first those whose whole name it is, then those with the
        whole words, then beginnings, shorter names first. Empty where the name has no word. One letter, or the article, is no beginning.
        A full-text index answers; of more than ``search.MOST`` that fit, only those are looked at which it ranks highest. Raises
        ``StoreError`` where a server has no such index yet: it is made by ``load``.
        """
        found = search(name)
        if found is None:
            return []
        asked = {"wanted": found.wanted, "key": found.key, "words": list(found.words), "limit": limit, "most": max(MOST, limit)}
        try:
            return self._rows(CYPHER, index=schema.NAMES, **asked)
        except StoreError as error:
            if isinstance(error.__cause__, Neo4jError) and "index" in _line(error.__cause__):
                raise StoreError(f"{self.address} has no index of names yet: load articles (kg load) to have it made") from error
            raise

    def rebuild(self) -> int:
        """Drops all plain edges and makes them again from the claims; the number of edges made. Where it is broken off, ``load`` and
        ``retract`` ask for it to be run again."""
        self._prepare(rebuilding=True)
        self._ready = False  # until all is made again
        self._write(lambda tx: transaction.run(tx, "MATCH (s:Store) SET s.rebuilding = true"))
        for form in schema.plain_forms():
            while self._write(partial(transaction.drop_plain, form=form, limit=DROP)) == DROP:
                pass
        ids = iter([row["id"] for row in self._rows("MATCH (a:Article) RETURN a.id AS id ORDER BY id")])
        count = 0
        while batch := list(islice(ids, READ)):
            count += self._write(partial(transaction.make_plain, articles=batch))
        self._write(lambda tx: transaction.run(tx, "MATCH (s:Store) REMOVE s.rebuilding"))
        self._ready = True
        return count

    def query(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of one statement as plain JSON values. Raises ``QueryError`` for one that is wrong, or that would write, fetch a file
        or an address, or end the work of others."""
        for pause in (*PAUSES, None):
            with _said(), self._reader.session(database=self._database, default_access_mode=READ_ACCESS) as session:
                try:
                    return self._asked(session, cypher, dict(parameters or {}))
                except Neo4jError as error:
                    if isinstance(error, AuthError) or pause is None and error.is_retryable():
                        raise
                    if (error.code or "").endswith(("AccessMode", "Forbidden")):
                        raise QueryError("the query would write: queries only read") from error
                    if not error.is_retryable():
                        raise QueryError(f"the store cannot answer the query: {_line(error)}") from error
                except (UnicodeEncodeError, OverflowError, TypeError) as error:
                    raise QueryError(f"a parameter cannot be sent: {_line(error)}") from error
            time.sleep(pause or 0)
        raise AssertionError  # the last try returns or raises

    def _asked(self, session: Session, cypher: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        if self.engine == "arcadedb" and terminates(cypher):
            raise QueryError("the query would end the work of others: queries only read")
        with session.begin_transaction() as tx:
            if self.engine == "neo4j" and (more := more_than_reading(tx.run(f"EXPLAIN {cypher}", parameters).consume().plan)):
                raise QueryError(f"the query would {more}: queries only read")
            result = tx.run(cypher, parameters)
            found = [{name: _plain(value) for name, value in zip(record.keys(), record.values(), strict=True)} for record in result]
            writes = result.consume().counters.contains_updates
            tx.rollback()  # where a server lets a reader write, nothing stays all the same
        if writes:
            raise QueryError("the query would write: queries only read")
        return found

    def article_graphs(self, articles: Iterable[str] | None = None) -> Iterator[ArticleGraph]:
        """The article graphs as they were loaded: those of the given ids or IRIs, in that order, or all by id. Raises ``StoreError``
        where an article is not there or was changed by something else."""
        if articles is None:
            articles = [row["id"] for row in self.query("MATCH (a:Article) RETURN a.id AS id ORDER BY id")]
        given = iter(articles)
        while batch := [_iri("article", a) for a in islice(given, READ)]:
            yield from self._read(batch)

    def find_claim(self, claim: str) -> tuple[ArticleGraph, Event | Relation]:
        """A claim, by its IRI or the end of it (``ARTICLE-e1``), and the graph that it stands in. Raises ``QueryError`` if none is so."""
        full = _iri("claim", claim)
        found = self.query("MATCH (c:Claim {id: $id}) RETURN c.article AS article", {"id": full})
        if not found:
            raise QueryError(f"no claim {claim} is in the store")
        graph = next(self.article_graphs([found[0]["article"]]))
        return graph, next(c for c in graph.claims if graph.claim_iri(c) == full)

    def status(self, *, permanent: bool = False) -> StoreStatus:
        def counts(kind: schema.Kind) -> dict[str, int]:
            found = self._rows(f"MATCH (n:{kind}) RETURN n.type AS type, count(*) AS count ORDER BY type")
            return {row["type"]: row["count"] for row in found}

        articles = self._rows("MATCH (a:Article) RETURN count(*) AS count")[0]["count"]
        return StoreStatus(self.address, True, permanent, articles, counts("Entity"), counts("Claim"))

    def _prepare(self, *, rebuilding: bool = False) -> None:
        """Marks an empty database as ours, makes its keys unique, and its indexes."""
        if self._ready and not rebuilding:
            return
        self.check(rebuilding=rebuilding, empty=True)
        self._index()
        self._write(partial(transaction.run, cypher="MERGE (s:Store {id: 'store'}) SET s.format = $format", format=FORMAT))
        self._ready = True

    def check(self, *, rebuilding: bool = False, empty: bool = False) -> None:
        """Raises ``StoreError`` for a database with other data or of another version, for one whose plain edges are half rebuilt unless
        ``rebuilding``, and for one with nothing in it unless ``empty``."""
        # In this order: another process that makes the store at this moment marks it before it writes anything else.
        taken = self._rows("MATCH (n) RETURN labels(n) AS labels LIMIT 1")
        mark = self._rows("MATCH (s:Store) RETURN s.format AS format, s.rebuilding AS rebuilding")
        if taken and not mark:
            labels = ":".join(sorted(taken[0]["labels"])) or "nodes without a label"
            raise StoreError(f"{self.address} holds other data ({labels}) and is no store: name an empty database in ISNAD_STORE")
        if not taken and not empty:
            raise StoreError(f"there is no store at {self.address} yet: load articles first (kg load)")
        if mark and mark[0]["format"] != FORMAT:
            raise StoreError(f"{self.address} was loaded by another version: empty it and load the article graphs again")
        if mark and mark[0]["rebuilding"] and not rebuilding:
            raise StoreError(f"a rebuilding of the plain edges of {self.address} was broken off: run `kg store rebuild`")

    def _index(self) -> None:
        """Makes the constraints and indexes that are not there. Raises ``StoreError`` where those of something else are in the way."""
        statements = [*schema.constraints(), *schema.indexes()]
        foreign = f"{self.address} has the schema of something else: name an empty database in ISNAD_STORE"
        if self.engine == "neo4j":
            if theirs := schema.foreign(self._rows(schema.SHOW_CONSTRAINTS)):
                raise StoreError(f"{foreign} ({theirs} is a constraint on what is ours)")
            if not schema.lacking(self._rows(schema.SHOW_INDEXES)):
                return
            statements.append(schema.name_index())
        for statement in statements:
            try:
                self._write(partial(transaction.run, cypher=statement))
            except StoreError as error:
                if isinstance(error.__cause__, Neo4jError) and ".Schema." in (error.__cause__.code or ""):
                    raise StoreError(f"{foreign} ({_line(error.__cause__)})") from error
                raise
        # What bears the name of ours passes for it, whatever it is on.
        if self.engine == "neo4j" and (lacking := schema.lacking(self._rows(schema.SHOW_INDEXES))):
            raise StoreError(f"{foreign} ({lacking} is on something else)")

    def _rows(self, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
        with _said(), self._session() as session:
            return session.execute_read(lambda tx: transaction.run(tx, cypher, **parameters))

    def _session(self) -> Session:
        return self._writer.session(database=self._database)

    def _write(self, work: Callable[[ManagedTransaction], T]) -> T:
        tries = 1
        while True:
            try:
                with _said(ConstraintError), self._alone(), self._session() as session:
                    return session.execute_write(work)
            except ConstraintError as error:  # on a server, another process was quicker with the same key
                if tries == TRIES:
                    raise StoreError(f"the store refuses: {_line(error)}") from error
                tries += 1

    def _read(self, articles: list[str]) -> Iterator[ArticleGraph]:
        with _said(), self._reader.session(database=self._database) as session:
            parts = session.execute_read(lambda tx: transaction.parts(tx, articles))
        for article in articles:
            if article not in parts:
                raise StoreError(f"no article {article} is in the store")
            yield article_graph(*parts[article])


# --- small things -----------------------------------------------------------------------------------------------------


def _batches(graphs: Iterable[ArticleGraph]) -> Iterator[list[ArticleGraph]]:
    batch: list[ArticleGraph] = []
    size = characters = 0
    for graph in graphs:
        batch.append(graph)
        size += len(graph.entities) + len(graph.events) + len(graph.relations)
        characters += len(graph.article.text)
        if size >= BATCH or characters >= CHARACTERS:
            yield batch
            batch, size, characters = [], 0, 0
    if batch:
        yield batch


def _iri(kind: str, given: str) -> str:
    return given if given.startswith(BASE) else f"{BASE}{kind}/{given.removeprefix(f'{kind}/')}"


def _plain(value: Any) -> Any:
    """What JSON has a form for."""
    if isinstance(value, FoundNode):
        return {"labels": sorted(value.labels)} | {k: _plain(v) for k, v in value.items()}
    if isinstance(value, FoundRelationship):
        return {"type": value.type} | {k: _plain(v) for k, v in value.items()}
    if isinstance(value, FoundPath):
        return [_plain(part) for pair in zip(value.nodes, (*value.relationships, None), strict=True) for part in pair if part is not None]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


@contextmanager
def _said(*passed: type[Exception]) -> Iterator[None]:
    """One line for what goes wrong between us and the store; errors of the classes ``passed`` go through."""
    try:
        yield
    except passed:
        raise
    except (ServiceUnavailable, SessionExpired) as error:
        raise StoreError("the store went away; what it acknowledged is kept: run the command again") from error
    except (Neo4jError, DriverError, OverflowError) as error:
        raise StoreError(f"the store refuses: {_line(error)}") from error


def _line(error: Exception) -> str:
    text = error.message if isinstance(error, Neo4jError) and error.message else str(error)
    return text.strip().split("\n")[0][:300]
