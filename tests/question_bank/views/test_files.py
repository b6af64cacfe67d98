"""Start files of a bank, and rules tried on a file while a question is written."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from core.db import session
from question_bank.models import BankFile
from question_bank.operations import try_rules
from question_bank.queries.banks import BankView
from tests.question_bank.rules.office import built
from tests.support.people import sign_in_as
from tests.support.questions import new_bank, new_organisation

JSON = {"Accept": "application/json"}
TYPED = {
    "body.app": "docx", "body.most_mb": "10", "body.tasks.0.text": "Đặt kiểu", "key.rules.0.rule": "docx.style", "key.rules.0.where": "Chương 1",
    "key.rules.0.expected": "Heading 1", "key.rules.0.share": "0,6", "key.rules.1.rule": "docx.table", "key.rules.1.expected": "9 x 9",
    "key.rules.1.share": "0,4",
}  # fmt: skip


@pytest.fixture
def bank(app: Flask, client: FlaskClient) -> BankView:
    app.config["WTF_CSRF_ENABLED"] = False
    sign_in_as(client, "administrator")
    return new_bank()


def keep(client: FlaskClient, bank: BankView, data: bytes, name: str = "mẫu.docx") -> TestResponse:
    return client.post(f"/banks/{bank.code}/files", data={"file": (BytesIO(data), name)}, headers=JSON)


def test_a_start_file_is_kept_once_and_given_to_be_saved(client: FlaskClient, bank: BankView) -> None:
    data = built.word()
    first, again = keep(client, bank, data), keep(client, bank, data, "khác.docx")
    assert (first.status_code, first.json) == (201, again.json)
    assert session.scalar(select(func.count()).select_from(BankFile)) == 1
    session.rollback()
    assert first.json is not None
    saved = client.get(f"/banks/{bank.code}/files/{first.json['sha256']}")
    assert saved.data == data and saved.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"/banks/{new_bank().code}/files/{first.json['sha256']}").status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"x", "a.docx", "không phải tệp Office thật"),
        (b"PK\x03\x04", "a.docx", "bị hỏng"),
        (b"%PDF-1.4", "a.pdf", "docx, xlsx, pptx"),
        (b"", "a.docx", "rỗng"),
    ],
)
def test_what_is_no_office_file_is_refused_with_what_is_wrong(
    client: FlaskClient, bank: BankView, data: bytes, name: str, told: str
) -> None:
    answer = keep(client, bank, data, name)
    assert answer.status_code == 422 and answer.json is not None and told in answer.json["title"]


def test_strangers_neither_keep_nor_get_nor_try(client: FlaskClient, bank: BankView) -> None:
    kept = keep(client, bank, built.word()).json
    assert kept is not None
    sign_in_as(client, "teacher", organisation_id=new_organisation().id)
    assert keep(client, bank, built.word()).status_code == 404
    assert client.get(f"/banks/{bank.code}/files/{kept['sha256']}").status_code == 404
    assert tried(client, bank, b"x").status_code == 404


def tried(client: FlaskClient, bank: BankView, data: bytes, **changed: str) -> TestResponse:
    form = {**TYPED, **changed, "tried": (BytesIO(data), "bài.docx")}
    return client.post(f"/banks/{bank.code}/files/try", data=form, headers=JSON)


def test_a_try_shows_what_each_rule_finds(client: FlaskClient, bank: BankView) -> None:
    page = tried(client, bank, built.word()).text
    assert "Đạt 1 trên 2 yêu cầu" in page and "60% số điểm" in page and "Trong bài: 3 x 4" in page
    assert "Tổng phần điểm" in tried(client, bank, built.word(), **{"key.rules.1.share": "0,9"}).text
    assert '0,333<span class="muted"> / 0,333<' in tried(client, bank, built.word(), **{"key.rules.0.share": "0,333333"}).text


def test_a_try_on_a_hostile_file_says_that_it_cannot_be_read(client: FlaskClient, bank: BankView) -> None:
    answer = tried(client, bank, b"PK\x03\x04 hostile")
    assert answer.status_code == 200 and "không mở được" in answer.text


def test_a_try_without_rules_says_what_to_do(client: FlaskClient, bank: BankView) -> None:
    form = {"body.app": "docx", "tried": (BytesIO(built.word()), "bài.docx")}
    answer = client.post(f"/banks/{bank.code}/files/try", data=form, headers=JSON)
    assert answer.status_code == 422 and "ít nhất một quy tắc" in str(answer.json)


def test_two_try_at_once_and_the_next_is_told_at_once(client: FlaskClient, bank: BankView) -> None:
    places = [try_rules._places.acquire(blocking=False) for _ in range(try_rules.AT_ONCE)]
    try:
        answer = tried(client, bank, built.word())
    finally:
        for _ in places:
            try_rules._places.release()
    assert answer.status_code == 429 and "Nhiều người đang thử" in str(answer.json)
    assert tried(client, bank, built.word()).status_code == 200, "the place is given back"


def test_a_person_tries_so_often_in_a_minute(client: FlaskClient, bank: BankView, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "RATE_LIMITS", True)
    codes = [tried(client, bank, b"x", **{"key.rules.0.rule": "", "key.rules.1.rule": ""}).status_code for _ in range(13)]
    assert codes[-1] == 429 and 429 not in codes[:12]
