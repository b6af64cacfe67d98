"""A signed address is the same for half a day and ends within a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from video.rules import media_token

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_address_stays_the_same_through_a_period() -> None:
    assert media_token.expiry(NOON) == media_token.expiry(NOON + timedelta(hours=11, minutes=59))
    assert media_token.expiry(NOON) < media_token.expiry(NOON + timedelta(hours=12))


def test_it_is_good_for_twelve_hours_to_a_day() -> None:
    for minutes in range(0, 1440, 7):
        now = NOON + timedelta(minutes=minutes)
        left = media_token.seconds_left(media_token.write("ab", media_token.expiry(now)), now)
        assert 12 * 3600 < left <= 24 * 3600


def test_words_name_the_folder() -> None:
    assert media_token.folder_of(media_token.write("ab12", media_token.expiry(NOON))) == "ab12"
