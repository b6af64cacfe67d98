"""Pages of matrices and drawn papers: who sees them, what they say, what they keep of what was typed, what they cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core.db import session
from core.jobs.worker import run_all_jobs
from curriculum.models import Level, Topic
from question_bank.kinds.registry import KINDS
from question_bank.models import Door, Matrix, Paper, PaperState, Question, Reader
from question_bank.queries.banks import BankView
from question_bank.queries.matrices import drawn_paper, matrix_view, paper_row
from question_bank.rules.matrix.plan import Asked
from tests.question_bank.formats.test_writers import SAMPLES
from tests.support.counting import Count
from tests.support.matrices import new_matrix, new_paper, stocked_bank
from tests.support.people import sign_in_as
from tests.support.questions import new_bank, new_organisation, new_outcome

Queries = Callable[[], AbstractContextManager[Count]]
TEACHER = "teacher"
on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
"""For what a form says of what was typed: no database has a part in it."""


@pytest.fixture
def bank(app: Flask, client: FlaskClient) -> BankView:
    """A bank of ten questions, and its school's teacher signed in."""
    school = new_organisation()
    found, _ = stocked_bank(school.id)
    sign_in_as(client, TEACHER, organisation_id=school.id)
    return found


def matrix_of(bank: BankView, **known: int) -> Matrix:
    topic_id = session.scalars(select(Question.topic_id)).first()
    made = new_matrix(bank, topic_id, **known)
    session.commit()
    return made


def sent(matrix: Matrix, **changed: str) -> dict[str, str]:
    """What the sheet of `new_matrix` sends."""
    fields = {
        "title": "Kiểm tra giữa kì", "minutes": "45", "scale": "2", "parts.0.known": "I", "parts.0.code": "I", "parts.0.kind": "single_choice",
        "parts.0.points": "0,5", "parts.0.wanted": "4", "rows.0.topic": str(matrix.rows[0].topic_id or ""), "rows.0.unit": "", "counts.0.0.0": "3",
    }  # fmt: skip
    return fields | {name.replace("_", "."): value for name, value in changed.items()}


def test_a_matrix_is_started_from_a_template_and_listed(client: FlaskClient, bank: BankView) -> None:
    assert "Chưa có ma trận nào" in client.get("/matrices").text
    assert "Kiểm tra định kì 45 phút" in client.get(f"/matrices/new?bank={bank.code}").text
    answer = client.post(
        "/matrices/new", data={"bank_code": bank.code, "template": "school-45", "title": "Giữa kì I", "columns": "grouped"}
    )
    matrix = session.scalars(select(Matrix)).one()
    assert answer.headers["Location"] == f"/matrices/{matrix.id}/edit" and "Giữa kì I" in client.get("/matrices").text
    assert client.get("/matrices?subject=van").text.count(f"/matrices/{matrix.id}") == 0
    asked = {"bank_code": bank.code, "template": "national:x", "title": "Tên đã gõ", "columns": "grouped"}
    wrong = client.post("/matrices/new", data=asked)
    assert wrong.status_code == 422 and "Tên đã gõ" in wrong.text
    assert client.post("/matrices/new", data=asked | {"bank_code": "khác"}).status_code == 404


def test_who_has_several_banks_chooses_one_before_its_templates(client: FlaskClient, bank: BankView) -> None:
    assert 'name="template"' in client.get("/matrices/new").text
    other = new_bank(bank.organisation_id)
    page = client.get("/matrices/new").text
    assert 'name="template"' not in page and all(f"/matrices/new?bank={each.code}" in page for each in (bank, other))
    assert f'name="bank_code" value="{other.code}"' in client.get(f"/matrices/new?bank={other.code}").text


