"""The chance of earning points by luck alone, by the kind of a question."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

STATEMENTS_BY_LUCK = Decimal("0.3")
"""What four statements guessed at random earn by the national table (QĐ 764): (4·0,1 + 6·0,25 + 4·0,5 + 1) / 16, rounded."""


def chance_of(kind: str, content: Mapping[str, object]) -> Decimal:
    """From 0 to 1. Nobody types a right number by luck, and ticking blindly at several right options costs as much as it earns."""
    if kind == "single_choice":
        return _one_of(content, "options")
    if kind == "matching":
        return _one_of(content, "choices")
    return STATEMENTS_BY_LUCK if kind == "true_false_group" else Decimal(0)


def _one_of(content: Mapping[str, object], rows: str) -> Decimal:
    body = content.get("body")
    offered = body.get(rows) if isinstance(body, dict) else None
    return (Decimal(1) / max(1, len(offered))).quantize(Decimal("0.0001")) if isinstance(offered, list) else Decimal(0)
