"""Printing: the PDF of one certificate, made once from its content and kept under its own hash."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from certificates.formats.certificate_pdf import certificate_pdf
from certificates.models import Certificate
from certificates.queries.certificates import certificate_of
from core import audit, clock, storage
from core.actor import SYSTEM
from core.db import session
from core.jobs.api import Progress

FOLDER = "certificates"


def print_certificate(certificate_id: int, progress: Progress) -> None:
    """Make and keep the PDF; nothing when it is there already."""
    certificate = certificate_of(certificate_id)
    if certificate.pdf_name is not None:
        return
    content = certificate.content
    progress(0, 1)  # commits: nobody waits for the database while the page is set
    data = certificate_pdf(content)
    name = storage.put(FOLDER, data)
    if session.scalar(select(Certificate.pdf_name).where(Certificate.id == certificate_id)) is not None:
        return
    certificate.pdf_name, certificate.pdf_sha256, certificate.printed_at = name, hashlib.sha256(data).hexdigest(), clock.now()
    audit.record(SYSTEM, "certificates.printed", f"certificate:{certificate_id}", sha256=certificate.pdf_sha256)
