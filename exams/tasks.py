"""What the worker does for exams."""

from __future__ import annotations

from typing import Any

from flask import current_app

from core.jobs.api import Progress, job, routine
from exams.operations.ask_for_statistics import COMPUTE
from exams.operations.close_overdue import close_overdue
from exams.operations.compute_statistics import compute_statistics
from exams.operations.examine_answer import EXAMINE, examine_answer
from exams.operations.mark_sitting import mark_sitting
from exams.operations.note_uses import note_uses
from exams.operations.tell_released import TELL, tell_released


@routine("exams.close_overdue", seconds=5)
def close_sittings() -> None:
    """End sittings that no page handed in."""
    close_overdue()


@routine("exams.note_uses", seconds=60)
def note_exposure() -> None:
    """Tell the question bank of exams whose window has closed."""
    note_uses()


@job("exams.mark_sitting")
def mark_one_sitting(arguments: dict[str, Any], progress: Progress) -> None:
    """Mark the sitting named by `sitting_id`; doing it twice gives the same marks."""
    mark_sitting(arguments["sitting_id"])


@job(EXAMINE, lane="slow")
def examine(arguments: dict[str, Any], progress: Progress) -> None:
    """Examine the answer of the mark named by `mark_id`; doing it twice finds the same."""
    examine_answer(arguments["mark_id"], current_app.config["EXAMINATION_SECONDS"])


@job(TELL)
def tell(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """The news of a release to every candidate who sat."""
    return {"told": tell_released(arguments["exam_id"])}


@job(COMPUTE, lane="slow")
def analyse_exam(arguments: dict[str, Any], progress: Progress) -> None:
    """Freeze the figures of the exam named by `exam_id`; thousands of sittings take half a minute."""
    compute_statistics(arguments["exam_id"])
