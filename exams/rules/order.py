"""The candidate's own order of questions: mixed inside each part, never across parts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def order_of(parts: Sequence[Sequence[int]], seed: str, *, shuffles: bool) -> list[int]:
    """Question numbers in the order this candidate meets them; `parts` holds the numbers of each part as the form has them.

    Sorted by a hash of seed and number: the same on every machine and in every version, so a sitting can be shown again as it was.
    """
    if not shuffles:
        return [number for part in parts for number in part]
    return [number for part in parts for number in sorted(part, key=lambda number: _place(seed, number))]


def seed_of(sitting_id: int, form_seed: str) -> str:
    """What a candidate's order depends on, and nothing else."""
    return f"{sitting_id}:{form_seed}"


def _place(seed: str, number: int) -> bytes:
    return hashlib.sha256(f"{seed}:{number}".encode()).digest()
