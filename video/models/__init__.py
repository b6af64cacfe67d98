"""Tables of TV lessons, gathered so that `from video.models import Episode` is all that others in the room write."""

from video.models.broadcast import Broadcast
from video.models.captions import Caption, Cue
from video.models.media import Media, MediaState, Upload
from video.models.programme import Episode, EpisodeState, Programme, Series, Span
from video.models.watch import Watch

__all__ = [
    "Broadcast",
    "Caption",
    "Cue",
    "Episode",
    "EpisodeState",
    "Media",
    "MediaState",
    "Programme",
    "Series",
    "Span",
    "Upload",
    "Watch",
]
