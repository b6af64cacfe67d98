"""The import pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from core import clock
from core.db import session
from core.jobs.models import LEASE, Job
from core.jobs.worker import run_all_jobs
from question_bank.models import Door, Question, Reader
from question_bank.operations import read_import
from question_bank.queries.banks import BankView
from tests.question_bank.formats.word.conventions import FILES
from tests.question_bank.operations.test_imports import GIFT, HOSTILE, as_file, row
from tests.support.counting import Count
from tests.support.people import person_with, sign_in_as
from tests.support.questions import choice_content, new_bank, new_levels, new_question, new_topic
from tests.support.word_files import question, word_file


@pytest.fixture
def bank(app: Flask, client: FlaskClient) -> BankView:
    """An empty bank, and somebody signed in who may write it."""
    app.config["WTF_CSRF_ENABLED"] = False
    found = new_bank()
    sign_in_as(client, "administrator")
    return found


def send(client: FlaskClient, bank: BankView, data: bytes, name: str = "de.txt", level: str = "") -> TestResponse:
    sent = {"file": (BytesIO(data), name), "format": "auto", "topic": "", "level": level, "state": "ready"}
    return client.post(f"/banks/{bank.code}/import", data=sent)


def test_a_file_is_sent_checked_and_applied(client: FlaskClient, bank: BankView) -> None:
    address = send(client, bank, GIFT).headers["Location"]
    page = client.get(address).text
    assert page.count('class="import-item ') == 3 and "Nhập 2 câu" in page
    assert client.get(f"{address}?state=refused").text.count('class="import-item ') == 1
    assert client.post(f"{address}/apply").status_code == 302
    assert "Đã nhập xong" in client.get(address).text
    assert client.post(f"{address}/apply").status_code == 409
    assert "Thủ đô" in client.get(f"/banks/{bank.code}").text


def test_the_check_page_tells_what_a_question_without_labels_gets(client: FlaskClient, bank: BankView) -> None:
    new_levels()
    told = "Câu mới nào chưa ghi chủ đề, mức độ thì lấy như đã chọn: NB."
    assert told in client.get(send(client, bank, GIFT, level="NB").headers["Location"]).text
    assert "lấy như đã chọn" not in client.get(send(client, bank, GIFT).headers["Location"]).text


def test_an_import_that_would_change_the_kind_of_a_question_says_so(client: FlaskClient, bank: BankView) -> None:
    new_question(bank, ref="R1")
    address = send(client, bank, b"// [id:R1]\nThu do? {=Ha Noi}\n\n// [id:R2]\nBao nhieu? {#3}\n").headers["Location"]
    page = client.get(address).text
    assert page.count("Câu này trong ngân hàng là câu nhiều lựa chọn; nhập vào thì thành câu trả lời ngắn.") == 1


def test_a_check_page_costs_as_many_queries_for_twenty_as_for_one(
    client: FlaskClient, bank: BankView, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    address = send(client, bank, as_file(*(row(f"Q{n}") for n in range(30))), "de.json").headers["Location"]
    client.get(address)  # the first look is noted
    with queries() as count:
        assert client.get(address).status_code == 200
    assert count.n <= 13, count


def test_whoever_had_the_check_page_before_them_has_read_what_the_bank_took(client: FlaskClient, bank: BankView) -> None:
    address = send(client, bank, as_file(row("R1"), row("R2")), "de.json").headers["Location"]
    onlooker = person_with("manager", organisation_id=bank.organisation_id)
    client.get(address)
    sign_in_as(client, person_id=onlooker)
    client.get(address)
    client.get(address)
    client.post(f"{address}/apply")
    client.get(address)
    met = session.execute(select(Reader.person_id, Reader.times).where(Reader.door == Door.IMPORT).order_by(Reader.question_id)).all()
    assert len({person for person, _ in met}) == 2 and sorted(times for person, times in met if person == onlooker) == [2, 2]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_upload_never_breaks_the_server(client: FlaskClient, bank: BankView, name: str) -> None:
    answer = send(client, bank, HOSTILE[name], name)
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        page = client.get(answer.headers["Location"])
        assert page.status_code == 200 and "root:" not in page.text


def test_a_script_in_a_file_is_shown_as_nothing(client: FlaskClient, bank: BankView) -> None:
    data = as_file(
        row("<script>alert(1)</script>", content=choice_content("<p>Hỏi</p><script>alert(1)</script><img src=x onerror=alert(1)>"))
    )
    page = client.get(send(client, bank, data, "de.json").headers["Location"]).text
    assert "<script>alert" not in page and "onerror" not in page


def test_an_oversized_file_and_no_file_are_refused_at_the_field(client: FlaskClient, bank: BankView) -> None:
    assert send(client, bank, b"x" * 31_000_000).status_code == 422
    answer = client.post(f"/banks/{bank.code}/import", data={"format": "auto", "topic": "", "level": "", "state": "ready"})
    assert answer.status_code == 422 and 'id="file-error"' in answer.text


def test_a_large_file_shows_its_progress(client: FlaskClient, bank: BankView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_import, "READ_AT_ONCE", 10)
    address = send(client, bank, GIFT).headers["Location"]
    assert 'id="import-progress"' in client.get(address).text
    assert "HX-Redirect" not in client.get(f"{address}/progress").headers
    run_all_jobs()
    assert client.get(f"{address}/progress").headers["HX-Redirect"] == address
    assert client.get(address).text.count('class="import-item ') == 3


def test_a_job_whose_worker_has_gone_says_that_it_goes_on_by_itself(
    client: FlaskClient, bank: BankView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_import, "READ_AT_ONCE", 10)
    address = send(client, bank, GIFT).headers["Location"]
    job = session.scalars(select(Job).order_by(Job.id.desc())).first()
    assert job is not None
    for silence, is_told in ((10, False), (60, True)):
        job.state, job.done_steps, job.all_steps, job.lease_until = "running", 100, 300, clock.now() + LEASE - timedelta(seconds=silence)
        session.commit()
        page = client.get(f"{address}/progress").text
        assert "100 trên 300 câu" in page and ("việc tự chạy tiếp" in page) == is_told


def test_a_refused_question_that_was_understood_can_be_mended(client: FlaskClient, bank: BankView) -> None:
    faulty = {**choice_content(), "key": {"right": ""}}
    address = send(client, bank, as_file(row("A", content=faulty)), "de.json").headers["Location"]
    mend = client.get(address).text.partition(f'href="/banks/{bank.code}/questions/new?')[2].partition('"')[0].replace("&amp;", "&")
    page = client.get(f"/banks/{bank.code}/questions/new?{mend}")
    assert page.status_code == 200 and 'value="A"' in page.text


def test_a_word_file_is_checked_question_by_question_and_taken(client: FlaskClient, bank: BankView) -> None:
    address = send(client, bank, FILES["key of three parts"][0], "de.docx").headers["Location"]
    page = client.get(address).text
    assert page.count('class="import-item ') == 3 and "Nhập 3 câu" in page and "Tệp Word" in page
    assert client.post(f"{address}/apply").status_code == 302
    assert session.query(Question).count() == 3


def test_a_heavy_word_file_is_read_by_the_worker(client: FlaskClient, bank: BankView) -> None:
    data = word_file(*(block for number in range(1, 600) for block in question(number, "B")))
    address = send(client, bank, data, "de.docx").headers["Location"]
    assert "import-progress" in client.get(address).text
    run_all_jobs()
    assert "Nhập 599 câu" in client.get(address).text


def test_a_damaged_word_file_says_so(client: FlaskClient, bank: BankView) -> None:
    address = send(client, bank, FILES["bold"][0][:-40], "de.docx").headers["Location"]
    assert "bị hỏng hoặc chưa tải xong" in client.get(address).text


def test_the_excel_template_is_filled_in_and_sent_back(client: FlaskClient, bank: BankView) -> None:
    answer = client.get(f"/banks/{bank.code}/import/template.xlsx")
    assert answer.status_code == 200 and "mau-cau-hoi.xlsx" in answer.headers["Content-Disposition"]
    address = send(client, bank, answer.data, "mau.xlsx").headers["Location"]
    assert "Nhập 8 câu" in client.get(address).text


def test_topics_are_named_by_one_query(client: FlaskClient, bank: BankView, queries: Callable[[], AbstractContextManager[Count]]) -> None:
    for number in range(6):
        new_topic(f"CĐ{number}")
    counted = []
    for topics in (1, 6):
        rows = [
            {"ref": f"{topics}-{n}", "kind": "single_choice", "topic": f"CĐ{n % topics}", "content": choice_content(f"<p>{n}</p>")}
            for n in range(6)
        ]
        address = send(client, bank, json.dumps(rows).encode(), "de.json").headers["Location"]
        assert client.get(address).status_code == 200
        with queries() as count:
            client.get(address)
        counted.append(count.n)
    assert counted[0] == counted[1], counted
