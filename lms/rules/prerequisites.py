"""Prerequisites never run in a circle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def circle(needs: Mapping[int, Sequence[int]], item_id: int, wanted: Sequence[int]) -> list[int]:
    """The way back to `item_id` if it were to need `wanted`: ids from the first wanted one to the item; [] when there is none.

    `needs` is what every item of the course needs now.
    """
    edges = {**needs, item_id: tuple(wanted)}
    came_from: dict[int, int] = {}
    waiting = [(first, item_id) for first in wanted]
    while waiting:
        here, before = waiting.pop()
        if here == item_id:
            return _way(came_from, before, item_id)
        if here in came_from:
            continue
        came_from[here] = before
        waiting += [(further, here) for further in edges.get(here, ())]
    return []


def _way(came_from: Mapping[int, int], last: int, item_id: int) -> list[int]:
    way = [item_id]
    while last != item_id:
        way.append(last)
        last = came_from[last]
    return way[::-1]
