"""Flask's signed session cookie, without its cost for requests that carry none: a save of a sitting proves itself by a token."""

from __future__ import annotations

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin


class SparingSessions(SecureCookieSessionInterface):
    """As Flask keeps sessions; no signer is made and nothing is weighed when there is no cookie and nobody looked."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session or session.modified or session.accessed:
            super().save_session(app, session, response)


def init_app(app: Flask) -> None:
    """Keep this application's sessions so."""
    app.session_interface = SparingSessions()
