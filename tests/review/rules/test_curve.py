"""Where scores stand in the picture."""

from decimal import Decimal as D

from review.rules.curve import Dot, curve


def test_scores_run_from_left_to_right_and_ten_is_the_top() -> None:
    assert curve([D(0), D(5), D(10)], 100, 50) == (Dot(0.0, 50.0), Dot(50.0, 25.0), Dot(100.0, 0.0))


def test_a_single_score_stands_in_the_middle() -> None:
    assert curve([D("7.5")], 100, 40) == (Dot(50.0, 10.0),)


def test_no_score_is_no_picture() -> None:
    assert curve([], 100, 40) == ()
