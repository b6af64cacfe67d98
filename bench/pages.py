"""Every page of the exam road over the demo: CPU beside an empty Flask page, statements, compressed weight of the HTML."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from accounts import api as accounts
from bench.page import client_of, demo, empty_page, measure
from bench.registry import Measure, benchmark
from certificates.models import Certificate
from core.db import session
from exams.models import AnswerMark, Exam
from question_bank.models import Question

MOST_KILOBYTES = 30
PAGES = (
    # who, path; {…} are ids of the demo
    ("", "/"),
    ("", "/sign-in"),
    ("", "/verify"),
    ("", "/verify/{code}"),
    ("", "/api/v1/certificates/{code}"),
    ("thisinh", "/"),
    ("thisinh", "/my/exams"),
    ("thisinh", "/sit/{open}"),
    ("thisinh", "/my/results/{released}"),
    ("thisinh", "/my/certificates"),
    ("bande", "/banks"),
    ("bande", "/banks/CNTT-CB"),
    ("bande", "/questions/{question}"),
    ("bande", "/questions/{question}/edit"),
    ("bande", "/banks/CNTT-CB/import"),
    ("thuky", "/exams"),
    ("thuky", "/exams/{released}"),
    ("thuky", "/exams/{released}/plan"),
    ("thuky", "/exams/{released}/candidates"),
    ("thuky", "/exams/{released}/staff"),
    ("chutich", "/exams/{released}/paper"),
    ("chutich", "/exams/{released}/paper/keys"),
    ("chutich", "/exams/{released}/results"),
    ("chutich", "/certificates"),
    ("chutich", "/certificates/{certificate}"),
    ("giamthi", "/exams/{released}/board"),
    ("giamkhao", "/marking"),
    ("giamkhao", "/exams/{released}/marking"),
    ("giamkhao", "/exams/{released}/marking/{mark}"),
    ("quantri", "/people"),
    ("quantri", "/audit"),
    ("quantri", "/curriculum/it_standard"),
)


@benchmark("pages")
def pages() -> Iterator[Measure]:
    """For each page: CPU (goal under 12 ms), statements, and kilobytes as sent (goal under 30)."""
    with demo() as app:
        with app.app_context():
            ids = _ids()
        clients = {who: client_of(app, who) for who in dict.fromkeys(who for who, _ in PAGES)}
        empty = empty_page()
        for who, path in PAGES:
            yield from measure(app, clients[who], f"{path} {who}".strip(), path.format(**ids), empty, MOST_KILOBYTES)


def _ids() -> dict[str, object]:
    certificate = session.scalars(select(Certificate).order_by(Certificate.id)).first()
    person = accounts.person_named("thisinh")
    assert certificate is not None and person is not None
    return {
        "open": session.scalars(select(Exam.id).where(Exam.code == "CNTT-CB-2026-12")).one(),
        "released": session.scalars(select(Exam.id).where(Exam.code == "CNTT-CB-2026-10")).one(),
        "question": session.scalars(select(Question.id).order_by(Question.id)).first(),
        "certificate": certificate.id,
        "code": certificate.code,
        "mark": session.scalars(select(AnswerMark.id).where(AnswerMark.state == "by_person").order_by(AnswerMark.id)).first(),
    }
