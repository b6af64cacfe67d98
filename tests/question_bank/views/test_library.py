"""The banks and the library."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.http import paging
from question_bank.models import State
from tests.support.counting import Count
from tests.support.people import sign_in_as
from tests.support.questions import choice_content, new_bank, new_levels, new_organisation, new_question, new_topic


def test_a_teacher_sees_the_banks_of_their_school_and_no_other(app: Flask, client: FlaskClient) -> None:
    school = new_organisation()
    mine, foreign = new_bank(school.id), new_bank()
    question = new_question(foreign)
    sign_in_as(client, "teacher", organisation_id=school.id)
    page = client.get("/banks").text
    assert mine.name in page and foreign.name not in page
    assert client.get(f"/banks/{mine.code}").status_code == 200
    for address in (
        f"/banks/{foreign.code}",
        f"/banks/{foreign.code}/import",
        f"/questions/{question.id}",
        f"/questions/{question.id}/edit",
    ):
        assert client.get(address).status_code == 404, address


def test_a_candidate_never_sees_a_bank(app: Flask, client: FlaskClient) -> None:
    question = new_question(new_bank())
    sign_in_as(client, "candidate")
    for address in ("/banks", f"/questions/{question.id}"):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize(
    ("query", "refs"),
    [
        ("", ["A", "B", "C"]),
        ("topic=T.1", ["A", "B"]),
        ("topic=-", ["C"]),
        ("level=NB", ["A"]),
        ("level=-", ["C"]),
        ("kind=description", ["C"]),
        ("state=draft", ["B"]),
        ("state=retired", ["D"]),
        ("state=all", ["A", "B", "C", "D"]),
        ("words=dao+ham", ["A"]),
        ("words=ĐẠO+số", ["A"]),
        ("words=100%25", []),
        ("topic=T.1&level=NB&kind=single_choice&words=ham", ["A"]),
    ],
)
def test_every_filter_narrows_the_list(app: Flask, client: FlaskClient, query: str, refs: list[str]) -> None:
    new_levels()
    new_topic("T.1.1", parent=new_topic("T.1"))
    bank = new_bank()
    new_question(bank, choice_content("<p>Đạo hàm của hàm số</p>"), ref="A", topic_code="T.1.1", level="NB")
    new_question(bank, ref="B", topic_code="T.1", level="VD", state=State.DRAFT)
    new_question(bank, {"stem": "Đọc", "body": {}, "key": {}, "explanation": ""}, ref="C", kind="description")
    new_question(bank, ref="D", state=State.RETIRED)
    sign_in_as(client, "administrator")
    page = client.get(f"/banks/{bank.code}?{query}").text
    assert [ref for ref in "ABCD" if f'<td class="lib-ref">{ref}</td>' in page] == refs


def test_a_full_page_costs_as_many_queries_as_a_short_one(
    app: Flask, client: FlaskClient, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    new_levels()
    new_topic("T.1")
    bank = new_bank()
    for _ in range(60):
        new_question(bank, topic_code="T.1", level="NB")
    sign_in_as(client, "administrator")
    with queries() as count:
        page = client.get(f"/banks/{bank.code}?topic=T.1")
    assert page.status_code == 200 and "page=2" in page.text
    assert count.n <= 16, count


def test_a_bank_without_figures_says_where_they_come_from(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    new_question(bank)
    sign_in_as(client, "teacher", organisation_id=bank.organisation_id)
    page = client.get(f"/banks/{bank.code}?figures=some&sort=discrimination").text
    assert "Chưa câu nào có số liệu thi" in page and '<details class="more-filters">' in page
    assert "Không có câu hỏi nào khớp" in client.get(f"/banks/{bank.code}?figures=some&words=x").text
    assert '<details class="more-filters" open>' in client.get(f"/banks/{bank.code}?figures=some&used=no").text


def test_a_list_that_is_cut_says_so_and_how_to_see_the_rest(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "COUNT_CAP", 2)
    bank = new_bank()
    for ref in "ABC":
        new_question(bank, ref=ref)
    sign_in_as(client, "teacher", organisation_id=bank.organisation_id)
    page = client.get(f"/banks/{bank.code}").text
    assert "Hơn 2 câu hỏi. Danh sách mở được 2 câu đầu" in page and "Sửa mọi câu tìm thấy" in page


def test_the_list_of_banks_costs_the_same_whatever_their_number(
    app: Flask, client: FlaskClient, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    for _ in range(12):
        new_question(new_bank())
    sign_in_as(client, "administrator")
    with queries() as count:
        assert client.get("/banks").status_code == 200
    assert count.n <= 7, count


def test_an_empty_bank_teaches_the_first_step(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    assert f"/banks/{bank.code}/import" in client.get(f"/banks/{bank.code}").text


def test_a_bank_is_opened_by_its_form(app: Flask, client: FlaskClient) -> None:
    owner = new_organisation()
    sign_in_as(client, "administrator")
    app.config["WTF_CSRF_ENABLED"] = False
    assert client.post("/banks/new", data={"code": "", "name": "Chỉ tên", "organisation_id": owner.id}).status_code == 422
    sent = {"code": "MOI", "name": "Ngân hàng mới", "organisation_id": owner.id, "subject_code": ""}
    assert client.post("/banks/new", data=sent).headers["Location"] == "/banks/MOI"
    assert client.post("/banks/new", data=sent).status_code == 422
