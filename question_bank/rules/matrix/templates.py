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
    from curriculum.api import LevelView, NationalFormat

_DATA = Path(__file__).resolve().parents[2] / "data" / "matrix-templates.json"
NATIONAL = "national:"


@dataclass(frozen=True)
class Template:
    """`subject_code` None is for every subject; `shares`: the points each level should have, by its first curriculum level."""

    code: str
    title: str
    title_en: str
    subject_code: str | None
    minutes: int
    parts: tuple[PartColumn, ...]
    shares: Mapping[str, Decimal]

    def label(self, locale: str = "vi") -> str:
        return self.title_en if locale == "en" else self.title


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
    whole = Template(code, title, title_en, found.subject_code, found.minutes, parts, {})
    chosen = [each for part in found.parts for each in part.orientations]
    return [
        replace(whole, code=f"{code}:{x.code}", title=f"{title}, định hướng {x.name}", title_en=f"{title_en}, {x.name_en}") for x in chosen
    ] or [whole]


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
    return Template(row["code"], row["title"], row["title_en"], None, row["minutes"], parts_from(row["parts"]), shares)


def _shares(table: Mapping[str, Decimal] | None) -> dict[str, str] | None:
    """{statements right: share of the question's points}."""
    if not table:
        return None
    whole = max(table.values())
    return {right: f"{(points / whole).normalize():f}" for right, points in table.items()}
