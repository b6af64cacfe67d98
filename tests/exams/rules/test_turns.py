"""Whose turn it is when a paper is drawn for one person."""

from exams.rules.turns import turns_of

TOPICS = {1: "a", 2: "a", 3: "a", 4: "b", 5: "c"}


def test_one_of_each_topic_comes_before_a_second() -> None:
    turns = turns_of(TOPICS, {}, "x")
    first = {TOPICS[question] for question, turn in turns.items() if turn == 0}
    assert first == {"a", "b", "c"}
    assert sorted(turns[question] for question in (1, 2, 3)) == [0, 1, 2]


def test_whatever_was_met_comes_after_everything_new() -> None:
    turns = turns_of(TOPICS, {4: 1, 1: 2}, "x")
    assert turns[1] > turns[4] > max(turns[question] for question in (2, 3, 5))


def test_the_same_seed_gives_the_same_turns() -> None:
    assert turns_of(TOPICS, {}, "x") == turns_of(TOPICS, {}, "x")
    assert len({tuple(turns_of(TOPICS, {}, str(seed)).items()) for seed in range(20)}) > 1
