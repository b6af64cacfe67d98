"""What a player may report, and what is believed of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.actor import Actor
from core.events import hear
from tests.support.lessons import new_lesson
from tests.support.together import MANY, at_once
from video.events import EpisodeWatched
from video.models import Episode
from video.queries.watching import shares_of, watch_of
from video.rules.watching import TOLERANCE_SECONDS

heard: list[EpisodeWatched] = []


@hear(EpisodeWatched)
def note(news: EpisodeWatched) -> None:
    heard.append(news)


@pytest.fixture
def viewer(clock: time_machine.Coordinates, client: FlaskClient, sign_in_as: Callable[..., Actor]) -> int:
    heard.clear()
    return sign_in_as(client, "student").person_id or 0


def tell(client: FlaskClient, episode: Episode, spans: list[list[float]], position: float = 0, speed: float = 1) -> TestResponse:
    return client.post(f"/tv/episodes/{episode.id}/watch", json={"spans": spans, "position": position, "speed": speed})


def test_watching_is_credited_as_time_passes(client: FlaskClient, viewer: int, clock: time_machine.Coordinates) -> None:
    episode = new_lesson(seconds=100)
    assert tell(client, episode, []).json == {"watched_seconds": 0, "share": 0, "position": 0, "is_complete": False}
    clock.shift(15)
    reply = tell(client, episode, [[0, 15]], 15).json
    assert reply == {"watched_seconds": 15, "share": 0.15, "position": 15, "is_complete": False}
    clock.shift(40)
    reply = tell(client, episode, [[15, 95]], 95, speed=2).json
    assert reply == {"watched_seconds": 95, "share": 0.95, "position": 95, "is_complete": True}
    assert [(news.person_id, news.episode_id, news.share) for news in heard] == [(viewer, episode.id, 0.15), (viewer, episode.id, 0.95)]
    assert shares_of(viewer, [episode.id, 999]) == {episode.id: 0.95}


def test_lessons_played_at_one_moment_share_its_time(app: Flask, client: FlaskClient, viewer: int, clock: time_machine.Coordinates) -> None:
    episodes = [new_lesson() for _ in range(MANY)]
    for episode in episodes:
        tell(client, episode, [])
    clock.shift(60)
    waiting, report = [f"/tv/episodes/{episode.id}/watch" for episode in episodes], {"spans": [[0, 60]], "position": 60}
    assert at_once(app, viewer, lambda browser: browser.post(waiting.pop(), json=report).status_code) == [200] * MANY
    watched = [found.watched_seconds for episode in episodes if (found := watch_of(viewer, episode.id))]
    assert sum(watched) <= 60 + MANY * TOLERANCE_SECONDS, watched


def test_whole_lesson_claimed_at_once_is_not_believed(client: FlaskClient, viewer: int, clock: time_machine.Coordinates) -> None:
    episode = new_lesson()
    assert tell(client, episode, [[0, 600]], 600).json["watched_seconds"] == 5  # type: ignore[index]
    assert tell(client, episode, [[0, 600]], 600, speed=16).json["watched_seconds"] == 5  # type: ignore[index]
    clock.shift(10)
    assert tell(client, episode, [[100, 600]], 600, speed=16).json["watched_seconds"] == 25  # type: ignore[index]


def test_two_lessons_at_once_share_the_time(client: FlaskClient, viewer: int, clock: time_machine.Coordinates) -> None:
    one, other = new_lesson(), new_lesson()
    for episode in (one, other):
        tell(client, episode, [])
    clock.shift(20)
    assert tell(client, one, [[0, 20]]).json["watched_seconds"] == 20  # type: ignore[index]
    assert tell(client, other, [[0, 20]]).json["watched_seconds"] == 5  # type: ignore[index]


def test_place_is_kept_for_the_next_device(client: FlaskClient, viewer: int) -> None:
    episode = new_lesson()
    tell(client, episode, [], 200.7)
    assert "?t=200" in client.get(f"/tv/episodes/{episode.id}").text
    watch = watch_of(viewer, episode.id)
    assert watch is not None and watch.position == 200.7


def test_record_stays_complete(client: FlaskClient, viewer: int, clock: time_machine.Coordinates) -> None:
    episode = new_lesson(seconds=20)
    tell(client, episode, [])
    clock.shift(20)
    assert tell(client, episode, [[0, 20]]).json["is_complete"]  # type: ignore[index]
    assert tell(client, episode, [], 3).json["is_complete"]  # type: ignore[index]


@pytest.mark.parametrize(
    "body",
    [
        '{"spans": [[0, NaN]], "position": 0}',
        '{"spans": [], "position": Infinity}',
        '{"spans": [[-1, 5]], "position": 0}',
        '{"spans": [[0, 1e300]], "position": 0}',
        '{"spans": [[0]], "position": 0}',
        '{"spans": [[0, 1, 2]], "position": 0}',
        '{"spans": "x", "position": 0}',
        '{"spans": [[true, "5"]], "position": 0}',
        '{"spans": [], "position": 0, "speed": 0}',
        '{"spans": [], "position": 0, "speed": NaN}',
        '{"spans": []}',
        '{"spans": [], "position": 0, "person_id": 1}',
        json.dumps({"spans": [[0, 1]] * 201, "position": 0}),
        "[]",
        "null",
    ],
)
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_nonsense_is_refused(client: FlaskClient, viewer: int, body: str) -> None:
    episode = new_lesson()
    answer = client.post(f"/tv/episodes/{episode.id}/watch", data=body, content_type="application/json")
    assert answer.status_code == 422
    assert watch_of(viewer, episode.id) is None


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("body", "status"), [("[" * 9000, 422), ("x", 422), ("[" * 20_001, 413)])
def test_what_is_no_report_is_refused(client: FlaskClient, viewer: int, body: str, status: int) -> None:
    answer = client.post(f"/tv/episodes/{new_lesson().id}/watch", data=body, content_type="application/json")
    assert answer.status_code == status


def test_only_those_who_may_watch_are_recorded(client: FlaskClient, app: Flask, sign_in_as: Callable[..., Actor]) -> None:
    episode = new_lesson()
    assert tell(client, episode, []).status_code == 401
    sign_in_as(client, "student")
    assert tell(client, new_lesson(is_published=False), []).status_code == 404
    assert tell(client, new_lesson(seconds=None), []).status_code == 409
    assert tell(client, new_lesson(is_public=False), []).status_code == 200


def test_report_costs_few_statements(client: FlaskClient, viewer: int, queries: Callable[[], Any]) -> None:
    episode = new_lesson()
    tell(client, episode, [])
    with queries() as count:
        tell(client, episode, [[0, 2]], 2)
    assert count.n <= 8, count
