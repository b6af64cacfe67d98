"""Writing the spans of an episode: the whole list at once, as its editor shows it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete

from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import say
from video.models import Episode, Media, Span
from video.rules.spans import MOST_SPANS, SpanDraft, span_problems


def save_spans(actor: Actor, episode: Episode, drafts: Sequence[SpanDraft]) -> None:
    """Put `drafts` in the place of the episode's spans, in order of their beginning. Invalid when one cannot stand."""
    media = session.get(Media, episode.media_id) if episode.media_id else None
    problems = span_problems(drafts, media.duration_seconds if media else None)
    if problems:
        raise Invalid(next(iter(problems.values())))
    if len(drafts) > MOST_SPANS:
        raise Invalid(say("Mỗi bài có nhiều nhất %(most)d đoạn.", most=MOST_SPANS))
    session.execute(delete(Span).where(Span.episode_id == episode.id))
    session.add_all(Span(episode_id=episode.id, **vars(draft)) for draft in sorted(drafts, key=lambda d: (d.start_second, d.end_second)))
    session.flush()
    audit.record(actor, "video.spans_saved", f"episode:{episode.id}", count=len(drafts))
