"""The questions about what a shared stimulus shows, as the documents of a test number them: 3.1, 3.2 …"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from question_bank.formats.papers.contract import Place
from question_bank.kinds import shape
from question_bank.kinds.registry import KINDS

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Part:
    """One of them; `order` is its own in the form, `points` None where its share of the points is no round number."""

    name: str
    kind: str
    content: Mapping[str, object]
    order: tuple[str, ...] | None
    points: Decimal | None

    @property
    def key(self) -> str:
        """What a key sheet prints."""
        return KINDS[self.kind].key(self.content, self.order) if self.kind in KINDS else ""


def parts_of(place: Place) -> list[Part]:
    """Those of a shared stimulus in a form; none of any other question."""
    if place.kind != "stimulus":
        return []
    rows = shape.rows(shape.at(place.content, "body", "parts"))
    shares = [shape.decimal(row.get("share", "1")) or Decimal(1) for row in rows]
    return [
        Part(
            f"{place.number}.{number}",
            shape.text(row.get("kind")),
            shape.mapping(row.get("content")),
            _own_order(place.order, shape.text(row.get("id"))),
            _round(place.points * share / sum(shares)),
        )
        for number, (row, share) in enumerate(zip(rows, shares, strict=True), start=1)
    ]


def _own_order(order: tuple[str, ...] | None, name: str) -> tuple[str, ...] | None:
    """The form's order names options of a part as "part.option"."""
    lead = f"{name}."
    return None if order is None else tuple(each.removeprefix(lead) for each in order if each.startswith(lead))


def _round(points: Decimal) -> Decimal | None:
    return points.quantize(_HUNDREDTH) if points == points.quantize(_HUNDREDTH) else None
