"""A season's schedule at once: what each line would do (the dry run), and doing it when every line can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.folding import fold
from core.words import Message, say
from video.models import Broadcast, Episode, EpisodeState, Programme, Series
from video.operations.publish_episode import publish_episode
from video.operations.save_episode import EpisodeDetails, create_episode
from video.operations.schedule_broadcast import clash_words, hold_schedule, known_channel
from video.queries.broadcasts import channels, touches
from video.rules.schedule import MOST_LINES, BadLine, Line

NOTHING_TO_DO = say("Bảng chưa có dòng nào. Hãy dán bảng lịch hoặc chọn tệp Excel.")
NOT_ALL_GOOD = say("Có dòng chưa ghi được, nên chưa ghi dòng nào. Hãy sửa các dòng được nêu rồi kiểm tra lại.")


@dataclass(frozen=True)
class Planned:
    """A line and what it would do. `episode` is None where one would be made; `reasons` say why it cannot be done."""

    line: Line
    channel: str
    starts_at: datetime
    ends_at: datetime
    series: Series | None
    episode: Episode | None
    reasons: tuple[Message, ...] = ()

    @property
    def title(self) -> str:
        return self.episode.title if self.episode else self.line.title


@dataclass(frozen=True)
class SchedulePlan:
    """Every line in order; `is_good` when all of it can be done."""

    lines: tuple[Planned | BadLine, ...]

    @property
    def good(self) -> list[Planned]:
        return [line for line in self.lines if isinstance(line, Planned) and not line.reasons]

    @property
    def is_good(self) -> bool:
        return bool(self.lines) and len(self.good) == len(self.lines)


def plan_schedule(programme: Programme, lines: Sequence[Line | BadLine], zone: str) -> SchedulePlan:
    """What the lines would do to the programme's schedule; wall clocks are those of `zone`. Four queries however long it is."""
    if not lines:
        raise Invalid(fields={"text": NOTHING_TO_DO})
    if len(lines) > MOST_LINES:
        raise Invalid(fields={"text": say("Mỗi lần ghi nhiều nhất %(most)d dòng. Hãy chia bảng ra.", most=MOST_LINES)})
    desk = _Desk(programme, zone, [line for line in lines if isinstance(line, Line)])
    return SchedulePlan(tuple(line if isinstance(line, BadLine) else desk.plan(line) for line in lines))


def import_schedule(actor: Actor, programme: Programme, lines: Sequence[Line | BadLine], zone: str, *, publishes: bool) -> int:
    """Write every showing, with drafts for episodes that are not there yet; how many showings. Invalid when any line cannot be done.

    `publishes`: let the episodes be seen on the guide at once, even those whose video has not come yet.
    """
    hold_schedule()
    plan = plan_schedule(programme, lines, zone)
    if not plan.is_good:
        raise Invalid(NOT_ALL_GOOD)
    made: dict[tuple[int, int], Episode] = {}
    for planned in plan.good:
        episode = _episode(actor, planned, made)
        session.add(Broadcast(episode_id=episode.id, channel=planned.channel, starts_at=planned.starts_at, ends_at=planned.ends_at))
        session.flush()
        if publishes and episode.state == EpisodeState.DRAFT:
            publish_episode(actor, episode)
    audit.record(actor, "video.schedule_imported", f"programme:{programme.id}", showings=len(plan.good), episodes=len(made))
    return len(plan.good)


def _episode(actor: Actor, planned: Planned, made: dict[tuple[int, int], Episode]) -> Episode:
    if planned.episode is not None:
        return planned.episode
    assert planned.series is not None  # the plan is good
    key = (planned.series.id, planned.line.episode_number)
    if key not in made:
        made[key] = create_episode(actor, planned.series, EpisodeDetails(planned.line.episode_number, planned.line.title))
    return made[key]


class _Desk:
    """What is known while lines are planned: the programme's series and episodes, channels, and what earlier lines have taken."""

    def __init__(self, programme: Programme, zone: str, lines: Sequence[Line]) -> None:
        self.zone = zone
        self.series = {fold(series.title): series for series in session.scalars(select(Series).where(Series.programme_id == programme.id))}
        found = select(Episode).join(Episode.series).where(Series.programme_id == programme.id)
        self.episodes = {(episode.series_id, episode.number): episode for episode in session.scalars(found)}
        self.titles: dict[tuple[int, int], str] = {}
        self.channels = channels()
        self.shown = self._shown([self._hours(line) for line in lines])
        self.planned: list[Planned] = []

    def plan(self, line: Line) -> Planned:
        starts_at, ends_at = self._hours(line)
        channel = known_channel(line.channel, self.channels)
        if channel not in self.channels:
            self.channels.append(channel)
        series = self.series.get(fold(line.series))
        episode = self.episodes.get((series.id, line.episode_number)) if series else None
        reasons = (*self._unknown(line, series, episode), *self._clash(channel, starts_at, ends_at))
        planned = Planned(line, channel, starts_at, ends_at, series, episode, reasons)
        self.planned.append(planned)
        return planned

    def _hours(self, line: Line) -> tuple[datetime, datetime]:
        starts_at = datetime.combine(line.day, line.begins, ZoneInfo(self.zone)).astimezone(UTC)
        return starts_at, starts_at + timedelta(minutes=line.minutes)

    @staticmethod
    def _shown(hours: Sequence[tuple[datetime, datetime]]) -> Sequence[Broadcast]:
        """What any channel shows between the first beginning and the last end."""
        if not hours:
            return []
        first, last = min(starts for starts, _ in hours), max(ends for _, ends in hours)
        return session.scalars(select(Broadcast).where(touches(first, last))).all()

    def _unknown(self, line: Line, series: Series | None, episode: Episode | None) -> list[Message]:
        if series is None:
            return [say("Chương trình này không có loạt bài “%(series)s”.", series=line.series)]
        if episode is not None:
            return []
        key = (series.id, line.episode_number)
        if not line.title and key not in self.titles:
            return [say("Loạt bài chưa có bài số %(number)d. Ghi thêm tên bài để tạo mới.", number=line.episode_number)]
        self.titles.setdefault(key, line.title)
        return []

    def _clash(self, channel: str, starts_at: datetime, ends_at: datetime) -> list[Message]:
        for shown in self.shown:
            if shown.channel == channel and shown.starts_at < ends_at and shown.ends_at > starts_at:
                return [clash_words(shown, self.zone)]
        for other in self.planned:
            if other.channel == channel and other.starts_at < ends_at and other.ends_at > starts_at:
                return [say("Trùng giờ với dòng %(line)d của bảng này.", line=other.line.line)]
        return []
