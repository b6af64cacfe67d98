"""Make the poster, the sheet of thumbnails with its cues, and the plain MP4, all from finished renditions."""

from __future__ import annotations

from pathlib import Path

from video.formats.thumbnails import strip_cues
from video.operations.run_ffmpeg import reading, run_ffmpeg
from video.rules.media_names import FALLBACK, POSTER, STRIP, STRIP_CUES
from video.rules.renditions import Strip, strip_for

PATIENCE_SECONDS = 900.0
SHORT_SECONDS = 120


def make_poster(best: Path, seconds: float, desk: Path) -> str:
    """The most telling picture of a few from a tenth of the film on. Returns the file's name on the desk."""
    start = f"{seconds / 10:.2f}"
    picture = ["-map", "0:V:0", "-vf", "thumbnail=25", "-frames:v", "1", "-update", "1", "-q:v", "4", POSTER]
    run_ffmpeg(["-loglevel", "error", "-ss", start, *reading(best), *picture], desk, PATIENCE_SECONDS)
    return POSTER


def make_strip(lowest: Path, seconds: float, width: int, height: int, desk: Path) -> tuple[Strip, tuple[str, str]]:
    """The sheet and its cues; of a longer film only keyframes are decoded. Returns how it is laid out and the names of both files."""
    strip = strip_for(seconds, width, height)
    rows = -(-strip.count // strip.columns)
    sheet = f"fps=1/{strip.every},scale={strip.width}:{strip.height},tile={strip.columns}x{rows}"
    picture = ["-map", "0:V:0", "-vf", sheet, "-frames:v", "1", "-update", "1", "-q:v", "6", STRIP]
    sparing = ["-skip_frame", "nokey"] if seconds > SHORT_SECONDS else []
    run_ffmpeg(["-loglevel", "error", *sparing, *reading(lowest), *picture], desk, PATIENCE_SECONDS)
    (desk / STRIP_CUES).write_text(strip_cues(strip), encoding="utf-8")
    return strip, (STRIP, STRIP_CUES)


def make_fallback(lowest: Path, desk: Path) -> str:
    """The lowest rendition as one plain MP4, for players without HLS and pages without scripts: copied, not made anew."""
    run_ffmpeg(["-loglevel", "error", *reading(lowest), "-c", "copy", "-movflags", "+faststart", FALLBACK], desk, PATIENCE_SECONDS)
    return FALLBACK
