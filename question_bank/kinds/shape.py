"""Reading a JSON document that may be anything: every function is total and never raises."""

import re
from collections.abc import Mapping
from decimal import Decimal

_DECIMAL = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,12})?")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,15}")
_TAG = re.compile(r"<[^<>]*>")
_SEEN_WITHOUT_TEXT = re.compile(r"<(?:img|math|video|audio|table|hr|picture)\b", re.IGNORECASE)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def at(value: object, *path: str) -> object:
    """The value at a path of names, or None."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def mapping(value: object) -> Mapping[str, object]:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[Mapping[str, object]]:
    """The rows of a list; a row that is not an object reads as an empty one."""
    return [mapping(row) for row in value] if isinstance(value, list) else []


def text(value: object) -> str:
    """The value when it is text, else ""."""
    return value if isinstance(value, str) else ""


def decimal(value: object) -> Decimal | None:
    """A decimal string such as "-0.25" (or a whole number); None for anything else.

    A float is refused: 0.1 has no exact value, and a mark must have one.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 1_000_000 else ""
    return Decimal(value) if isinstance(value, str) and _DECIMAL.fullmatch(value) else None


def is_id(value: object) -> bool:
    """Whether the value can name an option: short, lower case, safe in a form field."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def ids(items: list[Mapping[str, object]]) -> list[str]:
    """The ids of rows, in order ("" where there is none)."""
    return [text(row.get("id")) for row in items]


def is_empty_html(html: str) -> bool:
    """Whether a reader would see nothing: no text and no picture, formula, table or player."""
    if _SEEN_WITHOUT_TEXT.search(html):
        return False
    return not _TAG.sub("", html).replace("&nbsp;", " ").strip()


def is_storable(value: str) -> bool:
    """Whether a database can hold the text: no NUL, no half of a surrogate pair."""
    return _UNSTORABLE.search(value) is None


def strings(value: object) -> list[str]:
    """Every text in a document, names included. No recursion: the depth is not ours to choose."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, str):
            found.append(current)
        elif isinstance(current, dict):
            found.extend(current)
            waiting.extend(current.values())
        elif isinstance(current, list):
            waiting.extend(current)
    return found
