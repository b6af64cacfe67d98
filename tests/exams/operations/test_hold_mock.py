"""A mock exam: drawn for one person at once, closed to everybody else, marked by its format's table, and quick to make."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from accounts import api as accounts
from core import clock, sealing, storage
from core.actor import SYSTEM
from core.audit import AuditRecord
from core.db import session, transaction
from core.errors import Invalid, NotFound
from core.events import hear
from core.jobs.worker import run_all_jobs
from core.permissions import Permission as P
from exams import api as exams
from exams.models import Candidate, Exam, ExamState, Form, FormKey
from exams.operations.close_overdue import close_overdue
from exams.operations.record_sitting import record_sitting
from exams.queries.marking import tasks_of
from exams.queries.preparation import exam_for, exams_seen_by
from tests.question_bank.kinds.contents import group, match, short, single
from tests.support.actors import actor_with
from tests.support.people import person_with, sign_in_as
from tests.support.questions import new_bank, new_question, new_topic

TABLE = {"1": "0.1", "2": "0.25", "3": "0.5", "4": "1"}
PARTS = (
    exams.MockPart("I", "Phần I", "single_choice", 4, D("0.25")),
    exams.MockPart("II", "Phần II", "true_false_group", 2, D(1), TABLE),
    exams.MockPart("III", "Phần III", "short_answer", 1, D("0.5")),
)


def shelf(singles: int = 8, groups: int = 2, shorts: int = 1, organisation_id: int | None = None) -> int:
    """A bank with so many questions of each kind, the single choices spread over four topics; its id."""
    bank = new_bank(organisation_id)
    topics = [new_topic(f"T{bank.id}.{number}") for number in range(4)]
    for index in range(singles):
        new_question(bank, single() | {"stem": f"<p>Câu {index}</p>"}, topic_code=topics[index % 4].code)
    for _ in range(groups):
        new_question(bank, group("ĐSĐS"), kind="true_false_group")
    for _ in range(shorts):
        new_question(bank, short([("42", "1")]), kind="short_answer")
    return bank.id


def plan(*bank_ids: int, parts: tuple[exams.MockPart, ...] = PARTS, met: Mapping[int, int] | None = None) -> exams.MockPlan:
    return exams.MockPlan("Thi thử Toán", bank_ids, 90 * 60, parts, met or {})


def held(person_id: int | None = None, **known: Any) -> tuple[int, int]:
    """(exam id, person id) of a mock just drawn, committed."""
    person_id = person_id or person_with("student")
    with transaction():
        return exams.hold_mock(person_id, plan(shelf(), **known)), person_id


def drawn_questions(exam_id: int, person_id: int) -> set[int]:
    from question_bank import api as question_bank

    return {w.question_id for w in question_bank.revisions(r for _, r in exams.drawn_for(exam_id, person_id)).values()}


def sit(exam_id: int, person_id: int, answers: Mapping[int, object]) -> None:
    """The person gave those answers in ten minutes, half an hour ago; the worker marks."""
    start = (clock.now() - timedelta(minutes=30)).replace(microsecond=0)
    with transaction():
        session.get_one(Exam, exam_id).opens_at = start
        record_sitting(actor_with(person_id=person_id), exam_id, answers, start, start + timedelta(minutes=10))
    run_all_jobs()


def test_a_mock_is_sealed_open_and_its_persons_own(app: Flask) -> None:
    exam_id, person_id = held()
    exam = session.get_one(Exam, exam_id)
    assert (exam.is_mock, exam.state, exam.certificate_kind) == (True, ExamState.SEALED, None)
    assert (exam.releases_by_itself, exam.shows_key, exam.takeover_needs_leave) == (True, True, False)
    assert exam.opens_at <= clock.now() < exam.closes_at
    assert session.scalars(select(Candidate.person_id).where(Candidate.exam_id == exam_id)).all() == [person_id]
    assert [number for number, _ in exams.drawn_for(exam_id, person_id)] == list(range(1, 8))


def test_the_sealed_paper_holds_the_parts_and_no_key(app: Flask) -> None:
    exam_id, _ = held()
    form = session.scalars(select(Form).where(Form.exam_id == exam_id)).one()
    document = json.loads(sealing.unseal(session.get_one(FormKey, form.id).cipher_key, storage.get(form.stored_name)))
    assert [(part["code"], len(part["questions"])) for part in document["parts"]] == [("I", 4), ("II", 2), ("III", 1)]
    assert '"right"' not in json.dumps(document)
    assert '"truths"' not in json.dumps(document)


def test_extra_time_is_honoured(app: Flask) -> None:
    with transaction():
        person_id = accounts.create_person(SYSTEM, accounts.NewPerson("Vũ Thị Chậm", "cham", extra_time_percent=25)).id
    exam_id, _ = held(person_id)
    assert session.scalars(select(Candidate.extra_seconds).where(Candidate.exam_id == exam_id)).one() == 90 * 60 // 4


def test_whoever_begins_on_the_last_minute_has_the_whole_duration(app: Flask, clock: Any) -> None:
    exam_id, person_id = held()
    clock.shift(timedelta(hours=23, minutes=59))
    from exams.operations.start_sitting import start_sitting

    with transaction():
        started = start_sitting(actor_with(person_id=person_id), exam_id, "may-cua-toi")
    assert started.deadline_at - started.started_at == timedelta(minutes=90)


def test_questions_not_met_come_first(app: Flask) -> None:
    bank, person_id = shelf(), person_with("student")
    with transaction():
        first = exams.hold_mock(person_id, plan(bank, parts=PARTS[:1]))
    met = dict.fromkeys(drawn_questions(first, person_id), 1)
    with transaction():
        second = exams.hold_mock(person_id, plan(bank, parts=PARTS[:1], met=met))
    assert not drawn_questions(second, person_id) & set(met)


def test_every_topic_is_asked_before_a_second_time(app: Flask) -> None:
    from question_bank import api as question_bank

    exam_id, person_id = held(parts=PARTS[:1])
    wordings = question_bank.revisions(r for _, r in exams.drawn_for(exam_id, person_id)).values()
    assert len({wording.topic_id for wording in wordings}) == 4


def test_it_draws_from_several_banks_at_once(app: Flask) -> None:
    person_id = person_with("student")
    with transaction():
        exam_id = exams.hold_mock(person_id, plan(shelf(2, 1, 1), shelf(2, 1, 0)))
    assert len(exams.drawn_for(exam_id, person_id)) == 7


def test_a_short_bank_is_named_and_nothing_is_made(app: Flask) -> None:
    person_id, bank = person_with("student"), shelf(groups=1)
    with pytest.raises(Invalid) as refused, transaction():
        exams.hold_mock(person_id, plan(bank))
    assert "Phần II cần 2 câu, có 1." in str(refused.value.message)
    assert session.scalar(select(func.count()).select_from(Exam)) == 0


def test_the_formats_table_stands_in_for_the_questions_own(app: Flask) -> None:
    person_id, bank = person_with("student"), new_bank()
    own = {"1": "0.5", "2": "0.5", "3": "0.5", "4": "1"}
    new_question(bank, group("ĐSĐS", own), kind="true_false_group")
    with transaction():
        exam_id = exams.hold_mock(person_id, plan(bank.id, parts=(exams.MockPart("II", "Phần II", "true_false_group", 1, D(1), TABLE),)))
    sit(exam_id, person_id, {1: {"a": True, "b": True, "c": False, "d": True}})
    assert [marked.points for marked in exams.marked_of(exam_id, person_id)] == [D("0.1")]


def test_a_group_of_another_size_keeps_its_own_table(app: Flask) -> None:
    person_id, bank = person_with("student"), new_bank()
    new_question(bank, group("ĐS"), kind="true_false_group")
    with transaction():
        exam_id = exams.hold_mock(person_id, plan(bank.id, parts=(exams.MockPart("II", "Phần II", "true_false_group", 1, D(1), TABLE),)))
    sit(exam_id, person_id, {1: {"a": True, "b": True}})
    assert [marked.points for marked in exams.marked_of(exam_id, person_id)] == [D("0.5")]


def test_the_result_is_out_as_soon_as_it_is_marked_and_is_told_once_whole(app: Flask) -> None:
    heard: list[exams.SittingScored] = []
    hear(exams.SittingScored)(heard.append)
    exam_id, person_id = held()
    assert exams.result_of(exam_id, person_id) is None
    assert exams.marked_of(exam_id, person_id) == []
    sit(exam_id, person_id, {1: "b", 2: "b", 7: "42"})
    result = exams.result_of(exam_id, person_id)
    assert result is not None
    assert (result.points, result.max_points, [part.points for part in result.parts]) == (D(1), D("3.5"), [D("0.5"), D(0), D("0.5")])
    assert heard == [exams.SittingScored(exam_id, person_id, is_mock=True)]
    marked = exams.marked_of(exam_id, person_id)
    assert [each.place for each in marked] == list(range(1, 8))
    assert [each.number for each in marked if each.points] != []
    assert {each.part_code: each.max_points for each in marked} == {"I": D("0.25"), "II": D(1), "III": D("0.5")}


def test_nobody_reads_the_marks_of_another(app: Flask) -> None:
    exam_id, person_id = held()
    sit(exam_id, person_id, {1: "b"})
    other = person_with("student")
    assert exams.result_of(exam_id, other) is None
    assert exams.marked_of(exam_id, other) == []


def test_a_mock_left_running_is_closed_by_the_clock_and_marked(app: Flask, clock: Any) -> None:
    from exams.operations.start_sitting import start_sitting

    exam_id, person_id = held()
    with transaction():
        start_sitting(actor_with(person_id=person_id), exam_id, "may-cua-toi")
    clock.shift(timedelta(hours=2))
    assert close_overdue() == 1
    clock.shift(timedelta(hours=1))
    run_all_jobs()
    result = exams.result_of(exam_id, person_id)
    assert result is not None
    assert result.points == 0


def test_staff_do_not_know_of_a_mock(app: Flask) -> None:
    exam_id, _ = held()
    everything = actor_with(*P)
    with pytest.raises(NotFound):
        exam_for(everything, exam_id, P.EXAMS_VIEW)
    assert session.scalars(exams_seen_by(everything)).all() == []
    assert exams.exams_coming(everything, clock.now()) == []
    assert exams.results_of_exam(exam_id) == []


def test_a_mock_with_written_answers_is_in_no_markers_list(app: Flask) -> None:
    person_id, bank = person_with("student"), new_bank()
    new_question(bank, {"stem": "<p>Kể</p>", "body": {"lines": 5}, "key": {"rubric": []}, "explanation": ""}, kind="essay")
    with transaction():
        exam_id = exams.hold_mock(person_id, plan(bank.id, parts=(exams.MockPart("I", "Phần I", "essay", 1, D(4)),)))
    sit(exam_id, person_id, {1: {"text": "Một hôm…"}})
    assert tasks_of(actor_with(*P)) == []


@pytest.mark.parametrize("role", ["administrator", "manager", "teacher", "council_chair", "secretary", "invigilator", "marker"])
def test_no_page_of_staff_opens_a_mock_or_names_it(client: FlaskClient, app: Flask, role: str) -> None:
    exam_id, person_id = held()
    sit(exam_id, person_id, {1: "b"})
    sign_in_as(client, role)
    for page in (
        "",
        "/edit",
        "/plan",
        "/candidates",
        "/candidates/print",
        "/staff",
        "/paper",
        "/paper/keys",
        "/board",
        "/board/live",
        "/results",
        "/marking",
    ):
        assert client.get(f"/exams/{exam_id}{page}").status_code in (403, 404), page
    for path in ("/", "/exams", "/marking", f"/sit/{exam_id}", f"/my/results/{exam_id}"):
        assert "Thi thử Toán" not in client.get(path).text


def test_its_person_finds_it_in_no_list_of_exams_but_opens_it(client: FlaskClient, app: Flask) -> None:
    exam_id, person_id = held()
    sign_in_as(client, person_id=person_id)
    for path in ("/", "/my/exams"):
        assert "Thi thử Toán" not in client.get(path).text
    assert "Thi thử Toán" in client.get(f"/sit/{exam_id}").text
    mine = exams.my_exams_by_ids(person_id, [exam_id], clock.now())
    assert mine[exam_id].standing == "open"


def test_making_one_leaves_one_line_in_the_trail(app: Flask) -> None:
    exam_id, person_id = held()
    found = session.execute(select(AuditRecord.act, AuditRecord.person_id).where(AuditRecord.subject == f"exam:{exam_id}")).all()
    assert [tuple(row) for row in found] == [("exams.mock_held", person_id)]


def test_making_one_costs_the_same_for_a_large_bank(app: Flask, queries: Callable[[], Any]) -> None:
    costs = []
    for singles in (8, 60):
        bank, person_id = shelf(singles), person_with("student")
        session.expunge_all()
        with queries() as count, transaction():
            exams.hold_mock(person_id, plan(bank))
        costs.append(count.n)
    assert costs[0] == costs[1] <= 18, count


def test_another_kind_needs_no_table(app: Flask) -> None:
    person_id, bank = person_with("student"), new_bank()
    new_question(bank, match({"p1": "c2", "p2": "c1"}), kind="matching")
    with transaction():
        exam_id = exams.hold_mock(person_id, plan(bank.id, parts=(exams.MockPart("I", "Phần I", "matching", 1, D(1)),)))
    sit(exam_id, person_id, {1: {"p1": "c2", "p2": "c1"}})
    assert [each.points for each in exams.marked_of(exam_id, person_id)] == [D(1)]
