"""Test matrices: start one from a template, save it whole, copy it, throw it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid, NotFound
from core.words import say
from curriculum import api as curriculum
from question_bank import policies
from question_bank.kinds.registry import KINDS
from question_bank.models import Matrix, MatrixRow, Paper
from question_bank.operations.open_banks import require_banks
from question_bank.queries.banks import BankView, bank_view, banks_by_ids
from question_bank.queries.matrices import matrix_row
from question_bank.queries.matrix_templates import template_named
from question_bank.rules.matrix.document import counts_to, levels_to, parts_to
from question_bank.rules.matrix.table import LevelColumn, PartColumn, Place
from question_bank.rules.matrix.templates import level_columns

MOST_ROWS, MOST_PARTS, MOST_QUESTIONS = 100, 8, 300


@dataclass(frozen=True)
class NewMatrix:
    """A matrix to start: of which bank, from which template, with every level of the curriculum in a column of its own or not."""

    bank_code: str
    template: str
    title: str = ""
    apart: bool = False


@dataclass(frozen=True)
class RowDraft:
    """A row as sent: the topic's id, a name of its own, outcomes, counts."""

    topic_id: int | None
    unit: str
    outcome_ids: tuple[int, ...]
    counts: Mapping[Place, int]


@dataclass(frozen=True)
class MatrixDraft:
    """A whole matrix as sent. `levels`: its columns, and the points each should have; none: as they are kept."""

    title: str
    minutes: int
    scale: Decimal
    more_bank_ids: tuple[int, ...]
    parts: tuple[PartColumn, ...]
    rows: tuple[RowDraft, ...]
    levels: tuple[LevelColumn, ...] = ()


def start_matrix(actor: Actor, asked: NewMatrix) -> Matrix:
    """A matrix of the template's parts with a row for each chapter of the bank's subject. Invalid for an unknown template or another subject's."""
    bank = bank_view(asked.bank_code)
    policies.require_write(actor, bank.organisation_path)
    template = template_named(asked.template)
    if template is None:
        raise Invalid(fields={"template": say("Không có mẫu này.")})
    if not template.suits(bank.subject_code):
        raise Invalid(fields={"template": say("Mẫu này của môn khác. Hãy chọn một mẫu của môn trong ngân hàng.")})
    levels = level_columns(curriculum.levels(), template.shares, apart=asked.apart)
    made = Matrix(
        bank_id=bank.id, title=asked.title.strip()[:200] or template.heading, minutes=template.minutes, scale=Decimal(10),
        parts=parts_to(template.parts), levels=levels_to(levels), created_by=actor.person_id, created_at=clock.now(), updated_at=clock.now(),
    )  # fmt: skip
    made.rows = [MatrixRow(position=i, topic_id=topic_id, counts={}) for i, topic_id in enumerate(_chapters(bank))]
    return _kept(actor, made, "question_bank.matrix_started", template=template.code)


def save_matrix(actor: Actor, matrix_id: int, draft: MatrixDraft) -> Matrix:
    """The matrix as drafted, rows and all. Invalid, with what is wrong, for too much or for what is not known."""
    found = writable(actor, matrix_id)
    session.get_one(Matrix, found.id, with_for_update=True, populate_existing=True)
    _require_sane(draft)
    _require_banks(actor, draft)
    found.title, found.minutes, found.scale = draft.title.strip(), draft.minutes, draft.scale
    found.more_bank_ids = [*(x for x in draft.more_bank_ids if x != found.bank_id), *_unseen(actor, found)]
    found.parts, found.updated_at = parts_to(draft.parts), clock.now()
    if draft.levels:
        found.levels = levels_to(draft.levels)
    found.rows = [
        MatrixRow(position=i, topic_id=x.topic_id, unit=x.unit.strip(), outcome_ids=list(x.outcome_ids), counts=counts_to(x.counts))
        for i, x in enumerate(draft.rows)
    ]
    return _kept(actor, found, "question_bank.matrix_saved", rows=len(found.rows))


