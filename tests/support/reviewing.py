"""A bank with review, somebody who writes in it and somebody who approves."""

from __future__ import annotations

from dataclasses import dataclass

from core.actor import Actor
from question_bank.models import Question, State
from question_bank.operations.change_bank import BankRules, change_bank
from question_bank.operations.decide_question import approve_question
from question_bank.operations.save_question import Draft, save_question
from question_bank.operations.submit_questions import submit_questions
from question_bank.queries.banks import BankView, bank_view
from tests.support.people import actor_of, person_with
from tests.support.questions import choice_content, new_bank


@dataclass(frozen=True)
class Desk:
    """The bank and its two people: a teacher and a manager of the organisation that owns it."""

    bank: BankView
    writer: Actor
    judge: Actor

    def write(self, stem: str = "<p>Một cộng một bằng mấy?</p>", *, by: Actor | None = None, state: State = State.REVIEW) -> Question:
        """A new question, handed in unless another state is asked for."""
        return save_question(by or self.writer, self.bank.id, Draft("single_choice", choice_content(stem), state=state)).question

    def rewrite(self, question: Question, stem: str, *, by: Actor | None = None, state: State = State.REVIEW) -> Question:
        """Its next wording."""
        return save_question(by or self.writer, self.bank.id, Draft("single_choice", choice_content(stem), state=state), question).question

    def approved(self, stem: str = "<p>Một cộng một bằng mấy?</p>") -> Question:
        """A question that papers may draw."""
        return self.approve(self.write(stem))

    def approve(self, question: Question, *, by: Actor | None = None) -> Question:
        """Approve what is newest."""
        return approve_question(by or self.judge, question.id, digest(question))

    def submit(self, *questions: Question) -> int:
        return submit_questions(self.writer, self.bank, [question.id for question in questions])

    def another(self, role: str) -> Actor:
        """One more person of the organisation."""
        return actor_of(person_with(role, organisation_id=self.bank.organisation_id))


def new_desk(cooling_days: int = 0) -> Desk:
    """A bank of a new organisation, open for business."""
    bank = new_bank()
    writer = actor_of(person_with("teacher", organisation_id=bank.organisation_id, name="Nguyễn Thị Soạn"))
    judge = actor_of(person_with("manager", organisation_id=bank.organisation_id, name="Trần Văn Duyệt"))
    change_bank(judge, bank.id, BankRules(bank.name, needs_review=True, cooling_days=cooling_days))
    return Desk(bank_view(bank.id), writer, judge)


def digest(question: Question) -> str:
    """What names the newest wording and its labels."""
    return question.reading
