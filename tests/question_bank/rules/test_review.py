"""A question ready to be read: in its own shape, and with the key only for who may know it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.kinds.registry import kind_of
from question_bank.rules.review import CHOICES, PAIRS, STATEMENTS, TEXT, TYPED, Review, review_of
from tests.question_bank.kinds import contents
from tests.question_bank.kinds.contents import SECRET, json_values
from tests.support.marking import EVERY_KIND, RIGHT

SHAPES = (CHOICES, CHOICES, STATEMENTS, TYPED, TYPED, PAIRS, TEXT)
CASES = [
    (code, content, RIGHT[number], shape) for number, ((code, content), shape) in enumerate(zip(EVERY_KIND, SHAPES, strict=True), start=1)
]
TEXTS = [("ordering", contents.order()), ("cloze", contents.cloze()), ("drag_words", contents.words([("mèo", "1"), ("chó", "1")]))]


def reviewed(code: str, content: dict[str, Any], raw: object, *, with_key: bool) -> Review:
    kind = kind_of(code)
    answer = kind.normalise(content, raw)
    parts = [{"id": p.id, "given": p.given, "right": p.right, "ok": p.ok} for p in kind.mark(content, answer).parts]
    return review_of(kind.show(content), answer, parts, with_key=with_key)


@pytest.mark.parametrize(("code", "content", "raw", "shape"), CASES, ids=[case[0] for case in CASES])
def test_a_right_answer_is_right_in_every_line(code: str, content: dict[str, Any], raw: object, shape: str) -> None:
    found = reviewed(code, content, raw, with_key=True)
    assert found.shape == shape
    assert found.is_answered
    assert all(line.ok is not False for line in found.lines)


@pytest.mark.parametrize(("code", "content", "raw", "shape"), CASES, ids=[case[0] for case in CASES])
def test_without_the_key_no_line_tells_what_was_right(code: str, content: dict[str, Any], raw: object, shape: str) -> None:
    found = reviewed(code, content, raw, with_key=False)
    assert {(line.right, line.ok) for line in found.lines} == {(None, None)}
    assert SECRET not in repr(found)


def test_choices_follow_the_order_of_the_form() -> None:
    code, content = EVERY_KIND[0]
    shown = kind_of(code).show(content, ["d", "c", "b", "a"])
    found = review_of(shown, "b", [{"id": "answer", "given": "b", "right": "b", "ok": True}], with_key=True)
    assert [(line.label, line.given) for line in found.lines] == [("A", False), ("B", False), ("C", True), ("D", False)]
    assert [line.right for line in found.lines] == [False, False, True, False]


def test_a_wrong_pair_shows_both_texts() -> None:
    line = reviewed("matching", EVERY_KIND[5][1], {"p1": "c1"}, with_key=True).lines[0]
    assert (line.given, line.right, line.ok) == ("Chọn 1", "Chọn 2", False)


def test_an_order_is_read_as_it_was_put() -> None:
    found = reviewed("ordering", contents.order(3), ["i3", "i1", "i2"], with_key=True)
    assert [(line.label, line.html, line.right, line.ok) for line in found.lines] == [
        ("1", "Mục i3", "1", True), ("2", "Mục i1", "3", False), ("3", "Mục i2", "2", False),
    ]  # fmt: skip
    assert not reviewed("ordering", contents.order(3), None, with_key=True).is_answered


def test_gaps_are_read_in_their_places() -> None:
    found = reviewed("cloze", contents.cloze(), {"1": "Huế", "2": "2,5", "3": "b"}, with_key=True)
    assert [(line.given, line.right, line.ok) for line in found.lines] == [
        ("Huế", "Hà Nội", False),
        ("2,5", "2,5", True),
        ("xanh", "xanh", True),
    ]
    assert [piece for sort, piece in found.text if sort == "gap"] == ["0", "1", "2"]
    dragged = reviewed("drag_words", contents.words([("mèo", "1"), ("chó", "1")]), {"1": "w1"}, with_key=True)
    assert [(line.given, line.right) for line in dragged.lines] == [("chó", "mèo"), (None, "chó")]
    hidden = reviewed("cloze", contents.cloze(), {"1": "Huế"}, with_key=False)
    assert {(line.right, line.ok) for line in hidden.lines} == {(None, None)}


def test_where_a_point_should_have_been_is_shown_to_who_may_know() -> None:
    content = contents.hotspot(3, points=2)
    right = reviewed("hotspot", content, [[30, 25], [150, 50]], with_key=True)
    assert [(line.given, line.ok) for line in right.lines] == [("(30; 25)", True), ("(150; 50)", True)]
    missed = reviewed("hotspot", content, [[1, 1], [150, 50]], with_key=True)
    assert missed.picture is not None
    assert missed.picture.marks == ((1, 1, "1", False), (150, 50, "2", True), (30, 25, "✓", True))
    nothing = reviewed("hotspot", content, None, with_key=True)
    assert not nothing.is_answered and [line.right for line in nothing.lines] == ["(30; 25)", "(150; 50)"]
    assert not reviewed("hotspot", content, None, with_key=False).lines


def test_a_number_is_printed_with_a_comma_and_a_text_as_it_was_typed() -> None:
    assert reviewed("numerical", EVERY_KIND[4][1], "2.5", with_key=True).lines[0].given == "2,5"
    assert reviewed("short_answer", EVERY_KIND[3][1], "192.168.1.1", with_key=True).lines[0].given == "192.168.1.1"


@given(st.sampled_from([case[:2] for case in CASES] + TEXTS), json_values)
def test_no_answer_is_too_strange_to_be_shown(case: tuple[str, dict[str, Any]], answer: object) -> None:
    code, content = case
    review_of(kind_of(code).show(content), answer, [], with_key=True)
