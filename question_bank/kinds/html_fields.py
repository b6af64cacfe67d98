"""Finding and changing the html fields of a content by dotted places. Knows no kind."""

from collections.abc import Callable, Iterator, Mapping


def walk(content: object, places: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(place, html) for every place that holds text; ``*`` in a place stands for every row."""
    for place in places:
        found: list[tuple[str, object]] = [("", content)]
        for step in place.split("."):
            found = [(f"{path}.{name}", child) for path, value in found for name, child in _children(value, step)]
        yield from ((path[1:], value) for path, value in found if isinstance(value, str))


def _children(value: object, step: str) -> list[tuple[int | str, object]]:
    if step == "*":
        return list(enumerate(value)) if isinstance(value, list) else []
    return [(step, value[step])] if isinstance(value, dict) and step in value else []


def apply(content: Mapping[str, object], places: tuple[str, ...], change: Callable[[str], str]) -> dict[str, object]:
    """A deep copy of the content with `change` applied at every place that holds text."""
    copy = {name: _copied(value) for name, value in content.items()}
    for place in places:
        *steps, last = place.split(".")
        for holder in _holders(copy, steps):
            if isinstance(holder, dict) and isinstance(holder.get(last), str):
                holder[last] = change(holder[last])
    return copy


def _copied(value: object) -> object:
    """A copy of a JSON value: what `deepcopy` does, without its memory of what it has seen."""
    if isinstance(value, dict):
        return {name: _copied(each) for name, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value


def _holders(value: object, steps: list[str]) -> list[object]:
    found = [value]
    for step in steps:
        found = [child for holder in found for _, child in _children(holder, step)]
    return found
