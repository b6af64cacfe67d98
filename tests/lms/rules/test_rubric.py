"""Rubrics as teachers type them, and what a marked work comes to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.rules.rubric import Criterion, Level, as_json, from_json, most_points, points_of, problems_of, read_rubric, write_rubric

D = Decimal
TYPED = "Lập luận: 0 chưa có; 1,5 còn thiếu bước; 3 chặt chẽ\n\nTrình bày: 0; 1 rõ ràng"


def test_a_rubric_is_read_as_it_is_typed() -> None:
    assert read_rubric(TYPED) == [
        Criterion("c1", "Lập luận", (Level(D(0), "chưa có"), Level(D("1.5"), "còn thiếu bước"), Level(D(3), "chặt chẽ"))),
        Criterion("c2", "Trình bày", (Level(D(0), ""), Level(D(1), "rõ ràng"))),
    ]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Không có mức", 1),
        ("A: 1 x; hai y", 1),
        ("A: 0; 1\nB:", 2),
        ("A: -1 x", 1),
        ("A: 101 x", 1),
        ("A: 0,125 x", 1),
        ("A: NaN; 1", 1),
        ("A: 1e9 x", 1),
    ],
)
def test_a_line_that_is_none_is_named(typed: str, line: int) -> None:
    with pytest.raises(ValueError, match=str(line)):
        read_rubric(typed)


def test_points_come_when_every_line_has_its_level() -> None:
    rubric = read_rubric(TYPED)
    assert points_of(rubric, {"c1": "1,5"}) == (None, {"c1": "1,5"})
    assert points_of(rubric, {"c1": "1,5", "c2": "1"}) == (D("2.5"), {"c1": "1,5", "c2": "1"})
    assert points_of(rubric, {"c1": "2", "c2": "1", "c9": "5"}) == (None, {"c2": "1"})
    assert most_points(rubric) == 4


@pytest.mark.parametrize("typed", ["A: 1 một mức", "A: 1 x; 1 y", ": 0; 1", "A: 0; 0,0"])
def test_a_rubric_that_cannot_be_used_says_why(typed: str) -> None:
    assert problems_of(read_rubric(typed)) is not None


def test_too_many_criteria_are_refused() -> None:
    assert problems_of(read_rubric("\n".join(f"C{n}: 0; 1" for n in range(20)))) is None
    assert problems_of(read_rubric("\n".join(f"C{n}: 0; 1" for n in range(21)))) is not None


words = st.text("abcđêỗ ", min_size=1, max_size=12).map(str.strip)
levels = st.lists(st.builds(Level, st.integers(0, 400).map(lambda n: D(n) / 4), words), min_size=1, max_size=4)
rubrics = st.lists(st.tuples(words.filter(bool), levels), max_size=5).map(
    lambda rows: [Criterion(f"c{n}", title, tuple(steps)) for n, (title, steps) in enumerate(rows, 1)]
)


@given(rubrics)
def test_what_is_written_is_read_back(rubric: list[Criterion]) -> None:
    assert read_rubric(write_rubric(rubric)) == rubric
    assert from_json(as_json(rubric)) == rubric


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        assert isinstance(read_rubric(typed), list)
    except ValueError as refused:
        assert isinstance(refused.args[0], int)
