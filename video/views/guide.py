"""The programme guide for everybody: what is on, today and this week; TV lessons by subject, grade and topic; calendars of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from core import clock
from core.actor import VISITOR, Actor
from core.feeds import FeedEvent, calendar
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.words import say
from curriculum import api as curriculum
from video import policies
from video.models import Series
from video.queries import broadcasts as schedule
from video.queries.episodes import EpisodeFilter, EpisodeView, episode_view, episodes_of_series, listed_episodes
from video.queries.programmes import listed_series
from video.queries.watching import shares_of
from video.rules.day import DayGrid, day_bounds, day_grid, week_of
from video.rules.schedule import read_day

PER_PAGE = 24
GRADES = range(1, 13)
FEED_BACK, FEED_AHEAD = timedelta(days=7), timedelta(days=60)
FEED_SECONDS = 900


@dataclass(frozen=True)
class Guide:
    """The day that is asked for, its week, and what is on now and next."""

    now: list[schedule.BroadcastView]
    next: list[schedule.BroadcastView]
    today: date
    day: date
    week: tuple[date, ...]
    showings: list[schedule.BroadcastView]
    grid: DayGrid[schedule.BroadcastView]

    @property
    def before(self) -> date:
        """The same day of the week before."""
        return self.day - timedelta(days=7)

    @property
    def after(self) -> date:
        """The same day of the week after."""
        return self.day + timedelta(days=7)


@dataclass(frozen=True)
class Asked:
    """The filters of the address."""

    words: str
    subject: str
    grade: int | None
    topic: str

    @property
    def is_any(self) -> bool:
        return bool(self.words or self.subject or self.grade or self.topic)


def show() -> ResponseReturnValue:
    actor, asked = current_actor(), _asked()
    page: Page[EpisodeView] = page_of(listed_episodes(actor, _filter(asked)), per_page=PER_PAGE, read=lambda row: episode_view(*row))
    is_browsing = asked.is_any or page.number > 1
    return render_template(
        "video/guide/show.html", asked=asked, page=page, guide=None if is_browsing else _guide(actor, clock.now()),
        shares=_shares(actor, page.items), now=clock.now(), **_choices(asked),
    )  # fmt: skip


def series(series_id: int) -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    found = listed_series(actor, series_id)
    episodes = episodes_of_series(actor, found.id)
    return render_template(
        "video/guide/series.html", series=found, episodes=episodes, shares=_shares(actor, episodes), now=now,
        coming=schedule.of_series(found.id, now, now + FEED_AHEAD, actor, limit=6), subject=_subject_name(found),
        may_edit=policies.may_edit(actor, found.programme.place),
    )  # fmt: skip


def feed() -> ResponseReturnValue:
    """Everything public, from last week to two months ahead."""
    begins = clock.now() - FEED_BACK
    return _calendar(translate(say("Lịch truyền hình Khoa Bảng")), schedule.broadcasts_between(begins, _feed_end(), VISITOR))


def series_feed(series_id: int) -> ResponseReturnValue:
    """One public series: a calendar program has no account here."""
    found = listed_series(VISITOR, series_id)
    return _calendar(found.title, schedule.of_series(found.id, clock.now() - FEED_BACK, _feed_end(), VISITOR))


def _feed_end() -> datetime:
    return clock.now() + FEED_AHEAD


def _calendar(name: str, showings: Sequence[schedule.BroadcastView]) -> Response:
    events = [
        FeedEvent(
            uid=f"broadcast-{showing.id}@khoabang", starts_at=showing.starts_at, ends_at=showing.ends_at, title=showing.episode.title,
            description=f"{showing.episode.series_title}\n{showing.episode.teacher}".strip(), location=showing.channel,
            url=f"{current_app.config['PUBLIC_URL']}/tv/episodes/{showing.episode.id}",
        )
        for showing in showings
    ]  # fmt: skip
    answer = Response(calendar(name, events), mimetype="text/calendar")
    answer.headers["Cache-Control"] = f"public, max-age={FEED_SECONDS}"
    return answer


def _asked() -> Asked:
    given = request.args
    grade = given.get("grade", type=int)
    return Asked(given.get("q", "")[:200].strip(), given.get("subject", ""), grade if grade in GRADES else None, given.get("topic", ""))


def _filter(asked: Asked) -> EpisodeFilter:
    topic_ids = tuple(curriculum.topic_ids_under(asked.topic)) if asked.topic else None
    return EpisodeFilter(asked.words, asked.subject or None, asked.grade, topic_ids)


def _choices(asked: Asked) -> dict[str, object]:
    """What the filters offer; topics only of the subject that is chosen, its first two floors."""
    locale = str(get_locale() or "vi")
    subjects = curriculum.subjects()
    topics = [topic for topic in curriculum.topics(asked.subject) if topic.depth < 2] if asked.subject else []
    return {
        "subjects": [(subject.code, subject.label(locale)) for subject in subjects],
        "topics": [(topic.code, "\N{EN DASH} " * topic.depth + topic.label(locale)) for topic in topics],
        "grades": [(grade, str(grade)) for grade in GRADES],
    }


def _guide(actor: Actor, now: datetime) -> Guide:
    zone = current_app.config["TIME_ZONE"]
    today = clock.local_day(now, zone)
    day = read_day(request.args.get("day", "")) or today
    showings = schedule.broadcasts_between(*day_bounds(day, zone), actor)
    on, coming = schedule.on_now(now, actor), schedule.coming(now, actor, limit=3)
    return Guide(on, coming, today, day, week_of(day), showings, day_grid(day, zone, showings))


def _shares(actor: Actor, episodes: Sequence[EpisodeView]) -> dict[int, float]:
    return shares_of(actor.person_id, [episode.id for episode in episodes]) if actor.person_id else {}


def _subject_name(found: Series) -> str:
    subject = curriculum.subject(found.subject_code)
    return subject.label(str(get_locale() or "vi")) if subject else found.subject_code
