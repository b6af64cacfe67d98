"""Change the rules of a bank: its name, whether questions need approval, how long they rest."""

from __future__ import annotations

from dataclasses import dataclass

from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.words import say
from question_bank import policies
from question_bank.models import Bank
from question_bank.queries.banks import bank_view
from question_bank.queries.review import has_open_matters

LONGEST_REST = 3650
"""Days."""


@dataclass(frozen=True)
class BankRules:
    """The bank as it shall be; `cooling_days` 0 lets questions be drawn again at once."""

    name: str
    needs_review: bool
    cooling_days: int


def change_bank(actor: Actor, bank_id: int, asked: BankRules) -> None:
    """For those who approve: whoever only writes could otherwise open the gate for their own questions.

    Conflict when review is to end while something waits for it.
    """
    policies.require_approve(actor, bank_view(bank_id).organisation_path)
    if not asked.name.strip():
        raise Invalid(fields={"name": say("Hãy đặt tên cho ngân hàng câu hỏi.")})
    if not 0 <= asked.cooling_days <= LONGEST_REST:
        raise Invalid(fields={"cooling_days": say("Số ngày nghỉ từ 0 đến %(n)d.", n=LONGEST_REST)})
    changed = session.get_one(Bank, bank_id, with_for_update=True, populate_existing=True)
    if changed.needs_review and not asked.needs_review and has_open_matters(bank_id):
        raise Conflict(say("Còn câu chờ duyệt hoặc bản sửa chưa duyệt. Hãy duyệt hoặc trả lại trước khi bỏ việc duyệt."))
    changed.name, changed.needs_review, changed.cooling_days = asked.name.strip(), asked.needs_review, asked.cooling_days
    audit.record(
        actor, "question_bank.bank_changed", f"bank:{bank_id}",
        name=changed.name, needs_review=asked.needs_review, cooling_days=asked.cooling_days,
    )  # fmt: skip
