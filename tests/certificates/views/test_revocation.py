"""Revoking on the page."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from certificates.models import Certificate
from core.actor import Actor
from core.db import session
from core.jobs.worker import run_all_jobs
from tests.certificates.released import awarded

SignIn = Callable[..., Actor]


def filled(certificate: Certificate, **other: str) -> dict[str, str]:
    return {
        "kind": "issuer_error",
        "reason": "In sai tên.",
        "decision_number": "15/QĐ",
        "decided_on": certificate.issued_on.isoformat(),
        **other,
    }


def test_chair_revokes_and_the_public_page_says_so(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    exam, (certificate,) = awarded()
    sign_in_as(client, "council_chair", organisation_id=exam.organisation_id)
    assert "Thu hồi chứng chỉ" in client.get(f"/certificates/{certificate.id}/revoke").text
    answer = client.post(f"/certificates/{certificate.id}/revoke", data=filled(certificate))
    assert answer.status_code == 302
    assert "đã bị thu hồi" in client.get(f"/verify/{certificate.code}").text
    page = client.get(f"/certificates/{certificate.id}").text
    assert "In sai tên." in page
    assert 'data-dialog="revoke"' not in page
    assert client.post(f"/certificates/{certificate.id}/revoke", data=filled(certificate)).status_code == 409


def test_form_without_reason_or_decision_comes_back(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    _, (certificate,) = awarded()
    sign_in_as(client, "administrator")
    for wrong in ({"reason": ""}, {"decision_number": ""}, {"decided_on": ""}, {"kind": ""}, {"kind": "no"}, {"decided_on": "2999-01-01"}):
        answer = client.post(f"/certificates/{certificate.id}/revoke", data=filled(certificate, **wrong))
        assert answer.status_code == 422, wrong
        assert "error-summary" in answer.text
    assert not session.get_one(Certificate, certificate.id).is_revoked


def test_secretary_may_see_and_issue_but_not_revoke(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    exam, (certificate,) = awarded()
    sign_in_as(client, "secretary", exam_id=exam.exam_id)
    assert 'data-dialog="revoke"' not in client.get(f"/certificates/{certificate.id}").text
    assert client.post(f"/certificates/{certificate.id}/revoke", data=filled(certificate)).status_code == 403


def test_chair_of_another_centre_does_not_find_it(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    _, (certificate,) = awarded()
    other, _ = awarded()
    sign_in_as(client, "council_chair", organisation_id=other.organisation_id)
    assert client.post(f"/certificates/{certificate.id}/revoke", data=filled(certificate)).status_code == 404


def test_holder_keeps_no_paper_of_a_revoked_certificate(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    exam, (certificate,) = awarded()
    run_all_jobs()
    sign_in_as(client, "administrator")
    client.post(f"/certificates/{certificate.id}/revoke", data=filled(certificate))
    sign_in_as(client, person_id=exam.people[0].id)
    assert client.get(f"/certificates/{certificate.id}/pdf").status_code == 409
    page = client.get("/my/certificates").text
    assert "Đã thu hồi" in page
    assert "Tải PDF" not in page
