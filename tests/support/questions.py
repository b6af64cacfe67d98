"""Banks, topics and questions for tests, made by the doors of their rooms."""

from __future__ import annotations

from itertools import count
from typing import Any

from core.actor import SYSTEM
from core.db import session
from curriculum.models import Level, Outcome, Subject, Topic
from question_bank.models import Question
from question_bank.operations.create_bank import NewBank, create_bank
from question_bank.operations.save_question import Draft, save_question
from question_bank.queries.banks import BankView, bank_view

_numbers = count(1)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def new_organisation(parent_id: int | None = None) -> Any:
    """An organisation of its own."""
    from accounts.api import create_organisation

    number = next(_numbers)
    return create_organisation(SYSTEM, f"DV{number}", f"Đơn vị {number}", "school", parent_id)


def new_bank(organisation_id: int | None = None, subject_code: str | None = None) -> BankView:
    """An empty bank, of a new organisation unless one is given."""
    code = f"B{next(_numbers)}"
    owner = organisation_id or new_organisation().id
    return bank_view(create_bank(SYSTEM, NewBank(code, f"Ngân hàng {code}", owner, subject_code)).id)


def new_levels() -> None:
    """NB, TH, VD, VDC."""
    for position, code in enumerate(("NB", "TH", "VD", "VDC"), start=1):
        session.add(Level(code=code, name=code, name_en=code, position=position))
    session.flush()


def new_topic(code: str, parent: Topic | None = None, subject: Subject | None = None) -> Topic:
    """A topic; without a parent or subject it stands first in a subject of its own."""
    if subject is None:
        subject = parent.subject if parent else Subject(code=f"S-{code}", name=f"Môn {code}")
        session.add(subject)
        session.flush()
    topic = Topic(subject=subject, parent_id=parent.id if parent else None, code=code, name=f"Chủ đề {code}", position=next(_numbers))
    session.add(topic)
    session.flush()
    topic.path = f"{parent.path if parent else '/'}{topic.id}/"
    session.flush()
    return topic


def new_outcome(code: str, topic: Topic) -> Outcome:
    """An outcome of the topic."""
    outcome = Outcome(topic_id=topic.id, code=code, text=f"Làm được {code}")
    session.add(outcome)
    session.flush()
    return outcome


def choice_content(stem: str = "<p>Một cộng một bằng mấy?</p>", right: str = "b") -> dict[str, Any]:
    """A single choice of two."""
    options = [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]
    return {"stem": stem, "body": {"options": options}, "key": {"right": right}, "explanation": ""}


def new_question(bank: BankView, content: dict[str, Any] | None = None, **known: Any) -> Question:
    """A ready question of the bank."""
    draft = Draft(known.pop("kind", "single_choice"), content or choice_content(), **known)
    return save_question(SYSTEM, bank.id, draft).question