def test_a_reader_of_english_sees_levels_and_topics_in_english(client: FlaskClient, bank: BankView) -> None:
    matrix = matrix_of(bank)
    matrix.scale = Decimal("2.5")
    session.scalars(select(Topic)).one().name_en = "Monotonic functions"
    levels = session.scalars(select(Level).order_by(Level.position)).all()
    for level, name in zip(levels, ("Recall", "Understanding", "Application"), strict=False):
        level.name_en = name
    paper = new_paper(matrix, Asked(1))
    client.set_cookie("language", "en")
    shown, sheet = client.get(f"/matrices/{matrix.id}").text, client.get(f"/matrices/{matrix.id}/edit").text
    assert "The points add up to 2, the scale is 2.5." in shown and "Recall: " in shown and "Monotonic functions" in shown
    assert '<abbr title="Application">App.</abbr>' in sheet
    assert {each.level for each in drawn_paper(paper.id, "en").forms[0].questions} == {"Recall", "Application"}
    assert matrix_view(matrix.id).table.levels[0].name not in ("Recall", "")


def test_matrices_and_papers_of_another_school_are_not_there(app: Flask, client: FlaskClient) -> None:
    matrix = new_matrix(*stocked_bank())
    paper = new_paper(matrix, Asked(1))
    place, number = paper.forms[0].questions[0].id, matrix.id
    sign_in_as(client, TEACHER, organisation_id=new_organisation().id)
    assert matrix.title not in client.get("/matrices").text
    for address in ("", "/edit", "/draw"):
        assert client.get(f"/matrices/{number}{address}").status_code == 404, address
    for address in (f"/{number}/edit", f"/{number}/copy", f"/{number}/archive", f"/{number}/remove", f"/{number}/draw",
                    f"/papers/{paper.id}/confirm", f"/papers/{paper.id}/places/{place}"):  # fmt: skip
        assert client.post(f"/matrices{address}").status_code == 404, address
    for address in ("", "/progress", f"/places/{place}"):
        assert client.get(f"/matrices/papers/{paper.id}{address}").status_code == 404, address
    sign_in_as(client, "candidate")
    assert client.get("/matrices").status_code == 403


def test_a_bank_lent_to_a_matrix_is_read_by_nobody_who_may_not_see_it(client: FlaskClient, bank: BankView) -> None:
    foreign = new_bank(new_organisation().id)
    matrix = matrix_of(bank)
    matrix.more_bank_ids = [foreign.id]
    session.commit()
    for act in ("copy", "draw"):
        assert client.post(f"/matrices/{matrix.id}/{act}", data={"title": "x", "codes": "0101", "forms": "1"}).status_code == 404, act
    matrix.more_bank_ids = []
    paper = new_paper(matrix, Asked(1))
    session.get_one(Question, paper.forms[0].questions[0].question_id).bank_id = foreign.id
    session.commit()
    sign_in_as(client, "manager", organisation_id=bank.organisation_id)
    for address in ("", f"/places/{paper.forms[0].questions[1].id}", "/documents/keys.docx"):
        assert client.get(f"/matrices/papers/{paper.id}{address}").status_code == 404, address


def test_a_paper_is_seen_by_who_drew_it_and_who_approves_and_not_by_other_teachers(client: FlaskClient, bank: BankView) -> None:
    paper = new_paper(matrix_of(bank), Asked(1))
    session.commit()
    assert client.get(f"/matrices/papers/{paper.id}").status_code == 404
    assert f"/matrices/papers/{paper.id}" not in client.get(f"/matrices/{paper.matrix_id}").text
    sign_in_as(client, "manager", organisation_id=bank.organisation_id)
    assert client.get(f"/matrices/papers/{paper.id}").status_code == 200
    assert f"/matrices/papers/{paper.id}" in client.get(f"/matrices/{paper.matrix_id}").text


