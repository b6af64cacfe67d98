"""On one channel no two showings overlap."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.actor import SYSTEM
from core.audit import AuditRecord
from core.db import session
from core.errors import Invalid
from tests.video.desks import ZONE, new_desk, new_episode, shown
from video.models import Broadcast, Episode
from video.operations.schedule_broadcast import Showing, cancel_broadcast, schedule_broadcast

EVENING = datetime(2026, 11, 21, 13, tzinfo=UTC)


@pytest.fixture
def episode(app: Flask) -> Episode:
    return new_episode(new_desk())


def put(episode: Episode, starts: datetime, minutes: int, channel: str = "VTV7") -> Broadcast:
    return schedule_broadcast(SYSTEM, episode, Showing(channel, starts, starts + timedelta(minutes=minutes)), ZONE)


@pytest.mark.parametrize(("after", "minutes"), [(-10, 20), (0, 30), (10, 5), (29, 30), (-10, 60)])
def test_a_channel_shows_one_thing_at_a_time(episode: Episode, after: int, minutes: int) -> None:
    shown(episode, EVENING)
    with pytest.raises(Invalid) as refused:
        put(new_episode(new_desk()), EVENING + timedelta(minutes=after), minutes)
    assert str(refused.value.fields["starts_at"]) == "VTV7 đã có lịch phát từ 20:00 đến 20:30 ngày 21/11/2026."


@pytest.mark.parametrize("after", [-30, 30])
def test_one_may_begin_as_another_ends(episode: Episode, after: int) -> None:
    shown(episode, EVENING)
    assert put(episode, EVENING + timedelta(minutes=after), 30).id


def test_another_channel_is_another_schedule(episode: Episode) -> None:
    shown(episode, EVENING)
    assert put(episode, EVENING, 30, "HTV Key").channel == "HTV Key"


def test_a_channel_keeps_the_spelling_it_was_first_given(episode: Episode) -> None:
    shown(episode, EVENING)
    assert put(episode, EVENING + timedelta(hours=1), 30, "  vtv7 ").channel == "VTV7"


@pytest.mark.parametrize("minutes", [0, -5, 601])
def test_a_showing_has_a_reasonable_length(episode: Episode, minutes: int) -> None:
    with pytest.raises(Invalid) as refused:
        put(episode, EVENING, minutes)
    assert list(refused.value.fields) == ["minutes"]


def test_a_cancelled_showing_frees_its_hour(episode: Episode) -> None:
    cancel_broadcast(SYSTEM, put(episode, EVENING, 30))
    put(episode, EVENING, 30)
    assert session.scalar(select(func.count()).select_from(Broadcast)) == 1
    acts = session.scalars(select(AuditRecord.act).where(AuditRecord.act.startswith("video.broadcast")).order_by(AuditRecord.id)).all()
    assert acts == ["video.broadcast_scheduled", "video.broadcast_cancelled", "video.broadcast_scheduled"]
