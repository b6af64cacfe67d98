"""A pasted schedule is read line by line, and what cannot be read says why."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from video.rules.schedule import BadLine, Line, read_lines, table_of, text_of


def read(text: str) -> list[Line | BadLine]:
    return read_lines(table_of(text), 30)


def test_a_table_without_headings_stands_in_the_usual_order() -> None:
    line = read("21/11/2026\t20:00\tVTV7\tToán 12\t3")[0]
    assert line == Line(1, date(2026, 11, 21), time(20), 30, "VTV7", "Toán 12", 3)


def test_headings_may_stand_in_any_order_and_below_a_title() -> None:
    text = "Lịch phát sóng\n\nKênh\tBài số\tLoạt bài\tGiờ phát\tNgày\tTên bài\nVTV7\t3\tToán 12\t20h30\t2026-11-21\tNguyên hàm"
    assert read(text) == [Line(4, date(2026, 11, 21), time(20, 30), 30, "VTV7", "Toán 12", 3, "Nguyên hàm")]


@pytest.mark.parametrize("mark", ["\t", " | ", "; "])
def test_columns_are_set_apart_by_tabs_bars_or_semicolons(mark: str) -> None:
    assert isinstance(read(mark.join(["21/11/2026", "8:00", "VTV7", "Toán 12", "3"]))[0], Line)


@pytest.mark.parametrize(("written", "minutes"), [("20:00-20:45", 45), ("20:00 – 21h", 60), ("23:45-0:15", 30), ("20h", 30)])
def test_an_end_gives_the_length(written: str, minutes: int) -> None:
    line = read(f"21/11/2026\t{written}\tVTV7\tToán 12\t3")[0]
    assert isinstance(line, Line)
    assert line.minutes == minutes


def test_a_column_of_minutes_wins_over_the_usual_length() -> None:
    line = read("21/11/2026\t20:00\tVTV7\tToán 12\t3\t45\tNguyên hàm")[0]
    assert isinstance(line, Line)
    assert (line.minutes, line.title) == (45, "Nguyên hàm")


@pytest.mark.parametrize(
    "line",
    [
        "21/11/9999\t20:00\tVTV7\tToán 12\t3",
        "31/02/2026\t20:00\tVTV7\tToán 12\t3",
        "21/11/2026\t25:00\tVTV7\tToán 12\t3",
        "21/11/2026\t20:00\t\tToán 12\t3",
        "21/11/2026\t20:00\tVTV7\t\t3",
        "21/11/2026\t20:00\tVTV7\tToán 12\tba",
        "21/11/2026\t20:00\tVTV7\tToán 12\t0",
        "21/11/2026\t20:00\tVTV7\tToán 12\t3\t0",
        "21/11/2026\t20:00-20:00\tVTV7\tToán 12\t3\t601",
        f"21/11/2026\t20:00\tVTV7\tToán 12\t3\t30\t{'a' * 301}",
    ],
)
def test_a_line_that_cannot_be_read_says_one_reason(line: str) -> None:
    bad = read(line)[0]
    assert isinstance(bad, BadLine)
    assert len(bad.reasons) == 1


def test_empty_lines_are_passed_over_and_numbers_stay_those_of_the_table() -> None:
    assert [line.line for line in read("\n\n21/11/2026\t8:00\tVTV7\tToán 12\t3\n\nx")] == [3, 5]


def test_a_workbook_reads_like_what_is_pasted() -> None:
    cells = [
        [datetime.fromisoformat("2026-11-21"), time(20, 0), "VTV7", "Toán 12", 3.0],
        [date(2026, 11, 22), timedelta(hours=20, minutes=30), "VTV7", "Toán 12", 4],
    ]
    assert text_of(cells) == "21/11/2026\t20:00\tVTV7\tToán 12\t3\n22/11/2026\t20:30\tVTV7\tToán 12\t4"
