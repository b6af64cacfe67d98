"""The holder's wallet."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from certificates import api
from certificates.rules.codes import grouped
from core.actor import Actor
from core.jobs.worker import run_all_jobs
from tests.certificates.released import awarded, person

SignIn = Callable[..., Actor]


def test_wallet_holds_my_own_with_file_and_link(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    exam, (mine, other) = awarded([True, True], people=[person("Của Tôi"), person("Người Khác")])
    run_all_jobs()
    sign_in_as(client, person_id=exam.people[0].id)
    page = client.get("/my/certificates").text
    assert "Của Tôi" in page
    assert "Người Khác" not in page
    assert f"/certificates/{mine.id}/pdf" in page
    assert f"/verify/{grouped(mine.code)}" in page
    assert other.number not in page


def test_empty_wallet_says_how_it_fills(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    sign_in_as(client, "student")
    assert "Bạn chưa có chứng chỉ nào" in client.get("/my/certificates").text


def test_wallet_costs_one_query_beside_signing_in(app: Flask, client: FlaskClient, sign_in_as: SignIn, queries) -> None:  # type: ignore[no-untyped-def]
    me = person()
    for _ in range(4):
        awarded(people=[me])
    sign_in_as(client, person_id=me.id)
    client.get("/my/certificates")
    with queries() as count:
        client.get("/my/certificates")
    assert count.n <= 4, count


def test_door_for_other_rooms_tells_the_same(app: Flask) -> None:
    exam, (certificate,) = awarded()
    (view,) = api.certificates_of(exam.people[0].id)
    assert (view.number, view.code, view.is_printed, view.is_revoked) == (certificate.number, grouped(certificate.code), False, False)
    assert api.verify(view.code).verdict == api.Verdict.VALID
