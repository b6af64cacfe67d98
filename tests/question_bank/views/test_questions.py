"""A question's page, the editor and pictures."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.actor import SYSTEM
from question_bank.kinds.registry import KINDS
from question_bank.models import State
from question_bank.operations.save_question import Draft, save_question
from question_bank.queries.questions import question_by_ref, question_row
from tests.question_bank.forms.test_content import CONTENTS
from tests.support.people import sign_in_as
from tests.support.questions import PNG, choice_content, new_bank, new_question

CHOICE = {
    "stem": "Thủ đô?", "body.options.0.id": "a", "body.options.0.text": "Hà Nội", "body.options.1.id": "b", "body.options.1.text": "Huế",
    "key.right": "a", "act": "ready",
}  # fmt: skip


@pytest.fixture(autouse=True)
def without_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_is_shown_edited_and_previewed(app: Flask, client: FlaskClient, code: str) -> None:
    bank = new_bank()
    question = new_question(bank, CONTENTS[code], kind=code)
    sign_in_as(client, "administrator")
    for address in (f"/questions/{question.id}", f"/questions/{question.id}/edit", f"/banks/{bank.code}/questions/new?kind={code}"):
        assert client.get(address).status_code == 200
    assert client.post(f"/banks/{bank.code}/questions/preview?kind={code}", data={"stem": "Xem <b>trước</b>"}).status_code == 200


def test_every_kind_is_offered_once(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    page = client.get(f"/banks/{bank.code}/questions/new").text
    assert {code: page.count(f'kind={code}"') for code in KINDS} == dict.fromkeys(KINDS, 1)


def test_a_refused_group_keeps_its_table_and_names_the_row(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    sent = {"stem": "Xét các ý", "key.table": "national", "act": "draft"}
    sent |= {f"body.statements.{n}.text": f"Ý {n}" for n in range(3)} | {"key.truths.a": "true", "key.truths.c": "true"}
    page = client.post(f"/banks/{bank.code}/questions/new?kind=true_false_group", data=sent)
    assert page.status_code == 422 and 'value="national" checked' in page.text
    assert "Ý b: Chưa chọn Đúng hay Sai." in page.text and "cần đúng bốn ý" in page.text
    sent |= {"key.table": "even", "key.truths.b": "false"}
    assert client.post(f"/banks/{bank.code}/questions/new?kind=true_false_group", data=sent).status_code == 302
    question = question_by_ref(bank.id, "C0001")
    assert question is not None
    assert 'value="even" checked' in client.get(f"/questions/{question.id}/edit").text


def test_a_number_without_an_answer_is_refused_beside_what_else_is_missing(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    page = client.post(f"/banks/{bank.code}/questions/new?kind=numerical", data={"stem": "", "key.accepted.0.value": ""})
    assert page.status_code == 422 and "Câu hỏi chưa có nội dung." in page.text and "Chưa có đáp án." in page.text


def test_the_preview_is_cleaned_and_saves_nothing(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    sent = {**CHOICE, "stem": "<b>Đậm</b><script>alert(1)</script>\\(x^2\\)"}
    page = client.post(f"/banks/{bank.code}/questions/preview?kind=single_choice", data=sent).text
    assert "<b>Đậm</b>" in page and "<msup>" in page and "<script" not in page
    assert question_by_ref(bank.id, "C0001") is None


def test_a_question_is_written_and_rewritten_by_the_form(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    address = f"/banks/{bank.code}/questions/new?kind=single_choice"
    assert client.post(address, data={**CHOICE, "act": "draft"}).status_code == 302
    question = question_by_ref(bank.id, "C0001")
    assert question is not None and question.state == State.DRAFT and question.current is not None
    assert question.current.content["stem"] == "<p>Thủ đô?</p>"
    client.post(f"/questions/{question.id}/edit", data={**CHOICE, "stem": "Thủ đô nước ta?"})
    found = question_row(question.id)
    assert found.current is not None and found.current.number == 2 and found.state == State.READY


def test_what_was_typed_is_kept_and_errors_stand_at_their_fields(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    answer = client.post(
        f"/banks/{bank.code}/questions/new?kind=single_choice", data={**CHOICE, "stem": "", "key.right": "", "tags": "một, hai"}
    )
    assert answer.status_code == 422
    assert 'id="stem-error"' in answer.text and 'id="key-right-error"' in answer.text
    assert ">Huế</textarea>" in answer.text and 'value="một, hai"' in answer.text


def test_a_row_is_added_without_scripts(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    answer = client.post(f"/banks/{bank.code}/questions/new?kind=single_choice", data={**CHOICE, "act": "add:options"})
    assert answer.status_code == 200 and 'name="body.options.2.text"' in answer.text


def test_two_revisions_are_compared(app: Flask, client: FlaskClient) -> None:
    question = new_question(new_bank())
    save_question(SYSTEM, question.bank_id, Draft("single_choice", choice_content("<p>Khác hẳn</p>")), question)
    sign_in_as(client, "administrator")
    page = client.get(f"/questions/{question.id}?old=1&new=2").text
    assert "<ins>Khác hẳn</ins>" in page
    assert "Khác hẳn" not in client.get(f"/questions/{question.id}?revision=1").text


def test_a_viewer_reads_but_does_not_write(app: Flask, client: FlaskClient) -> None:
    question = new_question(new_bank())
    sign_in_as(client, "administrator")
    assert client.post(f"/questions/{question.id}/retire").status_code == 302
    assert question_row(question.id).state == State.RETIRED
    client.post(f"/questions/{question.id}/restore")
    assert question_row(question.id).state == State.DRAFT
    sign_in_as(client, "student")
    assert client.post(f"/questions/{question.id}/retire").status_code == 403


def test_a_picture_is_sent_once_and_kept_by_browsers_for_ever(app: Flask, client: FlaskClient) -> None:
    sign_in_as(client, "administrator")
    sent = client.post("/media", data={"file": (BytesIO(PNG), "a.png")})
    assert sent.status_code == 201 and sent.json is not None
    shown = client.get(sent.json["url"])
    assert shown.data == PNG and shown.mimetype == "image/png"
    assert "immutable" in shown.headers["Cache-Control"] and shown.headers["X-Content-Type-Options"] == "nosniff"
    for data in (b"<svg/>", b"MZ", b"<html><script>alert(1)</script>"):
        assert client.post("/media", data={"file": (BytesIO(data), "a.png")}, headers={"Accept": "application/json"}).status_code == 422
    with client.session_transaction() as cookie:
        cookie.clear()
    assert client.get(sent.json["url"], headers={"Accept": "image/*"}).status_code == 401


@pytest.mark.parametrize(
    "address",
    [
        "/banks/%00",
        "/media/%00",
        "/curriculum/%00",
        "/banks/{bank}?topic=%00&words=%00&level=%00&kind=%00&state=%00",
        "/imports/1?state=%00",
    ],
)
def test_an_unstorable_sign_in_an_address_is_never_an_error_of_the_server(app: Flask, client: FlaskClient, address: str) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    assert client.get(address.format(bank=bank.code)).status_code in (200, 400, 404)


def test_an_unstorable_sign_in_the_form_is_refused_in_words(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    sent = {**CHOICE, "tags": "a\x00b", "ref": "R\x00", "topic": "\x00", "level": "\x00", "category": "\x00"}
    assert client.post(f"/banks/{bank.code}/questions/new?kind=single_choice", data=sent).status_code in (302, 400, 422)
