"""Finding and changing the html fields of a content by dotted places. Knows no kind."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache


def walk(content: object, places: tuple[str, ...]) -> list[tuple[str, str]]:
    """(place, html) for every place that holds text; ``*`` in a place stands for every row."""
    texts = []
    for place in places:
        steps, last = _way(place)
        for path, holder in _found(content, steps):
            if isinstance(holder, dict) and isinstance(text := holder.get(last), str):
                texts.append((path + last, text))
    return texts


@lru_cache
def _way(place: str) -> tuple[tuple[str, ...], str]:
    """The steps to what holds the text, and its name there."""
    *steps, last = place.split(".")
    return tuple(steps), last


def apply(content: Mapping[str, object], places: tuple[str, ...], change: Callable[[str], str]) -> dict[str, object]:
    """A deep copy of the content with `change` applied at every place that holds text."""
    copy = {name: _copied(value) for name, value in content.items()}
    for place in places:
        steps, last = _way(place)
        for _, holder in _found(copy, steps):
            if isinstance(holder, dict) and isinstance(holder.get(last), str):
                holder[last] = change(holder[last])
    return copy


def _copied(value: object) -> object:
    """A copy of a JSON value: what `deepcopy` does, without its memory of what it has seen."""
    if isinstance(value, dict):
        return {name: _copied(each) for name, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value


def _found(content: object, steps: Sequence[str]) -> list[tuple[str, object]]:
    """What the steps lead to, each with its path up to the dot."""
    found = [("", content)]
    for step in steps:
        if step == "*":
            found = [(f"{path}{at}.", row) for path, rows in found if isinstance(rows, list) for at, row in enumerate(rows)]
        else:
            found = [(f"{path}{step}.", value[step]) for path, value in found if isinstance(value, dict) and step in value]
    return found
