"""Printing: once, the same bytes, kept under their hash."""

from __future__ import annotations

import hashlib

from flask import Flask
from sqlalchemy import select

from certificates.operations.print_certificate import print_certificate
from core import storage
from core.db import session, transaction
from core.jobs.api import unwatched
from core.jobs.models import Job
from core.jobs.worker import run_all_jobs
from tests.certificates.released import awarded


def test_paper_is_kept_under_its_hash(app: Flask) -> None:
    _, (certificate,) = awarded()
    run_all_jobs()
    session.refresh(certificate)
    assert certificate.pdf_name is not None
    data = storage.get(certificate.pdf_name)
    assert data.startswith(b"%PDF-")
    assert hashlib.sha256(data).hexdigest() == certificate.pdf_sha256
    assert certificate.printed_at is not None


def test_printing_again_changes_nothing(app: Flask) -> None:
    _, (certificate,) = awarded()
    run_all_jobs()
    session.refresh(certificate)
    before = (certificate.pdf_name, certificate.printed_at)
    with transaction():
        print_certificate(certificate.id, unwatched)
    session.refresh(certificate)
    assert (certificate.pdf_name, certificate.printed_at) == before


def test_nobody_waits_for_the_database_while_the_page_is_set(app: Flask) -> None:
    _, (_certificate,) = awarded()
    run_all_jobs()
    job = session.scalars(select(Job).where(Job.kind == "certificates.print")).one()
    assert (job.state, job.done_steps, job.all_steps) == ("done", 0, 1), "progress was told once, before typesetting, and committed"
