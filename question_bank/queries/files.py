"""Files of a bank by their content's name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from core.db import session
from core.errors import NotFound
from question_bank.kinds import shape
from question_bank.models import BankFile, Question, Revision


def file_of_bank(bank_id: int, sha256: str) -> BankFile | None:
    """The bank's file of that content; None when it has none, whatever other banks have."""
    return session.scalar(select(BankFile).where(BankFile.bank_id == bank_id, BankFile.sha256 == sha256))


@dataclass(frozen=True)
class StartFile:
    """What a practical question starts from: its name for people, and under which name it is stored."""

    name: str
    stored: str


def start_file(revision_id: int) -> StartFile:
    """The start file of a wording, kept by the bank in which it stands; NotFound when it has none."""
    wording = session.get(Revision, revision_id)
    sha256 = shape.at(wording.content, "body", "start", "sha256") if wording is not None else None
    found = (
        select(BankFile.name, BankFile.stored)
        .join(Question, Question.bank_id == BankFile.bank_id)
        .join(Revision, Revision.question_id == Question.id)
        .where(Revision.id == revision_id, BankFile.sha256 == shape.text(sha256))
    )
    row = session.execute(found).first()
    if row is None:
        raise NotFound
    return StartFile(*row)
