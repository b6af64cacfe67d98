"""The index on both databases: who finds what, in which order, and at what cost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from core.db import session, transaction
from core.search import Findable, counts, find, of_kind, put, put_all, remove
from core.search_models import SearchEntry, SearchWord

LESSONS = (
    Findable("lesson", "1", "Đạo hàm của hàm hợp", "Công thức và ví dụ.", "/courses/1/items/1", "all", "Toán 12"),
    Findable("lesson", "2", "Nguyên hàm", "Ngược với đạo hàm.", "/courses/1/items/2", "all", "Toán 12"),
    Findable("episode", "1", "Bài giảng đạo hàm", "", "/tv/episodes/1", "members"),
    Findable("lesson", "3", "Mạng máy tính", "Giao thức TCP/IP", "/courses/7/items/3", "course:7", "Tin học"),
)


@pytest.fixture(autouse=True)
def index(app: Flask) -> Iterator[None]:
    with transaction():
        put_all(LESSONS)
    yield


def refs(words: str, *audiences: str, kind: str | None = None) -> list[str]:
    found = find(words, audiences or ("all",))
    return [f"{entry.kind}:{entry.ref}" for entry in session.scalars(of_kind(found, kind) if kind else found)]


def test_every_word_must_stand_somewhere_and_titles_come_first() -> None:
    assert refs("dao ham") == ["lesson:1", "lesson:2"]
    assert refs("đạo hàm ngược") == ["lesson:2"]
    assert refs("đạo hàm mạng") == []


def test_the_last_word_need_not_be_typed_to_its_end() -> None:
    assert refs("nguyê") == ["lesson:2"]
    assert refs("công thứ") == ["lesson:1"]
    assert refs("thứ công") == []


def test_nobody_finds_what_is_not_for_them() -> None:
    assert refs("giao thức") == []
    assert refs("giao thức", "all", "members", "course:7") == ["lesson:3"]
    assert refs("đạo hàm", "members") == ["episode:1"]
    assert list(session.scalars(find("đạo hàm", ()))) == []


def test_a_kind_narrows_and_kinds_are_counted() -> None:
    assert refs("đạo hàm", "all", "members", kind="episode") == ["episode:1"]
    assert counts(find("đạo hàm", ("all", "members"))) == {"lesson": 2, "episode": 1}
    assert counts(find("?", ("all",))) == {}


def test_a_page_written_again_is_found_by_its_new_words_only() -> None:
    with transaction():
        put("lesson", "1", "Tích phân", "Diện tích", "/courses/1/items/1", "course:9")
    assert refs("hợp", "all", "course:9") == []
    assert refs("tích ph", "course:9") == ["lesson:1"]
    assert session.scalar(select(func.count()).select_from(SearchEntry)) == len(LESSONS)


def test_writing_what_is_already_there_writes_nothing(queries) -> None:  # type: ignore[no-untyped-def]
    with transaction(), queries() as count:
        put_all(LESSONS)
    assert count.n == 1, count


def test_a_page_that_went_away_leaves_no_word_behind() -> None:
    with transaction():
        remove("lesson", "2")
        remove("lesson", "no-such")
    assert refs("nguyên hàm") == []
    gone = select(func.count()).select_from(SearchWord).where(SearchWord.word == "nguyen")
    assert session.scalar(gone) == 0


@pytest.mark.parametrize(
    ("words", "found"),
    [("%", []), ("_", []), ("dao%", ["lesson:1", "lesson:2"]), ("'; drop table", []), ("\x00", []), ("đ" * 500, []), ("\U0010ffff", [])],
)
def test_what_a_stranger_types_is_only_words(words: str, found: list[str]) -> None:
    assert refs(words) == found


def test_long_titles_and_control_characters_are_kept_as_the_columns_can_hold_them() -> None:
    with transaction():
        put("topic", "9", "Sóng\x00 cơ " * 200, "x" * 200, "/tv?topic=9", "all")
    assert refs("sóng cơ") == ["topic:9"]


def test_a_rare_word_is_looked_up_and_nothing_is_scanned() -> None:
    if session.get_bind().dialect.name != "sqlite":
        plan_of = "EXPLAIN "
        session.execute(text("SET LOCAL enable_seqscan = off"))
    else:
        plan_of = "EXPLAIN QUERY PLAN "
    statement = find("nguyên hàm", ("all", "members")).compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    plan = " ".join(" ".join(map(str, row)) for row in session.execute(text(plan_of + str(statement).replace(":", "\\:"))))
    assert "SCAN core_search" not in plan and "Seq Scan" not in plan, plan
    assert "ix_core_search_word_audience_word" in plan, plan


def test_the_page_with_the_rarest_word_is_where_the_search_begins() -> None:
    with transaction():
        put_all(Findable("topic", str(number), "Hàm số", "", "/tv", "all") for number in range(30))
    first = str(find("hàm ngượ", ("all",)).compile(compile_kwargs={"literal_binds": True}))
    assert first.index("'nguo") < first.index("'ham'")
