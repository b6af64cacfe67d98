"""Routes as rows: url, view, guard. A row opens the one transaction of its request; a row without a guard cannot be written.

A room's `routes.py` is a list of rows. The endpoint of a view is `<room>.<module>.<function>`, which is also its template's path.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import BaseModel
from werkzeug.routing import IntegerConverter, Map

from core.db import session, transaction
from core.errors import NotAllowed, NotSignedIn
from core.http.csrf import check_csrf
from core.http.guards import Guard
from core.http.identity import current_actor
from core.http.limits import check_rate

View = Callable[..., ResponseReturnValue]


@dataclass(frozen=True)
class Row:
    """One route. `reply` documents a JSON answer for OpenAPI; `rate` is a limit such as `30/minute`."""

    method: str
    url: str
    view: View
    guard: Guard
    csrf: bool = True
    rate: str | None = None
    writes: bool = False
    reply: type[BaseModel] | None = None
    open_to_new_password: bool = False
    most_bytes: int | None = None

    @property
    def endpoint(self) -> str:
        room, _, rest = self.view.__module__.partition(".")
        return f"{room}.{rest.removeprefix('views.')}.{self.view.__name__}"


def row(
    method: str,
    url: str,
    view: View,
    guard: Guard,
    *,
    csrf: bool | None = None,
    rate: str | None = None,
    reads_only: bool | None = None,
    reply: type[BaseModel] | None = None,
    open_to_new_password: bool = False,
    most_bytes: int | None = None,
) -> Row:
    """A route. GET rows read and never commit; others run in one transaction behind a CSRF check.

    `csrf=False` is for requests that prove themselves by a token instead of a cookie; `reads_only` overrides
    whether the row commits; `open_to_new_password` lets in a person who must first change a password given by staff;
    `most_bytes` takes a larger request than the site's usual limit.
    """
    changes = method != "GET"
    return Row(
        method, url, view, guard,
        csrf=changes if csrf is None else csrf,
        rate=rate,
        writes=changes if reads_only is None else not reads_only,
        reply=reply,
        open_to_new_password=open_to_new_password,
        most_bytes=most_bytes,
    )  # fmt: skip


class RowNumber(IntegerConverter):
    """`<int:…>` in an address: no larger than a key of the database can be, so that any other number is a page not found."""

    def __init__(self, map: Map, fixed_digits: int = 0, min: int | None = None, max: int | None = None, signed: bool = False) -> None:
        super().__init__(map, fixed_digits, min, max if max is not None else 2**31 - 1, signed)


def mount(app: Flask, rows: Sequence[Row]) -> None:
    """Put a room's rows on the application and remember them for the route walk and OpenAPI."""
    app.url_map.converters["int"] = RowNumber
    for entry in rows:
        app.add_url_rule(entry.url, entry.endpoint, _guarded(entry), methods=[entry.method])
        app.extensions.setdefault("khoabang-rows", {})[entry.endpoint] = entry


def rows_of(app: Flask) -> dict[str, Row]:
    """Every mounted row by endpoint."""
    found: dict[str, Row] = app.extensions.get("khoabang-rows", {})
    return found


def _guarded(entry: Row) -> View:
    @wraps(entry.view)
    def run(**arguments: Any) -> ResponseReturnValue:
        if entry.most_bytes:
            request.max_content_length = entry.most_bytes
        if entry.rate:
            check_rate(entry.rate, entry.endpoint)
        if entry.guard.needs_actor:
            refused = _refusal(entry)
            if refused is not None:
                return refused
        if entry.csrf:
            check_csrf()
        if not entry.writes:
            return entry.view(**arguments)
        session.rollback()  # the guard's reads are over; the write transaction starts clean
        with transaction():
            return entry.view(**arguments)

    return run


def _refusal(entry: Row) -> ResponseReturnValue | None:
    actor = current_actor()
    if not entry.guard.allows(actor):
        if actor.is_signed_in:
            raise NotAllowed
        if entry.method == "GET" and request.accept_mimetypes.accept_html and entry.reply is None:
            return redirect(url_for("accounts.sign_in.show", next=request.full_path.rstrip("?")))
        raise NotSignedIn
    if actor.must_change_password and not entry.open_to_new_password and entry.guard.name != "public":
        return redirect(url_for("accounts.password.show"))
    return None
