"""Options in the order of one form, and the letters they get on paper."""

from collections.abc import Mapping, Sequence

from question_bank.kinds import shape

Row = Mapping[str, object]


def arrange(rows: Sequence[Row], order: Sequence[str] | None) -> list[Row]:
    """Free rows in the given order, pinned ones where they were written."""
    if order is None:
        return list(rows)
    rank = {name: place for place, name in enumerate(order)}
    free = [row for row in rows if row.get("pinned") is not True]
    free.sort(key=lambda row: rank.get(shape.text(row.get("id")), len(rank)))
    waiting = iter(free)
    return [row if row.get("pinned") is True else next(waiting) for row in rows]


def free_ids(rows: Sequence[Row]) -> tuple[str, ...]:
    """Ids of the rows that may move."""
    return tuple(shape.text(row.get("id")) for row in rows if row.get("pinned") is not True)


def bare(rows: Sequence[Row]) -> list[dict[str, object]]:
    """What a candidate may see of rows: id and text, and no feedback or other field."""
    return [{"id": shape.text(row.get("id")), "text": shape.text(row.get("text"))} for row in rows]


def letter(index: int) -> str:
    """A, B, C...; a number after Z, which no checked content reaches."""
    return chr(ord("A") + index) if 0 <= index < 26 else str(index + 1)
