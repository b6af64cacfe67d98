"""The test client: every request runs as a server would run it, apart from the test's own context and database session."""

from __future__ import annotations

from contextvars import Context
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.db import session


class Client(FlaskClient):
    """Before a request it commits what the test has done; after it, the test's objects are read anew when looked at.

    Flask reuses an application context that is already pushed, and with it `g` and the session: one request would see
    who signed in for another. So each runs in an empty `contextvars.Context`.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        session.commit()
        try:
            return Context().run(super().open, *args, **kwargs)
        finally:
            session.expire_all()
