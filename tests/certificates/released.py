"""A released exam written straight into the tables: who sat it, who passed, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from sqlalchemy import select

from accounts.api import NewPerson, PersonView, create_organisation, create_person
from certificates.models import Certificate
from certificates.operations.award_certificates import Awarded, Site, award_certificates
from core import clock
from core.actor import SYSTEM
from core.db import session, transaction
from core.jobs.api import unwatched
from exams.models import Candidate, Exam, ExamState, Form, Part, PartScore, Score, Sitting, SittingState
from question_bank.models import Bank

SITE = Site("https://thi.example", "Asia/Ho_Chi_Minh")
_numbers = count(1)


@dataclass(frozen=True)
class Released:
    """The exam, its issuer and the people in it, by candidate number."""

    exam_id: int
    code: str
    organisation_id: int
    organisation_path: str
    people: list[PersonView]


def organisation(parent_id: int | None = None) -> tuple[int, str]:
    """(id, path) of a new organisation; committed."""
    number = next(_numbers)
    with transaction():
        made = create_organisation(SYSTEM, f"TT{number}", f"Trung tâm Tin học số {number}", "centre", parent_id)
    return made.id, made.path


def person(name: str = "Nguyễn Thị Ánh Ngọc", **known: object) -> PersonView:
    """A new person with everything a certificate prints; committed."""
    number = next(_numbers)
    details = {
        "birth_on": date(1998, 2, 8), "birth_place": "Đắk Lắk", "gender": "female", "ethnicity": "Ê Đê",
        "citizen_id": f"0661980{number:05}", "email": f"ai{number}@thi.example", "username": f"ai{number}", **known,
    }  # fmt: skip
    with transaction():
        return create_person(SYSTEM, NewPerson(name, **details))  # type: ignore[arg-type]


def released_exam(
    passed: Sequence[bool | None] = (True,),
    *,
    place: tuple[int, str] | None = None,
    people: Sequence[PersonView] = (),
    kind: str | None = "it_basic",
    is_released: bool = True,
) -> Released:
    """An exam sat by as many people as `passed` says, released by a decision; committed."""
    number, now = next(_numbers), clock.now()
    organisation_id, path = place or organisation()
    sitters = list(people) or [person(f"Trần Thị Bình {index + 1}") for index in range(len(passed))]
    with transaction():
        exam = Exam(
            code=f"KT{number}", name="Thi ứng dụng CNTT cơ bản", organisation_id=organisation_id, organisation_path=path,
            certificate_kind=kind, state=ExamState.RELEASED if is_released else ExamState.SEALED, opens_at=now - timedelta(days=9),
            closes_at=now - timedelta(days=8), duration_seconds=2700, created_at=now, released_at=now if is_released else None,
            decision_number="128/QĐ-TTTH", decided_on=date(2026, 11, 20),
        )  # fmt: skip
        bank = Bank(code=f"CB{number}", name="Ngân hàng", organisation_id=organisation_id, created_at=now)
        session.add_all([exam, bank])
        session.flush()
        form = Form(exam_id=exam.id, code="101", seed=f"s{number}", document_sha256=f"{number:064}", stored_name="", stored_bytes=0)
        parts = [Part(exam_id=exam.id, position=n, code=code, name=name, bank_id=bank.id) for n, (code, name) in enumerate(PARTS, 1)]
        session.add_all([form, *parts])
        session.flush()
        for index, (who, result) in enumerate(zip(sitters, passed, strict=True), 1):
            _sat(exam, form, parts, who, index, result)
        return Released(exam.id, exam.code, organisation_id, path, sitters)


PARTS = (("TN", "Trắc nghiệm"), ("TH", "Thực hành"))


def _sat(exam: Exam, form: Form, parts: list[Part], who: PersonView, index: int, passed: bool | None) -> None:
    now = clock.now()
    candidate = Candidate(exam_id=exam.id, person_id=who.id, number=f"{index:04}", room="P1", form_id=form.id)
    session.add(candidate)
    session.flush()
    sitting = Sitting(
        exam_id=exam.id, candidate_id=candidate.id, form_id=form.id, state=SittingState.ENDED, started_at=now, deadline_at=now, ended_at=now,
        receipt="QXTY-HAPT-EH", device="may", chain_head="", seen_at=now, marked_at=now,
    )  # fmt: skip
    session.add(sitting)
    session.flush()
    points = Decimal("8.25") if passed else Decimal("4.5")
    whole = {"points": points, "max_points": Decimal(10), "on_ten": points}
    session.add(Score(sitting_id=sitting.id, exam_id=exam.id, passed=passed, is_complete=passed is not None, scored_at=now, **whole))
    session.add_all(PartScore(sitting_id=sitting.id, part_id=part.id, passed=bool(passed), **whole) for part in parts)


def award(exam: Released) -> Awarded:
    """Award in one transaction of its own."""
    with transaction():
        return award_certificates(SYSTEM, exam.exam_id, SITE, unwatched)


def awarded(passed: Sequence[bool | None] = (True,), **given: object) -> tuple[Released, list[Certificate]]:
    """A released exam and its certificates in the order of their numbers, committed and not printed."""
    exam = released_exam(passed, **given)  # type: ignore[arg-type]
    award(exam)
    return exam, certificates_in(exam.exam_id)


def certificates_in(exam_id: int) -> list[Certificate]:
    return list(session.scalars(select(Certificate).where(Certificate.exam_id == exam_id).order_by(Certificate.n)))
