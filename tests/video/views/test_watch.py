"""The lesson page: who sees it, what stands on it, what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from core import clock as now_at
from core.actor import Actor
from core.db import session, transaction
from tests.support.lessons import new_lesson, with_captions
from video.models import Broadcast, Episode, EpisodeState, Span
from video.operations.record_watch import Report, record_watch


def page_of(client: FlaskClient, episode: Episode, query: str = "") -> str:
    answer = client.get(f"/tv/episodes/{episode.id}{query}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("public", "published", "visitor", "member", "editor"),
    [(True, True, 200, 200, 200), (False, True, 404, 200, 200), (True, False, 404, 404, 200)],
)
def test_who_may_watch(
    client: FlaskClient, sign_in_as: Callable[..., Actor], public: bool, published: bool, visitor: int, member: int, editor: int
) -> None:
    episode = new_lesson(is_public=public, is_published=published)
    with_captions(episode)
    place = episode.series.programme.organisation_id
    for path in (f"/tv/episodes/{episode.id}", f"/tv/episodes/{episode.id}/captions/vi.vtt"):
        with client.session_transaction() as cookie:
            cookie.clear()
        assert client.get(path).status_code == visitor
        sign_in_as(client, "student")
        assert client.get(path).status_code == member
        sign_in_as(client, "teacher", organisation_id=place)
        assert client.get(path).status_code == editor


def test_transcript_is_links_to_seconds_without_script(client: FlaskClient) -> None:
    episode = new_lesson()
    with_captions(episode)
    page = page_of(client, episode)
    assert '<a href="?t=36" data-second="36.0"><time class="num">0:36</time><span>Cực trị khi x &lt; 3.</span></a>' in page
    assert "Thầy Nam: Chào các em." in page


def test_transcript_in_another_language(client: FlaskClient) -> None:
    episode = new_lesson()
    with_captions(episode)
    with_captions(episode, "en")
    assert '<ol class="transcript-lines" role="list" lang="en"' in page_of(client, episode, "?captions=en")
    assert '<ol class="transcript-lines" role="list" lang="vi"' in page_of(client, episode, "?captions=xx")


@pytest.mark.parametrize(("query", "start"), [("?t=200", "200"), ("?t=-5", "0"), ("?t=99999", "600")])
def test_address_names_the_second(client: FlaskClient, query: str, start: str) -> None:
    page = page_of(client, new_lesson(), query)
    assert f'data-start="{start}"' in page
    assert (f"fallback.mp4#t={start}" in page) == (start != "0")


def test_address_with_nonsense_begins_as_usual(client: FlaskClient) -> None:
    assert "data-start" not in page_of(client, new_lesson(), "?t=abc")


def test_visitor_is_told_that_nothing_is_recorded(client: FlaskClient) -> None:
    page = page_of(client, new_lesson())
    assert "data-report" not in page
    assert "Đăng nhập để lượt xem được ghi lại" in page


def test_place_is_offered_with_a_way_to_begin_again(client: FlaskClient, sign_in_as: Callable[..., Actor]) -> None:
    episode = new_lesson()
    person = sign_in_as(client, "student").person_id or 0
    with transaction():
        record_watch(person, episode.id, 600, Report((), 200, 1))
    page = page_of(client, episode)
    assert '<div class="player-resume" data-resume>' in page
    assert 'href="?t=200"' in page and "3:20" in page and 'href="?t=0"' in page
    assert '<div class="player-resume" data-resume hidden>' in page_of(client, episode, "?t=10")


def test_lesson_without_a_video_shows_when_it_is_broadcast(client: FlaskClient) -> None:
    episode = new_lesson(seconds=None)
    with transaction():
        start = now_at.now() + timedelta(days=1)
        session.add(Broadcast(episode_id=episode.id, channel="VTV7", starts_at=start, ends_at=start + timedelta(minutes=30)))
    page = page_of(client, episode)
    assert "Video của bài này chưa sẵn sàng" in page
    assert "VTV7" in page
    assert "<video" not in page


def test_next_episodes_are_those_one_may_watch(client: FlaskClient) -> None:
    episode = new_lesson()
    with transaction():
        for number, state in ((2, EpisodeState.PUBLISHED), (3, EpisodeState.DRAFT)):
            new = Episode(series_id=episode.series_id, number=number, title=f"Bài thứ {number}", state=state, created_at=now_at.now())
            session.add(new)
    page = page_of(client, episode)
    assert "Bài thứ 2" in page
    assert "Bài thứ 3" not in page


def test_editors_see_which_minutes_are_watched(
    client: FlaskClient, sign_in_as: Callable[..., Actor], person_with: Callable[..., int]
) -> None:
    episode = new_lesson(seconds=120)
    place = episode.series.programme.organisation_id
    person = person_with("student")
    with transaction():
        record_watch(person, episode.id, 120, Report(((0, 5),), 5, 1))
    assert 'id="heat"' not in page_of(client, episode)
    sign_in_as(client, "teacher", organisation_id=place)
    page = page_of(client, episode)
    assert "Theo 1 người xem gần nhất." in page
    assert [int(share) for share in re.findall(r"<td[^>]*>(\d+)%</td>", page)] == [8, 0, 0, 0]


def test_page_costs_the_same_for_any_number_of_lines(
    client: FlaskClient, sign_in_as: Callable[..., Actor], queries: Callable[[], Any]
) -> None:
    episode = new_lesson()
    with_captions(episode)
    with transaction():
        session.add_all(Span(episode_id=episode.id, start_second=n * 60, end_second=n * 60 + 60, title=f"Đoạn {n}") for n in range(9))
    sign_in_as(client, "student")
    page_of(client, episode)
    with queries() as count:
        page_of(client, episode)
    assert count.n <= 16, count
