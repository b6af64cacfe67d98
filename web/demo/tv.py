"""The TV lessons of the demo: a programme, its lessons with captions and minutes, a fortnight on two channels, and who watched."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app

from accounts import api as accounts
from core import clock
from core.actor import SYSTEM
from core.jobs.api import enqueue
from curriculum import api as curriculum
from video import api as video
from web.demo.film import Lesson, lesson_named
from web.demo.people import Cast

MAKE_FILM = "web.make_demo_film"
SERIES = (
    ("Toán 12", "toan", "Mười phút một bài, bám sát chương trình 2018."),
    ("Tin học 12", "tin_hoc", "Từ trí tuệ nhân tạo đến trang web."),
)
LESSONS = ("dao-ham", "dien-tich", "bayes", "may-hoc")
CHANNELS = ("HTV Mẫu 1", "HTV Mẫu 2")
EVENING = time(19, 30)
LASTS = timedelta(minutes=30)
DAYS = range(-6, 8)

Lengths = dict[int, int]
"""Episode id -> seconds."""


def load_tv(cast: Cast) -> Lengths:
    """Everything but the films, which the worker makes once it runs: a newcomer should not wait for them."""
    details = video.ProgrammeDetails(
        "THTH", "Dạy học trên truyền hình", "Bài giảng của thầy cô trong tỉnh, phát trên truyền hình và xem lại ở đây.",
        cast.organisations["so"], is_public=True,
    )  # fmt: skip
    programme = video.create_programme(SYSTEM, details)
    series = {
        title: video.create_series(SYSTEM, programme, video.SeriesDetails(title, summary, code, 12)) for title, code, summary in SERIES
    }
    lengths: Lengths = {}
    for lesson in map(lesson_named, LESSONS):
        episode = _episode(series[lesson.series], lesson)
        lengths[episode.id] = lesson.length
        enqueue(MAKE_FILM, {"episode": episode.id, "lesson": lesson.name})
    _schedule(list(lengths))
    for episode_id in lengths:
        video.publish_episode(SYSTEM, video.episode_for(SYSTEM, episode_id))
    return lengths


def load_watches(cast: Cast, lengths: Lengths) -> None:
    """Most of the class watched some lessons over the last three weeks, a few to the end of each."""
    pupils = [person.id for person in accounts.members(cast.groups["12A1"])]
    for place, person_id in enumerate(pupils):
        chance = random.Random(f"tv-{place}")
        for number, (episode_id, seconds) in enumerate(lengths.items()):
            share = 1.0 if place == 0 and number == 0 else min(1.0, chance.random() * 1.5)
            if chance.random() < 0.7 or place == 0:
                _watch(person_id, episode_id, seconds, share, clock.now() - timedelta(days=18 - 4 * number, minutes=7 * place))


def _episode(series: video.Series, lesson: Lesson) -> video.Episode:
    details = video.EpisodeDetails(lesson.number, lesson.title, lesson.teacher, lesson.summary, _topic_id(lesson.topic))
    episode = video.create_episode(SYSTEM, series, details)
    video.save_spans(
        SYSTEM, episode, [video.SpanDraft(each["from"], each["to"], each["title"], _topic_id(each["topic"])) for each in lesson.spans]
    )
    for language, cues in lesson.captions.items():
        shown = [video.CueText(round(1000 * start), round(1000 * end), text) for start, end, text in cues]
        video.save_captions(SYSTEM, episode, language, shown)
    return episode


def _schedule(episodes: list[int]) -> None:
    """Every evening but today's on one channel, by turns; today one lesson now, one next, one later on the other channel."""
    zone = current_app.config["TIME_ZONE"]
    now = clock.now().replace(second=0, microsecond=0)
    today = clock.local_day(now, zone)
    times = [(datetime.combine(today + timedelta(days=day), EVENING, ZoneInfo(zone)), CHANNELS[day % 2]) for day in DAYS if day]
    times += [
        (now - timedelta(minutes=10), CHANNELS[0]),
        (now + timedelta(minutes=20), CHANNELS[0]),
        (now + timedelta(hours=2), CHANNELS[1]),
    ]
    for place, (starts_at, channel) in enumerate(times):
        episode = video.episode_for(SYSTEM, episodes[place % len(episodes)])
        video.schedule_broadcast(SYSTEM, episode, video.Showing(channel, starts_at, starts_at + LASTS), zone)


def _watch(person_id: int, episode_id: int, seconds: int, share: float, at: datetime) -> None:
    """As a player reports it: at the start, and when it stops."""
    with clock.standing_at(at):
        video.record_watch(person_id, episode_id, seconds, video.WatchReport((), 0, 1))
    with clock.standing_at(at + timedelta(seconds=seconds)):
        video.record_watch(person_id, episode_id, seconds, video.WatchReport(((0, share * seconds),), share * seconds, 1))


def _topic_id(code: str) -> int:
    topic = curriculum.topic_named(code)
    assert topic is not None, code
    return topic.id
