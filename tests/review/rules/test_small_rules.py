"""The chance of luck, the choice of questions, and when a mistake comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from review.rules.chance import chance_of
from review.rules.choosing import Seen, arranged, choose
from review.rules.scheduling import SETTLED_DAYS, midnight, rating_of, schedule
from tests.question_bank.kinds import contents

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "content", "chance"),
    [
        ("single_choice", {"body": {"options": [{}, {}, {}, {}]}}, "0.25"),
        ("single_choice", {"body": {"options": []}}, "1"),
        ("single_choice", {}, "0"),
        ("matching", {"body": {"choices": [{}, {}, {}]}}, "0.3333"),
        ("true_false_group", {}, "0.3"),
        ("short_answer", {}, "0"),
        ("multiple_choice", {"body": {"options": [{}, {}]}}, "0"),
        ("ordering", contents.order(4), "0.25"),
        ("ordering", contents.order(4, "all"), "0.0417"),
        ("cloze", contents.cloze(), "0.1667"),
        ("cloze", contents.cloze(weights={"3": "2"}), "0.25"),
        ("drag_words", contents.words([("a", "1"), ("b", "2")], [("c", "2")]), "0.75"),
        ("parameterised", contents.parameterised("single_choice"), "0.3333"),
        ("parameterised", contents.parameterised("numerical"), "0"),
        ("code", contents.program(), "0"),
    ],
)
def test_the_chance_of_luck_by_kind(kind: str, content: dict[str, object], chance: str) -> None:
    assert chance_of(kind, content) == Decimal(chance)


def test_unseen_questions_come_first_then_missed_then_the_oldest() -> None:
    seen = {
        1: Seen(Decimal(1), NOW),
        2: Seen(Decimal(0), NOW),
        3: Seen(Decimal(1), NOW - timedelta(days=9)),
        4: Seen(Decimal("0.5"), NOW - timedelta(days=1)),
    }
    assert choose([1, 2, 3, 4, 5], seen, 5, seed=1) == [5, 4, 2, 3, 1]
    assert choose([1, 2, 3, 4, 5], seen, 2, seed=1) == [5, 4]


@given(st.lists(st.integers(1, 50), unique=True), st.integers(0, 60), st.integers())
def test_a_set_holds_each_question_once(question_ids: list[int], count: int, seed: int) -> None:
    chosen = choose(question_ids, {}, count, seed)
    assert len(chosen) == len(set(chosen)) == min(count, len(question_ids))
    assert set(chosen) <= set(question_ids)
    assert choose(question_ids, {}, count, seed) == chosen


def test_options_keep_their_order_within_one_set() -> None:
    assert arranged("abcd", 5) == arranged("abcd", 5)
    assert len({tuple(arranged("abcd", seed)) for seed in range(20)}) > 5


@pytest.mark.parametrize(
    ("fraction", "sure", "rating"),
    [
        ("0", True, Rating.Again), ("0.49", None, Rating.Again), ("0.5", True, Rating.Hard), ("0.99", None, Rating.Hard),
        ("1", False, Rating.Hard), ("1", None, Rating.Good), ("1", True, Rating.Easy),
    ],
)  # fmt: skip
def test_a_rating_follows_from_the_answer_and_what_the_person_says(fraction: str, sure: bool | None, rating: Rating) -> None:
    assert rating_of(Decimal(fraction), sure) == rating


def test_a_missed_question_comes_back_tomorrow_and_then_further_apart_until_it_is_settled() -> None:
    found, now, gaps = schedule(None, Decimal(0), None, NOW), NOW, []
    assert found.due_at == midnight(NOW) + timedelta(days=1)
    while not found.is_settled:
        now = found.due_at + timedelta(hours=5)
        found = schedule(found.state, Decimal(1), None, now)
        gaps.append((found.due_at - midnight(now)).days)
    assert gaps == sorted(gaps) and gaps[0] >= 1 and 3 <= len(gaps) <= 6
    assert found.state["stability"] >= SETTLED_DAYS


def test_missing_it_again_brings_it_back_tomorrow() -> None:
    settled = {"stability": 60.0, "difficulty": 5.0, "day": NOW.isoformat()}
    found = schedule(settled, Decimal(0), None, NOW + timedelta(days=60))
    assert not found.is_settled
    assert found.due_at <= midnight(NOW) + timedelta(days=70)
    assert found.state["stability"] < 10


def test_evening_to_morning_is_a_day() -> None:
    evening, morning = datetime(2026, 11, 21, 14, tzinfo=UTC), datetime(2026, 11, 22, 1, tzinfo=UTC)
    first = schedule(None, Decimal(0), None, evening)
    assert first.due_at <= morning
    assert schedule(first.state, Decimal(1), None, morning).state["stability"] > first.state["stability"] * 5


def test_a_day_begins_at_midnight_in_viet_nam() -> None:
    assert midnight(datetime(2026, 11, 21, 16, 59, tzinfo=UTC)) == datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert midnight(datetime(2026, 11, 21, 17, 0, tzinfo=UTC)) == datetime(2026, 11, 21, 17, tzinfo=UTC)


steps = st.lists(st.tuples(st.decimals(0, 1, places=2), st.sampled_from([None, True, False]), st.integers(0, 40)), max_size=15)


@given(steps)
def test_any_history_schedules_the_same_way_twice_and_always_into_the_future(history: list[tuple[Decimal, bool | None, int]]) -> None:
    def run() -> list[object]:
        state, now, told = None, NOW, []
        for fraction, sure, days in history:
            found = schedule(state, fraction, sure, now)
            assert midnight(now) < found.due_at <= midnight(now) + timedelta(days=180)
            assert len(str(found.state)) < 120
            state, now = found.state, now + timedelta(days=days)
            told.append(found)
        return told

    assert run() == run()
