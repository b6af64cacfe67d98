"""An episode is seen by others when it has something to offer, and found by what it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock, search
from core.actor import SYSTEM
from core.db import session, transaction
from core.errors import Conflict
from core.jobs.worker import run_all_jobs
from core.search_models import SearchEntry
from tests.video.desks import new_desk, new_episode, published, shown, with_ready_video
from video.models import EpisodeState
from video.operations.publish_episode import publish_episode, withdraw_episode
from video.operations.save_episode import EpisodeDetails, change_episode
from video.operations.save_programme import ProgrammeDetails, change_programme
from video.operations.save_series import SeriesDetails, change_series


def found(words: str, *audiences: str) -> list[str]:
    return [entry.title for entry in session.scalars(search.find(words, audiences or ("all",)))]


def test_an_episode_with_neither_video_nor_showing_is_not_published(app: Flask) -> None:
    episode = new_episode(new_desk())
    with pytest.raises(Conflict):
        publish_episode(SYSTEM, episode)
    assert episode.state == EpisodeState.DRAFT


def test_a_ready_video_is_enough(app: Flask) -> None:
    episode = with_ready_video(new_episode(new_desk()))
    publish_episode(SYSTEM, episode)
    assert (episode.state, episode.published_at is not None) == (EpisodeState.PUBLISHED, True)


def test_an_episode_may_be_announced_before_its_video_has_come(app: Flask) -> None:
    episode = shown(new_episode(new_desk()), clock.now() + timedelta(days=1))
    publish_episode(SYSTEM, episode)
    assert episode.state == EpisodeState.PUBLISHED


def test_publishing_again_after_withdrawal_keeps_the_first_day(app: Flask) -> None:
    episode = published(new_episode(new_desk()))
    first = episode.published_at
    withdraw_episode(SYSTEM, episode)
    assert episode.state == EpisodeState.WITHDRAWN
    publish_episode(SYSTEM, episode)
    assert episode.published_at == first


def test_it_is_found_from_publication_to_withdrawal_by_title_teacher_and_topic(app: Flask) -> None:
    episode = new_episode(new_desk(), "Đạo hàm cấp hai")
    assert found("dao ham") == []
    published(episode)
    assert found("dao ham") == found("co lan") == ["Đạo hàm cấp hai"]
    withdraw_episode(SYSTEM, episode)
    assert found("dao ham") == []


def test_a_change_of_words_changes_what_it_is_found_by(app: Flask) -> None:
    episode = published(new_episode(new_desk(), "Đạo hàm"))
    change_episode(SYSTEM, episode, EpisodeDetails(episode.number, "Nguyên hàm", "Thầy Minh"))
    assert (found("dao ham"), found("nguyen ham")) == ([], ["Nguyên hàm"])


def test_an_episode_of_a_closed_programme_is_found_by_members_only(app: Flask) -> None:
    published(new_episode(new_desk(is_public=False), "Đạo hàm"))
    assert (found("dao ham"), found("dao ham", "all", "members")) == ([], ["Đạo hàm"])


def test_closing_a_programme_closes_the_search_for_its_episodes(app: Flask) -> None:
    desk = new_desk()
    published(new_episode(desk, "Đạo hàm"))
    with transaction():
        change_programme(SYSTEM, desk.programme, ProgrammeDetails("KIN", "Chương trình kín", "", desk.organisation_id, False))
    run_all_jobs()
    assert found("dao ham") == []
    assert session.scalars(select(SearchEntry.detail)).one().endswith("Chương trình kín")


def test_renaming_a_series_renames_it_in_what_its_episodes_are_found_by(app: Flask) -> None:
    desk = new_desk()
    published(new_episode(desk, "Đạo hàm"))
    with transaction():
        change_series(SYSTEM, desk.series, SeriesDetails("Giải tích nâng cao", "", desk.series.subject_code, 12))
    run_all_jobs()
    assert found("giai tich nang cao") == ["Đạo hàm"]
