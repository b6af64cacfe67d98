"""Times keep their zone, and a transaction is whole or nothing."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from core.actor import SYSTEM
from core.audit import AuditRecord, record
from core.db import keep_so_far, session, transaction

HANOI = timezone(timedelta(hours=7))


def _count() -> int:
    return session.scalar(select(func.count()).select_from(AuditRecord)) or 0


def _note(at: datetime) -> AuditRecord:
    return AuditRecord(at=at, person_name="", act="x", subject="y", detail={})


def test_an_instant_comes_back_aware_in_utc(app: Flask) -> None:
    with transaction():
        session.add(_note(datetime(2026, 11, 21, 7, 0, tzinfo=HANOI)))
    session.expire_all()
    assert session.scalars(select(AuditRecord.at)).one() == datetime(2026, 11, 21, 0, 0, tzinfo=UTC)


def test_a_naive_instant_is_refused(app: Flask) -> None:
    with pytest.raises(StatementError, match="naive"), transaction():
        session.add(_note(datetime(2026, 11, 21, 7, 0)))  # noqa: DTZ001


def test_a_statement_that_failed_does_not_tell_its_values(app: Flask) -> None:
    with pytest.raises(DBAPIError) as refused, transaction():
        session.execute(text("SELECT * FROM nowhere WHERE answer = :answer"), {"answer": "khóa bí mật"})
    assert "nowhere" in str(refused.value) and "khóa bí mật" not in str(refused.value)


def test_an_error_takes_back_all_that_the_transaction_wrote(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        record(SYSTEM, "x", "y")
        session.flush()
        _ = 1 / 0
    assert _count() == 0


def test_a_long_work_keeps_its_finished_steps(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        record(SYSTEM, "first", "y")
        keep_so_far()
        record(SYSTEM, "second", "y")
        session.flush()
        _ = 1 / 0
    assert session.scalars(select(AuditRecord.act)).all() == ["first"]


def test_many_threads_write_without_losing_one(app: Flask) -> None:
    def write() -> None:
        with app.app_context():
            for _ in range(5):
                with transaction():
                    record(SYSTEM, "x", "y")

    threads = [threading.Thread(target=write) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _count() == 60
