"""Sealing: draw every form, freeze each, give each candidate a form."""

from __future__ import annotations

import secrets
from collections import Counter

from sqlalchemy import select

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.words import Message, say
from exams.models import Candidate, Exam, ExamState, PaperRule
from exams.operations.hold_exam import hold_exam
from exams.operations.seal_form import Slot, seal_form
from exams.operations.take_paper import drawn_forms
from exams.queries.preparation import line_words
from exams.rules.drawing import Draw, Line, draw, shuffled
from question_bank import api as question_bank

FIRST_FORM = 101


def seal_paper(actor: Actor, exam: Exam) -> None:
    """Draw and seal all forms of a draft exam, or seal those of its drawn paper. Invalid when the plan is empty or the bank is short: it
    names the short lines; or when a question of the drawn paper may not be asked any more."""
    hold_exam(exam)
    if exam.state != ExamState.DRAFT:
        raise Conflict(say("Đề của kỳ thi này đã được niêm phong."))
    if exam.closes_at <= clock.now():
        raise Conflict(say("Kỳ thi đã qua giờ kết thúc. Hãy sửa thời gian trước khi niêm phong đề."))
    seed = secrets.token_hex(16)
    forms = _draw_forms(exam, seed) if exam.drawn_paper_id is None else drawn_forms(exam, exam.drawn_paper_id)
    wordings = question_bank.revisions({slot.revision_id for _, slots in forms for slot in slots})
    sealed = [seal_form(exam, f"{seed}:{index}", code, slots, wordings) for index, (code, slots) in enumerate(forms)]
    for index, candidate in enumerate(_candidates(exam)):
        candidate.form_id = sealed[index % len(sealed)].id
    exam.state, exam.sealed_at = ExamState.SEALED, clock.now()
    audit.record(actor, "exams.sealed", f"exam:{exam.id}", forms=[form.document_sha256 for form in sealed])


def _draw_forms(exam: Exam, seed: str) -> list[tuple[str, list[Slot]]]:
    rules = [rule for part in exam.parts for rule in part.rules]
    if not rules:
        raise Invalid(say("Đề chưa có dòng nào. Hãy thêm dòng ma trận trước khi niêm phong."))
    lines = [Line(rule.count, _pool(exam, rule)) for rule in rules]
    used: Counter[tuple[int, int]] = Counter()
    forms = []
    for index in range(exam.forms_count):
        drawn = draw(lines, f"{seed}:{index}", used)
        if drawn.short:
            raise Invalid(_short_words(rules, drawn))
        used.update(question for chosen in drawn.chosen for question in chosen)
        forms.append((str(FIRST_FORM + index), _slots(exam, rules, drawn, f"{seed}:{index}")))
    return forms


def _pool(exam: Exam, rule: PaperRule) -> list[tuple[int, int]]:
    bank_id = next(part.bank_id for part in exam.parts if part.id == rule.part_id)
    return question_bank.pool(bank_id, question_bank.PoolRule(rule.topic_code, rule.level, rule.kind))


def _short_words(rules: list[PaperRule], drawn: Draw[tuple[int, int]]) -> Message:
    short = drawn.short[0]
    return say(
        "Ngân hàng chưa đủ câu hỏi: dòng “%(line)s” cần %(wanted)d câu, chỉ rút được %(found)d. Số dòng thiếu: %(lines)d.",
        line=line_words(rules[short.index]), wanted=short.wanted, found=short.found, lines=len(drawn.short),
    )  # fmt: skip


def _slots(exam: Exam, rules: list[PaperRule], drawn: Draw[tuple[int, int]], seed: str) -> list[Slot]:
    """Parts stay in order; inside a part the questions are mixed if the exam says so."""
    slots: list[Slot] = []
    for part in exam.parts:
        of_part = [
            Slot(part.id, rule.points, revision_id)
            for rule, chosen in zip(rules, drawn.chosen, strict=True)
            if rule.part_id == part.id
            for _, revision_id in chosen
        ]
        slots += shuffled(of_part, f"{seed}:{part.code}") if exam.shuffles_questions else of_part
    return slots


def _candidates(exam: Exam) -> list[Candidate]:
    return list(session.scalars(select(Candidate).where(Candidate.exam_id == exam.id).order_by(Candidate.number)))
