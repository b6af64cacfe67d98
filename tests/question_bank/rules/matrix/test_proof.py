"""The proof that a bank can fill a matrix: by hand at the edges, against brute force on small banks."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.rules.matrix.proof import Shortage, prove


def sets(**counts: int) -> dict[frozenset[int], int]:
    """`_01=3`: three questions that fit cells 0 and 1."""
    return {frozenset(int(digit) for digit in name.strip("_")): count for name, count in counts.items()}


def test_a_bank_with_enough_of_each_fills_every_cell() -> None:
    proof = prove([2, 1], sets(_0=2, _1=1))
    assert proof.holds and proof.filled == (2, 1)


def test_a_question_that_two_cells_want_is_counted_once() -> None:
    proof = prove([1, 1], sets(_01=1))
    assert proof.shortages == (Shortage((0, 1), 2, 1),) and sum(proof.filled) == 1


def test_questions_move_along_a_chain_of_cells() -> None:
    assert prove([2, 2, 2], sets(_0=1, _01=2, _12=2, _2=1)).holds


def test_a_short_cell_is_named_without_its_well_filled_neighbour() -> None:
    proof = prove([2, 1], sets(_0=1, _1=5))
    assert proof.shortages == (Shortage((0,), 2, 1),) and proof.shortages[0].missing == 1


def test_cells_that_share_nothing_are_two_shortages() -> None:
    assert [shortage.cells for shortage in prove([1, 1], {}).shortages] == [(0,), (1,)]


def most_places(wanted: list[int], questions: list[frozenset[int]]) -> int:
    """The most places filled, by trying every way of giving each question to a cell or to none."""
    best = 0
    for given_to in product(*[[None, *sorted(places)] for places in questions]):
        counts = [given_to.count(cell) for cell in range(len(wanted))]
        if all(count <= want for count, want in zip(counts, wanted, strict=True)):
            best = max(best, sum(counts))
    return best


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=3, max_size=3),
    st.lists(st.sets(st.integers(0, 2), min_size=1).map(frozenset), max_size=6),
)
def test_it_agrees_with_brute_force(wanted: list[int], questions: list[frozenset[int]]) -> None:
    proof = prove(wanted, {places: questions.count(places) for places in questions})
    assert sum(proof.filled) == most_places(wanted, questions)
    assert proof.holds == (sum(proof.filled) == sum(wanted))
    assert sum(shortage.missing for shortage in proof.shortages) == sum(wanted) - sum(proof.filled)
