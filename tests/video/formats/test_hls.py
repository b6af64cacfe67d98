"""Playlists as players read them."""

from __future__ import annotations

import pytest

from video.formats.hls import Rendition, bandwidth_of, codecs_in, master_playlist, segments_of
from video.formats.thumbnails import strip_cues
from video.rules.renditions import Strip

PLAYLIST = '#EXTM3U\n#EXT-X-MAP:URI="video.mp4",BYTERANGE="1374@0"\n#EXTINF:6.000000,\n#EXT-X-BYTERANGE:600000@1374\nvideo.mp4\n#EXTINF:0.500000,\n#EXT-X-BYTERANGE:100000@601374\nvideo.mp4\n'


def test_segments_and_what_the_dearest_takes() -> None:
    assert segments_of(PLAYLIST) == [(6.0, 600_000), (0.5, 100_000)]
    assert bandwidth_of(segments_of(PLAYLIST)) == 800_000
    assert bandwidth_of([]) == 0


def test_codecs_are_read_from_the_head_of_the_file() -> None:
    assert codecs_in(b"....avcC\x01\x64\x00\x1f\xff", has_audio=True) == "avc1.64001f,mp4a.40.2"
    assert codecs_in(b"nothing", has_audio=False) == ""


def test_master_names_the_lowest_first_by_relative_addresses() -> None:
    low, high = Rendition("360p", 640, 360, 800_000, "avc1.64001e"), Rendition("720p", 1280, 720, 2_000_000, "")
    lines = master_playlist([high, low]).splitlines()
    assert lines[3] == '#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,CODECS="avc1.64001e"'
    assert lines[4::2] == ["360p/index.m3u8", "720p/index.m3u8"]


def test_thumbnail_of_a_moment_is_found_on_the_sheet() -> None:
    cues = strip_cues(Strip(every=30, columns=10, width=160, height=90, count=12)).split("\n\n")
    assert cues[0] == "WEBVTT"
    assert cues[-1].strip() == "00:05:30.000 --> 00:06:00.000\nstrip.jpg#xywh=160,90,160,90"


@pytest.mark.parametrize("count", [1, 100])
def test_every_picture_has_a_cue(count: int) -> None:
    assert strip_cues(Strip(1, min(10, count), 160, 90, count)).count("-->") == count
