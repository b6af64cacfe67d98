"""Answered questions, wherever they were answered: each becomes an attempt, moves the mastery of its topic, and fills the notebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from accounts import api as accounts
from core import clock
from core.db import Model, session
from core.events import announce
from core.permissions import Permission as P
from curriculum import api as curriculum
from question_bank import api as question_bank
from review.events import TopicsPractised
from review.models import SEEN_HERE, Attempt, Card, Mastery, Source
from review.queries.banks import OpenBankView, opened
from review.queries.progress import evidence, topic_progress
from review.rules.chance import chance_of
from review.rules.mastery import mastery_of
from review.rules.scheduling import schedule


@dataclass(frozen=True)
class AttemptDone:
    """One marked answer (canonical). `fraction` is the share of its points; `sure` what the person said of it, None for nothing.

    `order` is that of the options and variants it was asked in, None for the order they were written in.
    """

    question_id: int
    revision_id: int
    answer: Any
    fraction: Decimal
    sure: bool | None = None
    order: Sequence[str] | None = None


def record_attempts(person_id: int, done: Sequence[AttemptDone], source: Source, set_id: int | None = None) -> None:
    """Keep the answers of one person, now. What was missed goes into the notebook while the question's bank is open.

    Announces `TopicsPractised` with these topics and those above them.
    """
    if not done:
        return
    wordings = question_bank.revisions({each.revision_id for each in done})
    for each in done:
        session.add(_attempt(person_id, each, wordings[each.revision_id], source, set_id))
    session.flush()
    _keep_cards(person_id, done)
    answered = Counter(topic_id for each in done if (topic_id := wordings[each.revision_id].topic_id) is not None)
    for topic_id, count in sorted(answered.items()):
        _keep_mastery(person_id, topic_id, count)
    session.flush()
    if source in SEEN_HERE:
        question_bank.note_use([each.question_id for each in done], clock.now())
    _tell(person_id, set(answered))


def _attempt(person_id: int, done: AttemptDone, wording: question_bank.RevisionView, source: Source, set_id: int | None) -> Attempt:
    order = None if done.order is None else list(done.order)
    return Attempt(
        person_id=person_id, question_id=done.question_id, revision_id=done.revision_id, topic_id=wording.topic_id, level=wording.level,
        source=source, set_id=set_id, answer=done.answer, order=order, fraction=done.fraction, chance=chance_of(wording.kind, wording.content), at=clock.now(),
    )  # fmt: skip


def _keep_mastery(person_id: int, topic_id: int, count: int) -> None:
    now = clock.now()
    _begin(Mastery, [{"person_id": person_id, "topic_id": topic_id, "value": 0.0, "answered": 0, "updated_at": now}])
    mine = select(Mastery).where(Mastery.person_id == person_id, Mastery.topic_id == topic_id)
    row = session.execute(mine.with_for_update().execution_options(populate_existing=True)).scalar_one()
    row.value, row.answered, row.updated_at = mastery_of(evidence(person_id, topic_id)), row.answered + count, now


def _keep_cards(person_id: int, done: Sequence[AttemptDone]) -> None:
    questions = question_bank.question_views({each.question_id for each in done})
    banks = opened({question.bank_id for question in questions.values()})
    mine = select(Card).where(Card.person_id == person_id, Card.question_id.in_(list(questions)))
    missed = {each.question_id for each in done if each.fraction < 1 and questions[each.question_id].bank_id in banks}
    _begin(Card, [_new_card(person_id, questions[number], banks[questions[number].bank_id]) for number in sorted(missed)])
    cards = {card.question_id: card for card in session.scalars(mine.with_for_update().execution_options(populate_existing=True))}
    for each in done:
        if each.question_id in cards:
            _turn(cards[each.question_id], each)


def _new_card(person_id: int, question: question_bank.QuestionView, bank: OpenBankView) -> dict[str, Any]:
    now = clock.now()
    return {
        "person_id": person_id, "question_id": question.id, "bank_id": bank.bank_id, "topic_id": question.topic_id,
        "subject_code": bank.subject_code, "state": {}, "due_at": now, "lapses": 0, "last_wrong_at": now, "note": "",
    }  # fmt: skip


def _turn(card: Card, done: AttemptDone) -> None:
    now = clock.now()
    next_time = schedule(card.state, done.fraction, done.sure, now)
    card.state, card.due_at = next_time.state, next_time.due_at
    if done.fraction < 1:
        card.lapses, card.last_wrong_at, card.settled_at = card.lapses + 1, now, None
    elif next_time.is_settled:
        card.settled_at = card.settled_at or now


def _tell(person_id: int, topic_ids: set[int]) -> None:
    if not topic_ids:
        return
    practised = curriculum.topics_by_ids(topic_ids).values()
    above = {int(step) for topic in practised for step in topic.path.strip("/").split("/")}
    values = topic_progress(person_id, above, accounts.paths_of(person_id, P.REVIEW_PRACTISE))
    announce(TopicsPractised(person_id, {topic_id: values[topic_id].value for topic_id in sorted(values)}))


def _begin(model: type[Model], rows: list[dict[str, Any]]) -> None:
    """Those of the rows that are not there. Two tabs may begin the same row at once: the later insert yields."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    if rows:
        session.execute(insert(model).on_conflict_do_nothing(), rows)
