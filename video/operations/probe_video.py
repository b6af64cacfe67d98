"""Look at a file that should be a film, and refuse what cannot become a lesson."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from video.errors import Unusable
from video.formats.ffmpeg_report import Probed, read_report
from video.operations.run_ffmpeg import FfmpegFailed, reading, run_ffmpeg
from video.rules.renditions import NOT_DECODED, why_refused, why_unreadable

LOOK_SECONDS = 120.0


def probe_video(path: Path, folder: Path) -> tuple[Probed, float]:
    """What the film is and how long, in seconds. Raises Unusable for what is no film, too long, too large, or not to be decoded."""
    probed = read_report(_report(path, folder))
    _refuse(probed)
    try:
        run_ffmpeg(["-loglevel", "error", *reading(path), "-map", "0:V:0", "-frames:v", "1", "-f", "null", "-"], folder, LOOK_SECONDS)
    except FfmpegFailed as failed:
        raise Unusable(NOT_DECODED, failed.words) from failed
    if probed.seconds is None:
        probed = replace(probed, seconds=_measured(path, folder))
        _refuse(probed)
    return probed, probed.seconds or 0.0


def _report(path: Path, folder: Path) -> str:
    """ffmpeg's report: it opens the file and reads packets for no time at all, which ends well for whatever can be opened."""
    try:
        return run_ffmpeg([*reading(path), "-t", "0", "-c", "copy", "-f", "null", "-"], folder, LOOK_SECONDS)
    except FfmpegFailed as failed:
        raise Unusable(why_unreadable(failed.words), failed.words) from failed


def _refuse(probed: Probed) -> None:
    message = why_refused(probed)
    if message is not None:
        raise Unusable(message)


def _measured(path: Path, folder: Path) -> float:
    """The length of a film that does not say it, such as one that a browser recorded: all of it is read, nothing decoded."""
    moments = [0.0]
    run_ffmpeg(
        ["-loglevel", "error", *reading(path), "-map", "0:V:0", "-c", "copy", "-f", "null", "-"], folder, LOOK_SECONDS, moments.append
    )
    return moments[-1]
