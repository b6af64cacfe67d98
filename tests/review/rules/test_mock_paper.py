"""A mock paper after a national format: counts, points, what is short, and the half of it."""

from decimal import Decimal as D

import pytest

from curriculum.api import FormatPart, NationalFormat
from review.rules.mock_paper import is_offered, paper_of

TABLE = {"1": D("0.1"), "2": D("0.25"), "3": D("0.5"), "4": D(1)}
TOAN = NationalFormat(
    "toan", 90, "QĐ 764",
    (
        FormatPart("I", "single_choice", 12, D("0.25"), None),
        FormatPart("II", "true_false_group", 4, None, TABLE),
        FormatPart("III", "short_answer", 6, D("0.5"), None),
    ),
)  # fmt: skip
PLENTY = {"single_choice": 50, "true_false_group": 50, "short_answer": 50}


def test_the_whole_paper_is_ten_points() -> None:
    paper = paper_of(TOAN, PLENTY)
    assert (paper.count, paper.points, paper.minutes, paper.short) == (22, D(10), 90, ())


def test_the_half_paper_is_half_of_every_part_in_half_the_time() -> None:
    paper = paper_of(TOAN, PLENTY, is_half=True)
    assert ([part.count for part in paper.parts], paper.points, paper.minutes) == ([6, 2, 3], D(5), 45)


def test_what_is_short_is_named_with_what_is_there() -> None:
    paper = paper_of(TOAN, {"single_choice": 12, "true_false_group": 2})
    assert [(part.code, part.count, part.found) for part in paper.short] == [("II", 4, 2), ("III", 6, 0)]


def test_a_bank_too_small_for_the_whole_may_do_for_the_half() -> None:
    assert paper_of(TOAN, {"single_choice": 6, "true_false_group": 2, "short_answer": 3}, is_half=True).short == ()


def test_parts_of_one_kind_share_the_questions() -> None:
    twice = NationalFormat("x", 60, "", (FormatPart("I", "single_choice", 4, D(1), None), FormatPart("II", "single_choice", 4, D(1), None)))
    assert [part.found for part in paper_of(twice, {"single_choice": 5}).parts] == [4, 1]


def test_the_score_table_is_given_as_shares_of_a_questions_points() -> None:
    assert paper_of(TOAN, PLENTY).parts[1].shares == {"1": "0.1", "2": "0.25", "3": "0.5", "4": "1"}
    two_points = NationalFormat("x", 9, "", (FormatPart("I", "true_false_group", 1, None, {"1": D("0.5"), "2": D(2)}),))
    assert paper_of(two_points, PLENTY).parts[0].shares == {"1": "0.25", "2": "1"}


@pytest.mark.parametrize(("kinds", "expected"), [(set(PLENTY), True), ({"single_choice"}, False)])
def test_only_what_is_marked_at_once_is_offered(kinds: set[str], expected: bool) -> None:
    assert is_offered(TOAN, kinds) is expected
