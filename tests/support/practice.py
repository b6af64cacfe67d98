"""Open banks and pupils for tests of review."""

from __future__ import annotations

from dataclasses import dataclass

from core.actor import SYSTEM, Actor
from core.db import session, transaction
from curriculum.models import Topic
from question_bank.models import Question
from question_bank.queries.banks import BankView
from review.operations.open_bank import open_bank
from tests.support.people import actor_of, person_with
from tests.support.questions import choice_content, new_bank, new_levels, new_organisation, new_question, new_topic


@dataclass(frozen=True)
class Shelf:
    """A school with a subject of two topics (`first` below `root`, and `second`), its open bank, and a pupil. The right option is "b"."""

    organisation_id: int
    subject_code: str
    root: Topic
    first: Topic
    second: Topic
    bank: BankView
    questions: list[Question]
    pupil: Actor

    @property
    def person_id(self) -> int:
        assert self.pupil.person_id is not None
        return self.pupil.person_id


def new_shelf(count: int = 3, *, is_open: bool = True) -> Shelf:
    """`count` ready questions in `first`, with an explanation; committed."""
    with transaction():
        new_levels()
        school = new_organisation()
        root = new_topic("ON")
        first, second = new_topic("ON.1", root), new_topic("ON.2", root)
        bank = new_bank(school.id, root.subject.code)
        questions = [more_questions(bank, first, n) for n in range(count)]
        if is_open:
            open_bank(SYSTEM, bank)
    pupil = actor_of(person_with("student", organisation_id=school.id))
    return Shelf(school.id, root.subject.code, root, first, second, bank, questions, pupil)


def more_questions(bank: BankView, topic: Topic, number: int = 0, level: str = "TH") -> Question:
    """A single choice of two in the topic."""
    content = {**choice_content(f"<p>Câu {topic.code} {number}: một cộng một?</p>"), "explanation": "<p>Vì hai lần một là hai.</p>"}
    question = new_question(bank, content, topic_code=topic.code, level=level)
    session.flush()
    return question
