"""Small films for tests, made once a run by ffmpeg from its own test pictures, and files that only look like films."""

from __future__ import annotations

import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

from core.actor import SYSTEM
from core.db import session, transaction
from video.models import Episode, Media, Programme, Series
from video.operations.add_media import add_media_from_file
from video.operations.run_ffmpeg import ffmpeg_path

_LAVFI = "testsrc2=size={size}:rate=25:duration={seconds}"
_SOUND = "sine=frequency=440:duration={seconds}"


class Films:
    """`films("plain")` is the path of a film of that name; each is made when first asked for and shared by all workers of a run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._makers: dict[str, Callable[[Path], None]] = {
            "plain": lambda path: _make(path, "640x360", 2),
            "large": lambda path: _make(path, "1280x720", 2),
            "upright": lambda path: _make(path, "360x640", 2),
            "silent": lambda path: _make(path, "320x180", 2, sound=False),
            "older": lambda path: _make(path, "640x480", 2, "-c:v", "mpeg4"),
            "one_keyframe": lambda path: _make(path, "320x180", 25, "-g", "9999", "-keyint_min", "9999", "-sc_threshold", "0"),
            "longer": lambda path: _make(path, "1280x720", 16),
            "sound_only": lambda path: _run("-f", "lavfi", "-i", _SOUND.format(seconds=2), "-c:a", "aac", str(path)),
            "text": lambda path: _write(path, b"Day khong phai la phim. " * 4000),
            "zip": _make_zip,
            "cut_end": lambda path: _write(path, self("plain").read_bytes()[:-60_000]),
            "cut_middle": lambda path: _write(path, _cut(path, 8)),
            "empty_box": lambda path: _write(path, b"\0\0\0\x18ftypisom\0\0\0\0isommp42"),
        }

    def __call__(self, name: str) -> Path:
        path = self.folder / f"{name}.mp4"
        if not path.exists():
            draft = self.folder / f"{name}.{os.getpid()}.mp4"
            self._makers[name](draft)
            draft.replace(path)
        return path


def _make(path: Path, size: str, seconds: int, *more: str, sound: bool = True) -> None:
    audio = ("-f", "lavfi", "-i", _SOUND.format(seconds=seconds)) if sound else ()
    video = _LAVFI.format(size=size, seconds=seconds)
    _run("-f", "lavfi", "-i", video, *audio, "-pix_fmt", "yuv420p", "-preset", "ultrafast", *more, "-b:v", "500k", "-shortest", str(path))


def _cut(path: Path, seconds: int) -> bytes:
    """A film with its index at the front, of which only half has come."""
    whole = path.with_name(f"{path.stem}.whole.mp4")
    _make(whole, "320x180", seconds, "-movflags", "+faststart")
    data = whole.read_bytes()
    return data[: len(data) // 2]


def _make_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("phim.txt", "x" * 5000)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _run(*arguments: str) -> None:
    subprocess.run([ffmpeg_path(), "-v", "error", "-nostdin", "-y", *arguments], check=True, stdin=subprocess.DEVNULL)


def new_episode(organisation_id: int, path: str, *, code: str = "DHTH") -> Episode:
    """An episode of a new programme, without a film; committed."""
    from core import clock

    now = clock.now()
    with transaction():
        programme = Programme(
            code=code, title="Dạy học trên truyền hình", organisation_id=organisation_id, organisation_path=path, created_at=now
        )
        session.add(programme)
        session.flush()
        series = Series(programme_id=programme.id, title="Toán 12", subject_code="toan", grade=12)
        session.add(series)
        session.flush()
        episode = Episode(series_id=series.id, number=1, title="Hàm số", created_at=now)
        session.add(episode)
        session.flush()
    return episode


def with_film(episode: Episode, path: Path) -> Media:
    """The episode has been given this film, which the worker has not seen yet; committed."""
    with transaction():
        return add_media_from_file(SYSTEM, episode, path)
