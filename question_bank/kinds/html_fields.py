"""Finding and changing the html fields of a content by dotted places. Knows no kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache


def walk(content: object, places: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(place, html) for every place that holds text; ``*`` in a place stands for every row."""
    for place in places:
        found: list[tuple[str, object]] = [("", content)]
        for step in _steps(place):
            if step == "*":
                found = [(f"{path}{at}.", row) for path, rows in found if isinstance(rows, list) for at, row in enumerate(rows)]
            else:
                found = [(f"{path}{step}.", value[step]) for path, value in found if isinstance(value, dict) and step in value]
        yield from ((path[:-1], value) for path, value in found if isinstance(value, str))


@lru_cache
def _steps(place: str) -> tuple[str, ...]:
    return tuple(place.split("."))


def apply(content: Mapping[str, object], places: tuple[str, ...], change: Callable[[str], str]) -> dict[str, object]:
    """A deep copy of the content with `change` applied at every place that holds text."""
    copy = {name: _copied(value) for name, value in content.items()}
    for place in places:
        *steps, last = _steps(place)
        for holder in _holders(copy, steps):
            if isinstance(holder, dict) and isinstance(holder.get(last), str):
                holder[last] = change(holder[last])
    return copy


def _copied(value: object) -> object:
    """A copy of a JSON value: what `deepcopy` does, without its memory of what it has seen."""
    if isinstance(value, dict):
        return {name: _copied(each) for name, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value


def _holders(value: object, steps: Sequence[str]) -> list[object]:
    found = [value]
    for step in steps:
        if step == "*":
            found = [row for rows in found if isinstance(rows, list) for row in rows]
        else:
            found = [holder[step] for holder in found if isinstance(holder, dict) and step in holder]
    return found
