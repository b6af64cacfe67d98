"""The chapters of an outline: added, renamed, taken away."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import say
from lms import policies
from lms.models import Item, Section
from lms.operations.delete_item import forget_items
from lms.queries.outline import section_row
from lms.rules.course import CourseView

MOST_SECTIONS = 60


@dataclass(frozen=True)
class SectionDetails:
    title: str
    summary: str = ""


def add_section(actor: Actor, course: CourseView, details: SectionDetails) -> Section:
    """A new last section."""
    policies.require_work(actor, course)
    _check(details)
    count = session.scalar(select(func.count()).select_from(Section).where(Section.course_id == course.id)) or 0
    if count >= MOST_SECTIONS:
        raise Invalid(say("Một khóa học có nhiều nhất %(n)s chương.", n=MOST_SECTIONS))
    section = Section(course_id=course.id, position=count, title=details.title.strip(), summary=details.summary.strip())
    session.add(section)
    session.flush()
    audit.record(actor, "lms.section_added", f"course:{course.id}", section=section.id, title=section.title)
    return section


def change_section(actor: Actor, course: CourseView, section_id: int, details: SectionDetails) -> None:
    """Rename a section, or say in other words what it is about."""
    policies.require_work(actor, course)
    _check(details)
    section = section_row(course.id, section_id)
    section.title, section.summary = details.title.strip(), details.summary.strip()
    audit.record(actor, "lms.section_changed", f"course:{course.id}", section=section.id, title=section.title)


def delete_section(actor: Actor, course: CourseView, section_id: int) -> None:
    """Take a section away with its items and how far pupils are with them. Lessons and assignments stay in the course."""
    policies.require_work(actor, course)
    section = section_row(course.id, section_id)
    items = list(session.scalars(select(Item.id).where(Item.section_id == section.id)))
    forget_items(items)
    session.expire(section, ["items"])
    session.delete(section)
    session.flush()
    audit.record(actor, "lms.section_deleted", f"course:{course.id}", section=section_id, title=section.title, items=items)


def _check(details: SectionDetails) -> None:
    if not details.title.strip():
        raise Invalid(fields={"title": say("Hãy đặt tên chương.")})
