"""How alike wordings are."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.kinds.registry import KINDS
from question_bank.rules.similarity import ALIKE, Alike, Wording, alike_among, bands_of, share, unpacked, wording_of

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


WORDS = st.lists(
    st.sampled_from("hàm số liên tục trên khoảng đạo đồ thị nghiệm thực phương trình bậc hai".split()), min_size=4, max_size=12
)
FIELDS = st.lists(WORDS.map(" ".join), min_size=2, max_size=4)
calmly = settings(deadline=None, max_examples=25)


def common(one: Wording, other: Wording) -> float:
    return share(frozenset(one.shingles), frozenset(other.shingles))


@calmly
@given(WORDS.map(" ".join), FIELDS, st.randoms(use_true_random=False))
def test_order_marks_tags_and_capitals_leave_a_wording_as_it_is(stem: str, options: list[str], dice: Random) -> None:
    mixed = dice.sample(options, len(options))
    again = asked(f"<p><b>{stem.upper()}</b> </p>", *(f"<i>{option}</i>" for option in mixed), explanation="<p>Vì thế.</p>")
    assert again == asked(f"<p>{stem}</p>", *options)


@calmly
@given(FIELDS, FIELDS)
def test_sharing_is_the_same_from_both_sides_and_whole_with_itself(some: list[str], others: list[str]) -> None:
    one, other = asked("", *some), asked("", *others)
    assert common(one, other) == common(other, one) <= 1 == common(one, one)


@calmly
@given(st.lists(st.integers(0, 999), min_size=1, max_size=4), st.lists(st.integers(0, 999), min_size=1, max_size=4))
def test_numbers_are_told_and_do_not_part(some: list[int], others: list[int]) -> None:
    one, other = (asked(STEM, *map(str, numbers)) for numbers in (some, others))
    assert one.shingles == other.shingles and (one.numbers == other.numbers) == (sorted(map(str, some)) == sorted(map(str, others)))


STATEMENTS = (
    "Nước sôi ở một trăm độ",
    "Trái Đất quay quanh Mặt Trời",
    "Ánh sáng truyền theo đường thẳng",
    "Kim loại nào cũng dẫn điện tốt",
)


@pytest.mark.parametrize("stem", ["Phát biểu nào sau đây đúng?", "Khẳng định nào sau đây là sai?", "Chọn câu trả lời đúng nhất:"])
def test_one_stem_over_other_options_is_another_question(stem: str) -> None:
    other = [f"{statement} khi không có gió nào thổi qua" for statement in reversed(STATEMENTS)]
    assert common(asked(stem, *STATEMENTS), asked(stem, *other)) < ALIKE
    formulas = [rf"\(\{name} x + {sign}\)" for name, sign in zip(("sin", "cos", "tan", "cot"), "abcd", strict=True)]
    assert common(asked(stem, *formulas), asked(stem, *STATEMENTS)) < ALIKE


def test_feedback_and_key_do_not_hide_a_twin_and_another_picture_is_told() -> None:
    picture = '<p>Hình bên là đồ thị của hàm số nào?</p><img src="media:%s.png">'
    told = {
        "stem": STEM,
        "body": {"options": [{"id": "a", "text": "1", "feedback": STATEMENTS[0]}]},
        "key": {"right": "b"},
        "explanation": "",
    }
    assert wording_of(KINDS["single_choice"], told) == asked(STEM, "1")
    one, other = asked(picture % "a1"), asked(picture % "b2")
    assert one.shingles == other.shingles and one.numbers != other.numbers


def test_of_a_row_each_is_told_with_the_earlier_one_most_like_it() -> None:
    row = [asked(STEM, "1"), asked("<p>Khác hẳn đi rồi</p>"), asked(STEM.replace("=3", "=7"), "1"), asked(""), asked(STEM, "1"), asked("")]
    assert alike_among(row) == [Alike(0, 2, 1.0, True), Alike(0, 4, 1.0, False)]
    family = [asked(f"{STEM} lần thứ {'i' * number}") for number in range(300)]
    assert len(alike_among(family)) == 299
