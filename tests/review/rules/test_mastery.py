"""Mastery: edges of the rule, and what holds for any answers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.rules.mastery import LATEST, Evidence, Node, Progress, Standing, mastery_of, next_best, roll_up, standing_of, timeline


def answers(*fractions: str, level: str = "TH", chance: str = "0.25") -> list[Evidence]:
    """Newest first, each to a question of its own."""
    return [Evidence(n, Decimal(fraction), Decimal(chance), level) for n, fraction in enumerate(fractions)]


def test_nothing_answered_is_nothing() -> None:
    assert mastery_of([]) == 0
    assert standing_of(0, 0) == Standing.UNTOUCHED


@pytest.mark.parametrize(
    ("value", "standing"),
    [
        (0.0, "begun"),
        (0.3499, "begun"),
        (0.35, "growing"),
        (0.5999, "growing"),
        (0.6, "firm"),
        (0.7999, "firm"),
        (0.8, "mastered"),
        (1, "mastered"),
    ],
)
def test_a_standing_begins_at_its_value(value: float, standing: str) -> None:
    assert standing_of(value, 1) == standing


@pytest.mark.parametrize(("level", "enough"), [("NB", 10), ("TH", 8), ("VD", 7), ("VDC", 5), (None, 8)])
def test_how_many_right_answers_in_a_row_master_a_topic(level: str | None, enough: int) -> None:
    right = [Evidence(n, Decimal(1), Decimal("0.25"), level) for n in range(enough)]
    assert mastery_of(right) >= 0.8 > mastery_of(right[:-1])


def test_one_lucky_answer_proves_little() -> None:
    assert mastery_of(answers("1")) < 0.4


def test_what_luck_alone_earns_is_worth_nothing() -> None:
    assert mastery_of(answers("0.25", "0.25", "0.25")) == 0
    assert mastery_of(answers("0.1")) == 0
    assert mastery_of(answers("1", chance="1")) == 0


def test_a_newer_answer_weighs_more() -> None:
    assert mastery_of(answers("1", "0")) > mastery_of(answers("0", "1"))


def test_the_same_question_again_proves_less_than_another() -> None:
    same = [Evidence(7, Decimal(1), Decimal(0), "TH")] * 5
    assert mastery_of(same) < mastery_of(answers("1", "1", "1", "1", "1", chance="0"))


fractions = st.decimals(0, 1, places=4)
evidence = st.builds(Evidence, st.integers(1, 9), fractions, fractions, st.sampled_from(["NB", "TH", "VD", "VDC", None]))


@given(st.lists(evidence, max_size=LATEST + 5))
def test_the_value_is_a_share_and_old_answers_stop_counting(found: list[Evidence]) -> None:
    value = mastery_of(found)
    assert 0 <= value < 1
    assert value == mastery_of(found[:LATEST])


@given(st.lists(evidence, max_size=20), st.integers(1, 9))
def test_a_right_answer_never_lowers_the_value(found: list[Evidence], question_id: int) -> None:
    assert mastery_of([Evidence(question_id, Decimal(1), Decimal(0), "VD"), *found]) >= mastery_of(found) - 1e-9


@given(st.lists(evidence, min_size=1, max_size=12))
def test_the_timeline_ends_at_the_value(found: list[Evidence]) -> None:
    values = timeline(found)
    assert len(values) == len(found)
    assert values[-1] == mastery_of(found)


TREE = [Node(1, None, 0), Node(2, 1, 4), Node(3, 1, 2), Node(4, 1, 0), Node(5, None, 3)]


def test_a_topic_has_the_mean_of_what_stands_below() -> None:
    found = roll_up(TREE, {2: Progress(0.8, 6)})
    assert found[1] == Progress(0.4, 6)
    assert found[3] == Progress(0, 0)
    assert 4 not in found, "what cannot be practised does not count against anybody"


def test_own_questions_of_a_parent_count_beside_its_children() -> None:
    found = roll_up([Node(1, None, 1), Node(2, 1, 1)], {1: Progress(1.0, 2), 2: Progress(0.5, 2)})
    assert found[1] == Progress(0.75, 4)


def test_what_was_answered_stays_when_its_questions_are_gone() -> None:
    assert roll_up([Node(1, None, 0)], {1: Progress(0.5, 3)}) == {1: Progress(0.5, 3)}


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, 2),
        ({2: Progress(0.5, 3), 3: Progress(0.2, 1)}, 3),
        ({2: Progress(0.9, 9)}, 3),
        ({2: Progress(0.9, 9), 3: Progress(0.7, 5), 5: Progress(0.65, 5)}, 5),
        ({2: Progress(0.9, 9), 3: Progress(0.9, 9), 5: Progress(0.9, 9)}, None),
    ],
)
def test_the_next_topic_is_what_is_shaky_then_new_then_not_mastered(known: dict[int, Progress], expected: int | None) -> None:
    assert next_best(TREE, known) == expected


@given(st.dictionaries(st.sampled_from([2, 3, 5]), st.builds(Progress, st.floats(0, 1), st.integers(1, 20))))
def test_a_parent_lies_between_its_children(known: dict[int, Progress]) -> None:
    found = roll_up(TREE, known)
    values = [found[2].value, found[3].value]
    assert min(values) - 1e-9 <= found[1].value <= max(values) + 1e-9
