"""One page of a list. Counting and paging stop at a cap, so the cost of a page does not grow with its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlencode

from flask import request, url_for
from sqlalchemy import Select, func, literal_column, select

from core.db import session

T = TypeVar("T")
COUNT_CAP = 5_000


@dataclass(frozen=True)
class Page(Generic[T]):
    """Rows `items` of page `number` (from 1). `total` is exact up to COUNT_CAP, then `is_capped`."""

    items: Sequence[T]
    number: int
    per_page: int
    total: int
    is_capped: bool

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    def url(self, number: int) -> str:
        """This address with another page number; every filter stays in it. What a stranger wrote there never names an argument of ours."""
        kept = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
        return f"{url_for(request.endpoint or '', **(request.view_args or {}))}?{urlencode([*kept, ('page', number)], quote_via=quote)}"


def page_of(
    found: Select[*tuple[Any, ...]],
    *,
    number: int | None = None,
    per_page: int = 50,
    read: Callable[[Any], T] | None = None,
    total: int | None = None,
) -> Page[T]:
    """The asked page of `found` (one row a thing, nothing distinct or grouped); `read` turns each row into what the template shows.

    A page that is not full tells the total by itself, so a short list is one query and any other two; a page past the end is a third.
    Whoever has counted already says `total`.
    """
    asked = max(1, number if number is not None else request.args.get("page", 1, type=int))
    number = min(asked, -(-COUNT_CAP // per_page))
    rows = _rows(found, number, per_page)
    if len(rows) < per_page and (rows or number == 1):
        total = (number - 1) * per_page + len(rows)
    else:
        total = _count(found) if total is None else total
        last = max(1, -(-min(total, COUNT_CAP) // per_page))
        if number > last:
            number, rows = last, _rows(found, last, per_page)
    items: Sequence[T] = [read(entry) for entry in rows] if read else rows
    return Page(items, number, per_page, min(total, COUNT_CAP), is_capped=total > COUNT_CAP)


def page_of_list(found: Sequence[T], *, per_page: int = 50) -> Page[T]:
    """The asked page of what had to be read as a whole, such as a class in the order of its names."""
    pages = max(1, -(-len(found) // per_page))
    number = min(max(1, request.args.get("page", 1, type=int)), pages)
    return Page(found[(number - 1) * per_page : number * per_page], number, per_page, len(found), is_capped=False)


def _rows(found: Select[*tuple[Any, ...]], number: int, per_page: int) -> Sequence[Any]:
    result = session.execute(found.limit(per_page).offset((number - 1) * per_page))
    return result.scalars().all() if len(found.column_descriptions) == 1 else result.all()


def _count(found: Select[*tuple[Any, ...]]) -> int:
    """How many rows there are, up to one more than the cap. Only rows are counted, so no column need be worked out."""
    bare: Select[Any] = found.order_by(None).with_only_columns(literal_column("1"), maintain_column_froms=True)
    return session.execute(select(func.count()).select_from(bare.limit(COUNT_CAP + 1).subquery())).scalar_one()
