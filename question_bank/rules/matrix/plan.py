"""What is asked of a draw, and the forms it becomes: order of questions and options, codes, all from one seed."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, TypeVar

from question_bank.rules.matrix.limits import Limits

MOST_FORMS = 48
_CODE = re.compile(r"[0-9]{3,6}")
T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """A draw as it was asked for. `is_parallel`: each form has questions of its own; else all forms mix the same ones.

    `keeps_levels`: easy questions come before hard ones in a part. Facilities and `spread` are shares of the points, 0 to 1.
    """

    forms: int = 4
    is_parallel: bool = False
    shares: bool = False
    codes: tuple[str, ...] = ("0101",)
    keeps_levels: bool = True
    most_exposures: int | None = None
    within_time: bool = True
    per_outcome: int | None = None
    per_tag: int | None = None
    facility_from: Decimal | None = None
    facility_to: Decimal | None = None
    spread: Decimal | None = None

    @property
    def sets(self) -> int:
        """How many sets of questions are drawn."""
        return self.forms if self.is_parallel else 1

    @property
    def sets_apart(self) -> int:
        """How many sets share no question: what the bank must be able to fill at once."""
        return 1 if self.shares else self.sets

    def limits(self, minutes: int) -> Limits:
        """What the draw must keep in a paper of that length."""
        bounded = self.facility_from is not None or self.facility_to is not None
        band = (self.facility_from or Decimal(0), Decimal(1) if self.facility_to is None else self.facility_to) if bounded else None
        time = minutes * 60 if self.within_time else None
        return Limits(self.sets, self.shares, time, self.per_outcome, self.per_tag, band, self.spread)

    def to_json(self) -> dict[str, Any]:
        """As a paper keeps it."""
        return {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in asdict(self).items()}


def asked_from(stored: dict[str, Any]) -> Asked:
    """What `to_json` wrote."""
    decimals = ("facility_from", "facility_to", "spread")
    read = {name: Decimal(stored[name]) if stored[name] is not None else None for name in decimals}
    return Asked(**{**stored, "codes": tuple(stored["codes"]), **read})


def codes_for(given: Sequence[str], forms: int) -> tuple[str, ...] | None:
    """A code for each form: those given, then counting on from the last. None when they are not 3 to 6 digits or come twice."""
    codes = list(given[:forms]) or ["0101"]
    if not all(_CODE.fullmatch(code) for code in codes):
        return None
    while len(codes) < forms:
        codes.append(str(int(codes[-1]) + 1).zfill(len(codes[-1])))
    return tuple(codes) if len(set(codes)) == len(codes) and all(_CODE.fullmatch(code) for code in codes) else None


def codes_given(codes: Sequence[str]) -> tuple[str, ...]:
    """The shortest beginning of the codes from which `codes_for` counts on to all of them."""
    beginnings = (tuple(codes[:count]) for count in range(1, len(codes)))
    return next((given for given in beginnings if codes_for(given, len(codes)) == tuple(codes)), tuple(codes))


def mixed(items: Sequence[T], seed: str) -> list[T]:
    """The items in an order that depends on nothing but the seed."""
    found = list(items)
    random.Random(seed).shuffle(found)
    return found
