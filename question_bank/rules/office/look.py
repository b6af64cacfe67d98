"""Looking at a handed-in file by the rules of its question: every rule says what it found, and no file makes one fail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.words import say
from question_bank.rules.office.contract import Asked, NotThere, Seen
from question_bank.rules.office.opening import open_work
from question_bank.rules.office.table import office_rules


def look_at(app: str, asked: Iterable[tuple[str, Asked]], data: bytes) -> Sequence[Seen]:
    """What each (code, asked) finds in the file, in their order; UnreadableWork when the file cannot be opened."""
    opened = open_work(app, data)
    return [_look(app, code, each, opened) for code, each in asked]


def _look(app: str, code: str, asked: Asked, opened: object) -> Seen:
    rule = office_rules(app).get(code)
    if rule is None:
        return Seen(False, say("Phần mềm này không có quy tắc này."))
    try:
        return rule.look(opened, asked)
    except NotThere as missing:
        return Seen(False, missing.message)
    except Exception:  # a part of the file is broken in a way that no rule foresees; the person who marks is told so
        return Seen(False, say("Phần này của tệp hỏng nên không kiểm tra được."))
