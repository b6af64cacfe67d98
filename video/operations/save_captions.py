"""Replace the captions of an episode in one language, or take them away."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert

from core import clock
from core.actor import Actor
from core.audit import record
from core.db import session
from core.errors import Conflict
from core.folding import fold
from core.words import say
from video.models import Caption, Cue, Episode
from video.operations.index_transcript import index_transcript
from video.queries.captions import caption_in
from video.rules.cues import CueText, plain


def save_captions(actor: Actor, episode: Episode, language: str, cues: Sequence[CueText], *, number: int | None = None) -> Caption:
    """Let `cues` be all the captions in `language`. `number` is the state that the editor saw (0: none yet); None replaces any.

    Raises Conflict when somebody saved in between.
    """
    caption = caption_in(episode.id, language, lock=True)
    if number is not None and number != (caption.number if caption else 0):
        raise Conflict(say("Phụ đề vừa được người khác sửa. Hãy mở bản mới ở thẻ khác rồi chép phần của bạn sang."))
    if caption is None:
        caption = Caption(episode_id=episode.id, language=language, number=0)
        session.add(caption)
    caption.number += 1
    caption.updated_by, caption.updated_at = actor.person_id, clock.now()
    session.flush()
    _replace(caption.id, cues)
    record(actor, "video.captions_saved", f"episode:{episode.id}", language=language, cues=len(cues), number=caption.number)
    index_transcript(episode)
    return caption


def delete_captions(actor: Actor, episode: Episode, caption: Caption) -> None:
    """Take the captions in one language away."""
    session.execute(delete(Cue).where(Cue.caption_id == caption.id))
    record(actor, "video.captions_deleted", f"episode:{episode.id}", language=caption.language)
    session.delete(caption)
    session.flush()
    index_transcript(episode)


def _replace(caption_id: int, cues: Sequence[CueText]) -> None:
    session.execute(delete(Cue).where(Cue.caption_id == caption_id))
    rows = [
        {"caption_id": caption_id, "position": n, "start_ms": c.start_ms, "end_ms": c.end_ms, "text": c.text, "search": fold(plain(c.text))}
        for n, c in enumerate(cues)
    ]
    if rows:
        session.execute(insert(Cue), rows)
