"""Time in an exam: who may start, until when, and whether what arrives still counts. The server's clock decides; moments are aware."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class Entry(StrEnum):
    """Whether a candidate may begin now."""

    OPEN = "open"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"


class Arrival(StrEnum):
    """When an event reached the server, against the deadline. What came too late is kept as evidence and not scored."""

    ON_TIME = "on_time"
    LATE = "late"
    TOO_LATE = "too_late"


def may_start(opens_at: datetime, closes_at: datetime, late_entry_seconds: int | None, now: datetime, *, has_sitting: bool) -> Entry:
    """Entry is from `opens_at`; a first start until `late_entry_seconds` after it (None: until `closes_at`). Resuming is always open."""
    if has_sitting:
        return Entry.OPEN
    if now < opens_at:
        return Entry.TOO_EARLY
    return Entry.OPEN if now < last_entry_at(opens_at, closes_at, late_entry_seconds) else Entry.TOO_LATE


def last_entry_at(opens_at: datetime, closes_at: datetime, late_entry_seconds: int | None) -> datetime:
    """The first moment at which nobody may start any more."""
    if late_entry_seconds is None:
        return closes_at
    return min(closes_at, opens_at + timedelta(seconds=late_entry_seconds))


def deadline_of(started_at: datetime, duration_seconds: int, extra_seconds: int, closes_at: datetime) -> datetime:
    """The whole duration, but not beyond the window; extra time is added to both, so it is never lost to a late start."""
    return min(started_at + timedelta(seconds=duration_seconds), closes_at) + timedelta(seconds=extra_seconds)


def arrival_of(
    claimed_at: datetime, received_at: datetime, deadline_at: datetime, grace_seconds: int, late_arrival_seconds: int
) -> Arrival:
    """How an event counts that the page says was made at `claimed_at` and that reached the server at `received_at`.

    What reaches us by the deadline is on time whatever a clock claims. After it the claim must not be later than the deadline; then
    it is on time within the grace, late within the allowance (an incident), and too late beyond it.
    """
    if received_at <= deadline_at:
        return Arrival.ON_TIME
    if claimed_at > deadline_at:
        return Arrival.TOO_LATE
    if received_at <= deadline_at + timedelta(seconds=grace_seconds):
        return Arrival.ON_TIME
    return Arrival.LATE if received_at <= deadline_at + timedelta(seconds=late_arrival_seconds) else Arrival.TOO_LATE


def earliest_deadline(latest_claim: datetime, received_at: datetime, grace_seconds: int) -> datetime:
    """The earliest deadline under which a whole batch is on time: what the guarded append compares with, in one parameter."""
    return min(received_at, max(received_at - timedelta(seconds=grace_seconds), latest_claim))


def settled_at(cut_at: datetime, grace_seconds: int, late_arrival_seconds: int) -> datetime:
    """The moment after which nothing that counts can still arrive for a sitting cut at `cut_at`: marking may begin."""
    return cut_at + timedelta(seconds=max(grace_seconds, late_arrival_seconds) + 5)


def download_opens_at(opens_at: datetime, early_download_seconds: int) -> datetime:
    """From when the sealed paper may be fetched."""
    return opens_at - timedelta(seconds=early_download_seconds)
