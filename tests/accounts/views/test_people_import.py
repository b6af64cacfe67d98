"""An import by its pages: upload, dry run, apply, passwords."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accounts import api
from accounts.formats.people_xlsx import MOST_BYTES, read_people
from accounts.tasks import forget
from core import storage
from tests.accounts.conftest import Town
from tests.accounts.formats.test_people_xlsx import workbook

SignIn = Callable[..., TestResponse]
HEADINGS = ["Họ và tên", "Tên đăng nhập", "Mã số", "Lớp"]


@pytest.fixture
def manager(town: Town, client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    sign_in(town.manager)
    return client


def upload(client: FlaskClient, town: Town, data: bytes, *, organisation_id: int | None = None, role: str = "student") -> TestResponse:
    sent = {"organisation_id": str(organisation_id or town.school.id), "default_role": role, "file": (BytesIO(data), "ds.xlsx")}
    return client.post("/people/import", data=sent, content_type="multipart/form-data")


def listed(*rows: Sequence[object]) -> bytes:
    return workbook(HEADINGS, *rows)


def test_an_import_from_upload_to_first_sign_in(town: Town, manager: FlaskClient, sign_in: SignIn) -> None:
    review = upload(manager, town, listed(["Lê An", "", "00045", "12A2"], ["", "", "1", ""], ["Ánh", "anh", "", ""])).headers["Location"]
    page = manager.get(review).text
    assert "Nhập 2 người" in page
    assert "1 dòng chưa nhận được" in page
    assert api.person_named("00045") is None
    done = manager.post(review).headers["Location"]
    page = manager.get(done).text
    password = page.split("<code>")[1].split("</code>")[0]
    assert sign_in("00045", password).headers["Location"].startswith("/me/password")


def test_the_passwords_can_be_downloaded_by_whoever_imported_and_nobody_else(
    clock: time_machine.Coordinates, town: Town, manager: FlaskClient, sign_in: SignIn
) -> None:
    review = upload(manager, town, listed(["Lê An", "an.l", "007", ""])).headers["Location"]
    done = manager.post(review).headers["Location"]
    answer = manager.get(f"{done}/passwords.xlsx")
    assert "spreadsheetml" in answer.content_type
    assert read_people(answer.data).rows[0][1]["code"] == "007"
    manager.post("/sign-out")
    sign_in(town.admin)
    assert manager.get(done).status_code == 404
    assert manager.get(review).status_code == 404
    sign_in(town.manager)
    clock.shift(3601)
    assert manager.get(done).status_code == 404


def test_nothing_readable_of_the_passwords_lies_in_storage(app: Flask, town: Town, manager: FlaskClient) -> None:
    review = upload(manager, town, listed(["Lê An", "an.l", "", ""])).headers["Location"]
    password = manager.get(manager.post(review).headers["Location"]).text.split("<code>")[1].split("</code>")[0]
    kept = [storage.get(entry["path"]) for chunk in storage.store().list("people-import") for entry in chunk]
    assert all(password.encode() not in data and b"an.l" not in data for data in kept)


def test_applying_twice_writes_once(town: Town, manager: FlaskClient) -> None:
    review = upload(manager, town, listed(["Lê An", "an.l", "", ""])).headers["Location"]
    assert manager.post(review).status_code == 302
    assert manager.post(review).status_code == 404


def test_refused_rows_come_back_with_reasons(town: Town, manager: FlaskClient) -> None:
    review = upload(manager, town, listed(["Lê An", "an.l", "", ""], ["Đức", "duc", "007", "12A"])).headers["Location"]
    sheet = read_people(manager.get(f"{review}/refused.xlsx").data)
    assert sheet.rows[0][1] == {"full_name": "Đức", "username": "duc", "code": "007", "group": "12A"} | {
        name: "" for name in ("birth_on", "birth_place", "gender", "ethnicity", "citizen_id", "email", "role")
    }


@pytest.mark.parametrize("shown", ["", "new", "changed", "unchanged", "refused"])
def test_the_dry_run_is_read_by_outcome(town: Town, manager: FlaskClient, shown: str) -> None:
    review = upload(manager, town, listed(["Lê An", "an.l", "", ""])).headers["Location"]
    page = manager.get(f"{review}?show={shown}&page=9")
    assert page.status_code == 200
    assert ("Lê An" in page.text) is (shown in ("", "new"))


def test_an_unknown_outcome_does_not_exist(town: Town, manager: FlaskClient) -> None:
    review = upload(manager, town, listed(["Lê An", "an.l", "", ""])).headers["Location"]
    assert manager.get(f"{review}?show=x").status_code == 404


def test_a_token_that_was_touched_is_worthless(town: Town, manager: FlaskClient) -> None:
    review = upload(manager, town, listed(["Lê An", "an.l", "", ""])).headers["Location"]
    touched = review.replace(f":{town.school.id}:", f":{town.other_school.id}:")
    assert touched != review
    assert manager.get(touched).status_code == 404
    assert manager.post(touched).status_code == 404


@pytest.mark.parametrize("data", [b"", b"not a workbook", listed(["Lê An", "", "", ""])[:800]])
def test_a_bad_file_is_refused_in_place(town: Town, manager: FlaskClient, data: bytes) -> None:
    page = upload(manager, town, data)
    assert page.status_code == 422
    assert 'id="file-error"' in page.text


def test_a_large_file_is_refused_in_place(town: Town, manager: FlaskClient) -> None:
    page = upload(manager, town, b"x" * (MOST_BYTES + 1))
    assert page.status_code == 422
    assert "5 MB" in page.text


def test_nobody_imports_where_they_do_not_manage_or_what_they_may_not_give(town: Town, manager: FlaskClient) -> None:
    data = listed(["Lê An", "an.l", "", ""])
    assert upload(manager, town, data, organisation_id=town.other_school.id).status_code == 422
    assert upload(manager, town, data, role="administrator").status_code == 422


def test_a_script_in_a_list_is_only_text(town: Town, manager: FlaskClient) -> None:
    review = upload(manager, town, listed(["<script>alert(1)</script>", "an.l", "", "<b>"])).headers["Location"]
    assert "<script>alert" not in manager.get(review).text
    assert "<script>alert" not in manager.get(manager.post(review).headers["Location"]).text


def test_the_template_has_the_roles_one_may_give(town: Town, manager: FlaskClient) -> None:
    answer = manager.get("/people/import/template.xlsx")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.data[:2] == b"PK"


def test_forgotten_files_go(clock: time_machine.Coordinates, town: Town, manager: FlaskClient) -> None:
    upload(manager, town, listed(["Lê An", "an.l", "", ""]))
    assert [entry for chunk in storage.store().list("people-imports") for entry in chunk]
    clock.move_to("2099-01-01T00:00:00+00:00")
    forget()
    assert not [entry for chunk in storage.store().list("people-imports") for entry in chunk]
