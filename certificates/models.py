"""Tables of certificates: the number series, and the documents themselves, whose printed content never changes."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint, event, inspect
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from core.actor import Place
from core.db import Model, UtcDateTime


class CertificateState(StrEnum):
    VALID = "valid"
    REVOKED = "revoked"


class NumberSeries(Model):
    """The last number given by one issuer for one type in one calendar year. Whoever takes a number holds this row until commit."""

    __tablename__ = "certificates_number_series"
    __table_args__ = (UniqueConstraint("organisation_id", "type_code", "year"), CheckConstraint("last >= 0", "last_not_negative"))

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("accounts_organisation.id"))
    type_code: Mapped[str] = mapped_column(String(40))
    year: Mapped[int] = mapped_column(index=True)
    last: Mapped[int] = mapped_column(default=0)


class Certificate(Model):
    """One certificate. `content` is everything printed (rules/content.py) under `content_sha256`; the columns beside it repeat
    what lists and look-ups ask for. `code` is kept without dashes, `number_search` and `serial_search` as numbers are compared.
    """

    __tablename__ = "certificates_certificate"
    __table_args__ = (
        UniqueConstraint("exam_id", "person_id", "type_code"),
        UniqueConstraint("organisation_id", "type_code", "year", "n"),
        CheckConstraint("n >= 1", "n_from_one"),
        CheckConstraint("(state = 'revoked') = (revoked_at IS NOT NULL)", "revoked_has_moment"),
        Index("ix_certificates_certificate_register", "year", "n", "id"),
        Index("ix_certificates_certificate_type_code_year_n", "type_code", "year", "n"),
        Index("ix_certificates_certificate_state_year_n", "state", "year", "n"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    type_code: Mapped[str] = mapped_column(String(40))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("accounts_organisation.id"))
    organisation_path: Mapped[str] = mapped_column(String(200), index=True)
    """The issuer's path, copied so that lists and policies need no look at another room."""
    exam_id: Mapped[int] = mapped_column(ForeignKey("exams_exam.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    year: Mapped[int]
    n: Mapped[int]
    number: Mapped[str] = mapped_column(String(120), unique=True)
    serial: Mapped[str] = mapped_column(String(120), unique=True)
    number_search: Mapped[str] = mapped_column(String(120), index=True)
    serial_search: Mapped[str] = mapped_column(String(120), index=True)
    full_name: Mapped[str] = mapped_column(String(120))
    name_search: Mapped[str] = mapped_column(String(160), index=True)
    birth_on: Mapped[date | None] = mapped_column(Date)
    issued_on: Mapped[date] = mapped_column(Date)
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_sha256: Mapped[str] = mapped_column(String(64))
    pdf_name: Mapped[str | None] = mapped_column(String(120))
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))
    printed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(10), default=CertificateState.VALID)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    revocation_kind: Mapped[str | None] = mapped_column(String(20))
    revocation_reason: Mapped[str | None] = mapped_column(Text)
    revocation_decision: Mapped[str | None] = mapped_column(String(80))
    revocation_decided_on: Mapped[date | None] = mapped_column(Date)

    @property
    def place(self) -> Place:
        """Where permissions for this certificate are looked for."""
        return Place(self.organisation_path, self.exam_id)

    @property
    def is_revoked(self) -> bool:
        return self.state == CertificateState.REVOKED


class ContentIsImmutable(Exception):
    """Code tried to change or delete what is printed. A mistake in a certificate is mended by revoking it."""


WRITTEN_ONCE = {
    "pdf_name", "pdf_sha256", "printed_at", "state", "revoked_at", "revoked_by",
    "revocation_kind", "revocation_reason", "revocation_decision", "revocation_decided_on",
}  # fmt: skip
"""Columns that may still be written after issue, each from its first value only."""


@event.listens_for(Certificate, "before_update")
def _keep_content(_mapper: Mapper[Certificate], _connection: Connection, target: Certificate) -> None:
    for attribute in inspect(target).attrs:
        history = attribute.history
        if not history.has_changes():
            continue
        before = history.deleted[0] if history.deleted else None
        if attribute.key not in WRITTEN_ONCE or before not in (None, CertificateState.VALID):
            raise ContentIsImmutable(attribute.key)


@event.listens_for(Certificate, "before_delete")
def _keep_row(_mapper: Mapper[Certificate], _connection: Connection, _target: Certificate) -> None:
    raise ContentIsImmutable("delete")
