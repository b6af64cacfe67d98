"""Answers become attempts, mastery, cards and news, all in one."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from core import events
from core.actor import SYSTEM
from core.db import session, transaction
from question_bank.models import Question
from review import api
from review.events import TopicsPractised
from review.models import Attempt, Card, Source
from review.operations.open_bank import close_bank
from review.operations.record_attempts import AttemptDone, record_attempts
from review.queries import cards
from tests.support.practice import Shelf, new_shelf


def done(question: Question, fraction: str, sure: bool | None = None) -> AttemptDone:
    assert question.current_revision_id is not None
    return AttemptDone(question.id, question.current_revision_id, "b" if fraction == "1" else "a", Decimal(fraction), sure)


def record(shelf: Shelf, *answers: AttemptDone, source: Source = Source.LESSON) -> None:
    with transaction():
        record_attempts(shelf.person_id, list(answers), source)


def card(shelf: Shelf, question: Question) -> Card | None:
    return session.get(Card, (shelf.person_id, question.id), populate_existing=True)


def test_every_answer_is_kept_with_its_tags_and_chance(app: Flask) -> None:
    shelf = new_shelf(2)
    record(shelf, done(shelf.questions[0], "1"), done(shelf.questions[1], "0"), source=Source.MOCK)
    kept = session.scalars(select(Attempt).order_by(Attempt.id)).all()
    assert [(each.topic_id, each.level, each.source, each.chance) for each in kept] == [(shelf.first.id, "TH", "mock", Decimal("0.5"))] * 2
    assert [each.fraction for each in kept] == [1, 0]


def test_only_what_was_missed_enters_the_notebook_and_comes_back_tomorrow(app: Flask, clock: time_machine.Coordinates) -> None:
    shelf = new_shelf(2)
    record(shelf, done(shelf.questions[0], "1"), done(shelf.questions[1], "0.5"))
    assert card(shelf, shelf.questions[0]) is None
    found = card(shelf, shelf.questions[1])
    assert found is not None and (found.lapses, found.subject_code) == (1, shelf.subject_code)
    assert api.due_count(shelf.person_id) == 0
    clock.shift(timedelta(days=1))
    assert api.due_count(shelf.person_id) == 1


def test_right_again_and_again_settles_a_card_and_a_miss_brings_it_back(app: Flask, clock: time_machine.Coordinates) -> None:
    shelf = new_shelf(1)
    (question,) = shelf.questions
    record(shelf, done(question, "0"))
    for _ in range(5):
        found = card(shelf, question)
        assert found is not None
        clock.move_to(found.due_at + timedelta(hours=3))
        record(shelf, done(question, "1"), source=Source.REPEAT)
    found = card(shelf, question)
    assert found is not None and found.settled_at is not None
    assert cards.counts(shelf.person_id) == (0, 1)
    record(shelf, done(question, "0"))
    found = card(shelf, question)
    assert found is not None and (found.settled_at, found.lapses) == (None, 2)


def test_a_question_of_a_closed_bank_enters_no_notebook(app: Flask) -> None:
    shelf = new_shelf(1, is_open=False)
    record(shelf, done(shelf.questions[0], "0"), source=Source.EXAM)
    assert card(shelf, shelf.questions[0]) is None
    assert api.activity([shelf.person_id], shelf.questions[0].created_at) == {shelf.person_id: 1}


def test_closing_a_bank_hides_its_cards_and_opening_it_shows_them_again(app: Flask, clock: time_machine.Coordinates) -> None:
    shelf = new_shelf(1)
    record(shelf, done(shelf.questions[0], "0"))
    clock.shift(timedelta(days=2))
    with transaction():
        close_bank(SYSTEM, shelf.bank)
    assert api.due_count(shelf.person_id) == 0
    with transaction():
        api.open_bank(SYSTEM, shelf.bank)
    assert api.due_count(shelf.person_id) == 1


def test_the_topic_and_those_above_are_told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, heard = new_shelf(2), list[TopicsPractised]()
    monkeypatch.setitem(events._listeners, TopicsPractised, [heard.append])
    record(shelf, done(shelf.questions[0], "1"), done(shelf.questions[1], "1"))
    (told,) = heard
    found = api.topic_progress(shelf.person_id, [shelf.root.id, shelf.first.id, shelf.second.id])
    assert told.values == {
        shelf.root.id: found[shelf.root.id].value,
        shelf.first.id: found[shelf.first.id].value,
    }
    assert found[shelf.first.id].answered == 2
    assert found[shelf.second.id].answered == 0


def test_time_alone_changes_no_mastery(app: Flask, clock: time_machine.Coordinates) -> None:
    shelf = new_shelf(1)
    record(shelf, done(shelf.questions[0], "1"))
    before = api.topic_progress(shelf.person_id, [shelf.first.id])
    clock.shift(timedelta(days=400))
    assert api.topic_progress(shelf.person_id, [shelf.first.id]) == before


def test_the_subject_s_progress_names_what_to_do_next(app: Flask) -> None:
    shelf = new_shelf(2)
    (found,) = api.subject_progress(shelf.person_id)
    assert (found.subject_code, found.questions, found.due) == (shelf.subject_code, 2, 0)
    assert found.next_topic is not None and found.next_topic.id == shelf.first.id
    assert api.subject_progress(new_shelf_less_pupil()) == []


def new_shelf_less_pupil() -> int:
    """A pupil of a school that has opened nothing."""
    from tests.support.people import person_with
    from tests.support.questions import new_organisation

    with transaction():
        school = new_organisation()
    return person_with("student", organisation_id=school.id)
