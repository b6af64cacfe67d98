"""Fields that rooms share: instants in years that every computation can bear."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from core.http.fields import InstantField
from core.http.forms import Form


class Timed(Form):
    at = InstantField()


def test_an_instant_is_of_the_sites_zone(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"at": "2026-11-21T09:00"}):
        assert Timed().at.data == datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "1999-12-31T23:59", "2200-01-01T00:00", "9999-12-31T23:59"])
def test_a_year_of_nobodys_life_is_refused_and_kept_as_typed(app: Flask, typed: str) -> None:
    with app.test_request_context(method="POST", data={"at": typed}):
        form = Timed()
        assert not form.validate() and form.at.data is None
        assert form.at.errors == ["Hãy ghi một năm từ 2000 đến 2199."] and typed in form.at()
