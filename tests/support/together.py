"""The same request by many at one moment: what two people do at once must end as one act and clear refusals."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from flask.testing import FlaskClient

from core.db import session
from tests.support.people import sign_in_as

MANY = 6


def at_once(app: Flask, person_id: int | None, ask: Callable[[FlaskClient], int], many: int = MANY) -> list[int]:
    """The statuses that `many` browsers of one person (a visitor for None) get who `ask` at the same moment."""
    browsers = [app.test_client() for _ in range(many)]
    for browser in browsers:
        if person_id is not None:
            sign_in_as(browser, person_id=person_id)
    session.commit()
    gate = threading.Barrier(many)

    def one(browser: FlaskClient) -> int:
        with app.app_context():
            gate.wait()
            return ask(browser)

    with ThreadPoolExecutor(many) as pool:
        return sorted(pool.map(one, browsers))
