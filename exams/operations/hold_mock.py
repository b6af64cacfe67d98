"""A mock exam: one paper, drawn and sealed for one person at once, under the same clock and rules as any exam."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from accounts import api as accounts
from core import audit, clock
from core.actor import signed_in_actor
from core.db import session
from core.errors import Invalid, NotFound
from core.words import say
from exams.models import Candidate, Exam, ExamState, Form, PaperRule, Part
from exams.operations.seal_form import Slot, seal_form
from exams.rules.drawing import Line, draw
from exams.rules.turns import turns_of
from question_bank import api as question_bank

FORM = "101"
OPEN_FOR = timedelta(hours=24)
"""How long a mock waits for its person to begin; whoever begins in time has the whole duration."""


@dataclass(frozen=True)
class MockPart:
    """`count` questions of one kind at `points` each. `score_table`: {statements right: share of the points}, None for the questions' own."""

    code: str
    name: str
    kind: str
    count: int
    points: Decimal
    score_table: Mapping[str, str] | None = None


@dataclass(frozen=True)
class MockPlan:
    """What to draw, from which banks. `met`: question id -> how often the person has had it, so that the new ones come first."""

    name: str
    bank_ids: tuple[int, ...]
    duration_seconds: int
    parts: tuple[MockPart, ...]
    met: Mapping[int, int]


def hold_mock(person_id: int, plan: MockPlan) -> int:
    """Draw, seal and open a mock exam for this person alone; the exam's id. Invalid when the banks cannot fill a part."""
    person = accounts.person(person_id)
    seed = secrets.token_hex(16)
    drawn = _draw(plan, seed)
    exam = _exam(person, plan)
    slots = [
        Slot(part.id, rule.points, each.revision_id)
        for part, chosen in zip(exam.parts, drawn, strict=True)
        for rule in part.rules
        for each in chosen
    ]
    wordings = question_bank.revisions({slot.revision_id for slot in slots})
    form = seal_form(exam, f"{seed}:0", FORM, slots, wordings)
    session.add(_candidate(exam, person, form))
    session.flush()
    actor = signed_in_actor(person.id, person.full_name, ())
    audit.record(actor, "exams.mock_held", f"exam:{exam.id}", name=plan.name, form=form.document_sha256)
    return exam.id


def _draw(plan: MockPlan, seed: str) -> list[tuple[question_bank.Offered, ...]]:
    offers = question_bank.offered(plan.bank_ids, {part.kind for part in plan.parts})
    lines = [Line(part.count, [offer for offer in offers if offer.kind == part.kind]) for part in plan.parts]
    met = {offer: plan.met.get(offer.question_id, 0) for offer in offers}
    turns: dict[question_bank.Offered, int] = {}
    for kind in {part.kind for part in plan.parts}:
        turns |= turns_of({offer: offer.topic_id for offer in offers if offer.kind == kind}, met, f"{seed}:{kind}")
    drawn = draw(lines, seed, turns)
    if drawn.short:
        short = drawn.short[0]
        raise Invalid(
            say("%(part)s cần %(wanted)d câu, có %(found)d.", part=plan.parts[short.index].name, wanted=short.wanted, found=short.found)
        )
    return list(drawn.chosen)


def _exam(person: accounts.PersonView, plan: MockPlan) -> Exam:
    now = clock.now()
    organisation = accounts.organisation(person.organisation_id or _home_of(plan))
    exam = Exam(
        code=f"TT-{secrets.token_hex(8)}", name=plan.name, organisation_id=organisation.id, organisation_path=organisation.path,
        is_mock=True, state=ExamState.SEALED, opens_at=now, closes_at=now + OPEN_FOR + timedelta(seconds=plan.duration_seconds),
        duration_seconds=plan.duration_seconds, late_entry_seconds=int(OPEN_FOR.total_seconds()), forms_count=1,
        takeover_needs_leave=False, releases_by_itself=True, shows_key=True, sealed_at=now, created_by=person.id, created_at=now,
    )  # fmt: skip
    exam.parts = [_part(position, part, plan.bank_ids[0]) for position, part in enumerate(plan.parts)]
    session.add(exam)
    session.flush()
    return exam


def _home_of(plan: MockPlan) -> int:
    bank = question_bank.bank(plan.bank_ids[0])
    if bank is None:
        raise NotFound
    return bank.organisation_id


def _part(position: int, part: MockPart, bank_id: int) -> Part:
    rule = PaperRule(position=0, kind=part.kind, count=part.count, points=part.points)
    table = dict(part.score_table) if part.score_table else None
    return Part(position=position, code=part.code, name=part.name, bank_id=bank_id, score_table=table, rules=[rule])


def _candidate(exam: Exam, person: accounts.PersonView, form: Form) -> Candidate:
    extra = exam.duration_seconds * person.extra_time_percent // 100
    return Candidate(exam_id=exam.id, person_id=person.id, number="0001", extra_seconds=extra, form_id=form.id)
