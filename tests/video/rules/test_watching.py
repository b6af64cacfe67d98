"""Nobody is credited with more of an episode than real time allows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from video.rules.watching import (
    FASTEST,
    LONGEST_GAP_SECONDS,
    MOST_STRETCHES,
    TOLERANCE_SECONDS,
    Believed,
    believe,
    heat,
    is_complete,
    is_news,
    length,
    merge,
    overlap,
    resume_at,
    share_of,
)

DURATION = 600.0
seconds = st.integers(0, 700).map(float)
stretches = st.lists(st.tuples(seconds, seconds), max_size=12)
reports = st.lists(st.tuples(stretches, st.floats(-100, 400), st.floats(0, 9)), max_size=8)


def report(
    seen: list[tuple[float, float]], claimed: list[tuple[float, float]], elapsed: float, speed: float = 1, budget: float = 0
) -> Believed:
    return believe(seen, [], claimed, duration=DURATION, budget_seconds=budget, elapsed_seconds=elapsed, speed=speed)


@given(stretches)
def test_merging_twice_changes_nothing(given: list[tuple[float, float]]) -> None:
    assert merge(merge(given)) == merge(given)


@given(stretches, stretches)
def test_merging_does_not_mind_the_order(ones: list[tuple[float, float]], others: list[tuple[float, float]]) -> None:
    assert merge([*ones, *others]) == merge([*others, *merge(ones)])


@given(stretches)
def test_merged_covers_the_same_seconds(given: list[tuple[float, float]]) -> None:
    merged = merge(given)
    for second in range(701):
        middle = second + 0.5
        assert any(start < middle < end for start, end in given) == any(start < middle < end for start, end in merged)


@given(stretches, stretches)
def test_overlap_is_what_both_have(ones: list[tuple[float, float]], others: list[tuple[float, float]]) -> None:
    both, either = length(overlap(merge(ones), merge(others))), length(merge([*ones, *others]))
    assert both + either == length(merge(ones)) + length(merge(others))


@given(reports)
def test_credit_never_outruns_real_time(sent: list[tuple[list[tuple[float, float]], float, float]]) -> None:
    state = Believed([], [], TOLERANCE_SECONDS)
    allowed = TOLERANCE_SECONDS
    for claimed, elapsed, speed in sent:
        state = believe(
            state.seen, state.again, claimed, duration=DURATION, budget_seconds=state.budget_seconds, elapsed_seconds=elapsed, speed=speed
        )
        allowed += max(elapsed, 0) * min(max(speed, 0.25), FASTEST)
        assert length(state.seen) <= allowed + 1e-6
        assert length(state.seen) + length(state.again) <= allowed + 1e-6
        assert 0 <= state.budget_seconds <= TOLERANCE_SECONDS
        assert all(0 <= start < end <= DURATION for start, end in state.seen)


@given(stretches, stretches, st.floats(0, 400))
def test_what_was_seen_stays_seen(before: list[tuple[float, float]], claimed: list[tuple[float, float]], elapsed: float) -> None:
    seen = merge(before)
    after = report(seen, claimed, elapsed).seen
    assert overlap(seen, after) == seen


def test_quarter_of_a_minute_is_believed_whole() -> None:
    assert report([(0, 15)], [(15, 30)], elapsed=15).seen == [(0, 30)]


def test_double_speed_earns_twice_and_more_than_double_does_not() -> None:
    assert report([], [(0, 60)], elapsed=15, speed=2).seen == [(0, 30)]
    assert report([], [(0, 60)], elapsed=15, speed=16).seen == [(0, 30)]


def test_clock_that_went_back_earns_nothing() -> None:
    assert report([(0, 10)], [(10, 25)], elapsed=-3600).seen == [(0, 10)]


def test_page_left_open_over_night_earns_five_minutes() -> None:
    assert length(report([], [(0, 600)], elapsed=9 * 3600).seen) == LONGEST_GAP_SECONDS


def test_second_device_shares_the_budget_of_the_first() -> None:
    first = report([], [(0, 15)], elapsed=15)
    second = report(first.seen, [(100, 115)], elapsed=0.5, budget=first.budget_seconds)
    assert length(second.seen) == 15.5


def test_seconds_beyond_the_end_are_left_out() -> None:
    assert report([], [(595, 605), (900, 910)], elapsed=60).seen == [(595, 600)]


def test_what_is_seen_again_is_kept_apart() -> None:
    assert report([(0, 30)], [(10, 20), (40, 50), (40, 50)], elapsed=60).again == [(10, 20), (40, 50)]


def test_record_stays_small() -> None:
    crumbs = [(float(n), n + 0.5) for n in range(0, 2 * MOST_STRETCHES + 2, 2)]
    long_one = [(5_000.0, 5_010.0)]
    kept = believe(crumbs, [], long_one, duration=9_000, budget_seconds=5, elapsed_seconds=60, speed=1).seen
    assert len(kept) == MOST_STRETCHES
    assert kept[-1] == (5_000.0, 5_010.0)


def test_nine_tenths_complete_an_episode() -> None:
    assert not is_complete(share_of(533, DURATION))
    assert is_complete(share_of(540, DURATION))
    assert share_of(598, DURATION) == 1
    assert share_of(10, 0) == 0


def test_news_is_a_tenth_more() -> None:
    assert is_news(0.09, 0.1)
    assert is_news(0.99, 1)
    assert not is_news(0.1, 0.19)


def test_place_is_offered_unless_just_begun_or_over() -> None:
    assert resume_at(200.9, DURATION) == 200
    assert resume_at(2, DURATION) is None
    assert resume_at(595, DURATION) is None


def test_heat_is_the_share_of_people_by_minute() -> None:
    assert heat([[(0, 90)], [(0, 60)], []], 150) == [2 / 3, 1 / 6, 0]
    assert heat([], 61) == [0, 0]
