"""The check of the register finds whatever somebody changed behind the application's back."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import text

from certificates.models import Certificate
from certificates.queries.integrity import extent, faults
from core import storage
from core.db import session, transaction
from core.jobs.worker import run_all_jobs
from tests.certificates.released import awarded, certificates_in


def sentences() -> str:
    return "\n".join(f"{fault.subject}: {fault.sentence}" for fault in faults())


def tamper(statement: str, **values: object) -> None:
    with transaction():
        session.execute(text(statement), values)


def test_register_as_it_was_written_has_no_fault(app: Flask) -> None:
    awarded([True, False, True])
    assert extent().not_printed == 2
    run_all_jobs()
    assert sentences() == ""
    assert (extent().certificates, extent().series, extent().not_printed) == (2, 1, 0)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("full_name = 'Người Khác'", "column full_name"),
        ("birth_on = '1990-01-01'", "column birth_on"),
        ("number_search = 'X'", "column number_search"),
        ("serial = 'X'", "column serial"),
        ("content_sha256 = 'x'", "content is not what was issued"),
        ("pdf_name = 'certificates/none'", "missing from storage"),
        ("pdf_sha256 = 'x'", "not the one that was printed"),
        ("n = 9", "numbered 2 to 9"),
        ("year = 2001", "without a number series"),
        ("state = 'revoked', revoked_at = '2026-01-01 00:00:00'", "without a reason"),
    ],
)
def test_change_behind_the_back_is_found(app: Flask, change: str, fault: str) -> None:
    exam, (first, _) = awarded([True, True])
    run_all_jobs()
    tamper(f"UPDATE certificates_certificate SET {change} WHERE id = :id", id=first.id)
    assert fault in sentences()
    assert exam.exam_id


def test_changed_content_is_found(app: Flask) -> None:
    _, (certificate,) = awarded()
    changed = {**certificate.content, "holder": {**certificate.content["holder"], "ethnicity": "Kinh"}}
    tamper("UPDATE certificates_certificate SET content = :content WHERE id = :id", content=json.dumps(changed), id=certificate.id)
    assert "content is not what was issued" in sentences()


def test_deleted_certificate_leaves_a_gap_that_is_found(app: Flask) -> None:
    _, certificates = awarded([True, True, True])
    tamper("DELETE FROM certificates_certificate WHERE id = :id", id=certificates[1].id)
    assert "the last number is 3, but there are 2 certificates numbered 1 to 3" in sentences()


def test_paper_of_another_certificate_is_found(app: Flask) -> None:
    exam, _ = awarded([True, True])
    run_all_jobs()
    session.expire_all()
    one, other = certificates_in(exam.exam_id)
    tamper(
        "UPDATE certificates_certificate SET pdf_name = :name, pdf_sha256 = :sha WHERE id = :id",
        name=other.pdf_name, sha=other.pdf_sha256, id=one.id,
    )  # fmt: skip
    assert f"{one.number}: its PDF was made from another content" in sentences()


def test_overwritten_file_is_found(app: Flask) -> None:
    exam, _ = awarded()
    run_all_jobs()
    session.expire_all()
    (certificate,) = certificates_in(exam.exam_id)
    assert certificate.pdf_name is not None
    before = storage.get(certificate.pdf_name)
    storage.store().put(certificate.pdf_name, b"%PDF-1.7 forged")
    assert "not the one that was printed" in sentences()
    storage.store().put(certificate.pdf_name, before)
    assert isinstance(session.get(Certificate, certificate.id), Certificate)
