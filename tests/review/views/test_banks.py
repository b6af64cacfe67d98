"""Staff's page: what opening a bank means is said before it is done."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.db import session
from exams.models import Exam
from review.models import OpenBank
from tests.support.counting import Count
from tests.support.people import person_with, sign_in_as
from tests.support.practice import new_shelf
from tests.support.sittings import ready_exam


@pytest.fixture(autouse=True)
def without_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


def test_a_teacher_opens_a_bank_only_after_reading_what_it_means(app: Flask, client: FlaskClient) -> None:
    shelf = new_shelf(2, is_open=False)
    sign_in_as(client, person_id=person_with("teacher", organisation_id=shelf.organisation_id))
    address = f"/review/banks/{shelf.bank.code}/open"
    assert address in client.get("/review/banks").text
    assert "coi như đã lộ" in client.get(address).text
    assert client.post(address).status_code == 422
    assert session.get(OpenBank, shelf.bank.id) is None
    assert client.post(address, data={"understood": "y"}).status_code == 302
    assert "Đang mở" in client.get("/review/banks").text
    assert client.post(f"/review/banks/{shelf.bank.code}/close").status_code == 302
    assert session.get(OpenBank, shelf.bank.id, populate_existing=True) is None


def test_a_bank_that_an_exam_with_a_certificate_uses_says_so(app: Flask, client: FlaskClient) -> None:
    exam = session.get_one(Exam, ready_exam().id)
    exam.certificate_kind = "it_basic"
    session.commit()
    sign_in_as(client, "administrator")
    assert "Kỳ thi cấp chứng chỉ đang dùng" in client.get("/review/banks").text


def test_a_bank_of_another_school_is_not_there(app: Flask, client: FlaskClient) -> None:
    shelf = new_shelf(1, is_open=False)
    sign_in_as(client, person_id=person_with("student", organisation_id=shelf.organisation_id))
    assert client.get("/review/banks").status_code == 403
    from tests.support.questions import new_organisation

    elsewhere = new_organisation()
    session.commit()
    sign_in_as(client, person_id=person_with("teacher", organisation_id=elsewhere.id))
    assert client.get(f"/review/banks/{shelf.bank.code}/open").status_code == 404
    assert client.post(f"/review/banks/{shelf.bank.code}/open", data={"understood": "y"}).status_code == 404
    assert client.get("/review/banks/KHONG/open").status_code == 404
    assert shelf.bank.name not in client.get("/review/banks").text


def test_the_list_asks_the_same_for_many_banks(
    app: Flask, client: FlaskClient, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    new_shelf(1)
    sign_in_as(client, "administrator")
    client.get("/review/banks")
    with queries() as count:
        client.get("/review/banks")
    assert count.n <= 11, count
