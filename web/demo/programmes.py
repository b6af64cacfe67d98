"""An exam that is open now and asks for programmes and for questions with variables: each form has numbers of its own."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from accounts import api as accounts
from core import clock
from core.actor import SYSTEM
from exams import api as exams
from web.demo.people import Cast

PARTS = (
    ("I", "Phần I. Lập trình", "code", 2, "2"),
    ("II", "Phần II. Tính toán", "parameterised", 3, "2"),
)


def load_programme_exam(cast: Cast, programmes_id: int, variants_id: int) -> None:
    """For class 12A1, two forms; results come out by themselves once everything is marked."""
    opens_at = clock.now() - timedelta(minutes=20)
    details = exams.ExamDetails(
        code="TIN12-LT-01", name="Kiểm tra lập trình và tính toán", organisation_id=cast.organisations["truong"],
        opens_at=opens_at, closes_at=opens_at + timedelta(days=60), duration_seconds=45 * 60, late_entry_seconds=None,
        late_arrival_seconds=300, forms_count=2, certificate_kind=None, shuffles_questions=False,
        takeover_needs_leave=False, releases_by_itself=True, shows_key=True,
    )  # fmt: skip
    exam = exams.create_exam(SYSTEM, details)
    for code, name, kind, count, points in PARTS:
        line = exams.LinePlan(None, None, kind, count, Decimal(points))
        bank_id = programmes_id if kind == "code" else variants_id
        exams.save_part(SYSTEM, exam, None, exams.PartDetails(code, name, bank_id, Decimal(0), (line,)))
    exams.register_candidates(SYSTEM, exam, accounts.members(cast.groups["12A1"]))
    exams.seal_paper(SYSTEM, exam)
