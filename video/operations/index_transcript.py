"""What is said in an episode, found by the house's search: each half minute leads to its second."""

from __future__ import annotations

from core import search
from video.models import Episode, EpisodeState
from video.queries.captions import cues_of, main_caption_id
from video.rules.lengths import write_seconds
from video.rules.transcript import pieces

KIND = "transcript"


def index_transcript(episode: Episode) -> None:
    """Let a published episode be found by what is said in it, and any other not at all."""
    search.remove_all(KIND, f"{episode.id}:")
    caption_id = main_caption_id(episode.id)
    if caption_id is None or episode.state != EpisodeState.PUBLISHED:
        return
    audience = "all" if episode.series.programme.is_public else "members"
    search.put_all(
        search.Findable(
            KIND, f"{episode.id}:{piece.start_second}", episode.title, piece.text, f"/tv/episodes/{episode.id}?t={piece.start_second}",
            audience, detail=write_seconds(piece.start_second),
        )
        for piece in pieces(cues_of(caption_id))
    )  # fmt: skip
