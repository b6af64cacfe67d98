"""What one keystroke of the import check makes of a key, and that the same keystroke undoes it."""

from __future__ import annotations

from typing import Any

import pytest

from question_bank.rules.fixes import Fix, fixed, key_of, right_options
from tests.question_bank.kinds.contents import group, multiple, short, single, stimulus


def key_after(kind: str, content: dict[str, Any], *fixes: Fix, read: dict[str, Any] | None = None) -> Any:
    was = content["key"] if read is None else read
    for fix in fixes:
        made = fixed(kind, content, was, fix)
        assert made is not None
        kind, content = made
    return content["key"]


def test_a_letter_chooses_and_the_same_letter_returns_to_what_was_read() -> None:
    assert key_after("single_choice", single("b"), Fix("right", "c")) == {"right": "c"}
    assert key_after("single_choice", single("b"), Fix("right", "c"), Fix("right", "c")) == {"right": "b"}
    assert key_after("single_choice", single(""), Fix("right", "c"), Fix("right", "c")) == {"right": ""}


def test_a_new_right_option_has_no_partial_share_besides() -> None:
    assert key_after("single_choice", single("b", {"c": "0.5", "d": "0.25"}), Fix("right", "c")) == {"right": "c", "partial": {"d": "0.25"}}


def test_shares_of_the_file_come_back_with_the_right_options_that_had_them() -> None:
    shared, uneven = single("b", {"c": "0.5"}), multiple({"a": "0.7", "c": "0.3"})
    assert key_after("single_choice", shared, Fix("right", "d"), Fix("right", "d")) == shared["key"]
    assert key_after("single_choice", shared, Fix("several"), Fix("several")) == shared["key"]
    assert key_after("multiple_choice", uneven, Fix("right", "b"), Fix("right", "b")) == uneven["key"]
    assert key_after("multiple_choice", uneven, Fix("several"), Fix("several")) == {"weights": {"a": "1"}}


def test_several_right_options_share_evenly() -> None:
    assert key_after("multiple_choice", multiple({"a": "1"}), Fix("right", "c"))["weights"] == {"a": "0.5", "c": "0.5"}
    assert key_after("multiple_choice", multiple({"a": "0.5", "c": "0.5"}), Fix("right", "c"))["weights"] == {"a": "1"}
    assert key_after("multiple_choice", multiple({"a": "1"}), Fix("right", "a"))["weights"] == {}


def test_one_right_option_becomes_several_and_back() -> None:
    made = fixed("single_choice", single("b"), {}, Fix("several"))
    assert made is not None and made[0] == "multiple_choice" and right_options(*_keyed(made)) == ["b"]
    assert fixed(*made, {}, Fix("several")) == ("single_choice", single("b"))


def _keyed(made: tuple[str, dict[str, Any]]) -> tuple[str, Any]:
    return made[0], made[1]["key"]


def test_a_statement_is_judged_and_judged_back() -> None:
    judged = Fix("truth", "b", True)
    assert key_after("true_false_group", group("ĐS"), judged)["truths"] == {"a": True, "b": True}
    assert key_after("true_false_group", group("ĐS"), judged, judged)["truths"] == {"a": True, "b": False}
    assert key_after("true_false_group", group("Đ"), Fix("truth", "a", True))["truths"] == {}


def test_a_fix_reaches_into_a_part_of_a_stimulus() -> None:
    content = stimulus([("single_choice", single("a")), ("true_false_group", group("ĐS"))])
    made = fixed("stimulus", content, {}, Fix("right", "p1.d"))
    assert made is not None
    first, second = made[1]["body"]["parts"]
    assert first["content"]["key"] == {"right": "d"} and second == content["body"]["parts"][1]


def test_the_same_keystroke_in_a_part_returns_to_what_the_file_says_of_it() -> None:
    read = stimulus(
        [("single_choice", single("a")), ("true_false_group", group("ĐS")), ("short_answer", short([("2,5", "1")], "national"))]
    )
    was = key_of("stimulus", read)
    for fix in (Fix("right", "p1.d"), Fix("truth", "p2.a", value=False), Fix("essay", "p3")):
        once = fixed("stimulus", read, was, fix)
        assert once is not None and key_of(*once) != was
        again = fixed(*once, was, fix)
        assert again is not None and key_of(*again) == was


@pytest.mark.parametrize("fix", [Fix("right", "z"), Fix("truth", "a", True), Fix("right", "p1.a"), Fix("nonsense")])
def test_what_says_nothing_of_the_question_is_refused(fix: Fix) -> None:
    assert fixed("single_choice", single("a"), {}, fix) is None
    assert fixed("stimulus", stimulus([("essay", {})]), {}, fix) is None
