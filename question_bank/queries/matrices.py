"""Test matrices and the papers drawn from them, as others read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from core.db import session
from core.errors import NotFound
from core.jobs.models import Job
from curriculum import api as curriculum
from question_bank.kinds.registry import kind_of
from question_bank.models import Matrix, MatrixRow, Paper, PaperForm, PaperQuestion, PaperState, Question, Revision
from question_bank.queries.library import outcome_choices, topic_choices
from question_bank.rules.matrix.document import counts_from, levels_from, parts_from, table_from
from question_bank.rules.matrix.table import Table, Unit, renamed

READABLE = (PaperState.DRAWN, PaperState.CONFIRMED)
"""The states of a paper that has forms."""


@dataclass(frozen=True)
class MatrixView:
    """A matrix with its numbers (`table`); `more_bank_ids` are drawn from beside the bank that owns it."""

    id: int
    bank_id: int
    more_bank_ids: tuple[int, ...]
    title: str
    subject_code: str | None
    minutes: int
    table: Table

    @property
    def bank_ids(self) -> tuple[int, ...]:
        """Every bank that questions may come from."""
        return (self.bank_id, *self.more_bank_ids)


@dataclass(frozen=True)
class MatrixLine:
    """A matrix as the list shows it: `questions` and `points` of a whole paper."""

    id: int
    title: str
    bank_code: str
    bank_name: str
    subject_code: str | None
    minutes: int
    questions: int
    points: Decimal
    updated_at: datetime


@dataclass(frozen=True)
class DrawnQuestion:
    """A place in a form; `number` counts in its part. `content` and `safe` are what this form asks: variants are chosen already.

    `order` goes to the kind's `show` and `key`. `topic`, `level` and `outcome` ("" without one) are words as the matrix prints them.
    `facility` (0 to 1) and `seconds` are predicted.
    """

    id: int
    number: int
    part: str
    kind: str
    safe: Mapping[str, Any]
    content: Mapping[str, Any]
    order: tuple[str, ...] | None
    points: Decimal
    topic: str
    level: str
    outcome: str
    question_id: int
    ref: str
    facility: Decimal
    seconds: int
    revision_id: int


@dataclass(frozen=True)
class DrawnForm:
    """A mã đề. `facility` is the share of the points that a pupil is expected to earn, `seconds` the time needed."""

    code: str
    questions: tuple[DrawnQuestion, ...]

    @property
    def facility(self) -> Decimal:
        points = sum((each.points for each in self.questions), Decimal(0))
        return sum((each.points * each.facility for each in self.questions), Decimal(0)) / points if points else Decimal(0)

    @property
    def seconds(self) -> int:
        return sum(each.seconds for each in self.questions)


@dataclass(frozen=True)
class DrawnPaper:
    """A paper as it was drawn: the matrix of that moment, the forms with their pinned wordings."""

    id: int
    matrix_id: int
    bank_id: int
    title: str
    subject_code: str | None
    minutes: int
    state: str
    seed: str
    created_at: datetime
    table: Table
    forms: tuple[DrawnForm, ...]


@dataclass(frozen=True)
class PaperOutline:
    """A drawn paper without its questions: what may be told to people who must not read it. `bank_ids` it draws from, its own first."""

    id: int
    matrix_id: int
    bank_ids: tuple[int, ...]
    title: str
    minutes: int
    codes: tuple[str, ...]
    is_confirmed: bool
    confirmed_at: datetime | None
    table: Table


def matrix_row(matrix_id: int) -> Matrix:
    """The matrix with its bank; NotFound when there is none."""
    found = session.scalar(select(Matrix).where(Matrix.id == matrix_id).options(joinedload(Matrix.bank), selectinload(Matrix.rows)))
    if found is None:
        raise NotFound
    return found


def matrix_view(matrix_id: int) -> MatrixView:
    """The matrix with its numbers; NotFound when there is none."""
    return view_of(matrix_row(matrix_id))


def view_of(found: Matrix) -> MatrixView:
    """A row of the table with its numbers."""
    table = Table(parts_from(found.parts), levels_from(found.levels), _units(found.rows), found.scale)
    more = tuple(found.more_bank_ids)
    return MatrixView(found.id, found.bank_id, more, found.title, found.bank.subject_code, found.minutes, table)


def matrices_in(bank_ids: Iterable[int], *, archived: bool = False) -> Select[Matrix]:
    """The matrices of those banks with their rows, the one changed last first; those in use, or those put away."""
    found = select(Matrix).where(
        Matrix.bank_id.in_(set(bank_ids)), Matrix.archived_at.is_not(None) if archived else Matrix.archived_at.is_(None)
    )
    return found.options(joinedload(Matrix.bank), selectinload(Matrix.rows)).order_by(Matrix.updated_at.desc(), Matrix.id.desc())


def line_of(found: Matrix) -> MatrixLine:
    """What the list shows of it."""
    points = {part.code: part.points for part in parts_from(found.parts)}
    counts = [(part, n) for row in found.rows for (part, _), n in counts_from(row.counts).items()]
    return MatrixLine(
        found.id, found.title, found.bank.code, found.bank.name, found.bank.subject_code, found.minutes, sum(n for _, n in counts),
        sum((points.get(part, Decimal(0)) * n for part, n in counts), Decimal(0)), found.updated_at,
    )  # fmt: skip


def paper_counts(matrix_ids: Iterable[int]) -> dict[int, int]:
    """How many papers were drawn from each; those without one are left out."""
    counted = select(Paper.matrix_id, func.count()).where(Paper.matrix_id.in_(set(matrix_ids)), Paper.state.in_(READABLE))
    return {matrix_id: count for matrix_id, count in session.execute(counted.group_by(Paper.matrix_id))}


def papers_of(matrix_id: int, drawn_by: int | None = None) -> Select[Paper]:
    """What was drawn from a matrix, newest first; all of it, or one person's."""
    found = select(Paper).where(Paper.matrix_id == matrix_id).order_by(Paper.id.desc())
    return found if drawn_by is None else found.where(Paper.created_by == drawn_by)


