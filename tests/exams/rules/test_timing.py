"""Time in an exam, at its edges."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exams.rules.timing import (
    Arrival,
    Entry,
    arrival_of,
    deadline_of,
    download_opens_at,
    earliest_deadline,
    last_entry_at,
    may_start,
    settled_at,
)

OPENS = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=2)
DEADLINE = OPENS + timedelta(hours=1)
GRACE, LATE = 5, 300


def after(seconds: float, moment: datetime = OPENS) -> datetime:
    return moment + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("seconds", "late_entry", "entry"),
    [
        (-0.001, 900, Entry.TOO_EARLY),
        (0, 900, Entry.OPEN),
        (899.999, 900, Entry.OPEN),
        (900, 900, Entry.TOO_LATE),
        (0, 0, Entry.TOO_LATE),
        (7199.999, None, Entry.OPEN),
        (7200, None, Entry.TOO_LATE),
        (7200, 99_999, Entry.TOO_LATE),
    ],
)
def test_a_first_start_has_its_time(seconds: float, late_entry: int | None, entry: Entry) -> None:
    assert may_start(OPENS, CLOSES, late_entry, after(seconds), has_sitting=False) is entry


@pytest.mark.parametrize("seconds", [-60, 0, 901, 99_999])
def test_going_on_is_never_too_late(seconds: float) -> None:
    assert may_start(OPENS, CLOSES, 900, after(seconds), has_sitting=True) is Entry.OPEN


@pytest.mark.parametrize(
    ("started", "duration", "extra", "ends"),
    [
        (0, 3600, 0, 3600),
        (3600, 3600, 0, 7200),
        (3601, 3600, 0, 7200),
        (7000, 3600, 0, 7200),
        (0, 3600, 900, 4500),
        (7000, 3600, 900, 8100),
        (0, 9000, 600, 7800),
    ],
)
def test_late_start_still_ends_at_close_and_extra_time_is_never_lost(started: int, duration: int, extra: int, ends: int) -> None:
    assert deadline_of(after(started), duration, extra, CLOSES) == after(ends)


@pytest.mark.parametrize(
    ("claimed", "received", "arrival"),
    [
        (-10, -5, Arrival.ON_TIME),
        (99_999, 0, Arrival.ON_TIME),  # a page whose clock is wrong, before the deadline
        (0, 0.001, Arrival.ON_TIME),
        (0, GRACE, Arrival.ON_TIME),
        (0.001, 0.001, Arrival.TOO_LATE),
        (0.001, GRACE, Arrival.TOO_LATE),
        (0, GRACE + 0.001, Arrival.LATE),
        (-3600, LATE, Arrival.LATE),
        (0, LATE, Arrival.LATE),
        (0, LATE + 0.001, Arrival.TOO_LATE),
        (0.001, LATE, Arrival.TOO_LATE),
    ],
)
def test_arrival_is_decided_by_the_server_and_the_claim(claimed: float, received: float, arrival: Arrival) -> None:
    assert arrival_of(after(claimed, DEADLINE), after(received, DEADLINE), DEADLINE, GRACE, LATE) is arrival


def test_without_an_allowance_nothing_is_late_only_too_late() -> None:
    assert arrival_of(DEADLINE, after(GRACE + 1, DEADLINE), DEADLINE, GRACE, 0) is Arrival.TOO_LATE
    assert arrival_of(DEADLINE, after(GRACE, DEADLINE), DEADLINE, GRACE, 0) is Arrival.ON_TIME


moments = st.integers(-20_000, 400_000).map(lambda milliseconds: DEADLINE + timedelta(milliseconds=milliseconds))


@given(st.lists(moments, min_size=1, max_size=6), moments)
def test_the_append_s_one_parameter_says_what_the_rule_says(claims: list[datetime], received: datetime) -> None:
    by_rule = all(arrival_of(claim, received, DEADLINE, GRACE, LATE) is Arrival.ON_TIME for claim in claims)
    assert (earliest_deadline(max(claims), received, GRACE) <= DEADLINE) == by_rule


@given(moments, moments)
def test_nothing_counts_any_more_once_it_is_settled(claimed: datetime, cut: datetime) -> None:
    assert arrival_of(claimed, settled_at(cut, GRACE, LATE), cut, GRACE, LATE) is Arrival.TOO_LATE


def test_the_paper_may_be_fetched_early() -> None:
    assert download_opens_at(OPENS, 900) == after(-900)
    assert last_entry_at(OPENS, CLOSES, None) == CLOSES