def test_the_sheet_saves_and_says_what_does_not_fit_the_format(client: FlaskClient, bank: BankView) -> None:
    matrix = matrix_of(bank)
    outcome = new_outcome("YC1", session.get_one(Topic, matrix.rows[0].topic_id))
    answer = client.post(f"/matrices/{matrix.id}/edit", data=sent(matrix) | {"rows.0.outcomes": str(outcome.id)})
    page = client.get(answer.headers["Location"])
    assert "Phần I có 3 câu, định dạng đề yêu cầu 4." in page.text and "Tổng điểm là 1,5, thang điểm là 2." in page.text
    assert matrix_view(matrix.id).table.units[0].outcome_ids == (outcome.id,) and outcome.text in page.text


@on_sqlite
def test_a_sheet_that_cannot_be_read_is_shown_again_as_it_was_typed(client: FlaskClient, bank: BankView) -> None:
    matrix = matrix_of(bank)
    for changed, words in (
        ({"counts_0_0_0": "ba"}, "Dòng 1, phần I, mức NB: hãy ghi số câu từ 0 đến 99."),
        ({"parts_0_points": "nửa"}, "Phần I: hãy ghi điểm mỗi câu, ví dụ 0,25."),
        ({"minutes": "lâu"}, "Hãy nhập một số nguyên."),
        ({"rows_0_topic": "999999"}, "Có chủ đề hoặc yêu cầu cần đạt không còn trong chương trình."),
    ):
        answer = client.post(f"/matrices/{matrix.id}/edit", data=sent(matrix, title="Tên mới gõ", **changed))
        assert answer.status_code == 422 and words in answer.text and "Tên mới gõ" in answer.text, changed
    assert matrix_view(matrix.id).table.count() == 4


@on_sqlite
def test_rows_and_parts_come_and_go_without_saving(client: FlaskClient, bank: BankView) -> None:
    matrix = matrix_of(bank)
    address = f"/matrices/{matrix.id}/edit"
    page = client.post(address, data=sent(matrix, counts_0_0_0="7") | {"act": "add-row"}).text
    assert 'name="rows.1.topic"' in page and 'value="7"' in page
    assert 'name="parts.1.code"' in client.post(address, data=sent(matrix) | {"act": "add-part"}).text
    assert 'name="rows.0.topic"' not in client.post(address, data=sent(matrix) | {"act": "drop-row:0"}).text
    for act in ("drop-part:²", "up:-1", "drop-row:99999999", "x"):
        assert client.post(address, data=sent(matrix) | {"act": act}).status_code == 200, act
    assert matrix_view(matrix.id).table.count() == 4


def test_the_columns_of_a_matrix_are_parted_and_gathered_with_their_cells(client: FlaskClient, bank: BankView) -> None:
    for level in session.scalars(select(Level).where(Level.code.startswith("VD"))):
        level.matrix_name = "Vận dụng"
    matrix = matrix_of(bank)
    address = f"/matrices/{matrix.id}/edit"
    levels = matrix_view(matrix.id).table.levels
    last = len(levels) - 1
    typed = {f"counts.0.0.{last}": "2", "act": "levels:apart"}
    page = client.post(address, data=sent(matrix) | typed).text
    assert 'name="columns" value="apart"' in page and "· VDC" in page
    assert matrix_view(matrix.id).table.levels == levels  # nothing is saved yet
    assert (
        client.post(address, data=sent(matrix) | typed | {"act": "", "columns": "apart", f"counts.0.0.{last + 1}": "1"}).status_code == 302
    )
    table = matrix_view(matrix.id).table
    assert [level.code for level in table.levels] == [code for level in levels for code in level.codes]
    assert [table.count(level=level.code) for level in table.levels][-2:] == [2, 1]
    page = client.post(address, data=sent(matrix, counts_0_0_3="1") | typed | {"act": "levels:grouped"}).text
    assert f'name="counts.0.0.{last}" value="3"' in page
    assert client.post(address, data=sent(matrix) | {"act": "levels:x", "columns": "x"}).status_code == 200


