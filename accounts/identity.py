"""Who sits at the browser. The only module that knows Flask-Login; everybody else asks `core.http.identity`.

Flask-Login's "user id" is the random token of a session row, kept in Flask's signed cookie.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from flask import Flask, Response, g
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError

from accounts.models import BrowserSession
from accounts.queries.sessions import live_session
from accounts.rules.roles import grants_of
from accounts.rules.tokens import hash_of
from core import clock
from core.actor import VISITOR, Actor, signed_in_actor
from core.db import session, transaction
from core.http import identity

log = structlog.get_logger()
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class SignedInBrowser(UserMixin):  # type: ignore[misc]
    """What Flask-Login keeps for a request: the token, its session row, the actor it stands for and the number on their bell."""

    token: str
    session_id: int
    last_seen_at: datetime
    actor: Actor
    unread_count: int

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask) -> None:
    """Load the actor from the cookie: one query for session, person and roles."""
    manager = LoginManager()
    manager.session_protection = None  # phones change their address; the token itself is the proof
    hooks = list(app.after_request_funcs.get(None, ()))
    manager.init_app(app, add_context_processor=False)
    app.after_request_funcs[None] = hooks  # without its "remember me", which looks into the session of every request
    manager.user_loader(_load)
    identity.use_loader(app, _actor)
    app.context_processor(lambda: {"unread": _unread()})
    app.after_request(_note_seen)


def sign_browser_in(token: str) -> None:
    """Give this browser the token, with a fresh cookie so that nothing of a former visitor stays in it."""
    cookie.clear()
    browser = _load(token)
    if browser is not None:
        login_user(browser)
    identity.forget_actor()


def sign_browser_out() -> None:
    """Take the token from this browser."""
    logout_user()
    cookie.clear()
    identity.forget_actor()


def current_session_id() -> int | None:
    """The row of the session this browser is signed in by."""
    return current_user.session_id if current_user.is_authenticated else None


def _actor() -> Actor:
    return current_user.actor if current_user.is_authenticated else VISITOR


def _unread() -> int:
    """The number on the bell, read with the session."""
    return current_user.unread_count if current_user.is_authenticated else 0


def _load(token: str) -> SignedInBrowser | None:
    found = live_session(hash_of(token), clock.now())
    if found is None:
        return None
    actor = signed_in_actor(found.person_id, found.full_name, grants_of(found.held), must_change_password=found.must_change_password)
    g.browser_session = (found.id, found.last_seen_at)
    return SignedInBrowser(token, found.id, found.last_seen_at, actor, found.unread_count)


def _note_seen(response: Response) -> Response:
    """Write when the browser was last seen, at most every few minutes and in a transaction of its own after the page's."""
    seen: tuple[int, datetime] | None = g.pop("browser_session", None)
    now = clock.now()
    if seen is None or response.is_streamed or now - seen[1] < SEEN_EVERY:
        return response
    try:
        session.rollback()
        with transaction():
            session.execute(update(BrowserSession).where(BrowserSession.id == seen[0]).values(last_seen_at=now))
    except SQLAlchemyError:  # the page itself is done; a busy database must not spoil it
        log.warning("session not marked as seen", session_id=seen[0])
    return response
