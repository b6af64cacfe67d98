"""Who has had a question and its key before them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, select

from core.db import session
from question_bank.models import Reader

ReaderRow = Select[int, str, datetime, datetime, int]


def readers_of(question_id: int) -> ReaderRow:
    """(person_id, door, first_at, last_at, times), the latest first."""
    found = select(Reader.person_id, Reader.door, Reader.first_at, Reader.last_at, Reader.times)
    return found.where(Reader.question_id == question_id).order_by(Reader.last_at.desc(), Reader.person_id, Reader.door)


def reader_count(question_id: int) -> int:
    """How many people."""
    return session.scalar(select(func.count(Reader.person_id.distinct())).where(Reader.question_id == question_id)) or 0
