"""Pages of mock exams: what can be taken, what is open, the report; everybody's own and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from core.actor import SYSTEM
from core.db import session, transaction
from curriculum.models import ExamFormat, Subject
from exams import api as exams
from exams.operations.start_sitting import start_sitting
from review.models import Mock, PracticeSet
from review.queries.mock_report import report_of
from tests.support.actors import actor_with
from tests.support.mocks import School, school, started, taken
from tests.support.people import person_with, sign_in_as
from tests.video.desks import new_desk, new_episode, published
from video.operations.save_spans import save_spans
from video.rules.spans import SpanDraft


def text(page: str) -> str:
    """What a reader sees, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def at_desk(client: FlaskClient, **known: int) -> School:
    at = school(**known)
    sign_in_as(client, person_id=at.person_id)
    return at


def home(at: School) -> str:
    return f"/review/mocks/subjects/{at.subject.code}"


def test_a_ready_subject_is_offered_with_its_format(client: FlaskClient, app: Flask) -> None:
    at = at_desk(client)
    assert "Sẵn sàng" in client.get("/review/mocks").text
    page = text(client.get(home(at)).text)
    assert "Rút đề và vào phòng thi (90 phút)" in page
    assert "Đúng 1, 2, 3, 4 ý: 0,1 · 0,25 · 0,5 · 1" in page


def test_pressing_draws_a_paper_and_leads_to_the_sitting(client: FlaskClient, app: Flask) -> None:
    at = at_desk(client)
    answer = client.post(home(at), data={"length": "whole"})
    mock = session.scalars(select(Mock)).one()
    assert (answer.status_code, answer.location) == (302, f"/sit/{mock.exam_id}")
    assert "Về trang thi thử" in client.get(answer.location).text
    assert f'href="/review/mocks/{mock.id}"' in client.get(answer.location).text


def test_the_half_can_be_asked_for(client: FlaskClient, app: Flask) -> None:
    at = at_desk(client)
    client.post(home(at), data={"length": "half"})
    assert session.scalars(select(Mock.is_half)).one() is True


def test_what_is_short_is_said_exactly_and_the_half_is_offered(client: FlaskClient, app: Flask) -> None:
    at = at_desk(client, groups=1)
    page = text(client.get(home(at)).text)
    assert "Phần II cần 2 câu, có 1." in page
    assert "Rút đề và vào phòng thi" not in page
    assert "Làm nửa đề (45 phút)" in page
    assert "Phần II cần 2 câu, có 1." in text(client.get("/review/mocks").text)


def test_a_forged_press_for_a_short_paper_says_what_is_short(client: FlaskClient, app: Flask) -> None:
    at = at_desk(client, groups=0)
    answer = client.post(home(at), data={"length": "whole"})
    assert answer.status_code == 422
    assert "Phần II cần 2 câu, có 0." in text(answer.text)
    assert session.scalar(select(func.count()).select_from(Mock)) == 0


def test_a_written_exam_is_said_not_to_be_offered(client: FlaskClient, app: Flask) -> None:
    at_desk(client)
    with transaction():
        session.add(Subject(code="van", name="Ngữ văn", position=1))
        session.flush()
        session.add(
            ExamFormat(subject_code="van", minutes=120, source="QĐ", parts=[{"part": "I", "kind": "essay", "count": 1, "points_each": "4"}])
        )
    assert "Ngữ văn: môn tự luận" in text(client.get("/review/mocks").text)
    assert "Môn thi tự luận" in client.get("/review/mocks/subjects/van").text
    assert client.post("/review/mocks/subjects/van").status_code == 422


def test_an_open_mock_is_shown_to_go_on_with_and_no_other_is_offered(client: FlaskClient, app: Flask) -> None:
    at = at_desk(client)
    mock = started(at)
    for path in ("/review/mocks", home(at), f"/review/mocks/{mock.id}"):
        page = client.get(path).text
        assert "Làm tiếp" in page
        assert f"/sit/{mock.exam_id}" in page
    assert "Rút đề và vào phòng thi" not in client.get(home(at)).text
    assert client.post(home(at)).location == f"/sit/{mock.exam_id}"


