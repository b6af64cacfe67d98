"""The programme guide for everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from core import clock as house_clock
from core.db import session, transaction
from tests.support.people import sign_in_as
from tests.support.questions import new_topic
from tests.video.desks import Desk, new_desk, new_episode, published, shown
from video.models import Watch

pytestmark = pytest.mark.usefixtures("clock")  # a Saturday, 9:00 in Viet Nam


@pytest.fixture
def desk(app: Flask) -> Desk:
    return new_desk()


def test_it_tells_what_is_on_and_what_is_next(client: FlaskClient, desk: Desk) -> None:
    now = house_clock.now()
    shown(published(new_episode(desk, "Đang dạy")), now - timedelta(minutes=10))
    shown(published(new_episode(desk, "Sắp dạy")), now + timedelta(hours=2))
    page = client.get("/tv").text
    assert page.index("Đang phát") < page.index("Đang dạy") < page.index("Tiếp theo") < page.index("Sắp dạy")
    assert "còn 20 phút" in page


def test_a_day_of_the_week_shows_its_own_schedule(client: FlaskClient, desk: Desk) -> None:
    shown(published(new_episode(desk, "Bài tối mai")), house_clock.now() + timedelta(days=1), channel="HTV Key")
    assert "HTV Key</th>" not in client.get("/tv").text
    page = client.get("/tv?day=2026-11-22").text
    assert "HTV Key</th>" in page
    assert 'aria-current="date"><span>CN' in page


@pytest.mark.parametrize("day", ["", "abc", "9999-12-31", "0001-01-01", "2026-02-31"])
def test_a_day_that_is_none_is_today(client: FlaskClient, desk: Desk, day: str) -> None:
    page = client.get("/tv", query_string={"day": day})
    assert page.status_code == 200
    assert 'href="/tv?day=2026-11-21" aria-current="date"' in page.text


def test_the_first_and_the_last_day_can_be_shown(client: FlaskClient, desk: Desk) -> None:
    assert client.get("/tv?day=2000-01-01").status_code == client.get("/tv?day=2099-12-31").status_code == 200


def test_lessons_are_found_by_words_subject_grade_and_topic(client: FlaskClient, desk: Desk) -> None:
    other = new_desk(grade=10)
    under = new_topic("SAU", parent=desk.topic)
    published(new_episode(desk, "Đạo hàm"))
    published(new_episode(other, "Mệnh đề"))
    with transaction():
        below = new_episode(desk, "Vi phân", topic=False)
        below.topic_id = under.id
    published(below)

    def titles(**asked: object) -> set[str]:
        page = client.get("/tv", query_string=asked).text
        return {title for title in ("Đạo hàm", "Mệnh đề", "Vi phân") if f">{title}</a>" in page}

    assert titles(q="dao ham") == {"Đạo hàm"}
    assert titles(grade=10) == {"Mệnh đề"}
    assert titles(subject=desk.series.subject_code) == titles(topic=desk.topic.code) == {"Đạo hàm", "Vi phân"}
    assert titles(subject=desk.series.subject_code, topic="SAU") == {"Vi phân"}
    assert titles(q="khong co") == titles(topic="khong-co") == set()


@pytest.mark.parametrize(
    "query", ["grade=99999999999999999999", "grade=x", "q=%00%01", "subject=%00", "topic=%25", "page=99999999999999999999999"]
)
def test_odd_addresses_are_no_faults(client: FlaskClient, desk: Desk, query: str) -> None:
    assert client.get(f"/tv?{query}").status_code < 500


def test_visitors_see_public_programmes_and_members_all(client: FlaskClient, app: Flask) -> None:
    closed = new_desk(is_public=False)
    shown(published(new_episode(closed, "Bài kín")), house_clock.now())
    assert "Bài kín" not in client.get("/tv").text
    assert client.get(f"/tv/series/{closed.series.id}").status_code == 404
    sign_in_as(client, "student")
    assert "Bài kín" in client.get("/tv").text
    assert "Bài kín" in client.get(f"/tv/series/{closed.series.id}").text


def test_drafts_are_seen_by_nobody_here(client: FlaskClient, desk: Desk) -> None:
    shown(new_episode(desk, "Bài nháp"), house_clock.now())
    sign_in_as(client, "administrator")
    assert "Bài nháp" not in client.get("/tv").text
    assert "Bài nháp" not in client.get(f"/tv/series/{desk.series.id}").text


def test_a_card_tells_how_much_of_it_was_watched(client: FlaskClient, desk: Desk) -> None:
    episode = published(new_episode(desk))
    me, now = sign_in_as(client, "student"), house_clock.now()
    with transaction():
        watch = Watch(person_id=me.person_id, episode_id=episode.id, watched_seconds=150, started_at=now, updated_at=now)
        session.add(watch)
    assert "25%" in client.get("/tv").text


def test_the_calendar_holds_public_showings_and_may_be_kept(client: FlaskClient, desk: Desk) -> None:
    now = house_clock.now()
    episode = shown(published(new_episode(desk, "Đạo hàm; ứng dụng, phần 1")), now + timedelta(days=3))
    shown(published(new_episode(new_desk(is_public=False))), now + timedelta(days=4))
    shown(published(new_episode(new_desk())), now + timedelta(days=5))
    whole, one = client.get("/tv/guide.ics"), client.get(f"/tv/series/{desk.series.id}/guide.ics")
    assert (whole.mimetype, whole.headers["Cache-Control"]) == ("text/calendar", "public, max-age=900")
    assert "Set-Cookie" not in whole.headers
    events = [Calendar.from_ical(answer.data).walk("VEVENT") for answer in (whole, one)]
    assert [len(found) for found in events] == [2, 1]
    event = events[1][0]
    assert (event["summary"], event["location"]) == ("Đạo hàm; ứng dụng, phần 1", "VTV7")
    assert event.decoded("dtstart") == now + timedelta(days=3)
    assert event["url"].endswith(f"/tv/episodes/{episode.id}")


def test_a_closed_series_has_no_calendar(client: FlaskClient, app: Flask) -> None:
    closed = new_desk(is_public=False)
    sign_in_as(client, "administrator")
    assert client.get(f"/tv/series/{closed.series.id}/guide.ics").status_code == 404
    assert client.get("/tv/series/999/guide.ics").status_code == 404


def test_the_guide_costs_the_same_however_much_is_on(client: FlaskClient, desk: Desk, queries) -> None:  # type: ignore[no-untyped-def]
    sign_in_as(client, "student")
    for hour in range(12):
        shown(published(new_episode(desk)), house_clock.now() + timedelta(hours=hour - 2), 55)
    with queries() as count:
        assert client.get("/tv").status_code == 200
    assert count.n <= 9, count
    with queries() as count:
        assert client.get(f"/tv/series/{desk.series.id}").status_code == 200
    assert count.n <= 8, count
