"""The captions desk: files in and out, faults by line, two editors."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.actor import Actor
from tests.support.lessons import new_lesson, with_captions
from video.models import Episode
from video.queries.captions import caption_in, captions_of, cues_of

FILE = "WEBVTT\n\n00:01.000 --> 00:02.000\nChào các em.\n"


@pytest.fixture
def episode(client: FlaskClient, sign_in_as: Callable[..., Actor]) -> Episode:
    """A lesson, with one of its editors signed in."""
    made = new_lesson(seconds=60)
    sign_in_as(client, "teacher", organisation_id=made.series.programme.organisation_id)
    return made


def desk(episode: Episode, language: str = "") -> str:
    return f"/tv/manage/episodes/{episode.id}/captions" + (f"/{language}" if language else "")


def upload(client: FlaskClient, episode: Episode, data: bytes, name: str = "bai.vtt", language: str = "vi") -> TestResponse:
    return client.post(desk(episode), data={"language": language, "file": (BytesIO(data), name)}, content_type="multipart/form-data")


def save(client: FlaskClient, episode: Episode, text: str, number: int = 0) -> TestResponse:
    return client.post(desk(episode, "vi"), data={"text": text, "number": number}, content_type="multipart/form-data")


def test_uploaded_file_is_served_in_canonical_form(client: FlaskClient, episode: Episode) -> None:
    answer = upload(client, episode, b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
    assert (answer.status_code, answer.location) == (302, desk(episode, "vi"))
    served = client.get(f"/tv/episodes/{episode.id}/captions/vi.vtt")
    assert served.content_type == "text/vtt; charset=utf-8"
    assert served.text == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nChào các em.\n"


def test_subrip_is_taken_too(client: FlaskClient, episode: Episode) -> None:
    assert upload(client, episode, "1\n00:00:01,000 --> 00:00:02,000\nChào\n".encode(), "bai.srt").status_code == 302
    assert captions_of(episode.id)[0].cue_count == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<script>alert(1)</script>\n", "Dòng 4"),
        (b"\x00\x00\x00\x18ftypmp42", "không phải tệp văn bản"),
        (b"WEBVTT\n\n\xff\xff", "UTF-8"),
        (b"WEBVTT\n", "Chưa có câu phụ đề nào"),
        (b"", "Tệp này rỗng"),
    ],
)
def test_faulty_file_is_refused_clearly_and_changes_nothing(client: FlaskClient, episode: Episode, data: bytes, words: str) -> None:
    with_captions(episode)
    answer = upload(client, episode, data)
    assert answer.status_code == 422
    assert words in answer.text
    assert "<script>alert" not in answer.text
    assert captions_of(episode.id)[0].number == 1


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_too_large_a_file_is_refused(client: FlaskClient, episode: Episode) -> None:
    assert upload(client, episode, b"x" * 400_001).status_code == 413
    assert client.post(desk(episode), data={"language": "vi"}).status_code == 422
    assert upload(client, episode, FILE.encode(), language="xx").status_code == 422


def test_what_reads_badly_is_listed_by_line(client: FlaskClient, episode: Episode) -> None:
    upload(
        client, episode, b"WEBVTT\n\n00:01.000 --> 00:01.200\nMot cau rat dai trong mot phan nam giay\n\n01:05.000 --> 01:06.000\nMuon\n"
    )
    page = client.get(desk(episode, "vi")).text
    assert "2 chỗ nên xem lại" in page
    assert '<li data-line="3"><span class="num">Câu 1, dòng 3</span>: Quá nhanh để đọc kịp' in page
    assert '<li data-line="6"><span class="num">Câu 2, dòng 6</span>: Nằm sau khi bài giảng kết thúc.' in page


def test_editor_saves_and_begins_a_new_language(client: FlaskClient, episode: Episode) -> None:
    assert 'name="number" type="hidden" value="0"' in client.get(desk(episode, "vi")).text
    assert save(client, episode, FILE).status_code == 302
    assert save(client, episode, FILE.replace("em", "bạn"), number=1).status_code == 302
    caption = caption_in(episode.id, "vi")
    assert caption is not None and caption.number == 2
    assert cues_of(caption.id)[0].text == "Chào các bạn."


def test_second_editor_keeps_what_they_typed(client: FlaskClient, episode: Episode) -> None:
    with_captions(episode)
    answer = save(client, episode, FILE.replace("em", "cháu"), number=0)
    assert answer.status_code == 409
    assert "vừa được người khác sửa" in answer.text
    assert "Chào các cháu." in answer.text


def test_fault_in_the_editor_keeps_what_was_typed(client: FlaskClient, episode: Episode) -> None:
    answer = save(client, episode, FILE.replace("00:02.000", "00:00.500"))
    assert answer.status_code == 422
    assert '<li data-line="3">' in answer.text
    assert "00:01.000 --&gt; 00:00.500" in answer.text
    assert save(client, episode, "x" * 400_001).status_code == 422
    assert save(client, episode, FILE, number=-1).status_code == 422


def test_language_is_deleted(client: FlaskClient, episode: Episode) -> None:
    with_captions(episode)
    assert client.post(desk(episode, "vi/delete")).status_code == 302
    assert captions_of(episode.id) == []
    assert client.post(desk(episode, "vi/delete")).status_code == 404
    assert client.get(f"/tv/episodes/{episode.id}/captions/vi.vtt").status_code == 404


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_desk_is_for_editors_of_the_place(client: FlaskClient, episode: Episode, sign_in_as: Callable[..., Actor]) -> None:
    assert client.get(desk(episode, "tlh")).status_code == 404
    sign_in_as(client, "teacher", organisation_id=new_lesson().series.programme.organisation_id)
    assert client.get(desk(episode)).status_code == 404
    assert client.get(desk(episode, "vi")).status_code == 404
    assert save(client, episode, FILE).status_code == 404
    assert upload(client, episode, FILE.encode()).status_code == 404
    assert client.post(desk(episode, "vi/delete")).status_code == 404


def test_desk_costs_few_statements(client: FlaskClient, episode: Episode, queries: Callable[[], Any]) -> None:
    with_captions(episode)
    with_captions(episode, "en")
    client.get(desk(episode))
    for path in (desk(episode), desk(episode, "vi")):
        with queries() as count:
            assert client.get(path).status_code == 200
        assert count.n <= 10, count
