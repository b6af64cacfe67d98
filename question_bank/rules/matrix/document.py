"""A matrix as JSON: its parts and levels as they are kept, and a whole table as a drawn paper keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from question_bank.rules.matrix.table import LevelColumn, PartColumn, Place, Table, Unit

Json = Mapping[str, Any]


def parts_from(stored: Sequence[Json]) -> tuple[PartColumn, ...]:
    """The parts that `parts_to` wrote."""
    return tuple(
        PartColumn(x["code"], x["kind"], Decimal(x["points"]), x.get("score_table"), x.get("wanted"), x.get("name", "")) for x in stored
    )


def parts_to(parts: Sequence[PartColumn]) -> list[dict[str, Any]]:
    """[{"code", "name", "kind", "points", "score_table", "wanted"}]."""
    return [
        {
            "code": x.code, "name": x.name, "kind": x.kind, "points": f"{x.points:f}", "score_table": x.score_table and dict(x.score_table),
            "wanted": x.wanted,
        }
        for x in parts
    ]  # fmt: skip


def levels_from(stored: Sequence[Json]) -> tuple[LevelColumn, ...]:
    """The levels that `levels_to` wrote."""
    return tuple(LevelColumn(x["code"], x["name"], tuple(x["codes"]), Decimal(x["share"]) if x.get("share") else None) for x in stored)


def levels_to(levels: Sequence[LevelColumn]) -> list[dict[str, Any]]:
    """[{"code", "name", "codes", "share"}]."""
    return [{"code": x.code, "name": x.name, "codes": list(x.codes), "share": None if x.share is None else f"{x.share:f}"} for x in levels]


def counts_from(stored: Mapping[str, int]) -> dict[Place, int]:
    """{"I.B": 3} read back."""
    return {(part, level): n for name, n in stored.items() for part, _, level in [name.partition(".")]}


def counts_to(counts: Mapping[Place, int]) -> dict[str, int]:
    """{"I.B": 3}; empty places are left out."""
    return {f"{part}.{level}": n for (part, level), n in counts.items() if n}


def table_to(table: Table) -> dict[str, Any]:
    """The whole matrix as JSON."""
    units = [
        {
            "topic_id": x.topic_id, "topic_code": x.topic_code, "chapter": x.chapter, "name": x.name,
            "outcomes": [list(pair) for pair in x.outcomes], "counts": counts_to(x.counts),
        }
        for x in table.units
    ]  # fmt: skip
    return {"parts": parts_to(table.parts), "levels": levels_to(table.levels), "units": units, "scale": f"{table.scale:f}"}


def table_from(stored: Json) -> Table:
    """The matrix that `table_to` wrote."""
    units = tuple(
        Unit(
            index, x["topic_id"], x["topic_code"], x["chapter"], x["name"],
            tuple((number, text) for number, text in x["outcomes"]), counts_from(x["counts"]),
        )
        for index, x in enumerate(stored["units"])
    )  # fmt: skip
    return Table(parts_from(stored["parts"]), levels_from(stored["levels"]), units, Decimal(stored["scale"]))