def test_a_running_one_says_when_its_clock_ends(client: FlaskClient, app: Flask) -> None:
    at = at_desk(client)
    mock = started(at)
    with transaction():
        start_sitting(actor_with(person_id=at.person_id), mock.exam_id, "may-cua-toi")
    assert "Đồng hồ vẫn chạy đến" in client.get(f"/review/mocks/{mock.id}").text


def test_one_that_was_never_begun_says_so(client: FlaskClient, app: Flask, clock: Any) -> None:
    at = school()
    mock = started(at)
    clock.shift(timedelta(hours=25))
    sign_in_as(client, person_id=at.person_id)
    assert "không bắt đầu bài này trong 24 giờ" in client.get(f"/review/mocks/{mock.id}").text


def test_between_hand_in_and_marking_the_page_waits_and_then_goes_on_by_itself(client: FlaskClient, app: Flask) -> None:
    from core import clock
    from core.jobs.worker import run_all_jobs
    from exams.models import Exam
    from exams.operations.record_sitting import record_sitting

    at = at_desk(client)
    mock = started(at)
    began = (clock.now() - timedelta(minutes=30)).replace(microsecond=0)
    with transaction():
        session.get_one(Exam, mock.exam_id).opens_at = began
        record_sitting(actor_with(person_id=at.person_id), mock.exam_id, {1: "b"}, began, began + timedelta(minutes=5))
    assert "đang được chấm" in client.get(f"/review/mocks/{mock.id}").text
    asking = {"HX-Request": "true"}
    assert "HX-Redirect" not in client.get(f"/review/mocks/{mock.id}", headers=asking).headers
    run_all_jobs()
    assert client.get(f"/review/mocks/{mock.id}", headers=asking).headers["HX-Redirect"] == f"/review/mocks/{mock.id}"


def test_the_report_adds_up_by_part_chapter_and_level(client: FlaskClient, app: Flask) -> None:
    at = at_desk(client)
    mock = started(at)
    answers: dict[int, object] = {1: "b", 2: "b", 3: "b", 4: "a", 5: {"a": True, "b": False, "c": True, "d": True}, 7: "42"}
    mock = taken(at, mock, answers)
    report = report_of(mock)
    assert report is not None
    assert report.result.points == D("2.5") == sum(found.points for _, found in report.parts)
    assert [(name, found.right, found.count, found.points) for name, found in report.parts] == [
        ("Phần I. Nhiều lựa chọn", 3, 4, D("1.5")),
        ("Phần II. Đúng/Sai", 0, 2, D("0.5")),
        ("Phần III. Trả lời ngắn", 1, 2, D("0.5")),
    ]
    assert [(level.code if level else None, found.points, found.max_points) for level, found in report.levels] == [
        ("NB", D("1.5"), D(2)),
        ("TH", D("0.5"), D(2)),
        ("VD", D("0.5"), D(1)),
    ]
    assert [topic.code if topic else None for topic, _ in report.chapters] == [chapter.code for chapter in at.chapters]
    assert sum(found.points for _, found in report.chapters) == D("2.5")
    assert sum(found.max_points for _, found in report.chapters) == D(5)
    assert sorted(each.marked.points for each in report.missed) == [D(0), D(0), D(0), D("0.5")]


def test_the_report_shows_key_explanation_and_score(client: FlaskClient, app: Flask) -> None:
    at = at_desk(client)
    mock = taken(at, started(at), {1: "a"})
    page = text(client.get(f"/review/mocks/{mock.id}").text)
    for words in ("0 / 10", "Phần II. Đúng/Sai", "Đáp án đúng", "Đã chọn, sai", "Vì thế", "Bỏ trống", "Câu chưa trọn điểm (8)"):
        assert words in page, words


