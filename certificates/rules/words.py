"""Marks and days as Vietnamese papers write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GENDERS = {"male": "Nam", "female": "Nữ", "other": "Khác"}


def in_figures(points: Decimal) -> str:
    """8,25; 7,5; 10."""
    return f"{points.normalize():f}".replace(".", ",")


def in_words(points: Decimal) -> str:
    """`tám phẩy hai mươi lăm` for 8.25. For the scale of ten, with at most two decimals."""
    whole, _, decimals = f"{points.normalize():f}".partition(".")
    said = _below_hundred(int(whole))
    if not decimals:
        return said
    if decimals.startswith("0"):
        return f"{said} phẩy không {DIGITS[int(decimals)]}"
    return f"{said} phẩy {_below_hundred(int(decimals))}"


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    head = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    if ones == 0:
        return head
    if ones == 1 and tens > 1:
        return f"{head} mốt"
    return f"{head} lăm" if ones == 5 else f"{head} {DIGITS[ones]}"


def short_day(day: date) -> str:
    """08/02/1998."""
    return f"{day:%d/%m/%Y}"


def long_day(day: date) -> str:
    """`ngày 08 tháng 02 năm 2026`: by decree 30/2020/NĐ-CP days below 10 and the months 1 and 2 are written with a nought."""
    return f"ngày {day.day:02} tháng {f'{day.month:02}' if day.month < 3 else day.month} năm {day.year}"
