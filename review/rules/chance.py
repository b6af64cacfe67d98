"""The chance of earning points by luck alone, by the kind of a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from math import factorial
from typing import Any

STATEMENTS_BY_LUCK = Decimal("0.3")
"""What four statements guessed at random earn by the national table (QĐ 764): (4·0,1 + 6·0,25 + 4·0,5 + 1) / 16, rounded."""

_OFFERED = {"matching": "choices", "drag_picture": "items"}
"""Where one of several things is chosen for each thing asked: the rows that are offered."""


def chance_of(kind: str, content: Mapping[str, object]) -> Decimal:
    """From 0 to 1. Nobody types a right number by luck, and ticking blindly at several right options costs as much as it earns."""
    if kind == "single_choice" or (kind == "parameterised" and _asks_a_choice(content)):
        return _one_of(content, "options")
    if kind in _OFFERED:
        return _one_of(content, _OFFERED[kind])
    if kind in _TEXTS:
        return _TEXTS[kind](content)
    if kind == "hotspot":
        return _covered(content)
    if kind == "stimulus":
        return _of_parts(content)
    return STATEMENTS_BY_LUCK if kind == "true_false_group" else Decimal(0)


def _asks_a_choice(content: Mapping[str, object]) -> bool:
    body = content.get("body")
    return isinstance(body, dict) and body.get("asks") == "single_choice"


def _one_of(content: Mapping[str, object], rows: str) -> Decimal:
    body = content.get("body")
    offered = body.get(rows) if isinstance(body, dict) else None
    return (Decimal(1) / max(1, len(offered))).quantize(Decimal("0.0001")) if isinstance(offered, list) else Decimal(0)


def _in_order(content: Mapping[str, object]) -> Decimal:
    """Of items put blindly one stands rightly, and (n-1)/n of the n-1 pairs of neighbours; a whole order is one of n!."""
    key = _mapping(content.get("key"))
    count = max(1, len(key.get("order", ())))
    return _rounded(Decimal(1) / (factorial(count) if key.get("credit") == "all" else count))


def _in_gaps(content: Mapping[str, object]) -> Decimal:
    """What choosing blindly in each menu earns, by the gaps' weights; nothing is typed rightly by luck."""
    gaps, weights = _mapping(content.get("body")).get("gaps", []), _mapping(_mapping(content.get("key")).get("weights"))
    whole = sum((Decimal(weights.get(gap["id"], "1")) for gap in gaps), Decimal(0))
    menus = [gap for gap in gaps if gap["kind"] == "single_choice"]
    found = sum((Decimal(weights.get(gap["id"], "1")) / max(1, len(gap["body"]["options"])) for gap in menus), Decimal(0))
    return _rounded(found / whole) if whole else Decimal(0)


def _of_words(content: Mapping[str, object]) -> Decimal:
    """The mean over the gaps of one in the words of the gap's group."""
    body = _mapping(content.get("body"))
    groups = [word["group"] for word in body.get("words", [])]
    gaps = body.get("gaps", [])
    return _rounded(sum((Decimal(1) / max(1, groups.count(gap["group"])) for gap in gaps), Decimal(0)) / max(1, len(gaps)))


_TEXTS: Mapping[str, Callable[[Mapping[str, object]], Decimal]] = {"ordering": _in_order, "cloze": _in_gaps, "drag_words": _of_words}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _rounded(chance: Decimal) -> Decimal:
    return chance.quantize(Decimal("0.0001"))


def _covered(content: Mapping[str, object]) -> Decimal:
    """The part of the picture under the boxes around the zones, at most all of it: a blind point earns about that."""
    body, key = content.get("body"), content.get("key")
    zones = key.get("zones") if isinstance(key, dict) else None
    if not isinstance(body, dict) or not isinstance(zones, list) or not body.get("width") or not body.get("height"):
        return Decimal(0)
    whole = body["width"] * body["height"]
    covered = Decimal(sum(_box(zone) for zone in zones)) / Decimal(whole)
    return min(Decimal(1), covered.quantize(Decimal("0.0001")))


def _box(zone: Mapping[str, Any]) -> int:
    at = zone["at"]
    if zone["shape"] == "rect":
        return int(at[2] * at[3])
    if zone["shape"] == "circle":
        return int(4 * at[2] ** 2)
    return int((max(at[::2]) - min(at[::2])) * (max(at[1::2]) - min(at[1::2])))


def _of_parts(content: Mapping[str, object]) -> Decimal:
    """Of each part by its weight."""
    body = content.get("body")
    parts = body.get("parts", []) if isinstance(body, dict) else []
    weights = [Decimal(part.get("share", "1")) for part in parts]
    found = sum((weight * chance_of(part["kind"], part["content"]) for part, weight in zip(parts, weights, strict=True)), Decimal(0))
    return (found / sum(weights)).quantize(Decimal("0.0001")) if parts else Decimal(0)
