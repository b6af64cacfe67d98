"""A whole sitting by HTTP as one candidate walks it: sign-in, start, 30 questions, 12 saves, hand-in, marking, result. Goal: under 100 CPU-ms."""

from __future__ import annotations

import time
from collections.abc import Iterator

from flask import Flask
from flask.testing import FlaskClient

from accounts import api as accounts
from bench.registry import Measure, benchmark
from bench.rooms import KINDS, room
from core.actor import SYSTEM
from core.db import session, transaction
from core.jobs.worker import run_all_jobs
from exams import api as exams
from tests.support.sittings import SINGLE, Page, ReadyExam, ready_exam

PASSWORD = "mot-cau-de-nho-2026"
QUESTIONS, SAVES, WALKS = 30, 12, 6
MOST_CPU_MS = 100


@benchmark("road")
def road() -> Iterator[Measure]:
    """CPU of the cheapest of several walks, beside the password hash alone."""
    for kind in KINDS:
        with room(kind, candidates=1) as place, place.app.app_context():
            exam = ready_exam(candidates=WALKS, questions=(("single_choice", SINGLE),) * QUESTIONS, releases_by_itself=True)
            names = _with_passwords(WALKS, exam)
            walks = [_walk(place.app, exam.id, name) for name in names]
            whole = min(spent for spent, _ in walks)
            yield Measure(f"road: sign-in to result, {kind}", whole, "CPU-ms", min(hashed for _, hashed in walks), "its sign-in")


def _with_passwords(count: int, exam: ReadyExam) -> list[str]:
    """New people who can sign in, registered for the exam."""
    names = [f"thi.sinh.{number}" for number in range(count)]
    with transaction():
        people = [accounts.create_person(SYSTEM, accounts.NewPerson(f"Thí Sinh {name}", name), password=PASSWORD) for name in names]
        for person in people:
            accounts.grant_role(SYSTEM, person.id, "candidate")
        exams.register_candidates(SYSTEM, session.get_one(exams.Exam, exam.id), people)
    return names


def _walk(app: Flask, exam_id: int, name: str) -> tuple[float, float]:
    """(CPU of the whole walk, CPU of its sign-in), in milliseconds; the worker's marking counts."""
    client = app.test_client()
    started = time.process_time()
    client.get("/sign-in")
    _expect(client, "POST", "/sign-in", 302, data={"username": name, "password": PASSWORD})
    signed_in = time.process_time()
    for path in ("/", "/my/exams", f"/sit/{exam_id}"):
        _expect(client, "GET", path, 200)
    page = Page.start(client, exam_id)
    _expect(client, "GET", f"/papers/{page.started['paper_sha256']}", 200)
    for number in range(SAVES):
        first = page.seq + 1
        for question in range(first, (number + 1) * QUESTIONS // SAVES + 1):
            page.change(question, "b")
        if page.send(first).status_code != 200:
            raise RuntimeError("a save was refused")
    if page.hand_in().status_code != 200:
        raise RuntimeError("the hand-in was refused")
    run_all_jobs()
    _expect(client, "GET", f"/my/results/{exam_id}", 200)
    return (time.process_time() - started) * 1000, (signed_in - started) * 1000


def _expect(client: FlaskClient, method: str, path: str, status: int, **sent: object) -> None:
    answer = client.open(path, method=method, **sent)  # type: ignore[arg-type]
    if answer.status_code != status:
        raise RuntimeError(f"{method} {path} answered {answer.status_code}")
