"""A question's content from the editor's fields. Whatever is typed comes through; the kind's check judges it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.words import Message
from question_bank.forms.kinds import FORMS
from question_bank.forms.rows import Fields
from question_bank.forms.sent import Content, Sent, Typed, box
from question_bank.kinds.registry import KINDS
from question_bank.models import Revision
from question_bank.rules.places import changes
from question_bank.rules.wording import Piece


def typed_content(kind: str, content: Mapping[str, Any]) -> Content:
    """`content` with every html field as it stands in its box."""
    return KINDS[kind].map_html(content, box)


def content_from(kind: str, fields: Fields, ticked: Callable[[str], list[str]], old: Mapping[str, Any]) -> Content:
    """The content that `fields` describe; `ticked(name)` lists a group of checkboxes. `old` keeps what the form does not show."""
    typed = Typed(kind, old)
    body, key = FORMS[kind].content_of(Sent(fields, ticked, typed, old))
    stem, explanation = (typed.paragraphs(fields.get(name, "")) for name in ("stem", "explanation"))
    return {"stem": stem, "body": body, "key": key, "explanation": explanation}


def typed_changes(old: Revision, new: Revision) -> list[tuple[Message, list[Piece]]]:
    """What two wordings of a question say differently, as people type it: (place in words, how it read and reads)."""
    return changes(typed_content(old.kind, old.content), typed_content(new.kind, new.content))
