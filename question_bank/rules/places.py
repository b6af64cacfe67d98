"""The places of a question that a remark can be about, and what a row that is refused is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from core.words import Message, say
from question_bank.kinds import shape
from question_bank.rules.content import differences
from question_bank.rules.wording import Piece, pieces

WHOLE = "whole"
MOST_CHANGES = 200
_ROWS: dict[str, Callable[[str, str], Message]] = {
    "options": lambda name, row: say("Phương án %(name)s", name=name),
    "statements": lambda name, row: say("Ý %(name)s", name=row),
    "prompts": lambda name, row: say("Vế trái %(name)s", name=name),
    "choices": lambda name, row: say("Vế phải %(name)s", name=name),
    "gaps": lambda name, row: say("Chỗ trống %(name)s", name=row),
    "items": lambda name, row: say("Mục %(name)s", name=name),
    "parts": lambda name, row: say("Câu thành phần %(name)s", name=row),
}
"""By list of the body: what a row is called, from its letter in order and its own id."""

_NUMBERED: dict[str, Callable[[int], Message]] = {
    "parts": lambda n: say("Câu hỏi %(n)d", n=n),
    "items": lambda n: say("Mục %(name)s", name=n),
    "accepted": lambda n: say("Đáp án %(n)d", n=n),
    "rubric": lambda n: say("Tiêu chí %(n)d", n=n),
    "zones": lambda n: say("Vùng %(n)d", n=n),
    "spots": lambda n: say("Chỗ thả %(n)d", n=n),
    "places": lambda n: say("Chỗ %(n)d", n=n),
    "variables": lambda n: say("Biến %(n)d", n=n),
    "examples": lambda n: say("Ví dụ %(n)d", n=n),
    "tests": lambda n: say("Bài thử %(n)d", n=n),
    "tasks": lambda n: say("Việc %(n)d", n=n),
    "rules": lambda n: say("Quy tắc %(n)d", n=n),
}
"""By list of the body or the key: what its rows are called where the editor shows them without a letter."""


def places_of(content: Mapping[str, Any]) -> list[tuple[str, Message]]:
    """(place, name) in reading order: the stem, each row of the body ("options:b"), the key, the solution, the whole."""
    return [
        ("stem", say("Lời dẫn")), *_rows(content.get("body")), ("key", say("Đáp án")),
        ("explanation", say("Lời giải")), (WHOLE, say("Cả câu hỏi")),
    ]  # fmt: skip


def place_name(place: str, content: Mapping[str, Any]) -> Message:
    """What a place is called; the place's own word where the wording has it no more."""
    return dict(places_of(content)).get(place, Message(place))


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[Message, list[Piece]]]:
    """(place in words, how it read and reads) of what two wordings do not share, the first `MOST_CHANGES`."""
    return [(_path_name(path, new, old), pieces(before, after)) for path, before, after in islice(differences(old, new), MOST_CHANGES)]


def row_names(path: str, content: Mapping[str, Any]) -> list[Message]:
    """The row of which a problem speaks, the part of a shared stimulus that it is in before it."""
    lead, inside, rest = path.partition(".content.")
    named = row_name(lead if inside else path, content)
    if not inside:
        return [named] if named else []
    parts, index = shape.rows(shape.at(content, "body", "parts")), lead.rpartition(".")[2]
    part = shape.mapping(parts[int(index)].get("content")) if index.isdecimal() and int(index) < len(parts) else {}
    return [*([named] if named else []), *row_names(rest, part)]


def row_name(path: str, content: Mapping[str, Any]) -> Message | None:
    """The row of which a problem speaks, from a place such as "body.options.1.text" or "key.truths.b"; None for what is in no row."""
    match path.split("."):
        case ["key", "truths", name, *_]:
            return dict(places_of(content)).get(f"statements:{name}")
        case ["key", "places", name, *_]:
            return _numbered("spots", _position(name, shape.ids(shape.rows(shape.at(content, "body", "spots")))))
        case ["body", "items", index, *_] if isinstance(order := shape.at(content, "key", "order"), list):
            names = shape.ids(shape.rows(shape.at(content, "body", "items")))
            return _numbered("items", _position(names[int(index)], order) if int(index) < len(names) else None)
        case ["body" | "key", list_name, index, *_] if list_name in _NUMBERED and list_name != "items" and index.isdecimal():
            return _numbered(list_name, int(index))
        case ["body", *_] as steps:
            return dict(places_of(content)).get(_place_at(steps, content))
    return None


def _numbered(list_name: str, index: int | None) -> Message | None:
    return None if index is None else _NUMBERED[list_name](index + 1)


def _position(name: str, names: Sequence[object]) -> int | None:
    return names.index(name) if name in names else None


def _path_name(path: str, *contents: Mapping[str, Any]) -> Message:
    """What a path such as "body.options.1.text" is called in the first content that has it; else the path."""
    for content in contents:
        places, place = dict(places_of(content)), _place_at(path.split("."), content)
        if place in places:
            return places[place]
    return Message(path)


def _place_at(steps: list[str], content: Mapping[str, Any]) -> str:
    match steps:
        case ["body", list_name, index, *_] if index.isdecimal():
            rows = (content.get("body") or {}).get(list_name) or []
            return f"{list_name}:{rows[int(index)].get('id')}" if int(index) < len(rows) and isinstance(rows[int(index)], Mapping) else ""
        case [first, *_]:
            return first
    return ""


def _rows(body: object) -> Iterator[tuple[str, Message]]:
    for list_name, named in _ROWS.items():
        rows = body.get(list_name) if isinstance(body, Mapping) else None
        for index, row in enumerate(rows if isinstance(rows, list) else ()):
            own = str(row.get("id", "")) if isinstance(row, Mapping) else ""
            if own and len(own) <= 40:
                yield f"{list_name}:{own}", named(chr(ord("A") + index) if index < 26 else str(index + 1), own)
