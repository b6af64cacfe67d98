"""The exams of the demo: one open now, one released with certificates, one mock paper of grade-12 Toán in the national format."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from decimal import Decimal

from accounts import api as accounts
from core import clock
from core.actor import SYSTEM, signed_in_actor
from core.db import session
from exams import api as exams
from question_bank import api as question_bank
from web.demo.answers import likely_answer
from web.demo.people import Cast

MODULES = ("IU01", "IU02", "IU03", "IU04", "IU05", "IU06")
OTHER_KINDS = (
    # module, kind, points: beside four single choices a module, so that every kind is seen
    ("IU01", "multiple_choice", "0.5"),
    ("IU02", "matching", "0.75"),
    ("IU03", "true_false_group", "1"),
    ("IU04", "numerical", "0.75"),
    ("IU05", "multiple_choice", "0.5"),
    ("IU06", "true_false_group", "0.5"),
)
COUNCIL = (("chutich", "council_chair"), ("thuky", "secretary"), ("giamthi", "invigilator"), ("giamkhao", "marker"))
Line = exams.LinePlan


def load_open_exam(cast: Cast, bank_id: int) -> None:
    """Open from half an hour ago, for a month; who signs in as the candidate may start."""
    opens_at = clock.now() - timedelta(minutes=30)
    exam = _basic_exam(cast, bank_id, "CNTT-CB-2026-12", "Thi ứng dụng CNTT cơ bản, đợt tháng 12/2026", opens_at, timedelta(days=30))
    _register(cast, exam, ["thisinh"], "P101")
    exams.seal_paper(SYSTEM, exam)


def load_released_exam(cast: Cast, bank_id: int) -> None:
    """Held three weeks ago by the whole cohort, marked, approved and released. One form, so that each question has sittings to tell of it."""
    opens_at = (clock.now() - timedelta(days=21)).replace(hour=1, minute=0, second=0, microsecond=0)
    with clock.standing_at(opens_at - timedelta(days=2)):
        exam = _basic_exam(
            cast, bank_id, "CNTT-CB-2026-10", "Thi ứng dụng CNTT cơ bản, đợt tháng 10/2026", opens_at, timedelta(hours=2), forms_count=1
        )
        _register(cast, exam, [name for name in cast.people if name.startswith("thisinh")], "P101")
        exams.seal_paper(SYSTEM, exam)
    _sit(cast, exam.id, opens_at)
    with clock.standing_at(opens_at + timedelta(days=3)):
        _mark_by_hand(exam.id)
    with clock.standing_at(opens_at + timedelta(days=5)):
        exams.release_results(SYSTEM, exam, "128/QĐ-TTTH", clock.local_day(clock.now(), "Asia/Ho_Chi_Minh"))


def load_mock_exam(cast: Cast, bank_id: int) -> None:
    """Toán 12 in the national format: 12 single choices, 4 true/false groups, 6 short answers, 90 minutes."""
    opens_at = clock.now() - timedelta(hours=1)
    details = exams.ExamDetails(
        code="TOAN12-THU-01", name="Thi thử tốt nghiệp THPT môn Toán, đề số 1", organisation_id=cast.organisations["truong"],
        opens_at=opens_at, closes_at=opens_at + timedelta(days=60), duration_seconds=90 * 60, late_entry_seconds=None,
        late_arrival_seconds=300, forms_count=2, certificate_kind=None, shuffles_questions=True,
        takeover_needs_leave=False, releases_by_itself=True, shows_key=True,
    )  # fmt: skip
    exam = exams.create_exam(SYSTEM, details)
    parts = (
        ("I", "Phần I. Nhiều lựa chọn", Line(None, None, "single_choice", 12, Decimal("0.25"))),
        ("II", "Phần II. Đúng – Sai", Line(None, None, "true_false_group", 4, Decimal(1))),
        ("III", "Phần III. Trả lời ngắn", Line(None, None, "short_answer", 6, Decimal("0.5"))),
    )
    for code, name, line in parts:
        exams.save_part(SYSTEM, exam, None, exams.PartDetails(code, name, bank_id, Decimal(0), (line,)))
    exams.register_candidates(SYSTEM, exam, accounts.members(cast.groups["12A1"]))
    exams.seal_paper(SYSTEM, exam)


def _basic_exam(
    cast: Cast, bank_id: int, code: str, name: str, opens_at: datetime, open_for: timedelta, forms_count: int = 4
) -> exams.Exam:
    details = exams.ExamDetails(
        code=code, name=name, organisation_id=cast.organisations["trungtam"], opens_at=opens_at, closes_at=opens_at + open_for,
        duration_seconds=45 * 60, late_entry_seconds=None, late_arrival_seconds=300, forms_count=forms_count,
        certificate_kind="it_basic", shuffles_questions=True, takeover_needs_leave=True, releases_by_itself=False, shows_key=True,
    )  # fmt: skip
    exam = exams.create_exam(SYSTEM, details)
    single = [Line(module, None, "single_choice", 4, Decimal("0.25")) for module in MODULES]
    other = [Line(module, None, kind, 1, Decimal(points)) for module, kind, points in OTHER_KINDS]
    for username, role in COUNCIL:
        accounts.grant_exam_role(SYSTEM, cast.people[username], role, exam.id, organisation_path=exam.organisation_path)
    written = Line(None, None, "essay", 1, Decimal(10))
    exams.save_part(SYSTEM, exam, None, exams.PartDetails("TN", "Trắc nghiệm", bank_id, Decimal(50), (*single, *other)))
    exams.save_part(SYSTEM, exam, None, exams.PartDetails("TH", "Bài làm viết", bank_id, Decimal(50), (written,)))
    return exam


def _register(cast: Cast, exam: exams.Exam, usernames: list[str], room: str) -> None:
    people = accounts.people([cast.people[name] for name in usernames])
    exams.register_candidates(SYSTEM, exam, [people[cast.people[name]] for name in usernames], room)


def _sit(cast: Cast, exam_id: int, opens_at: datetime) -> None:
    """Everybody sits, some better than others; the last one stays away."""
    usernames = [name for name in cast.people if name.startswith("thisinh")][:-1]
    for index, username in enumerate(usernames):
        chance = random.Random(username)
        person_id = cast.people[username]
        drawn = exams.drawn_for(exam_id, person_id)
        wordings = question_bank.revisions([revision_id for _, revision_id in drawn])
        ability = 0.2 + 0.75 * ((index * 5) % 11) / 10 if index else 0.9
        answers = {
            number: likely_answer(wording.kind, wording.content, ability, chance)
            for number, revision_id in drawn
            for wording in (wordings[revision_id],)
        }
        started_at = opens_at + timedelta(seconds=20 + 9 * index)
        ended_at = started_at + timedelta(minutes=28 + chance.random() * 15)
        actor = signed_in_actor(person_id, username, ())
        exams.record_sitting(actor, exam_id, {n: a for n, a in answers.items() if a is not None}, started_at, ended_at)
        session.flush()


def _mark_by_hand(exam_id: int) -> None:
    for sitting_id in exams.sitting_ids(exam_id):
        exams.mark_sitting(sitting_id)
    for mark in exams.waiting_marks(exam_id):
        words = len(str((mark.answer or {}).get("text", "")).split())
        share = Decimal(min(95, 30 + words // 2)) / 100
        points = (mark.max_points * share * 4).quantize(Decimal(1)) / 4
        exams.mark_by_person(SYSTEM, mark, points, "Đủ ý chính, trình bày rõ." if share > Decimal("0.5") else "Còn thiếu ý và thiếu ví dụ.")
