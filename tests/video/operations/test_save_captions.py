"""Captions replace each other as a whole, never over another editor's work, and are found by the search."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.actor import SYSTEM
from core.audit import records
from core.db import session, transaction
from core.errors import Conflict
from core.search import find, of_kind
from core.search_models import SearchEntry
from tests.support.lessons import SAID, new_lesson, with_captions
from video.models import Cue, Episode
from video.operations.publish_episode import publish_episode, withdraw_episode
from video.operations.save_captions import delete_captions, save_captions
from video.queries.captions import captions_of, cues_of
from video.rules.cues import CueText


def found(words: str, audience: str = "all") -> list[str]:
    return [entry.url for entry in session.scalars(of_kind(find(words, [audience]), "transcript"))]


def test_saving_replaces_all_cues_and_counts_states(app: Flask) -> None:
    episode = new_lesson()
    caption = with_captions(episode)
    with transaction():
        save_captions(SYSTEM, episode, "vi", SAID[:1], number=1)
    assert caption.number == 2
    assert [(cue.start_ms, cue.text) for cue in cues_of(caption.id)] == [(1_000, "<v Thầy Nam>Chào các em.</v>")]
    assert session.scalar(select(Cue.search)) == "thay nam: chao cac em."
    assert [record.detail["number"] for record in session.scalars(records(act="video.captions_saved"))] == [2, 1]


@pytest.mark.parametrize("number", [0, 2])
def test_editor_who_saw_another_state_does_not_overwrite(app: Flask, number: int) -> None:
    episode = new_lesson()
    caption = with_captions(episode)
    with pytest.raises(Conflict), transaction():
        save_captions(SYSTEM, episode, "vi", SAID[:1], number=number)
    assert len(cues_of(caption.id)) == 3


def test_half_minutes_are_found_by_what_is_said(app: Flask) -> None:
    episode = new_lesson()
    with_captions(episode)
    assert found("dao ham") == [f"/tv/episodes/{episode.id}?t=1"]
    assert sorted(found("cực trị")) == [f"/tv/episodes/{episode.id}?t=1", f"/tv/episodes/{episode.id}?t=36"]
    with_captions(episode, cues=(CueText(90_000, 91_000, "Tích phân"),))
    assert found("dao ham") == []
    assert found("tich phan") == [f"/tv/episodes/{episode.id}?t=90"]


def test_vietnamese_is_read_when_there_are_several(app: Flask) -> None:
    episode = new_lesson()
    with_captions(episode, "en", (CueText(0, 1000, "derivative"),))
    assert found("derivative")
    with_captions(episode)
    assert not found("derivative")
    assert found("dao ham")


def test_what_is_not_published_is_not_found(app: Flask) -> None:
    episode = new_lesson(is_published=False)
    with_captions(episode)
    assert not found("dao ham")
    with transaction():
        publish_episode(SYSTEM, session.get_one(Episode, episode.id))
    assert found("dao ham")
    with transaction():
        withdraw_episode(SYSTEM, session.get_one(Episode, episode.id))
    assert not found("dao ham")


def test_lesson_of_a_closed_programme_is_found_by_members(app: Flask) -> None:
    with_captions(new_lesson(is_public=False))
    assert not found("dao ham")
    assert found("dao ham", "members")


def test_deleting_leaves_nothing(app: Flask) -> None:
    episode, other = new_lesson(), new_lesson()
    caption = with_captions(episode)
    with_captions(other)
    with transaction():
        delete_captions(SYSTEM, episode, caption)
    assert captions_of(episode.id) == []
    assert session.scalar(select(func.count()).select_from(SearchEntry).where(SearchEntry.ref.startswith(f"{episode.id}:"))) == 0
    assert found("dao ham") == [f"/tv/episodes/{other.id}?t=1"]
