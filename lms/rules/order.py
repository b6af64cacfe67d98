"""The order of an outline: moving in it, and telling whether somebody else has moved something meanwhile."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from core.errors import Conflict
from core.words import say

Order = list[tuple[int, list[int]]]
"""Section ids from top to bottom, each with the ids of its items."""

CHANGED = say("Đề cương vừa được thay đổi ở nơi khác. Hãy tải lại trang rồi sắp xếp lại.")


def mark_of(order: Sequence[tuple[int, Sequence[int]]]) -> str:
    """A short mark that changes with the order."""
    words = json.dumps([[section, list(items)] for section, items in order])
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def check_same(known: Order, asked: Order) -> None:
    """Conflict unless `asked` holds exactly the sections and items that are there, each once."""
    if sorted(s for s, _ in known) != sorted(s for s, _ in asked) or _all_items(known) != _all_items(asked):
        raise Conflict(CHANGED)


def move_section(order: Order, section_id: int, step: int) -> Order:
    """`section_id` one place up (-1) or down (1); at an end it stays."""
    place = next(n for n, (found, _) in enumerate(order) if found == section_id)
    there = place + step
    if not 0 <= there < len(order):
        return order
    moved = list(order)
    moved[place], moved[there] = moved[there], moved[place]
    return moved


def move_item(order: Order, item_id: int, step: int) -> Order:
    """`item_id` one place up or down; past the end of its section it goes to the near end of the next one."""
    moved = [(section, list(items)) for section, items in order]
    place = next(n for n, (_, items) in enumerate(moved) if item_id in items)
    items = moved[place][1]
    here, there = items.index(item_id), items.index(item_id) + step
    if 0 <= there < len(items):
        items[here], items[there] = items[there], items[here]
    elif 0 <= place + step < len(moved):
        items.remove(item_id)
        target = moved[place + step][1]
        target.insert(len(target) if step < 0 else 0, item_id)
    return moved


def put_in_section(order: Order, item_id: int, section_id: int) -> Order:
    """`item_id` at the end of `section_id`; where it is when it stands there already."""
    if item_id in dict(order).get(section_id, []):
        return order
    return [(section, [i for i in items if i != item_id] + ([item_id] if section == section_id else [])) for section, items in order]


def _all_items(order: Order) -> list[int]:
    return sorted(item for _, items in order for item in items)
