"""Numbers without gaps: the next one of a series, taken inside the transaction that writes the certificate."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from certificates.models import NumberSeries
from core.db import session


def lock_series(organisation_id: int, type_code: str, year: int) -> NumberSeries:
    """The series, held until commit: whoever else wants it waits (PostgreSQL by row lock, SQLite by its one writer)."""
    wanted = (
        select(NumberSeries)
        .where(NumberSeries.organisation_id == organisation_id, NumberSeries.type_code == type_code, NumberSeries.year == year)
        .with_for_update()
        .execution_options(populate_existing=True)  # another transaction may have moved it since this session last looked
    )
    found = session.scalar(wanted)
    if found is None:
        _begin_series(organisation_id, type_code, year)
        found = session.scalars(wanted).one()
    return found


def take_number(series: NumberSeries) -> int:
    """The next number of a locked series. Rolling back gives it back; nothing but the certificate may be done between."""
    series.last += 1
    session.flush()
    return series.last


def _begin_series(organisation_id: int, type_code: str, year: int) -> None:
    """Two may begin the same series at once: the later insert yields."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {"organisation_id": organisation_id, "type_code": type_code, "year": year, "last": 0}
    session.execute(insert(NumberSeries).values(values).on_conflict_do_nothing())
