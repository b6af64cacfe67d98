"""Flags: each is raised by what it names, and chance with few sittings raises none."""

from dataclasses import replace

import pytest

from core.words import Message
from exams.rules.item_flags import flags_of
from exams.rules.statistics import ItemFigures, LineFigures

LEVEL = (0.2, 0.2, 0.2, 0.2, 0.2)
NAMES = {"=a": "A", "=b": "B", "=c": "C"}
GOOD = ItemFigures(
    100, 0.6, 0.5, 0.4, 0.05, (0.3, 0.4, 0.6, 0.8, 0.9),
    {"=a": LineFigures(0.6, 0.4, LEVEL), "=b": LineFigures(0.3, -0.3, LEVEL), "=c": LineFigures(0.1, -0.1, LEVEL)},
)  # fmt: skip
RIGHT = frozenset({"=a"})


def words(message: Message) -> str:
    return message.msgid % dict(message.params)


def test_a_good_question_has_none() -> None:
    assert flags_of(GOOD, RIGHT, NAMES) == ()


def test_an_option_that_draws_the_able_names_itself() -> None:
    found = flags_of(replace(GOOD, lines={**GOOD.lines, "=b": LineFigures(0.3, 0.25, LEVEL)}), RIGHT, NAMES)
    assert [(flag.code, words(flag.advice)) for flag in found] == [
        ("key", "Phương án B hút nhiều thí sinh giỏi: kiểm tra lại đáp án."),
    ]


def test_a_text_that_the_able_write_might_be_accepted() -> None:
    found = flags_of(replace(GOOD, lines={"=0,5": LineFigures(0.3, 0.3, LEVEL)}), frozenset(), {})
    assert "“0,5”" in words(found[0].advice)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"facility": 0.96, "biserial": 0.05}, ["easy"]),
        ({"facility": 0.1}, ["hard"]),
        ({"facility": 0.1, "biserial": 0.0}, ["hard", "flat"]),
        ({"biserial": 0.1}, ["flat"]),
        ({"biserial": None}, ["flat"]),
        ({"biserial": -0.3}, ["negative"]),
        ({"asked": 9, "biserial": -0.9}, []),
        ({"asked": 12, "biserial": -0.3}, ["flat"]),
    ],
)
def test_figures_raise_their_flag(changed: dict[str, float], codes: list[str]) -> None:
    assert [flag.code for flag in flags_of(replace(GOOD, **changed), RIGHT, NAMES)] == codes  # type: ignore[arg-type]


def test_an_option_nobody_takes_is_named_once_there_are_enough_sittings() -> None:
    names = {**NAMES, "=d": "D"}
    assert words(flags_of(GOOD, RIGHT, names)[0].advice).startswith("Gần như không ai chọn phương án D:")
    assert flags_of(replace(GOOD, asked=49), RIGHT, names) == ()


@pytest.mark.parametrize(("names", "looks_at"), [(NAMES, "các phương án"), ({}, "cách cho điểm")])
def test_only_a_question_with_options_is_told_to_look_at_them(names: dict[str, str], looks_at: str) -> None:
    [flat] = flags_of(replace(GOOD, biserial=0.1), RIGHT, names)
    assert looks_at in words(flat.advice)