def confirmed_papers(bank_ids: Iterable[int]) -> Select[Paper, Matrix]:
    """The confirmed papers of the matrices of those banks, newest first; read each with `outline_of`."""
    found = select(Paper, Matrix).join(Matrix, Matrix.id == Paper.matrix_id).where(Paper.state == PaperState.CONFIRMED)
    return found.where(Matrix.bank_id.in_(set(bank_ids))).order_by(Paper.id.desc())


def outline_of(row: Row[Paper, Matrix]) -> PaperOutline:
    """What may be told of it."""
    paper, matrix = row
    return PaperOutline(
        paper.id, matrix.id, (matrix.bank_id, *matrix.more_bank_ids), paper.title, paper.matrix["minutes"], tuple(paper.settings["codes"]),
        paper.state == PaperState.CONFIRMED, paper.confirmed_at, table_from(paper.matrix),
    )  # fmt: skip


def banks_of_paper(paper_id: int) -> tuple[int, ...]:
    """The banks that its questions are of, whatever its matrix draws from by now."""
    found = select(Question.bank_id).distinct().join(PaperQuestion, PaperQuestion.question_id == Question.id)
    return tuple(session.scalars(found.join(PaperForm, PaperForm.id == PaperQuestion.form_id).where(PaperForm.paper_id == paper_id)))


def paper_outline(paper_id: int) -> PaperOutline | None:
    """The outline of that paper; None when there is none."""
    found = session.execute(select(Paper, Matrix).join(Matrix, Matrix.id == Paper.matrix_id).where(Paper.id == paper_id)).one_or_none()
    return replace(outline_of(found), bank_ids=banks_of_paper(paper_id)) if found else None


def paper_row(paper_id: int) -> Paper:
    """The paper with its forms; NotFound when there is none."""
    found = session.scalar(select(Paper).where(Paper.id == paper_id).options(selectinload(Paper.forms).selectinload(PaperForm.questions)))
    if found is None:
        raise NotFound
    return found


def job_of(paper: Paper) -> Job | None:
    """The job that draws it."""
    return session.get(Job, paper.job_id) if paper.job_id else None


def drawn_paper(paper_id: int, locale: str = "vi") -> DrawnPaper:
    """The paper with all its wordings, form by form; NotFound when there is none. Documents are Vietnamese, a page as its reader."""
    paper = paper_row(paper_id)
    matrix = matrix_row(paper.matrix_id)
    table = in_language(table_from(paper.matrix), locale)
    wordings = _wordings(each.revision_id for form in paper.forms for each in form.questions)
    forms = tuple(DrawnForm(form.code, _questions(form, table, wordings)) for form in paper.forms)
    return DrawnPaper(
        paper.id, matrix.id, matrix.bank_id, paper.title, matrix.bank.subject_code, paper.matrix["minutes"], paper.state, paper.seed,
        paper.created_at, table, forms,
    )  # fmt: skip


@dataclass(frozen=True)
class _Wording:
    ref: str
    kind: str
    content: Mapping[str, Any]
    safe: Mapping[str, Any]
    outcome: str


