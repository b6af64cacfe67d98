"""Letters about what was not read: who gets one, when, in which language, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from accounts import api
from accounts.operations.read_notifications import read_all_notifications
from accounts.queries.people import person_row
from accounts.tasks import send_digests
from core.db import session, transaction
from core.jobs.models import Job
from core.words import say
from tests.accounts.conftest import Town

GRANTED = say("Trao vai trò")


@pytest.fixture(autouse=True)
def reader(town: Town, clock: time_machine.Coordinates) -> Iterator[int]:
    """The pupil has an e-mail address; it is nine in the morning in Viet Nam."""
    person_row(town.pupil.id).email = "anh@truong.vn"
    session.commit()
    yield town.pupil.id


def tell(*people: int) -> None:
    with transaction():
        api.notify(people, "grade.released", GRANTED, "/courses/1/grades")


def letters() -> list[dict[str, Any]]:
    with transaction():
        send_digests()
    return [job.arguments for job in session.scalars(select(Job).where(Job.kind == "core.send_mail").order_by(Job.id))]


def test_a_letter_says_what_waits_and_where(reader: int) -> None:
    tell(reader)
    [letter] = letters()
    assert letter["to"] == "anh@truong.vn"
    assert letter["subject"] == "Khoa Bảng: 1 thông báo chưa đọc"
    assert "– Trao vai trò\n  http://" in letter["text"] and "/notifications/" in letter["text"]
    assert "/me#digest" in letter["text"]


def test_a_letter_is_written_in_its_readers_language(reader: int) -> None:
    person_row(reader).language = "en"
    tell(reader)
    [letter] = letters()
    assert letter["subject"] == "Khoa Bảng: unread notifications: 1"
    assert "– Give role" in letter["text"]


def test_nobody_is_written_to_about_the_same_thing_twice(reader: int, clock: time_machine.Coordinates) -> None:
    tell(reader)
    assert len(letters()) == 1
    clock.shift(24 * 3600)
    assert len(letters()) == 1


def test_at_most_one_letter_a_day(reader: int, clock: time_machine.Coordinates) -> None:
    tell(reader)
    letters()
    clock.shift(3600)
    tell(reader)
    assert len(letters()) == 1
    clock.shift(24 * 3600)
    assert len(letters()) == 2


def test_a_week_passes_between_weekly_letters(reader: int, clock: time_machine.Coordinates) -> None:
    person_row(reader).digest = "weekly"
    tell(reader)
    letters()
    for _ in range(6):
        clock.shift(24 * 3600)
        tell(reader)
        assert len(letters()) == 1
    clock.shift(24 * 3600)
    assert len(letters()) == 2


def test_no_letter_to_whoever_has_read_or_wants_none_or_has_no_address(reader: int, town: Town) -> None:
    tell(reader, town.teacher.id)
    read_all_notifications(reader)
    assert letters() == []
    tell(reader)
    person_row(reader).digest = "never"
    assert letters() == []


def test_no_letter_at_night(reader: int, clock: time_machine.Coordinates) -> None:
    clock.shift(15 * 3600)
    tell(reader)
    assert letters() == []
