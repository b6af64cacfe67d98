"""Putting showings on a channel's schedule, and taking them off it. On one channel no two ever overlap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from core import audit
from core.actor import Actor
from core.clock import local
from core.db import session
from core.errors import Invalid
from core.words import Message, say
from video.models import Broadcast, Episode
from video.queries.broadcasts import channels, clashes
from video.rules.schedule import LONGEST

_SCHEDULE = 0x7476
"""The number of the lock that whoever changes the schedule holds on PostgreSQL; SQLite has one writer as it is."""


@dataclass(frozen=True)
class Showing:
    """A channel and two aware instants."""

    channel: str
    starts_at: datetime
    ends_at: datetime


def schedule_broadcast(actor: Actor, episode: Episode, showing: Showing, zone: str) -> Broadcast:
    """One showing of the episode. Invalid when the channel shows something else at any moment of it; `zone` is for the message."""
    hold_schedule()
    channel = known_channel(showing.channel, channels())
    _check(channel, showing, zone)
    broadcast = Broadcast(episode_id=episode.id, channel=channel, starts_at=showing.starts_at, ends_at=showing.ends_at)
    session.add(broadcast)
    session.flush()
    audit.record(actor, "video.broadcast_scheduled", f"episode:{episode.id}", channel=channel, starts_at=showing.starts_at.isoformat())
    return broadcast


def cancel_broadcast(actor: Actor, broadcast: Broadcast) -> None:
    """Take a showing off the schedule."""
    audit.record(
        actor, "video.broadcast_cancelled", f"episode:{broadcast.episode_id}",
        channel=broadcast.channel, starts_at=broadcast.starts_at.isoformat(),
    )  # fmt: skip
    session.delete(broadcast)
    session.flush()


def hold_schedule() -> None:
    """Whoever changes the schedule does so one after the other, until the transaction ends: two could each see a free hour."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_SCHEDULE)))


def known_channel(typed: str, known: list[str]) -> str:
    """The channel as it is already written (`vtv7` is VTV7), so that its schedule stays one."""
    tidy = " ".join(typed.split())
    return next((channel for channel in known if channel.casefold() == tidy.casefold()), tidy)


def clash_words(found: Broadcast, zone: str) -> Message:
    """Why a showing cannot stand: when the channel is taken, as wall clocks in `zone` show it."""
    begins, ends = local(found.starts_at, zone), local(found.ends_at, zone)
    return say(
        "%(channel)s đã có lịch phát từ %(begins)s đến %(ends)s ngày %(day)s.",
        channel=found.channel, begins=f"{begins:%H:%M}", ends=f"{ends:%H:%M}", day=f"{begins:%d/%m/%Y}",
    )  # fmt: skip


def _check(channel: str, showing: Showing, zone: str) -> None:
    if not timedelta() < showing.ends_at - showing.starts_at <= LONGEST:
        raise Invalid(fields={"minutes": say("Một lần phát dài từ 1 phút đến 10 giờ.")})
    taken = session.scalar(select(Broadcast).where(clashes(channel, showing.starts_at, showing.ends_at)).limit(1))
    if taken is not None:
        raise Invalid(fields={"starts_at": clash_words(taken, zone)})
