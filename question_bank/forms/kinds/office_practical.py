"""Office work: the program, the start file, the tasks and the rules."""

from __future__ import annotations

from question_bank.forms.kinds.file_upload import most_bytes
from question_bank.forms.kinds.file_upload import raw_answer as raw_answer
from question_bank.forms.rows import rows_of, with_ids
from question_bank.forms.sent import Content, Read, Sent, number

_FIELDS = ("where", "expected", "tolerance")


def content_of(sent: Sent) -> Read:
    tasks = [row for row in rows_of(sent.fields, "body.tasks") if sent.keeps(row, "text")]
    tasks = with_ids(tasks, (f"t{n}" for n in range(1, 200)))
    body: Content = {
        "app": sent.get("body.app"), "start": _start(sent), "most_bytes": most_bytes(sent),
        "tasks": [{"id": row["id"], "text": sent.typed.line(row.get("text", ""))} for row in tasks],
    }  # fmt: skip
    rows = [row for row in rows_of(sent.fields, "key.rules") if sent.keeps(row, "rule", *_FIELDS)]
    return body, {"rules": [_rule(row, body["app"]) for row in with_ids(rows, (f"k{n}" for n in range(1, 200)))]}


def _rule(row: dict[str, str], app: str) -> Content:
    """A rule of another program than the chosen one is none: its name goes, what was typed stays."""
    own, _, code = row.get("rule", "").partition(".")
    texts = {name: row.get(name, "") for name in _FIELDS}
    return {"id": row["id"], "rule": code if own == app else "", **texts, "share": number(row.get("share", ""))}


def _start(sent: Sent) -> Content | None:
    size = sent.get("body.start.size")
    if not size.isascii() or not size.isdecimal() or len(size) > 9:
        return None
    return {"name": sent.get("body.start.name"), "sha256": sent.get("body.start.sha256"), "size": int(size)}
