"""Rubrics: lines of what is looked at, each with levels of points; and what a marked work comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from core.words import Message, say

MOST_CRITERIA = 20
MOST_LEVELS = 8
MOST_POINTS = Decimal(100)


@dataclass(frozen=True)
class Level:
    """A step of one criterion: how many points, and for what."""

    points: Decimal
    text: str


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric. `levels` are in the order they are shown."""

    id: str
    title: str
    levels: tuple[Level, ...]

    @property
    def most(self) -> Decimal:
        return max((level.points for level in self.levels), default=Decimal(0))


def most_points(rubric: Sequence[Criterion]) -> Decimal:
    """What a perfect work earns."""
    return sum((criterion.most for criterion in rubric), Decimal(0))


def problems_of(rubric: Sequence[Criterion]) -> Message | None:
    """What keeps a rubric from being used, None when it can be."""
    if len(rubric) > MOST_CRITERIA:
        return say("Thang chấm có nhiều nhất %(most)d tiêu chí.", most=MOST_CRITERIA)
    for criterion in rubric:
        if not criterion.title:
            return say("Mỗi tiêu chí cần có tên.")
        if not 2 <= len(criterion.levels) <= MOST_LEVELS:
            return say("Tiêu chí “%(title)s” cần từ 2 đến %(most)d mức điểm.", title=criterion.title, most=MOST_LEVELS)
        if len({level.points for level in criterion.levels}) != len(criterion.levels):
            return say("Tiêu chí “%(title)s” có hai mức cùng điểm.", title=criterion.title)
    if rubric and not most_points(rubric):
        return say("Thang chấm cần có ít nhất một mức trên 0 điểm.")
    return None


def read_rubric(text: str) -> list[Criterion]:
    """A rubric as it is typed, one criterion a line: `Lập luận: 0 chưa có; 1,5 còn thiếu bước; 3 chặt chẽ`.

    Raises ValueError with the number of the first line that cannot be read.
    """
    rubric: list[Criterion] = []
    for number, line in enumerate((line.strip() for line in text.splitlines()), start=1):
        if not line:
            continue
        title, colon, rest = line.partition(":")
        levels = [_level(part) for part in rest.split(";") if part.strip()] if colon else []
        if not levels or any(level is None for level in levels):
            raise ValueError(number)
        rubric.append(Criterion(f"c{len(rubric) + 1}", title.strip()[:200], tuple(level for level in levels if level)))
    return rubric


def write_rubric(rubric: Sequence[Criterion]) -> str:
    """The text that `read_rubric` reads back."""
    return "\n".join(
        f"{it.title}: " + "; ".join(f"{points_text(level.points)} {level.text}".strip() for level in it.levels) for it in rubric
    )


def points_text(points: Decimal) -> str:
    """1,5: no idle zeros, a comma."""
    return f"{points.normalize():f}".replace(".", ",")


def points_of(rubric: Sequence[Criterion], chosen: Mapping[str, str]) -> tuple[Decimal | None, dict[str, str]]:
    """(points, kept choices) of a work: `chosen` is criterion id -> points of a level. Points are None until every line has one."""
    kept = {}
    for criterion in rubric:
        level = next((level for level in criterion.levels if points_text(level.points) == chosen.get(criterion.id)), None)
        if level:
            kept[criterion.id] = points_text(level.points)
    total = sum((Decimal(points.replace(",", ".")) for points in kept.values()), Decimal(0))
    return (total if len(kept) == len(rubric) else None), kept


def as_json(rubric: Sequence[Criterion]) -> list[dict[str, Any]]:
    """What the database keeps."""
    return [
        {"id": it.id, "title": it.title, "levels": [{"points": str(level.points), "text": level.text} for level in it.levels]}
        for it in rubric
    ]


def from_json(kept: Sequence[Mapping[str, Any]]) -> list[Criterion]:
    """What `as_json` kept."""
    return [
        Criterion(it["id"], it["title"], tuple(Level(Decimal(level["points"]), level["text"]) for level in it["levels"])) for it in kept
    ]


def _level(part: str) -> Level | None:
    number, _, text = part.strip().partition(" ")
    try:
        points = Decimal(number.replace(",", "."))
    except InvalidOperation:
        return None
    fits = points.is_finite() and 0 <= points <= MOST_POINTS and points == points.quantize(Decimal("0.01"))
    return Level(points, text.strip()[:300]) if fits else None
