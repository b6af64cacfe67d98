"""Practice sets: what is asked now, what was answered, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from core.db import session
from core.errors import NotFound
from question_bank import api as question_bank
from review.models import Attempt, PracticeSet
from review.rules.choosing import arranged

UNFINISHED_SHOWN = 5


@dataclass(frozen=True)
class Asked:
    """Question `number` (from 1) of a set as it is shown: `wording` is what `order` asks, `shown` holds nothing that tells the key."""

    number: int
    order: list[str]
    wording: question_bank.RevisionView
    shown: dict[str, Any]


@dataclass(frozen=True)
class Marked:
    """The same once it is answered, with the key. `explanation` is safe HTML."""

    asked: Asked
    fraction: Decimal
    reason: question_bank.Mark
    review: question_bank.Review
    explanation: str

    @property
    def standing(self) -> str:
        """`ok` for all right, `bad` for nothing right, `part` between."""
        return "ok" if self.fraction == 1 else "part" if self.fraction else "bad"


def set_row(set_id: int) -> PracticeSet:
    """The set of that id; NotFound when there is none."""
    found = session.get(PracticeSet, set_id)
    if found is None:
        raise NotFound
    return found


def unfinished(person_id: int) -> list[PracticeSet]:
    """The newest sets that the person left before the end."""
    found = select(PracticeSet).where(PracticeSet.person_id == person_id, PracticeSet.finished_at.is_(None))
    return list(session.scalars(found.order_by(PracticeSet.id.desc()).limit(UNFINISHED_SHOWN)))


def asked(practice: PracticeSet, number: int) -> Asked:
    """Question `number` of the set; NotFound when the set has no such question."""
    if not 1 <= number <= len(practice.revision_ids):
        raise NotFound
    revision_id = practice.revision_ids[number - 1]
    return _asked(practice, number, question_bank.revisions([revision_id])[revision_id])


def marked(practice: PracticeSet) -> list[Marked]:
    """Every answered question of the set, in order: two queries."""
    attempts = {attempt.revision_id: attempt for attempt in session.scalars(select(Attempt).where(Attempt.set_id == practice.id))}
    wordings = question_bank.revisions(attempts)
    numbered = [(number, revision_id) for number, revision_id in enumerate(practice.revision_ids, start=1) if revision_id in attempts]
    return [_marked(_asked(practice, number, wordings[each]), attempts[each].answer) for number, each in numbered]


def marked_one(practice: PracticeSet, number: int) -> Marked:
    """One answered question; NotFound when it is not answered yet."""
    found = asked(practice, number)
    attempt = session.scalar(select(Attempt).where(Attempt.set_id == practice.id, Attempt.revision_id == found.wording.id))
    if attempt is None:
        raise NotFound
    return _marked(found, attempt.answer)


def reviewed(wording: question_bank.RevisionView, answer: object, shown: dict[str, Any] | None = None) -> question_bank.Review:
    """A wording with an answer and the key, ready for `question_bank/_reviewed.html`."""
    kind = question_bank.kind_of(wording.kind)
    parts = [asdict(part) for part in kind.mark(wording.content, answer).parts]
    return question_bank.review_of(shown or kind.show(wording.safe), answer, parts, with_key=True)


def tallied(found: Sequence[Marked]) -> dict[str, int]:
    """How many of the answers are all right, partly right and not right."""
    standings = [each.standing for each in found]
    return {standing: standings.count(standing) for standing in ("ok", "part", "bad")}


def _asked(practice: PracticeSet, number: int, wording: question_bank.RevisionView) -> Asked:
    kind = question_bank.kind_of(wording.kind)
    order = arranged(kind.orderable(wording.content), practice.id * 1000 + number)
    wording = wording.for_form(order)
    return Asked(number, order, wording, kind.show(wording.safe, order))


def _marked(found: Asked, answer: object) -> Marked:
    wording = found.wording
    mark = question_bank.kind_of(wording.kind).mark(wording.content, answer)
    review = reviewed(wording, answer, found.shown)
    return Marked(found, mark.fraction or Decimal(0), mark, review, str(wording.safe.get("explanation") or ""))
