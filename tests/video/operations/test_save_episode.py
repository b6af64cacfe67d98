"""What is written of programmes, series and episodes, and of the spans of an episode."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from core.actor import SYSTEM, Actor
from core.audit import AuditRecord
from core.db import session
from core.errors import Invalid, NotAllowed
from core.permissions import Permission as P
from tests.support.questions import new_organisation
from tests.video.desks import new_desk, new_episode, with_ready_video
from video.models import Span
from video.operations.save_episode import EpisodeDetails, change_episode, create_episode
from video.operations.save_programme import ProgrammeDetails, change_programme, create_programme
from video.operations.save_series import SeriesDetails, create_series
from video.operations.save_spans import save_spans
from video.rules.spans import SpanDraft


def test_a_number_is_given_once_in_a_series(app: Flask) -> None:
    desk, other = new_desk(), new_desk()
    first, second = new_episode(desk, number=1), new_episode(desk, number=2)
    with pytest.raises(Invalid) as refused:
        create_episode(SYSTEM, desk.series, EpisodeDetails(1, "Khác"))
    assert list(refused.value.fields) == ["number"]
    with pytest.raises(Invalid):
        change_episode(SYSTEM, second, EpisodeDetails(1, "Khác"))
    change_episode(SYSTEM, first, EpisodeDetails(1, "Cùng số của mình"))
    assert create_episode(SYSTEM, other.series, EpisodeDetails(1, "Loạt khác")).id


def test_a_code_of_a_programme_is_given_once(app: Flask) -> None:
    desk, other = new_desk(), new_desk()
    details = ProgrammeDetails(desk.programme.code, "Khác", "", desk.organisation_id, True)
    for save in (lambda: create_programme(SYSTEM, details), lambda: change_programme(SYSTEM, other.programme, details)):
        with pytest.raises(Invalid) as refused:
            save()
        assert list(refused.value.fields) == ["code"]


def test_a_programme_is_made_only_where_its_maker_edits(app: Flask, actor_with: Callable[..., Actor]) -> None:
    here, there = new_organisation(), new_organisation()
    editor = actor_with(P.VIDEO_EDIT, path=here.path)
    programme = create_programme(editor, ProgrammeDetails("A1", "Ở đây", "", here.id, True))
    assert programme.organisation_path == here.path
    with pytest.raises(NotAllowed):
        change_programme(editor, programme, ProgrammeDetails("A1", "Nơi khác", "", there.id, True))


def test_a_series_is_of_a_subject_that_exists(app: Flask) -> None:
    with pytest.raises(Invalid) as refused:
        create_series(SYSTEM, new_desk().programme, SeriesDetails("Lạ", "", "KHONG-CO", 12))
    assert list(refused.value.fields) == ["subject_code"]


def test_series_stand_in_the_order_they_were_made(app: Flask) -> None:
    desk = new_desk()
    second = create_series(SYSTEM, desk.programme, SeriesDetails("Hai", "", desk.series.subject_code, None))
    assert (desk.series.position, second.position) == (1, 2)


def test_spans_take_the_place_of_those_before_in_order_of_time(app: Flask) -> None:
    episode = with_ready_video(new_episode(new_desk()), 600)
    save_spans(SYSTEM, episode, [SpanDraft(0, 60, "Cũ")])
    save_spans(SYSTEM, episode, [SpanDraft(300, 600, "Hai"), SpanDraft(0, 310, "Một", topic_id=episode.topic_id)])
    rows = session.execute(select(Span.title, Span.start_second).where(Span.episode_id == episode.id).order_by(Span.id)).all()
    assert rows == [("Một", 0), ("Hai", 300)]


def test_a_span_beyond_the_video_is_refused_and_nothing_is_lost(app: Flask) -> None:
    episode = with_ready_video(new_episode(new_desk()), 600)
    save_spans(SYSTEM, episode, [SpanDraft(0, 60, "Cũ")])
    for wrong in ([SpanDraft(0, 601, "Quá dài")], [SpanDraft(0, 1, "x")] * 61):
        with pytest.raises(Invalid):
            save_spans(SYSTEM, episode, wrong)
    assert session.scalars(select(Span.title)).all() == ["Cũ"]


def test_every_act_is_in_the_trail(app: Flask) -> None:
    episode = new_episode(new_desk())
    save_spans(SYSTEM, episode, [])
    change_episode(SYSTEM, episode, EpisodeDetails(1, "Mới"))
    acts = set(session.scalars(select(AuditRecord.act)))
    assert {
        "video.programme_created", "video.series_created", "video.episode_created", "video.episode_changed", "video.spans_saved",
    } <= acts  # fmt: skip
