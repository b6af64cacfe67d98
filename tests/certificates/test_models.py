"""What is printed never changes, and no certificate is deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask

from certificates.models import WRITTEN_ONCE, Certificate, CertificateState, ContentIsImmutable
from core import clock
from core.db import session, transaction
from tests.certificates.released import awarded

PRINTED = sorted(set(Certificate.__mapper__.columns.keys()) - WRITTEN_ONCE - {"id"})
OTHER: dict[str, Any] = {
    "content": {}, "birth_on": date(1990, 1, 1), "issued_on": date(2020, 1, 1), "issued_at": clock.now(),
    "year": 1999, "n": 77, "person_id": 987654, "exam_id": 987654, "organisation_id": 987654,
}  # fmt: skip


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("column", PRINTED)
def test_printed_column_is_refused(app: Flask, column: str) -> None:
    _, (certificate,) = awarded()
    with pytest.raises(ContentIsImmutable, match=column), transaction():
        setattr(session.get_one(Certificate, certificate.id), column, OTHER.get(column, "khác"))
        session.flush()


def test_certificate_is_not_deleted(app: Flask) -> None:
    _, (certificate,) = awarded()
    with pytest.raises(ContentIsImmutable), transaction():
        session.delete(session.get_one(Certificate, certificate.id))
        session.flush()


def test_paper_is_set_once(app: Flask) -> None:
    _, (certificate,) = awarded()
    with transaction():
        session.get_one(Certificate, certificate.id).pdf_sha256 = "a" * 64
    with pytest.raises(ContentIsImmutable, match="pdf_sha256"), transaction():
        session.get_one(Certificate, certificate.id).pdf_sha256 = "b" * 64
        session.flush()


def test_revoked_does_not_become_valid_again(app: Flask) -> None:
    _, (certificate,) = awarded()
    with transaction():
        row = session.get_one(Certificate, certificate.id)
        row.state, row.revoked_at = CertificateState.REVOKED, clock.now()
    with pytest.raises(ContentIsImmutable), transaction():
        row = session.get_one(Certificate, certificate.id)
        row.state, row.revoked_at = CertificateState.VALID, None
        session.flush()
