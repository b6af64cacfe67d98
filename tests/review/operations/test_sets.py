"""Beginning a set and answering it: what is asked, and that each question is answered once."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from core.db import session, transaction
from core.errors import Invalid
from question_bank.models import State
from review.models import Attempt, Card, PracticeSet
from review.operations.answer_question import answer_question
from review.operations.begin_set import NewSet, begin_practice, begin_repeat
from review.queries.sets import asked, marked_one
from tests.question_bank.kinds import contents
from tests.support.practice import Shelf, more_questions, new_shelf
from tests.support.questions import new_question


def begin(shelf: Shelf, *, count: int = 5, level: str | None = None, topics: list[int] | None = None) -> PracticeSet:
    with transaction():
        return begin_practice(shelf.pupil, NewSet(shelf.subject_code, None, topics, level, count), [shelf.bank.id])


def questions_of(practice: PracticeSet, shelf: Shelf) -> list[int]:
    by_revision = {question.current_revision_id: question.id for question in shelf.questions}
    return [by_revision[revision_id] for revision_id in practice.revision_ids]


def give(practice: PracticeSet, number: int, answer: object, sure: bool | None = None) -> bool:
    with transaction():
        return answer_question(practice.id, number, answer, sure)


def test_a_set_asks_unseen_questions_before_those_once_met(app: Flask) -> None:
    shelf = new_shelf(3)
    first = begin(shelf, count=1)
    assert give(first, 1, "b")
    (met,) = questions_of(first, shelf)
    assert met not in questions_of(begin(shelf, count=2), shelf)
    assert questions_of(begin(shelf, count=5), shelf)[-1] == met


def test_only_ready_questions_that_a_machine_marks_are_asked(app: Flask) -> None:
    shelf = new_shelf(2)
    with transaction():
        shelf.questions[0].state = State.RETIRED
        new_question(shelf.bank, contents.essay(), kind="essay", topic_code="ON.1")
        new_question(shelf.bank, {"stem": "<p>Đọc</p>", "body": {}, "key": {}, "explanation": ""}, kind="description", topic_code="ON.1")
        half = contents.stimulus([("single_choice", contents.single()), ("essay", contents.essay())])
        new_question(shelf.bank, half, kind="stimulus", topic_code="ON.1")
    assert questions_of(begin(shelf, count=20), shelf) == [shelf.questions[1].id]


def test_a_level_without_questions_is_refused_with_words(app: Flask) -> None:
    shelf = new_shelf(1)
    more_questions(shelf.bank, shelf.second, level="VD")
    assert len(begin(shelf, level="VD").revision_ids) == 1
    with pytest.raises(Invalid):
        begin(shelf, level="NB")
    with pytest.raises(Invalid):
        begin(shelf, topics=[])


def test_a_question_is_answered_once_whatever_comes_again(app: Flask) -> None:
    practice = begin(new_shelf(2), count=2)
    assert give(practice, 1, "a")
    assert not give(practice, 1, "b")
    assert session.scalars(select(Attempt.fraction)).all() == [Decimal(0)]


def test_a_question_that_is_not_its_turn_is_not_answered(app: Flask) -> None:
    practice = begin(new_shelf(2), count=2)
    assert not give(practice, 2, "b")
    assert session.scalar(select(func.count()).select_from(Attempt)) == 0


def test_the_last_answer_finishes_the_set(app: Flask) -> None:
    practice = begin(new_shelf(2), count=2)
    give(practice, 1, "b")
    assert practice.finished_at is None
    give(practice, 2, None)
    assert practice.finished_at is not None
    assert not give(practice, 3, "b")


def test_i_do_not_know_counts_as_missed(app: Flask) -> None:
    shelf = new_shelf(1)
    give(begin(shelf), 1, None)
    assert session.get(Card, (shelf.person_id, shelf.questions[0].id)) is not None


def test_the_repeat_asks_what_is_due_and_lets_go_of_what_is_out_of_use(app: Flask, clock: time_machine.Coordinates) -> None:
    shelf = new_shelf(2)
    practice = begin(shelf, count=2)
    give(practice, 1, None)
    give(practice, 2, None)
    with transaction():
        assert begin_repeat(shelf.pupil) is None, "nothing comes back on the same day"
    clock.shift(timedelta(days=1))
    with transaction():
        shelf.questions[0].state = State.DRAFT
    with transaction():
        repeat = begin_repeat(shelf.pupil)
    assert repeat is not None and questions_of(repeat, shelf) == [shelf.questions[1].id]
    assert session.get(Card, (shelf.person_id, shelf.questions[0].id)) is None


def test_being_sure_sends_a_card_further_than_hesitating(app: Flask, clock: time_machine.Coordinates) -> None:
    shelf = new_shelf(2)
    practice = begin(shelf, count=2)
    give(practice, 1, None)
    give(practice, 2, None)
    clock.shift(timedelta(days=1))
    with transaction():
        repeat = begin_repeat(shelf.pupil)
    assert repeat is not None
    give(repeat, 1, "b", True)
    give(repeat, 2, "b", False)
    first, second = (session.get(Card, (shelf.person_id, each), populate_existing=True) for each in questions_of(repeat, shelf))
    assert first is not None and second is not None and first.due_at > second.due_at


def test_a_set_asks_one_variant_and_marks_and_remembers_that_one(app: Flask) -> None:
    content = contents.parameterised()
    shelf = new_shelf(0)
    question = new_question(shelf.bank, content, kind="parameterised", topic_code="ON.1")
    rights = {row["id"]: row["key"]["accepted"][0]["value"] for row in content["key"]["variants"]}
    with transaction():
        sets = [begin_practice(shelf.pupil, NewSet(shelf.subject_code, None, None, None, 1), [shelf.bank.id]) for _ in range(6)]
    chosen = set()
    for practice in sets:
        order = asked(practice, 1).order
        variant = next(name for name in order if name in rights)
        chosen.add(variant)
        assert asked(practice, 1).shown["stem"] == next(row["stem"] for row in content["body"]["variants"] if row["id"] == variant)
        assert give(practice, 1, rights[variant])
        assert marked_one(practice, 1).standing == "ok"
    assert len(chosen) > 1
    kept = session.scalars(select(Attempt).where(Attempt.question_id == question.id)).all()
    assert {attempt.fraction for attempt in kept} == {Decimal(1)} and all(attempt.order for attempt in kept)
