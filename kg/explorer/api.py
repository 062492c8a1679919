"""The explorer's application: the page, its questions as ``GET`` requests, and notes. Documented at ``/openapi.json``."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, StreamingResponse
from starlette.exceptions import HTTPException

from kg.errors import InputError, IsnadError, QueryError, StoreError
from kg.explorer import chain, detail, shape, telling, view
from kg.explorer.catalogue import Catalogue, Filters
from kg.explorer.guard import Access, Guard
from kg.explorer.notes import Notes
from kg.explorer.shelf import NotReadyError, Shelf
from kg.explorer.tiles import Tiles
from kg.graph import ArticleGraph, Event, Relation

COLUMNS = (
    "id", "kind", "type", "modality", "disputed", "time", "quote", "start", "end", "doc", "title", "outlet", "source", "fillers",
)  # fmt: skip
"""Of the table as CSV."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Find = Callable[[str], tuple[ArticleGraph, Event | Relation]]
Id = Annotated[str, Query(max_length=300, description="The id of a node or claim: what stands after …/isnad/id/ in its IRI.")]
Some = Annotated[list[Annotated[str, Query(max_length=300)]], Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Explorer:
    """What the application answers from. ``find`` gives a claim and its article by IRI or id, ``page`` is the built page,
    ``tiles`` where the user lets map tiles come from."""

    shelf: Shelf
    find: Find
    notes: Notes
    page: str
    tiles: Tiles | None = None


def _filters(
    type: Annotated[Some, Query(description="Event types or relations.")] = [],  # noqa: B006
    modality: Annotated[Some, Query(description="How sure: asserted, alleged, hedged, negated, planned.")] = [],  # noqa: B006
    source: Annotated[Some, Query(description="Ids of who says so; `none` for the article itself.")] = [],  # noqa: B006
    outlet: Annotated[Some, Query(description="Outlets.")] = [],  # noqa: B006
    place: Annotated[Some, Query(description="Ids of places that the claim speaks of.")] = [],  # noqa: B006
    first: Annotated[date | None, Query(alias="from", description="Not wholly before this day; undated claims are left out.")] = None,
    last: Annotated[date | None, Query(alias="to", description="Not wholly after this day; undated claims are left out.")] = None,
    disputed: Annotated[bool, Query(description="Disputed claims only.")] = False,
) -> Filters:
    return Filters(
        frozenset(type),
        frozenset(modality),
        frozenset(None if s == view.ARTICLE else s for s in source),
        frozenset(outlet),
        frozenset(place),
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        disputed,
    )


Chosen = Annotated[Filters, Depends(_filters)]


def application(explorer: Explorer, access: Access) -> Guard:
    """The whole application behind its guard."""
    return Guard(_application(explorer), access)


def _application(explorer: Explorer) -> FastAPI:
    errors: dict[int | str, dict[str, Any]] = {code: {"model": shape.Error} for code in (400, 401, 403, 404, 421, 503)}
    app = FastAPI(
        title="Isnad explorer",
        version=version("isnad"),
        description="What a store holds, read-only. Offsets are code points, end-exclusive. Every request bears the token: "
        "`Authorization: Bearer TOKEN`.",
        docs_url=None,  # its scripts would come from another host
        redoc_url=None,
        responses=errors,
    )
    app.router.redirect_slashes = False
    _tell_errors(app)

    def current() -> Catalogue:
        return explorer.shelf.catalogue()

    Current = Annotated[Catalogue, Depends(current)]
    evidence = lru_cache(maxsize=64)(lambda known, id: detail.evidence(known, *explorer.find(id)))

    @app.get("/", include_in_schema=False, response_class=HTMLResponse)
    def page() -> str:
        return explorer.page

    @app.get("/api/about", response_model_exclude_none=True)
    def about(known: Current) -> shape.About:
        """What the store holds, and the labels of all terms in both languages."""
        return view.about(known, explorer.tiles)

    @app.get("/api/search", response_model_exclude_none=True)
    def search(known: Current, q: Annotated[str, Query(max_length=200)], limit: Annotated[int, Query(ge=1, le=100)] = 12) -> shape.Results:
        """Entities by a name in any Arabic spelling or in Latin letters, event types and relations by their labels."""
        return view.search(known, q, limit)

    @app.get("/api/neighbours", response_model_exclude_none=True)
    def neighbours(known: Current, id: Id, chosen: Chosen, limit: Annotated[int, Query(ge=1, le=300)] = 50) -> shape.Subgraph:
        """What claims say of an entity, or all of an event with the events that it is tied to; at most `limit` claims, the latest first."""
        return view.neighbours(known, id, chosen, limit)

    @app.get("/api/claim", response_model_exclude_none=True)
    def claim(known: Current, id: Id) -> shape.Evidence:
        """A claim with its article's text, what is marked in it, and other claims about the same two."""
        view.claim_number(known, id)
        found: shape.Evidence = evidence(known, id)
        return found

    @app.get("/api/claims", response_model_exclude_none=True)
    def claims(
        known: Current,
        chosen: Chosen,
        sort: Literal["time", "type", "modality", "source", "outlet"] | None = None,
        order: Literal["asc", "desc"] = "asc",
        offset: Annotated[int, Query(ge=0)] = 0,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> shape.Rows:
        """A page of the table of claims."""
        return view.claims(known, chosen, sort, order == "desc", offset, limit)

    @app.get("/api/claims.csv", response_class=StreamingResponse, responses={200: {"content": {"text/csv": {}}}})
    def claims_csv(known: Current, chosen: Chosen) -> StreamingResponse:
        """All chosen claims as CSV (UTF-8 with a byte order mark). A cell that begins like a formula has an apostrophe before it."""
        headers = {"Content-Disposition": 'attachment; filename="claims.csv"'}
        return StreamingResponse(csv_parts(known, chosen), media_type="text/csv; charset=utf-8", headers=headers)

    @app.get("/api/facets", response_model_exclude_none=True)
    def facets(known: Current, chosen: Chosen, limit: Annotated[int, Query(ge=1, le=1000)] = 200) -> shape.Facets:
        """How many claims each value of each filter would leave; at most `limit` sources and places, the commonest."""
        return view.facets(known, chosen, limit)

    @app.get("/api/timeline", response_model_exclude_none=True)
    def timeline(known: Current, chosen: Chosen, limit: Annotated[int, Query(ge=1, le=5000)] = 2000) -> shape.Timeline:
        """Dated events by day; those whose year is not known come last."""
        return view.timeline(known, chosen, limit)

    @app.get("/api/map", response_model_exclude_none=True)
    def places(known: Current, chosen: Chosen, limit: Annotated[int, Query(ge=1, le=5000)] = 1000) -> shape.Map:
        """What has coordinates, with how many events speak of it."""
        return view.places(known, chosen, limit)

    @app.get("/api/path", response_model_exclude_none=True)
    def path(
        known: Current, from_id: Id, to_id: Id, chosen: Chosen, longest: Annotated[int, Query(alias="max", ge=1, le=8)] = 6
    ) -> shape.Subgraph:
        """The shortest chains between two nodes, of at most `max` claims; empty where there is none. `more` is how many claims are on
        other chains as short. That two events were in one place makes no chain; nor, unless such are asked for, does a denial or a plan."""
        return chain.path(known, from_id, to_id, chosen, longest, limit=60)

    @app.get("/api/kin", response_model_exclude_none=True)
    def kin(known: Current, id: Id) -> shape.Subgraph:
        """The family of a person, by claims of kinship from one to the next."""
        return chain.kin(known, id)

    @app.get("/api/accounts", response_model_exclude_none=True)
    def accounts(known: Current, id: Id, limit: Annotated[int, Query(ge=1, le=100)] = 30) -> shape.Accounts:
        """What other articles or sources tell of what seems to be the same event, and why it seems so. Nobody has decided that it is."""
        return telling.accounts(known, id, limit)

    @app.get("/api/notes")
    def notes() -> shape.Notes:
        """The user's notes on nodes."""
        return shape.Notes(notes=explorer.notes.all())

    @app.put("/api/notes")
    def keep_note(known: Current, id: Id, note: shape.Note) -> shape.Notes:
        """Keeps a note on a node or claim in a local file; an empty text takes it away."""
        if id not in known.entity_numbers and id not in known.claim_numbers:
            raise view.UnknownError(f"{id}: nothing of that id is in the store")
        return shape.Notes(notes=explorer.notes.keep(id, note.text))

    return app


def csv_parts(catalogue: Catalogue, filters: Filters) -> Iterator[str]:
    """The table as CSV, some hundred lines at a time, ``COLUMNS`` first; a filler is ``role=name``."""
    numbers = catalogue.chosen(filters)
    yield "\ufeff" + _lines([COLUMNS])
    for start in range(0, len(numbers), 500):
        yield _lines(_cells(catalogue, n) for n in numbers[start : start + 500])


def _cells(catalogue: Catalogue, number: int) -> list[str]:
    c = catalogue.claims[number]
    a = catalogue.articles[c.article]
    source = None if c.source is None else catalogue.entities[c.source].label
    names = "; ".join(f"{f.role}={view.label(catalogue, f)}" for f in c.fillers)
    disputed = "true" if c.disputed else "false"
    values = (c.id, c.kind, c.type, c.modality, disputed, c.time, c.quote, c.start, c.end, a.name, a.title, a.outlet, source, names)
    return [_cell(value) for value in values]


def _lines(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _tell_errors(app: FastAPI) -> None:
    """Every error is one line of JSON."""

    def answer(status: int, error: str, **headers: str) -> JSONResponse:
        return JSONResponse({"error": error}, status, headers)

    @app.exception_handler(IsnadError)
    def refused(_: Request, error: IsnadError) -> JSONResponse:
        if isinstance(error, view.UnknownError):
            return answer(404, str(error))
        if isinstance(error, NotReadyError):
            return answer(503, str(error), **{"Retry-After": "2"})
        if isinstance(error, InputError | QueryError):
            return answer(400, str(error))
        return answer(503 if isinstance(error, StoreError) else 500, str(error))

    @app.exception_handler(RequestValidationError)
    def wrong(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = next((str(part) for part in reversed(first["loc"]) if not isinstance(part, int)), "request")
        return answer(400, f"{where}: {first['msg']}")

    @app.exception_handler(HTTPException)
    def other(_: Request, error: HTTPException) -> JSONResponse:
        told = {404: "there is nothing at this address; /openapi.json says what there is", 405: "the explorer only reads"}
        return answer(error.status_code, told.get(error.status_code, str(error.detail)))

    @app.exception_handler(Exception)
    def failed(_: Request, error: Exception) -> JSONResponse:
        return answer(500, f"the explorer failed ({type(error).__name__}); the terminal that it runs in says where")
