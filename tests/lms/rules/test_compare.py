"""What became of each block between two versions, in words a person can read."""

from __future__ import annotations

from lms.kinds.contract import Known
from lms.rules.blocks import Block
from lms.rules.compare import MOST_WORDS, Change, Piece, compare


def text(name: str, words: str) -> Block:
    return {"id": name, "type": "text", "data": {"html": f"<p>{words}</p>"}}


A, B, C = text("aaaaaaaa", "một"), text("bbbbbbbb", "hai"), text("cccccccc", "ba")


def states(old: list[Block], new: list[Block]) -> list[tuple[str, str]]:
    return [(change.block["id"][0], change.state) for change in compare(old, new, Known())]


def test_the_same_is_the_same() -> None:
    assert states([A, B], [A, B]) == [("a", "same"), ("b", "same")]


def test_what_came_and_what_went_stand_where_they_were() -> None:
    assert states([A, B], [B, C]) == [("a", "removed"), ("b", "same"), ("c", "added")]
    assert states([A, B, C], [A]) == [("a", "same"), ("b", "removed"), ("c", "removed")]


def test_one_block_that_changed_its_place_is_the_one_that_moved() -> None:
    assert states([A, B, C], [C, A, B]) == [("c", "moved"), ("a", "same"), ("b", "same")]


def test_changed_words_are_told_word_by_word() -> None:
    change = compare([text("aaaaaaaa", "hàm số tăng")], [text("aaaaaaaa", "hàm số giảm")], Known())[0]
    assert change == Change("changed", text("aaaaaaaa", "hàm số giảm"), (Piece("=", "hàm số "), Piece("-", "tăng"), Piece("+", "giảm")))


def test_huge_texts_are_set_whole_against_each_other() -> None:
    old, new = "a " * MOST_WORDS, "b " * MOST_WORDS
    change = compare([text("aaaaaaaa", old)], [text("aaaaaaaa", new)], Known())[0]
    assert [piece.sign for piece in change.pieces] == ["-", "+"]
