"""Make a film watchable: put its pieces together, look at it, make its renditions and pictures. A slow job: no transaction around it.

What is finished is kept and written down, so that a job taken up again goes on from there.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core import storage
from core.actor import SYSTEM
from core.audit import record
from core.db import session, transaction
from core.jobs.api import Progress
from video.errors import Unusable
from video.formats.ffmpeg_report import Probed
from video.formats.hls import Rendition, master_playlist
from video.models import Media, MediaState, Upload
from video.operations.finish_media import finish_media
from video.operations.make_pictures import make_fallback, make_poster, make_strip
from video.operations.make_rendition import keep_rendition, make_rendition
from video.operations.probe_video import probe_video
from video.rules.media_names import MASTER, media_folder, source_name, stored_name, upload_folder
from video.rules.renditions import CUT_OFF, Target, targets

REPORT_SECONDS = 2.0
_PATH = re.compile(r"/\S*/")
JOINED, MADE = 5, 95
"""Per cent of the whole at which the pieces are together and the renditions made."""


@dataclass(frozen=True)
class Task:
    """What the job must know of a media, read at its beginning. `pieces`: names in the store, empty when the file is whole."""

    media_id: int
    folder: str
    stored: str
    size: int
    pieces: tuple[str, ...]
    made: tuple[Rendition, ...]


class Meter:
    """Tells the job's progress in per cent, and at least every two seconds, which is also when the job hears that it must stop."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._told, self._at = progress, -1, 0.0

    def part(self, start: float, end: float, of: float) -> Callable[[float], None]:
        """A hearer of how much of `of` is done, within the per cents `start` to `end`."""
        return lambda done: self.tell(start + (end - start) * min(1.0, max(0.0, done / of if of else 1.0)))

    def tell(self, per_cent: float) -> None:
        if int(per_cent) > self._told or time.monotonic() - self._at > REPORT_SECONDS:
            self._told, self._at = max(int(per_cent), self._told), time.monotonic()
            self._progress(self._told, 100)


class _Discarded(Exception):
    """The media has been replaced while it was worked on."""


def transcode(media_id: int, folder: str, progress: Progress) -> dict[str, Any] | None:
    """Make the media watchable, or write down why it cannot be. One that has been let go of leaves nothing in its folder."""
    try:
        task = _begin(media_id)
        if task is None:
            return None
        with storage.desk(folder) as desk:
            return _make(task, desk, Meter(progress))
    except Unusable as unusable:
        _note_failure(media_id, unusable)
        return {"problem": str(unusable)}
    except _Discarded:
        for name in (media_folder(folder), source_name(folder)):
            storage.delete(name)
        return None


def _begin(media_id: int) -> Task | None:
    """What is to be done; None when it has been done."""
    with transaction():
        media = session.get(Media, media_id)
        if media is None:
            raise _Discarded
        if media.state in (MediaState.READY, MediaState.FAILED):
            return None
        media.state = MediaState.WORKING
        upload = session.get(Upload, media.stored.rpartition("/")[2]) if media.stored.startswith(upload_folder("")) else None
        pieces = tuple(f"{media.stored}/{name}" for name in upload.pieces) if upload else ()
        made = tuple(Rendition(**one) for one in media.renditions)
        return Task(media.id, media.folder, media.stored, media.size, pieces, made)


def _make(task: Task, desk: Path, meter: Meter) -> dict[str, Any]:
    source = storage.as_file(_whole(task, meter.part(0, JOINED, task.size)), desk)
    probed, seconds = probe_video(source, desk)
    _write_down(task, width=probed.width, height=probed.height, duration_seconds=seconds)
    renditions = _renditions(task, source, probed, seconds, desk, meter)
    lowest, best = (_video_of(task, one, desk) for one in (renditions[0], renditions[-1]))
    strip, names = make_strip(lowest, seconds, renditions[0].width, renditions[0].height, desk)
    for name in (make_poster(best, seconds, desk), make_fallback(lowest, desk), *names):
        storage.put_file(stored_name(task.folder, name), desk / name)
    storage.put_parts(stored_name(task.folder, MASTER), [master_playlist(renditions).encode()])
    meter.tell(99)
    with transaction():
        if not finish_media(task.media_id, asdict(strip)):
            raise _Discarded
    return {"renditions": [one.name for one in renditions]}


def _whole(task: Task, on_bytes: Callable[[float], None]) -> str:
    """The name of the file as it was sent, put together from its pieces when that has not been done. Then the pieces go."""
    if not task.pieces:
        return task.stored
    name = source_name(task.folder)
    digest = storage.put_parts(name, _counted((part for piece in task.pieces for part in storage.read(piece)), on_bytes))
    if storage.describe(name).size != task.size:
        raise Unusable(CUT_OFF, f"{storage.describe(name).size} of {task.size} bytes")
    _write_down(task, stored=name, sha256=digest)
    storage.delete(task.stored)
    return name


def _counted(parts: Iterator[bytes], on_bytes: Callable[[float], None]) -> Iterator[bytes]:
    passed = 0
    for part in parts:
        passed += len(part)
        on_bytes(passed)
        yield part


def _renditions(task: Task, source: Path, probed: Probed, seconds: float, desk: Path, meter: Meter) -> list[Rendition]:
    """Make those that are missing, lowest first; each is kept and written down before the next is begun."""
    made = {one.name: one for one in task.made}
    wanted = targets(probed)
    starts = _starts(wanted)
    for number, target in enumerate(wanted):
        if target.name not in made:
            on_time = meter.part(starts[number], starts[number + 1], seconds)
            made[target.name] = make_rendition(source, probed, seconds, target, desk, on_time)
            keep_rendition(target.name, desk, task.folder)
            _write_down(task, renditions=[asdict(one) for one in made.values()])
    return [made[target.name] for target in wanted]


def _starts(wanted: list[Target]) -> list[float]:
    """At which per cent each rendition begins, by how many pixels it has; and where the last one ends."""
    pixels = [target.width * target.height for target in wanted]
    return [JOINED + (MADE - JOINED) * sum(pixels[:number]) / sum(pixels) for number in range(len(pixels) + 1)]


def _video_of(task: Task, rendition: Rendition, desk: Path) -> Path:
    local = desk / rendition.name / "video.mp4"
    if local.is_file():
        return local
    local.parent.mkdir(exist_ok=True)
    return storage.as_file(stored_name(task.folder, f"{rendition.name}/video.mp4"), local.parent)


def _write_down(task: Task, **values: Any) -> None:
    with transaction():
        media = session.get(Media, task.media_id)
        if media is None:
            raise _Discarded
        for name, value in values.items():
            setattr(media, name, value)


def _note_failure(media_id: int, unusable: Unusable) -> None:
    with transaction():
        media = session.get(Media, media_id)
        if media is None:
            return
        detail = _PATH.sub("", unusable.detail).strip()[-2000:].replace("\0", "")
        media.state = MediaState.FAILED
        media.problem = {"msgid": unusable.message.msgid, "params": dict(unusable.message.params), "detail": detail}
        record(SYSTEM, "video.film_failed", f"media:{media.id}", filename=media.filename, problem=str(unusable))
