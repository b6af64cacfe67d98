"""Planning an exam and changing the plan while it is a draft."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.actor import SYSTEM
from core.audit import AuditRecord
from core.db import session
from core.errors import Conflict, Invalid, NotAllowed
from core.permissions import Permission as P
from exams.models import Exam, ExamState
from exams.operations.create_exam import ExamDetails, change_exam, create_exam
from tests.support.actors import actor_with
from tests.support.questions import new_organisation


def details(organisation_id: int, **known: Any) -> ExamDetails:
    opens_at = clock.now() + timedelta(days=1)
    plain = ExamDetails(
        code="KT-01", name="Kỳ thi", organisation_id=organisation_id, opens_at=opens_at, closes_at=opens_at + timedelta(hours=2),
        duration_seconds=2700, late_entry_seconds=None, late_arrival_seconds=300, forms_count=2, certificate_kind=None,
        shuffles_questions=True, takeover_needs_leave=True, releases_by_itself=False, shows_key=True,
    )  # fmt: skip
    return replace(plain, **known)


def test_a_new_exam_is_a_draft_of_its_organisation_and_is_recorded(app: Flask) -> None:
    place = new_organisation()
    exam = create_exam(SYSTEM, details(place.id))
    assert (exam.state, exam.organisation_path) == (ExamState.DRAFT, place.path)
    assert session.scalars(select(AuditRecord.act).where(AuditRecord.subject == f"exam:{exam.id}")).all() == ["exams.created"]


def test_a_code_serves_one_exam_only(app: Flask) -> None:
    place = new_organisation()
    create_exam(SYSTEM, details(place.id))
    with pytest.raises(Invalid) as refused:
        create_exam(SYSTEM, details(place.id, name="Kỳ thi khác"))
    assert list(refused.value.fields) == ["code"]


def test_an_exam_outside_ones_organisations_is_not_allowed(app: Flask) -> None:
    mine, other = new_organisation(), new_organisation()
    actor = actor_with(P.EXAMS_PREPARE, path=mine.path)
    create_exam(actor, details(mine.id))
    with pytest.raises(NotAllowed):
        create_exam(actor, details(other.id, code="KT-02"))


def test_an_exam_cannot_be_moved_into_an_organisation_that_is_not_ones_own(app: Flask) -> None:
    mine, other = new_organisation(), new_organisation()
    actor = actor_with(P.EXAMS_PREPARE, path=mine.path)
    exam = create_exam(actor, details(mine.id))
    with pytest.raises(NotAllowed):
        change_exam(actor, exam, details(other.id))


@pytest.mark.parametrize(
    ("lasts", "duration", "field"),
    [(timedelta(0), 60, "closes_at"), (timedelta(minutes=-1), 60, "closes_at"), (timedelta(minutes=44), 2700, "minutes")],
)
def test_a_window_must_hold_the_whole_duration(app: Flask, lasts: timedelta, duration: int, field: str) -> None:
    plain = details(new_organisation().id)
    with pytest.raises(Invalid) as refused:
        create_exam(SYSTEM, replace(plain, closes_at=plain.opens_at + lasts, duration_seconds=duration))
    assert list(refused.value.fields) == [field]


def test_a_draft_can_be_changed_and_keep_its_own_code(app: Flask) -> None:
    place = new_organisation()
    exam = create_exam(SYSTEM, details(place.id))
    change_exam(SYSTEM, exam, details(place.id, name="Tên mới"))
    assert session.get_one(Exam, exam.id).name == "Tên mới"


def test_a_sealed_exam_keeps_what_its_candidates_were_told(app: Flask) -> None:
    place = new_organisation()
    exam = create_exam(SYSTEM, details(place.id))
    exam.state = ExamState.SEALED
    with pytest.raises(Conflict):
        change_exam(SYSTEM, exam, details(place.id, name="Tên mới"))


def test_an_exam_that_gives_certificates_does_not_release_by_itself(app: Flask) -> None:
    place = new_organisation()
    with pytest.raises(Invalid) as refused:
        create_exam(SYSTEM, details(place.id, code="TU-CONG-BO", certificate_kind="it_basic", releases_by_itself=True))
    assert set(refused.value.fields) == {"releases_by_itself"}
