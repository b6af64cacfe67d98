"""Adding, moving and retiring topics."""

from __future__ import annotations

import pytest
from flask import Flask

from core.actor import SYSTEM
from core.errors import Conflict, Invalid
from curriculum import api
from curriculum.operations.move_topic import move_topic
from curriculum.operations.retire_topic import restore_topic, retire_topic
from curriculum.operations.write_topic import OutcomeText, TopicText, add_topic, change_topic
from curriculum.queries import topic_row
from tests.support.questions import new_topic


def test_a_new_topic_stands_last_among_its_siblings(app: Flask) -> None:
    first = new_topic("A")
    added = add_topic(SYSTEM, first.subject.code, "B", TopicText("Sau cùng", outcomes=(OutcomeText(None, "Nêu được."),)))
    assert [topic.code for topic in api.topics(first.subject.code)] == ["A", "B"]
    assert added.path == f"/{added.id}/"
    assert [outcome.text for outcome in added.outcomes] == ["Nêu được."]


def test_a_code_is_used_once(app: Flask) -> None:
    first = new_topic("A")
    with pytest.raises(Invalid) as refused:
        add_topic(SYSTEM, first.subject.code, "A", TopicText("Trùng"))
    assert "code" in refused.value.fields


def test_what_is_below_moves_with_a_topic(app: Flask) -> None:
    first = new_topic("A")
    second = new_topic("B", subject=first.subject)
    below = new_topic("A.1", parent=first)
    change_topic(SYSTEM, first.id, TopicText("A", parent_id=second.id))
    assert topic_row(below.id).path == f"/{second.id}/{first.id}/{below.id}/"
    assert api.topic_ids_under("B") == sorted([second.id, first.id, below.id])


def test_a_topic_cannot_stand_inside_itself(app: Flask) -> None:
    first = new_topic("A")
    below = new_topic("A.1", parent=first)
    with pytest.raises(Invalid) as refused:
        change_topic(SYSTEM, first.id, TopicText("A", parent_id=below.id))
    assert "parent_id" in refused.value.fields


def test_a_topic_swaps_places_with_its_neighbour(app: Flask) -> None:
    first = new_topic("A")
    second = new_topic("B", subject=first.subject)
    move_topic(SYSTEM, second.id, -1)
    move_topic(SYSTEM, second.id, -1)
    assert [topic.code for topic in api.topics(first.subject.code)] == ["B", "A"]


def test_retiring_takes_what_is_below_and_restoring_brings_it_back(app: Flask) -> None:
    first = new_topic("A")
    below = new_topic("A.1", parent=first)
    retire_topic(SYSTEM, first.id)
    assert api.topics(first.subject.code) == []
    assert api.topic_named("A.1") is not None
    with pytest.raises(Conflict):
        restore_topic(SYSTEM, below.id)
    restore_topic(SYSTEM, first.id)
    assert [topic.code for topic in api.topics(first.subject.code)] == ["A", "A.1"]


def test_an_emptied_outcome_is_retired_and_keeps_its_words(app: Flask) -> None:
    topic = new_topic("A")
    change_topic(SYSTEM, topic.id, TopicText("A", outcomes=(OutcomeText(None, "Nêu được."), OutcomeText(None, "Giải được."))))
    first = topic_row(topic.id).outcomes[0]
    change_topic(SYSTEM, topic.id, TopicText("A", outcomes=(OutcomeText(first.id, ""),)))
    assert (first.text, first.is_active) == ("Nêu được.", False)
