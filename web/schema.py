"""How far a database is, asked without SQLAlchemy or Alembic: the server starts at once when there is nothing to migrate."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config import HERE

VERSIONS = HERE / "migrations" / "versions"
_REVISION = re.compile(r"^(down_revision|revision)\b.*?=\s*(.+)$", re.M)
_NAME = re.compile(r"[\"']([^\"']+)[\"']")


@dataclass(frozen=True)
class DatabaseState:
    """The revisions a database is at (none: no schema yet), and whether anybody lives in it."""

    revisions: frozenset[str]
    has_people: bool

    @property
    def is_current(self) -> bool:
        return self.revisions == heads()


def heads(folder: Path = VERSIONS) -> frozenset[str]:
    """The revisions that no other one follows, read from the migration files."""
    revisions: set[str] = set()
    followed: set[str] = set()
    for path in folder.glob("*.py"):
        for kind, value in _REVISION.findall(path.read_text()):
            (revisions if kind == "revision" else followed).update(_NAME.findall(value))
    return frozenset(revisions - followed)


def look(url: str) -> DatabaseState:
    """The state of the database at SQLAlchemy's `url`. A PostgreSQL that cannot be reached raises psycopg's error."""
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        if not path.exists():
            return DatabaseState(frozenset(), has_people=False)
        with sqlite3.connect(path, timeout=15) as file:
            return _look(file, sqlite3.OperationalError)
    import psycopg

    with psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://", 1), autocommit=True) as server:
        return _look(server, psycopg.errors.UndefinedTable)


def _look(connection: Any, no_table: type[Exception]) -> DatabaseState:
    def rows(query: str) -> list[tuple[Any, ...]]:
        try:
            return list(connection.execute(query).fetchall())
        except no_table:
            return []

    revisions = frozenset(str(row[0]) for row in rows("SELECT version_num FROM alembic_version"))
    return DatabaseState(revisions, bool(rows("SELECT 1 FROM accounts_person LIMIT 1")))
