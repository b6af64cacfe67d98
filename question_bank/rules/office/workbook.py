"""A workbook opened twice: what was typed, and what Excel last computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Workbook:
    """`typed` holds formulas, `computed` their values as the program kept them."""

    typed: Any
    computed: Any
