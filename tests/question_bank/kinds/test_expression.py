"""Expressions of parameterised questions: what they come to, and that no text whatever makes them more than arithmetic."""

from __future__ import annotations

import math
import time
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.kinds.expression import FUNCTIONS, MAX_LENGTH, BadExpression, is_name, read

from .contents import calmly

VALUES = {"a": Decimal(3), "b": Decimal("-2.5"), "n": Decimal(0)}
_atoms = st.sampled_from(["a", "b", "n", "x", "1", "2.5", "0", "9" * 50, "1e99", "pi", "'s'", "True", "10**9"])
_expressions = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "//", "%", "**", "^", "<", "==", "and", "or", "if"]), inner).map(
            lambda three: f"({three[0]} {three[1]} {three[2]})"
        ),
        st.tuples(st.sampled_from([*FUNCTIONS, "eval", "open"]), st.lists(inner, max_size=3)).map(
            lambda two: f"{two[0]}({', '.join(two[1])})"
        ),
        inner.map(lambda text: f"-{text}"),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a + 2*3", "9"),
        ("a^2", "9"),
        ("-a^2", "-9"),
        ("2^-1", "0.5"),
        ("7 // 2 + mod(-7, 3)", "5"),
        ("a × 2 ÷ 4 − 1", "0.5"),
        ("round(2.345, 2)", "2.35"),
        ("sqrt(16) + abs(b)", "6.5"),
        ("0.1 + 0.2", "0.3"),
        ("gcd(12, 18) + lcm(4, 6) + fact(4) + comb(5, 2) + perm(4, 2)", "64"),
        ("log(1000) + ln(e)", "4"),
        ("min(a, b, n) + max(a, 1)", "0.5"),
        ("floor(b) + ceil(b)", "-5"),
    ],
)
def test_arithmetic_is_that_of_school(text: str, wanted: str) -> None:
    assert round(read(text).number(VALUES), 20) == Decimal(wanted)


def test_angles_are_radians() -> None:
    assert read("sin(rad(30))").number({}) == Decimal("0.5")
    assert read("deg(pi)").number({}) == 180


@pytest.mark.parametrize(("text", "wanted"), [("a > 2", True), ("1 < a < 3", False), ("a != 3 or n == 0", True), ("not a >= 3", False)])
def test_conditions_hold_or_do_not(text: str, wanted: bool) -> None:
    assert read(text).holds(VALUES) is wanted


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')", "a.__class__", "[1][0]", "lambda: 1", "(x := 1)", "f'{a}'", "'a'*99", "a if b else n", "eval('1')",
        "open(1)", "max(*[1])", "max(a, key=b)", "{1: 2}", "1j", "b'x'", "True", "None", "...", "a; b", "a = 1", "", " ", "(" * 150, "a" * 300,
        "-" * 120 + "a", "not " * 40 + "a", "9" * 150, "1e999", "a\x00", "~a", "a @ b", "a << 9", "a in b", "a is b", "await a", "yield",
    ],
)  # fmt: skip
def test_what_is_more_than_arithmetic_is_refused_when_it_is_read(text: str) -> None:
    with pytest.raises(BadExpression):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "9^9^9", "2^101", "10^99", "1/n", "a % n", "a // n", "sqrt(b)", "ln(n)", "log(b)", "asin(a)", "fact(51)", "fact(2.5)", "comb(60, 2)",
        "n^-1", "b^0.5", "exp(101)", "x + 1", "round(a, 99)", "a > 1", "fact(50) * fact(50)", "tan(10^60 * 10^60)", "mod(10^59, 0.0001)", "(a > 1) + 1",
    ],
)  # fmt: skip
def test_what_comes_to_no_number_is_told(text: str) -> None:
    with pytest.raises(BadExpression) as refused:
        read(text).number(VALUES)
    assert str(refused.value.message)


def test_a_number_is_no_condition_and_a_condition_no_number() -> None:
    with pytest.raises(BadExpression):
        read("a + 1").holds(VALUES)
    with pytest.raises(BadExpression):
        read("a > 1").number(VALUES)


def test_the_variables_of_an_expression_are_named() -> None:
    assert read("a*sin(b) + pi").names == {"a", "b"}
    assert is_name("v0") and not is_name("pi") and not is_name("sin") and not is_name("0a") and not is_name("đ") and not is_name("and")


@calmly
@given(text=st.one_of(_expressions, st.text(max_size=MAX_LENGTH + 5), st.text(alphabet="0123456789()*+-/.^ab,<=", max_size=80)))
def test_any_text_gives_a_finite_number_or_a_refusal(text: str) -> None:
    try:
        number = read(text).number(VALUES)
    except BadExpression:
        return
    assert number.is_finite() and abs(number) < Decimal("1e61")


@calmly
@given(
    a=st.integers(-99, 99), b=st.integers(1, 99), text=st.sampled_from(["a+b", "a-b*2", "a*b", "a/b", "(a-b)*(a+b)", "-a+b", "a//b", "a%b"])
)
def test_whole_numbers_come_to_what_python_makes_of_them(a: int, b: int, text: str) -> None:
    found = read(text).number({"a": Decimal(a), "b": Decimal(b)})
    assert math.isclose(found, eval(text, {}, {"a": a, "b": b}), abs_tol=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "9^9^9^9",
        "(((10^60)^100)^100)^100",
        "fact(fact(fact(9)))",
        "fact(50) ^ 99",
        "comb(50, 25) ^ 60 ^ 60",
        "1.0000000000000001 ^ 99.99999",
        "exp(exp(exp(exp(5))))",
        "gcd(" + "999999999999989, " * 11 + "7)",
        "(" * 60 + "1" + ")" * 60,
        "-" * 199 + "1",
        "max(" * 20 + "1" + ")" * 20,
        "a" + " < a" * 49,
        "not " * 49 + "a",
        "0x" + "f" * 198,
        "tan(10^60) / sin(10^60)",
        "round(10^60 / 7, 15)",
        "ln(10^-60) ^ 100",
    ],
)
def test_a_hostile_expression_takes_no_time(text: str) -> None:
    began = time.process_time()
    for _ in range(20):
        with suppress(BadExpression):
            assert abs(read(text).number(VALUES)) <= 10**61
    assert time.process_time() - began < 0.5, text
