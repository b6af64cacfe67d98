"""TT 22/2021 at its edges: averages, missing marks, and the result over all subjects."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.rules.grades import Entry, Level, TermGrade, level_of, on_ten, read_mark, rounded, term_grade, year_grade

D = Decimal
tenths = st.integers(0, 100).map(lambda n: Decimal(n) / 10)


def entries(regular: str, midterm: str = "", final: str = "") -> list[Entry]:
    found = [Entry("tx", D(value)) for value in regular.split()]
    found += [Entry("gk", D(midterm))] if midterm else []
    return found + ([Entry("ck", D(final))] if final else [])


@pytest.mark.parametrize(
    ("regular", "midterm", "final", "average"),
    [
        ("8 9 7", "8", "9", "8.4"),  # (24 + 16 + 27) / 8 = 8.375
        ("10 10", "10", "10", "10.0"),
        ("0 0", "0", "0", "0.0"),
        ("6.5 6.4", "6.5", "6.4", "6.4"),  # 45.1 / 7 = 6.4428
        ("8 8 8 8", "7.5", "7.9", "7.9"),  # 70.7 / 9 = 7.8555
        ("5 5", "4.5", "5.5", "5.1"),  # 35.5 / 7 = 5.0714
        ("6.4 6.5", "6.4", "6.5", "6.5"),  # 45.2 / 7 = 6.4571
    ],
)
def test_a_terms_average_weighs_one_two_three(regular: str, midterm: str, final: str, average: str) -> None:
    grade = term_grade(entries(regular, midterm, final), len(regular.split()))
    assert (grade.average, grade.is_complete) == (D(average), True)


def test_half_a_tenth_goes_up() -> None:
    assert [rounded(D(value)) for value in ("6.45", "6.449", "7.95", "0.05")] == [D("6.5"), D("6.4"), D("8.0"), D("0.1")]


def test_a_missing_mark_is_not_zero_and_the_average_is_not_final() -> None:
    grade = term_grade(entries("8 9", "8"), 3)
    assert grade.average == D("8.3")  # (17 + 16) / 4 = 8.25
    assert grade.missing == {"tx": 1, "ck": 1}
    assert not grade.is_complete


def test_an_absent_pupil_has_no_average() -> None:
    grade = term_grade([Entry("tx", is_absent=True)], 2)
    assert grade.average is None
    assert grade.missing == {"tx": 2, "gk": 1, "ck": 1}


def test_more_regular_marks_than_asked_all_count() -> None:
    assert term_grade(entries("10 10 10 2", "8", "8"), 2).average == D("8.0")  # (32 + 16 + 24) / 9


def test_a_year_weighs_the_second_term_twice() -> None:
    assert year_grade(TermGrade(D("7.0"), None, {}), TermGrade(D("8.5"), None, {})).average == D("8.0")
    assert year_grade(TermGrade(D("6.4"), None, {}), TermGrade(D("6.5"), None, {})).average == D("6.5")  # 6.4667


def test_a_year_waits_for_both_terms() -> None:
    year = year_grade(TermGrade(D("7.0"), None, {}), TermGrade(None, None, {"ck": 1}))
    assert (year.average, year.is_complete) == (None, False)


@pytest.mark.parametrize(("first", "second", "passed"), [(True, False, False), (False, True, True), (True, True, True)])
def test_a_subject_of_comments_ends_as_its_second_term(first: bool, second: bool, passed: bool) -> None:
    assert year_grade(TermGrade(None, first, {}), TermGrade(None, second, {})).passed is passed


def test_one_failed_comment_fails_the_term() -> None:
    assert term_grade([Entry("tx", passed=True), Entry("gk", passed=False), Entry("ck", passed=True)], 1).passed is False


@pytest.mark.parametrize(
    ("averages", "verdicts", "level"),
    [
        ("8 8 8 8 8 8 6.5 6.5", "DD", Level.EXCELLENT),
        ("8 8 8 8 8 7.9 6.5 6.5", "DD", Level.GOOD),
        ("8 8 8 8 8 8 6.4 6.5", "DD", Level.GOOD),
        ("6.5 6.5 6.5 6.5 6.5 6.5 5 5", "DD", Level.GOOD),
        ("6.5 6.5 6.5 6.5 6.5 6.4 5 5", "DD", Level.FAIR),
        ("5 5 5 5 5 5 3.5 3.5", "DC", Level.FAIR),
        ("5 5 5 5 5 5 3.5 3.4", "DD", Level.NOT_YET),
        ("5 5 5 5 5 4.9 3.5 3.5", "DD", Level.NOT_YET),
        ("5 5 5 5 5 5 5 5", "CC", Level.NOT_YET),
        # One subject alone pulls two steps or more: lifted one.
        ("8 8 8 8 8 8 8 3.6", "DD", Level.GOOD),
        ("8 8 8 8 8 8 8 2", "DD", Level.FAIR),
        ("7 7 7 7 7 7 7 3", "DD", Level.FAIR),
        ("8 8 8 8 8 8 8 8", "DC", Level.GOOD),
        # Two subjects do: it stands.
        ("8 8 8 8 8 8 3.4 3.4", "DD", Level.NOT_YET),
        ("8 8 8 8 8 8 8 6", "DD", Level.GOOD),
        ("8 8 8 8 8", "", Level.NOT_YET),
    ],
)
def test_the_result_over_all_subjects(averages: str, verdicts: str, level: Level) -> None:
    assert level_of([D(value) for value in averages.split()], [mark == "D" for mark in verdicts]) is level


@given(st.lists(tenths, min_size=6, max_size=13), st.lists(st.booleans(), max_size=4), st.integers(0, 12))
def test_a_better_mark_never_lowers_the_result(averages: list[Decimal], verdicts: list[bool], place: int) -> None:
    better = list(averages)
    better[place % len(better)] = D(10)
    assert level_of(better, verdicts) >= level_of(averages, verdicts)


@given(st.lists(tenths, min_size=1, max_size=5), tenths, tenths)
def test_an_average_lies_between_the_marks(regular: list[Decimal], midterm: Decimal, final: Decimal) -> None:
    marks = [*(Entry("tx", value) for value in regular), Entry("gk", midterm), Entry("ck", final)]
    average = term_grade(marks, len(regular)).average
    assert average is not None
    assert min(*regular, midterm, final) <= average <= max(*regular, midterm, final)


@pytest.mark.parametrize(("typed", "value"), [("8", "8"), ("8,5", "8.5"), (" 10 ", "10"), ("0", "0"), ("7.0", "7"), ("7,50", "7.5")])
def test_marks_are_read_as_teachers_type_them(typed: str, value: str) -> None:
    assert read_mark(typed) == D(value)


@pytest.mark.parametrize("typed", ["10,1", "-1", "8,55", "tám", "8,5,1", "1e1", "٨", "NaN", ".", "8 5", "100"])
def test_what_is_no_mark_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_mark(typed)


def test_no_mark_is_no_mark() -> None:
    assert read_mark("  ") is None


def test_points_become_marks() -> None:
    assert on_ten(D("17"), D("20")) == D("8.5")
    assert on_ten(D("1"), D("3")) == D("3.3")
    assert on_ten(D(0), D(0)) == 0
