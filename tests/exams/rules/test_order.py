"""The candidate's own order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exams.rules.order import order_of, seed_of

PARTS = [[1, 2, 3, 4, 5, 6, 7, 8], [9, 10, 11], [12]]


def test_the_order_is_the_same_on_every_machine() -> None:
    assert order_of(PARTS, seed_of(7, "seed"), shuffles=True) == [1, 7, 5, 3, 8, 4, 2, 6, 9, 10, 11, 12]


def test_two_candidates_meet_the_questions_differently() -> None:
    assert order_of(PARTS, seed_of(7, "seed"), shuffles=True) != order_of(PARTS, seed_of(8, "seed"), shuffles=True)


def test_an_exam_that_does_not_mix_keeps_the_form_s_order() -> None:
    assert order_of(PARTS, "any", shuffles=False) == list(range(1, 13))


@given(st.lists(st.lists(st.integers(), unique=True), max_size=4), st.text())
def test_parts_stay_whole_and_in_place(parts: list[list[int]], seed: str) -> None:
    mixed = order_of(parts, seed, shuffles=True)
    for part in parts:
        run, mixed = mixed[: len(part)], mixed[len(part) :]
        assert sorted(run) == sorted(part)
    assert mixed == []
