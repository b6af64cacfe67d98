"""Blocks moved about as one list, and the contents that readers see."""

from __future__ import annotations

import random

import pytest

from lms.kinds.contract import Known
from lms.models import ItemKind
from lms.rules import blocks
from lms.rules.contents import Heading, with_contents
from lms.rules.outline import Lock, Outline, OutlineItem, OutlineSection
from lms.rules.reading import stand_of

RAW = [{"id": name * 8, "type": "text", "data": {"html": f"<p>{name}</p>"}} for name in "abc"]
LIST = blocks.tidied(RAW, Known(), random.Random(1))


def names(found: list[blocks.Block]) -> str:
    return "".join(block["id"][0] for block in found)


@pytest.mark.parametrize(("to", "order"), [(0, "bac"), (1, "abc"), (2, "acb"), (99, "acb"), (-5, "bac")])
def test_a_block_moves_within_its_list(to: int, order: str) -> None:
    assert names(blocks.moved(LIST, "bbbbbbbb", to)) == order


def test_a_block_that_is_not_there_moves_nothing() -> None:
    assert blocks.moved(LIST, "zzzzzzzz", 0) == LIST


def test_blocks_come_behind_another_or_first() -> None:
    new = {"id": "n" * 8, "type": "text", "data": {}}
    assert names(blocks.inserted(LIST, new, "bbbbbbbb")) == "abnc"
    assert names(blocks.inserted(LIST, new, "")) == "nabc"
    assert names(blocks.removed(LIST, "bbbbbbbb")) == "ac"


def test_a_double_is_a_block_of_its_own() -> None:
    double = blocks.duplicated(LIST[0], random.Random(2))
    double["data"]["html"] = "<p>khác</p>"
    assert double["id"] != LIST[0]["id"] and LIST[0]["data"]["html"] == "<p>a</p>"


def test_ids_missing_wrong_or_doubled_are_given_anew() -> None:
    raw = [{"type": "text"}, {"id": "A" * 8, "type": "text"}, {"id": "b" * 8, "type": "text"}, {"id": "b" * 8, "type": "text"}]
    found = [block["id"] for block in blocks.tidied(raw, Known(), random.Random(3))]
    assert len(set(found)) == 4 and found[2] == "b" * 8


def test_headings_get_names_and_lose_links() -> None:
    safe = [{"id": "a", "type": "text", "data": {"html": '<h2>Một <a href="/x">đây</a></h2><p>x</p><h3><math></math></h3>'}}]
    shown, headings = with_contents(safe)
    assert headings == [Heading("phan-1", 2, "Một  đây "), Heading("phan-2", 3, "<math></math>")]
    assert '<h2 id="phan-1">' in shown[0]["data"]["html"] and "id=" not in safe[0]["data"]["html"]


def item(number: int, target: int | None = None, locks: tuple[Lock, ...] = ()) -> OutlineItem:
    kind = ItemKind.LESSON if target else ItemKind.LINK
    return OutlineItem(number, 1, kind, f"Mục {number}", target, "", {}, True, None, None, "view", None, locks=locks)


def test_a_lesson_knows_its_neighbours() -> None:
    outline = Outline((OutlineSection(1, "Chương", "", (item(1), item(2, 7), item(3))),))
    stand = stand_of(outline, 7)
    assert stand.item and stand.before and stand.after
    assert (stand.before.id, stand.item.id, stand.after.id, stand.section) == (1, 2, 3, "Chương")
    assert stand_of(outline, 8).item is None


def test_a_lesson_in_two_places_is_read_where_it_is_open() -> None:
    outline = Outline((OutlineSection(1, "Chương", "", (item(1, 7, (Lock(3, "x"),)), item(2, 7))),))
    found = stand_of(outline, 7).item
    assert found and found.id == 2
