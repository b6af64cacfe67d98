"""Who did what to what, written in the same transaction as the act, and never changed afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.actor import Actor
from core.db import Model, UtcDateTime, session


class AuditRecord(Model):
    """One act. `act` is a permission-like word (`exams.sealed`), `subject` names the thing (`exam:7`)."""

    __tablename__ = "core_audit_record"
    __table_args__ = (
        Index("ix_core_audit_record_subject_id", "subject", "id"),
        Index("ix_core_audit_record_person_id_id", "person_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    person_name: Mapped[str] = mapped_column(String(200))
    act: Mapped[str] = mapped_column(String(80), index=True)
    subject: Mapped[str] = mapped_column(String(120))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)


def record(actor: Actor, act: str, subject: str, **detail: Any) -> None:
    """Note that `actor` did `act` to `subject`; `detail` holds JSON values and no secret."""
    session.add(AuditRecord(at=clock.now(), person_id=actor.person_id, person_name=actor.name, act=act, subject=subject, detail=detail))


def records(*, act: str = "", subject: str = "", person_id: int | None = None) -> Select[AuditRecord]:
    """The trail, newest first, narrowed by act prefix, subject and person."""
    found = select(AuditRecord).order_by(AuditRecord.id.desc())
    if act:
        found = found.where(AuditRecord.act.startswith(act, autoescape=True))
    if subject:
        found = found.where(AuditRecord.subject == subject)
    return found.where(AuditRecord.person_id == person_id) if person_id else found
