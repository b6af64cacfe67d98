"""The commands of the register's keeper."""

from __future__ import annotations

from contextvars import Context

from flask import Flask
from sqlalchemy import text

from core.db import session, transaction
from core.jobs.worker import run_all_jobs
from tests.certificates.released import awarded, certificates_in, released_exam


def run(app: Flask, *words: str) -> tuple[int, str]:
    """(exit code, output) of `flask certificates …`, apart from the test's own session."""
    session.commit()
    result = Context().run(app.test_cli_runner().invoke, args=["certificates", *words])
    session.expire_all()
    return result.exit_code, result.output


def test_check_is_content_with_a_true_register(app: Flask) -> None:
    awarded([True, True])
    run_all_jobs()
    assert run(app, "check") == (0, "2 certificates in 1 series, 0 not printed yet: 0 faults.\n")


def test_check_names_what_is_wrong_and_fails(app: Flask) -> None:
    _, (certificate,) = awarded()
    with transaction():
        session.execute(text("UPDATE certificates_certificate SET full_name = 'Kẻ Mạo Danh'"))
    code, said = run(app, "check")
    assert code == 1
    assert f"{certificate.number}: the column full_name says 'Kẻ Mạo Danh'" in said


def test_award_by_code_and_again(app: Flask) -> None:
    exam = released_exam([True, True, False])
    assert run(app, "award", exam.code) == (0, "2 passed, 2 certificates issued now.\n")
    assert run(app, "award", exam.code) == (0, "2 passed, 0 certificates issued now.\n")
    assert [c.n for c in certificates_in(exam.exam_id)] == [1, 2]


def test_award_of_an_unknown_exam_says_so(app: Flask) -> None:
    code, said = run(app, "award", "NOPE")
    assert code == 1
    assert "No exam has the code NOPE" in said
