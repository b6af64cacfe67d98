"""Calendars that a phone subscribes to: iCalendar (RFC 5545) by the icalendar package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vText

from core import clock
from core.folding import tidy

REFRESHED = timedelta(hours=1)


@dataclass(frozen=True)
class FeedEvent:
    """Something on a calendar. `uid` is the same whenever the same thing is written (`broadcast-7@khoabang`), or a calendar program
    would show it twice; instants are aware; `url` is absolute. An event that ends when it starts is a deadline."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str
    description: str = ""
    url: str = ""
    location: str = ""


def calendar(name: str, events: Iterable[FeedEvent]) -> bytes:
    """An iCalendar file (UTF-8, CRLF, folded lines, all instants in UTC); serve it as `text/calendar`."""
    made = Calendar({"version": "2.0", "prodid": "-//Khoa Bang//Khoa Bang//VI", "calscale": "GREGORIAN", "method": "PUBLISH"})
    for title in ("name", "x-wr-calname"):
        made.add(title, vText(tidy(name)))
    made.add("refresh-interval", REFRESHED, parameters={"value": "DURATION"})
    written_at = clock.now()
    for event in events:
        made.add_component(_component(event, written_at))
    return bytes(made.to_ical())


def _component(event: FeedEvent, written_at: datetime) -> Event:
    component = Event()
    component.add("uid", event.uid)
    component.add("dtstamp", written_at.astimezone(UTC))
    component.add("dtstart", event.starts_at.astimezone(UTC))
    component.add("dtend", event.ends_at.astimezone(UTC))
    component.add("summary", tidy(event.title))
    for name, value in (
        ("description", "\n".join(map(tidy, event.description.splitlines()))),
        ("url", event.url),
        ("location", tidy(event.location)),
    ):
        if value:
            component.add(name, value)
    return component
