"""Files during a sitting: only its candidate's, only in time, kept before they are acknowledged, never more than there is room for."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from core import clock as now_clock
from core import storage
from core.actor import SYSTEM
from core.db import session, transaction
from exams.models import EndReason, Exam, HandedFile, Part, Sitting
from exams.operations import receive_file
from exams.operations.end_sitting import end_sitting
from question_bank import api as question_bank
from tests.question_bank.rules.office import built
from tests.support.handing import PDF, UPLOAD, answer_of, bring, file_exam, with_start
from tests.support.people import sign_in_as
from tests.support.sittings import Page, ReadyExam


@pytest.fixture
def exam(app: Flask) -> ReadyExam:
    return file_exam(candidates=2)


@pytest.fixture
def page(client: FlaskClient, exam: ReadyExam) -> Page:
    sign_in_as(client, person_id=exam.person_ids[0])
    return Page.start(client, exam.id)


def files() -> list[HandedFile]:
    session.rollback()
    return list(session.scalars(select(HandedFile).order_by(HandedFile.id)))


def exam_seconds(exam_id: int) -> tuple[int, int]:
    """The grace and the late-arrival allowance."""
    found = session.get_one(Exam, exam_id)
    seconds = (found.grace_seconds, found.late_arrival_seconds)
    session.rollback()
    return seconds


def test_a_file_is_kept_and_what_stands_for_it_is_said(page: Page) -> None:
    answer = bring(page, data := built.word())
    assert (answer.status_code, answer.json) == (201, {**answer_of(data), "arrival": "on_time"})
    (kept,) = files()
    assert storage.get(kept.stored) == data
    assert page.save(1, answer_of(data)).status_code == 200


def test_the_same_file_again_is_the_same_file(page: Page) -> None:
    data = built.word()
    bring(page, data)
    again = bring(page, data, name="tên khác.docx")
    assert (again.status_code, again.json) == (201, {**answer_of(data, "tên khác.docx"), "arrival": "on_time"})
    assert len(files()) == 1


@pytest.mark.parametrize(
    ("data", "number", "name", "code", "said"),
    [
        (b"x", 1, "bài.pdf", 422, "chỉ nhận tệp có đuôi docx"), (b"x", 1, "bài.docx", 422, "không phải tệp Office"),
        (PDF + b"x" * 1_000_000, 2, "bài.pdf", 413, "lớn hơn"), (b"", 2, "bài.pdf", 422, "rỗng"), (PDF, 3, "bài.pdf", 404, ""),
    ],
)  # fmt: skip
def test_a_file_that_is_not_taken_is_refused_plainly(page: Page, data: bytes, number: int, name: str, code: int, said: str) -> None:
    answer = bring(page, data, number=number, name=name)
    assert answer.status_code == code and said in str(answer.json and answer.json["title"])
    assert files() == []


def test_a_request_that_no_page_sends_is_refused(page: Page) -> None:
    headers = {"Authorization": f"Sitting {page.started['token']}"}
    for form in ({}, {"file": (io.BytesIO(PDF), "a.pdf")}, {"file": (io.BytesIO(PDF), "a.pdf"), "at": "hôm qua"}):
        assert page.client.post(f"/sittings/{page.id}/files/2", data=form, headers=headers).status_code == 422
    assert page.client.post(f"/sittings/{page.id}/files/2", data={}).status_code == 403
    assert page.client.post(f"/sittings/{page.id + 1}/files/2", data={}, headers=headers).status_code == 403


def test_a_machine_that_lost_the_sitting_hands_in_nothing(page: Page) -> None:
    with transaction():
        session.get_one(Sitting, page.id).live_session = 2
    answer = bring(page, PDF, number=2, name="a.pdf")
    assert answer.status_code == 409 and answer.json is not None and answer.json["code"] == "taken_over"
    assert files() == []


def test_nothing_comes_after_the_hand_in_but_what_is_there_already(page: Page) -> None:
    bring(page, PDF, number=2, name="a.pdf")
    page.save(2, answer_of(PDF, "a.pdf"))
    page.hand_in()
    assert bring(page, PDF, number=2, name="a.pdf").status_code == 201
    late = bring(page, PDF + b"x", number=2, name="a.pdf")
    assert late.status_code == 409 and late.json is not None and late.json["code"] == "ended"


def test_nobody_fills_the_disk(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive_file, "MOST_FILES", 2)
    codes = [bring(page, PDF + bytes([n]), number=2, name="a.pdf").status_code for n in range(3)]
    assert codes == [201, 201, 409]


def test_a_file_counts_as_late_as_an_answer_does(app: Flask, client: FlaskClient, clock: time_machine.Coordinates) -> None:
    exam = file_exam()
    sign_in_as(client, person_id=exam.person_ids[0])
    page = Page.start(client, exam.id)
    deadline = session.get_one(Sitting, page.id).deadline_at
    session.rollback()
    grace, late = exam_seconds(exam.id)
    arrivals = []
    for after, chosen in ((-1, -1), (grace, -1), (late, -1), (late + 1, -1), (1, 1)):
        clock.move_to(deadline + timedelta(seconds=after))
        answer = bring(page, PDF + str((after, chosen)).encode(), number=2, name="a.pdf", at=deadline + timedelta(seconds=chosen))
        arrivals.append(answer.json and answer.json["arrival"])
    assert arrivals == ["on_time", "on_time", "late", "too_late", "too_late"]


def test_after_a_forced_end_only_what_was_chosen_before_counts(page: Page) -> None:
    with transaction():
        end_sitting(page.id, EndReason.FORCED, by="Giám thị", reason="Hết phòng")
    before, after = now_clock.now() - timedelta(seconds=20), now_clock.now() + timedelta(seconds=20)
    found = [bring(page, PDF + bytes([n]), number=2, name="a.pdf", at=at).json for n, at in enumerate((before, after))]
    assert [each and each["arrival"] for each in found] == ["on_time", "too_late"]


# What candidates may fetch


def test_a_candidate_sees_their_own_file_again_and_nobody_elses(client: FlaskClient, page: Page, exam: ReadyExam) -> None:
    bring(page, PDF, number=2, name="sơ đồ.pdf")
    url = f"/sit/{exam.id}/files/2/{answer_of(PDF)['sha256']}"
    mine = client.get(url)
    assert (mine.data, mine.mimetype) == (PDF, "application/octet-stream")
    assert mine.headers["Content-Disposition"].startswith("attachment") and mine.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/sit/{exam.id}/files/1/{answer_of(PDF)['sha256']}").status_code == 404
    sign_in_as(client, person_id=exam.person_ids[1])
    assert client.get(url).status_code == 404
    Page.start(client, exam.id)
    assert client.get(url).status_code == 404
    assert session.scalar(select(func.count()).select_from(HandedFile)) == 1


def test_the_start_file_is_for_those_who_are_sitting_now(client: FlaskClient, app: Flask) -> None:
    data = built.word()
    exam = file_exam(questions=(with_start(data), UPLOAD), candidates=2)
    with transaction():
        bank_id = session.execute(select(Part.bank_id).where(Part.exam_id == exam.id)).scalar_one()
        question_bank.add_file(SYSTEM, bank_id, "mẫu.docx", data)
    url = f"/sit/{exam.id}/files/1/start"
    sign_in_as(client, person_id=exam.person_ids[0])
    assert client.get(url).status_code == 404
    page = Page.start(client, exam.id)
    given = client.get(url)
    assert given.data == data and given.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"/sit/{exam.id}/files/2/start").status_code == 404
    page.hand_in()
    assert client.get(url).status_code == 404
    sign_in_as(client, person_id=exam.person_ids[1])
    assert client.get(url).status_code == 404
