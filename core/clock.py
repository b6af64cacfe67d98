"""The one clock. Everything that asks for the time asks here, in aware UTC, so that tests and the demo can move it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _pretended.get() or datetime.now(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` inside: the demo writes its past by the real operations, at the real times."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)


def local(moment: datetime, zone: str) -> datetime:
    """`moment` as a wall clock in `zone` (an IANA name) shows it."""
    return moment.astimezone(ZoneInfo(zone))


def local_day(moment: datetime, zone: str) -> date:
    """The calendar day on which `moment` falls in `zone`; number series and reports are kept by it."""
    return local(moment, zone).date()


def midnight(day: date, zone: str) -> datetime:
    """The instant at which `day` begins in `zone`."""
    return datetime.combine(day, time(), ZoneInfo(zone))
