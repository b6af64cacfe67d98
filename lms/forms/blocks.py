"""The data of a block from the fields of its form, one reader a type. Whatever is sent comes through; the type makes it tidy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from lms.kinds import rich
from lms.kinds.contract import Data
from lms.kinds.table import MOST_COLUMNS, MOST_ROWS
from question_bank import api as questions

Fields = MultiDict[str, str]
_CELL = re.compile(r"cell\.(\d{1,2})\.(\d{1,2})")


def data_from(code: str, fields: Fields, old: Mapping[str, Any]) -> Data:
    """Raw data of a block of type `code`; `old` is its data so far, for what the form does not show."""
    return _READERS[code](fields, old)


def _text(fields: Fields, old: Mapping[str, Any]) -> Data:
    return {"html": rich.typed_text(fields.get("html", ""))}


def _maths(fields: Fields, old: Mapping[str, Any]) -> Data:
    return {"latex": fields.get("latex", ""), "caption": _line(fields, "caption")}


def _image(fields: Fields, old: Mapping[str, Any]) -> Data:
    return {
        "file_id": fields.get("file_id"), "alt": fields.get("alt", ""), "decorative": fields.get("decorative"), "caption": _line(fields, "caption"),
    }  # fmt: skip


def _video(fields: Fields, old: Mapping[str, Any]) -> Data:
    return {"episode_id": fields.get("episode_id"), "start_second": fields.get("start_second"), "caption": _line(fields, "caption")}


def _question(fields: Fields, old: Mapping[str, Any]) -> Data:
    """Another kind keeps what is asked and why it is so; everything else of it begins anew."""
    kind, wanted = str(old["kind"]), fields.get("kind", "")
    content = questions.content_from(kind, fields, fields.getlist, old["content"])
    if wanted and wanted != kind:
        return {"kind": wanted, "content": {"stem": content["stem"], "explanation": content["explanation"], **_blank_of(wanted)}}
    return {"kind": kind, "content": content}


def _blank_of(kind: str) -> Data:
    known = {each.code: each for each in questions.kinds()}
    blank = known[kind].blank() if kind in known else {}
    return {name: blank[name] for name in ("body", "key") if name in blank}


def _callout(fields: Fields, old: Mapping[str, Any]) -> Data:
    return {"tone": fields.get("tone"), "title": _line(fields, "title"), "html": rich.typed_text(fields.get("html", ""))}


def _table(fields: Fields, old: Mapping[str, Any]) -> Data:
    """`act` may ask for another row or column, or for one less."""
    cells = {(int(found[1]), int(found[2])): value for name, value in fields.items() if (found := _CELL.fullmatch(name))}
    more, act = {"add:row": (1, 0), "drop:row": (-1, 0), "add:column": (0, 1), "drop:column": (0, -1)}, fields.get("act", "")
    height = min(max((row for row, _ in cells), default=-1) + 1 + more.get(act, (0, 0))[0], MOST_ROWS)
    width = min(max((column for _, column in cells), default=-1) + 1 + more.get(act, (0, 0))[1], MOST_COLUMNS)
    rows = [[rich.typed_line(cells.get((row, column), "")) for column in range(max(width, 1))] for row in range(max(height, 1))]
    return {"caption": _line(fields, "caption"), "rows": rows}


def _file(fields: Fields, old: Mapping[str, Any]) -> Data:
    return {"file_id": fields.get("file_id"), "title": fields.get("title", "")}


def _line(fields: Fields, name: str) -> str:
    return rich.typed_line(fields.get(name, ""))


_READERS: dict[str, Callable[[Fields, Mapping[str, Any]], Data]] = {
    "text": _text,
    "maths": _maths,
    "image": _image,
    "video": _video,
    "question": _question,
    "callout": _callout,
    "table": _table,
    "file": _file,
}
