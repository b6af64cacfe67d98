"""Where a lesson stands in the outline, for the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from lms.rules.outline import Outline, OutlineItem


@dataclass(frozen=True)
class Stand:
    """The outline item of a lesson and its neighbours; `item` is None for a lesson that stands in no outline."""

    item: OutlineItem | None = None
    before: OutlineItem | None = None
    after: OutlineItem | None = None
    section: str = ""


def stand_of(outline: Outline, lesson_id: int) -> Stand:
    """Its first place in the outline that is open, else its first one."""
    items = outline.items
    places = [index for index, item in enumerate(items) if item.kind == "lesson" and item.target_id == lesson_id]
    if not places:
        return Stand()
    at = next((index for index in places if not items[index].locks), places[0])
    section = next(section for section in outline.sections if section.id == items[at].section_id)
    return Stand(items[at], items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None, section.title)
