"""The database: base class, column types, session, and the one way to write. SQLite and PostgreSQL behave alike above this."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, MetaData, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model
session = db.session


def is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """For Alembic: whether a model tells of it. The tables of SQLite's full-text search, all named `fts_…`, are told of by none."""
    return kind != "table" or not (name or "").startswith("fts_")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite keeps no zone, so it is put back on reading; a naive value is a mistake and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite lets one connection write at a time. Threads of one process queue on this lock instead of polling the file,
# which keeps the slowest save of a full room near the average one.
_write_lock = threading.Lock()
_writing: ContextVar[bool] = ContextVar("writing", default=False)
_holds_lock: ContextVar[bool] = ContextVar("holds_lock", default=False)


@contextmanager
def transaction() -> Iterator[None]:
    """One write transaction: commits at the end, rolls back on any error. Reads made before it should be finished."""
    writing = _writing.set(True)
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        _writing.reset(writing)
        _release_lock()


def keep_so_far() -> None:
    """Commit what a long job has done, let other writers in, and go on in a new transaction."""
    session.commit()
    _release_lock()


def _release_lock() -> None:
    if _holds_lock.get():
        _holds_lock.set(False)
        _write_lock.release()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # SQLAlchemy begins transactions itself, below
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # an acknowledgement promises durability
        "foreign_keys=ON",
        "busy_timeout=15000",
        "cache_size=-16000",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if not _writing.get():
        connection.exec_driver_sql("BEGIN")
        return
    if not _holds_lock.get():
        _write_lock.acquire()
        _holds_lock.set(True)
    connection.exec_driver_sql("BEGIN IMMEDIATE")
