"""The look-up for machines."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from certificates.rest import CertificateStatus
from certificates.rules.codes import grouped
from core.actor import SYSTEM
from tests.certificates.operations.test_revoke_certificate import because, revoke
from tests.certificates.released import awarded


def test_valid_certificate_in_json(app: Flask, client: FlaskClient) -> None:
    exam, (certificate,) = awarded()
    answer = client.get(f"/api/v1/certificates/{certificate.code.lower()}")
    assert answer.status_code == 200
    assert answer.json == {
        "code": grouped(certificate.code),
        "status": "valid",
        "type": "Chứng chỉ ứng dụng công nghệ thông tin cơ bản",
        "holder_name": exam.people[0].full_name,
        "number": certificate.number,
        "issuer": certificate.content["issuer"]["name"],
        "issued_on": certificate.issued_on.isoformat(),
        "revoked_on": None,
    }


def test_revoked_certificate_has_its_day(app: Flask, client: FlaskClient) -> None:
    _, (certificate,) = awarded()
    revoke(SYSTEM, certificate, because(certificate))
    body = client.get(f"/api/v1/certificates/{grouped(certificate.code)}").json
    assert body is not None
    assert (body["status"], body["revoked_on"]) == ("revoked", certificate.issued_on.isoformat())


def test_unknown_certificate_is_404_with_the_same_body(app: Flask, client: FlaskClient) -> None:
    answer = client.get("/api/v1/certificates/7K3M-9QWX-4T8B-2ZHV")
    assert (answer.status_code, answer.mimetype) == (404, "application/json")
    assert answer.json is not None
    assert answer.json == {**dict.fromkeys(CertificateStatus.model_fields), "status": "unknown"}
    assert answer.headers["X-Robots-Tag"] == "noindex"