def test_a_missed_question_leads_to_the_minute_that_teaches_it(client: FlaskClient, app: Flask) -> None:
    at = at_desk(client)
    mock = taken(at, started(at), {1: "a"})
    assert 'class="watch"' not in client.get(f"/review/mocks/{mock.id}").text
    episode = published(new_episode(new_desk(), topic=False))
    with transaction():
        save_spans(SYSTEM, episode, [SpanDraft(65, 120, "Ví dụ mẫu", at.chapters[0].id)])
    page = client.get(f"/review/mocks/{mock.id}").text
    assert page.count(f'href="/tv/episodes/{episode.id}?t=65"') == 4  # half of the eight questions are of that chapter
    assert "Ví dụ mẫu" in page


def test_all_right_leaves_nothing_to_practise(client: FlaskClient, app: Flask) -> None:
    at = at_desk(client)
    mock = taken(at, started(at))
    page = client.get(f"/review/mocks/{mock.id}").text
    assert "Trọn điểm cả bài" in page
    assert "Luyện lại" not in page
    assert client.post(f"/review/mocks/{mock.id}/practise").location == f"/review/mocks/{mock.id}"


def test_missed_questions_become_a_practice_set(client: FlaskClient, app: Flask) -> None:
    at = at_desk(client)
    mock = taken(at, started(at), {1: "a", 2: "b", 3: "b", 4: "b"})
    answer = client.post(f"/review/mocks/{mock.id}/practise")
    made = session.scalars(select(PracticeSet)).one()
    assert answer.location == f"/review/sets/{made.id}"
    drawn = dict(exams.drawn_for(mock.exam_id, at.person_id))
    assert len(made.revision_ids) == 5
    assert drawn[1] in made.revision_ids
    assert client.get(answer.location).location == f"/review/sets/{made.id}/1"


def test_history_draws_a_line_and_says_the_same_in_a_table(client: FlaskClient, app: Flask) -> None:
    at = at_desk(client)
    taken(at, started(at))
    assert "<polyline" not in client.get(home(at)).text
    taken(at, started(at), {1: "b"})
    page = client.get(home(at)).text
    assert page.count("<circle") == 2
    assert text(page).count("Xem báo cáo") == 2


@pytest.mark.parametrize("path", ["/review/mocks/{}", "/sit/{exam}", "/my/results/{exam}"])
def test_nobody_else_sees_a_mock(client: FlaskClient, app: Flask, path: str) -> None:
    at = school()
    mock = taken(at, started(at))
    sign_in_as(client, person_id=person_with("student"))
    assert client.get(path.format(mock.id, exam=mock.exam_id)).status_code == 404
    assert client.post(f"/review/mocks/{mock.id}/practise").status_code == 404


@pytest.mark.parametrize("role", ["teacher", "manager", "administrator", "parent", "candidate"])
def test_only_pupils_take_mocks(client: FlaskClient, app: Flask, role: str) -> None:
    sign_in_as(client, role)
    assert client.get("/review/mocks").status_code == 403


def test_an_unknown_subject_is_not_there(client: FlaskClient, app: Flask) -> None:
    at_desk(client)
    assert client.get("/review/mocks/subjects/khong-co").status_code == 404
    assert client.post("/review/mocks/subjects/khong-co").status_code == 404


def test_pages_cost_the_same_for_any_number(client: FlaskClient, app: Flask, queries: Callable[[], Any]) -> None:
    at = at_desk(client)
    costs: list[list[int]] = []
    for _ in range(2):
        mock = taken(at, started(at), {1: "a"})
        costs.append([])
        for path in ("/review/mocks", home(at), f"/review/mocks/{mock.id}"):
            client.get(path)
            session.expunge_all()
            with queries() as count:
                client.get(path)
            costs[-1].append(count.n)
    assert costs[0] == costs[1]
    assert costs[1][0] <= 12
    assert costs[1][1] <= 12
    assert costs[1][2] <= 30
