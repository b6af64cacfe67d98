"""An exam sat by some of rising ability, for tests of its figures."""

from __future__ import annotations

from typing import Any

from core.actor import SYSTEM
from core.db import session, transaction
from core.jobs.worker import run_all_jobs
from exams.models import Exam
from exams.operations.ask_for_statistics import ask_for_statistics
from tests.support.marking import EVERY_KIND, RIGHT, held_exam, marked
from tests.support.sittings import SINGLE, ReadyExam

QUESTIONS = (("single_choice", SINGLE),) * 4 + EVERY_KIND[1:6]


def sat_by(candidates: int, **fields: Any) -> ReadyExam:
    """The first is the weakest. Question 1 is right from the middle on, 2 from a quarter on, 3 always, 4 in the lower half; of the other
    kinds what the able give is right, and the weak leave all blank but question 7.
    """
    exam = held_exam(questions=QUESTIONS, candidates=candidates, **fields)
    for index in range(candidates):
        marked(exam, index, _answers(index, candidates))
    return exam


def _answers(index: int, candidates: int) -> dict[int, Any]:
    is_able = 2 * index >= candidates
    choices = {1: "b" if is_able else "a", 2: "b" if 4 * index >= candidates else "c", 3: "b", 4: "a" if is_able else "b"}
    if not is_able:
        return {**choices, 7: "Huế"}
    return {**choices, **{number: RIGHT[number - 3] for number in range(5, 10)}}


def analysed(candidates: int, **fields: Any) -> ReadyExam:
    """The same, releasing by itself, with its figures computed."""
    exam = sat_by(candidates, releases_by_itself=True, **fields)
    with transaction():
        ask_for_statistics(SYSTEM, session.get_one(Exam, exam.id))
    run_all_jobs()
    return exam
