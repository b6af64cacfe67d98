"""The draw: exact, without repeats, repeatable, and plain about what is short."""

from hypothesis import given
from hypothesis import strategies as st

from exams.rules.drawing import Line, ShortLine, draw, shuffled

lines = st.lists(st.builds(Line, st.integers(0, 4), st.lists(st.integers(0, 15), unique=True, max_size=10)), max_size=5)


def test_a_question_wanted_by_two_lines_goes_to_the_one_with_no_other() -> None:
    drawn = draw([Line(2, [1, 2, 3]), Line(1, [1])], seed="a")
    assert drawn.short == ()
    assert drawn.chosen[1] == (1,)
    assert set(drawn.chosen[0]) == {2, 3}


def test_a_line_that_cannot_be_filled_is_named_with_what_there_is() -> None:
    assert draw([Line(1, [7]), Line(3, [1, 2])], seed="a").short == (ShortLine(index=1, wanted=3, found=2),)


def test_an_empty_plan_draws_nothing() -> None:
    assert draw([], seed="a").chosen == ()


def test_questions_not_yet_used_come_first() -> None:
    used = dict.fromkeys(range(10), 1)
    assert set(draw([Line(3, range(13))], seed="a", used=used).chosen[0]) == {10, 11, 12}


def test_another_seed_draws_another_form() -> None:
    plan = [Line(5, range(100))]
    assert draw(plan, seed="101").chosen != draw(plan, seed="102").chosen


@given(lines, st.text(max_size=5))
def test_no_question_twice_none_from_outside_its_pool_and_repeatable(plan: list[Line[int]], seed: str) -> None:
    drawn = draw(plan, seed)
    everything = [q for chosen in drawn.chosen for q in chosen]
    assert len(everything) == len(set(everything))
    for line, chosen in zip(plan, drawn.chosen, strict=True):
        assert set(chosen) <= set(line.pool)
        assert len(chosen) <= line.count
    assert draw(plan, seed) == drawn


@given(st.lists(st.lists(st.integers(0, 8), unique=True, min_size=1, max_size=5), min_size=1, max_size=4))
def test_a_plan_that_can_be_filled_is_filled(pools: list[list[int]]) -> None:
    """Hall's theorem: single places can be filled exactly when every set of lines has as many questions as lines."""
    subsets = [[pools[i] for i in range(len(pools)) if mask >> i & 1] for mask in range(1, 2 ** len(pools))]
    fillable = all(len(set().union(*subset)) >= len(subset) for subset in subsets)
    assert (draw([Line(1, pool) for pool in pools], seed="x").short == ()) == fillable


@given(st.lists(st.integers(), unique=True), st.text(max_size=5))
def test_shuffling_loses_and_invents_nothing(items: list[int], seed: str) -> None:
    assert sorted(shuffled(items, seed)) == sorted(items)
    assert shuffled(items, seed) == shuffled(items, seed)
