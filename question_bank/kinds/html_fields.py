"""Finding and changing the html fields of a content by dotted places. Knows no kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

Steps = tuple[str, ...]


def walk(content: object, places: tuple[str, ...]) -> list[tuple[str, str]]:
    """(place, html) for every place that holds text; ``*`` in a place stands for every row."""
    return [
        (path + last, text)
        for holders, last in _looked_up(content, places)
        for path, holder in holders
        if isinstance(text := holder.get(last), str)
    ]


def apply(content: Mapping[str, object], places: tuple[str, ...], change: Callable[[str], str]) -> dict[str, object]:
    """A deep copy of the content with `change` applied at every place that holds text."""
    copy = {name: _copied(value) for name, value in content.items()}
    for holders, last in _looked_up(copy, places):
        for _, holder in holders:
            if isinstance(text := holder.get(last), str):
                holder[last] = change(text)
    return copy


def _looked_up(content: object, places: tuple[str, ...]) -> Iterator[tuple[list[tuple[str, dict[str, object]]], str]]:
    """For each place what may hold its text, and its name there; places that share their way share one search."""
    known: dict[Steps, list[tuple[str, dict[str, object]]]] = {}
    for steps, last in _ways(places):
        if steps not in known:
            known[steps] = _holders(content, steps)
        yield known[steps], last


@lru_cache
def _ways(places: tuple[str, ...]) -> tuple[tuple[Steps, str], ...]:
    """The steps to what holds the text, and its name there."""
    return tuple((tuple(steps), last) for *steps, last in (place.split(".") for place in places))


def _holders(content: object, steps: Sequence[str]) -> list[tuple[str, dict[str, object]]]:
    """The objects that the steps lead to, each with its path up to the dot."""
    found: list[tuple[str, object]] = [("", content)]
    for step in steps:
        if step == "*":
            found = [(f"{path}{at}.", row) for path, rows in found if isinstance(rows, list) for at, row in enumerate(rows)]
        else:
            found = [(f"{path}{step}.", value[step]) for path, value in found if isinstance(value, dict) and step in value]
    return [(path, holder) for path, holder in found if isinstance(holder, dict)]


def _copied(value: object) -> object:
    """A copy of a JSON value: what `deepcopy` does, without its memory of what it has seen."""
    if isinstance(value, dict):
        return {name: _copied(each) for name, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value
