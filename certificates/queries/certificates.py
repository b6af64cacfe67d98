"""One certificate, those of a person, and those of an exam."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from certificates.models import Certificate
from certificates.queries.types import type_of, types
from certificates.rules.codes import grouped
from core.db import session
from core.errors import NotFound

LARGEST_ID = 2**31 - 1


@dataclass(frozen=True)
class CertificateView:
    """A certificate as pages of its holder and other rooms see it. `code` has its dashes."""

    id: int
    code: str
    type_code: str
    type_name: str
    type_name_en: str
    number: str
    serial: str
    full_name: str
    issuer: str
    issued_on: date
    is_printed: bool
    revoked_at: datetime | None

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    def label(self, locale: str) -> str:
        """The name of its type in the reader's language."""
        return self.type_name_en if locale == "en" else self.type_name


def certificate_of(certificate_id: int) -> Certificate:
    """The row; NotFound when there is none."""
    found = session.get(Certificate, certificate_id) if certificate_id <= LARGEST_ID else None
    if found is None:
        raise NotFound
    return found


def certificates_of(person_id: int) -> list[CertificateView]:
    """A person's certificates, the latest first. One query."""
    found = select(Certificate).where(Certificate.person_id == person_id).order_by(Certificate.issued_at.desc(), Certificate.id.desc())
    return [view_of(row) for row in session.scalars(found)]


def holders_in_exam(exam_id: int, type_code: str) -> set[int]:
    """Who holds a certificate of this type from this exam."""
    found = select(Certificate.person_id).where(Certificate.exam_id == exam_id, Certificate.type_code == type_code)
    return set(session.scalars(found))


def is_held(exam_id: int, type_code: str, person_id: int) -> bool:
    """Whether the person holds a certificate of this type from this exam."""
    mine = (Certificate.exam_id == exam_id, Certificate.person_id == person_id, Certificate.type_code == type_code)
    return session.scalar(select(Certificate.id).where(*mine)) is not None


def counts_by_exam(exam_ids: Iterable[int]) -> dict[int, int]:
    """How many certificates each exam has given."""
    counted = select(Certificate.exam_id, func.count()).where(Certificate.exam_id.in_(set(exam_ids))).group_by(Certificate.exam_id)
    return {exam_id: count for exam_id, count in session.execute(counted)}


def view_of(row: Certificate) -> CertificateView:
    """The name in the reader's second language comes from today's data; everything else is what was printed."""
    content = row.content
    english = type_of(row.type_code).full_name_en if row.type_code in types() else content["type"]["full_name"]
    return CertificateView(
        row.id, grouped(row.code), row.type_code, content["type"]["full_name"], english,
        row.number, row.serial, row.full_name, content["issuer"]["name"], row.issued_on, row.pdf_name is not None, row.revoked_at,
    )  # fmt: skip
