"""Devices, school years, tokens and audit details: rules of a few lines each."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.rules.devices import device_of, is_handheld
from accounts.rules.school_year import is_school_year, school_year_of
from accounts.rules.tokens import hash_of, new_token
from accounts.rules.trail import detail_lines

ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0"


@pytest.mark.parametrize(("agent", "device"), [(ANDROID, "Chrome · Android"), (EDGE, "Edge · Windows"), ("curl/8", ""), ("", "")])
def test_a_device_is_called_as_its_owner_would(agent: str, device: str) -> None:
    assert device_of(agent) == device


def test_phones_are_told_from_desks() -> None:
    assert is_handheld(ANDROID)
    assert not is_handheld(EDGE)


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 7, 31), "2025-2026"), (date(2026, 8, 1), "2026-2027"), (date(2027, 5, 1), "2026-2027")]
)
def test_school_years_begin_in_august(day: date, year: str) -> None:
    assert school_year_of(day) == year


@pytest.mark.parametrize(("year", "good"), [("2026-2027", True), ("2026-2028", False), ("2026", False), ("abcd-efgh", False)])
def test_a_school_year_is_two_years_that_follow(year: str, good: bool) -> None:
    assert is_school_year(year) is good


def test_tokens_differ_and_only_their_hash_is_kept() -> None:
    one, two = new_token(), new_token()
    assert one != two
    assert len(hash_of(one)) == 64
    assert one not in hash_of(one)


def test_details_of_the_trail_are_lines_with_old_and_new() -> None:
    lines = detail_lines({"changed": {"full_name": ["An", "Anh"], "code": [None, "7"]}, "role": "teacher", "people": list(range(20))})
    assert [(str(name), str(value)) for _, name, value in lines] == [
        ("Họ và tên", "An → Anh"), ("Mã số", "– → 7"), ("Vai trò", "Giáo viên"), ("Người dùng", "0, 1, 2, 3, 4, 5, 6, 7…"),
    ]  # fmt: skip
