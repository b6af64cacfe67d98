"""The plan of a paper: parts and their lines."""

from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask

from core.actor import SYSTEM
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.permissions import Permission as P
from exams.models import Exam, ExamState
from exams.operations.create_exam import create_exam
from exams.operations.save_part import LinePlan, PartDetails, remove_part, save_part
from tests.exams.operations.test_create_exam import details
from tests.support.actors import actor_with
from tests.support.questions import new_bank, new_organisation

LINE = LinePlan(None, None, "single_choice", 5, Decimal("0.25"))


@pytest.fixture
def exam(app: Flask) -> Exam:
    return create_exam(SYSTEM, details(new_organisation().id))


def part(exam: Exam, **known: object) -> PartDetails:
    plain = PartDetails("TN", "Trắc nghiệm", new_bank(exam.organisation_id).id, Decimal(50), (LINE, LINE))
    return replace(plain, **known)  # type: ignore[arg-type]


def test_a_part_keeps_its_lines_in_order(exam: Exam) -> None:
    lines = (LINE, replace(LINE, kind="essay", count=1))
    saved = save_part(SYSTEM, exam, None, part(exam, lines=lines))
    assert [(rule.position, rule.kind, rule.count) for rule in saved.rules] == [(0, "single_choice", 5), (1, "essay", 1)]


def test_saving_again_replaces_the_lines(exam: Exam) -> None:
    saved = save_part(SYSTEM, exam, None, part(exam))
    save_part(SYSTEM, exam, saved.id, part(exam, lines=(replace(LINE, count=9),)))
    assert [rule.count for rule in exam.parts[0].rules] == [9]
    assert len(exam.parts) == 1


def test_two_parts_cannot_share_a_code(exam: Exam) -> None:
    save_part(SYSTEM, exam, None, part(exam))
    with pytest.raises(Invalid) as refused:
        save_part(SYSTEM, exam, None, part(exam, name="Phần khác"))
    assert list(refused.value.fields) == ["code"]


def test_a_bank_of_strangers_cannot_be_drawn_from(exam: Exam) -> None:
    strange = new_bank(new_organisation().id)
    actor = actor_with(P.EXAMS_PREPARE, P.BANK_VIEW, path=exam.organisation_path)
    with pytest.raises(NotAllowed):
        save_part(actor, exam, None, part(exam, bank_id=strange.id))


def test_a_bank_or_a_part_that_does_not_exist_is_not_found(exam: Exam) -> None:
    with pytest.raises(NotFound):
        save_part(SYSTEM, exam, None, part(exam, bank_id=999_999))
    with pytest.raises(NotFound):
        save_part(SYSTEM, exam, 999_999, part(exam))


def test_a_part_can_be_taken_out_of_a_draft(exam: Exam) -> None:
    saved = save_part(SYSTEM, exam, None, part(exam))
    remove_part(SYSTEM, exam, saved.id)
    assert exam.parts == []


def test_a_sealed_plan_does_not_change(exam: Exam) -> None:
    saved = save_part(SYSTEM, exam, None, part(exam))
    exam.state = ExamState.SEALED
    with pytest.raises(Conflict):
        save_part(SYSTEM, exam, saved.id, part(exam))
    with pytest.raises(Conflict):
        remove_part(SYSTEM, exam, saved.id)
