"""Names and numbers as they are compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.rules.names import fold, same_number


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Nguyễn Thị Ánh Ngọc", "nguyen thi anh ngoc"), ("Đỗ Đức Ổn", "DO DUC ON"), ("H'Hen Niê Kđăm", "hhen nie kdam"),
        ("H’Hen Niê Kđăm", "H'Hen Nie Kdam"), ("Y Moan Ênuôl", "y moan  enuol "), ("Lê Thị Hồng-Nhung", "le thi hong nhung"),
    ],
)  # fmt: skip
def test_diacritics_case_and_apostrophes_do_not_count(printed: str, typed: str) -> None:
    assert fold(printed) == fold(typed)


def test_other_people_stay_others() -> None:
    assert fold("Nguyễn Văn An") != fold("Nguyễn Văn Ân Ái")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert "\0" not in fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_number_is_compared_by_letters_and_digits() -> None:
    assert same_number(" ttth-cntt-cb / 2026 / 412 ") == same_number("TTTH-CNTT-CB/2026/412")
