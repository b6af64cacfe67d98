"""Files of a bank: what a practical question starts from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class BankFile(Model):
    """A file of one bank, named by its content; a question of that bank means it by its SHA-256."""

    __tablename__ = "question_bank_file"
    __table_args__ = (UniqueConstraint("bank_id", "sha256", name="uq_question_bank_file_bank_id_sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    stored: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
