"""Marks and days as they are written on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from certificates.rules.words import in_figures, in_words, long_day


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ("8.25", "tám phẩy hai mươi lăm"), ("7.5", "bảy phẩy năm"), ("7.50", "bảy phẩy năm"), ("10", "mười"), ("0", "không"),
        ("5.05", "năm phẩy không năm"), ("9.15", "chín phẩy mười lăm"), ("6.21", "sáu phẩy hai mươi mốt"), ("4.11", "bốn phẩy mười một"),
        ("3.4", "ba phẩy bốn"), ("8.30", "tám phẩy ba"), ("5.31", "năm phẩy ba mươi mốt"), ("9.0000", "chín"), ("2.44", "hai phẩy bốn mươi bốn"),
    ],
)  # fmt: skip
def test_mark_in_words(points: str, words: str) -> None:
    assert in_words(Decimal(points)) == words


def test_mark_in_figures_has_a_comma_and_no_idle_noughts() -> None:
    assert [in_figures(Decimal(points)) for points in ("8.2500", "10.00", "0.5")] == ["8,25", "10", "0,5"]


def test_long_day_pads_as_the_decree_says() -> None:
    assert long_day(date(2026, 2, 8)) == "ngày 08 tháng 02 năm 2026"
    assert long_day(date(2026, 9, 30)) == "ngày 30 tháng 9 năm 2026"
