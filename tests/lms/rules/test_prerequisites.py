"""Circles are found, however long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lms.rules.prerequisites import circle


def test_a_line_is_no_circle() -> None:
    assert circle({2: (1,), 3: (2,)}, 4, (3, 1)) == []


def test_an_item_cannot_wait_for_itself() -> None:
    assert circle({}, 1, (1,)) == [1]


def test_the_way_back_is_named_from_the_first_to_the_item() -> None:
    assert circle({2: (1,), 3: (2,)}, 1, (3,)) == [3, 2, 1]


def test_what_the_item_needed_before_does_not_count() -> None:
    assert circle({1: (2,), 2: (3,)}, 1, (3,)) == []


@given(
    st.dictionaries(st.integers(1, 8), st.lists(st.integers(1, 8), max_size=3).map(tuple), max_size=8),
    st.lists(st.integers(1, 8), max_size=3),
)
def test_a_circle_is_found_exactly_when_the_item_is_reached_again(needs: dict[int, tuple[int, ...]], wanted: list[int]) -> None:
    edges, reached, waiting = {**needs, 1: tuple(wanted)}, set[int](), list(wanted)
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += edges.get(here, ())
    way = circle(needs, 1, wanted)
    assert bool(way) is (1 in reached)
    assert all(later in edges[sooner] for sooner, later in zip([1, *way], way, strict=False))
