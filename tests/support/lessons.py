"""TV lessons for tests, with a video that is said to be ready, and captions."""

from __future__ import annotations

from itertools import count

from core import clock
from core.actor import SYSTEM
from core.db import session, transaction
from tests.support.films import new_episode
from tests.support.questions import new_organisation
from video.models import Caption, Episode, EpisodeState, Media, MediaState
from video.operations.save_captions import save_captions
from video.rules.cues import CueText

_numbers = count(1)
SAID = (
    CueText(1_000, 4_000, "<v Thầy Nam>Chào các em.</v>"),
    CueText(5_000, 8_000, "Đạo hàm đổi dấu\nthì có cực trị."),
    CueText(36_000, 39_000, "Cực trị khi x &lt; 3."),
)


def new_lesson(*, is_public: bool = True, is_published: bool = True, seconds: float | None = 600) -> Episode:
    """An episode of an organisation of its own; `seconds` None means that it has no video. Committed."""
    with transaction():
        place = new_organisation()
    episode = new_episode(place.id, place.path, code=f"DH{next(_numbers)}")
    with transaction():
        episode.series.programme.is_public = is_public
        if is_published:
            episode.state, episode.published_at = EpisodeState.PUBLISHED, clock.now()
        if seconds is not None:
            episode.media_id = _ready_media(seconds).id
    return episode


def with_captions(episode: Episode, language: str = "vi", cues: tuple[CueText, ...] = SAID) -> Caption:
    """The episode has these captions; committed."""
    with transaction():
        return save_captions(SYSTEM, episode, language, cues)


def _ready_media(seconds: float) -> Media:
    media = Media(
        filename="bai.mp4", size=1, stored="film/x", folder=f"x{next(_numbers)}", state=MediaState.READY, duration_seconds=seconds,
        renditions=[], created_at=clock.now(),
    )  # fmt: skip
    session.add(media)
    session.flush()
    return media
