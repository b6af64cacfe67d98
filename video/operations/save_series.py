"""Making a series within a programme, and changing what it is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.jobs.api import enqueue
from core.words import say
from curriculum import api as curriculum
from video.models import Programme, Series


@dataclass(frozen=True)
class SeriesDetails:
    """What a series is: the lessons of one subject, of one grade where it has one."""

    title: str
    summary: str
    subject_code: str
    grade: int | None


def create_series(actor: Actor, programme: Programme, details: SeriesDetails) -> Series:
    """The last series of the programme, without episodes."""
    last = session.scalar(select(func.max(Series.position)).where(Series.programme_id == programme.id))
    series = Series(programme_id=programme.id, position=(last or 0) + 1)
    _write(series, details)
    session.add(series)
    session.flush()
    audit.record(actor, "video.series_created", f"series:{series.id}", programme=programme.id, title=series.title)
    return series


def change_series(actor: Actor, series: Series, details: SeriesDetails) -> None:
    """Change a series; its published episodes are found anew by its new name and subject."""
    _write(series, details)
    audit.record(actor, "video.series_changed", f"series:{series.id}", title=series.title)
    enqueue("video.index_programme", {"programme_id": series.programme_id})


def _write(series: Series, details: SeriesDetails) -> None:
    if curriculum.subject(details.subject_code) is None:
        raise Invalid(fields={"subject_code": say("Hãy chọn một môn trong danh sách.")})
    for name, value in vars(details).items():
        setattr(series, name, value)
