"""A teacher sends a video: the line is cut, the server dies, the page is reloaded, the worker is killed; in the end every byte is there."""

from __future__ import annotations

import hashlib
import os
import resource
from datetime import timedelta
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from sqlalchemy import select, update

from core import clock, storage
from core.actor import SYSTEM
from core.db import session, transaction
from core.jobs.models import Job
from tests.journeys.walker import Walker
from tests.support.browser import Browser
from tests.support.films import Films, new_episode
from tests.support.live import LiveServer
from tests.support.people import sign_browser_in
from video.models import Media, MediaState, Upload

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("journeys")]

BIG_MEGABYTES = int(os.environ.get("KHOABANG_BIG_UPLOAD_MB", "64"))
LONG = timedelta(seconds=300 + BIG_MEGABYTES)
"""ffmpeg is last in the queue for the processor: on a busy machine a film of seconds takes minutes."""


@pytest.fixture
def desk(live_server: LiveServer, browser: Browser) -> Walker:
    """A manager at the desk of an episode without a video."""
    from accounts.api import create_organisation

    with live_server.database():
        with transaction():
            place = create_organisation(SYSTEM, "THPT", "Trường Thử", "school", None)
        episode = new_episode(place.id, place.path).id
    sign_browser_in(browser, live_server, "administrator")
    walker = Walker(browser, live_server.url)
    walker.go(f"/tv/manage/episodes/{episode}")
    return walker


def padded(film: Path, megabytes: int, path: Path) -> str:
    """The film followed by a hole, with some bytes in it so that misplaced pieces would show. Returns its SHA-256."""
    path.write_bytes(film.read_bytes())
    size = megabytes * 1_000_000
    with path.open("r+b") as file:
        for at in range(10_000_000, size, 10_000_000):
            file.seek(at)
            file.write(at.to_bytes(8, "big"))
        file.truncate(size)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def choose(walker: Walker, path: Path) -> None:
    walker.wait(lambda: walker.browser.find_element(By.ID, "film-file").is_enabled())
    walker.browser.find_element(By.ID, "film-file").send_keys(str(path))


def received(server: LiveServer) -> int:
    with server.database():
        return session.scalar(select(Upload.received)) or 0


def state(walker: Walker) -> str:
    return str(walker.browser.execute_script("return document.querySelector('[data-film-state]')?.dataset.filmState ?? ''"))


def test_broken_again_and_again_it_arrives_whole(live_server: LiveServer, desk: Walker, films: Films, tmp_path: Path) -> None:
    film = tmp_path / "Bài 1.mp4"
    digest = padded(films("plain"), 40, film)
    desk.browser.slow_down(latency_ms=5, kilobytes_per_second=8000)
    choose(desk, film)
    desk.wait(lambda: received(live_server) > 2_000_000, "the first pieces")

    with desk.browser.offline():
        desk.wait(lambda: "Mất kết nối" in desk.text("[data-film-words]"), "the page to admit that it is offline")
        kept = received(live_server)
    desk.browser.slow_down(latency_ms=5, kilobytes_per_second=8000)
    desk.wait(lambda: received(live_server) > kept, "to go on by itself")

    live_server.kill_server()
    desk.wait(lambda: "Mất kết nối" in desk.text("[data-film-words]"), "the page to notice the dead server")
    kept = received(live_server)
    live_server.start()
    desk.wait(lambda: received(live_server) > kept, "to go on with the server that came back")

    desk.press("[data-film-pause]")
    desk.wait(lambda: "Đã tạm dừng" in desk.text("[data-film-words]"))
    kept = received(live_server)
    desk.browser.refresh()
    desk.sees("Còn một tệp gửi dở")
    assert received(live_server) >= kept
    desk.browser.connect()
    choose(desk, film)
    desk.wait(lambda: state(desk) == "ready", "the finished video", LONG)
    with live_server.database():
        media = session.scalars(select(Media)).one()
        assert (media.sha256, media.size) == (digest, 40_000_000)
        assert session.scalars(select(Upload)).one().received == 40_000_000
    assert [line for line in desk.browser.complaints() if "ERR_" not in line and "409" not in line] == []


def test_big_file_arrives_byte_by_byte_and_is_made(live_server: LiveServer, desk: Walker, films: Films, tmp_path: Path) -> None:
    film = tmp_path / "Bài dài.mp4"
    digest = padded(films("plain"), BIG_MEGABYTES, film)
    started = clock.now()
    choose(desk, film)
    desk.wait(lambda: received(live_server) > BIG_MEGABYTES * 1_000_000 // 2, "half of it", LONG)
    with desk.browser.offline():
        desk.wait(lambda: "Mất kết nối" in desk.text("[data-film-words]"))
    desk.wait(lambda: state(desk) in ("waiting", "working", "ready"), "all of it", LONG)
    sent = clock.now()
    desk.wait(lambda: state(desk) == "ready", "the finished video", LONG)
    with live_server.database():
        media = session.scalars(select(Media)).one()
        assert media.sha256 == digest
        with storage.as_file(media.stored, tmp_path).open("rb") as file:
            assert hashlib.file_digest(file, "sha256").hexdigest() == digest
    live_server.stop()  # so that what its processes took at most can be read
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"{BIG_MEGABYTES} MB: sent in {sent - started}, made in {clock.now() - sent}, largest process {peak:.0f} MB")


def test_killed_worker_s_job_is_taken_up_and_its_renditions_are_kept(
    live_server: LiveServer, desk: Walker, films: Films, tmp_path: Path
) -> None:
    choose(desk, films("longer"))

    def made() -> list[str]:
        with live_server.database():
            return [one["name"] for media in session.scalars(select(Media)) for one in media.renditions]

    desk.wait(lambda: "360p" in made(), "the first rendition", LONG)
    live_server.kill_worker()
    assert made() == ["360p"]
    with live_server.database() as app:
        media = session.scalars(select(Media)).one()
        first = Path(app.instance_path) / "files/video/media" / media.folder / "360p/video.mp4"
        before = first.stat().st_mtime_ns
        with transaction():  # the minute after which the lease is over
            session.execute(update(Job).where(Job.kind == "video.transcode").values(lease_until=clock.now()))
    live_server.start()
    desk.wait(lambda: state(desk) == "ready", "the job to be taken up", LONG)
    assert made() == ["360p", "720p"]
    assert first.stat().st_mtime_ns == before
    with live_server.database():
        job = session.scalars(select(Job).where(Job.kind == "video.transcode")).one()
        assert (job.state, job.attempts) == ("done", 2)
        assert session.scalars(select(Media.state)).one() == MediaState.READY


def test_text_file_says_why_and_may_be_replaced(live_server: LiveServer, desk: Walker, films: Films) -> None:
    choose(desk, films("text"))
    desk.wait(lambda: state(desk) == "failed", "the refusal")
    desk.sees("không phải video mà máy chủ đọc được")
    desk.submit("Thử lại")
    desk.wait(lambda: state(desk) == "failed", "the second refusal")
    choose(desk, films("plain"))
    desk.wait(lambda: state(desk) == "ready", "the right file", LONG)
    poster = desk.browser.find_element(By.CSS_SELECTOR, ".film-ready img")
    desk.wait(lambda: desk.browser.execute_script("return arguments[0].naturalWidth", poster) == 640)