def test_the_check_names_short_cells_with_the_way_to_mend_them(client: FlaskClient, bank: BankView) -> None:
    held, short = matrix_of(bank), matrix_of(bank, easy=9)
    assert "Đã chứng minh: rút được đủ mọi ô" in client.get(f"/matrices/{held.id}").text
    page = client.get(f"/matrices/{short.id}").text
    assert "NB · Nhiều lựa chọn: cần 9, có 6." in page and "is-short" in page and "is-ok" in page
    assert f"/banks/{bank.code}/questions/new?kind=single_choice&amp;topic=T.1&amp;level=NB" in page
    assert "thiếu câu ở 2 chỗ" in client.get(f"/matrices/{held.id}?sets=5").text
    assert client.get(f"/matrices/{held.id}?sets=x").status_code == 200


def test_a_paper_is_drawn_looked_through_changed_and_confirmed(client: FlaskClient, bank: BankView) -> None:
    matrix = matrix_of(bank)
    assert client.get(f"/matrices/{matrix.id}/draw").status_code == 200
    asked = {
        "title": "Đề giữa kì",
        "forms": "2",
        "codes": "0107",
        "makes": "parallel",
        "keeps_levels": "y",
        "within_time": "y",
        "seed": "7",
    }
    answer = client.post(f"/matrices/{matrix.id}/draw", data=asked)
    address = answer.headers["Location"]
    assert "Đang rút đề" in client.get(address).text
    run_all_jobs()
    assert client.get(f"{address}/progress").headers["HX-Redirect"] == address
    page = client.get(f"{address}?form=0108").text
    assert "Mã đề 0108" in page and "Điểm dự đoán của các mã đề" in page and page.count("Thay câu") >= 4
    places = re.findall(r"/matrices/papers/\d+/places/\d+", page)[::-1]  # hard questions stand last, and of those some are left
    offered = re.findall(r'name="question" value="(\d+)"', client.get(places[0]).text)
    assert client.post(places[0], data={"question": offered[0]}).status_code == 302
    assert client.post(places[0], data={"question": "x"}).headers["Location"] == places[0]
    assert client.post(f"{address}/confirm").status_code == 302
    assert session.scalars(select(Paper.state)).one() == PaperState.CONFIRMED
    page = client.get(address).text
    assert "Thay câu" not in page and client.get(places[0]).status_code == 409 == client.post(f"{address}/confirm").status_code
    again = client.get(f"/matrices/{matrix.id}/draw?from={address.rsplit('/', 1)[1]}").text
    assert 'value="7"' in again and 'value="0107"' in again


def test_who_opens_a_form_of_a_paper_has_had_its_questions_and_no_others(client: FlaskClient, bank: BankView) -> None:
    paper = new_paper(matrix_of(bank), Asked(2, True))
    reader = sign_in_as(client, "manager", organisation_id=bank.organisation_id).person_id
    for form in reversed(paper.forms):
        client.get(f"/matrices/papers/{paper.id}?form={form.code}")
        found = select(Reader.question_id).where(Reader.person_id == reader, Reader.door == Door.PAPER)
        assert {each.question_id for each in form.questions} <= set(session.scalars(found))
        if form.position:
            assert len(set(session.scalars(found))) == len(form.questions)


