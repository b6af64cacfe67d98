"""Bins, mean and median of scores."""

from decimal import Decimal as D

import pytest

from exams.rules.distribution import distribution_of


def test_ten_is_in_the_last_bin_and_a_whole_number_begins_its_own() -> None:
    counted = {D("0"): 1, D("4.99"): 2, D("5.00"): 3, D("9.99"): 4, D("10"): 5}
    assert distribution_of(counted).counts == (1, 0, 0, 0, 2, 3, 0, 0, 0, 9)


@pytest.mark.parametrize(
    ("counted", "mean", "median"),
    [({D(4): 1, D(8): 1}, D("6.00"), D("6.00")), ({D(1): 2, D(10): 1}, D("4.00"), D("1.00")), ({D("3.33"): 1}, D("3.33"), D("3.33"))],
)
def test_mean_and_median_count_everyone(counted: dict[D, int], mean: D, median: D) -> None:
    found = distribution_of(counted)
    assert (found.mean, found.median) == (mean, median)


def test_no_scores_have_no_mean() -> None:
    found = distribution_of({})
    assert (found.total, found.mean, found.median) == (0, None, None)
