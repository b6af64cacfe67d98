"""Every door of the house: who is let in is known, and everybody else is refused. New rows are walked by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.routing.converters import AnyConverter, NumberConverter, UUIDConverter

from accounts.rules.roles import ROLES
from core.actor import Actor
from core.http.rows import Row, rows_of
from core.permissions import Permission
from tests.house.open_doors import NO_CSRF, NOTES_READING, PUBLIC, SIGNED_TOKEN

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
"""A guard is the same on every database."""


def address_of(app: Flask, row: Row, number: int = 999_999) -> str:
    """The row's address with something in each gap; what it names need not exist, for guards come first."""
    rule = next(app.url_map.iter_rules(row.endpoint))
    with app.test_request_context():
        return url_for(row.endpoint, **{name: _filling(rule, name, number) for name in rule.arguments})


def _filling(rule: Rule, name: str, number: int) -> object:
    converter = rule._converters[name]
    if isinstance(converter, NumberConverter):
        return number
    if isinstance(converter, UUIDConverter):
        return UUID(int=7)
    if isinstance(converter, AnyConverter):
        return sorted(converter.items)[0]
    return "x"


def guarded_rows(app: Flask) -> Iterator[Row]:
    return (row for row in rows_of(app).values() if row.guard.needs_actor and row.guard.name != "public")


def permissions_of(row: Row) -> frozenset[str] | None:
    """The permissions of which the row asks one; None when signing in is enough."""
    if row.guard.name == "signed in":
        return None
    assert row.guard.name.startswith("needs "), f"{row.endpoint}: a guard this test does not know: {row.guard.name}"
    return frozenset(row.guard.name.removeprefix("needs ").removesuffix(" everywhere").split(" or "))


@on_sqlite
def test_every_route_is_a_row(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(rows_of(app))


@on_sqlite
def test_doors_open_to_all_are_known(app: Flask) -> None:
    rows = rows_of(app).values()
    assert {row.endpoint for row in rows if row.guard.name == "public"} == PUBLIC
    assert {row.endpoint for row in rows if not row.guard.needs_actor} == SIGNED_TOKEN
    assert {row.endpoint for row in rows if row.method != "GET" and not row.csrf} == NO_CSRF


@on_sqlite
def test_door_with_a_token_is_closed_without_one(app: Flask, client: FlaskClient) -> None:
    for row in rows_of(app).values():
        if not row.guard.needs_actor:
            assert client.open(address_of(app, row), method=row.method).status_code in (401, 403), row.endpoint


@on_sqlite
def test_guards_ask_for_permissions_that_exist(app: Flask) -> None:
    for row in guarded_rows(app):
        assert (permissions_of(row) or frozenset()) <= set(Permission), row.endpoint


@on_sqlite
def test_visitor_is_sent_to_sign_in_or_refused(app: Flask, client: FlaskClient) -> None:
    wrong = []
    for row in guarded_rows(app):
        answer = client.open(address_of(app, row), method=row.method, headers={"Accept": "text/html"})
        if row.method == "GET" and row.reply is None:
            refused = answer.status_code == 302 and urlsplit(answer.location).path == sign_in_address(app)
        else:
            refused = answer.status_code == 401
        if not refused:
            wrong.append((row.endpoint, answer.status))
    assert not wrong


@on_sqlite
def test_visitor_asking_for_json_is_refused_in_json(app: Flask, client: FlaskClient) -> None:
    wrong = []
    for row in guarded_rows(app):
        answer = client.open(address_of(app, row), method=row.method, headers={"Accept": "application/json"})
        if answer.status_code != 401 or answer.mimetype != "application/problem+json":
            wrong.append((row.endpoint, answer.status))
    assert not wrong


@on_sqlite
@pytest.mark.parametrize("role", sorted(ROLES))
def test_role_without_the_permission_is_refused(app: Flask, client: FlaskClient, sign_in_as: Callable[..., Actor], role: str) -> None:
    sign_in_as(client, role)
    held = {str(permission) for permission in ROLES[role].permissions}
    wrong = []
    for row in guarded_rows(app):
        asked = permissions_of(row)
        if asked is not None and not asked & held:
            answer = client.open(address_of(app, row), method=row.method)
            if answer.status_code != 403:
                wrong.append((row.endpoint, answer.status))
    assert not wrong


@on_sqlite
def test_nobody_in_particular_is_refused_everywhere(app: Flask, client: FlaskClient, sign_in_as: Callable[..., Actor]) -> None:
    sign_in_as(client)
    wrong = []
    for row in guarded_rows(app):
        if permissions_of(row) is not None:
            answer = client.open(address_of(app, row), method=row.method)
            if answer.status_code != 403:
                wrong.append((row.endpoint, answer.status))
    assert not wrong


@pytest.mark.parametrize("number", [999_999, 2**31, 2**63], ids=["unknown", "too large for a column", "too large for a machine word"])
@pytest.mark.parametrize("query", ["", "?page=0&q=x", "?page=99999999999999999999&q=%00&sort=x"], ids=["plain", "filtered", "nonsense"])
def test_no_address_fails_on_what_does_not_exist(
    app: Flask, client: FlaskClient, sign_in_as: Callable[..., Actor], number: int, query: str
) -> None:
    wrong = []
    for row in rows_of(app).values():
        if row.method == "GET" or not query:
            sign_in_as(client, "administrator")
            answer = client.open(address_of(app, row, number) + query, method=row.method)
            if answer.status_code >= 500:
                wrong.append((row.endpoint, answer.status))
    assert not wrong


def role_let_in(row: Row) -> str:
    """A role that the row's guard lets in: an administrator's, or a learner's or a parent's for their own work."""
    asked = permissions_of(row) if row.guard.name.startswith("needs ") else None
    return next(role for role in ("administrator", "student", "parent") if asked is None or asked & set(map(str, ROLES[role].permissions)))


@on_sqlite
def test_change_without_csrf_token_is_refused(app: Flask, client: FlaskClient, sign_in_as: Callable[..., Actor]) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    wrong = []
    for row in rows_of(app).values():
        if row.csrf:
            sign_in_as(client, role_let_in(row))
            answer = client.open(address_of(app, row), method=row.method)
            if answer.status_code != 400:
                wrong.append((row.endpoint, answer.status))
    assert not wrong


@on_sqlite
def test_reading_changes_nothing(app: Flask) -> None:
    assert {row.endpoint for row in rows_of(app).values() if row.method == "GET" and row.writes} == NOTES_READING


def sign_in_address(app: Flask) -> str:
    with app.test_request_context():
        return url_for("accounts.sign_in.show")
