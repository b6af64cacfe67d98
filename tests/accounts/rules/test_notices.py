from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.rules.notices import icon_of, last_letter_before

ZONE = "Asia/Ho_Chi_Minh"
MORNING = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)  # 06:30 on the 22nd in Viet Nam


@pytest.mark.parametrize(
    ("digest", "last", "due"),
    [
        ("daily", MORNING - timedelta(hours=7), True),
        ("daily", MORNING - timedelta(minutes=10), False),
        ("daily", MORNING - timedelta(hours=23, minutes=30), True),
        ("weekly", MORNING - timedelta(days=6), False),
        ("weekly", MORNING - timedelta(days=7), True),
    ],
)
def test_a_letter_a_day_or_a_week_by_the_calendar(digest: str, last: datetime, due: bool) -> None:
    before = last_letter_before(digest, MORNING, ZONE)
    assert before is not None and (last < before) is due


@pytest.mark.parametrize(("digest", "now"), [("never", MORNING), ("daily", MORNING - timedelta(hours=1)), ("gone", MORNING)])
def test_no_letter_at_night_nor_to_whoever_wants_none(digest: str, now: datetime) -> None:
    assert last_letter_before(digest, now, ZONE) is None


def test_a_kind_looks_like_its_family() -> None:
    assert icon_of("grade.released") == icon_of("grade") != icon_of("something-new") == "bell"