def copy_matrix(actor: Actor, matrix_id: int) -> Matrix:
    """The same matrix again, to be changed."""
    found = writable(actor, matrix_id)
    require_banks(actor, (found.bank_id, *found.more_bank_ids))
    made = Matrix(
        bank_id=found.bank_id, more_bank_ids=list(found.more_bank_ids), title=f"{found.title[:190]} (2)", minutes=found.minutes,
        scale=found.scale, parts=found.parts, levels=found.levels, created_by=actor.person_id, created_at=clock.now(), updated_at=clock.now(),
    )  # fmt: skip
    made.rows = [
        MatrixRow(position=x.position, topic_id=x.topic_id, unit=x.unit, outcome_ids=list(x.outcome_ids), counts=dict(x.counts))
        for x in found.rows
    ]
    return _kept(actor, made, "question_bank.matrix_started", copy_of=found.id)


def remove_matrix(actor: Actor, matrix_id: int) -> None:
    """Throw it away. Conflict once a paper was drawn from it: the paper's record names it."""
    found = writable(actor, matrix_id)
    if session.scalar(select(func.count()).where(Paper.matrix_id == found.id)):
        raise Conflict(say("Ma trận này đã dùng để rút đề nên được giữ lại cùng các đề đó."))
    session.delete(found)
    audit.record(actor, "question_bank.matrix_removed", f"matrix:{found.id}", title=found.title)


def archive_matrix(actor: Actor, matrix_id: int, *, away: bool) -> Matrix:
    """Put it away, or take it out again. Papers drawn from it stay as they are."""
    found = writable(actor, matrix_id)
    found.archived_at = clock.now() if away else None
    audit.record(
        actor, "question_bank.matrix_archived" if away else "question_bank.matrix_restored", f"matrix:{found.id}", title=found.title
    )
    return found


def writable(actor: Actor, matrix_id: int) -> Matrix:
    """The matrix, for who may write its bank; NotFound and NotAllowed as for the bank."""
    found = matrix_row(matrix_id)
    policies.require_write(actor, bank_view(found.bank_id).organisation_path)
    return found


def _kept(actor: Actor, matrix: Matrix, act: str, **details: object) -> Matrix:
    session.add(matrix)
    session.flush()
    audit.record(actor, act, f"matrix:{matrix.id}", title=matrix.title, bank=matrix.bank_id, **details)
    return matrix


def _chapters(bank: BankView) -> list[int | None]:
    topics = curriculum.topics(bank.subject_code) if bank.subject_code else []
    found: list[int | None] = [topic.id for topic in topics if topic.depth == 0]
    return found[:MOST_ROWS] or [None]


def _require_sane(draft: MatrixDraft) -> None:
    if not draft.parts or len(draft.parts) > MOST_PARTS:
        raise Invalid(say("Đề cần từ 1 đến %(most)d phần.", most=MOST_PARTS))
    if len(draft.rows) > MOST_ROWS:
        raise Invalid(say("Ma trận có nhiều nhất %(most)d dòng.", most=MOST_ROWS))
    if sum(sum(row.counts.values()) for row in draft.rows) > MOST_QUESTIONS:
        raise Invalid(say("Một đề có nhiều nhất %(most)d câu.", most=MOST_QUESTIONS))
    if any(part.kind not in KINDS for part in draft.parts):
        raise Invalid(say("Có phần chưa chọn dạng câu hỏi."))
    topics = {row.topic_id for row in draft.rows if row.topic_id is not None}
    outcomes = {number for row in draft.rows for number in row.outcome_ids}
    if topics - curriculum.topics_by_ids(topics).keys() or outcomes - curriculum.outcomes_by_ids(outcomes).keys():
        raise Invalid(say("Có chủ đề hoặc yêu cầu cần đạt không còn trong chương trình. Hãy tải lại trang rồi chọn lại."))


def _unseen(actor: Actor, found: Matrix) -> list[int]:
    """The further banks that the matrix has from somebody who may see them: who may not was not asked, so they stay."""
    known = banks_by_ids(found.more_bank_ids)
    return [x for x in found.more_bank_ids if x in known and not policies.may_view(actor, known[x].organisation_path)]


def _require_banks(actor: Actor, draft: MatrixDraft) -> None:
    """Another bank is drawn from by who may see it; the rest are not even there."""
    known = banks_by_ids(draft.more_bank_ids)
    for number in draft.more_bank_ids:
        if number not in known:
            raise NotFound
        policies.require_view(actor, known[number].organisation_path)
