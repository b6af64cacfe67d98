"""How hard a question is expected to be and how long it takes, when nobody has measured or said it. The numbers are data."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from pathlib import Path

_DATA = json.loads((Path(__file__).resolve().parents[2] / "data" / "expectations.json").read_text(encoding="utf-8"))


def facility_of(level: str | None, measured: float | None = None) -> Decimal:
    """The share of its points that pupils earn, 0 to 1: as measured, else by its level."""
    if measured is not None and math.isfinite(measured):
        return Decimal(str(round(min(1.0, max(0.0, measured)), 4)))
    known = _DATA["facility"]
    return Decimal(known.get(level or "", known[""]))


def seconds_of(kind: str, level: str | None, said: int | None = None) -> int:
    """The seconds it takes: as its page says, else by its kind and level."""
    known = _DATA["seconds"].get(kind, _DATA["seconds"][""])
    return said or int(known.get(level or "", known[""]))
