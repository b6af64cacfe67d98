"""Captions of an episode and their cues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select

from core.db import session
from video.models import Caption, Cue
from video.rules.cues import LANGUAGES, CueText


@dataclass(frozen=True)
class CaptionView:
    """One language of an episode's captions; `name` is the language's own."""

    id: int
    episode_id: int
    language: str
    name: str
    number: int
    cue_count: int
    updated_by: int | None
    updated_at: datetime


def captions_of(episode_id: int) -> list[CaptionView]:
    """The captions of an episode, Vietnamese first, in the order of `LANGUAGES`."""
    count = select(func.count()).where(Cue.caption_id == Caption.id).scalar_subquery()
    rows = session.execute(select(Caption, count).where(Caption.episode_id == episode_id))
    views = [
        CaptionView(c.id, episode_id, c.language, LANGUAGES.get(c.language, c.language), c.number, cues, c.updated_by, c.updated_at)
        for c, cues in rows
    ]
    return sorted(views, key=lambda view: (list(LANGUAGES).index(view.language) if view.language in LANGUAGES else 99, view.language))


def main_caption_id(episode_id: int) -> int | None:
    """The captions that the search reads: Vietnamese, else whichever were written first."""
    found = select(Caption.id).where(Caption.episode_id == episode_id)
    return session.scalar(found.order_by(case((Caption.language == "vi", 0), else_=1), Caption.id).limit(1))


def caption_in(episode_id: int, language: str, *, lock: bool = False) -> Caption | None:
    """The captions in one language; with `lock` nobody else changes them until the transaction ends."""
    found = select(Caption).where(Caption.episode_id == episode_id, Caption.language == language)
    return session.scalar(found.with_for_update() if lock else found)


def cues_of(caption_id: int) -> list[CueText]:
    """The cues in order of time; `line` counts them from 1."""
    rows = session.execute(select(Cue.start_ms, Cue.end_ms, Cue.text).where(Cue.caption_id == caption_id).order_by(Cue.position))
    return [CueText(start, end, text, line) for line, (start, end, text) in enumerate(rows, 1)]
