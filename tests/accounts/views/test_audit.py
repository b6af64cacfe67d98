"""The audit trail's page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.support.people import sign_in_as


@pytest.mark.parametrize(
    "subject", ["person:²", "person:1", "person:" + "9" * 200, "person:٣", "group:", ":", "media:x.png", "/", "person:1:2"]
)
def test_any_subject_may_be_asked_for(client: FlaskClient, subject: str) -> None:
    sign_in_as(client, "administrator")
    assert client.get("/audit", query_string={"subject": subject}).status_code == 200
