"""The lesson page: the video, what is said in it, and what stands around it."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core import clock
from core.http.identity import current_actor
from curriculum import api as curriculum
from video import policies
from video.models import Broadcast, Watch
from video.queries.broadcasts import of_episode
from video.queries.captions import CaptionView, captions_of, cues_of
from video.queries.media import media_urls
from video.queries.watching import Lesson, chapters_of, latest_records, lesson_to_watch, next_episodes, watch_of
from video.rules.cues import plain
from video.rules.transcript import Line
from video.rules.watching import heat, merge, resume_at, share_of

MOST_SHOWINGS = 4


def show(episode_id: int) -> ResponseReturnValue:
    """The lesson; `?t=200` begins at that second, `?captions=en` reads the transcript in that language."""
    actor = current_actor()
    lesson = lesson_to_watch(actor, episode_id)
    captions = captions_of(episode_id)
    read = next((each for each in captions if each.language == request.args.get("captions")), captions[0] if captions else None)
    watch = watch_of(actor.person_id, episode_id) if actor.person_id else None
    may_edit = policies.may_edit(actor, lesson.programme.place)
    return render_template(
        "video/watch/show.html",
        lesson=lesson,
        urls=media_urls(lesson.media) if lesson.media else None,
        topic=curriculum.topics_by_ids([lesson.episode.topic_id]).get(lesson.episode.topic_id) if lesson.episode.topic_id else None,
        subject=next((s for s in curriculum.subjects() if s.code == lesson.series.subject_code), None),
        chapters=chapters_of(episode_id),
        captions=captions,
        read=read,
        lines=_lines(read),
        following=next_episodes(actor, lesson.series.id, lesson.episode.number),
        showings=_showings(episode_id),
        now=clock.now(),
        may_edit=may_edit,
        heat=_heat(lesson) if may_edit else None,
        **_place(lesson, watch),
    )


def _place(lesson: Lesson, watch: Watch | None) -> dict[str, object]:
    """Where the player begins, where the person stopped, and how much they have watched."""
    duration = lesson.duration_seconds or 0
    asked = request.args.get("t", type=int)
    start = min(max(asked, 0), int(duration)) if asked is not None else None
    return {
        "start": start,
        "resume": resume_at(watch.position, duration) if watch and start is None else None,
        "share": share_of(watch.watched_seconds, duration) if watch else 0,
    }


def _lines(read: CaptionView | None) -> list[Line]:
    if read is None:
        return []
    return [Line(cue.start_ms // 1000, cue.start_ms / 1000, plain(cue.text)) for cue in cues_of(read.id)]


def _showings(episode_id: int) -> list[Broadcast]:
    """The next showings, and when there are fewer than four the latest ones before."""
    showings, now = of_episode(episode_id), clock.now()
    coming = [showing for showing in showings if showing.ends_at > now][:MOST_SHOWINGS]
    past = [showing for showing in reversed(showings) if showing.ends_at <= now][: MOST_SHOWINGS - len(coming)]
    return [*reversed(past), *coming]


def _heat(lesson: Lesson) -> dict[str, object] | None:
    """By minute, how many of the latest viewers saw it and saw it again."""
    records = latest_records(lesson.episode.id) if lesson.duration_seconds else []
    if not records or not lesson.duration_seconds:
        return None
    seen = heat([merge(spans) for spans, _ in records], lesson.duration_seconds)
    again = heat([merge(repeated) for _, repeated in records], lesson.duration_seconds)
    return {"people": len(records), "minutes": list(zip(seen, again, strict=True))}
