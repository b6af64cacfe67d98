"""Somebody else who writes while something is tried."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event, insert

from core import clock
from core.audit import AuditRecord
from core.db import db


@contextmanager
def written_after_the_first_read(app: Flask) -> Iterator[None]:
    """As soon as the block has read anything, another connection writes: SQLite lets no write grow out of a read that began before."""
    row = {"at": clock.now(), "person_name": "Ai đó", "act": "test.written", "subject": "test:1", "detail": {}}
    written = list[bool]()

    def write(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("SELECT") and not written:
            written.append(True)
            with engine.begin() as other:
                other.execute(insert(AuditRecord).values(row))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "after_cursor_execute", write)
    try:
        yield
    finally:
        event.remove(engine, "after_cursor_execute", write)
    assert written, "nothing was read"
