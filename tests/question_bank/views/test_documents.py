"""The documents of a matrix and of a drawn paper: who may have them, what they cost, what is put on record."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core.actor import SYSTEM
from core.audit import AuditRecord
from core.db import session
from curriculum.models import Topic
from question_bank.models import Matrix, Paper, Reader
from question_bank.operations.ask_for_draw import ask_for_draw
from question_bank.rules.matrix.plan import Asked
from tests.support.counting import Count
from tests.support.matrices import new_matrix, new_paper, stocked_bank
from tests.support.people import sign_in_as
from tests.support.questions import new_organisation, new_outcome, new_topic
from tests.support.word_rules import faults


@pytest.fixture
def drawn(app: Flask) -> tuple[Matrix, Paper]:
    """A matrix of a school's bank and a paper of two forms that nobody in particular drew."""
    bank, topic_id = stocked_bank()
    matrix = new_matrix(bank, topic_id)
    return matrix, new_paper(matrix)


def texts(data: bytes) -> str:
    return "\n".join("".join(node.text or "" for node in each.iter("{*}t")) for each in Document(BytesIO(data)).element.body.iter("{*}p"))


def of_paper(paper: Paper, name: str) -> str:
    return f"/matrices/papers/{paper.id}/documents/{name}"


def test_a_matrix_is_downloaded_by_whoever_sees_its_bank(client: FlaskClient, drawn: tuple[Matrix, Paper]) -> None:
    matrix, _ = drawn
    sign_in_as(client, "administrator")
    answer = client.get(f"/matrices/{matrix.id}/documents/matrix.docx")
    assert answer.headers["Content-Disposition"] == "attachment; filename=ma-tran.docx" and "no-store" in answer.headers["Cache-Control"]
    assert "MA TRẬN ĐỀ KIỂM TRA" in texts(answer.data) and "Chủ đề T.1" in texts(answer.data) and faults(answer.data) == []
    assert "BẢN ĐẶC TẢ" in texts(client.get(f"/matrices/{matrix.id}/documents/specification.docx").data)
    assert client.get(f"/matrices/{matrix.id}/documents/keys.docx").status_code == 404


def test_a_row_that_names_no_outcome_is_specified_by_those_of_its_topic(client: FlaskClient, drawn: tuple[Matrix, Paper]) -> None:
    matrix, paper = drawn
    topic = session.get_one(Topic, matrix.rows[0].topic_id)
    new_outcome("T.1-a", topic)
    new_outcome("T.1.1-a", new_topic("T.1.1", topic))
    sign_in_as(client, "administrator")
    for address in (f"/matrices/{matrix.id}/documents/specification.docx", of_paper(paper, "specification.docx")):
        said = texts(client.get(address).data)
        assert "– Làm được T.1-a" in said and "– Làm được T.1.1-a" in said


def test_a_paper_is_downloaded_form_by_form(client: FlaskClient, drawn: tuple[Matrix, Paper]) -> None:
    _, paper = drawn
    sign_in_as(client, "administrator")
    for form in paper.forms:
        answer = client.get(of_paper(paper, f"form-{form.code}.docx"))
        assert f"Mã đề {form.code}" in texts(answer.data) and faults(answer.data) == []
        assert answer.headers["Content-Disposition"] == f"attachment; filename=de-{form.code}.docx"
    for name, said in (
        ("keys.docx", "ĐÁP ÁN"),
        ("solutions.docx", "HƯỚNG DẪN GIẢI"),
        ("matrix.docx", "MA TRẬN"),
        ("specification.docx", "YÊU CẦU"),
    ):
        assert said.casefold() in texts(client.get(of_paper(paper, name)).data).casefold()
    assert client.get(of_paper(paper, "answer-sheet.pdf")).data.startswith(b"%PDF")
    for name in ("form-9999.docx", "nothing.docx", "matrix.pdf"):
        assert client.get(of_paper(paper, name)).status_code == 404


def test_everything_comes_in_one_zip(client: FlaskClient, drawn: tuple[Matrix, Paper]) -> None:
    _, paper = drawn
    sign_in_as(client, "administrator")
    names = zipfile.ZipFile(BytesIO(client.get(of_paper(paper, "all.zip")).data)).namelist()
    forms = {f"de-{form.code}.docx" for form in paper.forms}
    assert set(names) == forms | {
        "dap-an.docx", "huong-dan-giai.docx", "ma-tran.docx", "ban-dac-ta.docx", "phieu-tra-loi.docx", "phieu-tra-loi.pdf",
    }  # fmt: skip


def test_who_took_what_is_on_record_and_counts_as_having_read_the_questions(client: FlaskClient, drawn: tuple[Matrix, Paper]) -> None:
    _, paper = drawn
    person_id = sign_in_as(client, "administrator").person_id
    client.get(of_paper(paper, "keys.docx"))
    client.get(of_paper(paper, "nothing.docx"))
    (noted,) = session.scalars(select(AuditRecord).where(AuditRecord.act == "question_bank.paper_downloaded"))
    assert (noted.person_id, noted.subject, noted.detail["document"]) == (person_id, f"paper:{paper.id}", "keys.docx")
    read = set(session.scalars(select(Reader.question_id).where(Reader.person_id == person_id)))
    assert read == {each.question_id for form in paper.forms for each in form.questions}


def test_to_others_the_paper_is_not_there(client: FlaskClient, drawn: tuple[Matrix, Paper]) -> None:
    matrix, paper = drawn
    sign_in_as(client, "teacher", organisation_id=new_organisation().id)
    assert client.get(of_paper(paper, "keys.docx")).status_code == 404
    assert client.get(f"/matrices/{matrix.id}/documents/matrix.docx").status_code == 404
    sign_in_as(client, "student")
    assert client.get(of_paper(paper, "keys.docx")).status_code == 403


def test_a_paper_that_is_not_drawn_has_no_documents(client: FlaskClient) -> None:
    bank, topic_id = stocked_bank()
    paper = ask_for_draw(SYSTEM, new_matrix(bank, topic_id).id, Asked(1))
    session.commit()
    sign_in_as(client, "administrator")
    assert client.get(of_paper(paper, "keys.docx")).status_code == 404


def test_pages_lead_to_the_documents(client: FlaskClient, drawn: tuple[Matrix, Paper]) -> None:
    matrix, paper = drawn
    sign_in_as(client, "administrator")
    assert f"/matrices/{matrix.id}/documents/matrix.docx" in client.get(f"/matrices/{matrix.id}").text
    page = client.get(f"/matrices/papers/{paper.id}").text
    assert all(of_paper(paper, name) in page for name in ("all.zip", "keys.docx", "answer-sheet.pdf", f"form-{paper.forms[1].code}.docx"))


def test_a_document_costs_the_same_whatever_the_size(
    client: FlaskClient, app: Flask, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    bank, topic_id = stocked_bank(easy=12)
    paper = new_paper(new_matrix(bank, topic_id, easy=9))
    sign_in_as(client, "administrator")
    for name, most in ((f"form-{paper.forms[0].code}.docx", 28), ("all.zip", 34)):
        with queries() as count:
            assert client.get(of_paper(paper, name)).status_code == 200
        assert count.n <= most, count
