"""The calendar and its feed: what stands on which day, for whom, and who may read the address."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from flask.testing import FlaskClient
from icalendar import Calendar

from core import clock as now
from core.db import transaction
from lms.operations.create_assignment import create_assignment
from tests.support.courses import School, new_item, new_school
from tests.support.people import actor_of, sign_in_as


def filled() -> School:
    school = new_school()
    with transaction():
        task = create_assignment(actor_of(school.teacher_id), school.course, "Bài tập")
        task.due_at = now.now() + timedelta(days=1)
        new_item(school.course_id, "assignment", task.id, title="Nộp bài tập")
        new_item(school.course_id, "link", title="Đọc trước", due_at=now.now() + timedelta(days=2))
        new_item(school.course_id, "link", title="Mục ẩn", due_at=now.now() + timedelta(days=2), is_visible=False)
        starts_at = (now.now() + timedelta(days=3)).isoformat()
        new_item(school.course_id, "meeting", title="Ôn tập chung", detail={"starts_at": starts_at, "minutes": 90})
    return school


def feed_address(client: FlaskClient) -> str:
    page = client.get("/calendar").text
    return "/calendar/" + page.split("/calendar/")[1].split('"')[0]


def test_a_pupil_and_the_teacher_see_what_is_due_and_when(client: FlaskClient, clock: time_machine.Coordinates) -> None:
    school = filled()
    for person_id in (school.pupils[0], school.teacher_id):
        sign_in_as(client, person_id=person_id)
        page = client.get("/calendar?month=2026-11").text
        assert all(title in page for title in ("Nộp bài tập", "Đọc trước", "Ôn tập chung"))
        assert "Mục ẩn" not in page
    sign_in_as(client, person_id=new_school().pupils[0])
    assert "Nộp bài tập" not in client.get("/calendar?month=2026-11").text


def test_any_month_in_the_address_shows_a_month(client: FlaskClient, clock: time_machine.Coordinates) -> None:
    sign_in_as(client, person_id=new_school().pupils[0])
    for typed in ("2026-12", "x", "9999-99", "2026-11-05", "%00"):
        assert client.get(f"/calendar?month={typed}").status_code == 200


def test_the_feed_is_read_by_its_address_until_the_address_changes(client: FlaskClient, clock: time_machine.Coordinates) -> None:
    school = filled()
    sign_in_as(client, person_id=school.pupils[0])
    address = feed_address(client)
    stranger = client.application.test_client()
    answer = stranger.get(address)
    events = {str(event["summary"]): event for event in Calendar.from_ical(answer.data).walk("VEVENT")}
    assert set(events) == {"Nộp bài tập", "Đọc trước", "Ôn tập chung"}
    meeting = events["Ôn tập chung"]
    assert meeting["dtend"].dt - meeting["dtstart"].dt == timedelta(minutes=90)
    assert stranger.get(address.replace(".ics", "x.ics")).status_code == 403
    client.post("/me/feed")
    assert stranger.get(address).status_code == 403
