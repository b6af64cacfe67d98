"""One clock, which the demo may set and which knows the site's day."""

from datetime import UTC, date, datetime

from core import clock

NEW_YEAR_EVE = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)


def test_the_local_day_changes_at_local_midnight_not_at_utc() -> None:
    assert clock.local_day(NEW_YEAR_EVE, "Asia/Ho_Chi_Minh") == date(2027, 1, 1)
    assert clock.local_day(NEW_YEAR_EVE, "UTC") == date(2026, 12, 31)


def test_standing_at_a_moment_ends_with_its_block() -> None:
    with clock.standing_at(NEW_YEAR_EVE):
        assert clock.now() == NEW_YEAR_EVE
    assert clock.now() != NEW_YEAR_EVE
