"""Telling people, counting what waits, reading it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from accounts import api
from accounts.models import Notification
from accounts.operations.forget_old import forget_old
from accounts.operations.read_notifications import read_all_notifications, read_notification
from accounts.operations.set_active import deactivate_person
from accounts.queries.notifications import notice_of, notices_of
from accounts.queries.people import person_row
from core.actor import SYSTEM
from core.db import session
from core.errors import NotFound
from core.words import say
from tests.accounts.conftest import Town

TOLD = say("Bài tập “%(title)s” sắp hết hạn.", title="Đạo hàm 100%")


def tell(*people: int, url: str = "/courses/1") -> None:
    api.notify(people, "assignment.due", TOLD, url)
    session.flush()


def waiting(person_id: int) -> int:
    session.flush()
    session.expire_all()
    return person_row(person_id).unread_count


def ids_of(person_id: int) -> list[int]:
    return [row.id for row in session.scalars(notices_of(person_id))]


def test_everybody_is_told_once_and_the_inactive_not_at_all(town: Town) -> None:
    deactivate_person(SYSTEM, town.other_pupil.id)
    tell(town.pupil.id, town.pupil.id, town.teacher.id, town.other_pupil.id, 999_999)
    assert (waiting(town.pupil.id), waiting(town.teacher.id), waiting(town.other_pupil.id)) == (1, 1, 0)
    assert session.scalar(select(func.count()).select_from(Notification)) == 2


def test_telling_nobody_writes_nothing(town: Town) -> None:
    tell()
    assert session.scalar(select(func.count()).select_from(Notification)) == 0


def test_what_was_said_comes_back_as_it_was_said(town: Town) -> None:
    tell(town.pupil.id)
    notice = notice_of(session.scalars(notices_of(town.pupil.id)).one())
    assert notice.message == TOLD and not notice.is_read
    assert str(notice.message) == "Bài tập “Đạo hàm 100%” sắp hết hạn."


@pytest.mark.parametrize("url", ["https://x.vn/", "//x.vn", "/\\x.vn", "courses", ""])
def test_a_notification_leads_nowhere_else(town: Town, url: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        tell(town.pupil.id, url=url)


def test_reading_one_twice_counts_once(town: Town) -> None:
    tell(town.pupil.id)
    tell(town.pupil.id)
    newest, _ = ids_of(town.pupil.id)
    assert [read_notification(town.pupil.id, newest) for _ in range(2)] == ["/courses/1", "/courses/1"]
    assert waiting(town.pupil.id) == 1


def test_nobody_reads_what_another_was_told(town: Town) -> None:
    tell(town.pupil.id)
    with pytest.raises(NotFound):
        read_notification(town.teacher.id, ids_of(town.pupil.id)[0])
    read_all_notifications(town.teacher.id)
    assert waiting(town.pupil.id) == 1


def test_reading_all_leaves_nothing_waiting(town: Town) -> None:
    tell(town.pupil.id)
    tell(town.pupil.id)
    read_all_notifications(town.pupil.id)
    assert waiting(town.pupil.id) == 0
    assert all(notice_of(row).is_read for row in session.scalars(notices_of(town.pupil.id)))


def test_what_was_read_long_ago_is_forgotten_and_the_unread_kept(town: Town, clock: time_machine.Coordinates) -> None:
    tell(town.pupil.id, town.teacher.id)
    read_all_notifications(town.pupil.id)
    clock.shift(timedelta(days=89))
    forget_old()
    assert len(ids_of(town.pupil.id)) == 1
    clock.shift(timedelta(days=2))
    forget_old()
    assert (len(ids_of(town.pupil.id)), len(ids_of(town.teacher.id))) == (0, 1)