def _wordings(ids: Iterable[int]) -> dict[int, _Wording]:
    columns = (Revision.id, Question.ref, Revision.kind, Revision.content, Revision.safe, Question.outcome_id)
    rows = list(session.execute(select(*columns).join(Question, Question.id == Revision.question_id).where(Revision.id.in_(set(ids)))))
    outcomes = curriculum.outcomes_by_ids({row.outcome_id for row in rows if row.outcome_id})
    said = {number: outcome.text for number, outcome in outcomes.items()}
    return {row.id: _Wording(row.ref, row.kind, row.content, row.safe, said.get(row.outcome_id or 0, "")) for row in rows}


def _questions(form: PaperForm, table: Table, wordings: Mapping[int, _Wording]) -> tuple[DrawnQuestion, ...]:
    place = {part.code: index for index, part in enumerate(table.parts)}
    ordered = sorted(form.questions, key=lambda each: (place[each.part], each.number))
    return tuple(_question(each, table, wordings[each.revision_id]) for each in ordered)


def _question(each: PaperQuestion, table: Table, wording: _Wording) -> DrawnQuestion:
    kind = kind_of(wording.kind)
    content, safe = kind.for_form(wording.content, each.order), kind.for_form(wording.safe, each.order)
    return DrawnQuestion(
        each.id, each.number, each.part, wording.kind, safe, content, None if each.order is None else tuple(each.order), each.points,
        table.units[each.row].name, table.level(each.level).name, wording.outcome, each.question_id, wording.ref, each.facility, each.seconds, each.revision_id,
    )  # fmt: skip


def _units(rows: Sequence[MatrixRow]) -> tuple[Unit, ...]:
    """The rows with the words of the curriculum; three queries whatever their number."""
    topics = curriculum.topics_by_ids({row.topic_id for row in rows if row.topic_id})
    roots = curriculum.topics_by_ids({_root(topic) for topic in topics.values()})
    outcomes = curriculum.outcomes_by_ids({number for row in rows for number in row.outcome_ids})
    units = []
    for index, row in enumerate(rows):
        topic = topics.get(row.topic_id or 0)
        chosen = tuple((number, outcomes[number].text) for number in row.outcome_ids if number in outcomes)
        chapter = roots[_root(topic)].name if topic else ""
        name = row.unit or (topic.name if topic else "")
        units.append(Unit(index, row.topic_id, topic.code if topic else None, chapter, name, chosen, counts_from(row.counts)))
    return tuple(units)


def level_names(locale: str) -> dict[str, str]:
    """{name of a level or of its column in the matrix: the same in the reader's language}."""
    if locale == "vi":
        return {}
    found = curriculum.levels()
    columns = {level.matrix_name: level.label(locale) for level in reversed(found)}
    return columns | {level.name: level.label(locale) for level in found}


def in_language(table: Table, locale: str) -> Table:
    """A matrix for a page: levels and topics in the reader's language."""
    if locale == "vi":
        return table
    topics = curriculum.topics_by_ids({unit.topic_id for unit in table.units if unit.topic_id})
    roots = curriculum.topics_by_ids({_root(topic) for topic in topics.values()})
    return renamed(table, level_names(locale), {each.name: each.label(locale) for each in (*roots.values(), *topics.values())})


def with_topic_outcomes(table: Table, subject_code: str | None) -> Table:
    """The same, where a row that names no outcome has all those of its topic, for it takes the questions of each."""
    topics = topic_choices(subject_code)
    paths = {topic.id: topic.path for topic in topics}
    known = outcome_choices(topics)

    def spelled(unit: Unit) -> Unit:
        path = paths.get(unit.topic_id or 0)
        if unit.outcomes or path is None:
            return unit
        below = (each for topic, within in known if topic.path.startswith(path) for each in within)
        return replace(unit, outcomes=tuple((each.id, each.text) for each in below))

    return replace(table, units=tuple(spelled(unit) for unit in table.units))


def _root(topic: curriculum.TopicView) -> int:
    """The id of the chapter: the first in the path `/3/17/`."""
    return int(topic.path.split("/")[1])


def papers_waiting(person_id: int) -> int:
    """How many papers that this person asked for are still to be drawn; one whose job has failed is not."""
    mine = select(func.count()).select_from(Paper).join(Job, Job.id == Paper.job_id)
    mine = mine.where(Paper.created_by == person_id, Paper.state == PaperState.DRAWING, Job.state != "failed")
    return session.scalar(mine) or 0
