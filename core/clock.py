"""The one clock. Everything that asks for the time asks here, in aware UTC, so tests can move it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime, zone: str) -> datetime:
    """`moment` as a wall clock in `zone` (an IANA name) shows it."""
    return moment.astimezone(ZoneInfo(zone))


def local_day(moment: datetime, zone: str) -> date:
    """The calendar day on which `moment` falls in `zone`; number series and reports are kept by it."""
    return local(moment, zone).date()
