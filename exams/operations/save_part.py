"""The plan of a paper: a part and its lines, saved as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid, NotFound
from core.words import say
from exams.models import Exam, PaperRule, Part
from exams.operations.hold_exam import hold_draft
from exams.policies import require_draw
from question_bank import api as question_bank


@dataclass(frozen=True)
class LinePlan:
    topic_code: str | None
    level: str | None
    kind: str | None
    count: int
    points: Decimal


@dataclass(frozen=True)
class PartDetails:
    """A part with its lines in order; `minimum_percent` of its points must be reached to pass."""

    code: str
    name: str
    bank_id: int
    minimum_percent: Decimal
    lines: tuple[LinePlan, ...]


def save_part(actor: Actor, exam: Exam, part_id: int | None, details: PartDetails) -> Part:
    """Add a part (`part_id` None) or replace one with its lines. Only a draft's; the bank must be one the exam may draw from."""
    _require_own_plan(exam)
    bank = question_bank.bank(details.bank_id)
    if bank is None:
        raise NotFound
    require_draw(actor, exam.place, bank.organisation_path)
    if any(part.code == details.code and part.id != part_id for part in exam.parts):
        raise Invalid(fields={"code": say("Hai phần thi không thể cùng mã.")})
    part = _part(exam, part_id)
    part.code, part.name, part.bank_id = details.code, details.name, details.bank_id
    part.minimum_percent = details.minimum_percent
    part.rules = [
        PaperRule(position=i, topic_code=x.topic_code, level=x.level, kind=x.kind, count=x.count, points=x.points)
        for i, x in enumerate(details.lines)
    ]
    session.flush()
    audit.record(actor, "exams.part_saved", f"exam:{exam.id}", part=part.code, lines=len(part.rules))
    return part


def remove_part(actor: Actor, exam: Exam, part_id: int) -> None:
    """Take a part out of a draft's plan."""
    _require_own_plan(exam)
    part = _part(exam, part_id)
    exam.parts.remove(part)
    audit.record(actor, "exams.part_removed", f"exam:{exam.id}", part=part.code)


def _require_own_plan(exam: Exam) -> None:
    hold_draft(exam)
    if exam.drawn_paper_id is not None:
        raise Conflict(say("Kỳ thi này lấy đề từ ma trận. Muốn tự lập các phần thi, hãy trả đề đó trước."))


def _part(exam: Exam, part_id: int | None) -> Part:
    if part_id is None:
        part = Part(position=len(exam.parts))
        exam.parts.append(part)
        return part
    found = next((part for part in exam.parts if part.id == part_id), None)
    if found is None:
        raise NotFound
    return found
