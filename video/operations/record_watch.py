"""Add a player's report to what a person has watched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts import api as accounts
from core import clock
from core.db import session
from core.events import announce
from video.events import EpisodeWatched
from video.models import Watch
from video.queries.watching import last_report_at, watch_of
from video.rules.watching import TOLERANCE_SECONDS, Stretch, believe, is_complete, is_news, length, share_of


@dataclass(frozen=True)
class Report:
    """What a player says: stretches played since its last report, where it stands, and how fast it plays."""

    stretches: tuple[Stretch, ...]
    position: float
    speed: float


def record_watch(person_id: int, episode_id: int, duration: float, report: Report) -> Watch:
    """Credit what of the report can be believed, keep the place, and announce a tenth more or the end."""
    accounts.hold_person(person_id)  # lessons played at one moment on several machines share its time
    now = clock.now()
    before = last_report_at(person_id)
    watch = watch_of(person_id, episode_id, lock=True) or _begin(person_id, episode_id, now)
    old_share = share_of(watch.watched_seconds, duration)
    believed = believe(
        watch.spans, watch.again, report.stretches,
        duration=duration, budget_seconds=watch.budget_seconds, elapsed_seconds=_since(before, now), speed=report.speed,
    )  # fmt: skip
    watch.spans, watch.again = [list(each) for each in believed.seen], [list(each) for each in believed.again]
    watch.budget_seconds = believed.budget_seconds
    watch.watched_seconds = min(length(believed.seen), duration)
    watch.position = min(report.position, duration)
    watch.updated_at = now
    share = share_of(watch.watched_seconds, duration)
    if is_complete(share) and watch.completed_at is None:
        watch.completed_at = now
    session.flush()
    if is_news(old_share, share):
        announce(EpisodeWatched(person_id, episode_id, share))
    return watch


def _begin(person_id: int, episode_id: int, now: datetime) -> Watch:
    watch = Watch(
        person_id=person_id, episode_id=episode_id, spans=[], again=[], watched_seconds=0, position=0,
        budget_seconds=TOLERANCE_SECONDS, started_at=now, updated_at=now,
    )  # fmt: skip
    session.add(watch)
    return watch


def _since(before: datetime | None, now: datetime) -> float:
    return (now - before).total_seconds() if before else 0.0
