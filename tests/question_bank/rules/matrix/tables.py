"""Small matrices for tests."""

from __future__ import annotations

from decimal import Decimal

from question_bank.rules.matrix.table import LevelColumn, PartColumn, Table, Unit

PARTS = (
    PartColumn("I", "single_choice", Decimal("0.25"), None, 4),
    PartColumn("II", "true_false_group", Decimal(1), {"1": "0.1", "4": "1"}, 1),
)
LEVELS = (LevelColumn("B", "Biết", ("NB",), Decimal(1)), LevelColumn("V", "Vận dụng", ("VD", "VDC")))


def unit(index: int, topic_id: int | None, name: str = "", outcomes: tuple[int, ...] = (), **counts: int) -> Unit:
    """`I_B=3`: three questions of part I at level B."""
    places = {tuple(place.split("_")): n for place, n in counts.items()}
    return Unit(index, topic_id, f"T.{topic_id}", "Chương", name, tuple((n, f"Yêu cầu {n}") for n in outcomes), places)  # type: ignore[arg-type]


def table(*units: Unit, scale: int = 2) -> Table:
    return Table(PARTS, LEVELS, units, Decimal(scale))
