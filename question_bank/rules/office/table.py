"""The rules there are, by program. Read late: only who meets an Office question pays for the libraries behind them."""

from __future__ import annotations

from collections.abc import Mapping

from question_bank.rules.office.contract import Rule


def office_rules(app: str) -> Mapping[str, Rule]:
    """The rules of docx, xlsx or pptx by code; none for any other name."""
    from question_bank.rules.office.look import RULES

    return RULES.get(app, {})
