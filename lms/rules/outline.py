"""An outline as one person meets it: what is done, what is locked and why, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from lms.rules.completion import Rule
from lms.rules.items import KINDS, Kind


@dataclass(frozen=True)
class Lock:
    """One reason why an item is closed: an item to complete first, or a moment to wait for."""

    item_id: int | None = None
    title: str = ""
    opens_at: datetime | None = None


@dataclass(frozen=True)
class OutlineItem:
    """A line of the outline with one person's standing. `needs`: ids of what must be done first; `percent` 0 to 100 so far."""

    id: int
    section_id: int
    kind: str
    title: str
    target_id: int | None
    url: str
    detail: Mapping[str, Any]
    is_visible: bool
    opens_at: datetime | None
    due_at: datetime | None
    completion: str
    threshold: int | None
    needs: tuple[int, ...] = ()
    percent: Decimal = Decimal(0)
    is_begun: bool = False
    completed_at: datetime | None = None
    locks: tuple[Lock, ...] = ()

    @property
    def sort(self) -> Kind:
        """Its entry in the registry of kinds."""
        return KINDS[self.kind]

    @property
    def counts(self) -> bool:
        """Whether it is part of a pupil's progress."""
        return self.is_visible and self.completion != Rule.NONE

    @property
    def is_done(self) -> bool:
        return self.completed_at is not None

    def is_late(self, now: datetime) -> bool:
        return self.counts and not self.is_done and self.due_at is not None and self.due_at < now


@dataclass(frozen=True)
class OutlineSection:
    id: int
    title: str
    summary: str
    items: tuple[OutlineItem, ...]

    @property
    def total(self) -> int:
        return sum(item.counts for item in self.items)

    @property
    def done(self) -> int:
        return sum(item.counts and item.is_done for item in self.items)


@dataclass(frozen=True)
class Outline:
    sections: tuple[OutlineSection, ...] = field(default_factory=tuple)

    @property
    def items(self) -> list[OutlineItem]:
        return [item for section in self.sections for item in section.items]

    @property
    def total(self) -> int:
        return sum(section.total for section in self.sections)

    @property
    def done(self) -> int:
        return sum(section.done for section in self.sections)

    @property
    def next(self) -> OutlineItem | None:
        """The first item that is open, counts and is not done."""
        return next((item for item in self.items if item.counts and not item.is_done and not item.locks), None)

    def find(self, item_id: int) -> OutlineItem | None:
        return next((item for item in self.items if item.id == item_id), None)


def lock(items: Iterable[OutlineItem], now: datetime) -> list[OutlineItem]:
    """`items` with the reasons why each is closed at `now`. What cannot be completed (hidden, or no rule) closes nothing."""
    known = list(items)
    by_id = {item.id: item for item in known}
    return [replace(item, locks=locks) if (locks := tuple(_locks(item, by_id, now))) else item for item in known]


def _locks(item: OutlineItem, by_id: Mapping[int, OutlineItem], now: datetime) -> Iterable[Lock]:
    if item.opens_at is not None and item.opens_at > now:
        yield Lock(opens_at=item.opens_at)
    for needed in item.needs:
        first = by_id.get(needed)
        if first is not None and first.counts and not first.is_done:
            yield Lock(first.id, first.title)
