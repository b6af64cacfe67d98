"""Awarding again on the page."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from core.actor import Actor
from core.jobs.worker import run_all_jobs
from tests.certificates.released import certificates_in, released_exam

SignIn = Callable[..., Actor]


def test_secretary_awards_an_exam_of_theirs(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    exam = released_exam([True, False])
    sign_in_as(client, "secretary", exam_id=exam.exam_id)
    assert exam.code in client.get("/certificates/issue").text
    assert client.post("/certificates/issue", data={"exam_id": exam.exam_id}).status_code == 302
    assert "Đang chờ cấp" in client.get("/certificates/issue").text
    run_all_jobs()
    assert [c.n for c in certificates_in(exam.exam_id)] == [1]
    assert "Đã xong" in client.get("/certificates/issue").text


def test_exam_elsewhere_is_refused_and_not_listed(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    mine, other = released_exam(), released_exam()
    sign_in_as(client, "secretary", organisation_id=mine.organisation_id)
    page = client.get("/certificates/issue").text
    assert mine.code in page
    assert f">{other.code}<" not in page
    assert client.post("/certificates/issue", data={"exam_id": other.exam_id}).status_code == 403
    run_all_jobs()
    assert certificates_in(other.exam_id) == []


def test_exam_without_certificate_is_a_conflict_and_a_missing_one_not_found(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    exam = released_exam(kind=None)
    sign_in_as(client, "administrator")
    assert client.post("/certificates/issue", data={"exam_id": exam.exam_id}).status_code == 409
    assert client.post("/certificates/issue", data={"exam_id": 999_999}).status_code == 404
    assert client.post("/certificates/issue", data={}).status_code == 422
