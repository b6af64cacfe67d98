"""Begin to practise: choose the questions of a set, once, so that leaving and coming back finds the same ones."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import say
from question_bank import api as question_bank
from review.models import Card, PracticeSet, Source
from review.queries.banks import PRACTISED, SHARED, opened, waiting_for_people
from review.queries.cards import due_cards
from review.queries.progress import last_seen
from review.rules.choosing import choose

AT_ONCE = 20
"""Cards of one repeat session: what a person can do with care in a quarter of an hour."""


@dataclass(frozen=True)
class NewSet:
    """What to practise: the topics (None: the whole subject), a level (None: any), and how many questions."""

    subject_code: str
    topic_id: int | None
    topic_ids: Collection[int] | None
    level: str | None
    count: int


def begin_practice(actor: Actor, new: NewSet, bank_ids: Collection[int]) -> PracticeSet:
    """A set of ready questions from the open banks `bank_ids`. Invalid when there is none. Callers check the policy."""
    offered = [each for each in question_bank.offered(bank_ids, PRACTISED, new.topic_ids) if new.level is None or each.level == new.level]
    waiting = waiting_for_people(each.revision_id for each in offered if each.kind == SHARED)
    revision_of = {each.question_id: each.revision_id for each in offered if each.revision_id not in waiting}
    if not revision_of:
        raise Invalid(say("Chưa có câu hỏi nào ở mức độ này. Hãy chọn mức khác."))
    seen = last_seen(_person(actor), list(revision_of))
    chosen = choose(list(revision_of), seen, new.count, secrets.randbits(32))
    return _begin(actor, new.subject_code, new.topic_id, Source.PRACTICE, [revision_of[each] for each in chosen])


def begin_repeat(actor: Actor, subject_code: str | None = None) -> PracticeSet | None:
    """A set of the cards that are due; None when nothing is. A question that was taken out of use takes its card along."""
    cards = due_cards(_person(actor), clock.now(), AT_ONCE, subject_code)
    questions = question_bank.question_views({card.question_id for card in cards})
    gone = [card.question_id for card in cards if not questions[card.question_id].is_ready]
    if gone:
        session.execute(delete(Card).where(Card.person_id == actor.person_id, Card.question_id.in_(gone)))
        return begin_repeat(actor, subject_code)
    revision_ids = _marked_at_once([questions[card.question_id].revision_id for card in cards])
    return _begin(actor, subject_code or "", None, Source.REPEAT, revision_ids) if revision_ids else None


def begin_again(actor: Actor, subject_code: str, question_ids: Sequence[int]) -> PracticeSet:
    """A set of exactly these questions, as they stand now, as many of them as can still be practised. Invalid when none can."""
    questions = question_bank.question_views(question_ids)
    banks = opened({question.bank_id for question in questions.values()})
    kept = [questions[each] for each in question_ids if each in questions and questions[each].bank_id in banks]
    revision_ids = _marked_at_once([each.revision_id for each in kept if each.is_ready and each.kind in PRACTISED])
    if not revision_ids:
        raise Invalid(say("Những câu này không còn mở cho ôn tập."))
    return _begin(actor, subject_code, None, Source.PRACTICE, revision_ids)


def _marked_at_once(revision_ids: Sequence[int | None]) -> list[int]:
    known = [each for each in revision_ids if each is not None]
    waiting = waiting_for_people(known)
    return [each for each in known if each not in waiting]


def _begin(actor: Actor, subject_code: str, topic_id: int | None, source: Source, revision_ids: list[int]) -> PracticeSet:
    made = PracticeSet(
        person_id=_person(actor), subject_code=subject_code, topic_id=topic_id, source=source, revision_ids=revision_ids,
        place=0, created_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    audit.record(actor, "review.set_begun", f"practice_set:{made.id}", source=source, questions=len(revision_ids))
    return made


def _person(actor: Actor) -> int:
    if actor.person_id is None:
        raise ValueError("nobody practises without being signed in")
    return actor.person_id
