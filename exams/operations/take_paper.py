"""An exam whose forms come from a confirmed paper of a test matrix, instead of being drawn line by line when it is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid, NotFound
from core.words import say
from exams.models import Exam, Part
from exams.operations.hold_exam import hold_draft
from exams.operations.seal_form import Slot
from exams.policies import require_draw
from question_bank import api as question_bank


def take_paper(actor: Actor, exam: Exam, paper_id: int) -> None:
    """The paper's parts become the exam's, in place of what was planned. Only a draft's; the exam must be allowed every bank it draws from."""
    hold_draft(exam)
    paper = question_bank.paper_outline(paper_id)
    if paper is None or not paper.is_confirmed:
        raise NotFound
    for bank in question_bank.banks_by_ids(paper.bank_ids).values():
        require_draw(actor, exam.place, bank.organisation_path)
    _replace_parts(exam, _parts(paper, Decimal(50 if exam.certificate_kind else 0)))
    exam.drawn_paper_id, exam.forms_count, exam.shuffles_questions = paper.id, len(paper.codes), False
    audit.record(actor, "exams.paper_taken", f"exam:{exam.id}", paper=paper.id, forms=list(paper.codes))


def give_paper_back(actor: Actor, exam: Exam) -> None:
    """The exam plans its own parts again, from nothing. Only a draft's."""
    hold_draft(exam)
    if exam.drawn_paper_id is None:
        raise Conflict(say("Kỳ thi này không lấy đề từ ma trận."))
    paper_id, exam.drawn_paper_id = exam.drawn_paper_id, None
    _replace_parts(exam, [])
    audit.record(actor, "exams.paper_given_back", f"exam:{exam.id}", paper=paper_id)


def drawn_forms(exam: Exam, paper_id: int) -> list[tuple[str, list[Slot]]]:
    """(mã đề, its places) of the paper as it was confirmed. Invalid when a question has since been withdrawn or is suspected to be known."""
    paper = question_bank.drawn_paper(paper_id)
    _require_usable(paper)
    parts = {part.code: part.id for part in exam.parts}
    return [(form.code, [_slot(each, parts) for each in form.questions]) for form in paper.forms]


def _slot(each: question_bank.DrawnQuestion, parts: Mapping[str, int]) -> Slot:
    return Slot(parts[each.part], each.points, each.revision_id, None if each.order is None else list(each.order))


def _require_usable(paper: question_bank.DrawnPaper) -> None:
    asked = {each.question_id: each.ref for form in paper.forms for each in form.questions}
    views = question_bank.question_views(asked)
    gone = sorted(ref for number, ref in asked.items() if not views[number].is_ready)
    if gone:
        raise Invalid(
            say("Đề có câu đã ngừng dùng hoặc nghi lộ: %(refs)s. Hãy rút đề khác từ ma trận rồi lấy đề đó.", refs=", ".join(gone[:10]))
        )


def _replace_parts(exam: Exam, parts: list[Part]) -> None:
    exam.parts = []
    session.flush()  # codes are unique in an exam: the old ones leave first
    exam.parts = parts
    session.flush()


def _parts(paper: question_bank.PaperOutline, minimum: Decimal) -> list[Part]:
    return [
        Part(
            position=position, code=part.code, name=f"Phần {part.code}. {part.name or question_bank.kind_of(part.kind).label}", bank_id=paper.bank_ids[0],
            minimum_percent=minimum, score_table=dict(part.score_table) if part.score_table else None,
        )
        for position, part in enumerate(paper.table.parts)
    ]  # fmt: skip
