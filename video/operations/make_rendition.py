"""Make one quality of a film: an HLS playlist over a single fragmented MP4, read by ranges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from core import storage
from video.errors import Unusable
from video.formats.ffmpeg_report import Probed
from video.formats.hls import Rendition, bandwidth_of, codecs_in, segments_of
from video.operations.run_ffmpeg import FfmpegFailed, reading, run_ffmpeg
from video.rules.media_names import stored_name
from video.rules.renditions import LONGEST_SEGMENT_SECONDS, NOT_A_VIDEO, TOO_SLOW, Target, why_cut

HLS = (
    "-f", "hls", "-hls_time", "6", "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4",
    "-hls_flags", "single_file+independent_segments", "-hls_segment_filename", "video.mp4", "index.m3u8",
)  # fmt: skip
SLOWEST = 10
"""Seconds of work for a second of film, at which a rendition is given up."""


def make_rendition(source: Path, probed: Probed, seconds: float, target: Target, desk: Path, on_time: Callable[[float], None]) -> Rendition:
    """Make the rendition in a folder of the desk named after it. Raises Unusable when the film cannot be read to its end."""
    folder = desk / target.name
    folder.mkdir(exist_ok=True)
    arguments = ["-loglevel", "error", *reading(source), "-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn", "-map_metadata", "-1"]
    try:
        run_ffmpeg(
            [*arguments, "-map_chapters", "-1", *_video(target), *_audio(probed, target), *HLS], folder, 600 + SLOWEST * seconds, on_time
        )
    except FfmpegFailed as failed:
        raise Unusable(TOO_SLOW if failed.is_late else NOT_A_VIDEO, failed.words) from failed
    segments = segments_of((folder / "index.m3u8").read_text(encoding="utf-8"))
    if target.may_copy and max((length for length, _ in segments), default=0) > LONGEST_SEGMENT_SECONDS:
        return make_rendition(source, probed, seconds, replace(target, may_copy=False), desk, on_time)  # too few keyframes to seek in
    cut = why_cut(sum(length for length, _ in segments), seconds)
    if cut is not None:
        raise Unusable(cut)
    with (folder / "video.mp4").open("rb") as file:
        codecs = codecs_in(file.read(4096), bool(probed.audio_codec))
    return Rendition(target.name, target.width, target.height, bandwidth_of(segments), codecs)


def keep_rendition(name: str, desk: Path, folder: str) -> None:
    """Put a finished rendition into the store; the playlist last, for it promises the rest."""
    for file in ("video.mp4", "index.m3u8"):
        storage.put_file(stored_name(folder, f"{name}/{file}"), desk / name / file)


def _video(target: Target) -> tuple[str, ...]:
    if target.may_copy:
        return ("-c:v", "copy")
    kbps = target.video_kbps
    return (
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-maxrate", f"{kbps}k", "-bufsize", f"{2 * kbps}k", "-pix_fmt", "yuv420p",
        "-vf", f"scale={target.width}:{target.height},setsar=1", "-fpsmax", "30", "-force_key_frames", "expr:gte(t,n_forced*2)",
    )  # fmt: skip


def _audio(probed: Probed, target: Target) -> tuple[str, ...]:
    if not probed.audio_codec:
        return ()
    return ("-c:a", "aac", "-b:a", f"{target.audio_kbps}k", "-ac", "2", "-ar", "48000")
