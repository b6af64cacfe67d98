"""Moving in an outline."""

from __future__ import annotations

import pytest

from core.errors import Conflict
from lms.rules.order import Order, check_same, mark_of, move_item, move_section, put_in_section

ORDER: Order = [(1, [11, 12]), (2, []), (3, [31])]


def test_an_item_moves_within_its_section() -> None:
    assert move_item(ORDER, 12, -1) == [(1, [12, 11]), (2, []), (3, [31])]


def test_past_the_end_it_goes_to_the_near_end_of_the_next_section() -> None:
    assert move_item(ORDER, 12, 1) == [(1, [11]), (2, [12]), (3, [31])]
    assert move_item([(1, [11]), (2, [21, 22])], 21, -1) == [(1, [11, 21]), (2, [22])]
    assert move_item([(1, [11]), (2, [21, 22])], 11, 1) == [(1, []), (2, [11, 21, 22])]


def test_at_the_ends_of_the_outline_nothing_moves() -> None:
    assert move_item(ORDER, 11, -1) == ORDER
    assert move_item(ORDER, 31, 1) == ORDER
    assert move_section(ORDER, 1, -1) == ORDER
    assert move_section(ORDER, 3, 1) == ORDER


def test_a_section_moves_with_its_items() -> None:
    assert move_section(ORDER, 3, -1) == [(1, [11, 12]), (3, [31]), (2, [])]


def test_an_item_is_put_at_the_end_of_another_section_and_stays_in_its_own() -> None:
    assert put_in_section(ORDER, 11, 3) == [(1, [12]), (2, []), (3, [31, 11])]
    assert put_in_section(ORDER, 11, 1) == ORDER


def test_an_order_keeps_every_section_and_item_once() -> None:
    check_same(ORDER, move_item(ORDER, 12, 1))
    for wrong in (
        [(1, [11, 12]), (2, [])],
        [(1, [11]), (2, []), (3, [31])],
        [(1, [11, 12, 12]), (2, []), (3, [31])],
        [(4, [11, 12]), (2, []), (3, [31])],
    ):
        with pytest.raises(Conflict):
            check_same(ORDER, wrong)


def test_the_mark_tells_orders_apart() -> None:
    assert mark_of(ORDER) == mark_of([(1, [11, 12]), (2, []), (3, [31])])
    assert mark_of(ORDER) != mark_of(move_item(ORDER, 12, -1))
