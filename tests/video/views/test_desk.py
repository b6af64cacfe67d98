"""The desk of whoever makes TV lessons: programmes, series, episodes, spans, showings."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
import xlsxwriter
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from core.db import session
from tests.support.people import sign_in_as
from tests.support.questions import new_outcome
from tests.video.desks import Desk, new_desk, new_episode, shown, with_ready_video
from video.models import Broadcast, Episode, EpisodeState, Programme, Series, Span

EVENING = datetime(2026, 11, 21, 13, tzinfo=UTC)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return new_desk()


@pytest.fixture
def editor(client: FlaskClient, desk: Desk) -> FlaskClient:
    sign_in_as(client, "teacher", organisation_id=desk.organisation_id)
    return client


def pages(desk: Desk, episode: Episode) -> list[str]:
    programme, series, one = f"programmes/{desk.programme.id}", f"series/{desk.series.id}", f"episodes/{episode.id}"
    paths = ["", programme, f"{programme}/edit", "programmes/new", f"{programme}/series/new", series, f"{series}/edit"]
    return [f"/tv/manage/{path}".rstrip("/") for path in [*paths, f"{series}/episodes/new", one, f"{one}/edit", f"{one}/spans", "schedule"]]


def test_every_page_of_the_desk_opens_for_its_editor(editor: FlaskClient, desk: Desk) -> None:
    episode = shown(with_ready_video(new_episode(desk)), EVENING)
    assert [editor.get(path).status_code for path in pages(desk, episode)] == [200] * 12


def test_pupils_and_editors_of_other_places_do_not_learn_of_it(client: FlaskClient, desk: Desk) -> None:
    episode = new_episode(desk)
    programme_pages = [
        path for path in pages(desk, episode) if path.rsplit("/", 1)[1] not in ("manage", "schedule") and "programmes/new" not in path
    ]
    sign_in_as(client, "teacher", organisation_id=new_desk().organisation_id)
    assert {client.get(path).status_code for path in programme_pages} == {404}
    assert desk.programme.title not in client.get("/tv/manage").text
    for act in ("publish", "withdraw", "showings", "spans", "edit"):
        assert client.post(f"/tv/manage/episodes/{episode.id}/{act}").status_code == 404
    sign_in_as(client, "student")
    assert {client.get(path).status_code for path in pages(desk, episode)} == {403}


def test_from_nothing_to_a_published_lesson(editor: FlaskClient, desk: Desk) -> None:
    programme = {"title": "Học trên sóng", "code": "HTS", "organisation_id": desk.organisation_id, "description": "", "is_public": "y"}
    assert editor.post("/tv/manage/programmes/new", data=programme).status_code == 302
    made = session.scalars(select(Programme).where(Programme.code == "HTS")).one()
    series = {"title": "Toán 12", "subject_code": desk.series.subject_code, "grade": "12", "summary": ""}
    assert editor.post(f"/tv/manage/programmes/{made.id}/series/new", data=series).status_code == 302
    shelf = session.scalars(select(Series).where(Series.programme_id == made.id)).one()
    lesson = {"number": "1", "title": "Hàm số", "teacher": "Cô Lan", "topic_id": desk.topic.id, "summary": ""}
    assert editor.post(f"/tv/manage/series/{shelf.id}/episodes/new", data=lesson).status_code == 302
    episode = session.scalars(select(Episode).where(Episode.series_id == shelf.id)).one()
    assert editor.post(f"/tv/manage/episodes/{episode.id}/publish").status_code == 409
    showing = {"channel": "VTV7", "starts_at": "2026-11-21T20:00", "minutes": "45"}
    assert editor.post(f"/tv/manage/episodes/{episode.id}/showings", data=showing).status_code == 302
    assert session.execute(select(Broadcast.starts_at, Broadcast.ends_at)).one() == (EVENING, EVENING.replace(minute=45))
    assert editor.post(f"/tv/manage/episodes/{episode.id}/publish").status_code == 302
    assert session.get_one(Episode, episode.id).state == EpisodeState.PUBLISHED
    assert editor.post(f"/tv/manage/episodes/{episode.id}/withdraw").status_code == 302
    assert session.get_one(Episode, episode.id).state == EpisodeState.WITHDRAWN


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("programmes/new", {"title": "Học", "code": "có dấu", "organisation_id": "1"}),
        ("programmes/new", {"title": "Học", "code": "A", "organisation_id": "999999"}),
        ("programmes/{programme}/edit", {"title": "", "code": "A"}),
        ("programmes/{programme}/series/new", {"title": "Toán", "subject_code": "khong-co"}),
        ("series/{series}/edit", {"title": "x" * 201}),
        ("series/{series}/episodes/new", {"number": "-1", "title": "Bài"}),
        ("series/{series}/episodes/new", {"number": "99999999999999999999", "title": "Bài"}),
        ("series/{series}/episodes/new", {"number": "1", "title": "Bài", "topic_id": "²"}),
        ("episodes/{episode}/edit", {"number": "1", "title": ""}),
        ("episodes/{episode}/showings", {"channel": "", "starts_at": "hôm qua", "minutes": "0"}),
        ("episodes/{episode}/spans", {"lines-0-start": "1:00", "lines-0-end": "", "lines-0-title": "Giữ nguyên"}),
        ("schedule", {"programme_id": "999999", "text": "Giữ nguyên", "minutes": "30"}),
        ("schedule/write", {"programme_id": "{programme}", "text": "", "minutes": "30"}),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_shown_again_with_reasons(editor: FlaskClient, desk: Desk, path: str, typed: dict[str, str]) -> None:
    ids = {"programme": desk.programme.id, "series": desk.series.id, "episode": new_episode(desk).id}
    answer = editor.post("/tv/manage/" + path.format(**ids), data={name: value.format(**ids) for name, value in typed.items()})
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert all(value in answer.text for value in typed.values() if value == "Giữ nguyên")


def test_a_taken_hour_is_refused_where_it_was_typed(editor: FlaskClient, desk: Desk) -> None:
    shown(new_episode(new_desk()), EVENING)
    typed = {"channel": "vtv7", "starts_at": "2026-11-21T20:15", "minutes": "30"}
    answer = editor.post(f"/tv/manage/episodes/{new_episode(desk).id}/showings", data=typed)
    assert answer.status_code == 422
    assert "VTV7 đã có lịch phát từ 20:00 đến 20:30 ngày 21/11/2026." in answer.text
    assert 'value="2026-11-21T20:15"' in answer.text


def test_a_showing_is_cancelled_from_its_own_episode_only(editor: FlaskClient, desk: Desk) -> None:
    mine, other = shown(new_episode(desk), EVENING), new_episode(desk)
    showing = session.scalars(select(Broadcast.id)).one()
    assert editor.post(f"/tv/manage/episodes/{other.id}/showings/{showing}/cancel").status_code == 404
    assert editor.post(f"/tv/manage/episodes/{mine.id}/showings/{showing}/cancel").status_code == 302
    assert session.scalar(select(func.count()).select_from(Broadcast)) == 0


def test_spans_are_written_line_by_line_and_empty_lines_left_out(editor: FlaskClient, desk: Desk) -> None:
    episode, outcome = with_ready_video(new_episode(desk), 600), new_outcome("YC-1", desk.topic)
    typed = {
        "lines-0-start": "5:00", "lines-0-end": "10:00", "lines-0-title": "Ví dụ", "lines-0-topic_id": desk.topic.id,
        "lines-1-start": "0:00", "lines-1-end": "5:30", "lines-1-title": "", "lines-1-outcome_id": outcome.id,
        "lines-2-start": "", "lines-2-end": "", "lines-2-title": "", "lines-2-topic_id": "", "lines-2-outcome_id": "",
    }  # fmt: skip
    assert editor.post(f"/tv/manage/episodes/{episode.id}/spans", data=typed).status_code == 302
    rows = session.execute(select(Span.start_second, Span.end_second, Span.topic_id, Span.outcome_id).order_by(Span.start_second)).all()
    assert rows == [(0, 330, None, outcome.id), (300, 600, desk.topic.id, None)]
    assert 'value="5:30"' in editor.get(f"/tv/manage/episodes/{episode.id}/spans").text


def test_a_span_beyond_the_video_is_refused_in_its_line(editor: FlaskClient, desk: Desk) -> None:
    episode = with_ready_video(new_episode(desk), 600)
    typed = {"lines-0-start": "0:00", "lines-0-end": "10:01", "lines-0-title": "Cả bài"}
    answer = editor.post(f"/tv/manage/episodes/{episode.id}/spans", data=typed)
    assert answer.status_code == 422
    assert 'id="lines-0-end-error"' in answer.text
    assert "Video chỉ dài 10:00." in answer.text


def test_a_pasted_schedule_is_looked_at_first_and_then_written(editor: FlaskClient, desk: Desk) -> None:
    table = f"21/11/2026\t20:00\tVTV7\t{desk.series.title}\t1\t30\tHàm số\n22/11/2026\t20:00\tVTV7\t{desk.series.title}\t2\t30\tĐạo hàm"
    typed = {"programme_id": desk.programme.id, "minutes": "30", "publishes": "y", "text": table}
    looked = editor.post("/tv/manage/schedule", data=typed)
    assert looked.status_code == 200
    assert "Cả 2 dòng đều ghi được." in looked.text
    assert session.scalar(select(func.count()).select_from(Broadcast)) == 0
    assert editor.post("/tv/manage/schedule/write", data=typed).status_code == 302
    assert session.scalars(select(Episode.state)).all() == [EpisodeState.PUBLISHED] * 2
    again = editor.post("/tv/manage/schedule/write", data=typed)
    assert again.status_code == 422
    assert "VTV7 đã có lịch phát" in again.text


def workbook(*rows: tuple[object, ...]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for line, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(line, place, cell, *([day] if isinstance(cell, datetime) else []))
    return out.getvalue()


def test_a_workbook_is_put_in_the_box_where_it_can_be_mended(editor: FlaskClient, desk: Desk) -> None:
    data = workbook(("Ngày", "Giờ", "Kênh", "Loạt bài", "Bài số"), (datetime(2026, 11, 21), "20:00", "VTV7", desk.series.title, 3))  # noqa: DTZ001
    typed = {"programme_id": str(desk.programme.id), "minutes": "30", "text": "", "file": (BytesIO(data), "lich.xlsx")}
    answer = editor.post("/tv/manage/schedule", data=typed)
    assert answer.status_code == 422
    assert f"21/11/2026\t20:00\tVTV7\t{desk.series.title}\t3" in answer.text
    assert "Loạt bài chưa có bài số 3" in answer.text


@pytest.mark.parametrize("data", [b"", b"khong phai excel", b"x" * 2_000_001])
def test_a_file_that_is_no_workbook_is_refused(editor: FlaskClient, desk: Desk, data: bytes) -> None:
    typed = {"programme_id": str(desk.programme.id), "minutes": "30", "text": "Giữ nguyên", "file": (BytesIO(data), "lich.xlsx")}
    answer = editor.post("/tv/manage/schedule", data=typed)
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text
    assert "Giữ nguyên" in answer.text


@pytest.mark.parametrize(
    ("page", "most"),
    [("", 8), ("programmes/{programme}", 8), ("series/{series}", 8), ("episodes/{episode}", 20), ("episodes/{episode}/spans", 12)],
)
def test_pages_of_the_desk_cost_the_same_however_much_there_is(editor: FlaskClient, desk: Desk, queries, page: str, most: int) -> None:  # type: ignore[no-untyped-def]
    episodes = [with_ready_video(new_episode(desk)) for _ in range(8)]
    for hour, each in enumerate(episodes[:3]):
        shown(each, EVENING.replace(hour=hour))
    path = "/tv/manage/" + page.format(programme=desk.programme.id, series=desk.series.id, episode=episodes[0].id)
    with queries() as count:
        assert editor.get(path.rstrip("/")).status_code == 200
    assert count.n <= most, count
