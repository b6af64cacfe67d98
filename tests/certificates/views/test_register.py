"""The register's pages: who may open them, what they show, and what they cost."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from core.actor import Actor
from core.db import session
from core.jobs.worker import run_all_jobs
from tests.certificates.released import awarded, organisation, person

SignIn = Callable[..., Actor]


def test_council_sees_its_own_book_only(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    exam, (mine,) = awarded(people=[person("Của Tôi")])
    _, (other,) = awarded(people=[person("Nơi Khác")])
    sign_in_as(client, "council_chair", organisation_id=exam.organisation_id)
    page = client.get("/certificates").text
    assert "Của Tôi" in page
    assert "Nơi Khác" not in page
    assert client.get(f"/certificates/{mine.id}").status_code == 200
    for what in ("", "/pdf", "/revoke"):
        assert client.get(f"/certificates/{other.id}{what}").status_code == 404
    assert "Nơi Khác" not in client.get("/certificates/book").text


@pytest.mark.parametrize(
    "query", ["q=tran thi binh 2", "q=%00", "year=2026", "year=99999999999999999999", "year=x&issuer=x&type=%00", "state=no", "page=99"]
)
def test_any_filter_is_answered(app: Flask, client: FlaskClient, sign_in_as: SignIn, query: str) -> None:
    awarded([True, True])
    sign_in_as(client, "administrator")
    for page in ("/certificates", "/certificates/book", "/certificates/export"):
        assert client.get(f"{page}?{query}").status_code == 200


def test_number_beyond_any_row_is_not_found(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    sign_in_as(client, "administrator")
    for what in ("", "/pdf", "/revoke"):
        assert client.get(f"/certificates/99999999999999999999{what}").status_code == 404
    assert client.post("/certificates/issue", data={"exam_id": "99999999999999999999"}).status_code == 422


def test_filters_stay_in_the_export(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    awarded([True, True], people=[person("Lê Văn An"), person("Trần Thị Hoa")])
    sign_in_as(client, "administrator")
    answer = client.get("/certificates/export?q=hoa")
    assert answer.mimetype.endswith("sheet")
    sheet = load_workbook(BytesIO(answer.data)).active
    assert sheet is not None
    assert [row[1] for row in sheet.iter_rows(min_row=3, values_only=True)] == ["Trần Thị Hoa"]


def test_page_of_a_certificate_shows_everything_and_its_trail(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    exam, (certificate,) = awarded()
    run_all_jobs()
    sign_in_as(client, "administrator")
    page = client.get(f"/certificates/{certificate.id}").text
    for words in (
        certificate.number,
        certificate.serial,
        exam.people[0].citizen_id,
        "8,25",
        "128/QĐ-TTTH",
        certificate.content_sha256,
        "Cấp chứng chỉ",
        "In bản PDF",
    ):
        assert words in page


@pytest.mark.parametrize("rows", [3, 30])
def test_list_costs_the_same_however_long_it_is(app: Flask, client: FlaskClient, sign_in_as: SignIn, queries, rows: int) -> None:  # type: ignore[no-untyped-def]
    awarded([True] * rows)
    sign_in_as(client, "administrator")
    client.get("/certificates")
    for page, most in (("/certificates", 9), ("/certificates/book", 8), ("/certificates/issue", 7)):
        with queries() as count:
            client.get(page)
        assert count.n <= most, count


def test_manager_of_a_parent_sees_the_book_of_a_centre_below(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    top = organisation()
    awarded(people=[person("Ở Dưới")], place=organisation(top[0]))
    sign_in_as(client, "manager", organisation_id=top[0])
    assert "Ở Dưới" in client.get("/certificates").text


def test_paper_is_for_its_holder_and_the_staff(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    exam, (certificate,) = awarded()
    run_all_jobs()
    address = f"/certificates/{certificate.id}/pdf"
    sign_in_as(client, "candidate")
    assert client.get(address).status_code == 404
    sign_in_as(client, "teacher")
    assert client.get(address).status_code == 404
    sign_in_as(client, person_id=exam.people[0].id)
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith('inline; filename="TT')
    assert "no-store" in answer.headers["Cache-Control"]
    sign_in_as(client, "secretary", exam_id=exam.exam_id)
    assert client.get(address).status_code == 200
    client.delete_cookie("khoabang")
    assert client.get(address, headers={"Accept": "text/html"}).status_code == 302


def test_paper_not_yet_printed_says_so(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    exam, (certificate,) = awarded()
    sign_in_as(client, person_id=exam.people[0].id)
    answer = client.get(f"/certificates/{certificate.id}/pdf")
    assert answer.status_code == 202
    assert "Bản PDF đang được in" in answer.text
    assert "Đang chờ đến lượt" in answer.text


def test_paper_whose_printing_failed_says_so(app: Flask, client: FlaskClient, sign_in_as: SignIn) -> None:
    from sqlalchemy import update

    from core.db import transaction
    from core.jobs.models import Job

    exam, (certificate,) = awarded()
    with transaction():
        session.execute(update(Job).where(Job.kind == "certificates.print").values(state="failed"))
    sign_in_as(client, person_id=exam.people[0].id)
    assert "Không in được chứng chỉ" in client.get(f"/certificates/{certificate.id}/pdf").text
