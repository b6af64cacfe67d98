"""Whether a content has the outline of its kind. Pages trust the outline and not the values: what has none cannot be shown or mended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeGuard

from question_bank.kinds.contract import Kind
from question_bank.kinds.registry import KINDS

_WORDS = frozenset(("order", "conditions", "removed", "values", "at"))
"""Lists of words and numbers; every other list has rows."""
_NAMELESS = frozenset(("accepted", "variables"))
_NEVER_PLAIN = frozenset(("accepted", "at", "gaps", "options", "partial", "places", "score_table", "weights", "words"))
_NEEDED = ("stem", "id", "text", "picture", "input", "output", "starter", "solution")
"""Texts that a question must have where a blank one has them; without any other it reads as if that were empty."""
_PLAIN = (str, int, float, type(None))


def has_outline(kind: Kind, content: object) -> bool:
    """Whether `content` has the objects and rows that a blank question of the kind has, and texts where it has texts. Never raises."""
    return _fits("", {"explanation": "", **content} if isinstance(content, dict) else content, kind.blank())


def _fits(name: str, value: object, model: object) -> bool:
    if isinstance(model, Mapping):
        return _are_known(value, model) and all(each in value for each in model if _is_needed(each, model[each]))
    if isinstance(model, list):
        return isinstance(value, list) and _are_rows(name, value, model)
    if isinstance(model, str):
        return isinstance(value, str)
    return isinstance(value, _PLAIN) or (model is None and _are_known(value, {}))


def _is_needed(name: str, model: object) -> bool:
    return name in _NEEDED or isinstance(model, list) or (isinstance(model, Mapping) and name != "score_table")


def _are_known(value: object, model: Mapping[str, object]) -> TypeGuard[Mapping[str, object]]:
    """An object whose values are what the model has by their names; what it does not name is plain, or an object or rows of plain values."""
    return isinstance(value, Mapping) and all(
        _fits(name, each, model[name] if name in model else _bare(name, each)) for name, each in value.items()
    )


def _bare(name: str, value: object) -> object:
    """What a name is held against that blank questions do not have."""
    return {} if isinstance(value, Mapping) else [] if isinstance(value, list) or (name in _NEVER_PLAIN and value is not None) else 0


def _are_rows(name: str, value: list[object], model: list[object]) -> bool:
    if name in _WORDS:
        return all(isinstance(each, _PLAIN) for each in value)
    first = model[0] if model else {} if name in _NAMELESS else {"id": ""}
    return all(_fits("", row, first) and (name not in _IS_ROW or _IS_ROW[name](row)) for row in value)


def _is_variant(row: object) -> bool:
    """Of a question with variables: what is asked with some values, or the key to it."""
    return isinstance(row, Mapping) and ("key" in row or all(isinstance(row.get(name), Mapping) for name in ("values", "body")))


def _is_part(row: object) -> bool:
    """Of a shared stimulus: a question of its own."""
    code = row.get("kind") if isinstance(row, Mapping) else None
    return isinstance(row, Mapping) and isinstance(code, str) and code in KINDS and has_outline(KINDS[code], row.get("content"))


_IS_ROW: dict[str, Callable[[object], bool]] = {"parts": _is_part, "variants": _is_variant}
