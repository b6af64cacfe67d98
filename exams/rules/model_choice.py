"""Which response model an exam's sittings speak for: fit against the number of parameters that bought it.

Akaike (1974): 2k - 2 log L. Schwarz (1978): k log n - 2 log L. Of models fitted to the same sittings the smallest number is best.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Model:
    """A fitted model: its log-likelihood and how many parameters were `free`, over so many sittings."""

    log_likelihood: float
    free: int
    sittings: int
    is_best: bool = False
    """By Schwarz's number, which many parameters do not win over. False when there is nothing to choose between."""

    @property
    def akaike(self) -> float:
        return 2 * self.free - 2 * self.log_likelihood

    @property
    def schwarz(self) -> float:
        return self.free * math.log(self.sittings) - 2 * self.log_likelihood


def compared(models: Mapping[str, Model]) -> dict[str, Model]:
    """The same with the best one marked."""
    best = min(models, key=lambda name: models[name].schwarz) if len(models) > 1 else None
    return {name: replace(model, is_best=name == best) for name, model in models.items()}
