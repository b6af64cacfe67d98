"""The life of a question, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from question_bank.rules.life import State, rest_ends, state_after, why_not_drawn
from question_bank.rules.places import changes, place_name, places_of

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "now", "becomes"),
    [
        (State.READY, None, State.DRAFT),
        (State.REVIEW, None, State.REVIEW),
        (State.DRAFT, State.REVIEW, State.DRAFT),
        (State.READY, State.DRAFT, State.DRAFT),
        (State.DRAFT, State.READY, State.READY),
        (State.REVIEW, State.READY, State.READY),
        (State.RETIRED, State.RETIRED, State.RETIRED),
        (State.READY, State.RETIRED, State.DRAFT),
    ],
)
def test_with_review_no_saving_makes_a_question_ready(asked: State, now: State | None, becomes: State) -> None:
    assert state_after(asked, now, needs_review=True) == becomes


def test_without_review_the_author_decides_and_nothing_waits() -> None:
    assert state_after(State.READY, State.DRAFT, needs_review=False) == State.READY
    assert state_after(State.REVIEW, None, needs_review=False) == State.READY


def test_a_question_rests_for_the_days_of_its_bank() -> None:
    assert rest_ends(NOW - timedelta(days=3), 10, NOW) == NOW + timedelta(days=7)
    assert rest_ends(NOW - timedelta(days=10), 10, NOW) is None
    assert rest_ends(NOW, 0, NOW) is None and rest_ends(None, 10, NOW) is None


def test_the_weightiest_reason_is_told() -> None:
    assert why_not_drawn(State.READY, False, None) is None
    said = [why_not_drawn(state, suspected, NOW) for state, suspected in ((State.DRAFT, True), (State.DRAFT, False), (State.READY, False))]
    assert ["lộ" in str(said[0]), "nháp" in str(said[1]), "nghỉ" in str(said[2])] == [True] * 3
    assert all(why_not_drawn(state, False, None) for state in State if state != State.READY)


def test_every_part_of_a_question_can_be_remarked_on() -> None:
    content = {"stem": "", "body": {"options": [{"id": "x", "text": ""}, {"id": "y", "text": ""}]}, "key": {}}
    assert [place for place, _ in places_of(content)] == ["stem", "options:x", "options:y", "key", "explanation", "whole"]
    assert str(place_name("options:y", content)) == "Phương án B"


@pytest.mark.parametrize("body", [None, [], {"options": 3}, {"options": [7, {"id": None}, {"id": "q" * 41}, {}]}])
def test_a_strange_body_has_no_rows(body: object) -> None:
    places = dict(places_of({"body": body}))
    assert {"stem", "whole"} <= places.keys() and not any(len(place) > 60 for place in places)
    assert str(place_name("options:gone", {"body": body})) == "options:gone"


def test_changes_are_told_by_the_place_they_touch() -> None:
    old = {"stem": "a", "body": {"options": [{"id": "x", "text": "1"}, {"id": "y", "text": "2"}]}, "key": {"right": "x"}, "extra": 1}
    new = {"stem": "b", "body": {"options": [{"id": "x", "text": "3"}]}, "key": {"right": "y"}, "extra": 2}
    assert [(str(place), read) for place, read in changes(old, new)] == [
        ("Lời dẫn", [("gone", "a"), ("new", "b")]), ("Phương án A", [("gone", "1"), ("new", "3")]), ("Phương án B", [("gone", "2")]),
        ("Đáp án", [("gone", "x"), ("new", "y")]), ("extra", [("gone", "1"), ("new", "2")]),
    ]  # fmt: skip
    assert changes(new, new) == []
