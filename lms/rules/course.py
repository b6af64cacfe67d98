"""A course as one person meets it: what the room's policies, operations and pages are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.actor import Place

DRAFT, PUBLISHED, ARCHIVED = "draft", "published", "archived"


@dataclass(frozen=True)
class CourseView:
    """A course. `teaches` and `learns` are about the actor it was loaded for: a teacher of it, a pupil in it now."""

    id: int
    title: str
    summary: str
    subject_code: str
    grade: int | None
    school_year: str
    organisation_id: int
    organisation_path: str
    state: str
    assessment: str
    regular_marks: int
    needs_review: bool
    join_code: str | None
    created_at: datetime
    published_at: datetime | None
    teaches: bool = False
    learns: bool = False

    @property
    def place(self) -> Place:
        """Where permissions for this course are looked for."""
        return Place(self.organisation_path)

    @property
    def is_open(self) -> bool:
        """Whether pupils work in it: a draft is not there yet, an archived one is only read."""
        return self.state == PUBLISHED

    @property
    def is_archived(self) -> bool:
        return self.state == ARCHIVED
