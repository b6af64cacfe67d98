"""News from the rooms below that courses live by."""

from __future__ import annotations

from accounts.events import MemberLeft, MembersJoined
from core.events import hear
from exams.events import ResultsReleased, SittingScored, SittingTaken
from lms.operations.enrol_group import follow_joined, follow_left
from lms.operations.follow_exam import ask_to_follow, follow_sitting
from lms.operations.report_progress import report, report_all
from review.events import TopicsPractised
from video.events import EpisodeWatched


@hear(MembersJoined)
def members_joined(event: MembersJoined) -> None:
    """Whoever joins a class joins its courses."""
    follow_joined(event.group_id, event.person_ids)


@hear(MemberLeft)
def member_left(event: MemberLeft) -> None:
    """Whoever leaves a class leaves its courses; their work stays."""
    follow_left(event.group_id, event.person_id)


@hear(EpisodeWatched)
def episode_watched(event: EpisodeWatched) -> None:
    report("episode", event.episode_id, event.person_id, 100 * event.share)


@hear(TopicsPractised)
def topics_practised(event: TopicsPractised) -> None:
    report_all("review", {topic_id: 100 * value for topic_id, value in event.values.items()}, event.person_id)


@hear(SittingTaken)
def sitting_taken(event: SittingTaken) -> None:
    """Handed in: how it went is told when it is released."""
    report("exam", event.exam_id, event.person_id, None)


@hear(SittingScored)
def sitting_scored(event: SittingScored) -> None:
    if not event.is_mock:
        follow_sitting(event.exam_id, event.person_id)


@hear(ResultsReleased)
def results_released(event: ResultsReleased) -> None:
    ask_to_follow(event.exam_id)
