from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.rules.lockout import is_locked, lock_after, locked_message

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(("failures", "minutes"), [(1, 0), (4, 0), (5, 1), (9, 1), (10, 15), (19, 15), (20, 60), (500, 60)])
def test_the_lock_grows_with_wrong_tries(failures: int, minutes: int) -> None:
    assert (lock_after(failures) or timedelta()) == timedelta(minutes=minutes)


def test_a_lock_ends_at_its_moment() -> None:
    assert is_locked(NOW, NOW - timedelta(seconds=1))
    assert not is_locked(NOW, NOW)
    assert not is_locked(None, NOW)


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (60, 1), (61, 2), (3600, 60)])
def test_the_message_says_how_long_and_whom_to_ask(seconds: int, minutes: int) -> None:
    words = str(locked_message(NOW + timedelta(seconds=seconds), NOW))
    assert f"{minutes} phút" in words
    assert "cán bộ quản lý" in words
