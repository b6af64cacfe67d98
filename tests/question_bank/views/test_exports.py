"""The export page and its download."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core.db import session
from question_bank.models import Question
from question_bank.queries.banks import BankView
from tests.question_bank.kinds.contents import group
from tests.support.counting import Count
from tests.support.people import sign_in_as
from tests.support.questions import new_bank, new_organisation, new_question


@pytest.fixture
def bank(app: Flask, client: FlaskClient) -> BankView:
    """A bank of two questions, and somebody signed in who may write it."""
    app.config["WTF_CSRF_ENABLED"] = False
    found = new_bank()
    new_question(found, ref="A")
    new_question(found, group("ĐSĐS"), kind="true_false_group", ref="B")
    sign_in_as(client, "administrator")
    return found


def test_the_library_leads_to_the_export_of_what_it_shows(client: FlaskClient, bank: BankView) -> None:
    assert f'href="/banks/{bank.code}/export?kind=single_choice"' in client.get(f"/banks/{bank.code}?kind=single_choice").text


def test_questions_that_were_ticked_in_the_list_go_out_and_no_others(client: FlaskClient, bank: BankView) -> None:
    (ticked,) = [question.id for question in session.scalars(select(Question).where(Question.ref == "B"))]
    elsewhere = new_question(new_bank(), ref="C").id
    assert f'formaction="/banks/{bank.code}/export"' in client.get(f"/banks/{bank.code}").text
    query = f"words=x&kind=single_choice&id={ticked}&id={elsewhere}&id=y&chosen=export"
    there = client.get(f"/banks/{bank.code}/export?{query}").location
    assert there == f"/banks/{bank.code}/export?picked={ticked}%2C{elsewhere}" and "Những câu đã chọn" in client.get(there).text
    made = client.post(f"/banks/{bank.code}/export", data={"format": "gift", "picked": f"{ticked},{elsewhere}"})
    assert made.text.count("// [id:") == 1 and "[id:B]" in made.text
    assert "chỉ các câu đã chọn" in client.get(f"/banks/{bank.code}?picked={ticked}").text


def test_the_page_says_in_words_what_a_format_loses(client: FlaskClient, bank: BankView) -> None:
    assert "ghép đôi" in client.get(f"/banks/{bank.code}/export").text
    for query in ("format=json", "format=moodle-xml&kind=single_choice"):
        page = client.get(f"/banks/{bank.code}/export?{query}").text
        assert "Mọi câu được giữ nguyên" in page and "ghép đôi" not in page


def test_the_file_is_downloaded(client: FlaskClient, bank: BankView) -> None:
    answer = client.post(f"/banks/{bank.code}/export", data={"format": "gift", "kind": "single_choice"})
    assert answer.status_code == 200 and answer.text.startswith("// [id:A]") and "[id:B]" not in answer.text
    assert answer.headers["Content-Disposition"] == f"attachment; filename={bank.code}.gift.txt"
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.post(f"/banks/{bank.code}/export").mimetype == "application/xml"


def test_what_cannot_be_exported_is_refused_in_words(client: FlaskClient, bank: BankView) -> None:
    empty = client.get(f"/banks/{bank.code}/export?words=khong+co")
    assert empty.status_code == 200 and "Không có câu hỏi nào để xuất" in empty.text and "Tải tệp" not in empty.text
    assert client.post(f"/banks/{bank.code}/export", data={"words": "khong co"}).status_code == 422
    assert client.post(f"/banks/{bank.code}/export", data={"format": "pdf"}).status_code == 422
    assert client.get(f"/banks/{bank.code}/export?format=pdf").status_code == 404


def test_a_bank_of_another_school_is_not_there(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    foreign = new_bank()
    sign_in_as(client, "teacher", organisation_id=new_organisation().id)
    assert client.get(f"/banks/{foreign.code}/export").status_code == 404
    assert client.post(f"/banks/{foreign.code}/export").status_code == 404


def test_the_page_costs_the_same_whatever_the_size(
    client: FlaskClient, bank: BankView, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    for _ in range(40):
        new_question(bank)
    with queries() as count:
        assert client.get(f"/banks/{bank.code}/export").status_code == 200
    assert count.n <= 12, count
