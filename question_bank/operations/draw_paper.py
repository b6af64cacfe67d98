"""Drawing a paper that was asked for. A slow job: it reads, solves outside any transaction, and keeps what it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from core import audit
from core.actor import Actor
from core.db import session, transaction
from core.jobs.api import Progress
from core.words import Message, pack, say
from curriculum import api as curriculum
from question_bank.kinds.registry import kind_of
from question_bank.models import Paper, PaperForm, PaperQuestion, PaperState, Question, Revision
from question_bank.queries.candidates import candidates, enemies_among
from question_bank.queries.matrices import matrix_row, paper_row
from question_bank.rules.matrix.cells import Candidate, Cell, cells_of
from question_bank.rules.matrix.document import table_from
from question_bank.rules.matrix.draw import Drawn, Set, draw
from question_bank.rules.matrix.limits import Limits, Obstacle
from question_bank.rules.matrix.obstacles import obstacle_words, too_late
from question_bank.rules.matrix.plan import Asked, asked_from, mixed
from question_bank.rules.matrix.program import OutOfTime
from question_bank.rules.matrix.table import Table

SECONDS = 40
"""For each of at most three tries: a few questions, all of them, and then why not."""


@dataclass(frozen=True)
class Task:
    """All that a draw looks at."""

    table: Table
    minutes: int
    cells: tuple[Cell, ...]
    asked: Asked
    seed: str
    questions: Mapping[int, Candidate]
    enemies: Sequence[tuple[int, int]]

    @property
    def limits(self) -> Limits:
        return self.asked.limits(self.minutes)


def draw_paper(actor: Actor, paper_id: int, progress: Progress) -> None:
    """Draw it, or keep why it cannot be drawn. A paper that is drawn already stays as it is."""
    paper = paper_row(paper_id)
    if paper.state != PaperState.DRAWING:
        return
    task = _task(paper)
    session.rollback()  # reading began a transaction
    progress(1, 3)
    try:
        found = draw(task.cells, list(task.questions.values()), task.enemies, task.limits, task.seed, SECONDS)
        reasons = None
    except OutOfTime:
        found, reasons = Drawn(()), [too_late(SECONDS)]
    progress(2, 3)
    with transaction():
        paper = session.get_one(Paper, paper_id, with_for_update=True, populate_existing=True)
        if paper.state == PaperState.DRAWING:
            _keep(actor, paper, task, found, reasons)


def _task(paper: Paper) -> Task:
    table, asked = table_from(paper.matrix), asked_from(paper.settings)
    known = {question.id: question for question in _drawable(paper, table, asked)}
    return Task(table, paper.matrix["minutes"], cells_of(table), asked, paper.seed, known, enemies_among(_banks(paper)))


def _drawable(paper: Paper, table: Table, asked: Asked) -> list[Candidate]:
    return candidates(_banks(paper), {part.kind for part in table.parts}, asked.most_exposures)


def _banks(paper: Paper) -> tuple[int, ...]:
    matrix = matrix_row(paper.matrix_id)
    return (matrix.bank_id, *matrix.more_bank_ids)


def _may_still_be_drawn(task: Task, paper: Paper, picked: set[int]) -> bool:
    """Whether nobody retired, suspected or reworded one of the questions while the draw was worked out; they are held until it is kept."""
    session.execute(select(Question.id).where(Question.id.in_(picked)).order_by(Question.id).with_for_update(read=True)).all()
    now = {question.id: question.revision_id for question in _drawable(paper, task.table, task.asked)}
    return all(now.get(number) == task.questions[number].revision_id for number in picked)


def _keep(actor: Actor, paper: Paper, task: Task, found: Drawn, reasons: list[Message] | None) -> None:
    picked = {pick.question_id for each in found.sets for pick in each}
    if not picked or not _may_still_be_drawn(task, paper, picked):
        told = reasons or _obstacles(task, found.obstacles) or [_changed()]
        paper.state, paper.report = PaperState.FAILED, [pack(reason) for reason in told]
        return
    orders = _orderable({task.questions[number].revision_id for number in picked})
    for position, code in enumerate(task.asked.codes):
        chosen = found.sets[position if task.asked.is_parallel else 0]
        form = PaperForm(position=position, code=code)
        form.questions = _places(task, chosen, orders, f"{task.seed}:{code}")
        paper.forms.append(form)
    paper.state = PaperState.DRAWN
    session.flush()
    audit.record(actor, "question_bank.paper_drawn", f"paper:{paper.id}", matrix=paper.matrix_id, seed=paper.seed)


def _places(task: Task, chosen: Set, orders: Mapping[int, tuple[str, ...]], seed: str) -> list[PaperQuestion]:
    """The questions of a form, numbered in each part; options mixed, those that are pinned and statements in their places."""
    levels = {level.code: index for index, level in enumerate(task.table.levels)}
    rows = []
    for part in task.table.parts:
        picks = mixed([pick for pick in chosen if task.cells[pick.cell].part == part.code], f"{seed}:{part.code}")
        if task.asked.keeps_levels:
            picks.sort(key=lambda pick: levels[task.cells[pick.cell].level])
        for number, pick in enumerate(picks, start=1):
            question = task.questions[pick.question_id]
            order = mixed(orders[question.revision_id], f"{seed}:{pick.question_id}") or None
            rows.append(place_of(task.cells[pick.cell], number, question, order))
    return rows


def place_of(cell: Cell, number: int, question: Candidate, order: list[str] | None) -> PaperQuestion:
    """A place in a form with this question pinned in it."""
    return PaperQuestion(
        part=cell.part, number=number, row=cell.row, level=cell.level, question_id=question.id, revision_id=question.revision_id,
        order=order, points=cell.points, facility=question.facility, seconds=question.seconds,
    )  # fmt: skip


def _orderable(revision_ids: set[int]) -> dict[int, tuple[str, ...]]:
    found = session.execute(select(Revision.id, Revision.kind, Revision.content).where(Revision.id.in_(revision_ids)))
    return {number: kind_of(kind).orderable(content) for number, kind, content in found}


def _obstacles(task: Task, found: Sequence[Obstacle]) -> list[Message]:
    refs = {number: ref for number, ref in session.execute(select(Question.id, Question.ref).where(Question.id.in_(_numbers(found))))}
    outcomes = {number: outcome.text for number, outcome in curriculum.outcomes_by_ids(_numbers(found)).items()}
    points: Decimal = task.table.points()
    return [obstacle_words(each, task.limits, refs, outcomes, points) for each in found]


def _numbers(found: Sequence[Obstacle]) -> set[int]:
    return {name for each in found for name in each.names if isinstance(name, int)}


def _changed() -> Message:
    return say("Ngân hàng đã thay đổi trong lúc rút đề và không còn đủ câu hỏi. Hãy kiểm tra lại ma trận.")
