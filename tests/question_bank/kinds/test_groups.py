"""True/false groups and matching at their edges."""

from decimal import Decimal

import pytest

from question_bank.kinds.contract import InvalidAnswer
from question_bank.kinds.matching import pair_up
from question_bank.kinds.registry import KINDS

from .contents import Document, group, match

GROUP, MATCHING = KINDS["true_false_group"], KINDS["matching"]
EVEN = {"1": "0.25", "2": "0.5", "3": "0.75", "4": "1"}
ALL_OR_NOTHING = {"4": "1"}


@pytest.mark.parametrize(
    ("table", "fractions"),
    [
        (None, ["0", "0.1", "0.25", "0.5", "1"]),
        (EVEN, ["0", "0.25", "0.5", "0.75", "1"]),
        (ALL_OR_NOTHING, ["0", "0", "0", "0", "1"]),
    ],
)
def test_a_score_table_prices_the_count_of_right_statements(table: Document | None, fractions: list[str]) -> None:
    content = group("ĐSĐS", table)
    right = {"a": True, "b": False, "c": True, "d": False}
    for count, fraction in enumerate(fractions):
        answer = {name: truth if n < count else not truth for n, (name, truth) in enumerate(right.items())}
        mark = GROUP.mark(content, answer)
        assert mark.fraction == Decimal(fraction)
        assert str(mark.reason) == f"Đúng {count} trên 4 ý."


def test_a_statement_left_out_is_not_right() -> None:
    mark = GROUP.mark(group("ĐSĐS"), {"a": True})
    assert mark.fraction == Decimal("0.1")
    assert [(part.given, part.right, part.ok) for part in mark.parts] == [
        (True, True, True),
        (None, False, False),
        (None, True, False),
        (None, False, False),
    ]


def test_another_number_of_statements_shares_evenly_by_default() -> None:
    assert GROUP.mark(group("ĐĐ"), {"a": True, "b": False}).fraction == Decimal("0.5")
    assert GROUP.mark(group("Đ"), {"a": True}).fraction == 1
    assert GROUP.mark(group("ĐĐĐ"), {"a": True}).fraction == Decimal("0.333333")


@pytest.mark.parametrize(
    "table",
    [
        {"4": "0.9"},
        {"1": "0.5", "2": "0.25", "4": "1"},
        {"5": "1", "4": "1"},
        {"0": "-1", "4": "1"},
        {"4": 1.0},
        {"bốn": "1", "4": "1"},
        [],
        "0.1",
    ],
)
def test_a_score_table_rises_to_1(table: object) -> None:
    content = group("ĐSĐS")
    content["key"]["score_table"] = table
    assert [problem.place for problem in GROUP.check(content)] == ["key.score_table"]


@pytest.mark.parametrize("truths", [{"a": True}, {"a": "Đ", "b": True}, {"a": True, "b": True, "z": True}, None])
def test_every_statement_has_a_truth(truths: object) -> None:
    assert GROUP.check({**group("ĐĐ"), "key": {"truths": truths}})


def test_a_group_keeps_its_order_and_tells_its_key() -> None:
    content = group("ĐSĐS")
    assert GROUP.show(content, ["d", "c", "b", "a"]) == GROUP.show(content)
    assert GROUP.orderable(content) == ()
    assert GROUP.key(content, ["d", "c"]) == "ĐSĐS"


@pytest.mark.parametrize("raw", ["ĐSĐS", {"a": "true"}, {"a": 1}, {"z": True}, [True]])
def test_a_group_refuses(raw: object) -> None:
    with pytest.raises(InvalidAnswer):
        GROUP.normalise(group("ĐSĐS"), raw)


def test_a_group_answer_drops_what_was_not_said() -> None:
    assert GROUP.normalise(group("ĐSĐS"), {"b": False, "a": None}) == {"b": False}
    assert GROUP.normalise(group("ĐSĐS"), {"a": None}) is None


@pytest.mark.parametrize(
    ("answer", "table", "fraction"),
    [
        ({"p1": "c1", "p2": "c2", "p3": "c3"}, None, "1"),
        ({"p1": "c1", "p2": "c3"}, None, "0.333333"),
        ({"p1": "c1", "p2": "c2"}, None, "0.666667"),
        ({"p1": "c1", "p2": "c2"}, {"2": "0.5", "3": "1"}, "0.5"),
        ({"p1": "c1"}, {"2": "0.5", "3": "1"}, "0"),
        (None, None, "0"),
    ],
)
def test_matching_marks(answer: Document | None, table: Document | None, fraction: str) -> None:
    content = match({"p1": "c1", "p2": "c2", "p3": "c3"}, table)
    assert MATCHING.check(content) == []
    assert MATCHING.mark(content, answer).fraction == Decimal(fraction)


def test_matching_key_follows_the_form() -> None:
    content = match({"p1": "c2", "p2": "c1"})
    assert MATCHING.key(content) == "1-B, 2-A"
    assert MATCHING.key(content, ["c3", "c2", "c1"]) == "1-B, 2-C"


@pytest.mark.parametrize("raw", ["c1", {"p1": "z"}, {"z": "c1"}, {"p1": ["c1"]}, {"p1": True}])
def test_matching_refuses(raw: object) -> None:
    with pytest.raises(InvalidAnswer):
        MATCHING.normalise(match({"p1": "c1"}), raw)


def test_pairing_up_hides_the_key_in_neither_place_nor_name() -> None:
    body, pairs = pair_up([("Việt Nam", "Hà Nội"), ("Lào", "Viêng Chăn"), ("Ý", "Hà Nội")], ["Áo"])
    assert body["choices"] == [
        {"id": "c1", "text": "Hà Nội"},
        {"id": "c2", "text": "Viêng Chăn"},
        {"id": "c3", "text": "Áo"},
    ]
    assert pairs == {"p1": "c1", "p2": "c2", "p3": "c1"}


@pytest.mark.parametrize("pairs", [{}, {"p1": "z"}, {"p1": "c1", "p9": "c1"}])
def test_matching_needs_a_pair_for_each_prompt(pairs: Document) -> None:
    assert MATCHING.check({**match({"p1": "c1"}), "key": {"pairs": pairs}})
