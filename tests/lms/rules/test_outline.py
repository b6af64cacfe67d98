"""Locks with their reasons, progress, and what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from lms.rules.outline import Lock, Outline, OutlineItem, OutlineSection, lock

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
ITEM = OutlineItem(1, 1, "lesson", "Bài 1", 1, "", {}, True, None, None, "view", None)
FIRST = ITEM
SECOND = replace(ITEM, id=2, title="Bài 2", needs=(1,))


def outline(*items: OutlineItem) -> Outline:
    return Outline((OutlineSection(1, "Chương 1", "", tuple(lock(items, NOW))),))


def test_an_item_waits_for_what_it_needs_and_says_its_name() -> None:
    assert outline(FIRST, SECOND).find(2).locks == (Lock(1, "Bài 1"),)  # type: ignore[union-attr]


def test_it_opens_once_that_is_done() -> None:
    assert outline(replace(FIRST, completed_at=NOW), SECOND).find(2).locks == ()  # type: ignore[union-attr]


def test_it_waits_for_its_moment() -> None:
    later = NOW + timedelta(hours=1)
    assert outline(replace(FIRST, opens_at=later)).items[0].locks == (Lock(opens_at=later),)
    assert outline(replace(FIRST, opens_at=NOW)).items[0].locks == ()


def test_all_reasons_are_given_at_once() -> None:
    later = NOW + timedelta(hours=1)
    assert len(outline(FIRST, replace(SECOND, opens_at=later)).items[1].locks) == 2


def test_what_cannot_be_completed_locks_nothing() -> None:
    assert outline(replace(FIRST, completion="none"), SECOND).items[1].locks == ()
    assert outline(replace(FIRST, is_visible=False), SECOND).items[1].locks == ()
    assert outline(SECOND).items[0].locks == ()


def test_progress_counts_what_is_shown_and_has_a_rule() -> None:
    found = outline(replace(FIRST, completed_at=NOW), SECOND, replace(ITEM, id=3, completion="none"), replace(ITEM, id=4, is_visible=False))
    assert (found.done, found.total) == (1, 2)
    assert (found.sections[0].done, found.sections[0].total) == (1, 2)


def test_next_is_the_first_open_thing_to_do() -> None:
    third = replace(ITEM, id=3)
    assert outline(replace(FIRST, opens_at=NOW + timedelta(days=1)), SECOND, third).next.id == 3  # type: ignore[union-attr]
    assert outline(replace(FIRST, completed_at=NOW)).next is None


def test_late_is_what_is_due_and_not_done() -> None:
    due = replace(FIRST, due_at=NOW - timedelta(seconds=1))
    assert due.is_late(NOW)
    assert not replace(due, completed_at=NOW).is_late(NOW)
    assert not replace(due, completion="none").is_late(NOW)
    assert not replace(due, due_at=NOW).is_late(NOW)
