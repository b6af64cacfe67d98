"""A season's schedule is looked at line by line and written whole or not at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.actor import SYSTEM
from core.db import session
from core.errors import Invalid
from tests.video.desks import ZONE, Desk, new_desk, new_episode, shown
from video.models import Broadcast, Episode, EpisodeState
from video.operations.import_schedule import Planned, import_schedule, plan_schedule
from video.rules.schedule import BadLine, Line, read_lines, table_of


@pytest.fixture
def desk(app: Flask) -> Desk:
    return new_desk()


def lines(desk: Desk, *rows: str) -> list[Line | BadLine]:
    return read_lines(table_of("\n".join(row.replace("@", desk.series.title) for row in rows)), 30)


def reasons(desk: Desk, *rows: str) -> list[list[str]]:
    return [[str(reason) for reason in line.reasons] for line in plan_schedule(desk.programme, lines(desk, *rows), ZONE).lines]


def test_lines_for_known_and_new_episodes_are_written_at_once(desk: Desk) -> None:
    known = new_episode(desk, "Hàm số", number=3)
    table = lines(desk, "21/11/2026|20:00|VTV7|@|3", "22/11/2026|20:00|VTV7|@|4|45|Đạo hàm", "23/11/2026|8:00|VTV7|@|4")
    assert import_schedule(SYSTEM, desk.programme, table, ZONE, publishes=False) == 3
    new = session.scalars(select(Episode).where(Episode.number == 4)).one()
    assert (new.title, new.state) == ("Đạo hàm", EpisodeState.DRAFT)
    rows = session.execute(select(Broadcast.episode_id, Broadcast.starts_at, Broadcast.ends_at).order_by(Broadcast.starts_at)).all()
    assert [row[0] for row in rows] == [known.id, new.id, new.id]
    assert rows[1][1:] == (datetime(2026, 11, 22, 13, tzinfo=UTC), datetime(2026, 11, 22, 13, 45, tzinfo=UTC))


def test_they_may_be_announced_at_once(desk: Desk) -> None:
    import_schedule(SYSTEM, desk.programme, lines(desk, "21/11/2026|20:00|VTV7|@|3|30|Hàm số"), ZONE, publishes=True)
    assert session.scalars(select(Episode.state)).one() == EpisodeState.PUBLISHED


def test_the_series_is_known_by_its_name_however_it_is_typed(desk: Desk) -> None:
    new_episode(desk, number=3)
    plan = plan_schedule(desk.programme, lines(desk, "21/11/2026|20:00|VTV7|" + desk.series.title.upper().replace("Á", "A") + "|3"), ZONE)
    assert plan.is_good


def test_each_line_says_what_is_wrong_with_it(desk: Desk) -> None:
    new_episode(desk, number=3)
    shown(new_episode(new_desk()), datetime(2026, 11, 21, 13, tzinfo=UTC))
    said = reasons(
        desk, "21/11/2026|20:15|vtv7|@|3", "22/11/2026|20:00|VTV7|Sử 12|3", "23/11/2026|20:00|VTV7|@|9",
        "24/11/2026|20:00|VTV7|@|3", "24/11/2026|20:10|VTV7|@|3", "x|20:00|VTV7|@|3",
    )  # fmt: skip
    assert said == [
        ["VTV7 đã có lịch phát từ 20:00 đến 20:30 ngày 21/11/2026."],
        ["Chương trình này không có loạt bài “Sử 12”."],
        ["Loạt bài chưa có bài số 9. Ghi thêm tên bài để tạo mới."],
        [],
        ["Trùng giờ với dòng 4 của bảng này."],
        ["Ngày cần có dạng 21/11/2026."],
    ]


def test_one_bad_line_keeps_all_from_being_written(desk: Desk) -> None:
    table = lines(desk, "21/11/2026|20:00|VTV7|@|3|30|Hàm số", "22/11/2026|20:00|VTV7|@|9")
    with pytest.raises(Invalid):
        import_schedule(SYSTEM, desk.programme, table, ZONE, publishes=True)
    assert session.scalar(select(func.count()).select_from(Broadcast)) == session.scalar(select(func.count()).select_from(Episode)) == 0


def test_an_empty_table_and_one_too_long_are_refused(desk: Desk) -> None:
    for table in ([], [BadLine(n, "x", ()) for n in range(501)]):
        with pytest.raises(Invalid) as refused:
            plan_schedule(desk.programme, table, ZONE)
        assert list(refused.value.fields) == ["text"]


def test_the_dry_run_costs_the_same_however_long_the_table_is(desk: Desk, queries) -> None:  # type: ignore[no-untyped-def]
    table = lines(desk, *(f"{day:02d}/12/2026|20:00|VTV7|@|{day}|30|Bài {day}" for day in range(1, 29)))
    with queries() as count:
        plan = plan_schedule(desk.programme, table, ZONE)
    assert count.n <= 4, count
    assert all(isinstance(line, Planned) for line in plan.lines)
