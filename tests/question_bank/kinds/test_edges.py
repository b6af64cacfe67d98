"""Marking at its edges, the same for every kind: what no honest page sends, and what a score table says of each count."""

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from question_bank.kinds.contract import InvalidAnswer, Kind
from question_bank.kinds.registry import KINDS
from tests.question_bank.kinds import contents
from tests.support.every_kind import every_question


def deep(levels: int) -> object:
    """Lists within lists, five times as deep as the interpreter may recurse."""
    found: list[object] = []
    for _ in range(levels):
        found = [found]
    return found


HOSTILE: dict[str, Any] = {
    "a long text": "x" * 1_000_000,
    "many digits": "9" * 1_000_000,
    "a huge power": f"1e{'9' * 60}",
    "many ids": ["a"] * 50_000,
    "many names": {str(n): "a" for n in range(50_000)},
    "a huge whole number": 10**5_000,
    "huge numbers in a list": [[10**5_000, 10**5_000]],
    "a huge number by name": {"p1": 10**5_000, "text": 10**5_000, "1": 10**5_000},
    "no number": [[float("nan"), float("inf")]],
    "infinity": float("-inf"),
    "depth": deep(5_000),
    "depth by name": {"text": deep(5_000), "p1": deep(5_000), "1": deep(5_000)},
    "a file of no size": {"name": "a.pdf", "sha256": "a" * 64, "size": 0},
    "a file out of its folder": {"name": "../a.pdf", "sha256": "a" * 64, "size": 9},
    "half a sign": "\ud800",
    "a null": "a\x00",
    "yes": True,
}
MOST_KEPT = 25_000
"""Characters of the longest answer that is kept, as JSON: an essay of 20,000."""


@pytest.mark.parametrize("kind", list(KINDS.values()), ids=list(KINDS))
def test_what_no_honest_page_sends_is_refused_or_kept_small(kind: Kind) -> None:
    content = kind.for_form(every_question()[kind.code])
    for name, raw in HOSTILE.items():
        try:
            answer = kind.normalise(content, raw)
        except InvalidAnswer as refused:
            assert str(refused.message), name
            continue
        assert len(json.dumps(answer)) <= MOST_KEPT, name
        assert kind.mark(content, answer).fraction in (Decimal(0), None), name


TABLE = {"1": "0.1", "2": "0.25", "3": "0.5", "4": "1"}
"""The national one: nothing right is in no row."""
WORDS = [("cây", "1"), ("chim", "1"), ("hoa", "1"), ("đất", "1")]
TABLED: dict[str, Callable[[contents.Document], contents.Document]] = {
    "true_false_group": lambda table: contents.group("ĐSĐS", table),
    "matching": lambda table: contents.match({f"p{n}": f"c{n}" for n in range(1, 5)}, table),
    "drag_words": lambda table: contents.words(WORDS, [("cá", "1")], table=table),
    "drag_picture": lambda table: contents.drag_picture({"s1": "i1", "s2": "i2", "s3": "i3", "s4": "i1"}, table),
}


@pytest.mark.parametrize("code", TABLED)
def test_a_score_table_prices_every_choice_of_right_parts_by_its_count_alone(code: str) -> None:
    kind, content = KINDS[code], TABLED[code](TABLE)
    assert kind.check(content) == []
    right = contents.right_answer(code, content)
    assert isinstance(right, dict) and len(right) == 4
    for count in range(5):
        for kept in combinations(right, count):
            answer = kind.normalise(content, {name: right[name] for name in kept})
            assert kind.mark(content, answer).fraction == Decimal(TABLE.get(str(count), "0")), kept


@pytest.mark.parametrize("code", TABLED)
def test_one_wrong_part_costs_the_last_step_of_the_table_whichever_it_is(code: str) -> None:
    kind, content = KINDS[code], TABLED[code](TABLE)
    right = contents.right_answer(code, content)
    assert isinstance(right, dict)
    values = list(right.values())
    for name, value in right.items():
        wrong = (not value) if isinstance(value, bool) else next(each for each in [*values, "c5", "i2"] if each != value)
        answer = kind.normalise(content, {**right, name: wrong}) if code != "drag_words" else {**right, name: _stranger(content)}
        assert kind.mark(content, answer).fraction == Decimal("0.5"), name


def _stranger(content: contents.Document) -> str:
    """The word that fits nowhere; the others serve once."""
    return next(word["id"] for word in content["body"]["words"] if word["id"] not in content["key"]["gaps"].values())


@pytest.mark.parametrize("code", ["cloze", "drag_words"])
def test_two_gaps_of_one_name_are_refused(code: str) -> None:
    content = copy.deepcopy(contents.cloze() if code == "cloze" else contents.words([("mèo", "1"), ("chó", "1")]))
    content["body"]["text"] = "<p>[[1]] và [[1]]</p>"
    content["body"]["gaps"] = [content["body"]["gaps"][0]] * 2
    assert "body.text" in {problem.place for problem in KINDS[code].check(content)}
