"""Media: their rows, and the signed addresses of what was made of them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select

from core import clock
from core.db import session
from core.errors import NotFound
from core.http.signing import sign
from core.jobs.models import Job
from core.words import Message
from video.models import Episode, Media, MediaState, Upload
from video.rules import media_token

_UNDER_WAY = (MediaState.WAITING, MediaState.WORKING)


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


@dataclass(frozen=True)
class Film:
    """A film on its way or ready, for its editors. `state`: waiting, working, ready, failed, or stuck when the server itself failed."""

    media: Media
    state: str
    percent: int
    problem: Message | None
    detail: str
    urls: MediaUrls | None


@dataclass(frozen=True)
class FilmDesk:
    """All that an episode's editors see of its film: the one that is watched, the one that will replace it, the upload they left open."""

    episode_id: int
    current: Film | None
    coming: Film | None
    begun: Upload | None

    @property
    def newest(self) -> Film | None:
        return self.coming or self.current

    @property
    def is_busy(self) -> bool:
        """Whether the worker has something to do, so that it is worth asking again."""
        return self.newest is not None and self.newest.state in (MediaState.WAITING, MediaState.WORKING)


def film_desk(episode: Episode, person_id: int | None) -> FilmDesk:
    """The films of an episode and the open upload of this person, in two statements."""
    ids = [number for number in (episode.media_id, episode.next_media_id) if number]
    rows = session.execute(select(Media, Job).outerjoin(Job, Job.id == Media.job_id).where(Media.id.in_(ids))).all() if ids else []
    films = {media.id: _film(media, job) for media, job in rows}
    open_one = (Upload.episode_id == episode.id, Upload.person_id == person_id, Upload.finished_at.is_(None))
    begun = session.scalars(select(Upload).where(*open_one).order_by(Upload.touched_at.desc()).limit(1)).first()
    return FilmDesk(episode.id, films.get(episode.media_id or 0), films.get(episode.next_media_id or 0), begun)


def _film(media: Media, job: Job | None) -> Film:
    state = "stuck" if media.state in _UNDER_WAY and job is not None and job.state == "failed" else media.state
    told = media.problem or {}
    problem = Message(told["msgid"], tuple(sorted(told["params"].items()))) if told else None
    percent = job.done_steps if job is not None and media.state == MediaState.WORKING else 0
    return Film(media, state, percent, problem, told.get("detail", ""), media_urls(media) if media.state == MediaState.READY else None)


def is_given_up(media: Media) -> bool:
    """Whether the worker tried and failed for reasons of its own, and will not try again by itself."""
    job = session.get(Job, media.job_id) if media.job_id else None
    return _film(media, job).state == "stuck"


def owner_of(media_id: int) -> Episode:
    """The episode that shows the media, or will; NotFound when there is none."""
    found = session.scalars(select(Episode).where(or_(Episode.media_id == media_id, Episode.next_media_id == media_id)).limit(1)).first()
    if found is None:
        raise NotFound
    return found


def upload_row(upload_id: str, person_id: int | None) -> Upload:
    """A person's own upload; anybody else's is not there for them."""
    found = session.get(Upload, upload_id)
    if found is None or found.person_id != person_id:
        raise NotFound
    return found
