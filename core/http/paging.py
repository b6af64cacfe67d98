"""One page of a list. Counting stops at a cap, so the cost of a page does not grow with its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlencode

from flask import request, url_for
from sqlalchemy import Select, func, select

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


def page_of(found: Select[*tuple[Any, ...]], *, number: int | None = None, per_page: int = 50, read: Callable[[Any], T] | None = None) -> Page[T]:
    """The asked page of `found`; `read` turns each row into what the template shows. Two queries."""
    number = max(1, number if number is not None else request.args.get("page", 1, type=int))
    capped = select(func.count()).select_from(found.order_by(None).limit(COUNT_CAP + 1).subquery())
    total = session.execute(capped).scalar_one()
    shown = min(total, COUNT_CAP)
    number = min(number, max(1, -(-shown // per_page)))
    result = session.execute(found.limit(per_page).offset((number - 1) * per_page))
    rows = result.scalars().all() if len(found.column_descriptions) == 1 else result.all()
    items: Sequence[T] = [read(entry) for entry in rows] if read else rows  # type: ignore[assignment]
    return Page(items, number, per_page, shown, is_capped=total > COUNT_CAP)
