"""A film arrives in pieces: in order, within limits, from its sender alone, and goes on after any break."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from core import storage
from core.actor import Actor
from core.audit import AuditRecord
from core.db import session
from core.jobs.models import Job
from core.jobs.worker import run_all_jobs
from tests.support.films import Films, with_film
from tests.support.people import person_with, sign_in_as
from tests.support.questions import new_organisation
from tests.support.together import MANY, at_once
from video.models import Episode, Media, MediaState, Upload
from video.operations.forget_uploads import forget_uploads
from video.rules.uploads import FORGOTTEN_AFTER, PIECE_BYTES, SMALLEST_PIECE

PIECE = SMALLEST_PIECE


@pytest.fixture
def editor(app: Flask, client: FlaskClient, bare_episode: Episode) -> Actor:
    return sign_in_as(client, "manager", organisation_id=bare_episode.series.programme.organisation_id)


def begin(client: FlaskClient, episode: Episode, size: int, name: str = "Bài 1.mp4") -> Any:
    return client.post(f"/tv/manage/episodes/{episode.id}/uploads", json={"name": name, "size": size})


def put(client: FlaskClient, url: str, offset: int, data: bytes) -> Any:
    return client.put(f"{url}?offset={offset}", data=data, content_type="application/octet-stream")


def send(client: FlaskClient, episode: Episode, data: bytes, piece: int = PIECE) -> Any:
    begun = begin(client, episode, len(data)).json
    for offset in range(0, len(data), piece):
        answer = put(client, begun["url"], offset, data[offset : offset + piece])
    return answer


def test_film_sent_in_pieces_is_kept_as_it_was_and_made(
    app: Flask, client: FlaskClient, bare_episode: Episode, editor: Actor, films: Films
) -> None:
    data = films("plain").read_bytes() + b"\0" * (2 * PIECE)
    answer = send(client, bare_episode, data)
    assert answer.json["is_finished"] and answer.json["received"] == len(data)
    media = session.get_one(Media, bare_episode.media_id)
    assert (media.state, media.filename, media.size) == (MediaState.WAITING, "Bài 1.mp4", len(data))
    pieces = media.stored
    run_all_jobs()
    session.expire_all()
    assert (media.state, media.sha256) == (MediaState.READY, hashlib.sha256(data).hexdigest())
    assert storage.describe(media.stored).size == len(data)
    assert not (Path(app.instance_path) / "files" / pieces).exists()
    acts = session.scalars(select(AuditRecord.act).where(AuditRecord.act.startswith("video.film"))).all()
    assert set(acts) == {"video.film_sent", "video.film_ready"}


def test_after_a_break_the_same_file_goes_on_where_it_was(client: FlaskClient, bare_episode: Episode, editor: Actor) -> None:
    begun = begin(client, bare_episode, 3 * PIECE)
    assert (begun.status_code, begun.json["received"], begun.json["largest"]) == (201, 0, PIECE_BYTES)
    put(client, begun.json["url"], 0, b"a" * PIECE)
    again = begin(client, bare_episode, 3 * PIECE).json
    assert (again["url"], again["received"]) == (begun.json["url"], PIECE)
    assert client.get(again["url"]).json["received"] == PIECE


def test_piece_that_does_not_follow_is_told_where_to_go_on(client: FlaskClient, bare_episode: Episode, editor: Actor) -> None:
    url = begin(client, bare_episode, 3 * PIECE).json["url"]
    put(client, url, 0, b"a" * PIECE)
    for offset in (0, 2 * PIECE, 7):
        answer = put(client, url, offset, b"b" * PIECE)
        assert (answer.status_code, answer.json["received"]) == (409, PIECE)
    assert put(client, url, 0, b"").status_code == 409
    assert client.put(url, data=b"x").status_code == 409


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE_BYTES + 1])
def test_piece_of_a_wrong_size_is_refused(client: FlaskClient, bare_episode: Episode, editor: Actor, size: int) -> None:
    url = begin(client, bare_episode, 3 * PIECE_BYTES).json["url"]
    assert put(client, url, 0, b"a" * size).status_code == 422
    assert client.get(url).json["received"] == 0


def test_more_than_was_promised_is_not_counted(client: FlaskClient, bare_episode: Episode, editor: Actor) -> None:
    url = begin(client, bare_episode, PIECE + 5).json["url"]
    put(client, url, 0, b"a" * PIECE)
    assert put(client, url, PIECE, b"b" * PIECE).status_code == 409
    assert put(client, url, PIECE, b"b" * 5).json["is_finished"]


def test_same_piece_by_many_at_once_counts_once(app: Flask, bare_episode: Episode) -> None:
    person = person_with("manager", organisation_id=bare_episode.series.programme.organisation_id)
    browser = app.test_client()
    sign_in_as(browser, person_id=person)
    url = begin(browser, bare_episode, PIECE).json["url"]
    got = at_once(app, person, lambda each: put(each, url, 0, b"a" * PIECE).status_code)
    assert got == [200] + [409] * (MANY - 1)
    assert session.scalar(select(func.count()).select_from(Job).where(Job.kind == "video.transcode")) == 1


def test_begun_by_many_at_once_it_is_one_upload(app: Flask, bare_episode: Episode) -> None:
    person, episode_id = person_with("manager", organisation_id=bare_episode.series.programme.organisation_id), bare_episode.id
    sent = {"name": "x.mp4", "size": PIECE}
    assert at_once(app, person, lambda each: each.post(f"/tv/manage/episodes/{episode_id}/uploads", json=sent).status_code) == [201] * MANY
    assert session.scalar(select(func.count()).select_from(Upload)) == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [({"name": "x.mp4", "size": 10**12}, "GB"), ({"name": "x.mp4", "size": 0}, "rỗng"), ({"name": "  ", "size": 5}, "rỗng"),
     ({"name": "x.mp4"}, "dung lượng"), ({"name": 7, "size": "x"}, "dung lượng"), ([1], "dung lượng"), ({"name": "x", "size": -1}, "rỗng")],
)  # fmt: skip
def test_what_cannot_be_taken_says_so_before_anything_is_sent(
    client: FlaskClient, bare_episode: Episode, editor: Actor, sent: Any, words: str
) -> None:
    answer = client.post(f"/tv/manage/episodes/{bare_episode.id}/uploads", json=sent)
    assert answer.status_code == 422
    assert words in answer.json["title"]


def test_full_disk_is_told_before_anything_is_sent(
    client: FlaskClient, bare_episode: Episode, editor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 2 * PIECE}))
    assert "đủ chỗ" in begin(client, bare_episode, PIECE).json["title"]


def test_another_file_takes_the_place_of_the_one_begun(app: Flask, client: FlaskClient, bare_episode: Episode, editor: Actor) -> None:
    first = begin(client, bare_episode, 3 * PIECE).json["url"]
    put(client, first, 0, b"a" * PIECE)
    begin(client, bare_episode, 2 * PIECE)
    run_all_jobs()
    assert client.get(first).status_code == 404
    assert not list((Path(app.instance_path) / "files/video/uploads" / first.rpartition("/")[2]).glob("*"))


def test_upload_is_its_senders_alone(app: Flask, client: FlaskClient, bare_episode: Episode, editor: Actor) -> None:
    url = begin(client, bare_episode, PIECE).json["url"]
    other = app.test_client()
    sign_in_as(other, "manager", organisation_id=bare_episode.series.programme.organisation_id)
    assert other.get(url).status_code == 404
    assert put(other, url, 0, b"a" * PIECE).status_code == 404
    assert other.post(f"{url}/cancel").status_code == 404


def test_editor_of_another_school_does_not_learn_of_the_episode(
    app: Flask, client: FlaskClient, bare_episode: Episode, films: Films
) -> None:
    media_id = with_film(bare_episode, films("text")).id
    run_all_jobs()
    sign_in_as(client, "manager", organisation_id=new_organisation().id)
    assert begin(client, bare_episode, PIECE).status_code == 404
    assert client.get(f"/tv/manage/episodes/{bare_episode.id}/film").status_code == 404
    assert client.post(f"/tv/manage/media/{media_id}/retry").status_code == 404
    assert client.post("/tv/manage/media/999999/retry").status_code == 404


def test_left_alone_it_is_forgotten_after_a_week(
    app: Flask, client: FlaskClient, bare_episode: Episode, clock: time_machine.Coordinates
) -> None:
    sign_in_as(client, "manager", organisation_id=bare_episode.series.programme.organisation_id)
    url = begin(client, bare_episode, 2 * PIECE).json["url"]
    put(client, url, 0, b"a" * PIECE)
    session.commit()
    clock.shift(FORGOTTEN_AFTER - timedelta(minutes=1))
    assert forget_uploads() == 0
    clock.shift(timedelta(minutes=2))
    assert forget_uploads() == 1
    session.commit()
    run_all_jobs()
    assert session.scalar(select(func.count()).select_from(Upload)) == 0
    assert not (Path(app.instance_path) / "files/video/uploads" / url.rpartition("/")[2]).exists()


def test_finished_upload_is_remembered_until_the_worker_has_put_it_together(
    app: Flask, client: FlaskClient, bare_episode: Episode, clock: time_machine.Coordinates, films: Films
) -> None:
    sign_in_as(client, "manager", organisation_id=bare_episode.series.programme.organisation_id)
    data = films("plain").read_bytes()
    send(client, bare_episode, data, PIECE_BYTES)
    clock.shift(FORGOTTEN_AFTER * 2)
    forget_uploads()
    session.commit()
    run_all_jobs()
    session.expire_all()
    assert session.get_one(Media, bare_episode.media_id).state == MediaState.READY
    forget_uploads()
    assert session.scalar(select(func.count()).select_from(Upload)) == 0


def test_page_shows_why_a_film_failed_and_tries_again(
    client: FlaskClient, bare_episode: Episode, editor: Actor, films: Films, tmp_path: Path
) -> None:
    (tmp_path / "Bài <1>.mp4").write_bytes(films("text").read_bytes())
    media = with_film(bare_episode, tmp_path / "Bài <1>.mp4")
    run_all_jobs()
    page = client.get(f"/tv/manage/episodes/{bare_episode.id}").text
    assert "không phải video mà máy chủ đọc được" in page
    assert "Invalid data found" in page, "the technical detail stands beside it"
    assert str(tmp_path.root + "tmp") not in page.partition("Chi tiết kỹ thuật")[2].partition("</pre>")[0], (
        "but not where files are on the server"
    )
    assert "Bài &lt;1&gt;.mp4" in page and "<1>" not in page
    assert client.post(f"/tv/manage/media/{media.id}/retry").status_code == 302
    assert 'data-film-state="waiting"' in client.get(f"/tv/manage/episodes/{bare_episode.id}/film").text
    assert client.post(f"/tv/manage/media/{media.id}/retry").status_code == 409


def test_page_admits_that_the_server_itself_failed(client: FlaskClient, bare_episode: Episode, editor: Actor, films: Films) -> None:
    media = with_film(bare_episode, films("plain"))
    session.get_one(Job, media.job_id).state = "failed"
    session.commit()
    assert 'data-film-state="stuck"' in client.get(f"/tv/manage/episodes/{bare_episode.id}/film").text
    client.post(f"/tv/manage/media/{media.id}/retry")
    run_all_jobs()
    assert 'data-film-state="ready"' in client.get(f"/tv/manage/episodes/{bare_episode.id}/film").text


def test_state_asks_the_database_little(
    client: FlaskClient, bare_episode: Episode, editor: Actor, films: Films, queries: Callable[[], AbstractContextManager[Any]]
) -> None:
    with_film(bare_episode, films("plain"))
    run_all_jobs()
    with_film(bare_episode, films("silent"))
    with queries() as count:
        client.get(f"/tv/manage/episodes/{bare_episode.id}/film")
    assert count.n <= 8, count


def test_giving_up_what_was_begun_takes_its_pieces_along(app: Flask, client: FlaskClient, bare_episode: Episode, editor: Actor) -> None:
    url = begin(client, bare_episode, 2 * PIECE).json["url"]
    put(client, url, 0, b"a" * PIECE)
    assert "đã gửi được 50" in client.get(f"/tv/manage/episodes/{bare_episode.id}").text
    assert client.post(f"{url}/cancel").status_code == 302
    run_all_jobs()
    assert not (Path(app.instance_path) / "files/video/uploads" / url.rpartition("/")[2]).exists()
