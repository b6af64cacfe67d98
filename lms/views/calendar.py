"""A person's calendar: a month of deadlines, meetings and exams, and the feed that phones subscribe to."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core import clock
from core.errors import NotAllowed
from core.feeds import FeedEvent
from core.feeds import calendar as feed_of
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from lms.queries.agenda import AgendaLine, agenda_of
from lms.rules.month import grid_span, month_of, read_month

FEED_BACK, FEED_AHEAD = timedelta(days=30), timedelta(days=180)


def show() -> ResponseReturnValue:
    actor, zone = current_actor(), current_app.config["TIME_ZONE"]
    today = clock.local_day(clock.now(), zone)
    first = read_month(request.args.get("month", ""), today)
    start, end = (clock.midnight(day, zone) for day in grid_span(first))
    lines = agenda_of(actor.person_id or 0, start, end)
    month = month_of(first, lines, lambda line: clock.local_day(line.at, zone))
    return render_template(
        "lms/calendar/show.html", month=month, today=today, lines=[line for line in lines if clock.local_day(line.at, zone).month == first.month],
        feed=current_app.config["PUBLIC_URL"] + url_for("lms.calendar.feed", token=accounts.feed_token(actor.person_id or 0)),
    )  # fmt: skip


def feed(token: str) -> ResponseReturnValue:
    """The calendar of whoever holds the address, which its owner can change on the profile page."""
    person_id = accounts.person_of_feed(token)
    if person_id is None:
        raise NotAllowed(say("Địa chỉ lịch này không còn dùng được. Hãy lấy địa chỉ mới ở trang Lịch."))
    now = clock.now()
    lines = agenda_of(person_id, now - FEED_BACK, now + FEED_AHEAD)
    answer = Response(feed_of(translate(say("Lịch học Khoa Bảng")), map(_event, lines)), mimetype="text/calendar")
    answer.headers["Cache-Control"] = "private, max-age=600"
    return answer


def _event(line: AgendaLine) -> FeedEvent:
    url = current_app.config["PUBLIC_URL"] + line.url
    return FeedEvent(f"{line.uid}@khoabang", line.at, line.ends_at or line.at, line.title, description=line.course, url=url)
