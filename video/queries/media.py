"""Media: their rows, and the signed addresses of what was made of them."""

from __future__ import annotations

from dataclasses import dataclass

from core import clock
from core.http.signing import sign
from video.models import Media
from video.rules import media_token


@dataclass(frozen=True)
class MediaUrls:
    """Where a player finds a video: HLS master playlist, poster, sheet of thumbnails as WebVTT, and one plain MP4."""

    master: str
    poster: str
    strip_vtt: str | None
    fallback_mp4: str | None


def media_urls(media: Media) -> MediaUrls:
    """The signed addresses of a ready media. They work for 12 to 24 hours, and change twice a day."""
    token = sign(media_token.PURPOSE, media_token.write(media.folder, media_token.expiry(clock.now())))
    root = f"/media/{token}"
    return MediaUrls(
        master=f"{root}/master.m3u8",
        poster=f"{root}/poster.jpg",
        strip_vtt=f"{root}/strip.vtt" if media.strip else None,
        fallback_mp4=f"{root}/fallback.mp4",
    )
