"""How alike wordings are."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from question_bank.kinds.registry import KINDS
from question_bank.rules.similarity import ALIKE, Wording, bands_of, share, unpacked, wording_of

STEM = r"<p>Đạo hàm của hàm số \(y=\frac{x}{2}+x^{2}\) tại điểm \(x_0=3\) bằng bao nhiêu?</p>"


def asked(stem: str, *options: str, explanation: str = "") -> Wording:
    rows = [{"id": letter, "text": text} for letter, text in zip("abcd", options, strict=False)]
    content: dict[str, Any] = {"stem": stem, "body": {"options": rows}, "key": {"right": "a"}, "explanation": explanation}
    return wording_of(KINDS["single_choice"], content)


@pytest.mark.parametrize(
    ("stem", "is_alike", "same_numbers"),
    [
        (r"<p>Đạo hàm của hàm số \(y=\dfrac{x}{2}+x^2\) tại điểm \(x_0 = 3\) bằng bao nhiêu</p>", True, True),
        (r"<p><b>dao ham</b> cua ham so \(y = \frac x 2 + x^2\) tai diem \(x_0=3\) bang bao nhieu?</p>", True, True),
        (r"<p>Đạo hàm của hàm số \(y=\frac{x}{7}+x^{4}\) tại điểm \(x_0=9\) bằng bao nhiêu?</p>", True, False),
        (r"<p>Nguyên hàm của hàm số \(y=\sin x\) là hàm nào sau đây?</p>", False, False),
        ("", False, False),
    ],
)
def test_marks_maths_and_numbers_do_not_hide_a_twin(stem: str, is_alike: bool, same_numbers: bool) -> None:
    one, other = asked(STEM, "1", "2"), asked(stem, "2", "1", explanation="<p>Khác</p>")
    assert (share(frozenset(one.shingles), frozenset(other.shingles)) >= ALIKE) is is_alike
    assert (one.numbers == other.numbers) is same_numbers
    assert bool(set(bands_of(one)) & set(bands_of(other))) is is_alike


def test_a_wording_is_kept_as_bytes() -> None:
    wording = asked(STEM, "1")
    assert unpacked(wording.packed) == frozenset(wording.shingles)
    assert bands_of(Wording((), 0)) == ()


@pytest.mark.parametrize(("common", "least", "most"), [(0.9, 0.97, 1.0), (0.7, 0.75, 0.99), (0.3, 0.0, 0.1)])
def test_bands_meet_as_often_as_their_shape_says(common: float, least: float, most: float) -> None:
    """1 - (1 - s^5)^12: 1.00, 0.89 and 0.03."""
    dice, met = Random(7), 0
    for _ in range(200):
        union = [dice.getrandbits(32) for _ in range(40)]
        shared, rest = union[: round(common * 40)], union[round(common * 40) :]
        one, other = (Wording(tuple(sorted([*shared, *part])), 0) for part in (rest[::2], rest[1::2]))
        met += bool(set(bands_of(one)) & set(bands_of(other)))
    assert least <= met / 200 <= most
