"""The review of the demo: two banks open for practice, and a pupil who has taken mock exams and got better."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import timedelta

from core import clock
from core.actor import SYSTEM, signed_in_actor
from curriculum import api as curriculum
from exams import api as exams
from question_bank import api as question_bank
from review import api as review
from web.demo.answers import likely_answer
from web.demo.people import Cast

TAKEN = (
    # subject, days ago, half a paper, how able the pupil was then
    ("toan", 24, True, 0.45),
    ("toan", 15, False, 0.55),
    ("toan", 8, False, 0.68),
    ("tin_hoc", 5, False, 0.75),
    ("toan", 2, False, 0.8),
)


def load_review(cast: Cast, banks: Mapping[str, int]) -> None:
    """Open the banks (subject code -> bank id) and let the pupil have taken some mocks."""
    for bank in question_bank.banks_by_ids(banks.values()).values():
        review.open_bank(SYSTEM, bank)
    for subject_code, days, is_half, ability in TAKEN:
        _take_mock(cast.people["hocsinh"], subject_code, banks[subject_code], days, is_half, ability)


def _take_mock(person_id: int, subject_code: str, bank_id: int, days: int, is_half: bool, ability: float) -> None:
    subject = curriculum.subject(subject_code)
    assert subject is not None  # loaded with the curriculum
    began = (clock.now() - timedelta(days=days)).replace(microsecond=0)
    ended = began + timedelta(minutes=20 if is_half else 42)
    with clock.standing_at(began):
        mock = review.start_mock(person_id, subject, [bank_id], str, is_half=is_half)
    actor = signed_in_actor(person_id, "", ())
    exams.record_sitting(actor, mock.exam_id, _answers(mock.exam_id, person_id, ability), began, ended)
    with clock.standing_at(ended + timedelta(seconds=10)):
        for sitting_id in exams.sitting_ids(mock.exam_id):
            exams.mark_sitting(sitting_id)
        review.take_in(mock.exam_id, person_id)


def _answers(exam_id: int, person_id: int, ability: float) -> dict[int, object]:
    chance = random.Random(f"{exam_id}")
    drawn = exams.drawn_for(exam_id, person_id)
    wordings = question_bank.revisions([revision_id for _, revision_id in drawn])
    given = {n: likely_answer(wordings[each].kind, wordings[each].content, ability, chance) for n, each in drawn}
    return {number: answer for number, answer in given.items() if answer is not None}
