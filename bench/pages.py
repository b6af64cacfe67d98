"""Every page of the exam road over the demo: CPU beside an empty Flask page, statements, compressed weight of the HTML."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator

import brotli
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from accounts import api as accounts
from bench.registry import Measure, benchmark
from certificates.models import Certificate
from config import Settings
from core.db import db, session
from core.jobs.worker import run_all_jobs
from exams.models import AnswerMark, Exam
from question_bank.models import Question
from tests.support.people import cookie_value, token_for
from web.app import create_app
from web.demo.load import load_demo

MOST_CPU_MS = 12
MOST_KILOBYTES = 30
TIMES = 12
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
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as folder:
        app = create_app(Settings(DATABASE_URL=f"sqlite:///{folder}/pages.sqlite3", INSTANCE_PATH=folder, APP_ENV="test"))
        app.config["RATE_LIMITS"] = False
        with app.app_context():
            db.create_all()
            load_demo()
            run_all_jobs()
            ids = _ids()
            clients = {who: _client(app, who) for who in dict.fromkeys(who for who, _ in PAGES)}
            empty = _cpu(Flask("empty"), "/", None)
        for who, path in PAGES:
            yield from _page(app, clients[who], f"{path} {who}".strip(), path.format(**ids), empty)


def _page(app: Flask, client: FlaskClient, name: str, path: str, empty: float) -> Iterator[Measure]:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    over = " OVER" if (cpu := _cpu(app, path, client)) > MOST_CPU_MS else ""
    yield Measure(f"page: {name}", cpu, "CPU-ms", empty, f"an empty page{over}")
    yield Measure(f"page: {name}", _statements(app, client, path), "statements")
    weight = len(brotli.compress(answer.data, quality=4)) / 1000
    yield Measure(f"page: {name}", weight, "kB", MOST_KILOBYTES, "the most allowed" + (" OVER" if weight > MOST_KILOBYTES else ""))


def _cpu(app: Flask, path: str, client: FlaskClient | None) -> float:
    """The least CPU of several requests, in milliseconds."""
    client = client or app.test_client()
    spent = []
    for _ in range(TIMES):
        started = time.process_time()
        client.get(path)
        spent.append(time.process_time() - started)
    return min(spent) * 1000


def _statements(app: Flask, client: FlaskClient, path: str) -> int:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    client.get(path)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def _client(app: Flask, username: str) -> FlaskClient:
    client = app.test_client()
    person = accounts.person_named(username) if username else None
    if person is not None:
        client.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie_value(app, token_for(person.id)))
    return client


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
