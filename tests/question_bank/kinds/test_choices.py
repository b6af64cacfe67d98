"""Single and multiple choice at their edges."""

from decimal import Decimal

import pytest

from question_bank.kinds.contract import InvalidAnswer, Part
from question_bank.kinds.registry import KINDS

from .contents import Document, multiple, single

SINGLE, MULTIPLE = KINDS["single_choice"], KINDS["multiple_choice"]


def places(kind: str, content: object) -> set[str]:
    return {problem.place for problem in KINDS[kind].check(content)}


@pytest.mark.parametrize(
    ("answer", "fraction", "reason"),
    [
        ("b", "1", "Đúng."),
        ("a", "0.5", "Đúng một phần."),
        ("c", "0", "Sai."),
        (None, "0", "Chưa trả lời."),
    ],
)
def test_single_choice_marks(answer: str | None, fraction: str, reason: str) -> None:
    mark = SINGLE.mark(single("b", partial={"a": "0.5"}), answer)
    assert mark.fraction == Decimal(fraction)
    assert str(mark.reason) == reason
    assert mark.parts == (Part("answer", answer, "b", answer == "b"),)


def test_the_key_letter_follows_the_form() -> None:
    content = single("b")
    assert SINGLE.key(content) == "B"
    assert SINGLE.key(content, ["d", "c", "b", "a"]) == "C"


def test_a_pinned_option_keeps_its_place() -> None:
    shown = SINGLE.show(single(pinned="d"), ["c", "b", "a", "d"])["body"]
    assert isinstance(shown, dict)
    assert [option["id"] for option in shown["options"]] == ["c", "b", "a", "d"]
    assert SINGLE.orderable(single(pinned="d")) == ("a", "b", "c")
    assert SINGLE.key(single("d", pinned="d"), ["c", "a", "b"]) == "D"


def test_an_order_may_miss_ids_or_hold_strange_ones() -> None:
    shown = SINGLE.show(single(), ["z", "d"])["body"]
    assert isinstance(shown, dict)
    assert [option["id"] for option in shown["options"]] == ["d", "a", "b", "c"]


@pytest.mark.parametrize("raw", ["z", 1, True, ["a"], {"a": 1}, "A", "a "])
def test_single_choice_refuses_what_is_no_option(raw: object) -> None:
    with pytest.raises(InvalidAnswer):
        SINGLE.normalise(single(), raw)


def test_an_empty_field_is_no_answer() -> None:
    assert SINGLE.normalise(single(), "") is None


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"stem": "<p>&nbsp;</p>"}, "stem"),
        ({"explanation": 5}, "explanation"),
        ({"body": []}, "body"),
        ({"body": {"options": [{"id": "a", "text": "x"}]}}, "body.options"),
        ({"body": {"options": [{"id": f"o{n}", "text": f"{n}"} for n in range(27)]}}, "body.options"),
        ({"key": {"right": "z"}}, "key.right"),
        ({"key": {}}, "key.right"),
        ({"key": {"right": "a", "partial": {"b": "1.5"}}}, "key.partial.b"),
        ({"key": {"right": "a", "partial": {"b": "-0.5"}}}, "key.partial.b"),
        ({"key": {"right": "a", "partial": {"b": 0.5}}}, "key.partial.b"),
        ({"key": {"right": "a", "partial": {"z": "0.5"}}}, "key.partial"),
    ],
)
def test_single_choice_problems(change: Document, place: str) -> None:
    assert place in places("single_choice", {**single(), **change})


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([{"id": "a", "text": "x"}, {"id": "a", "text": "y"}], "body.options.1.id"),
        ([{"id": "a", "text": "x"}, {"id": "B", "text": "y"}], "body.options.1.id"),
        ([{"id": "a", "text": "x"}, {"id": "b", "text": "<p> </p>"}], "body.options.1.text"),
        ([{"id": "a", "text": "x"}, {"id": "b", "text": " x "}], "body.options.1.text"),
        ([{"id": "a", "text": "x"}, "b"], "body.options.1.id"),
        ([{"id": "a", "text": "x"}, {"id": "b", "text": "y", "feedback": 1}], "body.options.1.feedback"),
    ],
)
def test_option_problems(rows: list[object], place: str) -> None:
    assert place in places("single_choice", {**single("a"), "body": {"options": rows}})


def test_an_option_may_be_only_a_picture_or_a_formula() -> None:
    rows = [{"id": "a", "text": '<img src="media:1.png">'}, {"id": "b", "text": "<math><mi>x</mi></math>"}]
    assert places("single_choice", {**single("a"), "body": {"options": rows}}) == set()


THIRDS = {"a": "0.33333", "b": "0.33333", "c": "0.33333", "d": "-1"}


@pytest.mark.parametrize(
    ("weights", "answer", "fraction"),
    [
        ({"a": "0.5", "c": "0.5"}, ["a", "c"], "1"),
        ({"a": "0.5", "c": "0.5"}, ["a"], "0.5"),
        ({"a": "0.5", "c": "0.5"}, ["b"], "0"),
        ({"a": "0.5", "c": "0.5", "b": "-0.5"}, ["a", "b"], "0"),
        ({"a": "0.5", "c": "0.5", "b": "-1"}, ["a", "b"], "0"),
        ({"a": "0.5", "c": "0.5", "b": "-0.25"}, ["a", "b", "c"], "0.75"),
        (THIRDS, ["a", "b", "c"], "1"),
        (THIRDS, ["a"], "0.333333"),
        (THIRDS, ["d"], "0"),
        ({"a": "1"}, None, "0"),
    ],
)
def test_multiple_choice_marks(weights: Document, answer: list[str] | None, fraction: str) -> None:
    assert MULTIPLE.mark(multiple(weights), answer).fraction == Decimal(fraction)


def test_multiple_choice_says_what_was_right_of_each_option() -> None:
    mark = MULTIPLE.mark(multiple({"a": "0.5", "c": "0.5"}), ["a", "b"])
    assert [part.ok for part in mark.parts] == [True, False, False, True]
    assert str(mark.reason) == "Đúng 2 trên 4 ý."


def test_multiple_choice_answers_are_sorted_once_each() -> None:
    content = multiple({"a": "1"})
    assert MULTIPLE.normalise(content, ["c", "a", "c", ""]) == ["a", "c"]
    assert MULTIPLE.normalise(content, []) is None


@pytest.mark.parametrize("raw", ["a", {"a": True}, ["z"], [["a"]], ["a"] * 100])
def test_multiple_choice_refuses(raw: object) -> None:
    with pytest.raises(InvalidAnswer):
        MULTIPLE.normalise(multiple({"a": "1"}), raw)


@pytest.mark.parametrize(
    ("weights", "fine"),
    [
        ({"a": "0.5", "b": "0.5"}, True),
        (THIRDS, True),
        ({"a": "0.999"}, True),
        ({"a": "0.998"}, False),
        ({"a": "0.6", "b": "0.6"}, False),
        ({"a": "-0.5"}, False),
        ({}, False),
        (None, False),
        ({"a": "1", "b": "-1.1"}, False),
        ({"a": "1", "z": "0"}, False),
    ],
)
def test_weights_make_a_whole(weights: object, fine: bool) -> None:
    assert (places("multiple_choice", {**multiple({}), "key": {"weights": weights}}) == set()) is fine


def test_multiple_choice_key_letters_follow_the_form() -> None:
    content = multiple({"a": "0.5", "c": "0.5"})
    assert MULTIPLE.key(content) == "A, C"
    assert MULTIPLE.key(content, ["d", "c", "b", "a"]) == "B, D"
