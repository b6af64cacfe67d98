"""What one typed answer, or one key, makes of a question without options."""

from __future__ import annotations

from typing import Any

import pytest

from question_bank.kinds.registry import kind_of
from question_bank.rules.fixes import Fix, fixed
from question_bank.rules.typed_fixes import answer_of, is_open
from tests.question_bank.kinds.contents import single, stimulus

STEM = {"stem": "Tính?", "explanation": ""}
ESSAY = {**STEM, "body": {"lines": 10}, "key": {"rubric": [], "model_answer": ""}}
EMPTY = {**STEM, "body": {"options": []}, "key": {"right": ""}}


def typed(text: str, kind: str = "essay", content: dict[str, Any] = ESSAY) -> tuple[str, dict[str, Any]]:
    made = fixed(kind, content, content["key"], Fix("answer", answers={"": text}))
    assert made is not None and not kind_of(made[0]).check(made[1])
    return made


@pytest.mark.parametrize(
    ("text", "kind", "answer"),
    [
        ("2.5", "short_answer", "2,5"), (" -1,5 ", "short_answer", "-1,5"), ("12345,6", "numerical", "12345,6"), ("Hồ  Quý Ly", "short_answer", "Hồ Quý Ly"),
        ("9,8 ± 0,1 m/s", "numerical", "9,8 ± 0,1 m/s"), ("3 học sinh", "short_answer", "3 học sinh"),
    ],
)  # fmt: skip
def test_what_an_answer_looks_like_says_the_kind(text: str, kind: str, answer: str) -> None:
    made = typed(text)
    assert (made[0], answer_of(*made)) == (kind, answer)
    assert typed(text, "single_choice", EMPTY) == (kind, {**made[1]})


def test_a_number_stays_a_number_and_further_answers_stay() -> None:
    rows = [{"value": "2", "tolerance": "0", "fraction": "1"}, {"value": "3", "tolerance": "0", "fraction": "0.5"}]
    kind, made = typed("4 ± 1 cm", "numerical", {**STEM, "body": {"unit": "cm"}, "key": {"accepted": rows}})
    assert (kind, answer_of(kind, made)) == ("numerical", "4 ± 1 cm") and made["key"]["accepted"][1] == rows[1]


def test_an_essay_and_back() -> None:
    short = typed("2,5")[1]
    made = fixed("short_answer", short, short["key"], Fix("essay"))
    assert made is not None and made[0] == "essay" and not kind_of("essay").check(made[1])
    assert fixed(*made, short["key"], Fix("essay")) == ("short_answer", short)
    empty = fixed("single_choice", EMPTY, EMPTY["key"], Fix("essay"))
    assert empty is not None and fixed(*empty, EMPTY["key"], Fix("essay")) == ("single_choice", EMPTY)


def test_a_model_answer_is_never_lost() -> None:
    essay = {**ESSAY, "key": {"rubric": [], "model_answer": "<p>Vì thế.</p>"}}
    made = fixed("essay", essay, essay["key"], Fix("answer", answers={"": "7"}))
    assert made is not None and made[1]["explanation"] == "<p>Vì thế.</p>"
    assert fixed(*made, essay["key"], Fix("essay")) == ("essay", essay)


def test_every_new_answer_within_a_shared_text_is_taken() -> None:
    short = typed("2")[1]
    content = stimulus([("essay", ESSAY), ("short_answer", short), ("single_choice", single("a"))])
    made = fixed("stimulus", content, {}, Fix("answer", answers={"p1.": "5", "p2.": "2", "p3.": "9"}))
    assert made is not None
    parts = made[1]["body"]["parts"]
    assert [part["kind"] for part in parts] == ["short_answer", "short_answer", "single_choice"] and answer_of(
        "short_answer", parts[0]["content"]
    ) == "5"
    assert parts[1:] == content["body"]["parts"][1:]


def test_a_question_with_options_is_no_question_of_typing() -> None:
    assert not is_open("single_choice", single("a")) and not is_open("matching", {})
    for fix in (Fix("essay"), Fix("answer", answers={"": "2"})):
        assert fixed("single_choice", single("a"), {}, fix) is None
    assert fixed("essay", ESSAY, {}, Fix("answer", answers={"": "  "})) is None
