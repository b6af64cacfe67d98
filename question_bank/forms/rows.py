"""Reading dotted field names (`body.options.2.text`) back into rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Fields = Mapping[str, str]
MOST_ROWS = 200


def rows_of(fields: Fields, place: str) -> list[dict[str, str]]:
    """The rows under `place` in the order of their numbers; each maps a field's last name to what was typed."""
    pattern = re.compile(re.escape(place) + r"\.(\d{1,4})\.([a-z_]+)")
    rows: dict[int, dict[str, str]] = {}
    for name, value in fields.items():
        found = pattern.fullmatch(name)
        if found:
            rows.setdefault(int(found[1]), {})[found[2]] = value.strip()
    return [rows[number] for number in sorted(rows)][:MOST_ROWS]


def with_ids(rows: Iterable[dict[str, str]], names: Iterable[str]) -> list[dict[str, str]]:
    """The rows, each with an id of its own: the one it came with, else the first free one of `names`."""
    rows, taken = list(rows), set()
    for row in rows:
        row["id"] = "" if row.get("id", "") in taken else row.get("id", "")
        taken.add(row["id"])
    free = (name for name in names if name not in taken)
    for row in rows:
        row["id"] = row["id"] or next(free, "")
    return rows


def letters() -> list[str]:
    """a to z: the names of options and statements."""
    return [chr(ord("a") + n) for n in range(26)]
