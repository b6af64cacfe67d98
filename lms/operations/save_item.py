"""Adding an item to an outline, and changing one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select

from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import Message, say
from lms import policies
from lms.models import Item, Prerequisite
from lms.operations.arrange_outline import arrange_outline
from lms.queries.outline import item_row, needs_in, order_of, section_row
from lms.rules.completion import RULES, Rule
from lms.rules.course import CourseView
from lms.rules.items import KINDS, MOST_ITEMS, Source, is_secure_address
from lms.rules.order import put_in_section
from lms.rules.prerequisites import circle


@dataclass(frozen=True)
class ItemDetails:
    """What stands in a line of the outline. `threshold` in percent; `detail` is small data of its kind; `needs`: ids of items."""

    kind: str
    section_id: int
    title: str
    target_id: int | None = None
    url: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    is_visible: bool = True
    opens_at: datetime | None = None
    due_at: datetime | None = None
    completion: str = Rule.VIEW
    threshold: int | None = None
    needs: tuple[int, ...] = ()


def add_item(actor: Actor, course: CourseView, details: ItemDetails) -> Item:
    """A new last item of a section. Invalid names the fields that cannot stand; NotFound for a section of another course."""
    policies.require_work(actor, course)
    _check(course, details, None)
    count = session.scalar(select(func.count()).select_from(Item).where(Item.course_id == course.id)) or 0
    if count >= MOST_ITEMS:
        raise Invalid(say("Một khóa học có nhiều nhất %(n)s mục.", n=MOST_ITEMS))
    item = Item(course_id=course.id, section_id=section_row(course.id, details.section_id).id, kind=details.kind, position=count)
    _write(item, details)
    session.add(item)
    session.flush()
    _set_needs(item.id, details.needs)
    audit.record(actor, "lms.item_added", f"course:{course.id}", item=item.id, kind=item.kind, title=item.title)
    return item


def change_item(actor: Actor, course: CourseView, item_id: int, details: ItemDetails) -> Item:
    """Change an item; its kind and its target stay. In another section it goes to the end."""
    policies.require_work(actor, course)
    item = item_row(course.id, item_id)
    _check(course, details, item)
    if details.section_id != item.section_id:
        arrange_outline(actor, course, put_in_section(order_of(course.id), item.id, section_row(course.id, details.section_id).id))
    _write(item, details)
    _set_needs(item.id, details.needs)
    audit.record(actor, "lms.item_changed", f"course:{course.id}", item=item.id, title=item.title)
    return item


def show_item(actor: Actor, course: CourseView, item_id: int, *, is_visible: bool) -> None:
    """Show an item to pupils, or hide it from them."""
    policies.require_work(actor, course)
    item = item_row(course.id, item_id)
    item.is_visible = is_visible
    audit.record(actor, "lms.item_shown" if is_visible else "lms.item_hidden", f"course:{course.id}", item=item.id, title=item.title)


def rename_item(actor: Actor, course: CourseView, item_id: int, title: str) -> None:
    """Give an item another title."""
    policies.require_work(actor, course)
    item = item_row(course.id, item_id)
    if not title.strip():
        raise Invalid(fields={"title": say("Hãy đặt tên mục.")})
    item.title = title.strip()
    audit.record(actor, "lms.item_changed", f"course:{course.id}", item=item.id, title=item.title)


def _check(course: CourseView, details: ItemDetails, item: Item | None) -> None:
    kind, wrong = KINDS[details.kind], dict[str, Message]()
    if not details.title.strip():
        wrong["title"] = say("Hãy đặt tên mục.")
    if kind.source == Source.TYPED and not is_secure_address(details.url):
        wrong["url"] = say("Địa chỉ phải bắt đầu bằng https://")
    if kind.source == Source.PICKED and details.target_id is None:
        wrong["target_id"] = say("Hãy chọn một mục trong danh sách.")
    if details.completion not in kind.rules:
        wrong["completion"] = say("Cách hoàn thành này không dùng cho loại mục này.")
    if details.opens_at and details.due_at and details.due_at <= details.opens_at:
        wrong["due_at"] = say("Hạn phải sau lúc mở.")
    if reason := _fault_of_needs(course.id, details.needs, item):
        wrong["needs"] = reason
    if wrong:
        raise Invalid(fields=wrong)


def _fault_of_needs(course_id: int, wanted: tuple[int, ...], item: Item | None) -> Message | None:
    if not wanted:
        return None
    titles = {number: title for number, title in session.execute(select(Item.id, Item.title).where(Item.course_id == course_id))}
    if not set(wanted) <= titles.keys():
        return say("Hãy chọn các mục của khóa học này.")
    way = circle(needs_in(course_id), item.id, wanted) if item else []
    if not way:
        return None
    named = " → ".join(f"“{titles[number]}”" for number in (way[-1], *way))
    return say("Các mục chờ nhau thành vòng: %(way)s. Hãy bỏ bớt một điều kiện.", way=named)


def _write(item: Item, details: ItemDetails) -> None:
    item.title, item.url, item.detail = details.title.strip(), details.url.strip(), details.detail
    item.target_id, item.is_visible = details.target_id, details.is_visible
    item.opens_at, item.due_at = details.opens_at, details.due_at
    item.completion = details.completion
    item.threshold = details.threshold if RULES[Rule(details.completion)].threshold is not None else None


def _set_needs(item_id: int, needs: tuple[int, ...]) -> None:
    session.execute(delete(Prerequisite).where(Prerequisite.item_id == item_id))
    session.add_all(Prerequisite(item_id=item_id, needs_item_id=needed) for needed in dict.fromkeys(needs))
    session.flush()
