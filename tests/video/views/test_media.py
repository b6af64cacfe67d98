"""Media go to whoever brings a signed address, whole or in ranges, and to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from core import clock, storage
from core.http import files
from core.http.signing import sign
from tests.support.films import Films, new_episode, with_film
from video.models import Media
from video.queries.media import media_urls
from video.rules import media_names, media_token

FOLDER = "ab" * 16
DATA = bytes(range(256)) * 8
pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def address(path: str = "360p/video.mp4", folder: str = FOLDER) -> str:
    return f"/media/{sign(media_token.PURPOSE, media_token.write(folder, media_token.expiry(clock.now())))}/{path}"


@pytest.fixture(autouse=True)
def kept(app: Flask) -> None:
    storage.put_parts(media_names.stored_name(FOLDER, "360p/video.mp4"), [DATA])


def test_whole_file_is_streamed_with_what_a_player_needs(client: FlaskClient) -> None:
    answer = client.get(address())
    assert (answer.status_code, answer.data) == (200, DATA)
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Length"] == str(len(DATA))
    assert answer.headers["Cache-Control"].startswith("private, max-age=")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "part", "said"),
    [("bytes=0-9", DATA[:10], "bytes 0-9/2048"), ("bytes=2040-", DATA[2040:], "bytes 2040-2047/2048"),
     ("bytes=-5", DATA[-5:], "bytes 2043-2047/2048"), ("bytes=2000-9999", DATA[2000:], "bytes 2000-2047/2048"),
     ("bytes=-9999", DATA, "bytes 0-2047/2048")],
)  # fmt: skip
def test_range_is_answered_with_that_part(client: FlaskClient, asked: str, part: bytes, said: str) -> None:
    answer = client.get(address(), headers={"Range": asked})
    assert (answer.status_code, answer.data, answer.headers["Content-Range"]) == (206, part, said)
    assert answer.headers["Content-Length"] == str(len(part))


@pytest.mark.parametrize("asked", ["bytes=2048-", "bytes=9999-10000"])
def test_range_beyond_the_end_is_refused_with_the_length(client: FlaskClient, asked: str) -> None:
    answer = client.get(address(), headers={"Range": asked})
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, "bytes */2048")


@pytest.mark.parametrize("asked", ["lines=1-2", "bytes=1-2,5-6", "bytes=x", "bytes=9-1"])
def test_range_that_is_not_understood_gets_the_whole(client: FlaskClient, asked: str) -> None:
    assert client.get(address(), headers={"Range": asked}).status_code == 200


def test_open_range_is_bounded_so_that_a_slow_reader_holds_no_thread(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LONGEST_OPEN_RANGE", 100)
    answer = client.get(address(), headers={"Range": "bytes=0-"})
    assert (answer.status_code, answer.headers["Content-Range"], len(answer.data)) == (206, "bytes 0-99/2048", 100)
    assert len(client.get(address(), headers={"Range": "bytes=0-999"}).data) == 1000


def test_part_of_another_version_is_not_mixed_in(client: FlaskClient) -> None:
    tag = client.get(address()).headers["ETag"]
    assert client.get(address(), headers={"Range": "bytes=0-9", "If-Range": tag}).status_code == 206
    assert client.get(address(), headers={"Range": "bytes=0-9", "If-Range": '"other"'}).status_code == 200
    assert client.get(address(), headers={"If-None-Match": tag}).status_code == 304


def test_head_tells_and_sends_nothing(client: FlaskClient) -> None:
    answer = client.head(address())
    assert (answer.status_code, answer.headers["Content-Length"], answer.data) == (200, "2048", b"")


def test_address_works_for_half_a_day_and_ends(client: FlaskClient, clock: time_machine.Coordinates) -> None:
    given = address()
    clock.shift(timedelta(hours=11, minutes=59))
    assert client.get(given).status_code == 200
    clock.shift(timedelta(hours=12, minutes=2))
    assert client.get(given).status_code == 403


def test_changed_or_foreign_token_opens_nothing(client: FlaskClient) -> None:
    token = address().split("/")[2]
    folder, expires, mac = token.split(".")
    other = f"{folder}.{int(expires, 16) + 99999:x}.{mac}"
    foreign = sign("exams.sitting", f"{folder}.{expires}")
    for forged in (other, foreign, f"{'cd' * 16}.{expires}.{mac}", folder, "x"):
        assert client.get(f"/media/{forged}/360p/video.mp4").status_code == 403, forged


@pytest.mark.parametrize(
    "path", ["../../sources/x.mp4", "%2e%2e/x.mp4", "360p/../../x.mp4", "a/b/c.mp4", "source", "x.exe", "360p//video.mp4"]
)
def test_only_files_of_a_film_are_asked_for(client: FlaskClient, path: str) -> None:
    assert client.get(address(path)).status_code in (404, 308)


def test_addresses_of_a_film_all_answer_and_a_playlist_leads_on(app: Flask, client: FlaskClient, films: Films) -> None:
    from core.db import session
    from core.jobs.worker import run_all_jobs
    from tests.support.questions import new_organisation

    place = new_organisation()
    media_id = with_film(new_episode(place.id, place.path), films("plain")).id
    run_all_jobs()
    session.expire_all()
    urls = media_urls(session.get_one(Media, media_id))
    for url in (urls.master, urls.poster, urls.strip_vtt, urls.fallback_mp4):
        assert url is not None
        assert client.get(url).status_code == 200
    root = urls.master.rpartition("/")[0]
    rendition = client.get(urls.master).text.splitlines()[-1]
    assert 'URI="video.mp4"' in client.get(f"{root}/{rendition}").text
    assert urls.strip_vtt is not None
    assert client.get(urls.strip_vtt).headers["Content-Type"].startswith("text/vtt")
    assert client.get(f"{root}/strip.jpg").headers["Content-Type"] == "image/jpeg"
