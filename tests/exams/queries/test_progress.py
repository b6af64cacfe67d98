"""Counting answers for the board: only what is new is read, and never from another journal."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core.db import session
from exams.models import Sitting
from exams.queries import progress
from exams.queries.progress import answered_counts
from tests.support.marking import held_exam, sat
from tests.support.people import sign_in_as
from tests.support.sittings import Page, ready_exam


@pytest.fixture(autouse=True)
def nothing_known() -> None:
    progress._kept.clear()


def sittings() -> list[Sitting]:
    return list(session.scalars(select(Sitting).order_by(Sitting.id).execution_options(populate_existing=True)))


@pytest.fixture
def page(app: Flask, client: FlaskClient) -> Page:
    exam = ready_exam()
    sign_in_as(client, person_id=exam.person_ids[0])
    return Page.start(client, exam.id)


def test_answers_are_counted_and_cleared_ones_are_not(page: Page) -> None:
    page.save(1, "a")
    page.save(2, "b")
    page.save(1, None)
    assert answered_counts(sittings()) == {page.id: 1}


def test_a_second_look_reads_nothing_and_a_later_one_only_what_is_new(page: Page, queries: Callable[[], Any]) -> None:
    page.save(1, "a")
    answered_counts(sittings())
    found = sittings()
    with queries() as count:
        answered_counts(found)
    assert count.n == 0, count
    page.save(2, "b")
    found = sittings()
    with queries() as count:
        assert answered_counts(found) == {page.id: 2}
    assert count.n == 1, count
    assert progress._kept[page.id].seq == 2


def test_a_room_costs_one_query(app: Flask, queries: Callable[[], Any]) -> None:
    exam = held_exam(candidates=4)
    for index in range(3):
        sat(exam, index)
    found = sittings()
    with queries() as count:
        assert set(answered_counts(found).values()) == {7}
    assert count.n == 1, count


def test_another_journal_under_a_known_number_is_counted_anew(page: Page) -> None:
    page.save(1, "a")
    progress._kept[page.id] = progress.Progress(1, "f" * 64, frozenset({1, 2, 3}))
    assert answered_counts(sittings()) == {page.id: 1}
    page.save(2, "b")
    progress._kept[page.id] = progress.Progress(1, "f" * 64, frozenset({3}))
    assert answered_counts(sittings()) == {page.id: 2}


def test_what_is_remembered_stays_bounded(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "MOST_KEPT", 2)
    progress._kept.update({-n: progress.NOTHING for n in range(1, 5)})
    page.save(1, "a")
    assert answered_counts(sittings()) == {page.id: 1}
    assert set(progress._kept) == {page.id}
