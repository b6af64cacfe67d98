"""Put an unfinished wording aside, and throw it away. Not on record: it changes nothing that others see."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core import clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.words import say
from question_bank.kinds.registry import KINDS
from question_bank.models import Unfinished
from question_bank.queries.review import held_question
from question_bank.queries.unfinished import unfinished_count, unfinished_of
from question_bank.rules.content import preview_of, safe_html

LARGEST = 1_000_000
"""Bytes of what was typed, as it is kept."""
MOST = 100
"""Of a person in a bank."""


@dataclass(frozen=True)
class Begun:
    """What was typed: see `Unfinished`. `question_id` None begins a question."""

    kind: str
    content: Mapping[str, Any]
    labels: Mapping[str, str]
    question_id: int | None = None
    based_on: int = 0
    also_by: tuple[int, ...] = ()


def keep_unfinished(actor: Actor, bank_id: int, begun: Begun, kept: Unfinished | None = None, *, over: bool = False) -> Unfinished:
    """Keep it in the place of `kept`, or as one more. Nothing of it is checked. Callers check the policy.

    Invalid for what is too large, or one too many; Conflict when there is another of the question, unless it may be written `over`.
    """
    _check_size(begun)
    if kept is None:
        kept = _place_of(actor, bank_id, begun, over=over)
    kept.content, kept.labels, kept.also_by = dict(begun.content), dict(begun.labels), list(begun.also_by)
    kept.based_on, kept.kept_at = begun.based_on, clock.now()
    kept.opening = preview_of({"stem": safe_html(str(begun.content["stem"]))})
    session.flush()
    return kept


def discard(kept: Unfinished) -> None:
    """It is gone: saved as a wording, or not wanted."""
    session.delete(kept)
    session.flush()


def _check_size(begun: Begun) -> None:
    written = json.dumps([begun.content, begun.labels], ensure_ascii=False)
    if len(written.encode("utf-8", "surrogatepass")) > LARGEST:
        raise Invalid(
            say("Bản viết dở lớn quá %(n)s MB nên chưa cất được. Hãy bớt chữ; hình thì chèn bằng nút Chèn hình.", n=LARGEST // 1_000_000)
        )


def _place_of(actor: Actor, bank_id: int, begun: Begun, *, over: bool) -> Unfinished:
    """The row to fill: the one of the question, held so that two windows make one, or a new one."""
    if begun.question_id is not None:
        held_question(begun.question_id)
        other = unfinished_of(actor.person_id, begun.question_id)
        if other is not None and not over:
            raise Conflict(say("Câu này đã có một bản viết dở khác của bạn. Chưa cất được bản này: hãy cất đè, hoặc viết tiếp bản kia."))
        if other is not None:
            return other
    if unfinished_count(actor.person_id, bank_id) >= MOST:
        raise Invalid(say("Mỗi ngân hàng giữ được nhiều nhất %(n)d bản viết dở của một người. Hãy lưu hoặc bỏ bớt bản cũ.", n=MOST))
    made = Unfinished(bank_id=bank_id, author_id=actor.person_id, question_id=begun.question_id, kind=KINDS[begun.kind].code)
    session.add(made)
    return made
