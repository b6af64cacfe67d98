"""Tell questions that people have had them before them: what exposure and cooling are counted from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import case, or_, select, update

from core.db import session
from question_bank.models import Question
from question_bank.operations.index_questions import note_standing


def note_use(question_ids: Iterable[int], at: datetime, people: int = 1) -> None:
    """Each of the questions was put before `people` more people, the last of them at `at`.

    Not on record: the rooms that ask keep who saw what, and name it by `question_bank.uses`.
    """
    ids = sorted(set(question_ids))
    if not ids or people < 1:
        return
    if len(ids) > 1:  # rows are taken in one order, so that two rounds of news cannot wait for each other
        session.execute(select(Question.id).where(Question.id.in_(ids)).order_by(Question.id).with_for_update())
    is_later = or_(Question.last_used_at.is_(None), Question.last_used_at < at)
    seen = {"exposures": Question.exposures + people, "last_used_at": case((is_later, at), else_=Question.last_used_at)}
    session.execute(update(Question).where(Question.id.in_(ids)).values(seen), execution_options={"synchronize_session": False})
    note_standing(ids)
