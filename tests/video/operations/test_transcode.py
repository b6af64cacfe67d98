"""A film becomes renditions, pictures and playlists; what is no film says why; what was finished is not made twice."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import imageio_ffmpeg
import pytest
from flask import Flask, current_app

from core import storage
from core.actor import SYSTEM
from core.db import session, transaction
from core.errors import Conflict, NotFound
from core.jobs.models import Job
from core.jobs.queue import Interrupted
from core.jobs.worker import run_all_jobs, run_slow_job
from tests.support.films import Films, with_film
from video.formats.ffmpeg_report import read_report
from video.formats.hls import segments_of
from video.models import Episode, Media, MediaState
from video.operations import run_ffmpeg as runner
from video.operations.retry_media import retry_media
from video.operations.transcode import transcode
from video.rules import media_names, renditions

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def made(episode: Episode, path: Path) -> Media:
    media = with_film(episode, path)
    assert run_all_jobs()
    session.expire_all()
    return session.get_one(Media, media.id)


def text_of(media: Media, name: str) -> str:
    return b"".join(storage.read(media_names.stored_name(media.folder, name))).decode()


def looked_at(media: Media, name: str) -> str:
    """What ffmpeg says of a file that was made."""
    path = storage.as_file(media_names.stored_name(media.folder, name), Path(current_app.instance_path))
    return runner.run_ffmpeg(["-i", str(path), "-t", "0", "-f", "null", "-"], Path(current_app.instance_path), 30)


def test_large_film_gets_both_renditions_and_pictures(app: Flask, bare_episode: Episode, films: Films) -> None:
    media = made(bare_episode, films("large"))
    assert (media.state, media.problem, media.width, media.height) == (MediaState.READY, None, 1280, 720)
    assert media.duration_seconds == pytest.approx(2, abs=0.2)
    assert [(one["name"], one["width"], one["height"]) for one in media.renditions] == [("360p", 640, 360), ("720p", 1280, 720)]
    master = text_of(media, "master.m3u8").splitlines()
    assert [line for line in master if line.endswith("index.m3u8")] == ["360p/index.m3u8", "720p/index.m3u8"]
    assert 'CODECS="avc1.' in master[3] and "mp4a.40.2" in master[3]
    for name in ("360p", "720p"):
        segments = segments_of(text_of(media, f"{name}/index.m3u8"))
        assert sum(length for length, _ in segments) == pytest.approx(2, abs=0.2)
        sized = storage.describe(media_names.stored_name(media.folder, f"{name}/video.mp4")).size
        assert 0 < sized - sum(size for _, size in segments) < 3000, "all but the head of the file is in its segments"
    fallback = read_report(looked_at(media, "fallback.mp4"))
    assert (fallback.height, fallback.video_codec, fallback.audio_codec) == (360, "h264", "aac")
    assert read_report(looked_at(media, "poster.jpg").replace("jpg, ", "")).width == 1280
    assert media.strip == {"every": 1, "columns": 2, "width": 160, "height": 90, "count": 2}
    assert read_report(looked_at(media, "strip.jpg")).width == 320
    assert "00:00:01.000 --> 00:00:02.000\nstrip.jpg#xywh=160,0,160,90" in text_of(media, "strip.vtt")
    assert not list((Path(current_app.instance_path) / "work").iterdir()), "nothing is left on the desk"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("plain", [("360p", 640, 360)]), ("upright", [("360p", 360, 640)]), ("silent", [("180p", 320, 180)]),
     ("older", [("360p", 480, 360), ("480p", 640, 480)])],
)  # fmt: skip
@on_sqlite
def test_no_rendition_is_larger_than_the_film(
    app: Flask, bare_episode: Episode, films: Films, name: str, expected: list[tuple[str, int, int]]
) -> None:
    media = made(bare_episode, films(name))
    assert (media.state, media.problem) == (MediaState.READY, None)
    assert [(one["name"], one["width"], one["height"]) for one in media.renditions] == expected
    assert read_report(looked_at(media, f"{expected[-1][0]}/video.mp4")).video_codec == "h264"


@on_sqlite
def test_film_that_fits_is_copied_unless_nobody_could_seek_in_it(app: Flask, bare_episode: Episode, films: Films) -> None:
    media = made(bare_episode, films("one_keyframe"))
    assert media.state == MediaState.READY
    assert max(length for length, _ in segments_of(text_of(media, "180p/index.m3u8"))) < 10


@pytest.mark.parametrize(
    ("name", "reason"),
    [("text", renditions.NOT_A_VIDEO.msgid), ("zip", renditions.NOT_A_VIDEO.msgid), ("empty_box", renditions.CUT_OFF.msgid),
     ("sound_only", renditions.ONLY_SOUND.msgid), ("cut_end", renditions.CUT_OFF.msgid), ("cut_middle", "Video bị hỏng")],
)  # fmt: skip
@on_sqlite
def test_what_is_no_whole_film_says_why(app: Flask, bare_episode: Episode, films: Films, name: str, reason: str) -> None:
    media = made(bare_episode, films(name))
    assert media.state == MediaState.FAILED
    assert media.problem is not None and media.problem["msgid"].startswith(reason), media.problem
    assert session.get_one(Job, media.job_id).state == "done", "trying again would not help, so nobody tries by himself"


@pytest.mark.parametrize(
    "playlist",
    ["#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{secret}\n#EXT-X-ENDLIST\n", "ffconcat version 1.0\nfile '{secret}'\n",
     "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n",
     '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>file://{secret}</BaseURL></MPD>'],
)  # fmt: skip
@on_sqlite
def test_playlist_cannot_make_the_server_read_another_file(
    app: Flask, bare_episode: Episode, films: Films, tmp_path: Path, playlist: str
) -> None:
    secret = films("plain")
    (tmp_path / "evil.mp4").write_text(playlist.format(secret=secret), encoding="utf-8")
    media = made(bare_episode, tmp_path / "evil.mp4")
    assert media.state == MediaState.FAILED
    assert media.renditions == []
    with pytest.raises(NotFound):
        storage.describe(media_names.stored_name(media.folder, "master.m3u8"))


@on_sqlite
def test_too_long_is_refused_by_name(app: Flask, bare_episode: Episode, films: Films, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renditions, "LONGEST_SECONDS", 1)
    media = made(bare_episode, films("plain"))
    assert media.problem is not None and media.problem["params"] == {"minutes": 1, "limit": 0}


@on_sqlite
def test_ffmpeg_that_takes_too_long_is_ended(app: Flask, films: Films, tmp_path: Path) -> None:
    with pytest.raises(runner.FfmpegFailed) as ended:
        runner.run_ffmpeg(["-re", "-i", str(films("plain")), "-f", "null", "-"], tmp_path, 0.3)
    assert ended.value.is_late


def test_taken_up_again_it_makes_only_what_is_missing(app: Flask, bare_episode: Episode, films: Films) -> None:
    media = with_film(bare_episode, films("large"))
    media_id, folder = media.id, media.folder

    def stop(done: int, of: int) -> None:
        if any(one["name"] == "360p" for one in kept()):
            raise Interrupted

    def kept() -> list[dict[str, object]]:
        with transaction():
            session.expire_all()
            return list(session.get_one(Media, media_id).renditions)

    with pytest.raises(Interrupted):
        transcode(media_id, folder, stop)
    first = storage.describe(media_names.stored_name(folder, "360p/video.mp4")).tag
    assert [one["name"] for one in kept()] == ["360p"]
    assert run_slow_job()
    session.expire_all()
    assert session.get_one(Media, media_id).state == MediaState.READY
    assert storage.describe(media_names.stored_name(folder, "360p/video.mp4")).tag == first
    assert [one["name"] for one in kept()] == ["360p", "720p"]


def test_lesson_stays_watchable_until_its_next_film_is_ready(app: Flask, bare_episode: Episode, films: Films) -> None:
    old = made(bare_episode, films("plain"))
    new = with_film(bare_episode, films("silent"))
    session.expire_all()
    assert (bare_episode.media_id, bare_episode.next_media_id) == (old.id, new.id)
    gone = (media_names.stored_name(old.folder, "master.m3u8"), old.stored)
    assert run_all_jobs() == 2
    session.expire_all()
    assert (bare_episode.media_id, bare_episode.next_media_id) == (new.id, None)
    assert session.get(Media, old.id) is None
    for name in gone:
        with pytest.raises(NotFound):
            storage.describe(name)


def test_bad_film_does_not_take_the_place_of_a_good_one(app: Flask, bare_episode: Episode, films: Films) -> None:
    old = made(bare_episode, films("plain"))
    new = made(bare_episode, films("text"))
    session.expire_all()
    assert (bare_episode.media_id, bare_episode.next_media_id, new.state) == (old.id, new.id, MediaState.FAILED)


def test_film_replaced_while_it_is_made_leaves_nothing(app: Flask, bare_episode: Episode, films: Films) -> None:
    first = with_film(bare_episode, films("silent"))
    folder, args = first.folder, (first.id, first.folder)

    def replace(done: int, of: int) -> None:
        if session.get(Media, args[0]) is not None:
            session.rollback()
            with_film(bare_episode, films("plain"))

    assert transcode(*args, replace) is None
    run_all_jobs()
    assert not list((Path(app.instance_path) / "files/video/media").glob(f"{folder}/**/*"))
    session.expire_all()
    assert session.get_one(Media, bare_episode.media_id).state == MediaState.READY


def test_failed_film_is_tried_again_when_asked_and_a_good_one_is_not(app: Flask, bare_episode: Episode, films: Films) -> None:
    media = made(bare_episode, films("text"))
    shutil.copyfile(films("plain"), storage.as_file(media.stored, Path()))
    with transaction():
        retry_media(SYSTEM, media.id)
    run_all_jobs()
    session.expire_all()
    assert session.get_one(Media, media.id).state == MediaState.READY
    with pytest.raises(Conflict), transaction():
        retry_media(SYSTEM, media.id)


@on_sqlite
def test_without_a_system_ffmpeg_the_bundled_one_does_it(
    app: Flask, bare_episode: Episode, films: Films, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = films("plain")
    bundled = imageio_ffmpeg.get_ffmpeg_exe()
    monkeypatch.setattr(shutil, "which", lambda name: None)
    runner.ffmpeg_path.cache_clear()
    assert runner.ffmpeg_path() == bundled
    assert made(bare_episode, path).state == MediaState.READY
    runner.ffmpeg_path.cache_clear()


@on_sqlite
def test_source_is_kept_as_it_was(app: Flask, bare_episode: Episode, films: Films) -> None:
    media = made(bare_episode, films("plain"))
    kept = b"".join(storage.read(media.stored))
    assert hashlib.sha256(kept).digest() == hashlib.sha256(films("plain").read_bytes()).digest()
