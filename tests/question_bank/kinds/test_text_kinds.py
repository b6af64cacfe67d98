"""Ordering, gaps to fill and words to drag, at the edges of their marking tables."""

from decimal import Decimal

import pytest

from question_bank.kinds.contract import InvalidAnswer
from question_bank.kinds.gapped import gaps_in, pieces
from question_bank.kinds.registry import KINDS
from question_bank.kinds.sequence import arranged
from question_bank.kinds.wildcard import example, matches

from .contents import CHOICE_GAP, NUMBER_GAP, NUMBER_KEY, TYPED_GAP, TYPED_KEY, Document, cloze, order, words

ORDERING, CLOZE, WORDS = KINDS["ordering"], KINDS["cloze"], KINDS["drag_words"]


def in_order(digits: str) -> list[str]:
    return [f"i{digit}" for digit in digits]


@pytest.mark.parametrize(
    ("credit", "table", "given", "fraction"),
    [
        ("places", None, "1234", "1"),
        ("places", None, "1243", "0.5"),
        ("places", None, "1423", "0.25"),
        ("places", None, "4321", "0"),
        ("places", {"2": "0.2", "3": "0.2", "4": "1"}, "1243", "0.2"),
        ("places", {"2": "0.2", "3": "0.2", "4": "1"}, "1423", "0"),
        ("neighbours", None, "1234", "1"),
        ("neighbours", None, "2341", "0.666667"),
        ("neighbours", None, "3412", "0.666667"),
        ("neighbours", None, "1324", "0"),
        ("neighbours", None, "4321", "0"),
        ("neighbours", {"2": "0.5", "3": "1"}, "2341", "0.5"),
        ("neighbours", {"2": "0.5", "3": "1"}, "1243", "0"),
        ("all", None, "1234", "1"),
        ("all", None, "1243", "0"),
    ],
)
def test_an_order_is_priced_by_its_credit(credit: str, table: Document | None, given: str, fraction: str) -> None:
    content = order(credit=credit, table=table, right="1234")
    assert ORDERING.check(content) == []
    assert ORDERING.mark(content, in_order(given)).fraction == Decimal(fraction)


def test_neighbours_say_how_many_pairs_are_right() -> None:
    assert str(ORDERING.mark(order(credit="neighbours", right="1234"), in_order("2341")).reason) == "Đúng 2 trên 3 cặp liền nhau."


@pytest.mark.parametrize(
    "raw", ["i1", ["i1"], ["i1", "i1", "i2"], {"i1": "1", "i2": "1", "i3": "2"}, {"i1": "1"}, {"i1": "0", "i2": "1", "i3": "2"}, [1, 2, 3]]
)
def test_an_order_has_every_item_once(raw: object) -> None:
    with pytest.raises(InvalidAnswer):
        ORDERING.normalise(order(3), raw)


def test_places_of_a_form_become_an_order() -> None:
    assert ORDERING.normalise(order(3), {"i1": "2", "i2": "3", "i3": "1"}) == ["i3", "i1", "i2"]


def test_an_order_tells_its_key_by_the_letters_of_the_form() -> None:
    assert ORDERING.key(order(right="3124"), ["i4", "i3", "i2", "i1"]) == "B – D – C – A"


def test_items_are_named_and_placed_by_the_alphabet() -> None:
    body, right = arranged(["gieo hạt", "cây non", "ra hoa"])
    assert body["items"] == [{"id": "i1", "text": "cây non"}, {"id": "i2", "text": "gieo hạt"}, {"id": "i3", "text": "ra hoa"}]
    assert right == ["i2", "i1", "i3"]


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ({"order": ["i1", "i2"], "credit": "places"}, "key.order"),
        ({"order": ["i1", "i1", "i2"], "credit": "places"}, "key.order"),
        ({"order": ["i3", "i2", "i1"]}, "key.credit"),
        ({"order": ["i3", "i2", "i1"], "credit": "neighbours", "score_table": {"3": "1"}}, "key.score_table"),
        ({"order": ["i3", "i2", "i1"], "credit": "places", "score_table": {"3": "0.5"}}, "key.score_table"),
    ],
)
def test_an_order_is_checked(key: Document, place: str) -> None:
    assert [problem.place for problem in ORDERING.check({**order(3), "key": key})] == [place]


RIGHT: Document = {"1": "Hà Nội", "2": "2.5", "3": "b"}


@pytest.mark.parametrize(
    ("answer", "weights", "fraction"),
    [
        (RIGHT, None, "1"),
        ({**RIGHT, "1": "thăng long"}, None, "0.833333"),
        ({**RIGHT, "2": "2.6"}, None, "1"),
        ({**RIGHT, "2": "2.61"}, None, "0.666667"),
        ({"3": "b"}, None, "0.333333"),
        ({"3": "a"}, None, "0"),
        ({"3": "b"}, {"3": "2"}, "0.5"),
        ({"1": "Hà Nội"}, {"1": "0.5", "2": "2.5"}, "0.125"),
        (None, None, "0"),
    ],
)
def test_gaps_are_weighed(answer: object, weights: Document | None, fraction: str) -> None:
    content = cloze(weights=weights)
    assert CLOZE.check(content) == []
    assert CLOZE.mark(content, answer).fraction == Decimal(fraction)


