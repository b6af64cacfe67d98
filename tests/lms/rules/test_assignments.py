"""When work is taken, and which files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lms.rules.assignments import Standing, refuse_file, standing_at

DUE = datetime(2026, 11, 21, 15, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "due_at", "closes_at", "standing"),
    [
        (DUE, None, None, Standing.OPEN),
        (DUE, DUE, None, Standing.OPEN),
        (DUE + SECOND, DUE, None, Standing.LATE),
        (DUE + SECOND, DUE, DUE + SECOND, Standing.LATE),
        (DUE + 2 * SECOND, DUE, DUE + SECOND, Standing.CLOSED),
        (DUE + SECOND, None, DUE, Standing.CLOSED),
    ],
)
def test_the_second_of_the_deadline_is_in_time(
    now: datetime, due_at: datetime | None, closes_at: datetime | None, standing: Standing
) -> None:
    assert standing_at(now, due_at, closes_at) is standing


@pytest.mark.parametrize("name", ["bai.pdf", "Bài làm.DOCX", "anh.chup.JPG", "a.py"])
def test_what_pupils_hand_in_is_taken(name: str) -> None:
    assert refuse_file(name) is None


@pytest.mark.parametrize("name", ["virus.exe", "bai", ".pdf.scr", "a.pdf ", "macro.xlsm", "x.svg"])
def test_programmes_and_names_without_a_kind_are_not(name: str) -> None:
    assert refuse_file(name) is not None
