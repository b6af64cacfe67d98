"""Scores at their edges: rounding half up, minimums compared exactly, parts that must each be passed."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exams.rules.scoring import MarkedPoints, on_ten, points_of, total_of


@pytest.mark.parametrize(
    ("points", "out_of", "expected"),
    [("0", "10", "0.00"), ("10", "10", "10.00"), ("4.995", "10", "5.00"), ("4.9949", "10", "4.99"), ("1", "3", "3.33"), ("0", "0", "0")],
)
def test_the_scale_of_ten_rounds_half_up_to_two_decimals(points: str, out_of: str, expected: str) -> None:
    assert on_ten(D(points), D(out_of)) == D(expected)


@pytest.mark.parametrize(
    ("fraction", "out_of", "expected"), [("0.1", "1", "0.1"), ("0.25", "0.25", "0.0625"), ("0.333333", "1", "0.3333"), ("1", "0", "0")]
)
def test_points_are_a_share_of_the_questions_points(fraction: str, out_of: str, expected: str) -> None:
    assert points_of(D(fraction), D(out_of)) == D(expected)


@pytest.mark.parametrize(("points", "passed"), [("4.9999", False), ("4.996", False), ("5", True), ("10", True)])
def test_a_minimum_is_compared_with_exact_points_not_with_the_rounded_score(points: str, passed: bool) -> None:
    assert total_of([MarkedPoints(1, D(points), D(10))], {1: D(50)}).passed is passed


def test_every_part_must_be_passed_however_high_the_rest() -> None:
    marks = [MarkedPoints(1, D(10), D(10)), MarkedPoints(2, D("4.9"), D(10))]
    total = total_of(marks, {1: D(50), 2: D(50)})
    assert (total.passed, total.on_ten, total.parts[2].passed) == (False, D("7.45"), False)


def test_an_exam_without_minimums_is_neither_passed_nor_failed() -> None:
    assert total_of([MarkedPoints(1, D(0), D(1))], {1: D(0)}).passed is None


def test_a_part_in_which_nothing_was_answered_is_failed() -> None:
    assert total_of([MarkedPoints(1, D(0), D(1))], {1: D(50)}).passed is False


def test_a_score_waits_for_the_person_who_must_mark() -> None:
    total = total_of([MarkedPoints(1, None, D(2)), MarkedPoints(1, D(1), D(1))], {1: D(0)})
    assert (total.is_complete, total.points, total.max_points) == (False, D(1), D(3))


@given(st.lists(st.tuples(st.integers(1, 3), st.decimals(0, 1, places=3), st.decimals(0, 5, places=2))))
def test_a_score_is_never_below_zero_nor_above_what_there_was(entries: list[tuple[int, D, D]]) -> None:
    total = total_of(
        [MarkedPoints(part, points_of(share, out_of), out_of) for part, share, out_of in entries], {1: D(0), 2: D(40), 3: D(50)}
    )
    assert D(0) <= total.points <= total.max_points + D("0.0001") * len(entries)
    assert sum((part.points for part in total.parts.values()), D(0)) == total.points