@on_sqlite
def test_a_draw_that_cannot_be_is_refused_in_words_and_keeps_what_was_typed(client: FlaskClient, bank: BankView) -> None:
    matrix = matrix_of(bank)
    address = f"/matrices/{matrix.id}/draw"
    for changed, words in (
        ({"forms": "9", "makes": "parallel"}, "Ngân hàng chưa đủ câu hỏi."),
        ({"codes": "1"}, "Mã đề gồm 3 đến 6 chữ số"),
        ({"forms": "0"}, "Cần một số từ 1 đến 48."),
        ({"points_from": "nhiều"}, "Hãy nhập một số."),
        ({"points_from": "1,5", "points_to": "1"}, "Điểm dự đoán đến phải từ 1,5 trở lên."),
        ({"makes": "x"}, "Hãy chọn một mục trong danh sách."),
    ):
        answer = client.post(address, data={"title": "Tên đề đã gõ", "forms": "2", "codes": "0101", "makes": "mixed"} | changed)
        assert answer.status_code == 422 and words in answer.text and "Tên đề đã gõ" in answer.text, changed
    answer = client.post(address, data={"forms": "1", "codes": "0101", "makes": "mixed", "points_from": "2"})
    run_all_jobs()
    page = client.get(answer.headers["Location"]).text
    assert "Không có đề nào thỏa mọi ràng buộc" in page and "Điểm dự đoán không thể nằm từ 2 đến 2" in page


@on_sqlite
def test_a_matrix_is_copied_put_away_taken_out_and_removed(client: FlaskClient, bank: BankView) -> None:
    address = f"/matrices/{matrix_of(bank).id}"
    assert client.post(f"{address}/copy").headers["Location"].endswith("/edit")
    client.post(f"{address}/archive")
    assert f'"{address}"' not in client.get("/matrices").text and f'"{address}"' in client.get("/matrices?state=archived").text
    client.post(f"{address}/restore")
    assert client.post(f"{address}/remove").headers["Location"] == "/matrices"
    assert client.get(address).status_code == 404


@on_sqlite
def test_the_section_of_a_question_keeps_enemies_and_time(client: FlaskClient, bank: BankView) -> None:
    first, second = session.scalars(select(Question).order_by(Question.id).limit(2))
    assert client.post(f"/questions/{first.id}/enemies", data={"ref": second.ref}).status_code == 302
    page = client.get(f"/questions/{first.id}").text
    assert "Không đứng chung đề với" in page and f"/questions/{first.id}/enemies/{second.id}/remove" in page
    wrong = client.post(f"/questions/{first.id}/enemies", data={"ref": "Q-không-có"})
    assert wrong.status_code == 422 and "Q-không-có" in wrong.text
    assert client.post(f"/questions/{second.id}/enemies/{first.id}/remove").status_code == 302
    assert client.post(f"/questions/{first.id}/seconds", data={"seconds": "120"}).status_code == 302
    assert "Thời gian dự kiến: 120 giây" in client.get(f"/questions/{first.id}").text
    assert client.post(f"/questions/{first.id}/seconds", data={"seconds": "1"}).status_code == 422


def test_pages_cost_the_same_whatever_they_show(client: FlaskClient, bank: BankView, queries: Queries) -> None:
    one = matrix_of(bank)
    paper = new_paper(one, Asked(3))
    sign_in_as(client, "manager", organisation_id=bank.organisation_id)
    for _ in range(12):
        matrix_of(bank)
    most = {"/matrices": 12, f"/matrices/{one.id}": 17, f"/matrices/{one.id}/edit": 16, f"/matrices/papers/{paper.id}": 20,
            f"/matrices/papers/{paper.id}/places/{paper_row(paper.id).forms[0].questions[0].id}": 27}  # fmt: skip
    for address, limit in most.items():
        client.get(address)
        with queries() as count:
            assert client.get(address).status_code == 200
        assert count.n <= limit, (address, count)


@on_sqlite
def test_a_paper_shows_a_question_of_every_kind_as_a_form_asks_it(app: Flask) -> None:
    shown = app.jinja_env.from_string(
        "{% with kind = code, safe = said, with_key = false %}{% include 'question_bank/_question.html' %}{% endwith %}"
    )
    with app.test_request_context():
        for code, content, _ in SAMPLES.values():
            kind = KINDS[code]
            asked = kind.for_form(content, kind.orderable(content))
            page = shown.render(code=code, said=kind.show(asked, kind.orderable(asked)))
            assert asked["stem"] in page, code
            assert page.count('class="question"') == 1 + len(asked["body"].get("parts", [])), code
