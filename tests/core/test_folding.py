from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Thị Ẳng", "nguyen thi ang"),
        ("ĐỖ  Đức", "do duc"),
        ("  Lê\tÝ ", "le y"),
        ("Ộ Ữ ẳ", "o u a"),
        ("Đường THẲNG  vuông\tgóc, ưỡn", "duong thang vuong goc, uon"),
        ("", ""),
    ],
)
def test_folding_drops_diacritics_case_and_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
