"""Episodes and their schedule as other rooms see them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from core.actor import VISITOR, signed_in_actor
from core.errors import NotFound
from tests.video.desks import new_desk, new_episode, published, shown, with_ready_video
from video import api

PUPIL = signed_in_actor(7, "Nguyễn An", ())
EVENING = datetime(2026, 11, 21, 13, tzinfo=UTC)


def test_an_episode_tells_what_stands_around_it(app: Flask) -> None:
    desk = new_desk()
    view = api.episode(published(new_episode(desk, "Đạo hàm", number=3)).id)
    assert (view.number, view.title, view.series_title, view.programme_title) == (3, "Đạo hàm", desk.series.title, desk.programme.title)
    assert (view.subject_code, view.grade, view.topic_id, view.teacher) == (desk.series.subject_code, 12, desk.topic.id, "Cô Lan")
    assert (view.is_ready, view.is_published, view.duration_seconds) == (True, True, 600)
    assert view.poster_url and view.poster_url.startswith("/media/")


def test_without_a_video_there_is_no_poster_and_no_length(app: Flask) -> None:
    view = api.episode(new_episode(new_desk()).id)
    assert (view.is_ready, view.poster_url, view.duration_seconds, view.is_published) == (False, None, None, False)


def test_unknown_episodes_are_left_out_or_not_found(app: Flask) -> None:
    known = new_episode(new_desk())
    assert list(api.episodes([known.id, 999])) == [known.id]
    with pytest.raises(NotFound):
        api.episode(999)


def test_many_episodes_are_one_query(app: Flask, queries) -> None:  # type: ignore[no-untyped-def]
    ids = [published(new_episode(new_desk())).id for _ in range(4)]
    with queries() as count:
        assert len(api.episodes(ids)) == 4
    assert count.n == 1, count


def test_a_picker_finds_published_episodes_by_words_subject_and_grade(app: Flask) -> None:
    desk, other = new_desk(grade=12), new_desk(grade=10)
    derivative, function = published(new_episode(desk, "Đạo hàm")), published(new_episode(other, "Hàm số"))
    with_ready_video(new_episode(desk, "Hàm số mũ"))

    def ids(**asked: object) -> list[int]:
        return [view.id for view in api.find_episodes(PUPIL, **asked)]  # type: ignore[arg-type]

    assert ids(words="ham") == [function.id, derivative.id]
    assert ids(words="ham dao") == ids(subject_code=desk.series.subject_code) == ids(grade=12) == [derivative.id]
    assert ids(words="ham", limit=1) == [function.id]


def test_visitors_find_only_what_is_public(app: Flask) -> None:
    published(new_episode(new_desk(is_public=False)))
    assert (len(api.find_episodes(PUPIL)), api.find_episodes(VISITOR)) == (1, [])


def test_the_schedule_holds_what_touches_the_hours_asked_for(app: Flask) -> None:
    episode = shown(shown(published(new_episode(new_desk())), EVENING), EVENING + timedelta(hours=2))

    def starts(begins: datetime, ends: datetime) -> list[datetime]:
        return [showing.starts_at for showing in api.broadcasts_between(begins, ends)]

    half = timedelta(minutes=30)
    assert starts(EVENING, EVENING + half) == [EVENING]
    assert starts(EVENING + half, EVENING + timedelta(hours=2)) == []
    assert starts(EVENING + half / 2, EVENING + timedelta(hours=3)) == [EVENING, EVENING + timedelta(hours=2)]
    assert [showing.episode.id for showing in api.on_now(EVENING)] == [episode.id]
    assert api.on_now(EVENING + half) == []
    assert [showing.starts_at for showing in api.coming(EVENING)] == [EVENING + timedelta(hours=2)]


def test_what_is_on_is_told_to_those_who_may_watch_it(app: Flask) -> None:
    shown(published(new_episode(new_desk(is_public=False))), EVENING)
    shown(new_episode(new_desk()), EVENING, channel="HTV Key")
    assert [len(api.on_now(EVENING, actor)) for actor in (VISITOR, PUPIL)] == [0, 1]
