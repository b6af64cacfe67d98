"""Files of a bank by their content's name."""

from __future__ import annotations

from sqlalchemy import select

from core import storage
from core.db import session
from core.errors import NotFound
from question_bank.models import BankFile, Question, Revision


def file_of_bank(bank_id: int, sha256: str) -> BankFile | None:
    """The bank's file of that content; None when it has none, whatever other banks have."""
    return session.scalar(select(BankFile).where(BankFile.bank_id == bank_id, BankFile.sha256 == sha256))


def start_file_bytes(revision_id: int, sha256: str) -> bytes:
    """A file of the bank in which the wording stands; NotFound when that bank has none of that content."""
    found = (
        select(BankFile.stored)
        .join(Question, Question.bank_id == BankFile.bank_id)
        .join(Revision, Revision.question_id == Question.id)
        .where(Revision.id == revision_id, BankFile.sha256 == sha256)
    )
    stored = session.scalar(found)
    if stored is None:
        raise NotFound
    return storage.get(stored)
