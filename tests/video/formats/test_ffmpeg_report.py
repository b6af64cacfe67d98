"""ffmpeg's words understood, of version 5 and 7 alike, and not led astray by what a file says of itself."""

from __future__ import annotations

import pytest

from video.formats.ffmpeg_report import read_report, seconds_done

PLAIN = """Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'x':
  Metadata:
    title           : Stream #0:0: Video: hevc, yuv420p, 9999x9999
  Duration: 00:45:02.50, start: 0.000000, bitrate: 804 kb/s
  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709, progressive), 1280x720 [SAR 1:1 DAR 16:9], 726 kb/s, 25 fps, 25 tbr (default)
  Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, mono, fltp, 69 kb/s (default)
"""


def test_usual_film() -> None:
    found = read_report(PLAIN)
    assert (found.seconds, found.video_codec, found.width, found.height) == (2702.5, "h264", 1280, 720)
    assert (found.video_kbps, found.is_plain, found.audio_codec) == (726, True, "aac")


@pytest.mark.parametrize(
    ("was", "now", "shown", "is_plain"),
    [("[SAR 1:1 DAR 16:9]", "[SAR 4:3 DAR 64:27]", (1707, 720), False), ("yuv420p(", "yuv420p10le(", (1280, 720), False),
     ("h264 (High)", "hevc (Main)", (1280, 720), False),
     ("(default)\n  Stream #0:1", "(default)\n      Side data:\n        displaymatrix: rotation of -90.00 degrees\n  Stream #0:1", (720, 1280), False)],
)  # fmt: skip
def test_what_must_be_made_anew(was: str, now: str, shown: tuple[int, int], is_plain: bool) -> None:
    found = read_report(PLAIN.replace(was, now, 1))
    assert ((found.width, found.height), found.is_plain) == (shown, is_plain)


def test_cover_of_a_song_is_no_film() -> None:
    cover = "  Stream #0:1: Video: mjpeg (Baseline), yuvj420p(pc), 600x600 [SAR 1:1 DAR 1:1], 90k tbr, 90k tbn (attached pic)\n"
    found = read_report("  Duration: 00:03:00.00, start: 0\n  Stream #0:0: Audio: mp3, 44100 Hz, stereo\n" + cover)
    assert (found.video_codec, found.audio_codec) == ("", "mp3")


def test_length_may_be_unknown() -> None:
    assert read_report(PLAIN.replace("00:45:02.50", "N/A")).seconds is None


@pytest.mark.parametrize(("line", "moment"), [("out_time_us=1500000\n", 1.5), ("out_time_us=N/A", None), ("frame=3", None), ("", None)])
def test_progress(line: str, moment: float | None) -> None:
    assert seconds_done(line) == moment
