"""People for tests, made by accounts' door, and signed in without the slow password."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from sqlalchemy import select

from core import clock
from core.actor import SYSTEM, Actor, signed_in_actor
from core.db import session, transaction

if TYPE_CHECKING:
    from tests.support.browser import Browser
    from tests.support.live import LiveServer

_numbers = count(1)


def person_with(role: str | None = None, *, organisation_id: int | None = None, exam_id: int | None = None, name: str = "") -> int:
    """A new person, with a role everywhere, at an organisation or at one exam; committed. Returns the id."""
    from accounts.api import NewPerson, create_person, grant_exam_role, grant_role

    number = next(_numbers)
    new = NewPerson(full_name=name or f"Nguyễn Văn Thử {number}", username=f"thu.{role or 'ai'}.{number}", organisation_id=organisation_id)
    with transaction():
        person_id = create_person(SYSTEM, new).id
        if role and exam_id is not None:
            grant_exam_role(SYSTEM, person_id, role, exam_id)
        elif role:
            grant_role(SYSTEM, person_id, role, organisation_id)
    return person_id


def actor_of(person_id: int) -> Actor:
    """The actor that the person is when signed in."""
    from accounts.models import Person
    from accounts.queries.roles import grants_held_by

    name = session.execute(select(Person.full_name).where(Person.id == person_id)).scalar_one()
    return signed_in_actor(person_id, name, grants_held_by(person_id))


def token_for(person_id: int) -> str:
    """A browser session of the person, committed; returns what its cookie holds."""
    from accounts.models import BrowserSession
    from accounts.rules.tokens import hash_of, new_token

    token, now = new_token(), clock.now()
    with transaction():
        ends = now + timedelta(hours=12)
        session.add(BrowserSession(token_hash=hash_of(token), person_id=person_id, created_at=now, last_seen_at=now, expires_at=ends))
    return token


def sign_in_as(
    client: FlaskClient,
    role: str | None = None,
    *,
    person_id: int | None = None,
    organisation_id: int | None = None,
    exam_id: int | None = None,
    name: str = "",
) -> Actor:
    """Sign a new person with `role` (or the person given) in on `client`; returns their actor."""
    who = person_id or person_with(role, organisation_id=organisation_id, exam_id=exam_id, name=name)
    token = token_for(who)
    with client.session_transaction() as cookie:
        cookie.clear()
        cookie.update(_session_of(token))
    return actor_of(who)


def sign_browser_in(browser: Browser, server: LiveServer, role: str | None = None, *, person_id: int | None = None, name: str = "") -> int:
    """Sign a new person with `role` (or the person given) in on a real browser; returns the person's id."""
    with server.database() as app:
        who = person_id or person_with(role, name=name)
        value = cookie_value(app, token_for(who))
        cookie_name = app.config["SESSION_COOKIE_NAME"]
    browser.cdp("Network.setCookie", name=cookie_name, value=value, url=server.url, httpOnly=True, sameSite="Lax")
    return who


def cookie_value(app: Flask, token: str) -> str:
    """The signed cookie that a browser with `token` carries: also for load tests that speak HTTP themselves."""
    interface = app.session_interface
    serializer = interface.get_signing_serializer(app) if isinstance(interface, SecureCookieSessionInterface) else None
    if serializer is None:
        raise RuntimeError("The application's session is not kept in a signed cookie.")
    return str(serializer.dumps(_session_of(token)))


def _session_of(token: str) -> dict[str, object]:
    return {"_user_id": token, "_fresh": True}
