"""Matrices to start from: the national format of a subject, or a school test by CV 7991/BGDĐT-GDTrH."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from question_bank.rules.matrix.document import parts_from
from question_bank.rules.matrix.table import LevelColumn, PartColumn

if TYPE_CHECKING:
    from curriculum.api import LevelView, NationalFormat, Orientation

_DATA = Path(__file__).resolve().parents[2] / "data" / "matrix-templates.json"
NATIONAL = "national:"
MOCK = "Thi thử tốt nghiệp THPT"
"""Only the ministry holds the exam itself."""


@dataclass(frozen=True)
class Template:
    """`subject_code` None is for every subject; `shares`: the points each level should have, by its first curriculum level.

    `heading` is what stands over a paper of it until its teacher says otherwise.
    """

    code: str
    title: str
    title_en: str
    heading: str
    subject_code: str | None
    minutes: int
    parts: tuple[PartColumn, ...]
    shares: Mapping[str, Decimal]

    def label(self, locale: str = "vi") -> str:
        return self.title_en if locale == "en" else self.title

    def suits(self, subject_code: str | None) -> bool:
        """Whether a bank of that subject may start from it; a bank of no subject from any."""
        return self.subject_code is None or subject_code in (None, self.subject_code)


def school_templates() -> list[Template]:
    """Those of the data file."""
    return [_school(row) for row in json.loads(_DATA.read_text(encoding="utf-8"))]


def national_templates(found: NationalFormat, name: str, name_en: str) -> list[Template]:
    """The templates of a national format (QĐ 764/QĐ-BGDĐT): one, or one for each orientation that candidates choose between.

    Of such a part the ministry prints the questions of every orientation; a template asks what one candidate answers, so that it is worth
    ten points.
    """
    parts = tuple(PartColumn(x.part, x.kind, x.question_points, _shares(x.score_table), x.count, x.name) for x in found.parts)
    code, title, title_en = NATIONAL + found.subject_code, f"Thi tốt nghiệp THPT: {name}", f"National graduation exam: {name_en or name}"
    whole = Template(code, title, title_en, MOCK, found.subject_code, found.minutes, parts, {})
    return [_orientation(whole, each) for part in found.parts for each in part.orientations] or [whole]


def level_columns(levels: Sequence[LevelView], shares: Mapping[str, Decimal], *, apart: bool = False) -> tuple[LevelColumn, ...]:
    """The columns of CV 7991 (Biết, Hiểu, Vận dụng), or every level of the curriculum `apart`. A column is called by its first level."""
    if apart:
        return tuple(LevelColumn(x.code, x.name, (x.code,)) for x in levels)
    columns: dict[str, list[str]] = {}
    for level in levels:
        columns.setdefault(level.matrix_name or level.name, []).append(level.code)
    return tuple(LevelColumn(codes[0], name, tuple(codes), shares.get(codes[0])) for name, codes in columns.items())


def other_columns(kept: Sequence[LevelColumn], levels: Sequence[LevelView], *, apart: bool) -> tuple[LevelColumn, ...]:
    """The same for a matrix that has columns already: one whose level the curriculum no longer knows stays at the end."""
    found = level_columns(levels, {}, apart=apart)
    return (*found, *(old for old in kept if not any(old.codes[0] in new.codes for new in found)))


def _school(row: Mapping[str, Any]) -> Template:
    shares = {code: Decimal(points) for code, points in row["shares"].items()}
    return Template(row["code"], row["title"], row["title_en"], row["heading"], None, row["minutes"], parts_from(row["parts"]), shares)


def _orientation(whole: Template, chosen: Orientation) -> Template:
    named = f", định hướng {chosen.name}"
    return replace(
        whole, code=f"{whole.code}:{chosen.code}", title=whole.title + named, title_en=f"{whole.title_en}, {chosen.name_en}",
        heading=whole.heading + named,
    )  # fmt: skip


def _shares(table: Mapping[str, Decimal] | None) -> dict[str, str] | None:
    """{statements right: share of the question's points}."""
    if not table:
        return None
    whole = max(table.values())
    return {right: f"{(points / whole).normalize():f}" for right, points in table.items()}
