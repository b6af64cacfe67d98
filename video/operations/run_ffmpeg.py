"""Run ffmpeg on a file that a stranger may have made: no shell, no network, no other file, bounded memory, disk and time."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import IO

import imageio_ffmpeg

from core import limited
from video.formats.ffmpeg_report import seconds_done

MEMORY_BYTES = 6_000_000_000
FILE_BYTES = 20_000_000_000
KEPT_WORDS = 64_000
CONTAINERS = "mov,matroska,avi,mpegts,mpeg,flv,asf,ogg"
"""The containers that are opened. Playlists of any kind (HLS, DASH, concat) are not among them: they name other files to read."""
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


class FfmpegFailed(Exception):
    """It ended with an error, or was ended: `is_late` after its time was over. The message holds its own words."""

    def __init__(self, words: str, *, is_late: bool = False) -> None:
        super().__init__(words)
        self.words, self.is_late = words, is_late


def reading(path: Path) -> list[str]:
    """The arguments that open `path`, which may hold anything."""
    return ["-protocol_whitelist", "file", "-format_whitelist", CONTAINERS, "-i", str(path)]


def run_ffmpeg(arguments: Sequence[str], folder: Path, seconds: float, on_time: Callable[[float], None] = lambda _: None) -> str:
    """Run it in `folder` for at most `seconds`; `on_time` hears the moment of the film it has come to, twice a second.

    Returns the last of what it said on stderr. Raises FfmpegFailed; whatever `on_time` raises ends it, too.
    """
    limits = (str(MEMORY_BYTES), str(FILE_BYTES))
    command = [sys.executable, "-I", "-S", limited.__file__, *limits, ffmpeg_path(), "-hide_banner", "-nostdin", "-y"]
    process = subprocess.Popen(
        [*command, "-progress", "pipe:1", *arguments], cwd=folder, env=_ENVIRONMENT, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    said, late = bytearray(), threading.Event()
    listener = threading.Thread(target=_keep_last, args=(process.stderr, said), daemon=True)

    def end_late() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, end_late)
    listener.start()
    timer.start()
    try:
        for line in process.stdout or ():
            moment = seconds_done(line.decode("ascii", "replace"))
            if moment is not None:
                on_time(moment)
        process.wait()
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        listener.join()
    words = said.decode("utf-8", "replace")
    if process.returncode:
        raise FfmpegFailed(words, is_late=late.is_set())
    return words


@cache
def ffmpeg_path() -> str:
    """The system's ffmpeg, else the one that imageio-ffmpeg brings."""
    return shutil.which("ffmpeg") or imageio_ffmpeg.get_ffmpeg_exe()


def _keep_last(stream: IO[bytes] | None, said: bytearray) -> None:
    """Read all that comes, so that ffmpeg never waits; remember only the end of it."""
    while stream is not None and (chunk := stream.read(4096)):
        said += chunk
        del said[:-KEPT_WORDS]
