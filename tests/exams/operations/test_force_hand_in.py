"""Taking a paper in: with a reason, in the records, once."""

import pytest
from flask import Flask
from sqlalchemy import select

from core.audit import AuditRecord
from core.db import session, transaction
from core.errors import Conflict, Invalid
from exams.models import EndReason, Incident, Sitting
from exams.operations.force_hand_in import LONGEST_REASON, force_hand_in
from exams.operations.start_sitting import start_sitting
from tests.support.actors import actor_with
from tests.support.marking import held_exam


def started() -> int:
    exam = held_exam()
    with transaction():
        return start_sitting(actor_with(person_id=exam.person_ids[0]), exam.id, "may-so-01").permit.sitting_id


def test_the_sitting_ends_with_a_receipt_and_the_minutes_know_who_and_why(app: Flask) -> None:
    sitting_id = started()
    receipt = force_hand_in(actor_with(name="Hoàng Văn Giám"), sitting_id, "Sử dụng tài liệu")
    sitting = session.get_one(Sitting, sitting_id)
    assert (sitting.end_reason, sitting.receipt) == (EndReason.FORCED, receipt)
    incident = session.scalars(select(Incident).where(Incident.sitting_id == sitting_id)).one()
    assert (incident.kind, incident.detail) == ("forced_hand_in", {"by": "Hoàng Văn Giám", "reason": "Sử dụng tài liệu"})
    record = session.scalars(select(AuditRecord).where(AuditRecord.act == "exams.forced_hand_in")).one()
    assert (record.person_name, record.detail["receipt"]) == ("Hoàng Văn Giám", receipt)


@pytest.mark.parametrize("reason", ["", "  ", "x" * (LONGEST_REASON + 1)])
def test_without_a_reason_nothing_is_taken(app: Flask, reason: str) -> None:
    sitting_id = started()
    with pytest.raises(Invalid):
        force_hand_in(actor_with(), sitting_id, reason)
    assert session.get_one(Sitting, sitting_id).end_reason is None


def test_what_has_ended_cannot_be_taken_in(app: Flask) -> None:
    sitting_id = started()
    force_hand_in(actor_with(), sitting_id, "Lần một")
    with pytest.raises(Conflict):
        force_hand_in(actor_with(), sitting_id, "Lần hai")
