"""A mistake is sent to the minute that teaches its topic."""

from __future__ import annotations

from flask import Flask

from core.actor import SYSTEM
from core.db import transaction
from tests.support.questions import new_outcome
from tests.video.desks import Desk, new_desk, new_episode, published, with_ready_video
from video.models import Episode
from video.operations.publish_episode import withdraw_episode
from video.operations.save_spans import save_spans
from video.queries.moments import Moment, moments_for
from video.rules.spans import SpanDraft


def spanned(episode: Episode, *spans: SpanDraft) -> Episode:
    with transaction():
        save_spans(SYSTEM, episode, spans)
    return episode


def of_topic(desk: Desk) -> Moment | None:
    return moments_for([desk.topic.id]).get(("topic", desk.topic.id))


def test_a_span_of_the_topic_is_the_moment(app: Flask) -> None:
    desk = new_desk()
    episode = spanned(published(new_episode(desk, topic=False)), SpanDraft(0, 60, "Mở đầu"), SpanDraft(65, 120, "Ví dụ", desk.topic.id))
    assert of_topic(desk) == Moment(episode.id, "Hàm số", 65, "Ví dụ")


def test_an_outcome_has_its_own_moment(app: Flask) -> None:
    desk = new_desk()
    outcome = new_outcome("YC1", desk.topic)
    spanned(published(new_episode(desk)), SpanDraft(30, 60, "", outcome_id=outcome.id))
    found = moments_for([desk.topic.id], [outcome.id])
    assert {tag: moment.start_second for tag, moment in found.items()} == {("topic", desk.topic.id): 0, ("outcome", outcome.id): 30}


def test_an_episode_about_the_topic_will_do_from_its_beginning(app: Flask) -> None:
    desk = new_desk()
    episode = published(new_episode(desk))
    assert of_topic(desk) == Moment(episode.id, "Hàm số", 0, "")


def test_a_span_wins_over_an_episode_as_a_whole(app: Flask) -> None:
    desk = new_desk()
    published(new_episode(desk))
    later = spanned(published(new_episode(desk, topic=False)), SpanDraft(5, 60, "Ví dụ", desk.topic.id))
    assert of_topic(desk) == Moment(later.id, "Hàm số", 5, "Ví dụ")


def test_only_what_can_be_watched_is_a_moment(app: Flask) -> None:
    desk = new_desk()
    with_ready_video(new_episode(desk))
    assert of_topic(desk) is None
    with transaction():
        withdraw_episode(SYSTEM, published(new_episode(desk)))
    assert of_topic(desk) is None


def test_asking_for_nothing_asks_the_database_nothing(app: Flask, queries) -> None:  # type: ignore[no-untyped-def]
    with queries() as count:
        assert moments_for([]) == {}
    assert count.n == 0
