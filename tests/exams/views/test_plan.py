"""The plan of a paper on the screen: parts, lines, and what the bank offers."""

from decimal import Decimal as D
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.db import session, transaction
from exams.models import Exam, ExamState, PaperRule, Part
from tests.exams.operations.test_seal_paper import planned
from tests.support.people import sign_in_as


@pytest.fixture
def exam(app: Flask) -> Exam:
    """Three of six single choices."""
    with transaction():
        return planned(count=3, questions=6)


@pytest.fixture
def board(client: FlaskClient, exam: Exam) -> FlaskClient:
    sign_in_as(client, "question_board", organisation_id=exam.organisation_id)
    return client


def typed(exam: Exam, **known: Any) -> dict[str, Any]:
    plain = {
        "name": "Phần mới", "code": "PM", "bank_id": session.get_one(Exam, exam.id).parts[0].bank_id, "minimum_percent": "50",
        "lines-0-topic_code": "", "lines-0-level": "", "lines-0-kind": "single_choice", "lines-0-count": "2", "lines-0-points": "0,25",
        "lines-1-topic_code": "", "lines-1-level": "", "lines-1-kind": "", "lines-1-count": "", "lines-1-points": "",
    }  # fmt: skip
    return {**plain, **known}


def test_the_plan_says_what_the_bank_has(board: FlaskClient, exam: Exam) -> None:
    page = board.get(f"/exams/{exam.id}/plan").text
    assert "Trắc nghiệm" in page
    assert "thiếu" not in page


def test_a_short_line_is_marked(board: FlaskClient, app: Flask, client: FlaskClient) -> None:
    with transaction():
        short = planned(count=9, questions=2)
    sign_in_as(client, "question_board", organisation_id=short.organisation_id)
    assert "thiếu, có 2" in client.get(f"/exams/{short.id}/plan").text


def test_a_part_is_added_without_its_empty_lines(board: FlaskClient, exam: Exam) -> None:
    assert board.get(f"/exams/{exam.id}/plan/new").status_code == 200
    assert board.post(f"/exams/{exam.id}/plan/new", data=typed(exam)).status_code == 302
    part = session.get_one(Exam, exam.id).parts[1]
    assert [(rule.kind, rule.count, rule.points) for rule in part.rules] == [("single_choice", 2, D("0.25"))]


def test_a_part_is_changed(board: FlaskClient, exam: Exam) -> None:
    part_id = session.get_one(Exam, exam.id).parts[0].id
    here = f"/exams/{exam.id}/plan/{part_id}"
    assert 'value="3"' in board.get(here).text
    assert board.post(here, data=typed(exam, **{"lines-0-count": "5"})).status_code == 302
    assert [rule.count for rule in session.get_one(Part, part_id).rules] == [5]


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"code": "a b"}, {"minimum_percent": "101"}, {"lines-0-count": "201"}, {"lines-0-points": "x"}]
)
def test_a_wrong_part_is_shown_again(board: FlaskClient, exam: Exam, wrong: dict[str, str]) -> None:
    assert board.post(f"/exams/{exam.id}/plan/new", data=typed(exam, **wrong)).status_code == 422
    assert len(session.get_one(Exam, exam.id).parts) == 1


def test_a_part_is_taken_out(board: FlaskClient, exam: Exam) -> None:
    part_id = session.get_one(Exam, exam.id).parts[0].id
    assert board.post(f"/exams/{exam.id}/plan/{part_id}/delete").status_code == 302
    assert session.get_one(Exam, exam.id).parts == []


def test_a_part_of_another_exam_does_not_exist(board: FlaskClient, exam: Exam) -> None:
    with transaction():
        other = planned()
        foreign = other.parts[0].id
    here = f"/exams/{exam.id}/plan/{foreign}"
    assert board.get(here).status_code == 404
    assert board.post(here, data=typed(exam)).status_code == 404
    assert board.post(f"{here}/delete").status_code == 404


def test_a_sealed_plan_is_only_read(board: FlaskClient, exam: Exam) -> None:
    with transaction():
        session.get_one(Exam, exam.id).state = ExamState.SEALED
    assert "chỉ để xem" in board.get(f"/exams/{exam.id}/plan").text
    assert board.post(f"/exams/{exam.id}/plan/new", data=typed(exam)).status_code == 409


@pytest.mark.parametrize(("page", "most"), [("", 10), ("/plan", 9), ("/paper", 10)])
def test_a_plan_of_many_parts_and_lines_costs_as_few_statements(
    client: FlaskClient, exam: Exam, queries: Any, page: str, most: int
) -> None:
    with transaction():
        for number in range(4):
            rules = [PaperRule(position=line, topic_code=f"T.{line}", kind="essay", count=1, points=D(1)) for line in range(9)]
            exam.parts.append(
                Part(position=number + 1, code=f"X{number}", name="Thêm", bank_id=exam.parts[0].bank_id, minimum_percent=D(0), rules=rules)
            )
    sign_in_as(client, "administrator")
    with queries() as count:
        assert client.get(f"/exams/{exam.id}{page}").status_code == 200
    assert count.n <= most, count
