"""The page of a file that a job writes, from asking to its end."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core.db import session
from core.jobs.models import Job
from core.jobs.worker import run_all_jobs
from core.models import AuditRecord
from question_bank.models import ExportRun, ExportState, Reader
from question_bank.operations import ask_for_export, export_questions
from question_bank.operations.forget_exports import forget_exports
from question_bank.queries.banks import BankView
from question_bank.views import exports
from tests.question_bank.kinds.contents import group, short
from tests.support.counting import Count
from tests.support.people import sign_in_as
from tests.support.questions import new_bank, new_question


@pytest.fixture
def bank(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> BankView:
    """A bank of four questions, which is large here, and somebody signed in who may write it."""
    app.config["WTF_CSRF_ENABLED"] = False
    for module in (exports, export_questions):
        monkeypatch.setattr(module, "AT_ONCE", 3)
    found = new_bank()
    new_question(found, ref="A")
    for ref in "BC":
        new_question(found, group("ĐSĐS"), kind="true_false_group", ref=ref)
    new_question(found, short([("a->b", "1")]), kind="short_answer", ref="D")
    sign_in_as(client, "administrator")
    return found


def asked(client: FlaskClient, bank: BankView, **data: str) -> str:
    """The address of the run."""
    answer = client.post(f"/banks/{bank.code}/export", data={"format": "gift", **data})
    assert answer.status_code == 302
    return answer.headers["Location"]


def written(client: FlaskClient, bank: BankView) -> str:
    address = asked(client, bank)
    run_all_jobs()
    session.expire_all()
    return address


def test_a_large_selection_is_told_of_in_general_and_written_by_a_job(client: FlaskClient, bank: BankView) -> None:
    page = client.get(f"/banks/{bank.code}/export?format=gift").text
    assert "Ghi tệp GIFT (4 câu)" in page and "chỉ còn tên hình" in page and "sẽ đọc thành câu ghép đôi" not in page
    address = asked(client, bank)
    assert "Đang chờ đến lượt" in client.get(address).text and "HX-Redirect" not in client.get(f"{address}/progress").headers
    assert client.get(f"{address}/file").status_code == 404
    assert f'href="{address}"' in client.get(f"/banks/{bank.code}/export").text
    run_all_jobs()
    assert client.get(f"{address}/progress").headers["HX-Redirect"] == address
    page = client.get(address).text
    assert "Tải tệp GIFT" in page and "sẽ đọc thành câu ghép đôi" in page and "Không có trong tệp" in page
    assert client.post(f"/banks/{bank.code}/export", data={"format": "gift", "kind": "single_choice"}).mimetype == "text/plain"


def test_the_file_is_private_and_whoever_takes_it_is_on_record(client: FlaskClient, bank: BankView) -> None:
    address = written(client, bank)
    assert session.scalars(select(Reader)).all() == []
    answer = client.get(f"{address}/file")
    assert answer.headers["Cache-Control"] == "private, no-store" and "[id:A]" in answer.text
    assert answer.headers["Content-Disposition"] == f"attachment; filename={bank.code}.gift.txt"
    assert answer.content_length == len(answer.data)
    assert len(session.scalars(select(Reader)).all()) == 3
    assert session.scalars(select(AuditRecord).where(AuditRecord.act == "question_bank.exported")).one().detail["questions"] == 3


def test_losses_are_shown_by_reason_and_what_is_no_reason_shows_all(client: FlaskClient, bank: BankView) -> None:
    address = written(client, bank)
    reasons = session.scalars(select(ExportRun)).one().report["reasons"]
    place = next(place for place, (reason, _) in enumerate(reasons) if "->" in reason["msgid"])
    page = client.get(f"{address}?reason={place}").text
    assert ">D</a>" in page and ">B</a>" not in page
    for odd in ("reason=99", "reason=-1", "reason=x", "page=9", "page=x", "reason=%00"):
        assert ">D</a>" in client.get(f"{address}?{odd}").text or odd == "page=9"


def test_it_is_stopped_and_begun_again(client: FlaskClient, bank: BankView) -> None:
    address = asked(client, bank)
    assert client.post(f"{address}/again").status_code == 409
    assert client.post(f"{address}/stop").headers["Location"] == address
    assert "Đã dừng" in client.get(address).text and client.get(f"{address}/progress").headers["HX-Redirect"] == address
    assert client.post(f"{address}/again").headers["Location"] == address
    run_all_jobs()
    session.expire_all()
    assert "Tải tệp GIFT" in client.get(address).text


def test_a_refusal_a_failure_and_a_removed_file_say_what_to_do(
    client: FlaskClient, bank: BankView, clock: time_machine.Coordinates, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in_as(client, "administrator")  # by the stopped clock
    address = asked(client, bank)
    run = session.scalars(select(ExportRun)).one()
    job = session.get_one(Job, run.job_id)
    job.state = "failed"
    session.commit()
    assert "Máy chủ gặp lỗi khi ghi tệp" in client.get(address).text and client.get(f"{address}/progress").headers["HX-Redirect"] == address
    assert "Chưa ghi được" in client.get(f"/banks/{bank.code}/export").text
    with monkeypatch.context() as smaller:
        smaller.setattr(export_questions, "MOST_BYTES", 10)
        client.post(f"{address}/again")
        run_all_jobs()
    session.expire_all()
    assert run.state == ExportState.FAILED and "lớn hơn" in client.get(address).text
    client.post(f"{address}/again")
    run_all_jobs()
    clock.shift(timedelta(days=8))
    sign_in_as(client, "administrator")
    assert client.get(f"{address}/file").status_code == 404
    forget_exports()
    session.commit()
    page = client.get(address).text
    assert "Tệp đã được xóa" in page and "7 ngày" in page and "Ghi lại" in page


def test_an_export_is_not_there_for_a_colleague_who_only_writes(app: Flask, client: FlaskClient, bank: BankView) -> None:
    address = written(client, bank)
    colleague, chief = app.test_client(), app.test_client()
    sign_in_as(colleague, "teacher", organisation_id=bank.organisation_id)
    for path in ("", "/progress", "/file"):
        assert colleague.get(address + path).status_code == 404
    for path in ("/stop", "/again"):
        assert colleague.post(address + path).status_code == 404
    assert address not in colleague.get(f"/banks/{bank.code}/export").text
    sign_in_as(chief, "manager", organisation_id=bank.organisation_id)
    assert chief.get(f"{address}/file").status_code == 200 and address in chief.get(f"/banks/{bank.code}/export").text


def test_the_pages_cost_the_same_whatever_the_size(
    client: FlaskClient, bank: BankView, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    for number in range(20):
        new_question(bank, group("ĐSĐS"), kind="true_false_group", ref=f"N{number}")
    address = asked(client, bank)
    for path, most in ((f"/banks/{bank.code}/export?format=gift", 12), (address, 9), (f"{address}/progress", 9)):
        with queries() as count:
            assert client.get(path).status_code == 200
        assert count.n <= most, count
    run_all_jobs()
    for path, most in ((address, 11), (f"{address}/file", 12)):
        with queries() as count:
            assert client.get(path).status_code == 200
        assert count.n <= most, count


def test_a_person_with_many_files_on_the_way_is_told(client: FlaskClient, bank: BankView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask_for_export, "MOST_WAITING", 1)
    asked(client, bank)
    refused = client.post(f"/banks/{bank.code}/export", data={"format": "moodle-xml"})
    assert refused.status_code == 422 and "Bạn có 1 tệp đang chờ ghi" in refused.text
