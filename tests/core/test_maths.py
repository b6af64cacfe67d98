"""LaTeX to MathML on write: what converts becomes native maths, what does not stays readable, nothing raises."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import maths
from core.html import clean_html
from core.maths import LONGEST_FORMULA, broken_formulas, with_mathml


def test_inline_and_display_formulas_become_mathml_in_place() -> None:
    shown = with_mathml(r"<p>Cho \(\frac{1}{2}\) và \[x^2\]</p>")
    assert shown.count("<math") == 2 and 'display="block"' in shown and "<mfrac>" in shown and shown.startswith("<p>Cho ")


def test_escaped_signs_inside_a_formula_are_read_as_signs() -> None:
    assert with_mathml(r"\(x &lt; 2\)") == with_mathml(r"\(x < 2\)")


@pytest.mark.parametrize("latex", [r"\bad{", "x" * (LONGEST_FORMULA + 1)])
def test_a_formula_that_cannot_be_converted_is_kept_and_reported(latex: str) -> None:
    assert "<code>" in with_mathml(rf"\({latex}\)")
    assert broken_formulas(rf"\({latex}\)") == [latex]


@given(st.text(max_size=40))
def test_no_formula_raises_and_its_markup_survives_cleaning(latex: str) -> None:
    shown = clean_html(with_mathml(rf"\({latex}\)"))
    assert "<script" not in shown.lower()


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"(-1;3)", '<mo form="prefix">&#x02212;</mo><mn>1</mn><mo separator="true">;</mo>'),
        (r"x=-1", '<mo>&#x0003D;</mo><mo form="prefix">&#x02212;</mo>'),
        (r"(a)-b", "</mo><mo>&#x02212;</mo><mi>b</mi>"),
        (r"a-b", "<mi>a</mi><mo>&#x02212;</mo><mi>b</mi>"),
        (r"+\infty", "<mi>&#x0221E;</mi>"),
    ],
)
def test_a_sign_stands_with_its_number_and_between_two_it_stands_apart(latex: str, expected: str) -> None:
    assert expected in with_mathml(rf"\({latex}\)")


@pytest.mark.parametrize("piece", ["\\(", "\\[", "\\(\\[", "\\(x"])
def test_signs_that_open_and_never_close_cost_one_reading(piece: str) -> None:
    text, before = piece * (100_000 // len(piece)), time.process_time()
    assert (with_mathml(text), broken_formulas(text)) == (text, [])
    assert time.process_time() - before < 1


def test_a_formula_ends_at_the_next_sign_of_its_own_kind() -> None:
    shown = with_mathml(r"\(a\] \[b\) và \[c \( d\] rồi \)")
    assert (shown.count("<math"), shown.count('display="block"')) == (2, 1)
    assert shown.endswith(r"</math> rồi \)")
    assert with_mathml(r"\(\) \[\]") == r"\(\) \[\]"


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("f'(x)", '<mi>f</mi><mo lspace="0" rspace="0">′</mo><mo'),
        ("y_x'", '<msub><mi>y</mi><mi>x</mi></msub><mo lspace="0" rspace="0">′</mo>'),
        (r"\sqrt{f''}", '<msqrt><mrow><mi>f</mi><mo lspace="0" rspace="0">″</mo></mrow></msqrt>'),
        (r"\frac{A'}{2}", '<mfrac><mrow><mi>A</mi><mo lspace="0" rspace="0">′</mo></mrow><mrow><mn>2</mn></mrow></mfrac>'),
        ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
    ],
)
def test_a_prime_stands_beside_its_letter_and_is_no_script(latex: str, expected: str) -> None:
    shown = with_mathml(rf"\({latex}\)")
    assert expected in shown and "ns0" not in shown and "<msup><mi>f" not in shown


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"-0{,}5x", "<mn>0,5</mn><mi>x</mi>"),
        (r"\frac{1{,}25}{2}", "<mn>1,25</mn>"),
        (r"0{,}5^2", "<mn>0</mn><mn>,</mn><msup><mn>5</mn><mn>2</mn></msup>"),
        (r"f(1,5)", "<mn>1</mn><mo>&#x0002C;</mo><mn>5</mn>"),
    ],
)
def test_a_decimal_comma_is_part_of_its_number_and_makes_no_room(latex: str, expected: str) -> None:
    assert expected in with_mathml(rf"\({latex}\)")


_PIECES = ("x", "^", "_", "{", "}", "{,}", ".", ",", "+", "-", "(", ")", " ", "/", "'", "=", "&", "\\\\", "#", "%", ";", "cm", "\\frac", "\\sqrt", "[3]",
    "\\sqrt[", "]", "\\text{câu 1}", "\\hspace{2em}", "\\lim_{x \\to 0}", "\\begin{cases}", "\\end{cases}", "\\color{#112233}", "\\overset", "\\binom",
    "\\int_0^1", "\\left(", "\\right)", "\\def\\a#1{#1}", "\\a", "\\mathrm", "0", "1", "2", "7", "12", "31", "09", "100", "2024", "{", "}")  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=24).map("".join), st.booleans())
def test_a_formula_converted_by_its_shape_is_what_it_would_be_by_itself(latex: str, display: bool) -> None:
    assert maths._mathml(latex, display) == maths._converted(latex, display)


@pytest.mark.parametrize(
    ("latex", "has_one"),
    [
        (r"x^{12} - 0{,}5x + 3.25 = \frac{1}{2}", True),
        (r"\sqrt[3]{27} \{1; 2\}", True),
        ("x^12", False),  # TeX raises the 1 only
        (r"\hspace{2em}", False),
        (r"\text{câu 2}", False),
        ("1+2+3+4+5+6+7+8+9+1", False),  # no tenth number of one digit to stand for another
    ],
)
def test_the_shape_of_a_formula_serves_others_with_other_numbers(latex: str, has_one: bool) -> None:
    shape = maths._with_stand_ins(latex, maths._NUMBER.findall(latex))
    assert bool(shape and maths._template(shape, False)) is has_one
