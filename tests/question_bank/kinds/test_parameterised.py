"""Variants: what is drawn, what is worked out, what each form gets."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.kinds import variants
from question_bank.kinds.expression import read
from question_bank.kinds.parameterised import MAX_WORK, Parameterised
from question_bank.kinds.placeholders import written
from question_bank.kinds.variables import MAX_CONDITION_WORK
from question_bank.kinds.variants import NoVariants, drawn_variants, told

from .contents import calmly, parameterised

KIND = Parameterised()
Document = dict[str, Any]


def remade(content: Document, **key: Any) -> Document:
    """The content with fields of its key changed and its variants drawn anew."""
    made = {**content, "key": {**content["key"], **key}, "body": dict(content["body"])}
    made["body"]["variants"], made["key"]["variants"] = drawn_variants(made)
    return made


def problems(content: Document) -> dict[str, str]:
    return {problem.place: str(problem.message) for problem in KIND.check(content)}


def with_stem(stem: str, **values: list[str]) -> Document:
    """The one variant there is when every variable (`a` and `b` among them) has these values only."""
    rows = [{"name": name, "type": "list", "values": each} for name, each in values.items()]
    return remade({**parameterised(variables=rows), "stem": stem})


def test_every_form_gets_the_variant_its_order_names_first() -> None:
    content = parameterised()
    for name in KIND.orderable(content):
        chosen = KIND.for_form(content, [name])
        right = next(row for row in content["key"]["variants"] if row["id"] == name)["key"]["accepted"][0]["value"]
        assert KIND.key(chosen) == right.replace(".", ",")
        assert KIND.mark(chosen, KIND.normalise(chosen, right)).fraction == 1
        assert KIND.for_form(chosen, ["v1"]) == chosen


def test_a_form_knows_nothing_of_the_other_variants() -> None:
    content = parameterised()
    chosen = KIND.for_form(content, ["v3"])
    assert "variants" not in str(chosen) and "a + b" not in str(chosen)
    assert KIND.show(chosen)["stem"] == content["body"]["variants"][2]["stem"]


def test_without_an_order_the_first_variant_stands_for_all() -> None:
    content = parameterised()
    assert KIND.show(content) == KIND.show(KIND.for_form(content, ["v1"]))


@calmly
@given(seed=st.integers(0, 10**9), asks=st.sampled_from(["numerical", "short_answer", "single_choice"]))
def test_the_same_seed_makes_the_same_variants_all_different(seed: int, asks: str) -> None:
    first, again = (remade(parameterised(asks), seed=seed) for _ in range(2))
    assert first == again
    values = [told(row["values"]) for row in first["body"]["variants"]]
    assert len(set(values)) == len(values) == 5


def test_a_removed_variant_never_comes_back_and_another_takes_its_place() -> None:
    content = parameterised()
    gone = told(content["body"]["variants"][1]["values"])
    left = remade(content, removed=[gone])
    values = [told(row["values"]) for row in left["body"]["variants"]]
    assert gone not in values and len(values) == 5
    assert problems(left) == {}


def test_all_removed_is_told() -> None:
    content = with_stem("<p>{a} {b}</p>", a=["2"], b=["3"])
    with pytest.raises(NoVariants):
        remade(content, removed=["a=2; b=3"])


def test_conditions_choose_and_impossible_ones_are_told() -> None:
    kept = remade(parameterised(conditions=["a > b", "mod(a, 2) == 0"]))
    assert all(int(row["values"]["a"]) > int(row["values"]["b"]) for row in kept["body"]["variants"])
    never = parameterised()
    never["body"] |= {"conditions": ["a > 100"], "variants": []}
    never["key"]["variants"] = []
    assert problems(never) == {"body.variants": "Không có bộ giá trị nào thoả mọi điều kiện."}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"answer": "a + c"}, "key.answer"),
        ({"answer": ""}, "key.answer"),
        ({"tolerance": "a *"}, "key.tolerance"),
        ({"count": 51}, "key.count"),
        ({"removed": ["x"] * 201}, "key.removed"),
    ],
)
def test_each_fault_is_told_where_it_is(change: Document, place: str) -> None:
    content = parameterised()
    content["key"] |= change
    assert list(problems(content)) == [place]


def test_a_condition_and_a_place_that_cannot_be_read_are_told_where_they_are() -> None:
    content = {**parameterised(), "stem": "<p>{=a*} và {c}</p>", "explanation": "<p>\\({=x}\\)</p>"}
    content["body"]["conditions"] = ["a >"]
    assert list(problems(content)) == ["body.conditions", "stem", "explanation"]


@pytest.mark.parametrize(
    ("variable", "place"),
    [
        ({"name": "pi"}, "name"),
        ({"name": "b"}, "name"),
        ({"low": "9", "high": "2"}, "low"),
        ({"low": "x"}, "low"),
        ({"step": "0"}, "step"),
        ({"high": "1e9", "step": "0.001"}, "step"),
        ({"type": "list", "values": []}, "values"),
        ({"type": "list", "values": [" "]}, "values"),
    ],
)
def test_each_fault_of_a_variable_is_told_where_it_is(variable: Document, place: str) -> None:
    content = parameterised()
    at = 1 if variable == {"name": "b"} else 0
    content["body"]["variables"][0] = {**content["body"]["variables"][0], **variable}
    assert f"body.variables.{at}.{place}" in problems(content)


def test_places_are_filled_in_words_and_formulas() -> None:
    content = with_stem(r"<p>{a}, {=a*b:2}, {=a/b}, x{+b} và \(\frac{a}{b}{+b}\); {không}</p>", a=["1.5"], b=["-3"])
    (variant,) = content["body"]["variants"]
    assert variant["stem"] == r"<p>1,5, −4,50, −0,5, x − 3 và \(\frac{1{,}5}{-3} - 3\); {không}</p>"


def test_words_of_a_list_are_text_and_never_markup() -> None:
    content = with_stem("<p>{w}</p>", a=["2"], b=["3"], w=["<b>cam</b>"])
    assert content["body"]["variants"][0]["stem"] == "<p>&lt;b&gt;cam&lt;/b&gt;</p>"


def test_variants_whose_options_fall_together_are_left_out() -> None:
    options = [{"id": "a", "text": "{a}"}, {"id": "b", "text": "{b}"}]
    content = remade(parameterised("single_choice", options=options), count=50)
    assert all(row["values"]["a"] != row["values"]["b"] for row in content["body"]["variants"])


def test_an_answer_that_four_boxes_cannot_hold_makes_no_variant() -> None:
    content = parameterised("short_answer")
    with pytest.raises(NoVariants, match="bốn ô"):
        remade(content, answer="a*b*10000")


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        ("2", 2, "2"),
        ("2.345", 2, "2,35"),
        ("-0.004", 2, "−0,004"),
        ("6.02e23", 2, "6,02·10<sup>23</sup>"),
    ],
)
def test_numbers_are_written_as_in_vietnam(number: str, decimals: int, shown: str) -> None:
    assert written(Decimal(number), decimals) == shown


def test_values_that_make_no_question_are_tried_a_hundred_times_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    tried, make = [], variants.variant

    def counted(template: Document, drawn: dict[str, str]) -> object:
        tried.append(drawn)
        return make(template, drawn)

    monkeypatch.setattr(variants, "variant", counted)
    wide = [{"name": name, "type": "range", "low": "1", "high": "1000", "step": "1"} for name in "ab"]
    with pytest.raises(NoVariants, match=r"100 bộ giá trị đã thử đều không dùng được; hãy thêm điều kiện.*chia cho 0"):
        parameterised(answer="1 / (a - a)", variables=wide)
    assert len(tried) == variants.MAX_FAILED


def test_a_question_has_so_many_computed_places() -> None:
    for count, is_faulty in ((200, False), (201, True)):
        content = {**parameterised(), "stem": "<p>" + "{=a} " * count + "</p>"}
        assert ("stem" in problems(content)) == is_faulty
    braces = {**parameterised(), "stem": "<p>\\(" + "\\frac{a}{b} + " * 300 + "1\\)</p>"}
    assert "stem" not in problems(braces), "braces of a formula are not counted"


@pytest.mark.parametrize("place", ["stem", "body.conditions"])
def test_a_template_that_would_compute_for_long_is_refused_before_it_does(place: str) -> None:
    heavy = "max(" + ",".join(["ln(a*b+2.7)^0.37"] * 11) + ")"
    wide = [{"name": name, "type": "range", "low": "1", "high": "1000", "step": "1"} for name in "ab"]
    content = parameterised()
    content["body"] = {**content["body"], "variables": wide, "variants": [], "conditions": [f"{heavy} < 0"] * 10 * (place != "stem")}
    content["stem"] = f"<p>{f'{{={heavy}}} ' * 200 * (place == 'stem')}a</p>"
    began = time.process_time()
    assert "viết gọn lại" in problems(content)[place] and time.process_time() - began < 1


def test_ordinary_templates_are_far_from_the_bounds() -> None:
    root = "sqrt(b^2 - 4*a*c)"
    found = read(f"(-b + {root}) / (2*a)")
    assert 60 * found.weight < MAX_WORK and 4 * read(f"{root} == floor({root})").weight < MAX_CONDITION_WORK


@pytest.mark.parametrize(
    "change",
    [
        {"stem": "<p>{a} và {=10^40:2}</p>"},
        {"stem": "<p>{a:2}</p>", "variables": [{"name": "a", "type": "list", "values": ["1e50"]}]},
        {"key": {"answer": "a"}, "variables": [{"name": "a", "type": "list", "values": ["1e61", "1e99"]}]},
        {"stem": "<p>{a:9}</p>", "variables": [{"name": "a", "type": "list", "values": ["123456789012345678901234567890"]}]},
    ],
)
def test_numbers_too_large_to_write_are_told(change: Document) -> None:
    body = {**parameterised()["body"], "variables": [*change.get("variables", []), *parameterised()["body"]["variables"][-1:]]}
    body = body if "variables" in change else parameterised()["body"]
    content = {**parameterised(), "stem": change.get("stem", "<p>{a}</p>"), "body": {**body, "variants": []}}
    content["key"] = {**content["key"], **change.get("key", {}), "variants": []}
    assert problems(content)
    with pytest.raises(NoVariants):
        drawn_variants(content)
