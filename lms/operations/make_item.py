"""Adding an item together with what it leads to: a new lesson, a new assignment, a file."""

from __future__ import annotations

from dataclasses import replace

from core.actor import Actor
from core.errors import Invalid
from core.words import say
from lms import policies
from lms.models import Item, ItemKind
from lms.operations.add_course_file import add_course_file
from lms.operations.create_assignment import create_assignment
from lms.operations.create_lesson import create_lesson
from lms.operations.save_item import ItemDetails, add_item
from lms.rules.course import CourseView


def make_item(actor: Actor, course: CourseView, details: ItemDetails) -> Item:
    """An item whose lesson or assignment is made by its title, unless `target_id` names one that is there."""
    policies.require_work(actor, course)
    if details.target_id is None and not details.title.strip():
        raise Invalid(fields={"title": say("Hãy đặt tên mục.")})
    target = details.target_id
    if target is None and details.kind == ItemKind.LESSON:
        target = create_lesson(actor, course, details.title).id
    if target is None and details.kind == ItemKind.ASSIGNMENT:
        target = create_assignment(actor, course, details.title).id
    return add_item(actor, course, replace(details, target_id=target))


def make_file_item(actor: Actor, course: CourseView, details: ItemDetails, name: str, data: bytes) -> Item:
    """An item for a file sent now; without a title it is called as the file is."""
    policies.require_work(actor, course)
    file = add_course_file(actor, course.id, name, data)
    return add_item(actor, course, replace(details, target_id=file.id, title=details.title.strip() or file.name))
