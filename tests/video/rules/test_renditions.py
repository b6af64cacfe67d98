"""Which films are taken, and what is made of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from video.formats.ffmpeg_report import Probed
from video.rules import renditions

FILM = Probed(seconds=2700.0, video_codec="h264", width=1920, height=1080, video_kbps=5000, is_plain=True, audio_codec="aac")


@pytest.mark.parametrize(
    ("size", "made"),
    [((1920, 1080), [("360p", 640, 360), ("720p", 1280, 720)]), ((1280, 720), [("360p", 640, 360), ("720p", 1280, 720)]),
     ((640, 480), [("360p", 480, 360), ("480p", 640, 480)]), ((480, 400), [("360p", 432, 360)]), ((320, 180), [("180p", 320, 180)]),
     ((1080, 1920), [("360p", 360, 640), ("720p", 720, 1280)]), ((101, 75), [("74p", 100, 74)])],
)  # fmt: skip
def test_renditions_by_size(size: tuple[int, int], made: list[tuple[str, int, int]]) -> None:
    found = renditions.targets(replace(FILM, width=size[0], height=size[1]))
    assert [(one.name, one.width, one.height) for one in found] == made
    assert all(one.width % 2 == one.height % 2 == 0 for one in found)


def test_only_what_fits_is_copied() -> None:
    fits = replace(FILM, width=1280, height=720, video_kbps=2000)
    assert [one.may_copy for one in renditions.targets(fits)] == [False, True]
    for other in (replace(fits, video_kbps=9000), replace(fits, video_kbps=0), replace(fits, is_plain=False)):
        assert not any(one.may_copy for one in renditions.targets(other))


def test_refusals_say_which_rule() -> None:
    assert renditions.why_refused(FILM) is None
    assert renditions.why_refused(replace(FILM, seconds=None)) is None
    assert renditions.why_refused(replace(FILM, video_codec="")) == renditions.ONLY_SOUND
    assert renditions.why_refused(replace(FILM, video_codec="", audio_codec="")) == renditions.NOT_A_VIDEO
    assert "8000 × 8000" in str(renditions.why_refused(replace(FILM, width=8000, height=8000)))
    assert "8 × 8" in str(renditions.why_refused(replace(FILM, width=8, height=8)))
    assert "301 phút" in str(renditions.why_refused(replace(FILM, seconds=5 * 3600 + 1)))


@pytest.mark.parametrize(
    ("read", "promised", "is_cut"), [(100, 100, False), (96, 100, False), (1.2, 2, False), (50, 100, True), (0, 60, True)]
)
def test_film_that_ends_long_before_its_time_is_cut(read: float, promised: float, is_cut: bool) -> None:
    assert (renditions.why_cut(read, promised) is not None) == is_cut


@pytest.mark.parametrize("seconds", [0.2, 1, 59, 100, 101, 2700, 14400])
def test_strip_covers_the_film_with_at_most_a_hundred_pictures(seconds: float) -> None:
    strip = renditions.strip_for(seconds, 640, 360)
    assert 1 <= strip.count <= 100
    assert strip.count * strip.every >= seconds > (strip.count - 1) * strip.every or strip.count == 1
    assert (strip.width, strip.height) == (160, 90)
