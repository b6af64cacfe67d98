"""Imports: the run, its items, its progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from core.db import session
from core.errors import NotFound
from core.jobs.models import Job
from question_bank.models import ImportItem, ImportRun, Question, Revision, Verdict

TAKEN = ("added", "revised", "retagged", "same")
"""Outcomes of items that are questions of the bank."""


def run_row(run_id: int) -> ImportRun:
    """The run with its bank; NotFound when there is none."""
    found = session.scalar(select(ImportRun).where(ImportRun.id == run_id).options(joinedload(ImportRun.bank)))
    if found is None:
        raise NotFound
    return found


def recent_runs(bank_id: int, count: int = 10) -> list[ImportRun]:
    """The last imports into the bank, newest first."""
    found = select(ImportRun).where(ImportRun.bank_id == bank_id).order_by(ImportRun.id.desc()).limit(count)
    return list(session.scalars(found))


def items_of(run_id: int, state: str = "") -> Select[ImportItem]:
    """The file's questions in its order, narrowed by state."""
    found = select(ImportItem).where(ImportItem.run_id == run_id)
    if state:
        found = found.where(ImportItem.state == state)
    return found.order_by(ImportItem.number)


@dataclass(frozen=True)
class ItemCounts:
    """Items of a run: by state, ready to be taken, in doubt and not yet judged, left out; and the questions of the file in them."""

    states: Mapping[str, int]
    takeable: int
    doubtful: int
    left_out: int
    questions: int


def item_counts(run_id: int) -> ItemCounts:
    """How many items were kept, changed and refused, and what people said of them."""
    counted = select(ImportItem.state, ImportItem.verdict, func.count(), func.sum(ImportItem.questions))
    rows = session.execute(counted.where(ImportItem.run_id == run_id).group_by(ImportItem.state, ImportItem.verdict)).all()
    states: Counter[str] = Counter()
    for state, _, count, _ in rows:
        states[state] += count
    return ItemCounts(
        states=states,
        takeable=sum(count for state, verdict, count, _ in rows if state != "refused" and verdict != Verdict.LEFT_OUT),
        doubtful=sum(count for state, verdict, count, _ in rows if state != "kept" and verdict is None),
        left_out=sum(count for _, verdict, count, _ in rows if verdict == Verdict.LEFT_OUT),
        questions=sum(questions for *_, questions in rows),
    )


def next_doubt(run_id: int, after: int) -> int | None:
    """The number of the first item behind `after` that is in doubt and that nobody has judged."""
    found = select(func.min(ImportItem.number)).where(ImportItem.run_id == run_id, ImportItem.number > after)
    return session.scalar(found.where(ImportItem.state != "kept", ImportItem.verdict.is_(None)))


def item_at(run_id: int, number: int) -> ImportItem:
    """The item with that number in the file; NotFound when there is none."""
    found = session.scalar(select(ImportItem).where(ImportItem.run_id == run_id, ImportItem.number == number))
    if found is None:
        raise NotFound
    return found


def outcome_counts(run_id: int) -> dict[str, int]:
    """How many items were added, revised, retagged, the same or refused when applied."""
    counted = select(ImportItem.outcome, func.count()).where(ImportItem.run_id == run_id, ImportItem.outcome.is_not(None))
    return {str(outcome): count for outcome, count in session.execute(counted.group_by(ImportItem.outcome))}


def known_of(bank_id: int, refs: list[str]) -> dict[str, tuple[str, str]]:
    """{ref: (kind, the content's SHA-256)} of the bank's questions of those refs."""
    found = (
        select(Question.ref, Revision.kind, Revision.sha256)
        .join(Revision, Revision.id == Question.current_revision_id)
        .where(Question.bank_id == bank_id, Question.ref.in_(refs))
    )
    return {ref: (kind, sha256) for ref, kind, sha256 in session.execute(found)}


def job_of(run: ImportRun) -> Job | None:
    """The job that reads or applies the run, when one does."""
    return session.get(Job, run.job_id) if run.job_id else None


def questions_of(run: ImportRun, items: Iterable[ImportItem]) -> Select[int]:
    """The ids of the questions of the bank that these items are or would change."""
    return select(Question.id).where(Question.bank_id == run.bank_id, Question.ref.in_([item.ref for item in items]))


def brought_by(run: ImportRun) -> Select[int]:
    """The ids of the questions that the bank took from the run."""
    taken = select(ImportItem.ref).where(ImportItem.run_id == run.id, ImportItem.outcome.in_(TAKEN))
    return select(Question.id).where(Question.bank_id == run.bank_id, Question.ref.in_(taken))


def item_row(item_id: int, bank_id: int) -> ImportItem:
    """An item of an import into that bank; NotFound when there is none."""
    found = session.scalar(select(ImportItem).join(ImportRun).where(ImportItem.id == item_id, ImportRun.bank_id == bank_id))
    if found is None:
        raise NotFound
    return found
