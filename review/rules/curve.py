"""A line of scores as a picture: where each point stands in a box, in its own units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Dot:
    """One score in the picture; y grows downwards, as SVG has it."""

    x: float
    y: float


def curve(scores: Sequence[Decimal], width: int, height: int, most: int = 10) -> tuple[Dot, ...]:
    """Scores from 0 to `most`, evenly from the left edge to the right one; a single score stands in the middle."""
    if len(scores) == 1:
        return (Dot(width / 2, _height(scores[0], height, most)),)
    return tuple(Dot(round(width * place / (len(scores) - 1), 1), _height(score, height, most)) for place, score in enumerate(scores))


def _height(score: Decimal, height: int, most: int) -> float:
    return round(height - float(score) * height / most, 1)
