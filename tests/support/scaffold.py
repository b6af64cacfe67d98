"""While rooms are being built: stand-ins for what is not there yet. Removed when every room stands."""

from __future__ import annotations

import importlib
import importlib.util
import warnings

from sqlalchemy import Column, Integer, Table

import web.app
from core.db import Base


def put_up() -> None:
    """Leave out rooms that are not there or do not import yet, and say so; give others' foreign keys a table to point at."""
    rooms = web.app.ROOMS
    standing = tuple(room for room in rooms if _stands(room))
    if standing != rooms:
        web.app.ROOMS = standing  # type: ignore[assignment]


def _stands(room: str) -> bool:
    try:
        for floor in (*web.app.FLOORS, "routes", "cli"):
            if importlib.util.find_spec(f"{room}.{floor}"):
                importlib.import_module(f"{room}.{floor}")
    except Exception as error:
        warnings.warn(f"the room {room} is left out: {error!r}", stacklevel=1)
        return False
    return True


def stand_in_tables() -> None:
    pointed_at = {key.target_fullname.split(".")[0] for table in Base.metadata.tables.values() for key in table.foreign_keys}
    for name in pointed_at - set(Base.metadata.tables):
        Table(name, Base.metadata, Column("id", Integer, primary_key=True))
