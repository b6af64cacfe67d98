"""Audit details as lines that a person can read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from accounts.rules.people_import import COLUMNS
from accounts.rules.roles import label_of
from core.words import Message, say

_ROW = re.compile(r"([a-z_]{1,40}):([0-9]{1,9})")
NAMES: dict[str, Message] = {column.name: column.heading for column in COLUMNS} | {
    "name": say("Tên"),
    "place": say("Nơi giữ"),
    "address": say("Địa chỉ mạng"),
    "failures": say("Số lần sai"),
    "ended": say("Số thiết bị"),
    "organisation_id": say("Đơn vị"),
    "extra_time_percent": say("Thời gian thêm khi thi"),
    "people": say("Người dùng"),
    "new": say("Thêm mới"),
    "changed": say("Sửa đổi"),
    "unchanged": say("Giữ nguyên"),
    "refused": say("Từ chối"),
}


def subject_of(subject: str) -> tuple[str, str]:
    """`person:7` as its two parts."""
    kind, _, number = subject.partition(":")
    return kind, number


def row_of(subject: str) -> tuple[str, int] | None:
    """`person:7` as a kind and the number of a row; None for what can be neither, such as `media:x.png` or `person:²`."""
    found = _ROW.fullmatch(subject)
    return (found[1], int(found[2])) if found else None


def detail_lines(detail: Mapping[str, Any]) -> list[tuple[str, Message, Message | str]]:
    """Each detail: its key, its name, its value; what changed as `old → new`."""
    lines: list[tuple[str, Message, Message | str]] = []
    for key, value in detail.items():
        if key == "changed" and isinstance(value, Mapping):
            lines += [(column, _name(column), f"{_text(pair[0])} → {_text(pair[1])}") for column, pair in value.items()]
        elif key == "role":
            lines.append((key, _name(key), label_of(str(value))))
        else:
            lines.append((key, _name(key), _text(value)))
    return lines


def _name(key: str) -> Message:
    return NAMES.get(key, Message(key))


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        shown = ", ".join(str(entry) for entry in value[:8])
        return f"{shown}…" if len(value) > 8 else shown
    return "–" if value in (None, "") else str(value)[:200]
