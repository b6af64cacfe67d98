"""Whether somebody may read every bank that a matrix or a paper draws from: what is drawn shows questions and keys."""

from __future__ import annotations

from collections.abc import Iterable

from core.actor import Actor
from question_bank import policies
from question_bank.queries.banks import banks_by_ids


def require_banks(actor: Actor, bank_ids: Iterable[int]) -> None:
    """NotFound when one of the banks is not the actor's to see: a matrix may have been given it by somebody who may."""
    for bank in banks_by_ids(set(bank_ids)).values():
        policies.require_view(actor, bank.organisation_path)
