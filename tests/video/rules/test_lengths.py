"""Moments as people write them."""

from __future__ import annotations

import pytest

from video.rules.lengths import read_seconds, write_seconds


@pytest.mark.parametrize(
    ("text", "seconds"), [("0:00", 0), ("12:05", 725), (" 3.07 ", 187), ("90:00", 5400), ("1:02:05", 3725), ("7", 420)]
)
def test_a_moment_is_read_as_it_is_written(text: str, seconds: int) -> None:
    assert read_seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "abc", "1:60", "1:75:00", "-1:00", "1:2", "12:05:", "٣:٠٠", "99999"])
def test_anything_else_is_not_a_moment(text: str) -> None:
    assert read_seconds(text) is None


@pytest.mark.parametrize("seconds", [0, 59, 60, 725, 3599, 3600, 3725])
def test_what_is_written_reads_back(seconds: int) -> None:
    assert read_seconds(write_seconds(seconds)) == seconds
