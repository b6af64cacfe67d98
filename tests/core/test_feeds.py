"""Calendars read back by the same library, and by their bytes where programs are strict."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import time_machine
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from core.feeds import FeedEvent, calendar
from core.folding import tidy

START = datetime(2026, 11, 21, 7, 30, tzinfo=timezone(timedelta(hours=7)))


def event(title: str = "Toán 12: Đạo hàm", description: str = "") -> FeedEvent:
    return FeedEvent("broadcast-7@khoabang", START, START + timedelta(minutes=30), title, description, "https://x.vn/tv?a=1", "VTV7")


def test_instants_are_written_in_utc() -> None:
    written = calendar("Lịch phát sóng", [event()])
    assert b"DTSTART:20261121T003000Z\r\n" in written
    assert b"DTEND:20261121T010000Z\r\n" in written


def test_the_same_thing_is_written_the_same() -> None:
    with time_machine.travel(START, tick=False):
        assert calendar("Lịch", [event()]) == calendar("Lịch", [event()])


def test_what_is_missing_is_left_out() -> None:
    bare = FeedEvent("deadline-1@khoabang", START, START, "Hạn nộp")
    assert not any(name in calendar("Lịch", [bare]) for name in (b"DESCRIPTION", b"LOCATION", b"URL"))


def test_an_empty_calendar_is_one() -> None:
    read = Calendar.from_ical(calendar("Lịch học", []))
    assert read["X-WR-CALNAME"] == "Lịch học" and not read.walk("VEVENT")


@given(st.text(max_size=200), st.text(max_size=400))
def test_no_title_or_description_breaks_out_of_its_line(title: str, description: str) -> None:
    written = calendar(title, [event(title, description)])
    lines = written.decode().split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert sum(line == "BEGIN:VEVENT" for line in lines) == 1
    read = Calendar.from_ical(written).walk("VEVENT")[0]
    assert str(read["SUMMARY"]) == tidy(title)
    assert read["UID"] == "broadcast-7@khoabang" and read["DTSTART"].dt == START.astimezone(UTC)
