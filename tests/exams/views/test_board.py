"""The board: true states, few queries, and every act with its permission, its record and its limits."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from core import clock
from core.audit import AuditRecord
from core.db import session, transaction
from exams.models import Candidate, Exam, JournalBatch, Notice, Sitting, SittingState
from exams.operations.start_sitting import start_sitting
from exams.queries.board import SEATS_ON_A_PAGE
from tests.support.actors import actor_with
from tests.support.marking import held_exam, rename, sat
from tests.support.people import sign_in_as
from tests.support.sittings import ReadyExam


@pytest.fixture
def exam(app: Flask) -> ReadyExam:
    """0 works, 1 is offline, 2 handed in, 3 has not started and sits in another room."""
    ready = held_exam(candidates=4)
    rename(ready, 3, room="P.202")
    with transaction():
        for index in (0, 1):
            start_sitting(actor_with(person_id=ready.person_ids[index]), ready.id, "may-so-01")
        seen = clock.now() - timedelta(seconds=70)
        session.execute(update(Sitting).where(Sitting.candidate_id == ready.candidate_ids[1]).values(seen_at=seen))
    sat(ready, 2)
    return ready


@pytest.fixture
def room(client: FlaskClient, exam: ReadyExam) -> FlaskClient:
    sign_in_as(client, "invigilator", exam_id=exam.id, name="Hoàng Văn Giám")
    return client


def sitting_id(exam: ReadyExam, index: int = 0) -> int:
    return session.execute(select(Sitting.id).where(Sitting.candidate_id == exam.candidate_ids[index])).scalar_one()


def acts() -> list[str]:
    return list(session.scalars(select(AuditRecord.act).where(AuditRecord.person_name == "Hoàng Văn Giám")))


# What is seen


def test_every_state_is_in_words(room: FlaskClient, exam: ReadyExam) -> None:
    page = room.get(f"/exams/{exam.id}/board").text
    for words in ("Đang làm", "Mất kết nối", "Đã nộp", "Chưa bắt đầu"):
        assert words in page
    assert "7<span" in page  # seven answered by the one who handed in


def test_the_room_is_chosen_in_the_address(room: FlaskClient, exam: ReadyExam) -> None:
    page = room.get(f"/exams/{exam.id}/board?room=P.202").text
    assert "0004" in page
    assert "0001" not in page


def test_the_grid_shows_the_same_people(room: FlaskClient, exam: ReadyExam) -> None:
    page = room.get(f"/exams/{exam.id}/board?view=grid").text
    assert page.count('class="seat ') == 4


def test_absent_is_who_may_not_start_any_more(room: FlaskClient, exam: ReadyExam) -> None:
    with transaction():
        session.get_one(Exam, exam.id).late_entry_seconds = 60
    assert "Vắng" in room.get(f"/exams/{exam.id}/board?room=P.202").text


def test_the_live_part_is_only_a_part(room: FlaskClient, exam: ReadyExam) -> None:
    page = room.get(f"/exams/{exam.id}/board/live?room=P.201").text
    assert "<html" not in page
    assert "0003" in page


def test_the_cost_does_not_follow_the_number_of_candidates_or_answers(
    room: FlaskClient, exam: ReadyExam, queries: Callable[[], Any]
) -> None:
    address = f"/exams/{exam.id}/board/live"
    room.get(address)
    with queries() as few:
        room.get(address)
    more = held_exam(candidates=12)
    sign_in_as(room, "invigilator", exam_id=more.id)
    for index in range(11):
        sat(more, index)
    room.get(f"/exams/{more.id}/board/live")
    with queries() as many:
        room.get(f"/exams/{more.id}/board/live")
    assert many.n <= few.n <= 12, many


def test_a_page_holds_at_most_fifty_seats(room: FlaskClient, app: Flask) -> None:
    more = held_exam(candidates=SEATS_ON_A_PAGE + 3)
    sign_in_as(room, "invigilator", exam_id=more.id)
    assert room.get(f"/exams/{more.id}/board").text.count('<th scope="row">') == SEATS_ON_A_PAGE
    assert room.get(f"/exams/{more.id}/board?page=2").text.count('<th scope="row">') == 3


def test_one_candidate_is_shown_with_what_happened_and_links_to_the_replay_only_for_the_council(room: FlaskClient, exam: ReadyExam) -> None:
    address = f"/exams/{exam.id}/board/{sitting_id(exam, 2)}"
    page = room.get(address).text
    assert "Biên nhận" in page
    assert "/replay" not in page
    sign_in_as(room, "administrator")
    assert "/replay" in room.get(address).text


def test_evidence_of_late_answers_is_shown(room: FlaskClient, exam: ReadyExam) -> None:
    found = sitting_id(exam, 2)
    with transaction():
        session.execute(update(JournalBatch).where(JournalBatch.sitting_id == found).values(arrival="too_late"))
    assert "Không, chờ hội đồng" in room.get(f"/exams/{exam.id}/board/{found}").text


def test_minutes_tell_what_happened_and_have_places_to_sign(room: FlaskClient, exam: ReadyExam) -> None:
    room.post(f"/exams/{exam.id}/board/extra-time?room=P.201", data={"minutes": "5", "reason": "Mất điện"})
    room.post(f"/exams/{exam.id}/board/{sitting_id(exam)}/hand-in", data={"why": "Sử dụng tài liệu"})
    page = room.get(f"/exams/{exam.id}/board/minutes?room=P.201").text
    assert "Hoàng Văn Giám thêm 5 phút" in page
    assert "thu bài trước giờ. Lý do: Sử dụng tài liệu" in page
    receipt = session.scalars(select(Sitting.receipt).where(Sitting.id == sitting_id(exam, 2))).one()
    assert receipt in page
    assert "Chủ tịch hội đồng" in page
    assert "0004" not in page


def test_minutes_cost_the_same_for_any_number_of_candidates(room: FlaskClient, exam: ReadyExam, queries: Callable[[], Any]) -> None:
    with queries() as count:
        room.get(f"/exams/{exam.id}/board/minutes")
    assert count.n <= 17, count


# What is done


def test_time_for_a_room(room: FlaskClient, exam: ReadyExam) -> None:
    answer = room.post(f"/exams/{exam.id}/board/extra-time?room=P.201", data={"minutes": "10", "reason": "Mất điện"})
    assert (answer.status_code, answer.location) == (302, f"/exams/{exam.id}/board?room=P.201")
    given = session.scalars(select(Candidate.extra_seconds).where(Candidate.exam_id == exam.id).order_by(Candidate.number)).all()
    assert given == [600, 600, 0, 0]
    assert acts() == ["exams.extra_time"] * 2


def test_time_for_one(room: FlaskClient, exam: ReadyExam) -> None:
    room.post(f"/exams/{exam.id}/board/{sitting_id(exam)}/extra-time", data={"minutes": "5", "reason": "Ốm"})
    assert session.get_one(Candidate, exam.candidate_ids[0]).extra_seconds == 300
    assert acts() == ["exams.extra_time"]


@pytest.mark.parametrize("typed", [{"minutes": "0", "reason": "x"}, {"minutes": "999", "reason": "x"}, {"minutes": "5", "reason": " "}, {}])
def test_time_that_is_wrong_is_shown_again_with_what_was_typed(room: FlaskClient, exam: ReadyExam, typed: dict[str, str]) -> None:
    for address in (f"/exams/{exam.id}/board/extra-time", f"/exams/{exam.id}/board/{sitting_id(exam)}/extra-time"):
        answer = room.post(address, data=typed)
        assert answer.status_code == 422
        assert "error-summary" in answer.text
    assert acts() == []


def test_a_message_reaches_those_who_sit(room: FlaskClient, exam: ReadyExam) -> None:
    room.post(f"/exams/{exam.id}/board/message", data={"text": "Còn 15 phút."})
    room.post(f"/exams/{exam.id}/board/{sitting_id(exam)}/message", data={"text": "Ngồi đúng chỗ."})
    told = session.execute(select(Notice.sitting_id, Notice.text).order_by(Notice.id)).all()
    assert sorted(told[:2]) == sorted([(sitting_id(exam, 0), "Còn 15 phút."), (sitting_id(exam, 1), "Còn 15 phút.")])
    assert told[2:] == [(sitting_id(exam), "Ngồi đúng chỗ.")]
    assert acts() == ["exams.message_sent"] * 2


def test_an_empty_message_is_not_sent(room: FlaskClient, exam: ReadyExam) -> None:
    assert room.post(f"/exams/{exam.id}/board/message", data={"text": " "}).status_code == 422


def test_leave_to_change_machine_is_given_for_some_minutes_and_shown(room: FlaskClient, exam: ReadyExam) -> None:
    found = sitting_id(exam)
    room.post(f"/exams/{exam.id}/board/{found}/change-machine")
    until = session.get_one(Sitting, found).takeover_until
    assert until is not None
    assert until > clock.now() + timedelta(minutes=4)
    assert "được đổi máy đến" in room.get(f"/exams/{exam.id}/board").text
    assert acts() == ["exams.takeover_allowed"]


def test_a_paper_is_taken_in_with_a_reason_only(room: FlaskClient, exam: ReadyExam) -> None:
    found = sitting_id(exam)
    assert room.post(f"/exams/{exam.id}/board/{found}/hand-in", data={"why": ""}).status_code == 422
    assert session.get_one(Sitting, found).state == SittingState.RUNNING
    assert room.post(f"/exams/{exam.id}/board/{found}/hand-in", data={"why": "Sử dụng tài liệu"}).status_code == 302
    assert session.get_one(Sitting, found).state == SittingState.ENDED
    assert "Giám thị thu bài" in room.get(f"/exams/{exam.id}/board").text


def test_what_has_ended_takes_no_acts(room: FlaskClient, exam: ReadyExam) -> None:
    here = f"/exams/{exam.id}/board/{sitting_id(exam, 2)}"
    assert room.post(f"{here}/hand-in", data={"why": "Muộn"}).status_code == 409
    assert room.post(f"{here}/extra-time", data={"minutes": "5", "reason": "Muộn"}).status_code == 409
    assert room.post(f"{here}/change-machine").status_code == 409


# Who may


GETS = ("/board", "/board/live", "/board/minutes")


def test_the_board_of_another_exam_does_not_exist(room: FlaskClient, exam: ReadyExam) -> None:
    other = held_exam()
    for path in GETS:
        assert room.get(f"/exams/{other.id}{path}").status_code == 404
    for path in ("extra-time", "message"):
        assert room.post(f"/exams/{other.id}/board/{path}", data={"minutes": "5", "reason": "x", "text": "x"}).status_code == 404


def test_a_sitting_of_another_exam_does_not_exist_here(room: FlaskClient, exam: ReadyExam) -> None:
    other = held_exam()
    foreign = sat(other)
    here = f"/exams/{exam.id}/board/{foreign}"
    assert room.get(here).status_code == 404
    for path in ("extra-time", "message", "change-machine", "hand-in"):
        assert room.post(f"{here}/{path}", data={"minutes": "5", "reason": "x", "text": "x", "why": "x"}).status_code == 404


@pytest.mark.parametrize("role", ["marker", "secretary", "question_board"])
def test_other_roles_of_the_exam_do_not_see_the_board(client: FlaskClient, exam: ReadyExam, role: str) -> None:
    sign_in_as(client, role, exam_id=exam.id)
    assert client.get(f"/exams/{exam.id}/board").status_code == 403