def test_a_gap_is_read_as_its_own_kind() -> None:
    assert CLOZE.normalise(cloze(), {"1": "  Hà   Nội ", "2": "2,50", "3": ""}) == {"1": "Hà Nội", "2": "2.5"}
    for raw in ({"2": "hai"}, {"3": "z"}, {"9": "a"}, "Hà Nội", {"1": ["a"]}):
        with pytest.raises(InvalidAnswer):
            CLOZE.normalise(cloze(), raw)


def test_a_cloze_tells_its_key_in_words() -> None:
    assert CLOZE.key(cloze()) == "(1) Hà Nội; (2) 2,5 ± 0,1; (3) xanh"


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("<p>không có</p>", 0),
        ("<p>[[1]] [[1]]</p>", 1),
        ("<p>[[1]] [[2]]</p>", 1),
        ("<p>\\(x = [[1]]\\)</p>", 1),
        ('<p><img alt="[[1]]" src="media:a.png"></p>', 1),
    ],
)
def test_a_gap_has_one_place_in_the_text(text: str, gaps: int) -> None:
    content = cloze([(TYPED_GAP, TYPED_KEY)] * gaps) if gaps else cloze()
    content["body"]["text"] = text
    assert "body.text" in [problem.place for problem in CLOZE.check(content)]


@pytest.mark.parametrize(
    ("gap", "key"),
    [
        (NUMBER_GAP, {"accepted": [{"value": "x", "fraction": "1"}]}),
        (CHOICE_GAP, {"right": "z"}),
        (TYPED_GAP, {}),
        ({"kind": "essay", "body": {"lines": 3}}, {}),
        ({"kind": "cloze", "body": {}}, {}),
    ],
)
def test_a_gap_is_checked_as_its_own_kind(gap: Document, key: Document) -> None:
    (problem,) = [each for each in CLOZE.check(cloze([(NUMBER_GAP, NUMBER_KEY), (gap, key)])) if each.place == "body.gaps.1"]
    assert "Chỗ trống 2" in str(problem.message)


@pytest.mark.parametrize("weight", ["0", "-1", "101", "nặng", 0.5])
def test_a_weight_is_above_nothing(weight: object) -> None:
    assert [problem.place for problem in CLOZE.check(cloze(weights={"1": weight}))] == ["key.weights.1"]


def test_words_that_say_the_same_are_equally_right() -> None:
    content = words([("cây", "1"), ("cây", "1"), ("hoa", "1")], [("lá", "1")])
    assert WORDS.check(content) == []
    first, second, third = (content["key"]["gaps"][name] for name in "123")
    assert WORDS.mark(content, {"1": second, "2": first, "3": third}).fraction == 1


@pytest.mark.parametrize(
    ("count", "table", "fraction"), [(1, None, "0.333333"), (2, {"2": "0.2", "3": "1"}, "0.2"), (1, {"3": "1"}, "0"), (3, {"3": "1"}, "1")]
)
def test_words_are_priced_by_their_count(count: int, table: Document | None, fraction: str) -> None:
    content = words([("cây", "1"), ("chim", "1"), ("hoa", "1")], [("lá", "1")], table=table)
    answer = dict(list(content["key"]["gaps"].items())[:count])
    assert WORDS.mark(content, answer).fraction == Decimal(fraction)


def test_a_word_serves_once_unless_it_may_serve_again() -> None:
    once, again = words([("cây", "1"), ("hoa", "1")]), words([("cây", "1"), ("cây", "1"), ("hoa", "1")], reuse=True)
    with pytest.raises(InvalidAnswer):
        WORDS.normalise(once, {"1": "w1", "2": "w1"})
    assert len(again["body"]["words"]) == 2
    assert WORDS.mark(again, WORDS.normalise(again, {"1": "w1", "2": "w1", "3": "w2"})).fraction == 1


def test_a_gap_takes_words_of_its_group_only() -> None:
    content = words([("cây", "1"), ("xanh", "2")], [("đỏ", "2")])
    assert WORDS.check(content) == []
    other = next(word["id"] for word in content["body"]["words"] if word["group"] == "2")
    with pytest.raises(InvalidAnswer):
        WORDS.normalise(content, {"1": other})
    content["key"]["gaps"]["1"] = other
    assert {problem.place for problem in WORDS.check(content)} == {"key.gaps"}


def test_a_text_is_cut_at_its_gaps_and_never_within_a_tag() -> None:
    assert pieces('<b title="[[1]]">a</b> [[2]].') == [("html", '<b title="[[1]]">a</b> '), ("gap", "2"), ("html", ".")]
    assert gaps_in("[[1]][[02]][[a]][[12]]") == ["1", "12"]


def test_the_example_of_a_pattern_fits_it() -> None:
    for pattern in ("x *", "* x", "a * b", "*", "x*"):
        assert matches(pattern, example(pattern), case_sensitive=True)
